// One person's phone: a screen per channel, what stands on it, and what the person can do there.

import { copyOf, element, post } from "./api.js";
import { entryOf } from "./bubble.js";
import { day, zoneOf } from "./time.js";

const CHANNELS = { sms: "SMS", whatsapp: "WhatsApp", telegram: "Telegram" };
const LINES = { unreachable: "Switched off", unknown: "No such number", landline: "A landline", filtered: "Texts are filtered", not_mobile: "Not a mobile", region_off: "Region not allowed" };

const place = document.getElementById("phone");

let phone = null;
let setup = {};
let shown = "sms";
let newest = 0;
const written = new Map();

export function configure(settings) {
  setup = settings;
}

export function close() {
  phone = null;
  place.replaceChildren(element("p", "empty", "Choose a person to see their phone."));
}

export function show(latest) {
  const another = phone?.id !== latest.id;
  const channels = channelsOf(latest);
  const rebuilt = another || channels.join() !== channelsOf(phone).join();
  if (another) {
    newest = latest.entries.at(-1)?.place ?? 0;
    shown = latest.entries.at(-1)?.channel ?? channels[0];
  }
  phone = latest;
  if (rebuilt) build(channels);
  for (const channel of channels) fill(channel);
  newest = latest.entries.at(-1)?.place ?? newest;
}

const languageName = (tag) => new Intl.DisplayNames("en", { type: "language" }).of(tag);

function channelsOf(one) {
  const used = new Set(one.entries.map((entry) => entry.channel));
  return Object.keys(CHANNELS).filter((channel) => used.has(channel) || (channel === "sms" && one.phone) || (channel === "telegram" && one.telegram_id));
}

function build(channels) {
  written.clear();
  const handset = copyOf("handset");
  handset.querySelector("h2").textContent = phone.name;
  handset.querySelector("h2").lang = phone.language;
  handset.querySelector(".name p").textContent = [phone.phone, languageName(phone.language)].filter(Boolean).join(" · ");
  handset.querySelector(".back").addEventListener("click", () => (location.hash = ""));
  const web = handset.querySelector(".web");
  web.hidden = !phone.chat_url;
  if (phone.chat_url) web.href = phone.chat_url;
  const tabs = handset.querySelector(".tabs");
  tabs.hidden = channels.length < 2;
  for (const channel of channels) {
    const tab = element("button", "", CHANNELS[channel]);
    tab.type = "button";
    tab.dataset.channel = channel;
    tab.setAttribute("role", "tab");
    tab.addEventListener("click", () => choose(channel));
    tabs.append(tab);
    handset.querySelector(".screens").append(screenFor(channel));
  }
  place.replaceChildren(handset);
  choose(channels.includes(shown) ? shown : channels[0]);
}

function choose(channel) {
  shown = channel;
  for (const tab of place.querySelectorAll(".tabs button")) tab.setAttribute("aria-selected", tab.dataset.channel === channel);
  for (const screen of place.querySelectorAll(".screen")) screen.classList.toggle("shown", screen.dataset.channel === channel);
  const thread = place.querySelector(".screen.shown .thread");
  if (thread) thread.scrollTop = thread.scrollHeight;
}

function screenFor(channel) {
  const screen = copyOf("screen").firstElementChild;
  screen.dataset.channel = channel;
  screen.setAttribute("aria-label", CHANNELS[channel]);
  screen.querySelector("h3").textContent = CHANNELS[channel];
  const form = screen.querySelector("form");
  form.text.setAttribute("aria-label", `Write by ${CHANNELS[channel]}`);
  form.text.placeholder = channel === "telegram" ? "Message" : "Text message";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = form.text.value.trim();
    if (text) attempt(form, () => write(channel, text)).then((done) => done && form.reset());
  });
  screen.querySelector(".extras").hidden = channel !== "telegram";
  screen.querySelector(".extras").addEventListener("click", (event) => {
    const kind = event.target.dataset.media;
    if (kind) attempt(form, () => post("/control/telegram/media", { telegram_id: phone.telegram_id, kind }));
  });
  screen.querySelector(".block").addEventListener("click", () => attempt(form, () => post(`/control/telegram/${phone.blocked ? "unblock" : "block"}`, { telegram_id: phone.telegram_id })));
  screen.querySelector(".start").addEventListener("click", () => attempt(form, () => start()));
  return screen;
}

function fill(channel) {
  const screen = place.querySelector(`.screen[data-channel=${channel}]`);
  const thread = screen.querySelector(".thread");
  const atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 60 || !thread.childElementCount;
  const entries = phone.entries.filter((entry) => entry.channel === channel);
  writeLines(channel, thread, linesOf(entries));
  screen.querySelector(".state").textContent = stateOf(channel);
  if (channel === "telegram") dressTelegram(screen);
  if (atEnd || entries.at(-1)?.place > newest) thread.scrollTop = thread.scrollHeight;
}

function dressTelegram(screen) {
  screen.querySelector(".write").hidden = !phone.started || phone.blocked;
  const button = screen.querySelector(".block");
  button.hidden = !phone.started;
  button.textContent = phone.blocked ? "Unblock" : "Block";
  const begin = screen.querySelector(".start");
  begin.hidden = phone.started && !phone.blocked;
  begin.textContent = phone.blocked ? "Unblock and restart" : "Start";
}

function stateOf(channel) {
  if (channel === "telegram") return phone.blocked ? "Blocked by this person" : `@${setup.bot_username}`;
  if (phone.opted_out) return "Opted out with STOP";
  return LINES[phone.line] ?? setup.our_number;
}

// What stands in a thread, line by line: a key that changes when the line does, and how to make it.
function linesOf(entries) {
  if (!entries.length) return [{ key: "empty", make: () => element("li", "note quiet", "Nothing here yet") }];
  const zone = zoneOf(phone);
  const act = { start: (link) => attempt(null, () => start(link)), press };
  const lines = [];
  let today = "";
  for (const entry of entries) {
    const date = day(entry.at, zone);
    if (date !== today) lines.push({ key: date, make: () => element("li", "day", date) });
    today = date;
    lines.push({ key: JSON.stringify(entry), make: () => arriving(entryOf(entry, zone, act), entry) });
    if (entry.answer) lines.push({ key: entry.answer, make: () => element("li", "note", entry.answer) });
  }
  return lines;
}

function arriving(item, entry) {
  item.classList.toggle("fresh", entry.place > newest);
  return item;
}

// Lines that stay are left alone, so that focus keeps its place and only what is new is read aloud.
function writeLines(channel, thread, lines) {
  const before = written.get(channel) ?? [];
  const changed = before.findIndex((key, at) => key !== lines[at]?.key);
  const same = changed < 0 ? before.length : changed;
  while (thread.children.length > same) thread.lastChild.remove();
  thread.append(...lines.slice(same).map((line) => line.make()));
  written.set(channel, lines.map((line) => line.key));
}

function write(channel, text) {
  if (channel === "telegram") return post("/control/telegram/text", { telegram_id: phone.telegram_id, text });
  return post("/control/twilio/text", { from: phone.phone, body: text, channel });
}

async function start(link) {
  if (!phone.telegram_id) throw new Error("This person has no Telegram.");
  await post("/control/telegram/start", { telegram_id: phone.telegram_id, link: link ?? null });
  choose("telegram");
}

function press(message_id, data) {
  return attempt(null, () => post("/control/telegram/press", { telegram_id: phone.telegram_id, message_id, data }));
}

async function attempt(form, action) {
  const screen = form?.closest(".screen") ?? place.querySelector(".screen.shown");
  const wrong = screen.querySelector(".wrong");
  wrong.textContent = "";
  try {
    await action();
    return true;
  } catch (error) {
    wrong.textContent = error.message;
    return false;
  }
}
