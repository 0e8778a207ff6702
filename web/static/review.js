/* Keys of the review page: Enter, E, X, S, U, O. Everything here is also a button or a link. */
(function () {
  "use strict";
  var form = document.querySelector("[data-decide]");

  function press(name) {
    // In a comparison the keys belong to the row under the cursor.
    var pairs = document.querySelector(".pair[data-row]");
    var here = pairs ? document.querySelector(".pair.chosen") : document;
    var control = here && here.querySelector('[data-key="' + name + '"]');
    if (control) { control.click(); }
    return Boolean(control);
  }

  function edit() {
    var first = form && form.querySelector(".field input[type=text], .field select");
    if (first) { first.focus(); if (first.select) { first.select(); } }
  }

  document.addEventListener("keydown", function (event) {
    var target = event.target;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) { return; }
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(checkbox|radio)$/.test(target.type || "");
    if (typing) {
      // Enter in a field of the form saves what was typed.
      if (event.key === "Enter" && form && form.contains(target)) { event.preventDefault(); press("e") || press("enter"); }
      return;
    }
    var key = event.key.toLowerCase();
    if (key === "enter") {
      if (!/^(A|BUTTON|SUMMARY)$/.test(target.tagName) && press("enter")) { event.preventDefault(); }
    } else if (key === "e") {
      event.preventDefault();
      if (form) { edit(); } else { press("e"); }
    } else if (key === "x" || key === "s" || key === "u" || key === "o") {
      if (press(key)) { event.preventDefault(); }
    }
  });
})();
