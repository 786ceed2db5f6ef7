/* The administrator's journeys: an account is made, its person signs in, must set a password, sees only what is his; a
 * grant needs a place (T3); tokens of programs; settings and days off. One round without scripts, one on a phone. */
"use strict";
const { axe, check, holds, overflow, same, signIn } = require("./lib");

const fresh = "mot cau du dai 2026";

/* Makes an account with a role in a unit; returns its one-time password. */
async function makeAccount(page, site, login, name, unit) {
	await page.goto(site.base + "/quan-tri/nguoi-dung/moi");
	await page.fill("#name", name);
	await page.fill("#login", login);
	if (unit) {
		await page.selectOption("#role", "officer");
		await page.selectOption("#scope", { label: unit });
	}
	await page.click("main button.main");
	return (await page.textContent("#once-password")).trim();
}

async function signInWith(page, site, login, word) {
	await page.goto(site.base + "/dang-nhap");
	await page.fill("#login", login);
	await page.fill("#password", word);
	await page.click("main button.main");
	await page.waitForURL((u) => !u.pathname.startsWith("/dang-nhap"));
}

async function firstSignIn(browser, site, login, word, options) {
	const context = await browser.newContext({ locale: "vi-VN", ...options });
	const page = await context.newPage();
	page.setDefaultTimeout(10000);
	await signInWith(page, site, login, word);
	same(new URL(page.url()).pathname, "/tai-khoan", "where the first sign-in leads");
	await page.goto(site.base + "/viec"); /* nothing else may be done first */
	same(new URL(page.url()).pathname, "/tai-khoan", "where another address leads");
	await page.fill("#old_password", word);
	await page.fill("#new_password", fresh);
	await page.fill("#again", fresh);
	await page.click("main form button.main");
	await page.waitForURL((u) => u.pathname === "/viec");
	return page;
}

async function journey(browser, site, login, options, words) {
	const admin = await signIn(browser, site, "quantri", options);
	const once = await makeAccount(admin, site, login, "Trịnh Văn Thử", "Cục Thuế tỉnh Tây Ninh");
	holds(/^[a-z0-9]{4}(-[a-z0-9]{4}){3}$/.test(once), "a one-time password in fours");
	if (options.javaScriptEnabled !== false) { /* axe is a script itself */
		same((await axe(admin)).join("; "), "", "axe");
		same(await overflow(admin), 0, "sideways scrolling");
	}
	const person = await firstSignIn(browser, site, login, once, options);
	const own = await person.goto(site.base + "/cum/co-quan-trung-uong/2020/cham-diem/tn-cuc-thue");
	same(own.status(), 200, "the own unit");
	const other = await person.goto(site.base + "/cum/co-quan-trung-uong/2020/cham-diem/tn-kho-bac");
	same(other.status(), 403, "another unit");
	const elsewhere = await person.goto(site.base + "/cum/10/2019/bang-diem");
	same(elsewhere.status(), 403, "another cluster");
	const manage = await person.goto(site.base + "/quan-tri/nguoi-dung");
	same(manage.status(), 403, "the administrators' page");
	await admin.goto(site.base + "/quan-tri/nguoi-dung?q=" + encodeURIComponent(words));
	holds((await admin.textContent("main")).includes(login), `found by «${words}»`);
	await person.context().close();
	return admin;
}

module.exports = async function (browser, site) {
	await check("an account from making to seeing only the own unit, 1366", async () => {
		const admin = await journey(browser, site, "thu.mot", { viewport: { width: 1366, height: 768 } }, "trinh van thu");
		await admin.context().close();
	});
	await check("the same on a phone", async () => {
		const admin = await journey(browser, site, "thu.hai", { viewport: { width: 390, height: 844 } }, "Trịnh Văn Thử");
		await admin.context().close();
	});
	await check("the same without scripts", async () => {
		const admin = await journey(browser, site, "thu.ba", { javaScriptEnabled: false }, "TRINH");
		await admin.context().close();
	});
	await check("T3: without a place a role is not given, and without a role nothing is seen", async () => {
		const admin = await signIn(browser, site, "quantri");
		await admin.goto(site.base + "/quan-tri/nguoi-dung/moi");
		await admin.fill("#name", "Người Không Phạm Vi");
		await admin.fill("#login", "thu.bon");
		await admin.selectOption("#role", "leader");
		await admin.click("main button.main");
		holds((await admin.textContent(".error-summary")).includes("đơn vị, cụm hoặc Hội đồng"), "the empty scope is named");
		same(await admin.inputValue("#login"), "thu.bon", "what was typed");
		const once = await makeAccount(admin, site, "thu.bon", "Người Không Phạm Vi", null);
		const person = await firstSignIn(browser, site, "thu.bon", once);
		for (const path of ["/cum/10/2019", "/cum/10/2019/bang-diem", "/cum/co-quan-trung-uong/2020/cham-diem/tn-cuc-thue", "/he-thong"])
			same((await person.goto(site.base + path)).status(), 403, path);
		await person.context().close();
		await admin.context().close();
	});
	await check("the last administrator stays", async () => {
		const admin = await signIn(browser, site, "quantri");
		await admin.goto(site.base + "/quan-tri/nguoi-dung?q=quantri");
		await admin.click("main tbody a");
		await admin.click("text=Khóa tài khoản");
		holds((await admin.textContent(".error-summary")).includes("duy nhất"), "it is said why");
		await admin.context().close();
	});
	await check("a token lets a program in, never with more rights than given", async () => {
		const page = await signIn(browser, site, "s3.thuky");
		await page.goto(site.base + "/tai-khoan/ma-truy-cap");
		same((await axe(page)).join("; "), "", "axe");
		await page.fill("#name", "Phần mềm thử");
		await page.click("main button.main");
		const token = (await page.textContent("#token")).trim();
		const ask = (path, headers) => fetch(site.base + path, { headers, redirect: "manual" });
		const bearer = { authorization: "Bearer " + token };
		const got = await ask("/api/v1/clusters/10/2019/scores", bearer);
		same(got.status, 200, "with the token");
		holds(Array.isArray((await got.json()).units), "JSON of the scoreboard");
		same((await ask("/api/v1/clusters/tong-hop/2016/scores", bearer)).status, 403, "another cluster");
		const cookie = (await page.context().cookies()).map((c) => `${c.name}=${c.value}`).join("; ");
		const refused = await ask("/api/v1/clusters/10/2019/scores", { cookie });
		same(refused.status, 401, "a session is no token");
		same((await refused.json()).error.status, 401, "told as JSON");
		same((await ask("/cum/10/2019/bang-diem", bearer)).status, 303, "a token opens no page");
		await page.goto(site.base + "/tai-khoan/ma-truy-cap");
		await page.click("main tbody button");
		same((await ask("/api/v1/clusters/10/2019/scores", bearer)).status, 401, "revoked");
		await page.context().close();
	});
	await check("settings: every fault at once, the mail password never comes back", async () => {
		const admin = await signIn(browser, site, "quantri");
		await admin.goto(site.base + "/quan-tri/thiet-dat");
		same((await axe(admin)).join("; "), "", "axe");
		await admin.fill('[name="v[mail.port]"]', "70000");
		await admin.fill('[name="v[mail.host]"]', "may chu");
		await admin.click("main button.main");
		same(await admin.locator(".error-summary li").count(), 2, "faults");
		same(await admin.inputValue('[name="v[mail.host]"]'), "may chu", "what was typed");
		await admin.fill('[name="v[mail.port]"]', "465");
		await admin.fill('[name="v[mail.host]"]', "mail.tinh.example");
		await admin.fill('[name="secret"]', "mat khau thu");
		await admin.click("main button.main");
		await admin.waitForURL(/luu=1/);
		same(await admin.inputValue('[name="secret"]'), "", "the password");
		holds(!(await admin.content()).includes("mat khau thu"), "it stands nowhere in the page");
		await admin.context().close();
	});
	await check("a day off is entered and taken back", async () => {
		const admin = await signIn(browser, site, "quantri");
		await admin.goto(site.base + "/quan-tri/ngay-nghi?nam=2026");
		same((await axe(admin)).join("; "), "", "axe");
		const before = await admin.textContent(".lede");
		await admin.fill("#day", "24/11/2026");
		await admin.fill("#name", "Nghỉ thử");
		await admin.click("#sua button.main");
		await admin.waitForURL(/luu=1/);
		holds((await admin.textContent(".lede")) !== before, "one working day less");
		await admin.click('tr:has-text("Nghỉ thử") button');
		same(await admin.textContent(".lede"), before, "as it was");
		await admin.context().close();
	});
};
