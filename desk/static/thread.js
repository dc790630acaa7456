/* One conversation: scrolling, drafts kept in this tab, the lease's clock, signs of life to the server. */
(() => {
  const one = (selector) => document.querySelector(selector);

  /* ---- scrolling: stay at the end; never move what somebody is reading; a line stands above what is new ---- */
  let atEnd = true;
  let here = "";
  let seen = 0;
  let lined = false;
  const messages = () => [...document.querySelectorAll("#msgs [data-message]")];
  const last = () => Math.max(0, ...messages().map((each) => Number(each.dataset.message)));
  /* Kept for the next visit; the line stays where it is during this one. */
  const remember = () => { if (!document.hidden && here) localStorage.setItem(`seen:${here}`, String(last())); };
  const line = () => {
    one("#new-line")?.remove();
    const fresh = messages().filter((each) => Number(each.dataset.message) > seen && !each.classList.contains("out"));
    if (!fresh.length) return null;
    const made = document.createElement("li");
    made.id = "new-line";
    made.className = "f-newline";
    made.textContent = one("#msgs").dataset.new.replace("%(num)s", String(fresh.length));
    fresh[0].before(made);
    return made;
  };
  const toEnd = () => {
    const scroll = one("#scroll");
    if (scroll) scroll.scrollTop = scroll.scrollHeight;
    if (one("#newer")) one("#newer").hidden = true;
  };
  const measure = () => {
    const scroll = one("#scroll");
    if (scroll && one("#thread").dataset.ref === here) atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60;
  };
  /* Before anything changes: the event of a scroll comes later than the scroll. */
  document.body.addEventListener("htmx:before:swap", measure);
  document.addEventListener("scroll", (event) => {
    if (event.target.id !== "scroll") return;
    measure();
    if (atEnd && one("#newer")) { one("#newer").hidden = true; remember(); }
  }, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest("#newer")) (one("#new-line") ?? messages().pop())?.scrollIntoView({ block: "start" });
  });
  /* Opened: to the first of what is new, else to the end. Later: new ones stay below whoever reads further up. */
  const settle = (fresh) => {
    if (!one("#msgs")) return;
    if (fresh) {
      const kept = localStorage.getItem(`seen:${here}`);
      seen = kept === null ? last() : Number(kept);
    } else if (!lined && atEnd && !document.hidden) seen = last();
    const above = line();
    lined = Boolean(above);
    if (fresh && above) { above.scrollIntoView({ block: "start" }); remember(); return; }
    if (atEnd) { toEnd(); remember(); } else if (above && one("#newer")) one("#newer").hidden = false;
  };

  /* ---- drafts: the server keeps them; what it has not yet is kept in this tab ---- */
  const PAUSE_MS = 800;
  let typedAt = 0;
  const key = (form) => `draft:${form.dataset.draft}`;
  const restore = () => {
    const form = one("#reply");
    const box = one("#draft");
    if (!form || !box || box.dataset.restored) return;
    box.dataset.restored = "yes";
    const kept = sessionStorage.getItem(key(form));
    if (kept !== null && kept !== box.value) { box.value = kept; box.dispatchEvent(new Event("input", { bubbles: true })); }
    grow(box);
  };
  const grow = (box) => {
    box.rows = Math.min(8, Math.max(2, box.value.split("\n").length, Math.ceil(box.value.length / 78)));
  };
  document.addEventListener("input", (event) => {
    if (event.target.id !== "draft") return;
    typedAt = Date.now();
    sessionStorage.setItem(key(event.target.form), event.target.value);
    grow(event.target);
  });
  document.body.addEventListener("kept", () => {
    const form = one("#reply");
    if (form && Date.now() - typedAt >= PAUSE_MS) sessionStorage.removeItem(key(form));
  });
  document.body.addEventListener("sent", () => {
    for (const box of [one("#draft"), one("#note")]) if (box) { box.value = ""; grow(box); }
    const form = one("#reply");
    if (form) sessionStorage.removeItem(key(form));
    if (one("#kept")) one("#kept").textContent = "";
    if (one("#said")) one("#said").replaceChildren();
    if (form) htmx.trigger(document.body, "weigh");
    atEnd = true;
    lined = false;
    toEnd();
    one("#draft")?.focus();
  });

  /* ---- the lease: a ring that empties in steps, a warning at the end, signs of life ---- */
  let since = Date.now();
  let given = -1;
  let renewedAt = Date.now();
  let keeping = null;
  const lease = () => {
    const pill = one(".f-lease[data-left]");
    if (!pill) { keeping = null; return; }
    if (keeping !== pill) { keeping = pill; given = Number(pill.dataset.left); since = Date.now(); }
    const left = Math.max(0, given - Math.floor((Date.now() - since) / 1000));
    const shown = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    pill.querySelector("[data-clock]").textContent = shown;
    pill.querySelector(".p")?.setAttribute("stroke-dasharray", `${Math.round((100 * left) / Number(pill.dataset.whole))} 100`);
    const warning = one("#last-seconds");
    if (warning) { warning.hidden = left > 30; warning.querySelector("[data-clock-copy]").textContent = shown; }
    if (left === 0) { given = -1; keeping = null; pill.removeAttribute("data-left"); htmx.trigger(document.body, "custody"); }
  };
  setInterval(lease, 1000);
  const alive = (least) => {
    const renew = one("#renew");
    if (!renew || Date.now() - renewedAt < least) return;
    renewedAt = Date.now();
    htmx.trigger(renew, "active");
  };
  document.addEventListener("input", (event) => { if (event.target.closest("#reply")) alive(20_000); });
  document.addEventListener("keydown", () => alive(60_000));
  document.addEventListener("pointerdown", (event) => alive(event.target.closest("[data-keep]") ? 0 : 60_000));

  /* ---- after every swap ---- */
  let opened = "";
  const settled = () => {
    const ref = one("#thread")?.dataset.ref ?? "";
    const fresh = ref !== opened;
    if (fresh) { opened = ref; here = ref; atEnd = true; renewedAt = Date.now(); }
    restore();
    settle(fresh);
    lease();
  };
  document.body.addEventListener("htmx:after:swap", settled);
  settled();
})();
