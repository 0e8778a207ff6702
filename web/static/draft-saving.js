/* Saving a draft's clause by itself: a second after the last key, again when that failed, before the page
   is left; what has not reached the server is kept in this browser. Newer work is never overwritten. */
(function () {
  "use strict";
  var WAIT = 1000, LONGEST = 4000, RETRY = [2000, 4000, 8000, 15000];

  function clock() {
    var now = new Date();
    return ("0" + now.getHours()).slice(-2) + ":" + ("0" + now.getMinutes()).slice(-2);
  }

  /* `page`: key of the browser's store, address, token, revision, values(), said(words, kind), stored(answer),
     stale(answer), expired(words). */
  window.DraftSaving = function (page) {
    var revision = page.revision, timer = null, since = 0, running = null, failures = 0;
    var dirty = false, halted = false;

    function keep() {
      try {
        localStorage.setItem(page.key, JSON.stringify({ values: page.values(), revision: revision }));
      } catch (error) { page.said("这个浏览器不留存文字，请等到“已自动保存”再离开", "bad"); }
    }
    function forget() { try { localStorage.removeItem(page.key); } catch (error) { return; } }
    function kept() {
      try { return JSON.parse(localStorage.getItem(page.key)); } catch (error) { return null; }
    }

    function body() {
      var form = new FormData();
      var values = page.values();
      Object.keys(values).forEach(function (name) { form.append(name, values[name]); });
      form.append("revision", revision);
      form.append("csrf_token", page.token);
      return form;
    }

    function same(one, other) { return JSON.stringify(one) === JSON.stringify(other); }

    function failed() {
      var wait = RETRY[Math.min(failures, RETRY.length - 1)];
      failures += 1;
      page.said("没有保存上，正在重试", "bad");
      timer = setTimeout(save, wait);
      return false;
    }

    function landed(sent, response, answer) {
      failures = 0;
      if (response.status === 409) {
        halted = true;
        page.said("没有保存", "bad");
        page.stale(answer);
        return false;
      }
      if (!response.ok) {
        halted = true;
        page.said("没有保存", "bad");
        page.expired(answer.message || "没有保存：页面开得太久了。请刷新页面，写下的文字会找回来。");
        return false;
      }
      revision = answer.revision;
      dirty = !same(sent, page.values());
      if (dirty) { keep(); later(); } else { forget(); }
      page.said("已自动保存 " + clock(), "");
      page.stored(answer, dirty);
      return true;
    }

    /* Sends what is there; the promise tells whether nothing is left unsaved. */
    function save() {
      clearTimeout(timer);
      timer = null;
      if (halted) { return Promise.resolve(false); }
      if (running) { return running.then(function () { return dirty ? save() : true; }); }
      if (!dirty) { return Promise.resolve(true); }
      var sent = page.values();
      since = 0;
      page.said("正在保存…", "");
      running = fetch(page.address, { method: "POST", body: body(), headers: { Accept: "application/json" } })
        .then(function (response) {
          if (response.status >= 500) { throw new Error("server"); }
          return response.json().catch(function () { return {}; })
            .then(function (answer) { running = null; return landed(sent, response, answer); });
        })
        .catch(function () { running = null; return failed(); });
      return running;
    }

    function later() {
      clearTimeout(timer);
      since = since || Date.now();
      timer = setTimeout(save, Math.max(0, Math.min(WAIT, since + LONGEST - Date.now())));
    }

    function leave() {
      if (dirty && !halted) {
        keep();
        fetch(page.address, { method: "POST", body: body(), headers: { Accept: "application/json" }, keepalive: true })
          .catch(function () { return null; });
      }
    }
    window.addEventListener("pagehide", leave);
    window.addEventListener("online", function () { if (dirty) { save(); } });
    window.addEventListener("beforeunload", function (event) {
      // Only where sending has failed does the browser ask whether to stay.
      if (dirty && (failures || halted)) { event.preventDefault(); }
    });

    return {
      changed: function () { dirty = true; keep(); if (!halted) { later(); } },
      flush: save,
      kept: kept,
      forget: function () { forget(); dirty = false; },
      revision: function () { return revision; },
      dirty: function () { return dirty; },
      halt: function () { halted = true; },
      /* After a comparison: what is here now stands on the newest revision. */
      onto: function (newest) { revision = newest; halted = false; failures = 0; },
      took: function (newest) { revision = newest; halted = false; dirty = false; forget(); }
    };
  };
})();
