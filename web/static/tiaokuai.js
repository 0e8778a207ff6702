/* Keys, drag and drop, filters that submit themselves. No page needs this file to be read. */
(function () {
  "use strict";
  document.documentElement.classList.add("js");

  var rows = Array.prototype.slice.call(document.querySelectorAll("[data-row]"));
  var steps = Array.prototype.slice.call(document.querySelectorAll(".outline [data-step]"));
  var at = -1;

  function visible(element) { return element.offsetParent !== null; }

  function choose(index) {
    var shown = rows.filter(visible);
    if (!shown.length) { return; }
    at = Math.max(0, Math.min(shown.length - 1, index));
    rows.forEach(function (row) { row.classList.remove("chosen"); });
    shown[at].classList.add("chosen");
    shown[at].scrollIntoView({ block: "nearest" });
    var link = shown[at].querySelector("[data-open]");
    (link || shown[at]).focus({ preventScroll: true });
  }

  function nextWithCard(direction) {
    var shown = rows.filter(visible);
    for (var i = at + direction; i >= 0 && i < shown.length; i += direction) {
      if (shown[i].querySelector(".cards, .sealed")) { return i; }
    }
    return at;
  }

  function step(direction) {
    if (document.querySelector(".compare [data-row]")) { choose(nextWithCard(direction)); return; }
    if (rows.length) { choose(at + direction); return; }
    var beside = document.querySelector(direction > 0 ? "[data-next]" : "[data-previous]");
    if (beside) { location.href = beside.href; return; }
    var current = steps.findIndex(function (link) { return link.hasAttribute("aria-current"); });
    var link = steps[current + direction];
    if (link) { location.href = link.href; }
  }

  function enter() {
    var row = rows.filter(visible)[at];
    var link = row ? row.querySelector("[data-open]") : document.querySelector(".side [data-open]");
    if (link) { location.href = link.href; }
  }

  document.addEventListener("keydown", function (event) {
    var target = event.target;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) { return; }
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && target.type !== "checkbox") {
      if (event.key === "Escape") { target.blur(); }
      return;
    }
    if (event.key === "/") {
      var box = Array.prototype.slice.call(document.querySelectorAll("[data-search]")).filter(visible)[0];
      if (box) { event.preventDefault(); box.focus(); box.select(); }
    } else if (event.key === "j" || event.key === "J") {
      step(1);
    } else if (event.key === "k" || event.key === "K") {
      step(-1);
    } else if (event.key === "Enter" && !/^(A|BUTTON|SUMMARY)$/.test(target.tagName)) {
      enter();
    } else if (event.key === "Escape") {
      document.querySelectorAll("details.fold[open], details.menu[open]").forEach(function (d) { d.open = false; });
    }
  });

  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.fold[open], details.menu[open]").forEach(function (details) {
      if (!details.contains(event.target)) { details.open = false; }
    });
    var clause = event.target.closest && event.target.closest(".text section[data-href]");
    var picked = window.getSelection && String(window.getSelection());
    if (clause && !picked && !event.target.closest("a, summary, .facts")) { location.href = clause.dataset.href; }
  });

  var wide = window.matchMedia("(min-width: 761px)");
  document.querySelectorAll("[data-submit]").forEach(function (field) {
    field.addEventListener("change", function () {
      if (wide.matches || field.tagName === "SELECT") { field.form.requestSubmit(); }
    });
  });

  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      document.querySelectorAll("details.same").forEach(function (d) { d.open = true; });
      window.print();
    });
  });

  var drop = document.querySelector("[data-drop]");
  if (drop) {
    var inputs = Array.prototype.slice.call(drop.querySelectorAll("input[type=file]"));
    var told = drop.querySelector("[data-told]");
    var send = function (files) {
      if (!files.length) { return; }
      if (told) { told.textContent = "正在入库 " + files.length + " 件，请稍候……"; }
      drop.requestSubmit ? drop.requestSubmit() : drop.submit();
    };
    ["dragenter", "dragover"].forEach(function (name) {
      drop.addEventListener(name, function (event) { event.preventDefault(); drop.classList.add("over"); });
    });
    ["dragleave", "drop"].forEach(function (name) {
      drop.addEventListener(name, function (event) { event.preventDefault(); drop.classList.remove("over"); });
    });
    drop.addEventListener("drop", function (event) {
      inputs[0].files = event.dataTransfer.files;
      send(inputs[0].files);
    });
    inputs.forEach(function (input) {
      input.addEventListener("change", function () { send(input.files); });
    });
  }

  var chosen = document.querySelector(".outline [aria-current]");
  if (chosen) { chosen.scrollIntoView({ block: "nearest" }); }
})();
