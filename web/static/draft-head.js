/* The head of a draft saves itself like its clauses do; without this file there is the button. */
(function () {
  "use strict";
  var form = document.querySelector("[data-head]");
  if (!form || !window.DraftSaving) { return; }
  var status = document.querySelector("[data-saved]");
  var place = document.querySelector("[data-conflict]");
  var day = form.elements.date.value;

  function values() {
    // A day that is still being typed is not sent.
    if (/^(\d{4}-\d{2}-\d{2})?$/.test(form.elements.date.value)) { day = form.elements.date.value; }
    var sent = {};
    new FormData(form).forEach(function (value, name) { sent[name] = value; });
    ["csrf_token", "revision"].forEach(function (name) { delete sent[name]; });
    sent.date = day;
    return sent;
  }
  function bar(words) {
    place.innerHTML = '<div class="bar-box stale" role="alert"><p></p></div>';
    place.querySelector("p").textContent = words;
  }
  var saving = window.DraftSaving({
    key: "tiaokuai/" + form.dataset.head + "/head",
    address: form.getAttribute("action"),
    token: form.elements.csrf_token.value,
    revision: Number(form.elements.revision.value),
    values: values,
    said: function (words, kind) { status.textContent = words; status.className = "push saved " + kind; },
    stored: function (answer) { form.elements.revision.value = answer.revision; place.innerHTML = ""; },
    stale: function (answer) { place.innerHTML = answer.bar; },
    expired: bar
  });
  form.addEventListener("input", saving.changed);
  var kept = saving.kept();
  if (kept && kept.revision === saving.revision()) {
    Object.keys(kept.values).forEach(function (name) {
      var field = form.elements[name];
      if (field && field.type !== "checkbox") { field.value = kept.values[name]; }
    });
    saving.changed();
  } else { saving.forget(); }
})();
