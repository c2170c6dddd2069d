/* Pages that stay open follow what others do. Regions carry data-live="<topic>"; stream.js says which topics changed.
   Seats are written in place; any other region is read again, by htmx, from data-live-from or the page's own address.
   The answer to a form, and a refusal, have no address to be read from again: there, only seats change. */
(() => {
  "use strict";
  const line = document.getElementById("live");
  const regions = [...document.querySelectorAll("[data-live]")];
  if (!line || !regions.length || !window.htmx) return;

  const { responseStatus = 200 } = performance.getEntriesByType("navigation")[0] ?? {};
  const isAnswer = line.dataset.still !== undefined || responseStatus >= 400;

  // A region that is read again is compared with what the reader saw: what has filled meanwhile is said as well.
  const remember = (region) => {
    const labels = [...region.querySelectorAll("[data-block]")];
    const chosen = labels.find((label) => label.control.checked);
    const news = region.querySelector("[data-news]");
    return {
      free: labels.filter((label) => !label.control.disabled).map((label) => label.dataset.block),
      chosen: chosen && chosen.dataset.block,
      text: news ? news.textContent : "",
      about: news && news.dataset.about,
    };
  };

  const compare = (region, before) => {
    const isFull = (id) => labelOf(region, id)?.classList.contains("is-full");
    const news = region.querySelector("[data-news]");
    if (!news) return;
    if (isFull(before.about)) {
      news.textContent = before.text;
      news.dataset.about = before.about;
    }
    const chosen = before.chosen && labelOf(region, before.chosen);
    if (chosen) {
      chosen.control.disabled = false;
      chosen.control.checked = true;
    }
    const filled = before.free.filter((id) => isFull(id) && id !== before.about);
    const first = filled.includes(before.chosen) ? before.chosen : filled[0];
    if (first) announce(region, labelOf(region, first));
  };

  // One request at a time for a region, and none more often than twice a second, however much happens.
  const refresh = (region) => {
    const from = region.dataset.liveFrom;
    if (isAnswer && !from) return;
    if (region.dataset.liveState) {
      region.dataset.liveState = "again";
      return;
    }
    region.dataset.liveState = "busy";
    const before = remember(region);
    const done = htmx.ajax("GET", from ?? location.pathname + location.search, {
      target: region,
      source: region,
      select: `#${region.id} > *`,
      swap: from ? "innerMorph ignoreTitle:true" : "innerMorph",
    });
    Promise.resolve(done)
      .catch(() => {})
      .then(() => compare(region, before))
      .then(() => new Promise((soon) => setTimeout(soon, 500)))
      .then(() => {
        const again = region.dataset.liveState === "again";
        delete region.dataset.liveState;
        if (again) refresh(region);
      });
  };

  // A page that isn't there any more, or asks to sign in, has no such region: keep what the reader sees. But a link
  // that was made dead shows nothing any more.
  for (const region of regions)
    region.addEventListener("htmx:before:swap", (event) => {
      const text = event.detail.ctx?.text ?? "";
      if (event.detail.ctx?.response?.status === 410) location.replace(region.dataset.liveFrom ?? location.href);
      if (event.target === region && !text.includes(`id="${region.id}"`)) event.preventDefault();
    });

  // data-live-where="on=2026-11-25&location=lakeside": the region shows only that; other days don't concern it.
  const isShown = (region, rows) => {
    if (!region.dataset.liveWhere || !rows.length) return true;
    const wanted = [...new URLSearchParams(region.dataset.liveWhere)].filter(([, value]) => value);
    return rows.some((row) => wanted.every(([name, value]) => String(row[name]) === value));
  };

  const left = (region, count) =>
    count > 0 ? region.dataset.leftText.replace("{n}", count) : region.dataset.fullText;

  const say = (region, element, count) => {
    const place = element && element.querySelector("[data-left]");
    if (!place) return false;
    const isNew = count < 1 && !element.classList.contains("is-full");
    place.textContent = left(region, count);
    element.classList.toggle("is-full", count < 1);
    element.classList.add("is-news");
    setTimeout(() => element.classList.remove("is-news"), 2000);
    return isNew;
  };

  const labelOf = (region, id) => region.querySelector(`[data-block="${CSS.escape(String(id))}"]`);

  // What has just filled is said in words, too; taken back when it is free again. The choice stays until another one.
  const announce = (region, label) => {
    const news = region.querySelector("[data-news]");
    if (!news) return;
    const text = label.control.checked ? news.dataset.chosenText : news.dataset.filledText;
    news.textContent = text.replace("{time}", label.querySelector("[data-time]").textContent);
    news.dataset.about = label.dataset.block;
  };

  const block = (region, id, count) => {
    const label = labelOf(region, id);
    if (!label || !label.querySelector("[data-left]")) return;
    const isFilled = say(region, label, count);
    const { control } = label;
    control.disabled = count < 1 && !control.checked && control !== document.activeElement;
    const news = region.querySelector("[data-news]");
    if (isFilled) announce(region, label);
    else if (count > 0 && news && news.dataset.about === String(id)) news.textContent = "";
  };

  // Numbers change under the reader's eyes; what they have chosen stays chosen, and the check page says the last word.
  const seats = (region, rows) => {
    for (const row of rows) {
      if (region.dataset.liveWhere && !isShown(region, [row])) continue;
      block(region, row.block, row.free);
      say(region, region.querySelector(`[data-day="${CSS.escape(row.on)}"]`), row.free_that_day);
    }
  };

  const hear = (topic, rows) => {
    for (const region of regions) {
      if (region.dataset.live !== topic) continue;
      if (region.dataset.leftText && rows.length) seats(region, rows);
      else if (isShown(region, rows)) refresh(region);
    }
  };

  const read = (text) => {
    try {
      return text ? JSON.parse(text) : [];
    } catch {
      return [];
    }
  };

  // A notice is written by the worker in answer to the event that we hear of: a moment later.
  const LATER_MS = { notices: 1000 };
  line.addEventListener("live:told", ({ detail: { topic, data } }) => {
    const about = topic === "reset" ? new Set(regions.map((region) => region.dataset.live)) : [topic];
    for (const one of about) setTimeout(() => hear(one, read(data)), LATER_MS[one] ?? 0);
  });
})();
