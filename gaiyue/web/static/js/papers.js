/* The list of papers: each tick is saved at once. A tick that isn't saved yet stays through whatever colleagues do. */
(() => {
  "use strict";
  const papers = document.getElementById("papers");
  if (!papers || !papers.querySelector("[data-papers]") || !window.fetch) return;
  papers.dataset.savesItself = "";
  const unsaved = new Map();
  let words = "";

  const say = (what, why) => {
    const said = papers.querySelector("[role=status]");
    if (what) words = why || said?.dataset[what];
    if (said && said.textContent !== words) said.textContent = words;
  };

  const save = async (box, isReady) => {
    const form = box.form;
    const body = new URLSearchParams({ by_script: "1", [isReady ? "ready" : "was"]: box.value });
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    try {
      const answer = await fetch(form.action, { method: "POST", body, keepalive: true, redirect: "manual" });
      if (answer.status !== 204) throw new Error(answer.status === 409 ? await answer.text() : "");
      if (unsaved.get(box.id) === isReady) unsaved.delete(box.id);
      say("saved");
    } catch (trouble) {
      delete papers.dataset.savesItself;
      say("failed", trouble instanceof TypeError ? "" : trouble.message);
    }
  };

  // Two ticks of one box in their order: the second waits for the first.
  let queue = Promise.resolve();
  papers.addEventListener("change", (event) => {
    const box = event.target;
    if (box.name !== "ready") return;
    const isReady = box.checked;
    unsaved.set(box.id, isReady);
    queue = queue.then(() => save(box, isReady));
  });

  document.addEventListener("htmx:after:swap", () => {
    for (const box of papers.querySelectorAll("input[name=ready]"))
      box.checked = unsaved.get(box.id) ?? box.defaultChecked;
    say();
  });
})();
