/* What a script adds to pages that work without one: live total, moving between score fields with Enter and the
 * arrows, pasting a block of cells from a spreadsheet, a question before an act, a warning before losing text. */
(function () {
	"use strict";
	var doc = document, form = doc.querySelector("form[data-score]");
	doc.documentElement.classList.add("script");

	/* "12,5" → 1250 hundredths; null when it is not a number yet. Same rule as num_parse_c(). */
	function hundredths(text) {
		var m = /^\s*([+\-\u2212]?)(\d{1,12})(?:[.,](\d{1,2}))?\s*$/.exec(text);
		if (!m) return null;
		var v = Number(m[2]) * 100 + Number(((m[3] || "") + "00").slice(0, 2));
		return m[1] && m[1] !== "+" ? -v : v;
	}

	function shown(c) {
		var abs = Math.abs(c), cents = abs % 100;
		return (c < 0 ? "\u2212" : "") + (abs - cents) / 100 + "," + (cents < 10 ? "0" : "") + cents;
	}

	function clamp(v, low, high) {
		return Math.max(low, Math.min(high, v));
	}

	/* num/den to the nearest whole, halves away from zero */
	function nearest(num, den) {
		var q = Math.floor((2 * Math.abs(num) + den) / (2 * den));
		return num < 0 ? -q : q;
	}

	/* The points of one criterion as far as the page alone can tell; null: only the server knows. */
	function pointsOf(box) {
		var d = box.dataset, max = Number(d.max), na = box.querySelector("[data-na]");
		if (na && na.checked) return 0;
		var picked = box.querySelector("input[type=radio]:checked, select option:checked");
		if (d.kind === "level" && picked) return Number(picked.dataset.points || 0);
		if (d.kind === "bool") return picked ? Number(picked.dataset.points || 0) : 0;
		var fields = box.querySelectorAll("input.score"), a = fields[0] && hundredths(fields[0].value);
		var b = fields[1] ? hundredths(fields[1].value) : Number(d.target || 0);
		if (a === null || a === undefined) return 0;
		switch (d.kind) {
		case "manual":
			return clamp(a, 0, max);
		case "count":
			return clamp(nearest(a * Number(d.each), 100), 0, max);
		case "bonus_penalty":
			return clamp(nearest(a * Number(d.each) - (b || 0) * Number(d.against), 100), Number(d.min), max);
		case "ratio":
			if (!b) return null;
			var p = nearest(max * a, b), cap = Number(d.cap);
			return cap ? Math.min(p, nearest(max * cap, 10000)) : p;
		}
		return null;
	}

	function total() {
		var sum = 0, rough = false;
		form.querySelectorAll("[data-kind]").forEach(function (box) {
			var p = pointsOf(box), out = box.querySelector("output");
			if (p === null) {
				p = Number(box.dataset.now || 0);
				rough = true;
			} else if (out) {
				out.textContent = shown(p);
			}
			sum += box.dataset.role === "penalty" ? -p : p;
		});
		var t = doc.getElementById("total");
		if (t) t.textContent = (rough ? "\u2248 " : "") + shown(sum);
	}

	function fields() {
		return Array.prototype.slice.call(form.querySelectorAll("input.score"));
	}

	function go(from, step) {
		var all = fields(), next = all[all.indexOf(from) + step];
		if (next) {
			next.focus();
			next.select();
		}
	}

	/* A block copied from a spreadsheet: each line fills one criterion, its cells that criterion's fields. */
	function paste(event) {
		var text = event.clipboardData.getData("text").replace(/\r/g, "").replace(/\n+$/, "");
		if (!/[\n\t]/.test(text)) return;
		event.preventDefault();
		var boxes = Array.prototype.slice.call(form.querySelectorAll("[data-kind]")).filter(function (b) {
			return b.querySelector("input.score");
		});
		var start = boxes.indexOf(event.target.closest("[data-kind]"));
		text.split("\n").forEach(function (line, i) {
			var row = boxes[start + i];
			if (!row) return;
			var into = Array.prototype.slice.call(row.querySelectorAll("input.score"));
			if (i === 0) into = into.slice(into.indexOf(event.target));
			line.split("\t").forEach(function (cell, k) {
				if (into[k]) into[k].value = cell.trim();
			});
		});
		total();
	}

	if (form) {
		var changed = false;
		form.addEventListener("input", function () {
			changed = true;
			total();
		});
		form.addEventListener("submit", function () {
			changed = false;
		});
		form.addEventListener("paste", function (e) {
			if (e.target.classList.contains("score")) paste(e);
		});
		form.addEventListener("keydown", function (e) {
			if (!e.target.classList.contains("score")) return;
			var step = { Enter: e.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[e.key];
			if (!step) return;
			e.preventDefault();
			go(e.target, step);
		});
		addEventListener("beforeunload", function (e) {
			if (changed) e.preventDefault();
		});
	}

	/* <button data-confirm="…">: asks in a dialog; the server asks again by the word to be typed where it matters. */
	doc.addEventListener("click", function (e) {
		var b = e.target.closest("[data-confirm]"), print = e.target.closest("[data-print]");
		if (print) window.print();
		if (!b || b.dataset.asked || !window.HTMLDialogElement) return;
		e.preventDefault();
		var d = doc.createElement("dialog"), p = doc.createElement("p"), row = doc.createElement("div");
		var no = doc.createElement("button"), yes = doc.createElement("button");
		p.textContent = b.dataset.confirm;
		p.id = "ask";
		d.setAttribute("aria-labelledby", "ask");
		row.className = "actions end";
		no.className = "btn";
		no.textContent = doc.documentElement.lang === "en" ? "Cancel" : "Hủy";
		yes.className = "btn main";
		yes.textContent = b.textContent.trim();
		no.onclick = function () {
			d.close();
		};
		yes.onclick = function () {
			b.dataset.asked = "1";
			d.close();
			b.click();
		};
		d.onclose = function () {
			d.remove();
			b.focus();
		};
		row.append(no, yes);
		d.append(p, row);
		doc.body.append(d);
		d.showModal();
	});

	/* After errors came back the summary is read first. */
	var summary = doc.querySelector(".error-summary");
	if (summary) summary.focus();
})();
