/* What the browser tests share: a fresh demo site, a browser, small checks that count. */
"use strict";
const { chromium } = require("playwright-core");
const { spawn, execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const root = path.resolve(__dirname, "../..");
const program = process.env.THIDUA || path.join(root, "build/thidua");
const password = "ThiDua@2026";
const axeSource = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const axeRules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const count = { passed: 0, failed: 0, skipped: 0 };

/* One case: a sentence of what must hold, and a function that throws when it does not. */
async function check(name, fn) {
	try {
		await fn();
		count.passed++;
	} catch (e) {
		count.failed++;
		console.log(`FAILED ${name}\n    ${String(e.message || e).split("\n").slice(0, 6).join("\n    ")}`);
	}
}

function same(got, want, what) {
	if (got !== want) throw new Error(`${what || "value"}: got ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
}

function holds(truth, what) {
	if (!truth) throw new Error(what);
}

/* A sanitizer keeps what was freed for a while, 256 MiB if nobody says less: the memory of a server is measured here. */
const serverEnv = { ...process.env, ASAN_OPTIONS: `${process.env.ASAN_OPTIONS || ""}:quarantine_size_mb=1` };

/* Serves a database on a port (0: a free one). What it says on standard error goes to `said`. */
async function serve(db, port, more, said) {
	const server = spawn(program, ["serve", "--db", db, "--listen", `127.0.0.1:${port}`, "--rate", "0", "--sign-in-rate", "0", ...more],
		{ env: serverEnv });
	server.stderr.on("data", (d) => said.push(d));
	const base = await new Promise((resolve, reject) => {
		let out = "";
		server.stdout.on("data", (d) => {
			out += d;
			const m = /http:\/\/[^\s]+/.exec(out);
			if (m) resolve(m[0].replace(/\/$/, ""));
		});
		server.on("exit", (code) => reject(new Error(`the server ended with ${code}`)));
	});
	server.removeAllListeners("exit");
	return { server, base };
}

const ended = (server, signal) =>
	new Promise((resolve) => {
		server.on("exit", resolve);
		server.kill(signal);
	});

/* The demo in a database of its own, served on a free port; { script } among the arguments: only that year's script. A
 * function prepares the database before it is served. kill() ends the server without a word, again() serves the same
 * database on the same port. */
async function startSite(...more) {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), "thidua-browser-"));
	const db = `sqlite:${dir}/t.db`;
	const args = more.filter((x) => typeof x === "string");
	const own = more.flatMap(({ script }) => (script ? ["--script", path.join(dir, "nam.json"), script] : []));
	if (own.length) fs.writeFileSync(own[1], JSON.stringify(own.pop()));
	execFileSync(program, ["demo", "--db", db, "--quiet", ...own], { stdio: "ignore" });
	for (const prepare of more) if (typeof prepare === "function") prepare(db, dir);
	const said = [];
	let { server, base } = await serve(db, 0, args, said);
	return {
		base,
		dir,
		db,
		pid: () => server.pid,
		kill: () => ended(server, "SIGKILL"),
		again: async () => ({ server } = await serve(db, new URL(base).port, args, said)),
		said: () => Buffer.concat(said).toString().slice(-4000),
		stop: async () => {
			const code = await ended(server, "SIGTERM");
			fs.rmSync(dir, { recursive: true, force: true });
			return code;
		},
	};
}

/* Chromium without the windows that nobody sees: half the time of the whole browser. */
const shell = "/usr/bin/chromium-headless-shell";

function startBrowser() {
	return chromium.launch({
		executablePath: process.env.CHROMIUM || (fs.existsSync(shell) ? shell : "/usr/bin/chromium"),
		args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
			"--disable-component-update", "--disable-sync", "--font-render-hinting=none"],
	});
}

/* A signed-in page; options go to the browser's context. Console errors and CSP refusals fail the case that looks. */
async function signIn(browser, site, login, options) {
	const context = await browser.newContext({ locale: "vi-VN", viewport: { width: 1366, height: 768 }, ...options });
	const page = await context.newPage();
	page.setDefaultTimeout(10000);
	page.problems = [];
	page.on("console", (m) => m.type() === "error" && !/status of 4\d\d/.test(m.text()) && page.problems.push(m.text()));
	page.on("pageerror", (e) => page.problems.push(String(e)));
	await page.goto(site.base + "/dang-nhap");
	if (login) {
		await page.fill("#login", login);
		await page.fill("#password", password);
		await page.click("main button.main");
		await page.waitForURL((u) => !u.pathname.startsWith("/dang-nhap"));
	}
	return page;
}

/* axe's violations as short lines. Runs in an isolated world, so the page's own policy stays in force. */
async function axe(page) {
	const session = await page.context().newCDPSession(page);
	const { frameTree } = await session.send("Page.getFrameTree");
	const { executionContextId } = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
	await session.send("Runtime.evaluate", { expression: axeSource, contextId: executionContextId });
	const run = await session.send("Runtime.evaluate", {
		expression: `axe.run(document, { runOnly: ${JSON.stringify(axeRules)} }).then((r) =>
			r.violations.map((v) => v.id + " ×" + v.nodes.length + " " + v.nodes[0].html.slice(0, 140)))`,
		contextId: executionContextId,
		awaitPromise: true,
		returnByValue: true,
	});
	await session.detach();
	if (run.exceptionDetails) throw new Error(run.exceptionDetails.text);
	return run.result.value;
}

const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

module.exports = { axe, check, count, holds, overflow, password, program, root, same, signIn, startBrowser, startSite };
