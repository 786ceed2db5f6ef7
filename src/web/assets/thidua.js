/* What a script adds to pages that work without one: a question before an act, the focus on what went wrong. The
 * scoring grid and the builder have scripts of their own, grid.js and draft.js, and so has the layout of a certificate. */
(function () {
	"use strict";
	var doc = document;
	doc.documentElement.classList.add("script");

	/* For the scripts of single pages, which come after this one. */
	window.thidua = { hundredths: hundredths };

	/* "12,5" → 1250 hundredths; null when it is not a number yet. Same rule as num_parse_c(). */
	function hundredths(text) {
		var m = /^\s*([+\-\u2212]?)(\d{1,12})(?:[.,](\d{1,2}))?\s*$/.exec(text);
		if (!m) return null;
		var v = Number(m[2]) * 100 + Number(((m[3] || "") + "00").slice(0, 2));
		return m[1] && m[1] !== "+" ? -v : v;
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

	/* What is under way ([data-poll], with an id) is looked at again every second (or data-every, in milliseconds) until the page says
	 * that it is done; only while the page is seen. A page that did not change is answered 304. */
	function poll() {
		var part = doc.querySelector("[data-poll]");
		if (!part) return;
		if (doc.hidden || part.contains(doc.activeElement)) return later();
		fetch(location.href, { cache: "no-cache", headers: { "X-Requested-With": "poll" } })
			.then(function (r) {
				return r.ok ? r.text() : "";
			})
			.then(function (text) {
				var now = text && new DOMParser().parseFromString(text, "text/html").getElementById(part.id);
				if (now && part.dataset.poll === "reload" && !now.dataset.poll) location.reload();
				else if (now && now.innerHTML !== part.innerHTML) part.replaceWith(doc.adoptNode(now));
				else if (text && !now) location.reload();
			})
			.catch(function () {})
			.then(later);
	}
	function later() {
		var part = doc.querySelector("[data-poll]");
		setTimeout(poll, Number(part && part.dataset.every) || 1000);
	}
	if (doc.querySelector("[data-poll]")) later();

	/* A button that copies the text of a field. */
	doc.addEventListener("click", function (e) {
		var b = e.target.closest("[data-copy]");
		if (!b) return;
		var from = doc.getElementById(b.dataset.copy);
		from.select();
		if (navigator.clipboard) navigator.clipboard.writeText(from.value);
		else doc.execCommand("copy");
	});

	/* A menu longer than the screen begins where one is. */
	var here = doc.querySelector(".side [aria-current]");
	if (here) here.closest(".side").scrollTop = Math.max(0, here.offsetTop - 300);

	/* After errors came back the summary is read first. */
	var summary = doc.querySelector(".error-summary");
	if (summary) summary.focus();
})();
