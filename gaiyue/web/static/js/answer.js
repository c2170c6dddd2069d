/* The answer to a form takes the address of the page that shows the form, so that Back and reload ask for that page
   instead of sending the form again. */
(() => {
  "use strict";
  const { here } = document.getElementById("live")?.dataset ?? {};
  if (here) history.replaceState(null, "", here);
})();
