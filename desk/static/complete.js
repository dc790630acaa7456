/* Completing a word in the composer: # a ready text, @ a colleague in a note. Arrows choose, Enter takes, Escape leaves. */
(() => {
  const one = (selector) => document.querySelector(selector);
  const list = () => one("#complete");
  let box = null;
  let from = 0;
  let asked = 0;

  const close = () => {
    asked += 1;
    const shown = list();
    if (shown) { shown.hidden = true; shown.replaceChildren(); }
    if (box) { box.removeAttribute("aria-activedescendant"); box.removeAttribute("aria-controls"); }
  };
  const options = () => [...(list()?.querySelectorAll("[data-insert]") ?? [])];
  const mark = (place) => {
    options().forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    const chosen = options()[place];
    if (!chosen) { box?.removeAttribute("aria-activedescendant"); return; }
    box.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  };
  const at = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");

  /* In place of what was typed from `start`; the undo list of the browser keeps it. */
  const put = (target, start, text) => {
    target.focus();
    target.setSelectionRange(start, target.selectionEnd);
    if (!document.execCommand("insertText", false, text)) {
      target.setRangeText(text, start, target.selectionEnd, "end");
      target.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
  const take = (option) => {
    if (!option) return;
    const text = option.dataset.insert;
    const [target, start] = [box, from];
    close();
    put(target, start, text);
  };
  const noting = () => box.id === "note" || Boolean(one("#reply input[name=channel][value=note]:checked"));

  const look = async () => {
    const before = box.value.slice(0, box.selectionEnd);
    const found = /(^|\s)([#@])([\p{L}\p{N}._-]*)$/u.exec(before);
    const sign = found?.[2];
    if (!found || !list() || (sign === "@") !== noting()) { close(); return; }
    from = before.length - found[3].length - 1;
    const mine = (asked += 1);
    const query = new URLSearchParams({ sign, begun: found[3] });
    const answer = await fetch(`${list().dataset.from}?${query}`, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer?.ok || mine !== asked) return;
    const text = await answer.text();
    if (mine !== asked || !list()) return;
    list().innerHTML = text;
    list().hidden = !list().children.length;
    if (list().hidden) { close(); return; }
    box.setAttribute("aria-controls", "complete");
    mark(0);
  };

  document.addEventListener("input", (event) => {
    if (!["draft", "note"].includes(event.target.id)) return;
    box = event.target;
    look();
  });
  document.addEventListener("keydown", (event) => {
    if (event.target !== box || !list() || list().hidden || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) mark(Math.min(options().length - 1, Math.max(0, at() + step)));
    else if (event.key === "Escape") close();
    else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab") {
      if (!options().length) return;
      take(options()[at()] ?? options()[0]);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  document.addEventListener("focusout", (event) => { if (event.target === box) setTimeout(close, 150); });
  document.addEventListener("pointerdown", (event) => {
    const option = event.target.closest("#complete [data-insert]");
    if (option) { event.preventDefault(); take(option); }
  });

  document.addEventListener("click", (event) => {
    const draft = one("#draft");
    if (!draft) return;
    const chip = event.target.closest(".f-macros [data-insert]");
    if (chip) put(draft, draft.selectionEnd, (draft.value && !/\s$/.test(draft.value.slice(0, draft.selectionEnd)) ? " " : "") + chip.dataset.insert);
    if (event.target.closest("#macros")) put(draft, draft.selectionEnd, draft.value && !/\s$/.test(draft.value) ? " #" : "#");
  });
  document.body.addEventListener("desk", (event) => {
    if (JSON.parse(event.detail.data).type === "mention") htmx.trigger(document.body, "mentioned");
  });
})();
