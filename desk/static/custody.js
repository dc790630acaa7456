/* Signs of life: this page has a case open, its person types, is at the desk, takes up what was given to them. */
(() => {
  const TYPING_MS = 3_000;
  const HERE_MS = 240_000;
  const one = (selector) => document.querySelector(selector);
  const again = {};
  /* At most once in so long. */
  const seldom = (name, every, act) => {
    if (Date.now() - (again[name] ?? -every) < every) return;
    again[name] = Date.now();
    act();
  };

  /* ---- at the desk at all ---- */
  again.here = Date.now();
  const alive = () => seldom("here", HERE_MS, () => htmx.trigger("#here", "alive"));
  const acts = () => {
    alive();
    /* The first thing done on a chat that was given takes it up. */
    if (one(".f-lease[data-given]")) seldom("taken", TYPING_MS, () => htmx.trigger("#renew", "active"));
  };
  document.addEventListener("pointermove", alive, { passive: true });
  document.addEventListener("pointerdown", acts, { passive: true });
  document.addEventListener("keydown", acts);

  /* ---- typing here ---- */
  document.addEventListener("input", (event) => {
    if (!["draft", "note"].includes(event.target.id) || !one("#typing")) return;
    seldom("typing", TYPING_MS, () => htmx.trigger("#typing", "typing"));
  });
  document.body.addEventListener("sent", () => { again.typing = 0; });

  /* ---- what is shown of others ends by itself; leaving is said ---- */
  let ends = null;
  let opened = one("#thread")?.dataset.ref ?? "";
  const settled = () => {
    clearTimeout(ends);
    const left = Number(one("#presence [data-left]")?.dataset.left ?? 0);
    if (left) ends = setTimeout(() => htmx.trigger(document.body, "presence"), (left + 1) * 1000);
    const ref = one("#thread")?.dataset.ref ?? "";
    if (opened && ref !== opened) {
      fetch(`/desk/c/${encodeURIComponent(opened)}/presence?left=true`, { headers: { "HX-Request": "true" } }).catch(() => {});
    }
    opened = ref;
  };
  document.body.addEventListener("htmx:after:swap", settled);
  settled();

  /* ---- what was given to this person, or taken back ---- */
  document.body.addEventListener("desk", (event) => {
    const said = JSON.parse(event.detail.data);
    const listed = said.ref && one(`[data-given="${CSS.escape(said.ref)}"]`);
    if (said.type === "given" || listed) htmx.trigger(document.body, "given");
  });
})();
