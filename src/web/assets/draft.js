/* The builder of a table of criteria (views/draft.html) works without this script. With it the sums of the groups follow
 * what is typed; the server's sums come back with the answer. */
(function () {
	"use strict";
	var hundredths = window.thidua.hundredths;
	var table = document.querySelector("table[data-draft]");
	if (!table) return;
	var rows = Array.prototype.slice.call(table.querySelectorAll("tr[data-node]"));

	function shown(c) {
		var n = Math.abs(c), rest = ("0" + (n % 100)).slice(-2).replace(/0+$/, "");
		return (c < 0 ? "−" : "") + Math.floor(n / 100) + (rest && "," + rest);
	}

	/* The points a row has: typed, or the scale of the table in the last row; null: none or no number. */
	function points(tr) {
		var input = tr.querySelector("input"), scale = tr.querySelector("[data-scale]");
		return input ? hundredths(input.value) : scale && hundredths(scale.textContent);
	}

	function add(group) {
		var sum = 0, known = true, out = group.querySelector("[data-sum]"), tag = group.querySelector("[data-off]");
		if (!out) return;
		rows.forEach(function (tr) {
			if (tr.dataset.in !== group.dataset.node) return;
			var p = points(tr);
			known = known && p !== null;
			sum += p || 0;
		});
		var off = known && sum !== points(group);
		out.textContent = known ? shown(sum) : "–";
		out.classList.toggle("strong", off && !tag);
		if (tag) tag.hidden = !off;
	}

	table.addEventListener("input", function () {
		rows.forEach(add);
	});
})();
