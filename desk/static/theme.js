/* Light or dark: what was chosen here, else what the machine prefers. Loaded before the page shows. */
(() => {
  const root = document.documentElement;
  const chosen = localStorage.getItem("forbear-theme");
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.bsTheme = dark ? "dark" : "light";
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-switch]")) return;
    root.dataset.bsTheme = root.dataset.bsTheme === "dark" ? "light" : "dark";
    localStorage.setItem("forbear-theme", root.dataset.bsTheme);
  });
})();
