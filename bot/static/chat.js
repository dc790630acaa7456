// The chat without reloading: new lines come by an event stream, answers go by fetch. Without it every form still works.
"use strict";

(() => {
  const talk = document.getElementById("talk");
  const choices = document.getElementById("choices");
  const menu = document.getElementById("menu");
  const waiting = document.getElementById("waiting");
  const trouble = document.getElementById("trouble");
  const end = document.getElementById("end");
  const text = document.getElementById("text");
  const address = talk.dataset.chat;
  let live = false;

  const toEnd = () => end.scrollIntoView({ block: "end" });
  const nearEnd = () => window.innerHeight + window.scrollY > document.documentElement.scrollHeight - 160;

  // Server-rendered and escaped there; lines and days that are here already are left out.
  const append = (html) => {
    const made = document.createElement("template");
    made.innerHTML = html;
    for (const line of [...made.content.children]) {
      const days = talk.querySelectorAll(".day");
      const lastDay = days.length ? days[days.length - 1].dataset.day : "";
      const here = line.dataset.day
        ? line.dataset.day === lastDay
        : talk.querySelector(`[data-id="${CSS.escape(line.dataset.id)}"]`);
      if (!here) talk.append(line);
    }
  };

  const take = (pieces) => {
    const follow = nearEnd() || document.activeElement === text;
    append(pieces.lines);
    choices.innerHTML = pieces.choices;
    menu.innerHTML = pieces.menu;
    waiting.innerHTML = pieces.waiting;
    if (follow) toEnd();
  };

  const listen = () => {
    const stream = new EventSource(`${address}/events?after=${encodeURIComponent(talk.dataset.last)}`);
    stream.addEventListener("open", () => { live = true; });
    stream.addEventListener("lines", (event) => take(JSON.parse(event.data)));
    stream.addEventListener("error", () => { live = false; });
    window.addEventListener("pagehide", () => stream.close());
  };

  // A photo or PDF; the form's mark is for the page without script, where it counts a form that is sent twice once.
  const send = async (form) => {
    const button = form.querySelector("button");
    const body = new FormData(form);
    body.delete("once");
    button.disabled = true;
    const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body }).catch(() => null);
    button.disabled = false;
    trouble.hidden = Boolean(answer && answer.ok);
    if (answer && answer.ok) form.reset();
    toEnd();
  };

  // A form is sent as it is while the stream is down: then the page itself comes back with the answer.
  document.addEventListener("submit", async (event) => {
    if (!live) return;
    event.preventDefault();
    const form = event.target;
    if (form.id === "show") {
      await send(form);
      return;
    }
    const pressed = event.submitter;
    const said = pressed && pressed.name === "choice" ? { choice: pressed.value } : { text: text.value.trim() };
    if (!said.choice && !said.text) return;
    const buttons = [...form.querySelectorAll("button"), ...(pressed && pressed.form === form ? [pressed] : [])];
    for (const button of buttons) button.disabled = true;
    let sent = false;
    try {
      const answer = await fetch(`${address}/messages`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(said),
      });
      sent = answer.ok;
    } catch {
      sent = false;
    }
    for (const button of buttons) button.disabled = false;
    trouble.hidden = sent;
    if (sent && said.text) text.value = "";
    if (!sent) toEnd();
  });

  if ("EventSource" in window) listen();
  toEnd();
})();
