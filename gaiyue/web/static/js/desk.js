/* The counter, faster: keys that never steal from typing, and a minute that is seen to run out.
   Everything works without this file; it adds no way of its own. */
(() => {
  "use strict";
  const code = document.getElementById("code");
  if (!code) return;

  const isTyping = (element) =>
    element instanceof HTMLElement &&
    (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));

  if (code.value && document.activeElement === code) code.select(); // the next scan replaces a code that was wrong

  const askForCounter = () => {
    const said = document.querySelector("[data-no-counter]");
    if (!said) return;
    said.textContent = said.dataset.said;
    said.hidden = false;
    document.getElementById("place")?.focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "/" && !isTyping(event.target)) {
      event.preventDefault();
      code.focus();
      code.select();
    } else if (event.key === "F2") {
      const next = document.getElementById("call-next");
      event.preventDefault();
      if (event.repeat) return;
      if (next) next.click();
      else askForCounter();
    } else if (event.key === "Escape" && event.target === code) {
      code.value = "";
    }
  });
  for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;

  // The board follows others: a button that has just become another one is not what the finger meant.
  const SETTLE_MS = 700;
  const changed = new WeakMap();
  const board = document.getElementById("board");
  const note = (node) => {
    const row = (node instanceof Element ? node : node.parentElement)?.closest(".board-row");
    if (row) changed.set(row, Date.now());
  };
  if (board)
    new MutationObserver((seen) => {
      for (const one of seen) {
        if (one.type === "attributes") note(one.target);
        else for (const node of one.addedNodes) note(node);
      }
    }).observe(board, { subtree: true, childList: true, attributes: true, attributeFilter: ["action"] });
  document.addEventListener(
    "click",
    (event) => {
      const row = event.target.closest(".row-acts button")?.closest(".board-row");
      if (row && Date.now() - (changed.get(row) ?? 0) < SETTLE_MS) event.preventDefault();
    },
    true,
  );

  // Pressed twice in a hurry, a button sends its form once; it says which other code waits in the field meanwhile.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    if (event.target.matches(".row-acts form") && code.value !== code.defaultValue) {
      const typed = Object.assign(document.createElement("input"), { type: "hidden", name: "typed" });
      typed.value = code.value;
      event.target.append(typed);
    }
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
    setTimeout(() => delete event.target.dataset.sent, 4000);
  });

  // Fresh forms may arrive with the board at any time: each has its own end, counted from when it was first seen.
  setInterval(() => {
    for (const form of document.querySelectorAll("[data-undo]")) {
      form.dataset.undoEnd ??= String(Date.now() + Number(form.dataset.undo) * 1000);
      const left = Math.ceil((Number(form.dataset.undoEnd) - Date.now()) / 1000);
      const place = form.querySelector("[data-undo-left]");
      if (place) place.textContent = String(Math.max(left, 0));
      if (left <= 0) (form.closest("[data-undo-bar]") ?? form).hidden = true;
    }
  }, 1000);
})();
