/* A button that copies a text beside it. Without script, or where the browser lets no page copy, there is no button. */
(() => {
  "use strict";
  if (!navigator.clipboard) return;
  const fit = () => {
    for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const said = button.parentElement.querySelector("[data-copied]");
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      said.textContent = said.dataset.copied;
    } catch {
      said.textContent = said.dataset.failed;
    }
  });
  document.addEventListener("htmx:after:swap", fit);
  fit();
})();
