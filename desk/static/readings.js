/* The review of readings: choose by mouse or key, say how many, act on all of them. */
(() => {
  const form = document.querySelector("#review");
  if (!form) return;
  const boxes = [...form.querySelectorAll("input[name=ids]")];
  const all = form.querySelector("#choose-all");
  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    document.querySelector("#chosen").textContent = String(chosen);
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  };
  const chooseAll = (on) => { boxes.forEach((box) => { box.checked = on; }); tell(); };
  form.addEventListener("change", (event) => {
    if (event.target === all) chooseAll(all.checked);
    else tell();
  });

  const move = (step) => {
    const at = boxes.indexOf(document.activeElement);
    const next = boxes[Math.min(boxes.length - 1, Math.max(0, at < 0 ? 0 : at + step))];
    next.focus();
    next.scrollIntoView({ block: "center" });
  };
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    x: () => { if (boxes.includes(document.activeElement)) document.activeElement.click(); },
    a: () => chooseAll(!all.checked),
    y: () => form.querySelector("#confirm").click(),
    e: () => form.querySelector("#means").focus(),
    l: () => form.querySelector("#leave-out")?.click(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (localStorage.getItem("forbear-keys") === "off") return;
    if (event.target.closest("select, textarea, input:not([type=checkbox])")) return;
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
  tell();
})();
