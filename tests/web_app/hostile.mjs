// Hostile words in every text field and address: node hostile.mjs ADDRESS. They are shown as words; nothing of them runs.
import assert from "node:assert/strict";
import { at, main, open, said, settled, words } from "./harness.mjs";
import { views } from "./views.mjs";

const [address] = process.argv.slice(2);
const t = words("en");
const SCRIPT = `"><script>window.hurt=1</script><img src=x onerror="window.hurt=2"><svg onload="window.hurt=3">`;
const FORMULA = `=HYPERLINK("http://evil.example","x")`;
const DIRECTION = "\u202egnp.exe\u2066";
const NASTY = [SCRIPT, FORMULA, DIRECTION, "{{constructor}} ${window.hurt=4}"].join(" ");
// long enough to be read as Arabic whatever else is in it
const SENTENCE = "سيطرت قوات الأمن الداخلي على حي الطي في مدينة القامشلي يوم الأحد. ".repeat(12);

async function inert(page, where) {
  await settled(page);
  const found = await page.evaluate(() => ({
    hurt: window.hurt,
    scripts: [...document.scripts].filter((s) => !s.src.startsWith(`${location.origin}/assets/`)).length,
    images: document.querySelectorAll('img[src="x"], [onerror], [onload], iframe, object, embed').length,
    links: [...document.links].filter((a) => !/^(https?|blob):/.test(a.protocol)).map((a) => a.href),
  }));
  assert.deepEqual(found, { hurt: undefined, scripts: 0, images: 0, links: [] }, where);
}

await main(async (browser) => {
  const { page, faults } = await open(browser, address, "en");
  await at(page, address, "/reports?read=new");
  await page.getByLabel(t("reports.paste")).fill(`${SENTENCE}${NASTY}`);
  await page.getByLabel(t("reports.title"), { exact: true }).fill(NASTY);
  await page.locator(".try").getByLabel(t("filter.outlet")).fill(NASTY);
  await page.getByLabel(t("reports.published"), { exact: true }).fill("2022-04-18");
  await page.getByRole("button", { name: t("reports.read_now"), exact: true }).click();
  await page.locator(".try .card").first().waitFor();
  await inert(page, "read on the spot");
  await page.getByRole("button", { name: t("reports.store"), exact: true }).click();
  await page.waitForURL(/\/reports\/.+/);
  await page.locator(".reader .card").first().waitFor();
  assert.ok((await page.locator(".report-text").innerText()).includes("<script>window.hurt=1</script>"), "the words are shown as words");
  await inert(page, "reader");

  await page.keyboard.press("j");
  await page.keyboard.press("c");
  const form = page.locator(".claim-form");
  await form.getByLabel(t("filter.stance")).selectOption("confirms");
  await form.locator("input").and(form.getByRole("combobox")).last().fill(SCRIPT);
  await form.getByLabel(t("reader.note")).fill(NASTY);
  await form.getByRole("button", { name: t("app.save"), exact: true }).click();
  await page.locator(".card.chosen .history q").waitFor();
  await inert(page, "a note");

  // a file whose name is hostile too, with a link that is none
  await at(page, address, "/reports?read=new");
  const line = JSON.stringify({ text: `${SENTENCE}ملف`, title: SCRIPT, outlet: FORMULA, author: SCRIPT, published: "2022-04-18", url: "javascript:window.hurt=5" });
  await page.getByLabel(t("reports.file"), { exact: true }).setInputFiles({ name: `<img src=x onerror=hurt>.jsonl`, mimeType: "application/json", buffer: Buffer.from(line) });
  await page.locator(".try .card").first().waitFor();
  await inert(page, "a file");
  await page.getByRole("button", { name: t("reports.store"), exact: true }).click();
  await page.waitForURL(/\/reports\/.+/);
  await inert(page, "a stored file");
  said("hostile reports, notes and files are words");

  const id = encodeURIComponent;
  const typed = [`/reports?q=${id(SCRIPT)}`, `/reports?outlet=${id(NASTY)}`, `/reports/${id(SCRIPT)}`, `/claims/${id(SCRIPT)}`, `/places/${id(SCRIPT)}`, `/actors/${id(SCRIPT)}`, `/map?at=${id(SCRIPT)}`, `/ledger?place=${id(SCRIPT)}`, `/events?actor=${id(SCRIPT)}`, `/overview?since=${id(SCRIPT)}`, `/${id(SCRIPT)}`];
  const before = faults.length;
  for (const path of typed) {
    await at(page, address, path);
    await inert(page, path);
  }
  // the browser itself reports refused requests (404, 422) on its console; nothing else may stand there
  const refused = faults.splice(before);
  assert.deepEqual(refused.filter((f) => !/Failed to load resource.*(404|422)/.test(f)), []);
  said("hostile addresses are words");

  for (const [name, path] of Object.entries(await views(address))) {
    await at(page, address, path);
    await inert(page, name);
  }
  assert.deepEqual(faults, []);
  said("no view runs any of it");
});
