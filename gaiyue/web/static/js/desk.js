/* The counter, faster: keys that never steal from typing, and a minute that is seen to run out.
   Everything works without this file; it adds no way of its own. */
(() => {
  "use strict";
  const code = document.getElementById("code");
  if (!code) return;

  const isTyping = (element) =>
    element instanceof HTMLElement &&
    (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "/" && !isTyping(event.target)) {
      event.preventDefault();
      code.focus();
      code.select();
    } else if (event.key === "F2") {
      const next = document.getElementById("call-next");
      if (!next || event.repeat) return;
      event.preventDefault();
      next.click();
    } else if (event.key === "Escape" && event.target === code) {
      code.value = "";
    }
  });
  for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;

  // Pressed twice in a hurry, a button sends its form once.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") return;
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
