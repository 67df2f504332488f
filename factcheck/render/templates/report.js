"use strict";
// Adds search and filters to the findings. The page is whole without it.
(function () {
  var box = document.getElementById("filters");
  var questions = Array.prototype.slice.call(document.querySelectorAll("#findings .question, #rest .line"));

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
  var words = [];
  var waiting = 0;

  // The words of a question, gathered when they are first asked for: a long report must open fast.
  function wordsOf(at) {
    if (words[at] === undefined) words[at] = questions[at].textContent.toLowerCase();
    return words[at];
  }

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
        (question.dataset.sources === undefined || has(question.dataset.sources, source.value)) &&
        wanted.every(function (word) {
          return wordsOf(at).indexOf(word) >= 0;
        });
      question.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    document.querySelectorAll(".event").forEach(function (event) {
      event.hidden = !event.querySelector(".question:not([hidden])");
    });
    status.textContent = told(shown);
  }

  function told(shown) {
    return shown + " of " + questions.length + (questions.length === 1 ? " question" : " questions") + " shown";
  }

  function reset() {
    text.value = verdict.value = kind.value = source.value = "";
    apply();
  }

  // A link to a finding that the filters hide must still lead to it.
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    var fold = target.closest("details");
    if (fold) fold.open = true;
    if (target.closest("#findings [hidden]")) reset();
    else if (!fold) return;
    target.scrollIntoView();
  }

  [text, verdict, kind, source].forEach(function (field) {
    field.addEventListener("input", function () {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(apply, 120);
    });
  });
  document.getElementById("filter-reset").addEventListener("click", reset);
  window.addEventListener("hashchange", reveal);
  box.hidden = false;
  status.textContent = told(questions.length);
})();
