/* A poll on paper from its list to the announced result: the board's head at a desk, two tellers on phones who differ, count
 * again and agree. */
"use strict";
const { axe, check, holds, overflow, same, signIn } = require("./lib");
const { typeCount } = require("./ballots");

const s3 = "/cum/10/2019";
const phone = { viewport: { width: 390, height: 844 } };
const go = (page, button) => Promise.all([page.waitForEvent("load"), button.click()]);
const main = (page) => page.locator("main").innerText();
const act = (page, value) => page.locator(`button[name=act][value=${value}]`).first();

/* Eight ballots: how many say yes to each of two candidates. */
const type = (page, ...yes) => typeCount(page, 8, yes.map((n) => [n, 8 - n]));

module.exports = async function (browser, site) {
	const head = await signIn(browser, site, "s3.kiemphieu");
	const one = await signIn(browser, site, "s3.cuc-thong-ke", phone);
	const two = await signIn(browser, site, "s3.kho-bac", { ...phone, javaScriptEnabled: false });
	let desk, sheet;
	await check("a poll is prepared, faults are told with what was typed", async () => {
		await head.goto(site.base + s3 + "/bo-phieu");
		await head.selectOption("#purpose", "TTLDXS");
		await head.fill("#rule", "nhiều");
		await head.check('[id="candidate[hai-quan]"]');
		await head.check('[id="candidate[du-tru]"]');
		await go(head, head.locator("#moi button.main"));
		holds((await main(head)).includes("hãy ghi như 80 %"), "rule");
		same(await head.inputValue("#rule"), "nhiều", "typed");
		await head.fill("#rule", "2/3");
		await go(head, head.locator("#moi button.main"));
		const link = head.locator("main table").first().locator("a").last();
		desk = await link.getAttribute("href");
		sheet = desk.replace("/bo-phieu/", "/dem-phieu/");
		await go(head, link);
		holds((await main(head)).includes("Chuẩn bị"), "phase");
	});
	await check("its rules and the order of its list are edited before ballots are out", async () => {
		await head.locator("#sua summary").click();
		const names = await head.locator("#sua fieldset label").allInnerTexts();
		same(await head.inputValue("#rule"), "2/3", "as it stands");
		same((await axe(head)).join("; "), "", "axe");
		await head.fill("#rule", "80 phần");
		await head.fill('[id="order[2]"]', "0");
		await go(head, act(head, "edit"));
		holds((await main(head)).includes("hãy ghi như 80 %"), "rule");
		holds((await main(head)).includes("thứ tự là số"), "order");
		same(await head.inputValue("#rule"), "80 phần", "typed");
		await head.fill("#rule", "80 %");
		await head.fill('[id="order[1]"]', "2");
		await head.fill('[id="order[2]"]', "1");
		await go(head, act(head, "edit"));
		holds((await main(head)).includes("Cần đạt: 4/5"), await main(head));
		await head.locator("#sua summary").click();
		same((await head.locator("#sua fieldset label").allInnerTexts()).join(), [...names].reverse().join(), "the list turned round");
		await head.fill("#rule", "2/3");
		await head.fill('[id="order[1]"]', "2");
		await head.fill('[id="order[2]"]', "1");
		await go(head, act(head, "edit"));
	});
	await check("ballots are printed for all voters, without numbers", async () => {
		await head.goto(site.base + desk + "/in");
		same(await head.locator(".ballot").count(), 10, "ballots");
		same(new Set(await head.locator(".ballot").allInnerTexts()).size, 1, "different ballots");
		await head.goto(site.base + desk);
	});
	await check("ballots are handed out, one is spoiled, what is left must add up", async () => {
		same(await head.inputValue("#issued"), "8", "issued by the roll");
		await go(head, act(head, "open"));
		await head.selectOption("#kind", "spoiled");
		await go(head, act(head, "change"));
		await head.fill("#unused", "2");
		await go(head, act(head, "close"));
		holds((await main(head)).includes("Hãy đếm lại phiếu chưa dùng"), "sum");
		await head.fill("#unused", "1");
		await go(head, act(head, "close"));
		holds((await main(head)).includes("0/2"), "nobody sent");
	});
	await check("tellers type large figures on a phone; sums are checked before they are sent", async () => {
		await one.goto(site.base + sheet);
		same(await overflow(one), 0, "overflow");
		same((await axe(one)).join("; "), "", "axe");
		const ink = await one.locator("h1").evaluate((x) => getComputedStyle(x).color);
		for (const label of await one.locator(".count-fields label").all()) {
			same(await label.evaluate((x) => getComputedStyle(x).color), ink, "colour of a label");
			const box = await label.boundingBox();
			holds(box && box.height > 10 && box.width > 30, "each field has its name above it");
		}
		await type(one, 9, 2);
		await go(one, one.locator("main button.main"));
		holds((await main(one)).includes("số phiếu phải là số nguyên không âm"), await main(one));
		await type(one, 6, 2);
		await go(one, one.locator("main button.main"));
		holds((await main(one)).includes("Chưa ai xem được số của bạn"), "sent");
	});
	await check("nobody sees the first count before the second is there", async () => {
		await head.goto(site.base + desk);
		holds((await main(head)).includes("1/2"), "one sent");
		holds(!(await main(head)).includes("6/2/0"), "the figures are secret");
		await two.goto(site.base + desk);
		holds(!(await main(two)).includes("6/2/0"), "for the other teller too");
	});
	await check("a mismatch means a recount", async () => {
		await two.goto(site.base + sheet);
		await type(two, 5, 3);
		await go(two, two.locator("main button.main"));
		holds((await main(two)).includes("không khớp"), await main(two));
		await one.goto(site.base + sheet);
		holds((await main(one)).includes("lần 2"), "attempt");
		for (const page of [one, two]) {
			await type(page, 6, 2);
			await go(page, page.locator("main button.main"));
		}
		holds((await main(two)).includes("khớp nhau"), await main(two));
	});
	await check("only the head confirms; the result is announced by its word", async () => {
		await one.goto(site.base + desk);
		same(await act(one, "confirm").count(), 0, "a teller's button");
		await head.goto(site.base + desk);
		holds((await main(head)).includes("6/2/0 · 2/6/0"), "both counts are shown");
		await go(head, act(head, "confirm"));
		holds((await main(head)).includes("6/8 phiếu đồng ý"), await main(head));
		await go(head, act(head, "announce"));
		holds((await main(head)).includes("Gõ đúng chữ"), "word");
		await head.fill("#word", "CÔNG BỐ");
		await go(head, act(head, "announce"));
		holds((await main(head)).includes("đã công bố"), "announced");
		same(head.problems.concat(one.problems).join("; "), "", "problems");
	});
	for (const page of [head, one, two]) await page.context().close();
};
