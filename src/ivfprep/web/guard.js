/* Runs first, in any browser, however old: it turns the blank handout that stands in the page into the page, and back
   when that cannot work. Without JavaScript nothing here runs and the handout stays. */
(function () {
  "use strict";
  var page = document.getElementById("page-style");
  var paper = document.getElementById("paper-style");
  var root = document.documentElement;

  function show(isPage) {
    page.media = isPage ? "all" : "not all";
    paper.media = isPage ? "not all" : "all";
    root.className = isPage ? "with-page" : "with-handout";
  }

  function reveal(id, text) {
    var place = document.getElementById(id);
    if (!place) return;
    place.hidden = false;
    if (text) place.lastChild.textContent = text;
  }

  var isNew =
    "noModule" in document.createElement("script") &&
    typeof WebAssembly === "object" &&
    typeof DecompressionStream === "function" &&
    typeof Worker === "function" &&
    typeof Promise === "function";

  window.showHandout = function (why, said) {
    show(false);
    reveal(isNew ? "why-" + why : "why-old");
    if (isNew && said) reveal("why-in-short", said);
  };

  show(isNew);
  document.addEventListener("DOMContentLoaded", function () {
    if (!isNew) window.showHandout("old");
    else if (!window.engine || !window.pageIsHere) window.showHandout("broken", "A script of the page is missing or was changed.");
  });
})();
