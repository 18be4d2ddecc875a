// Comfort only: every page works without this. Clocks run on between two answers of the server, and a live opening
// asks for news; both by the server's time.
(function () {
  "use strict";
  var shown = document.querySelector("[data-server-time]");
  if (!shown) return;
  var offset = Date.parse(shown.dateTime) - Date.now();

  function two(n) { return n < 10 ? "0" + n : String(n); }

  function left(ms) {
    var s = Math.floor(ms / 1000), d = Math.floor(s / 86400), h = Math.floor(s / 3600) % 24, m = Math.floor(s / 60) % 60;
    if (d > 0) return d + " 天 " + h + " 小时";
    if (h > 0) return h + " 小时 " + m + " 分";
    if (m > 0) return m + " 分 " + (s % 60) + " 秒";
    return s + " 秒";
  }

  function tick() {
    var now = Date.now() + offset;
    var t = new Date(now + 8 * 3600000);
    var text = t.getUTCFullYear() + "-" + two(t.getUTCMonth() + 1) + "-" + two(t.getUTCDate()) + " " +
      two(t.getUTCHours()) + ":" + two(t.getUTCMinutes()) + ":" + two(t.getUTCSeconds());
    document.querySelectorAll("[data-server-time]").forEach(function (e) { e.textContent = text; });
    document.querySelectorAll("[data-deadline]").forEach(function (e) {
      var rest = Date.parse(e.dataset.deadline) - now;
      e.textContent = rest < 0 ? "已截止" : "剩余 " + left(rest);
      if (rest < 0 && e.parentNode) e.parentNode.className = "clock clock-over";
    });
  }

  // The server's clock, not the moment at which a cached page was made.
  fetch("/api/clock", { headers: { Accept: "application/json" } }).then(function (answer) {
    return answer.json();
  }).then(function (clock) { offset = Date.parse(clock.at) - Date.now(); tick(); }).catch(function () {});
  setInterval(tick, 1000);
  tick();

  if (document.body.dataset.refresh) {
    var tag = null, busy = false;
    setInterval(function () {
      if (busy || document.hidden) return;
      busy = true;
      fetch(location.href, { headers: tag ? { Accept: "text/html", "If-None-Match": tag } : { Accept: "text/html" } })
        .then(function (answer) {
          if (answer.status !== 200) return null;
          tag = answer.headers.get("ETag");
          return answer.text();
        }).then(function (html) {
          if (html === null) return;
          var next = new DOMParser().parseFromString(html, "text/html").querySelector("main");
          var main = document.querySelector("main");
          if (next && main && next.textContent !== main.textContent) {
            main.replaceChildren.apply(main, Array.from(next.childNodes));
            tick();
          }
        }).catch(function () {}).finally(function () { busy = false; });
    }, 1000);
  }
})();
