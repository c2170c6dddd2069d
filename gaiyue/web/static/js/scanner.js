/* A scanner is a keyboard that types a code and Enter, wherever the focus is and whether or not the page is ready.
   What it types reaches the code field: from a button, and from the page before. Its Enter never presses a button.
   Loaded before the page is there, so that no key is missed; without this file the code field is one Tab away. */
(() => {
  "use strict";
  const KEPT = "desk-typed";
  const KEPT_MS = 5000;
  const FAST_MS = 400;
  const STAYED_MS = 8000;
  let typed = ""; // what came while there was no field to take it, "\n" for Enter
  let isReady = false;
  let isLeaving = false;
  let lastAt = -Infinity;

  const field = () => document.getElementById("code");
  const takesText = (element) =>
    element instanceof HTMLElement &&
    (element.isContentEditable ||
      /^(TEXTAREA|SELECT)$/.test(element.tagName) ||
      (element.tagName === "INPUT" && !/^(button|submit|reset|checkbox|radio|range)$/.test(element.type)));

  const keep = () => {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ typed, at: Date.now() }));
    } catch {
      // A browser that keeps nothing loses what is typed between two pages, and no more.
    }
  };
  const kept = () => {
    try {
      const { typed: text, at } = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
      sessionStorage.removeItem(KEPT);
      return text && Date.now() - at < KEPT_MS ? text : "";
    } catch {
      return "";
    }
  };

  // The last whole code is looked up; one that is not whole yet waits in the field for its rest.
  const pour = () => {
    const code = field();
    if (!code || !typed) return;
    const lines = typed.split("\n");
    const rest = lines.pop();
    typed = "";
    code.focus();
    code.value = rest || (lines.pop() ?? "");
    if (!rest && code.value) code.form.requestSubmit();
  };

  typed = kept();
  addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      const isLetter = event.key.length === 1 && event.key !== " ";
      if (!isLetter && event.key !== "Enter") return;
      if (isReady && !field()) return;
      const isFast = event.timeStamp - lastAt < FAST_MS;
      if (isLetter) lastAt = event.timeStamp;
      if (!isReady || isLeaving) {
        if (!isLetter && !typed) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        typed += isLetter ? event.key : "\n";
        if (isLeaving) keep();
      } else if (isLetter && !takesText(event.target) && event.key !== "/") {
        event.preventDefault();
        field().value = event.key;
        field().focus();
      } else if (!isLetter && !takesText(event.target) && (isFast || event.repeat)) {
        event.preventDefault();
        if (isFast) field().form.requestSubmit();
      }
    },
    true,
  );

  addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    isLeaving = true;
    setTimeout(() => {
      isLeaving = false;
      pour();
    }, STAYED_MS);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) isLeaving = false;
  });
  document.addEventListener("DOMContentLoaded", () => {
    isReady = true;
    pour();
  });
})();
