/* The page of a draft's clause: buttons that answer in place, live checks, presence, keys. Every control
   here is a form or a link of its own and works without this file. */
(function () {
  "use strict";
  var page = document.querySelector("[data-draft]");
  var form = page && page.querySelector("[data-editor]");
  if (!form) { return; }
  var bars = page.querySelector("[data-conflict]");
  var status = page.querySelector("[data-saved]");
  var token = form.elements.csrf_token.value;
  var state = JSON.parse(page.dataset.state);
  var waiting = {};
  var session = sessionStorage.getItem("tiaokuai/window") || Math.random().toString(36).slice(2) + Date.now().toString(36);
  sessionStorage.setItem("tiaokuai/window", session);
  var editor, saving;

  function find(name) { return page.querySelector('[data-fragment="' + name + '"]'); }

  /* ---- fragments that the server writes ---- */
  function place(name, html) {
    var old = find(name);
    var focus = document.activeElement;
    if (!old) { return; }
    if (focus && old.contains(focus) && /^(INPUT|TEXTAREA|SELECT)$/.test(focus.tagName) && focus.type !== "radio") {
      waiting[name] = html;
      return;
    }
    delete waiting[name];
    var open = Array.prototype.map.call(old.querySelectorAll("details[open][id]:not(.fold)"), function (d) { return d.id; });
    var at = old.scrollTop;
    old.innerHTML = html.trim();
    open.forEach(function (id) { var d = document.getElementById(id); if (d) { d.open = true; } });
    old.scrollTop = at;
    if (name === "list") { showCurrent(); }
  }
  function showCurrent() {
    var current = page.querySelector(".clauses [aria-current]");
    [page.querySelector(".clauses ol"), page.querySelector(".clauses")].forEach(function (box) {
      if (!current || box.scrollHeight <= box.clientHeight) { return; }
      var away = current.getBoundingClientRect().top - box.getBoundingClientRect().top;
      if (away < 0 || away > box.clientHeight - 40) { box.scrollTop += away - box.clientHeight / 2; }
    });
  }
  page.addEventListener("focusout", function () {
    setTimeout(function () {
      Object.keys(waiting).forEach(function (name) { place(name, waiting[name]); });
    }, 0);
  });
  function show(answer) {
    Object.keys(answer.fragments || {}).forEach(function (name) { place(name, answer.fragments[name]); });
  }

  /* ---- bars ---- */
  function bar(html) {
    bars.innerHTML = html;
    bars.scrollIntoView({ block: bars.querySelector(".sides") ? "start" : "nearest" });
  }
  function plainBar(words) {
    bar('<div class="bar-box stale" data-bar="conflict" role="alert"><p></p></div>');
    bars.querySelector("[data-bar=conflict] p").textContent = words;
  }
  function said(words, kind) {
    status.textContent = words;
    status.className = "saved " + kind;
  }

  /* ---- the editor and its saving ---- */
  editor = window.DraftEditor(form, {
    changed: function () { saving.changed(); },
    asked: function (number) {
      var question = document.getElementById("question-" + number);
      var control = question && question.querySelector("input[type=text], button, summary");
      if (question && question.closest("details")) { question.closest("details").open = true; }
      if (question) { question.scrollIntoView({ block: "nearest" }); }
      if (control) { control.focus({ preventScroll: true }); }
    }
  });
  saving = window.DraftSaving({
    key: "tiaokuai/" + page.dataset.draft + "/" + page.dataset.entry,
    address: form.dataset.address,
    token: token,
    revision: state.revision,
    values: function () { return editor.values(); },
    said: said,
    stored: function (answer, more) {
      show(answer);
      if (!more) { editor.load(answer.state); }
    },
    stale: function (answer) { bar(answer.bar); },
    expired: plainBar
  });
  editor.load(state);
  form.classList.add("live");

  (function recover() {
    var kept = saving.kept();
    if (!kept || JSON.stringify(kept.values) === JSON.stringify(editor.values())) { saving.forget(); return; }
    var mine = { heading: kept.values.heading, text: kept.values.text, swaps: [], questions: state.questions };
    editor.load(mine);
    if (kept.revision === state.revision) {
      saving.changed();
      said("找回了上次没来得及保存的文字", "");
      return;
    }
    // Somebody has saved since: ask the server who, it refuses the old revision and says so.
    saving.onto(kept.revision);
    saving.changed();
    saving.flush();
  })();

  /* ---- forms that answer in place ---- */
  function take(answer, source) {
    if (answer.go) { location.href = answer.go; return; }
    show(answer);
    saving.took(answer.revision);
    state = answer.state;
    editor.load(answer.state);
    var next = source && find("side").querySelector(".question:not(.done) input[type=text], .question:not(.done) button");
    if (next && source === "typed") { next.focus({ preventScroll: true }); }
  }
  function send(target, data) {
    return fetch(target, { method: "POST", body: data, headers: { Accept: "application/json" } })
      .then(function (response) {
        return response.json().then(function (answer) {
          if (response.status === 409) { saving.halt(); bar(answer.bar); return; }
          if (!response.ok) { plainBar(answer.message || "没有保存，请再试一次。"); return; }
          return answer;
        });
      });
  }
  page.addEventListener("submit", function (event) {
    var sent = event.target;
    if (!sent.matches("[data-live]")) { return; }
    event.preventDefault();
    var data = new FormData(sent, event.submitter);
    saving.flush().then(function (clean) {
      if (!clean) { return; }
      data.set("revision", saving.revision());
      if (sent === form) { data.delete("heading"); data.delete("text"); }
      return send((event.submitter && event.submitter.getAttribute("formaction")) || sent.getAttribute("action"), data)
        .then(function (answer) {
          if (document.activeElement && page.contains(document.activeElement)) { document.activeElement.blur(); }
          if (answer) { take(answer, event.submitter && event.submitter.name); }
        });
    }).catch(function () { plainBar("没有连上服务器，刚才这一步没有做成。请稍后再按一次。"); });
  });

  /* ---- links leave only when the text is saved ---- */
  page.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.target || link.hasAttribute("download")) { return; }
    if (link.matches("[data-view]")) { event.preventDefault(); view(link); return; }
    if (link.getAttribute("href").charAt(0) === "#" || !saving.dirty()) { return; }
    event.preventDefault();
    saving.flush().then(function (clean) { if (clean) { location.href = link.href; } });
  });

  /* ---- differences from the upper text, shown in place ---- */
  function view(link) {
    saving.flush().then(function (clean) {
      if (!clean) { return; }
      fetch(link.href, { headers: { Accept: "application/json" } }).then(function (response) { return response.json(); })
        .then(function (answer) {
          show(answer);
          page.classList.toggle("differing", link.dataset.view === "diff");
          link.blur();
        })
        .catch(function () { location.href = link.href; });
    });
  }

  /* ---- a stale page ---- */
  bars.addEventListener("click", function (event) {
    var button = event.target.closest("button[data-do]");
    if (!button) { return; }
    var job = button.dataset.do;
    if (job === "copy") { copy(button); }
    if (job === "merge") {
      var data = new FormData();
      data.append("csrf_token", token);
      Object.entries(editor.values()).forEach(function (pair) { data.append(pair[0], pair[1]); });
      fetch(button.dataset.address, { method: "POST", body: data, headers: { Accept: "application/json" } })
        .then(function (response) { return response.json(); })
        .then(function (answer) { bar(answer.bar); })
        .catch(function () { plainBar("没有连上服务器。你写的内容还在下面，没有丢。请稍后再按一次。"); });
    }
    if (job === "mine") {
      bars.innerHTML = "";
      saving.onto(Number(button.dataset.revision));
      saving.changed();
      saving.flush();
    }
    if (job === "theirs") {
      saving.forget();
      location.reload();
    }
  });
  function copy(button) {
    var values = editor.values();
    var words = (values.heading ? values.heading + "。" : "") + values.text;
    var told = function () { button.textContent = "已复制"; };
    var selected = function () {
      var range = document.createRange();
      range.selectNodeContents(editor.element);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      button.textContent = "已选中，按 Ctrl+C 复制";
    };
    if (navigator.clipboard) { navigator.clipboard.writeText(words).then(told, selected); } else { selected(); }
  }

  /* ---- who else is here ---- */
  function here() {
    var data = new FormData();
    data.append("csrf_token", token);
    data.append("session", session);
    return data;
  }
  window.addEventListener("pagehide", function () { navigator.sendBeacon(page.dataset.leave, here()); });
  function touch() {
    var data = here();
    fetch(page.dataset.touch, { method: "POST", body: data, headers: { Accept: "application/json" } })
      .then(function (response) { return response.ok ? response.json() : null; })
      .then(function (answer) {
        if (!answer) { return; }
        var box = page.querySelector("[data-others]");
        var busy = box.querySelector(".bar-box:not(.slim)");
        if (busy || box.innerHTML.trim() !== answer.others.trim()) { box.innerHTML = answer.others; }
        if (busy && !box.querySelector(".bar-box:not(.slim)")) { said("对方停下了，这一条可以接着改", ""); }
        if (answer.revision !== saving.revision() && !saving.dirty()) { refresh(); }
      })
      .catch(function () { return null; });
  }
  function refresh() {
    fetch(page.dataset.here, { headers: { Accept: "application/json" } })
      .then(function (response) { return response.json(); })
      .then(function (answer) { if (!saving.dirty()) { take(answer); said(answer.told || "", ""); } })
      .catch(function () { return null; });
  }
  showCurrent();
  touch();
  setInterval(touch, 8000);

  /* ---- keys ---- */
  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      var button = page.querySelector("[data-key=settle]");
      if (button) { button.click(); }
    } else if (!typing && !event.ctrlKey && !event.altKey && !event.metaKey) {
      if (event.key === "e" || event.key === "E") { event.preventDefault(); editor.focus(); }
      if (event.key === "u" || event.key === "U") {
        var undo = page.querySelector("[data-key=undo]");
        if (undo) { undo.click(); }
      }
    }
  });
})();
