"use strict";
// Keys for those who judge many findings. Every page works without them.
(function () {
  var items = Array.prototype.slice.call(document.querySelectorAll(".item"));

  function typing(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }

  function move(step) {
    var at = items.indexOf(document.activeElement);
    var next = items[Math.min(Math.max(at + step, 0), items.length - 1)];
    if (next) next.focus();
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing(event.target)) {
      event.target.blur();
      return;
    }
    if (typing(event.target)) return;
    var key = event.key.toLowerCase();
    if (items.length && (key === "j" || key === "k")) {
      event.preventDefault();
      move(key === "j" ? 1 : -1);
      return;
    }
    if (key === "n") {
      var note = document.querySelector(".judge textarea");
      if (note) {
        event.preventDefault();
        note.focus();
      }
      return;
    }
    if (!/^[cdujk]$/.test(key)) return;
    var target = document.querySelector('[data-key="' + key + '"]');
    if (!target) return;
    event.preventDefault();
    target.click();
  });
})();
