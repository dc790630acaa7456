// One entry of a thread as elements. Text is only ever set as text.

import { element } from "./api.js";
import { hour } from "./time.js";

export function entryOf(entry, zone, act) {
  const item = element("li", `said ${entry.from}`);
  item.classList.toggle("pressed", Boolean(entry.pressed));
  const bubble = element("div", "bubble");
  if (entry.file) bubble.append(fileOf(entry));
  if (entry.attachment) bubble.append(element("span", "file", entry.attachment));
  bubble.append(...entry.runs.map((run) => runOf(run, act)));
  const time = element("time", "", hour(entry.at, zone) + (entry.edited ? " edited" : ""));
  time.dateTime = entry.at;
  bubble.append(time);
  item.append(bubble);
  if (entry.buttons?.length) item.append(keysOf(entry, act));
  return item;
}

function runOf(run, act) {
  const style = run.styles.join(" ");
  if (run.starts) {
    const link = element("button", `link ${style}`, run.text);
    link.type = "button";
    link.addEventListener("click", () => act.start(run.href));
    return link;
  }
  if (!run.href) return element("span", style, run.text);
  return webLink(run.href, style, run.text);
}

function webLink(href, className, text) {
  if (!/^https?:/i.test(href)) return element("span", className, text);
  const link = element("a", className, text);
  link.href = href;
  link.target = "_blank";
  link.rel = "noopener";
  return link;
}

function fileOf(entry) {
  if (entry.from === "person") return element("span", "file", entry.file.label);
  if (entry.file.picture) return pictureOf(entry.file);
  const link = element("a", "file", entry.file.label);
  link.href = `/phones/files/${encodeURIComponent(entry.file.id)}`;
  link.download = entry.file.name;
  return link;
}

function pictureOf(file) {
  const link = element("a", "picture");
  link.href = `/phones/files/${encodeURIComponent(file.id)}`;
  link.target = "_blank";
  link.rel = "noopener";
  const image = element("img", "");
  image.src = link.href;
  image.alt = file.label;
  link.append(image);
  return link;
}

function keysOf(entry, act) {
  const keys = element("div", "keys");
  for (const row of entry.buttons) {
    const line = element("div");
    for (const key of row) line.append(keyOf(key, entry, act));
    keys.append(line);
  }
  return keys;
}

function keyOf(key, entry, act) {
  if (key.url && !key.starts) return webLink(key.url, "", key.text);
  const button = element("button", "", key.text);
  button.type = "button";
  button.addEventListener("click", () => (key.starts ? act.start(key.url) : act.press(entry.message_id, key.data)));
  return button;
}
