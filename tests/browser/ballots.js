/* What the tests of polls share: a teller's count on paper; a trustee's key, the officer's slips, a phone at the booth and the
 * opened urn of an electronic vote. */
"use strict";
const { same, signIn } = require("./lib");

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const press = (page, name) => page.getByRole("button", { name }).click();

/* Nobody presses the printer's buttons here. */
async function person(browser, site, login, options) {
	const page = await signIn(browser, site, login, options);
	await page.addInitScript(() => (window.print = () => {}));
	return page;
}

/* All ballots came back valid; rows: yes and no of each candidate. */
async function typeCount(page, ballots, rows) {
	for (const [name, v] of [["issued", ballots], ["returned", ballots], ["not_returned", 0], ["valid", ballots], ["invalid", 0]])
		await page.fill(`#${name}`, String(v));
	for (const [i, [yes, no]] of rows.entries()) {
		await page.fill(`[id="yes[${i + 1}]"]`, String(yes));
		await page.fill(`[id="no[${i + 1}]"]`, String(no));
	}
}

/* A key in one sheet or in three parts, printed and not yet sent. Returns the digits of the sheets. */
async function makeKey(page, site, uuid, shared) {
	await page.goto(`${site.base}/giu-khoa/${uuid}`);
	await press(page, shared ? "Chia khóa thành 3 phần" : "Lập khóa, in một tờ");
	await press(page, shared ? "In 3 phần khóa" : "In khóa");
	const sheets = await page.locator(".vote-sheet .vote-digits").allTextContents();
	same(sheets.length, shared ? 3 : 1, "sheets");
	return sheets;
}

async function sendKey(page, sheets) {
	for (const [k, digits] of sheets.entries()) await page.locator(".vote-steps input").nth(k).fill(digits.slice(-3));
	await press(page, "Tôi đã in đúng");
	await press(page, "Gửi khóa công khai");
	await page.getByText("Khóa công khai của bạn đã gửi").waitFor();
}

/* The officer's codes, on paper and not yet told to the server. */
async function makeCodes(page, site, uuid, n) {
	await page.goto(`${site.base}/ma-phieu/${uuid}`);
	await press(page, `Lập ${n} mã phiếu`);
	await press(page, "In phiếu");
	const codes = await page.locator(".vote-code").allTextContents();
	same(new Set(codes).size, n, "codes");
	return codes;
}

async function sendCodes(page, n) {
	await press(page, `Đã in đủ ${n} phiếu`);
	await press(page, "Gửi danh sách công khai");
	await page.getByText("Danh sách công khai đã gửi").waitFor();
}

/* From the slip's QR to the last look before the ballot is cast: two taps. */
async function fillBallot(page, site, uuid, code, mark) {
	await page.goto(`${site.base}/bo-phieu/${uuid}#${code}`);
	await mark.tap();
	await page.getByRole("button", { name: "Xem lại phiếu" }).tap();
}

/* The third tap. Returns the tracker. */
async function castBallot(page) {
	await page.getByRole("button", { name: "Bỏ phiếu", exact: true }).tap();
	await page.getByRole("heading", { name: "Đã bỏ phiếu" }).waitFor();
	return page.textContent("#tracker");
}

/* The urn is checked in the trustee's browser and opened with what stands on his paper; not yet sent. */
async function openUrn(page, typed, ballots) {
	for (const [k, digits] of typed.entries()) await page.fill(`#part-${k + 1}`, digits);
	await press(page, "Kiểm tra hòm phiếu và giải mã");
	await page.getByText(`Hòm phiếu đúng: ${ballots} phiếu`).waitFor();
}

async function sendPart(page) {
	await press(page, "Mở khóa phần của tôi");
	await page.getByText("Bạn đã mở khóa phần của mình").waitFor();
}

module.exports = { PHONE, castBallot, fillBallot, makeCodes, makeKey, openUrn, person, press, sendCodes, sendKey, sendPart, typeCount };
