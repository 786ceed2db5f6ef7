/* Paper made in the browser: what is in the sheet is printed alone. */
import { el } from "./dom.js";

export function printSheet(...pages) {
	document.querySelector(".vote-sheet")?.remove();
	document.body.append(el("div", { class: "vote-sheet", lang: "vi" }, pages));
	document.documentElement.classList.add("prints-sheet");
	print();
}

/* Takes the secrets off the page again. */
export function dropSheet() {
	document.querySelector(".vote-sheet")?.remove();
	document.documentElement.classList.remove("prints-sheet");
}

/* The frame of both scripts: steps in front of a plain form whose field the script fills. */
export function steps(form, field) {
	const box = el("div", { class: "vote-steps" }), said = el("div", { role: "status" });
	form.before(box, said);
	form.hidden = true;
	return {
		say: (text) => said.replaceChildren(...(text ? [el("p", {}, text)] : [])),
		fault: (text) => said.replaceChildren(note("bad", el("p", {}, text))),
		show: (...parts) => box.replaceChildren(...parts.flat().filter(Boolean)),
		ready(value) {
			form.elements[field].value = value;
			form.elements[field].closest(".field")?.setAttribute("hidden", "");
			form.hidden = false;
			form.querySelector("button.main, button")?.focus();
		},
	};
}

export const button = (text, onclick, kind = "") => el("button", { type: "button", class: `btn ${kind}`, onclick }, text);

export const note = (kind, ...parts) => el("div", { class: `note ${kind}` }, el("div", {}, parts));
