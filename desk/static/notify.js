/* What waits for me: a number before the tab's title, and a notification where somebody asked for one in this browser. */
(() => {
  const KEPT = "forbear-notify";
  const known = "Notification" in window;
  const many = () => Number(document.getElementById("awaited")?.dataset.many || 0);
  const wanted = () => known && Notification.permission === "granted" && localStorage.getItem(KEPT) === "on";
  let before = many();

  const number = () => {
    const plain = document.title.replace(/^\(\d+\) /, "");
    const title = many() ? `(${many()}) ${plain}` : plain;
    if (document.title !== title) document.title = title;
  };
  const tell = () => {
    const now = many();
    const line = document.getElementById("awaited");
    /* Nothing of whom or what: it may be read by anybody who sees the screen. */
    if (now > before && document.hidden && wanted()) new Notification(line.dataset.title, { body: line.dataset.text, tag: "forbear" });
    before = now;
    number();
  };
  document.body.addEventListener("htmx:after:swap", tell);
  new MutationObserver(number).observe(document.head, { childList: true, subtree: true, characterData: true });
  number();

  /* ---- the button on the account page ---- */
  const button = document.getElementById("notify");
  if (!button) return;
  const show = () => {
    button.disabled = !known || Notification.permission === "denied";
    button.setAttribute("aria-pressed", String(wanted()));
    document.querySelectorAll("[data-notify]").forEach((line) => {
      line.hidden = line.dataset.notify !== (button.disabled ? "denied" : wanted() ? "on" : "off");
    });
  };
  button.addEventListener("click", async () => {
    if (wanted()) localStorage.setItem(KEPT, "off");
    else if ((await Notification.requestPermission()) === "granted") localStorage.setItem(KEPT, "on");
    show();
  });
  show();
})();
