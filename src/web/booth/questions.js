/* The questions of a ballot as fields, and votes as sentences. One of several: buttons of a radio group; several: boxes to
 * tick. Yes/no questions about many units stand in one list, with a line to mark them all. */
import { el } from "./dom.js";

const BLANK = "Bỏ phiếu trắng", SHORT_BLANK = "Bỏ trắng", SHORT = 14, SIDE_BY_SIDE = 2;

const single = (q) => q.min === 1 && q.max === 1;
const short = (q) => single(q) && q.answers.length <= SIDE_BY_SIDE && q.answers.every((a) => a.length <= SHORT);

/* All choices of a question in the order of the ballot; the blank vote is shown last. */
function labels(q) {
	return q.blank ? [short(q) ? SHORT_BLANK : BLANK, ...q.answers] : q.answers;
}

function shown(q) {
	const all = labels(q).map((text, at) => ({ text, at }));
	return q.blank ? [...all.slice(1), all[0]] : all;
}

function rule(q) {
	if (single(q)) return "Chọn một.";
	const most = q.max === q.answers.length ? "Chọn bao nhiêu cũng được" : `Chọn nhiều nhất ${q.max}`;
	return q.min > 0 ? `${most}, ít nhất ${q.min}.` : `${most}; không chọn ai cũng được.`;
}

function field(q, i, vote, only) {
	const box = el("fieldset", { "data-question": i, class: short(q) ? "short" : "" },
		el("legend", {}, only ? q.text : `${i + 1}. ${q.text}`), short(q) ? null : el("p", { class: "muted" }, rule(q)));
	const choices = el("div", { class: "choices" });
	for (const { text, at } of shown(q))
		choices.append(el("label", { class: "choice" },
			el("input", { type: single(q) ? "radio" : "checkbox", name: `q${i}`, value: at, checked: vote?.[at] === 1 }), el("span", {}, text)));
	box.append(choices);
	if (!single(q)) {
		const count = el("p", { class: "muted count", role: "status" });
		box.append(count);
		box.addEventListener("change", (e) => keepLimits(q, box, count, e.target));
		keepLimits(q, box, count, null);
	}
	return box;
}

/* A blank vote and a choice exclude each other; what is over the limit cannot be ticked. */
function keepLimits(q, box, count, changed) {
	const inputs = [...box.querySelectorAll("input")], isBlank = (x) => q.blank && x.value === "0";
	if (changed?.checked) for (const x of inputs) if (isBlank(x) !== isBlank(changed)) x.checked = false;
	const n = inputs.filter((x) => x.checked && !isBlank(x)).length;
	for (const x of inputs) x.disabled = !x.checked && !isBlank(x) && n >= q.max;
	count.textContent = `Đã chọn ${n} trên ${q.max}.`;
}

/* Every question with the same short answers: one touch marks them all, whichever answer it is. */
function markAll(questions, form) {
	const same = questions.length > 1 && questions.every((q) => short(q) && labels(q).join() === labels(questions[0]).join());
	if (!same) return null;
	const mark = (at) => () => form.querySelectorAll(`input[value="${at}"]`).forEach((x) => (x.checked = true));
	return el("div", { class: "all", role: "group", "aria-label": "Đánh dấu tất cả các dòng" }, el("p", { class: "muted" }, "Đánh dấu tất cả các dòng, rồi sửa dòng nào khác:"),
		el("div", { class: "choices" }, shown(questions[0]).map(({ text, at }) => el("button", { type: "button", class: "btn", onclick: mark(at) }, text))));
}

export function questionFields(questions, votes) {
	const form = el("form", { onsubmit: (e) => e.preventDefault() });
	const fields = questions.map((q, i) => field(q, i, votes?.[i], questions.length === 1)), all = markAll(questions, form);
	form.append(...(all ? [all] : []), ...fields);
	return form;
}

/* The votes as they are ticked: 0 and 1 for each choice, see ballot.js. */
export function readFields(form, questions) {
	return questions.map((q, i) => labels(q).map((_, at) => (form.querySelector(`input[name="q${i}"][value="${at}"]`).checked ? 1 : 0)));
}

export function voteSentences(q, vote) {
	const chosen = shown(q).filter(({ at }) => vote[at]).map(({ text }) => (text === SHORT_BLANK ? BLANK : text));
	return chosen.length ? chosen : ["Không chọn ai"];
}
