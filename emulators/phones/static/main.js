// The page: loads once, then looks again whenever the stream says that something happened.

import { get, post } from "./api.js";
import { refreshClock, watch } from "./clock.js";
import * as handset from "./handset.js";
import { showList } from "./list.js";

const main = document.querySelector("main");
const desk = document.getElementById("desk");
const CLOCK_EVERY_MS = 20_000;
const CALM_MS = 60;

let waiting = null;

const openId = () => decodeURIComponent(location.hash.slice(1)) || null;

async function refresh() {
  const id = openId();
  main.dataset.pane = id ? "phone" : "list";
  if (id) await open(id);
  else handset.close();
  const phones = await get("/phones/api/phones");
  watch(phones.find((phone) => phone.id === id) ?? null);
  showList(phones, id);
}

async function open(id) {
  const path = `/phones/api/phones/${encodeURIComponent(id)}`;
  try {
    const phone = await get(path);
    if (id !== openId()) return;
    handset.show(phone);
    await post(`${path}/read`);
  } catch {
    location.hash = "";
  }
}

function soon() {
  waiting ??= setTimeout(() => {
    waiting = null;
    refresh();
  }, CALM_MS);
}

async function begin() {
  const setup = await get("/phones/api/setup");
  handset.configure(setup);
  desk.hidden = !setup.desk_url;
  if (setup.desk_url) desk.href = setup.desk_url;
  await refreshClock();
  await refresh();
}

const stream = new EventSource("/phones/events");
stream.addEventListener("open", soon);
stream.addEventListener("change", (event) => {
  const { topic } = JSON.parse(event.data);
  if (topic === "clock") refreshClock().then(soon);
  else if (topic === "config") begin();
  else soon();
});

window.addEventListener("hashchange", refresh);
setInterval(refreshClock, CLOCK_EVERY_MS);
begin();
