/* The camera as a scanner, where the browser has BarcodeDetector; it fills the code field and sends the form. */
(() => {
  "use strict";
  const part = document.querySelector("[data-scan]");
  const code = document.getElementById("code");
  if (!part || !code) return;
  const find = (name) => document.querySelector(`[data-scan-${name}]`);
  const [start, stop, picture, denied, none] = ["start", "stop", "picture", "denied", "none"].map(find);
  const isAble = "BarcodeDetector" in window && Boolean(navigator.mediaDevices?.getUserMedia);
  (isAble ? part : none).hidden = false;
  if (!isAble) return;

  let stream = null;
  const show = (isOn) => {
    start.hidden = isOn;
    stop.hidden = picture.hidden = !isOn;
  };
  const end = () => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = picture.srcObject = null;
    show(false);
  };
  const look = async (detector) => {
    if (!stream) return;
    const [seen] = await detector.detect(picture).catch(() => []);
    if (seen?.rawValue) {
      code.value = seen.rawValue;
      end();
      code.form.requestSubmit();
    } else setTimeout(() => look(detector), 150);
  };
  start.addEventListener("click", async () => {
    denied.hidden = true;
    denied.textContent = "";
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      picture.srcObject = stream;
      show(true);
      await picture.play();
      look(new window.BarcodeDetector({ formats: ["qr_code"] }));
    } catch {
      end();
      denied.hidden = false;
      denied.textContent = denied.dataset.said;
    }
  });
  stop.addEventListener("click", end);
  addEventListener("pagehide", end);
})();
