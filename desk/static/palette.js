/* The command palette (Ctrl or ⌘ K): rooms, people, and what can be done on this page. */
(() => {
  const palette = document.querySelector("#palette");
  if (!palette) return;
  const words = palette.querySelector("#palette-words");
  const rows = () => [...palette.querySelectorAll(".f-cmd")].filter((row) => !row.closest("li").hidden);
  const plain = (text) => text.normalize("NFKD").toLowerCase();

  /* What the page cannot do now is not offered; what is typed narrows the rest. People are found by the server. */
  const narrow = () => {
    const sought = plain(words.value.trim());
    palette.querySelectorAll("#palette-commands li").forEach((row) => {
      const here = !row.dataset.needs || document.getElementById(row.dataset.needs);
      row.hidden = !here || !plain(row.textContent).includes(sought);
    });
    mark(0);
  };
  const mark = (place) => {
    const shown = rows();
    shown.forEach((row, at) => row.classList.toggle("on", at === place));
    shown[place]?.scrollIntoView({ block: "nearest" });
  };
  const at = () => rows().findIndex((row) => row.classList.contains("on"));

  const open = () => {
    if (document.querySelector("dialog[open]")) return;
    words.value = "";
    palette.querySelector("#palette-found").replaceChildren();
    palette.showModal();
    narrow();
    words.focus();
  };
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      if (palette.open) palette.close();
      else open();
    }
  });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-palette]")) open(); });
  words.addEventListener("input", narrow);
  palette.addEventListener("htmx:after:swap", () => mark(0));
  palette.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      mark(Math.min(rows().length - 1, Math.max(0, at() + step)));
    } else if (event.key === "Enter" && event.target === words) {
      event.preventDefault();
      rows()[at()]?.click();
    }
  });
  palette.addEventListener("click", (event) => {
    if (event.target === palette) palette.close();
    const row = event.target.closest(".f-cmd");
    if (!row) return;
    palette.close();
    if (row.dataset.keysSwitch !== undefined) {
      localStorage.setItem("forbear-keys", localStorage.getItem("forbear-keys") === "off" ? "on" : "off");
    }
    const pressed = row.dataset.press && document.getElementById(row.dataset.press);
    if (!pressed) return;
    if (pressed.matches("button")) pressed.click();
    else pressed.focus();
  });
})();
