"use strict";
// Adds search and filters to the findings. The page is whole without it.
(function () {
  var box = document.getElementById("filters");
  var questions = Array.prototype.slice.call(document.querySelectorAll(".question"));

  // On paper everything that is folded is shown.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not([open])").forEach(function (fold) {
      fold.open = true;
      fold.dataset.opened = "";
    });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("details[data-opened]").forEach(function (fold) {
      fold.open = false;
      delete fold.dataset.opened;
    });
  });
  if (!box) return;

  var text = document.getElementById("filter-text");
  var verdict = document.getElementById("filter-verdict");
  var kind = document.getElementById("filter-kind");
  var source = document.getElementById("filter-source");
  var status = document.getElementById("filter-count");
  var words = questions.map(function (question) {
    return question.textContent.toLowerCase();
  });

  function has(list, wanted) {
    return !wanted || list.split(" ").indexOf(wanted) >= 0;
  }

  function apply() {
    var wanted = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    questions.forEach(function (question, at) {
      var fits =
        has(question.dataset.verdicts, verdict.value) &&
        has(question.dataset.kind, kind.value) &&
        has(question.dataset.sources, source.value) &&
        wanted.every(function (word) {
          return words[at].indexOf(word) >= 0;
        });
      question.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    document.querySelectorAll(".event").forEach(function (event) {
      event.hidden = !event.querySelector(".question:not([hidden])");
    });
    status.textContent = shown + " of " + questions.length + (questions.length === 1 ? " question" : " questions") + " shown";
  }

  function reset() {
    text.value = verdict.value = kind.value = source.value = "";
    apply();
  }

  // A link to a finding that the filters hide must still lead to it.
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("#findings [hidden]")) {
      reset();
      target.scrollIntoView();
    }
  }

  [text, verdict, kind, source].forEach(function (field) {
    field.addEventListener("input", apply);
  });
  document.getElementById("filter-reset").addEventListener("click", reset);
  window.addEventListener("hashchange", reveal);
  box.hidden = false;
  apply();
})();
