// The list of people: search, unread counts, who is open.

import { copyOf } from "./api.js";
import { currentTime } from "./clock.js";
import { short, zoneOf } from "./time.js";

const list = document.getElementById("list");
const search = document.getElementById("search");
const none = document.getElementById("none");

const fold = (text) => (text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const initials = (name) => /^\p{Script=Han}/u.test(name) ? name.slice(0, 1) : name.replace("+", "").split(/\s+/).map((word) => word[0]).slice(0, 2).join("");

let phones = [];
let openId = null;

export function showList(latest, selected) {
  phones = latest;
  openId = selected;
  draw();
}

const open = () => phones.find((phone) => phone.id === openId);

function draw() {
  const wanted = fold(search.value.trim());
  const digits = wanted.replace(/\D/g, "");
  const found = phones
    .filter((phone) => fold(phone.name).includes(wanted) || (digits && (phone.phone ?? "").includes(digits)))
    .sort((one, other) => (other.last?.place ?? 0) - (one.last?.place ?? 0));
  none.hidden = found.length > 0;
  const focused = document.activeElement?.closest?.("#list button")?.dataset.id;
  list.replaceChildren(...found.map(rowOf));
  if (focused) list.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

function rowOf(phone) {
  const row = copyOf("row");
  const button = row.querySelector("button");
  button.dataset.id = phone.id;
  if (phone.id === openId) button.setAttribute("aria-current", "true");
  button.classList.toggle("unread", phone.unread > 0);
  row.querySelector(".face").textContent = initials(phone.name);
  row.querySelector(".who").textContent = phone.name;
  row.querySelector(".who").lang = phone.language;
  row.querySelector(".last").textContent = phone.last ? (phone.last.from === "person" ? `You: ${phone.last.text}` : phone.last.text) : phone.phone ?? "";
  row.querySelector(".count").textContent = phone.unread || "";
  if (phone.unread) row.querySelector(".count").setAttribute("aria-label", `${phone.unread} unread`);
  const time = row.querySelector("time");
  time.textContent = phone.last ? short(phone.last.at, zoneOf(open()), currentTime()) : "";
  return row;
}

search.addEventListener("input", draw);
list.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) location.hash = button.dataset.id;
});
