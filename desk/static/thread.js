/* One conversation: scrolling, drafts kept in this tab, the lease's clock, signs of life to the server. */
(() => {
  const one = (selector) => document.querySelector(selector);

  /* ---- scrolling: stay at the end; never move what somebody is reading ---- */
  let atEnd = true;
  let lastSeen = "";
  const lastId = () => [...document.querySelectorAll("#msgs [data-message]")].pop()?.id ?? "";
  const toEnd = () => {
    const scroll = one("#scroll");
    if (scroll) scroll.scrollTop = scroll.scrollHeight;
    lastSeen = lastId();
    if (one("#newer")) one("#newer").hidden = true;
  };
  document.addEventListener("scroll", (event) => {
    if (event.target.id !== "scroll") return;
    const { scrollTop, scrollHeight, clientHeight } = event.target;
    atEnd = scrollHeight - scrollTop - clientHeight < 60;
    if (atEnd && one("#newer")) { one("#newer").hidden = true; lastSeen = lastId(); }
  }, true);
  const settle = () => {
    if (atEnd) toEnd();
    else if (lastId() !== lastSeen && one("#newer")) one("#newer").hidden = false;
  };

  /* ---- drafts ---- */
  const key = (form) => `draft:${form.dataset.draft}`;
  const restore = () => {
    const form = one("#reply");
    const box = one("#draft");
    if (!form || !box || box.dataset.restored) return;
    box.dataset.restored = "yes";
    const kept = sessionStorage.getItem(key(form));
    if (kept && !box.value) { box.value = kept; box.dispatchEvent(new Event("input", { bubbles: true })); }
    grow(box);
  };
  const grow = (box) => {
    box.rows = Math.min(8, Math.max(2, box.value.split("\n").length, Math.ceil(box.value.length / 78)));
  };
  document.addEventListener("input", (event) => {
    if (event.target.id !== "draft") return;
    sessionStorage.setItem(key(event.target.form), event.target.value);
    grow(event.target);
  });
  document.body.addEventListener("sent", () => {
    for (const box of [one("#draft"), one("#note")]) if (box) { box.value = ""; grow(box); }
    const form = one("#reply");
    if (form) sessionStorage.removeItem(key(form));
    atEnd = true;
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
    if (ref !== opened) { opened = ref; atEnd = true; renewedAt = Date.now(); }
    restore();
    settle();
    lease();
  };
  document.body.addEventListener("htmx:after:swap", settled);
  settled();
})();
