/* Building pages. */

/* el("p", {class: "muted", onclick: f}, "text", child…); null children are left out. */
export function el(tag, attributes = {}, ...children) {
	const e = document.createElement(tag);
	for (const [k, v] of Object.entries(attributes)) {
		if (k.startsWith("on")) e.addEventListener(k.slice(2), v);
		else if (v === true) e.setAttribute(k, "");
		else if (v !== false && v !== null && v !== undefined) e.setAttribute(k, v);
	}
	e.append(...children.flat().filter((c) => c !== null && c !== undefined));
	return e;
}

/* Lets the browser draw before something slow. */
export const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/* Gives a text as a file to keep. */
export function save(name, text, type = "text/plain") {
	const link = el("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
