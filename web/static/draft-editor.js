/* The editor of a draft's clause: plain text shown with its open questions as boxes and its exchanged
   words dotted. What goes in and comes out is plain text; without this file there is a textarea. */
(function () {
  "use strict";
  var TOKEN = /【待定(\d+)】/g;
  var THIN = /\u200b/g;

  function element(name, css, text) {
    var made = document.createElement(name);
    made.className = css;
    if (text) { made.textContent = text; }
    return made;
  }

  function box(number, questions) {
    var asked = questions.filter(function (each) { return each.number === number; })[0];
    var answered = asked && asked.answer !== null;
    var made = element("span", answered ? "answered" : "asked");
    made.contentEditable = "false";
    made.dataset.number = number;
    if (answered) {
      made.textContent = asked.answer || "（不写）";
      made.classList.toggle("left-out", !asked.answer);
      made.title = "待定" + number + "已答，点一下去改";
    } else {
      made.appendChild(element("b", "", "待定" + number));
      if (asked && asked.hint) { made.appendChild(element("span", "hint", asked.hint)); }
      made.title = asked ? asked.asks : "待定" + number;
    }
    return made;
  }

  function dotted(swap) {
    var made = element("span", "swap");
    made.dataset.own = swap.own;
    made.dataset.upper = swap.upper;
    put(made, swap.back);
    return made;
  }

  function put(swap, back) {
    swap.textContent = back ? swap.dataset.upper : swap.dataset.own;
    swap.classList.toggle("back", !!back);
    swap.title = back ? "已还原，点一下换成“" + swap.dataset.own + "”" : "上级写“" + swap.dataset.upper + "”，点一下还原";
  }

  function words(into, text, questions) {
    // A box that ends the text, or stands before another one, leaves no place for the caret.
    var here = 0;
    text.replace(TOKEN, function (whole, number, at) {
      into.appendChild(document.createTextNode(text.slice(here, at) || "\u200b"));
      into.appendChild(box(Number(number), questions));
      here = at + whole.length;
      return whole;
    });
    if (here < text.length) { into.appendChild(document.createTextNode(text.slice(here))); }
    else if (here) { into.appendChild(document.createTextNode("\u200b")); }
  }

  function render(host, text, swaps, questions) {
    host.textContent = "";
    var here = 0;
    (swaps || []).slice().sort(function (a, b) { return a.start - b.start; }).forEach(function (swap) {
      if (swap.start < here || text.slice(swap.start, swap.end) !== (swap.back ? swap.upper : swap.own)) { return; }
      words(host, text.slice(here, swap.start), questions);
      host.appendChild(dotted(swap));
      here = swap.end;
    });
    words(host, text.slice(here), questions);
  }

  function plain(node) {
    var out = "";
    node.childNodes.forEach(function (child) {
      if (child.nodeType === 3) { out += child.data; }
      else if (child.dataset && child.dataset.number) { out += "【待定" + child.dataset.number + "】"; }
      else if (child.nodeName === "BR") { out += child.nextSibling ? "\n" : ""; }
      else { out += (/^(DIV|P)$/.test(child.nodeName) && out ? "\n" : "") + plain(child); }
    });
    return out.replace(THIN, "").replace(/\u00a0/g, " ");
  }

  function editable(host) {
    host.contentEditable = "plaintext-only";
    if (host.contentEditable !== "plaintext-only") {
      host.contentEditable = "true";
      host.addEventListener("paste", function (event) {
        event.preventDefault();
        document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
      });
    }
    host.spellcheck = false;
  }

  function turn(swap) {
    // The exchanged words back to the upper ones, and on the next click forth again.
    put(swap, !swap.classList.contains("back"));
  }

  /* The editor over a form with textareas named heading and text, which stay the truth for the form. */
  window.DraftEditor = function (form, told) {
    var fields = { heading: form.elements.heading, text: form.elements.text };
    var hosts = {};
    var paper = form.querySelector("[data-paper]");
    var drawn = "";

    function heard() {
      fields.heading.value = plain(hosts.heading).replace(/\s*\n\s*/g, "");
      fields.text.value = plain(hosts.text);
      paper.classList.toggle("blank", !fields.text.value);
      told.changed();
    }

    function answers(questions) {
      paper.querySelectorAll("[data-number]").forEach(function (old) {
        old.replaceWith(box(Number(old.dataset.number), questions));
      });
    }

    Object.keys(fields).forEach(function (name) {
      var host = paper.querySelector('[data-part="' + name + '"]');
      hosts[name] = host;
      editable(host);
      host.addEventListener("input", function () {
        host.querySelectorAll(".swap").forEach(function (swap) {
          var words = swap.textContent;
          if (words !== swap.dataset.own && words !== swap.dataset.upper) { swap.classList.remove("swap", "back"); }
        });
        heard();
      });
      host.addEventListener("keydown", function (event) {
        if (name === "heading" && event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
          event.preventDefault();
          hosts.text.focus();
        }
        if (event.key === "Escape") { host.blur(); }
        // Letters are no keys of the page while one writes.
        if (!(event.key === "Enter" && (event.ctrlKey || event.metaKey))) { event.stopPropagation(); }
      });
    });
    paper.addEventListener("click", function (event) {
      var asked = event.target.closest("[data-number]");
      var swap = event.target.closest(".swap");
      if (asked) { told.asked(Number(asked.dataset.number)); }
      if (swap && !String(window.getSelection())) { turn(swap); heard(); }
    });
    paper.hidden = false;

    return {
      values: function () { return { heading: fields.heading.value, text: fields.text.value }; },
      load: function (state) {
        // Drawn anew only where the words differ: the caret, words put back and the browser's own undo stay.
        var asked = JSON.stringify(state.questions);
        var same = drawn && state.heading === fields.heading.value && state.text === fields.text.value;
        if (same) {
          if (asked !== drawn) { answers(state.questions); }
          drawn = asked;
          return;
        }
        drawn = asked;
        fields.heading.value = state.heading;
        fields.text.value = state.text;
        render(hosts.heading, state.heading, [], state.questions);
        render(hosts.text, state.text, state.swaps, state.questions);
        paper.classList.toggle("blank", !state.text);
      },
      focus: function () { hosts.text.focus(); },
      element: paper
    };
  };
})();
