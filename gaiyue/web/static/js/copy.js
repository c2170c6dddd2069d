/* A button that copies a text beside it. Without script, or where the browser lets no page copy, there is no button.
   What was said of the last copy stays when the page around it is read anew: a live region may be swapped any moment. */
(() => {
  "use strict";
  if (!navigator.clipboard) return;
  let last = null;
  const say = () => {
    for (const button of document.querySelectorAll("[data-copy]")) {
      button.hidden = false;
      if (button.dataset.copy !== last?.text) continue;
      const said = button.parentElement.querySelector("[data-copied]");
      said.textContent = last.isCopied ? said.dataset.copied : said.dataset.failed;
    }
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const text = button.dataset.copy;
    const isCopied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    last = { text, isCopied };
    say();
  });
  document.addEventListener("htmx:after:swap", say);
  say();
})();
