/* The layout of a certificate (views/certificate.html) is a plain form. With this script its boxes can be dragged and moved
 * by the arrow keys on the picture, and picture and figures follow each other. */
(function () {
	"use strict";
	var svg = document.querySelector("[data-sheet]"), form = document.querySelector("[data-layout]");
	if (!svg || !form) return;
	var hundredths = window.thidua.hundredths, boxes = {}, fields = {}, held = null;

	document.querySelectorAll("[data-script]").forEach(function (e) {
		e.hidden = false;
	});
	document.querySelectorAll("[data-field]").forEach(function (tr) {
		fields[fold(tr.cells[0].textContent.replace(/[{}]/g, ""))] = tr.cells[1].textContent;
	});

	/* As vi_fold(): case, accents and spacing of a field's name do not matter. */
	function fold(s) {
		return s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
	}

	function shown(c) {
		var n = Math.abs(c), rest = ("0" + (n % 100)).slice(-2).replace(/0+$/, "");
		return (c < 0 ? "−" : "") + Math.floor(n / 100) + (rest && "," + rest);
	}

	function input(key, name) {
		return form.elements[name + "[" + key + "]"];
	}

	function figure(key, name) {
		var c = hundredths(input(key, name).value);
		return c === null || c < 0 ? 0 : c;
	}

	function filled(text) {
		return text.replace(/\{\{(.*?)\}\}/g, function (whole, name) {
			var v = fields[fold(name)];
			return v === undefined ? whole : v;
		}).replace(/\|/g, "\n");
	}

	/* The picture of a box as its row says. */
	function draw(key) {
		var b = boxes[key], x = figure(key, "x"), y = figure(key, "y"), w = figure(key, "w"), h = figure(key, "h");
		var text = b.querySelector("foreignObject"), div = text.firstElementChild;
		var qr = input(key, "qr").checked, words = input(key, "text").value;
		[b.querySelector("rect"), text].forEach(function (e) {
			e.setAttribute("x", x);
			e.setAttribute("y", y);
			e.setAttribute("width", w);
			e.setAttribute("height", h);
		});
		b.querySelector("circle").setAttribute("cx", x + w);
		b.querySelector("circle").setAttribute("cy", y + h);
		text.setAttribute("font-size", Math.round(figure(key, "size") * 0.3528));
		text.setAttribute("font-weight", input(key, "bold").checked ? "bold" : "normal");
		text.setAttribute("font-style", input(key, "italic").checked ? "italic" : "normal");
		text.setAttribute("color", input(key, "colour").value);
		div.className = "sheet-text " + input(key, "align").value + " " + input(key, "valign").value;
		div.lastElementChild.textContent = qr ? "QR" : input(key, "upper").checked ? filled(words).toUpperCase() : filled(words);
		b.classList.toggle("is-new", !qr && !words.trim());
		b.classList.toggle("is-dropped", !!(input(key, "drop") && input(key, "drop").checked));
	}

	function put(key, name, c) {
		input(key, name).value = shown(c);
	}

	function paper(name) {
		return hundredths(form.elements[name].value) || 0;
	}

	/* Within the sheet. */
	function move(key, x, y) {
		put(key, "x", Math.max(0, Math.min(x, paper("width") - figure(key, "w"))));
		put(key, "y", Math.max(0, Math.min(y, paper("height") - figure(key, "h"))));
		draw(key);
	}

	function resize(key, w, h) {
		put(key, "w", Math.max(200, Math.min(w, paper("width") - figure(key, "x"))));
		put(key, "h", Math.max(200, Math.min(h, paper("height") - figure(key, "y"))));
		draw(key);
	}

	/* Where the pointer is on the paper, in hundredths of a millimetre. */
	function at(e) {
		return new DOMPoint(e.clientX, e.clientY).matrixTransform(svg.getScreenCTM().inverse());
	}

	function tenth(c) {
		return Math.round(c / 10) * 10;
	}

	function down(e) {
		var key = e.currentTarget.dataset.box, p = at(e);
		held = { key: key, id: e.pointerId, x: p.x, y: p.y, moved: false, grows: e.target.matches("circle"),
			left: figure(key, "x"), top: figure(key, "y"), w: figure(key, "w"), h: figure(key, "h") };
		e.currentTarget.setPointerCapture(e.pointerId);
	}

	function drag(e) {
		if (!held || held.id !== e.pointerId) return;
		var p = at(e), dx = tenth(p.x - held.x), dy = tenth(p.y - held.y);
		if (!held.moved && Math.abs(dx) + Math.abs(dy) < 50) return;
		held.moved = true;
		if (held.grows) resize(held.key, held.w + dx, held.h + dy);
		else move(held.key, held.left + dx, held.top + dy);
	}

	/* What was dragged was not clicked on. */
	function click(e) {
		var row = document.getElementById("o-" + e.currentTarget.dataset.box);
		e.preventDefault();
		if (held && held.moved) {
			held = null;
			return;
		}
		held = null;
		row.parentElement.open = true;
		row.scrollIntoView({ block: "center" });
		row.parentElement.querySelector("input").focus();
	}

	function keydown(e) {
		var by = e.shiftKey ? 10 : 100, key = e.currentTarget.dataset.box;
		var d = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] }[e.key];
		if (!d || e.ctrlKey || e.altKey || e.metaKey) return;
		e.preventDefault();
		move(key, figure(key, "x") + d[0], figure(key, "y") + d[1]);
	}

	svg.classList.add("edits");
	svg.querySelectorAll("[data-box]").forEach(function (b) {
		boxes[b.dataset.box] = b;
		b.addEventListener("pointerdown", down);
		b.addEventListener("pointermove", drag);
		b.addEventListener("click", click);
		b.addEventListener("keydown", keydown);
		b.addEventListener("dragstart", function (e) {
			e.preventDefault();
		});
	});
	form.addEventListener("input", function (e) {
		var row = e.target.closest("[data-row]");
		if (row && boxes[row.dataset.row]) draw(row.dataset.row);
		else if (/^(width|height)$/.test(e.target.name) && paper("width") && paper("height")) {
			svg.setAttribute("viewBox", "0 0 " + paper("width") + " " + paper("height"));
			var sheet = svg.querySelector(".sheet-paper");
			sheet.setAttribute("width", paper("width"));
			sheet.setAttribute("height", paper("height"));
		}
	});
})();
