/* The scoring grid (views/grid.html): a form that works without this script. With it every cell is saved when it is
 * left, one request after the other, and says so; what could not be saved stays in the page and is sent again; Enter,
 * arrows and Tab move; Ctrl+Z takes back; a block copied from a spreadsheet fills the cells below and to the right. */
(function () {
	"use strict";
	var hundredths = window.thidua.hundredths;
	var doc = document, form = doc.querySelector("form[data-grid]");
	if (!form || !doc.getElementById("grid-words")) return;
	var rows = list(form, "tr[data-key]").map(function (tr) {
		return { tr: tr, key: tr.dataset.key, code: tr.dataset.code, href: tr.dataset.save, tries: 0 };
	});
	var note = doc.getElementById("grid-note"), say = doc.getElementById("grid-say");
	var undoButton = form.querySelector("[data-undo]");
	var past = [], sending = null, timer = null, held = null, closed = false, leaving = false;

	function list(root, what) {
		return Array.prototype.slice.call(root.querySelectorAll(what));
	}

	function word(name) {
		return doc.querySelector('#grid-words [data-word="' + name + '"]').textContent;
	}

	function part(row, name) {
		return form.elements[name + "[" + row.key + "]"] || null;
	}

	/* ---- what a row holds ---- */

	function typed(row) {
		var a = part(row, "score"), b = part(row, "second"), na = part(row, "na"), why = part(row, "reason");
		return {
			score: a ? a.value.trim() : "",
			second: b ? b.value.trim() : "",
			na: na && na.checked ? "1" : "",
			reason: why ? why.value.trim() : ""
		};
	}

	function same(x, y) {
		return x.score === y.score && x.second === y.second && x.na === y.na && x.reason === y.reason;
	}

	function fill(row, v) {
		if (part(row, "score")) part(row, "score").value = v.score;
		if (part(row, "second")) part(row, "second").value = v.second;
		if (part(row, "na")) part(row, "na").checked = v.na === "1";
		if (part(row, "reason")) part(row, "reason").value = v.reason;
	}

	function told(now) {
		return { score: now.a, second: now.b, na: now.na ? "1" : "", reason: now.reason };
	}

	function wrong(row) {
		return ["score", "second"].some(function (n) {
			var f = part(row, n);
			return f && f.tagName === "INPUT" && f.value.trim() && hundredths(f.value) === null;
		});
	}

	/* ---- points before the server has said them ---- */

	function shown(c) {
		var abs = Math.abs(c), cents = abs % 100;
		return (c < 0 ? "\u2212" : "") + (abs - cents) / 100 + "," + (cents < 10 ? "0" : "") + cents;
	}

	function nearest(num, den) {
		var q = Math.floor((2 * Math.abs(num) + den) / (2 * den));
		return num < 0 ? -q : q;
	}

	function clamp(v, low, high) {
		return Math.max(low, Math.min(high, v));
	}

	/* The points of one criterion as far as the page alone can tell; null: only the server knows. */
	function pointsOf(row) {
		var d = row.tr.dataset, max = Number(d.max), v = typed(row), pick = part(row, "score");
		if (v.na) return 0;
		if (pick && pick.tagName === "SELECT")
			return pick.selectedIndex > 0 ? Number(pick.selectedOptions[0].dataset.points || 0) : 0;
		var a = hundredths(v.score), b = part(row, "second") ? hundredths(v.second) : Number(d.target || 0);
		if (a === null) return 0;
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

	var totalSaid = doc.getElementById("total") && doc.getElementById("total").textContent;

	/* While something is unsaved the sum is the page's own, and says so: caps of groups and items left out of the scale
	 * are the server's to count. */
	function total() {
		var sum = 0, out = doc.getElementById("total");
		if (!out) return;
		rows.forEach(function (row) {
			var p = pointsOf(row), cell = row.tr.querySelector("[data-points-of]");
			if (p === null)
				p = Number(row.tr.dataset.now || 0);
			else if (cell)
				cell.textContent = shown(row.tr.dataset.role === "penalty" ? -p : p);
			sum += row.tr.dataset.role === "penalty" ? -p : p;
		});
		out.textContent = unsaved().length ? "\u2248 " + shown(sum) : totalSaid;
	}

	/* ---- marks ---- */

	var looks = { saving: ["info", "clock"], saved: ["ok", "check"], empty: ["warn", "warn"], failed: ["bad", "warn"], waiting: ["warn", "clock"] };

	function mark(row, state, text) {
		var m = row.tr.querySelector("[data-mark]");
		row.state = state;
		if (state === "saved" && !row.filled) state = row.tr.dataset.own ? "empty" : "saved";
		if (m) {
			m.className = "tag " + looks[state][0];
			m.querySelector("use").setAttribute("href", "#i-" + looks[state][1]);
			m.querySelector("span").textContent = text || word(state);
			m.dataset.state = state;
		}
		counts();
	}

	function unsaved() {
		return rows.filter(function (row) {
			return row.state === "failed" || row.state === "waiting" || row.state === "saving" || !same(typed(row), row.kept);
		});
	}

	function counts() {
		var n = unsaved().length, out = doc.getElementById("save-state");
		if (out) out.textContent = "· " + (n ? n + " " + word("unsaved") : word("all-saved"));
		if (undoButton) undoButton.disabled = !past.length;
	}

	function errors(row, texts) {
		var box = row.tr.querySelector("[data-say]"), first = part(row, "score");
		box.textContent = "";
		texts.forEach(function (t) {
			var p = doc.createElement("p");
			p.className = "error";
			p.textContent = t;
			box.append(p);
		});
		box.id = "e-" + row.key;
		if (!first) return;
		if (texts.length) {
			first.setAttribute("aria-invalid", "true");
			first.setAttribute("aria-describedby", box.id);
			say.textContent = row.key + ": " + texts.join(" ");
		} else {
			first.removeAttribute("aria-invalid");
			first.removeAttribute("aria-describedby");
		}
	}

	function button(text, fn) {
		var b = doc.createElement("button");
		b.type = "button";
		b.className = "btn";
		b.textContent = text;
		b.addEventListener("click", fn);
		return b;
	}

	/* Two people on one sheet: both values are shown, nobody's is lost. */
	function offer(row, now, texts) {
		var box, other = told(now);
		errors(row, texts);
		box = row.tr.querySelector("[data-say]");
		box.append(button(word("mine"), function () {
			part(row, "was").value = now.rev;
			change(row, true);
		}), button(word("theirs"), function () {
			part(row, "was").value = now.rev;
			fill(row, other);
			accept(row, now);
		}));
	}

	function banner(text, more) {
		note.textContent = "";
		note.hidden = !text;
		if (!text) return;
		var p = doc.createElement("p");
		p.textContent = text;
		note.append(p);
		if (more) note.append(more);
	}

	/* ---- saving: one request at a time, in the order of the changes ---- */

	var queue = [];

	function fresh() {
		var bytes = new Uint8Array(16), s = "";
		crypto.getRandomValues(bytes);
		bytes.forEach(function (b) {
			s += String.fromCharCode(b);
		});
		return btoa(s).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
	}

	/* A row was changed and left. */
	function change(row, again) {
		var v = typed(row);
		total();
		if (!again && row.asked && same(v, row.asked)) return;
		if (!again && !row.asked && same(v, row.kept) && row.state !== "failed") return counts();
		if (wrong(row)) {
			row.asked = null;
			mark(row, "failed");
			return errors(row, [word("number")]);
		}
		row.asked = v;
		row.once = fresh();
		row.tries = 0;
		if (queue.indexOf(row) < 0) queue.push(row);
		mark(row, "saving");
		next();
	}

	function body(row) {
		var p = new URLSearchParams();
		p.set("csrf", form.elements.csrf.value);
		p.set("key", row.once);
		p.set("code", row.code);
		p.set("stage", form.elements.stage.value);
		p.set("was", part(row, "was").value);
		["score", "second", "na", "reason"].forEach(function (n) {
			p.set(n, row.asked[n]);
		});
		return p;
	}

	function next() {
		if (sending || timer || closed || !queue.length) return;
		var row = sending = queue[0], sent = row.asked, stop = new AbortController();
		var late = setTimeout(function () {
			stop.abort();
		}, 20000);
		fetch(row.href, { method: "POST", body: body(row), credentials: "same-origin", signal: stop.signal }).then(function (res) {
			clearTimeout(late);
			var json = (res.headers.get("content-type") || "").indexOf("application/json") === 0;
			if (json) return res.json().then(function (now) {
				answered(row, sent, now);
			});
			if (res.status === 401 || res.status === 403 || res.redirected) return outside(row);
			later(row, Number(res.headers.get("retry-after") || 0));
		}).catch(function () {
			clearTimeout(late);
			later(row, 0);
		}).then(function () {
			sending = null;
			if (held && !queue.length) submit();
			next();
		});
	}

	function drop(row) {
		var i = queue.indexOf(row);
		if (i >= 0) queue.splice(i, 1);
	}

	function sums(now) {
		var t = doc.getElementById("total"), n = doc.getElementById("filled");
		if (t && now.total !== undefined) totalSaid = t.textContent = now.total;
		if (n && now.n_filled !== undefined) n.textContent = now.n_filled;
		(now.groups || []).forEach(function (g) {
			var p = doc.querySelector('[data-group-points="' + g.ix + '"]'), f = doc.querySelector('[data-group-filled="' + g.ix + '"]');
			if (p && g.points !== undefined) p.textContent = g.points;
			if (f) f.textContent = g.n_filled;
		});
	}

	/* What is stored now is what was asked for. */
	function accept(row, now) {
		var cell = row.tr.querySelector("[data-points-of]");
		row.kept = told(now);
		row.asked = null;
		row.filled = now.filled;
		part(row, "was").value = now.rev;
		row.tr.dataset.now = now.points_c;
		if (cell) cell.textContent = now.points;
		drop(row);
		errors(row, []);
		mark(row, "saved");
		if (form.dataset.grid === "items") return itemSums();
		sums(now);
		if (unsaved().length) total();
	}

	/* A page by item counts its own rows: the sums of the answer are another page's. */
	function itemSums() {
		var n = doc.getElementById("filled");
		if (n) n.textContent = rows.filter(function (r) {
			return r.filled && r.tr.dataset.own;
		}).length;
	}

	function equal(x, y) {
		var p = hundredths(x), q = hundredths(y);
		return x === y || (p !== null && p === q);
	}

	function answered(row, sent, now) {
		banner("");
		if (now.csrf) form.elements.csrf.value = now.csrf;
		if (now.ok) {
			var v = typed(row), mine = same(v, sent), stored = told(now);
			if (!sent.na && sent.score && !equal(sent.score, stored.score)) { /* saved, and by somebody else again since */
				drop(row);
				mark(row, "failed");
				return offer(row, now, [now.shown]);
			}
			accept(row, now);
			if (mine) {
				fill(row, stored);
				row.left = stored;
			} else {
				change(row);
			}
			return;
		}
		drop(row);
		if (same(typed(row), sent)) row.asked = null;
		mark(row, "failed");
		if (now.why === "stale" && now.now) return offer(row, now.now, now.errors);
		errors(row, now.errors);
		if (now.why !== "closed") return;
		closed = true;
		banner(now.errors.join(" "));
		queue.slice().forEach(function (r) {
			drop(r);
			mark(r, "failed");
		});
	}

	/* No answer, or none that can be used: it stays in the queue and is sent again with the same key. */
	function later(row, seconds) {
		row.tries++;
		queue.forEach(function (r) {
			mark(r, "waiting");
		});
		banner(word("lost"), button(word("retry"), soon));
		timer = setTimeout(soon, Math.max(seconds, Math.min(30, Math.pow(2, row.tries - 1))) * 1000);
		held = null;
	}

	function soon() {
		clearTimeout(timer);
		timer = null;
		next();
	}

	/* Signed out, or signed in anew: a fresh token shows which. */
	function outside(row) {
		return fetch(row.href + "/" + encodeURIComponent(row.code), { credentials: "same-origin" }).then(function (res) {
			if (res.redirected || !res.ok) throw new Error("signed out");
			return res.json();
		}).then(function (now) {
			if (now.csrf === form.elements.csrf.value || row.tries > 5) return later(row, 5);
			form.elements.csrf.value = now.csrf;
			row.tries++;
		}).catch(function () {
			later(row, 10);
			var a = doc.createElement("a");
			a.href = "/dang-nhap";
			a.target = "_blank";
			a.rel = "noopener";
			a.textContent = word("signin-link");
			banner(word("signin"), a);
		});
	}

	/* ---- taking back ---- */

	function remember(row, before) {
		past.push({ row: row, before: before });
		if (past.length > 200) past.shift();
	}

	function undo() {
		var last = past.pop();
		if (!last) return;
		fill(last.row, last.before);
		last.row.left = last.before;
		change(last.row);
		say.textContent = word("undone") + " " + last.row.key;
		var f = part(last.row, "score");
		if (f) {
			f.focus();
			if (f.select) f.select();
		}
		counts();
	}

	/* ---- moving ---- */

	function fields(name) {
		return rows.map(function (r) {
			return part(r, name);
		}).filter(Boolean);
	}

	function focus(f) {
		if (!f) return false;
		f.focus();
		if (f.select) f.select();
		return true;
	}

	function nameOf(f) {
		return f.name.slice(0, f.name.indexOf("["));
	}

	/* The field of the same column in the next row that has one; the value's column where it has none. */
	function vertical(f, step) {
		var name = nameOf(f), at = rowOf(f), i = rows.indexOf(at) + step;
		for (; rows[i]; i += step)
			if (part(rows[i], name) || name === "second") return focus(part(rows[i], name) || part(rows[i], "score"));
		return false;
	}

	function sideways(f, step) {
		var all = list(rowOf(f).tr, "input.cell, select.cell");
		return focus(all[all.indexOf(f) + step]);
	}

	/* Tab goes from value to value; from the last one, and from anything else in the row, it goes on as in every page. */
	function tab(f, step) {
		var all = list(form, 'select.cell, input.cell.score');
		return all.indexOf(f) >= 0 && focus(all[all.indexOf(f) + step]);
	}

	function rowOf(f) {
		var tr = f.closest("tr[data-key]");
		return rows.filter(function (r) {
			return r.tr === tr;
		})[0];
	}

	function atEnd(f, step) {
		if (f.tagName === "SELECT" || f.type === "checkbox") return true;
		if (f.selectionStart !== f.selectionEnd) return f.selectionStart === 0 && f.selectionEnd === f.value.length;
		return step > 0 ? f.selectionEnd === f.value.length : f.selectionStart === 0;
	}

	form.addEventListener("keydown", function (e) {
		var f = e.target, done = false;
		if ((e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey && e.key.toLowerCase() === "z") {
			var row = f.classList.contains("cell") ? rowOf(f) : null;
			if (row && !same(typed(row), row.left)) {
				fill(row, row.left);
				focus(f);
				total();
				counts();
			} else {
				undo();
			}
			return e.preventDefault();
		}
		if (!f.classList.contains("cell") || e.ctrlKey || e.altKey || e.metaKey || e.isComposing) return;
		if (e.key === "Enter") {
			if (!vertical(f, e.shiftKey ? -1 : 1)) f.dispatchEvent(new Event("change", { bubbles: true }));
			done = true;
		}
		else if (e.key === "Tab") done = tab(f, e.shiftKey ? -1 : 1);
		else if (e.shiftKey) return;
		else if (e.key === "ArrowDown" || e.key === "ArrowUp") {
			if (f.tagName === "SELECT") return;
			done = vertical(f, e.key === "ArrowDown" ? 1 : -1);
		} else if (e.key === "ArrowRight" && atEnd(f, 1)) done = sideways(f, 1);
		else if (e.key === "ArrowLeft" && atEnd(f, -1)) done = sideways(f, -1);
		else if (e.key === "Escape") {
			fill(rowOf(f), rowOf(f).left);
			total();
			done = true;
		}
		if (done) e.preventDefault();
	});

	/* ---- a block out of a spreadsheet ---- */

	function choose(select, text) {
		var t = text.trim().toLowerCase(), hit = Array.prototype.filter.call(select.options, function (o) {
			return o.value === text.trim() || o.text.toLowerCase() === t || o.text.toLowerCase().indexOf(t + " \u2013") === 0;
		})[0];
		if (hit) select.value = hit.value;
		return !!hit;
	}

	function put(f, text) {
		if (f.tagName === "SELECT") return choose(f, text);
		f.value = text.trim();
		return true;
	}

	form.addEventListener("paste", function (e) {
		var f = e.target, text = (e.clipboardData.getData("text") || "").replace(/\r/g, "").replace(/\n+$/, "");
		if (!f.classList.contains("cell") || !/[\n\t]/.test(text)) return;
		e.preventDefault();
		var start = rows.indexOf(rowOf(f)), lines = text.split("\n"), columns = ["score", "second", "reason"];
		lines.forEach(function (line, i) {
			var row = rows[start + i];
			if (!row) return;
			var at = Math.max(0, columns.indexOf(nameOf(f)));
			line.split("\t").forEach(function (cell, k) {
				var to = part(row, columns[at + k] || "");
				if (!to && columns[at + k] === "second") return;
				if (to && !put(to, cell)) row.misfit = cell;
			});
			remember(row, row.left);
			row.left = typed(row);
			if (row.misfit) {
				mark(row, "failed");
				errors(row, ["\u00ab" + row.misfit + "\u00bb"]);
				row.misfit = "";
			} else {
				change(row);
			}
		});
		if (start + lines.length > rows.length) say.textContent = word("outside");
		counts();
	});

	/* ---- the frame ---- */

	form.addEventListener("input", function () {
		total();
		counts();
	});

	/* A cell was left with another value than it was entered with. */
	form.addEventListener("change", function (e) {
		var row = e.target.classList.contains("cell") && rowOf(e.target);
		if (!row) return;
		if (!same(typed(row), row.left)) remember(row, row.left);
		row.left = typed(row);
		change(row);
	});

	if (undoButton) undoButton.addEventListener("click", undo);

	/* What is on its way goes first: the form would find its own cells newer than it knows. */
	function submit() {
		var b = held;
		held = null;
		leaving = true;
		form.requestSubmit(b);
	}
	form.addEventListener("submit", function (e) {
		if (leaving || closed) {
			leaving = true;
			return;
		}
		if (sending || (queue.length && !timer)) {
			held = e.submitter;
			e.preventDefault();
		} else {
			leaving = true;
		}
	});

	addEventListener("beforeunload", function (e) {
		if (!leaving && unsaved().length) e.preventDefault();
	});
	addEventListener("online", soon);
	addEventListener("focus", function () {
		if (timer) soon();
	});
	/* Back to a page that the browser kept: others may have saved since. */
	addEventListener("pageshow", function (e) {
		if (e.persisted && !unsaved().length) location.reload();
		leaving = false;
	});

	var asTyped = !!doc.querySelector(".error-summary");
	rows.forEach(function (row) {
		row.filled = !!row.tr.querySelector("[data-mark].ok");
		row.left = typed(row);
		row.kept = asTyped ? { score: null } : row.left;
	});
	if (!asTyped) counts();
})();
