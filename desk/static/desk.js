/* The desk's page as a whole: what the live stream says, keys, dialogs, panes. Conversation: thread.js. */
(() => {
  const body = document.body;
  const one = (selector, within = document) => within.querySelector(selector);
  const tell = (name) => htmx.trigger(body, name);

  /* ---- the live stream: refetch only what changed, and never under somebody's pointer ---- */
  let waiting = null;
  const refetchQueue = () => {
    const rows = one("#rows");
    if (!rows) return;
    clearTimeout(waiting);
    const busy = rows.matches(":hover") || rows.contains(document.activeElement);
    waiting = setTimeout(() => (busy && rows.matches(":hover") ? refetchQueue() : tell("queue")), busy ? 1500 : 150);
  };
  body.addEventListener("desk", (event) => {
    const said = JSON.parse(event.detail.data);
    const thread = one("#thread");
    const here = thread && (said.ref ? said.ref === thread.dataset.ref : String(said.borrower_id) === thread.dataset.borrower);
    if (said.type === "presence") { if (here) tell("presence"); return; }
    if (said.type === "alert") tell("alerts");
    refetchQueue();
    if (!here) return;
    if (said.type === "message") tell("thread");
    else ["custody", "thread", "case"].forEach(tell);
  });
  const offline = one("#offline");
  body.addEventListener("htmx:sse:error", () => { if (offline) offline.hidden = false; });
  body.addEventListener("listening", () => {
    /* What happened while nobody listened: between the page and its stream, or while it was lost. */
    if (offline) offline.hidden = true;
    ["alerts", "given", "queue", "custody", "presence", "thread", "case"].forEach(tell);
  });

  /* ---- dialogs: native, opened when they arrive; focus goes back when they close ---- */
  let opener = null;
  const openDialog = () => {
    const dialog = one("#dialog dialog[data-modal]");
    if (!dialog || dialog.open) return;
    opener = opener || document.activeElement;
    dialog.showModal();
    dialog.addEventListener("close", () => {
      one("#dialog").replaceChildren();
      if (opener && opener.isConnected) opener.focus();
      opener = null;
    });
    const wrong = one(".f-err", dialog);
    if (wrong) (one("input:checked, input, textarea", wrong.parentElement) || dialog).focus();
  };
  const closeDialog = () => one("#dialog dialog[open]")?.close();
  body.addEventListener("closed", closeDialog);
  body.addEventListener("click", (event) => {
    const target = event.target;
    if (target.closest("[data-close]")) closeDialog();
    if (target.matches("dialog.f-drawer")) closeDialog();
    const shown = target.closest("[data-show]");
    if (shown) one("#shell").dataset.pane = shown.dataset.show;
    const row = target.closest("a.f-q");
    if (row) mark(row.dataset.ref);
  });

  /* ---- which row is open ---- */
  const mark = (ref) => {
    document.querySelectorAll("a.f-q").forEach((row) => {
      if (row.dataset.ref === ref) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    });
  };
  body.addEventListener("htmx:after:swap", (event) => {
    openDialog();
    if (event.target.id === "panes" || event.detail?.ctx?.target?.id === "panes") {
      const shell = one("#shell");
      if (shell) shell.dataset.pane = "thread";
    }
  });

  /* ---- keys: single letters outside fields only ---- */
  const move = (step) => {
    const rows = [...document.querySelectorAll("a.f-q")];
    if (!rows.length) return;
    const at = rows.findIndex((row) => row.hasAttribute("aria-current"));
    const next = rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + step))];
    next.scrollIntoView({ block: "nearest" });
    next.click();
  };
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    c: () => one("#claim")?.click(),
    r: () => one("#draft")?.focus(),
    n: () => (one("#note") || one("input[value=note]"))?.focus(),
    h: () => one("#hand-back")?.click(),
    s: () => one("#snooze")?.click(),
    "/": () => one("#q")?.focus(),
    "#": () => one("#macros")?.click(),
  };
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && event.target.form) {
      event.preventDefault();
      event.target.form.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || one("dialog[open]")) return;
    if (localStorage.getItem("forbear-keys") === "off" && event.key.length === 1) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) {
      if (event.key === "Escape" && !event.isComposing) event.target.blur();
      return;
    }
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
