// Chromium for the tests of the web app: a page in a language and width, words of the interface, and every fault that a page shows.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const GRAVE = ["serious", "critical"];
const STRINGS = new URL("../../frontend/src/strings/", import.meta.url);

/** The interface's text of a key in a language. */
export function words(lang) {
  const table = JSON.parse(readFileSync(new URL(`${lang}.json`, STRINGS), "utf8"));
  return (key, vars = {}) => {
    assert.ok(key in table, `no text ${key}`);
    return table[key].replace(/\{(\w+)\}/g, (_, name) => vars[name]);
  };
}

export async function launch() {
  // WebGL in software, so that maps are drawn on machines without a graphics card
  const args = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];
  return chromium.launch({ executablePath: process.env.RASID_CHROMIUM || "/usr/bin/chromium", args });
}

/** A page whose `faults` are errors of scripts, refused resources, and requests to any other server. */
export async function open(browser, address, lang, width = 1280, height = 900) {
  const context = await browser.newContext({ viewport: { width, height }, locale: lang === "ar" ? "ar-SY" : "en-GB", acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults = [];
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("dialog", async (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
  page.pending = new Set();
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => page.pending.delete(request));
  page.on("request", (request) => {
    page.pending.add(request);
    const url = request.url();
    if (!url.startsWith(address) && !/^(data|blob):/.test(url)) faults.push(`request to ${url}`);
  });
  await page.addInitScript((l) => localStorage.setItem("rasid.lang", l), lang);
  return { page, context, faults };
}

export async function at(page, address, path) {
  await page.goto(address + path);
  await settled(page);
}

/** Until nothing is loading any more, and for a moment nothing new began to. */
export async function settled(page) {
  await page.waitForFunction(() => document.querySelector("#content")?.children.length);
  const loading = () => document.fonts.status === "loading" || document.querySelector("#content .note-quiet[role=status]") !== null;
  for (let quiet = 0; quiet < 3; ) {
    quiet = page.pending.size || (await page.evaluate(loading)) ? 0 : quiet + 1;
    await page.waitForTimeout(60);
  }
}

/** The faults of access that axe-core finds serious or critical. */
export async function grave(page) {
  // evaluated by the driver, which the page's policy does not bind
  await page.evaluate(AXE);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations
    .filter((v) => GRAVE.includes(v.impact))
    .map((v) => `${v.id}: ${v.help}\n    ${v.nodes.slice(0, 4).map((n) => `${n.html.slice(0, 160)} ${n.any[0]?.message ?? ""}`).join("\n    ")}`);
}

export function said(step) {
  console.log(`ok ${step}`);
}

/** Runs `work` and exits with 1 and the reason where it fails. */
export async function main(work) {
  const browser = await launch();
  try {
    await work(browser);
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
}
