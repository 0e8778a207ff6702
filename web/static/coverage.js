/* Keys of the coverage table: arrows move from cell to cell, N goes to the next hole, E to the explanation. */
(function () {
  "use strict";
  var rows = Array.prototype.slice.call(document.querySelectorAll(".coverage tbody tr:not(.group)")).map(function (row) {
    return Array.prototype.slice.call(row.querySelectorAll("a.state"));
  }).filter(function (row) { return row.length; });
  if (!rows.length) { return; }
  var all = rows.reduce(function (list, row) { return list.concat(row); }, []);
  var current = document.querySelector("a.state[aria-current]");

  function place(link) {
    for (var r = 0; r < rows.length; r += 1) {
      var c = rows[r].indexOf(link);
      if (c >= 0) { return [r, c]; }
    }
    return null;
  }

  function nextHole() {
    var from = all.indexOf(current);
    var order = all.slice(from + 1).concat(all.slice(0, from + 1));
    return order.filter(function (link) { return link.hasAttribute("data-hole") && link !== current; })[0];
  }

  var jump = document.querySelector("[data-next-hole]");
  var hole = nextHole();
  if (jump && hole) { jump.href = hole.href; jump.hidden = false; }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { return; }
    var step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    var at = place(document.activeElement) || place(current);
    if (step && at) {
      var row = rows[at[0] + step[0]];
      var link = row && row[at[1] + step[1]];
      if (link) { event.preventDefault(); link.focus(); }
    } else if ((event.key === "n" || event.key === "N") && hole) {
      location.href = hole.href;
    } else if (event.key === "e" || event.key === "E") {
      var words = document.querySelector(".explain textarea");
      if (words) { event.preventDefault(); words.focus(); }
    }
  });
})();
