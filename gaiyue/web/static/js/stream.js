/* One stream for all open pages of a browser: it allows six connections to a server, and a stream keeps one.
   The page that was opened or shown last holds the lock, listens to what all of them follow and tells the others; when
   it closes, another takes over. Where locks or channels are missing, a page listens only while it is shown.
   What was heard is dispatched at #live as "live:told"; "reset" means: read everything again. */
(() => {
  "use strict";
  const TICK_MS = 15000;
  const SILENT_MS = 40000; // Of a page that listens for others: it may have been put to sleep.
  const ANSWER_MS = 50;
  const line = document.getElementById("live");
  const followed = document.querySelectorAll("[data-live]");
  if (!line || !followed.length || !window.EventSource) return;

  const topics = [...new Set([...followed].map((region) => region.dataset.live))].sort();
  const name = `live ${line.dataset.url}`;
  const isShared = Boolean(navigator.locks && window.BroadcastChannel);
  let channel = null;
  let stream = null;
  let turn = 0;
  let leave = null;
  let waiting = null;
  let others = [];
  let heardAt = 0;
  let last = null; // Up to which number this page was told; before, it knows what it was rendered with.
  let toldThen = new Set();

  const dispatch = (topic, data) =>
    line.dispatchEvent(new CustomEvent("live:told", { detail: { topic, data } }));

  // Whoever joins makes the stream begin earlier: what a page has heard once isn't told to it again.
  const take = ({ topic, data, number }) => {
    const isReset = topic === "reset";
    if (last !== null && (isReset ? number === last : number < last)) return;
    if (number !== last) toldThen = new Set();
    last = number;
    if (toldThen.has(topic)) return;
    toldThen.add(topic);
    if (isReset || topics.includes(topic)) dispatch(topic, data);
  };

  const say = (message) => channel?.postMessage(message);
  const state = (now) => {
    line.dataset.state = now;
    heardAt = Date.now();
  };
  const know = (now) => {
    state(now);
    say({ kind: "state", now });
  };

  const shut = () => {
    stream?.close();
    stream = null;
  };

  const address = () => {
    const pages = [{ topics, last, at: line.dataset.at }, ...others];
    const least = (values) => String(Math.min(...values.map(Number)));
    const numbers = pages.filter((page) => page.last !== null).map((page) => page.last);
    const moments = pages.filter((page) => page.last === null).map((page) => page.at);
    const query = new URLSearchParams({ topics: [...new Set(pages.flatMap((page) => page.topics))].join(",") });
    if (numbers.length) query.set("after", least(numbers));
    if (moments.length) query.set("at", least(moments));
    return `${line.dataset.url}?${query}`;
  };

  const open = () => {
    shut();
    const mine = new EventSource(address());
    stream = mine;
    mine.onopen = () => know("up");
    mine.onerror = () => stream === mine && know("down");
    const told = new Set(["reset", ...topics, ...others.flatMap((page) => page.topics)]);
    for (const topic of told)
      mine.addEventListener(topic, (event) => {
        const message = { topic, data: event.data, number: Number(event.lastEventId) };
        take(message);
        say({ kind: "told", ...message });
      });
  };

  const lead = () => {
    others = [];
    say({ kind: "who" });
    const mine = turn;
    setTimeout(() => mine === turn && open(), channel ? ANSWER_MS : 0);
  };

  const hear = ({ data: message }) => {
    if (message.kind === "who") say({ kind: "here", topics, last, at: line.dataset.at });
    else if (message.kind === "here") others.push(message);
    else if (stream) return; // We have just become the one, and the one before hasn't noticed.
    else if (message.kind === "state") state(message.now);
    else take(message);
  };

  const hold = (options) => {
    const mine = ++turn;
    waiting?.abort();
    waiting = null;
    const holding = () =>
      new Promise((done) => {
        leave = done;
        lead();
      });
    navigator.locks
      .request(name, options, () => (mine === turn ? holding() : null))
      .catch(() => mine === turn && queue());
  };
  const queue = () => {
    shut();
    const patience = new AbortController();
    hold({ signal: patience.signal });
    waiting = patience;
  };
  const begin = () => {
    if (!isShared) return lead();
    if (!channel) {
      channel = new BroadcastChannel(name);
      channel.onmessage = hear;
    }
    hold({ steal: true });
  };
  const end = () => {
    turn += 1;
    shut();
    leave?.();
    waiting?.abort();
    channel?.close();
    channel = null;
  };

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) begin();
    else if (!isShared) shut();
  });
  window.addEventListener("pagehide", end);
  window.addEventListener("pageshow", (event) => event.persisted && begin());
  setInterval(() => {
    if (stream?.readyState === EventSource.CLOSED) open();
    else if (stream) know(line.dataset.state);
    else if (!document.hidden && Date.now() - heardAt > SILENT_MS) begin();
    if (!document.hidden && line.dataset.state !== "up") dispatch("reset", "");
  }, TICK_MS);
  if (!document.hidden) begin();
})();
