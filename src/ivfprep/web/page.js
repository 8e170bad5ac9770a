"use strict";
(async () => {
  const place = document.getElementById("state");
  try {
    await window.engine.call("begin", { today: new Date().toISOString().slice(0, 10) });
    await window.engine.call("start", {});
    place.textContent = "Ready.";
  } catch (error) {
    place.textContent = error.message;
  }
})();
