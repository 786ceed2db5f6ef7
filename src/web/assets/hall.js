/* The countdown of the hall's screen. It stands beside the part that thidua.js looks at again, which only says when the
 * speaker's time ends. The server's clock counts: its distance is taken from the Date of an answer. */
(function () {
	"use strict";
	var doc = document, clock = doc.getElementById("countdown"), ahead = 0;

	function two(n) {
		return (n < 10 ? "0" : "") + n;
	}

	function tick() {
		var ends = doc.getElementById("ends");
		clock.hidden = !ends;
		if (!ends) return;
		var left = Math.floor((Number(ends.dataset.ends) - Date.now() - ahead) / 1000), s = Math.abs(left);
		var text = (left < 0 ? "\u2212" : "") + Math.floor(s / 60) + ":" + two(s % 60);
		if (clock.textContent !== text) clock.textContent = text;
		clock.classList.toggle("soon", left >= 0 && left <= 30);
		clock.classList.toggle("over", left < 0);
	}

	fetch(location.href, { method: "HEAD", cache: "no-store" })
		.then(function (r) {
			var at = Date.parse(r.headers.get("Date"));
			if (at) ahead = at + 500 - Date.now();
		})
		.catch(function () {});
	setInterval(tick, 200);
	tick();
})();
