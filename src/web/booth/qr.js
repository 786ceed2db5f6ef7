/* A QR code as a picture that a screen or printer keeps sharp. */
import { qrcode } from "./npm/qrcode-generator/qrcode.mjs";

const QUIET = 4, SVG = "http://www.w3.org/2000/svg";

function node(name, attributes) {
	const e = document.createElementNS(SVG, name);
	for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
	return e;
}

/* text, then digits, which take less room; label: what a screen reader says. */
export function qrPicture(text, label, digits = "") {
	const code = qrcode(0, digits ? "L" : "M");
	code.addData(text, "Byte");
	if (digits) code.addData(digits, "Numeric");
	code.make();
	const n = code.getModuleCount(), side = n + 2 * QUIET;
	let path = "";
	for (let y = 0; y < n; y++)
		for (let x = 0, run; x < n; x += run || 1) {
			for (run = 0; x + run < n && code.isDark(y, x + run); ) run++;
			if (run) path += `M${x + QUIET} ${y + QUIET}h${run}v1h-${run}z`;
		}
	const svg = node("svg", { viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": label, class: "qr", "shape-rendering": "crispEdges" });
	svg.append(node("rect", { width: side, height: side, fill: "#fff" }), node("path", { d: path, fill: "#000" }));
	return svg;
}
