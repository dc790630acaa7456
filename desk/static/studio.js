/* The editor of words: variables painted under the text, put in with one press, places jumped to. */
(() => {
  const box = document.getElementById("body");
  const paint = document.getElementById("paint");
  const known = new Set(box.dataset.known.split(" "));
  const escaped = (text) => text.replace(/[&<>]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[char]);
  const painted = (text) => escaped(text)
    .replace(/\{\{\s*([A-Za-z_]\w*)[^}]*\}\}/g, (whole, name) => `<span class="v${known.has(name) ? "" : " e"}">${whole}</span>`)
    .replace(/\{%[^%]*%\}/g, (whole) => `<span class="f">${whole}</span>`);
  const repaint = () => {
    paint.innerHTML = painted(box.value) + "\n";
    document.getElementById("counted").textContent = `${box.value.length} characters`;
  };
  box.addEventListener("input", repaint);
  box.addEventListener("scroll", () => { paint.scrollTop = box.scrollTop; });
  document.querySelectorAll("[data-paint]").forEach((block) => { block.innerHTML = painted(block.textContent); });
  document.addEventListener("click", (event) => {
    const variable = event.target.closest("[data-variable]");
    if (variable) {
      box.setRangeText(`{{ ${variable.dataset.variable} }}`, box.selectionStart, box.selectionEnd, "end");
      box.focus();
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const place = event.target.closest("[data-line]");
    if (place) {
      const lines = box.value.split("\n");
      const before = lines.slice(0, Number(place.dataset.line) - 1).reduce((sum, line) => sum + line.length + 1, 0);
      const at = before + Number(place.dataset.column) - 1;
      box.focus();
      box.setSelectionRange(at, at);
    }
  });
  let saved = box.value;
  document.getElementById("editor").addEventListener("submit", () => { saved = box.value; });
  addEventListener("beforeunload", (event) => { if (box.value !== saved) event.preventDefault(); });
  repaint();
})();
