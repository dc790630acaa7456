// The product's clock: what time it is there, and the buttons that move it.

import { get, post } from "./api.js";
import { full, zoneOf } from "./time.js";

const now = document.getElementById("now");
const zone = document.getElementById("zone");
const next = document.getElementById("next");
const told = document.getElementById("told");
const moves = document.getElementById("moves");

let clock = { now: new Date().toISOString() };
let person = null;

export const currentTime = () => clock.now;

export function watch(phone) {
  person = phone;
  show();
}

export async function refreshClock() {
  try {
    clock = await get("/control/clock");
    show();
  } catch (error) {
    tell(error.message, true);
  }
}

function show() {
  const where = zoneOf(person);
  now.textContent = full(clock.now, where);
  now.dateTime = clock.now;
  zone.textContent = where === "UTC" ? "UTC" : `${where.split("/").pop().replaceAll("_", " ")} time`;
  moves.hidden = clock.configured === false;
  if (clock.configured === false) next.textContent = "The product's clock is not connected.";
  else next.textContent = clock.next_fire ? `Next reminder: ${full(clock.next_fire, where)}` : "No reminder is planned.";
}

function tell(words, wrong = false) {
  told.textContent = words;
  told.classList.toggle("wrong", wrong);
}

async function move(order) {
  const buttons = [...moves.querySelectorAll("button")];
  buttons.forEach((button) => (button.disabled = true));
  tell("Moving the clock …");
  try {
    const answer = await post("/control/clock", order);
    tell(`${answer.summary}.`);
    await refreshClock();
  } catch (error) {
    tell(error.message, true);
  } finally {
    buttons.forEach((button) => (button.disabled = false));
  }
}

moves.addEventListener("click", (event) => {
  const { to, advance } = event.target.closest("button")?.dataset ?? {};
  if (to) move({ to });
  else if (advance) move({ advance_s: Number(advance) });
});
