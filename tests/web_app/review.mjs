// Review of what two coders read: node review.mjs ADDRESS. Claims that differ, in order and in words; a source put right; many reports in a file.
import assert from "node:assert/strict";
import { at, grave, main, open, said, settled, words } from "./harness.mjs";

const [address] = process.argv.slice(2);
const api = async (path) => (await fetch(`${address}/api/v1${path}`)).json();

await main(async (browser) => {
  for (const lang of ["ar", "en"]) await differing(browser, lang);
  said("claims whose coders differ, in both languages");
  const { page, faults } = await open(browser, address, "en");
  const t = words("en");
  await judged(page, t);
  await source(page, t);
  await file(page, t);
  assert.deepEqual(faults, []);
});

async function differing(browser, lang) {
  const t = words(lang);
  const { page, context, faults } = await open(browser, address, lang);
  await at(page, address, "/claims");
  assert.ok((await page.locator(".claim-item .chip-differ").count()) > 0, "a sign on claims that differ");
  assert.equal(await page.locator(".claim-item .makers").count(), 0, "told in full only in review");
  await page.getByLabel(t("claims.order"), { exact: true }).selectOption("disagreement");
  await page.waitForURL(/order=disagreement/);
  await settled(page);
  const numbers = await page.locator(".claim-item").evaluateAll((all) => all.map((row) => Number(/\d+/.exec(row.querySelector(".chip-differ")?.textContent ?? "0"))));
  assert.deepEqual(numbers, [...numbers].sort((a, b) => b - a), "the most at odds come first");
  await page.getByLabel(t("makers.differ"), { exact: true }).check();
  await page.getByLabel(t("makers.label"), { exact: true }).selectOption("both");
  await settled(page);
  const total = (await api("/claims?differing=true&coder=both&limit=1")).total;
  await page.getByText(t("app.total", { n: total }), { exact: true }).waitFor();
  assert.equal(await page.locator(".claim-item").count(), total);

  const [top] = (await api("/claims?order=disagreement&limit=1")).items;
  await at(page, address, `/reports/${encodeURIComponent(top.report)}?claim=${top.id}`);
  const told = await page.locator(".card.chosen .makers").innerText();
  for (const d of top.differences) {
    const code = ["type", "stance", "status"].includes(d.about);
    const held = d.about === "event" ? t("makers.no_event", { who: t(`coder.${d.coder}`) }) : code ? t(`${d.about}.${d.held}`) : d.about === "source" && d.held === "outlet" ? t("source.outlet") : d.held;
    assert.ok(told.includes(held), `${held} in ${told}`);
  }
  assert.doesNotMatch(told, /differs|neural|0\.\d/, "in words, not in codes");
  for (const fault of await grave(page)) assert.fail(fault);
  await at(page, address, `/claims/${top.id}`);
  assert.doesNotMatch(await page.locator(".why").innerText(), /differs /, "nor in the tree");
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ["/claims?order=disagreement", `/reports/${encodeURIComponent(top.report)}?claim=${top.id}`]) {
    await at(page, address, path);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(over <= 0, `${path} is ${over} px wider than the screen`);
  }
  assert.deepEqual(faults, []);
  await context.close();
}

async function judged(page, t) {
  await at(page, address, "/claims?judged=none&order=disagreement");
  const before = await page.locator(".claim-item").count();
  await page.locator(".claim-from a").first().click();
  await page.locator(".card.chosen").waitFor();
  await page.keyboard.press("a");
  await page.locator(".claim-head .verdict-accept").first().waitFor();
  await at(page, address, "/claims?judged=none&order=disagreement");
  assert.equal(await page.locator(".claim-item").count(), before - 1, "what is judged leaves the list of what is not");
  await page.getByLabel(t("claims.judged"), { exact: true }).selectOption("accept");
  await settled(page);
  assert.equal(await page.locator(".claim-item").count(), 1);
  said("not yet judged");
}

async function source(page, t) {
  const claim = (await api("/claims?limit=200")).items.find((c) => c.source.kind === "named" && c.source.start !== null && !c.verdict);
  await at(page, address, `/reports/${encodeURIComponent(claim.report)}?claim=${claim.id}`);
  const chosen = page.locator(".card.chosen");
  const form = page.locator(".claim-form");
  const kind = form.getByLabel(t("reader.source_kind"));
  const save = form.getByRole("button", { name: t("app.save"), exact: true });
  const open_ = async () => {
    await chosen.waitFor();
    await page.keyboard.press("c");
    await form.waitFor();
  };
  const now = async () => (await api(`/claims/${claim.id}`)).source;

  await open_();
  assert.equal(await kind.inputValue(), "named", "the form begins with what the claim says");
  assert.equal(await form.locator(".of-source q").innerText(), claim.source.text);
  await save.click();
  await form.getByText(t("reader.nothing_changed"), { exact: true }).waitFor();
  await kind.selectOption("outlet");
  await save.click();
  await chosen.locator(".history .verdict-correct").first().waitFor();
  assert.deepEqual([(await now()).kind, (await now()).text], ["outlet", ""]);

  await open_();
  await kind.selectOption("anonymous");
  await save.click();
  await form.getByText(t("reader.source_missing"), { exact: true }).waitFor();
  await page.locator(".report-text").focus();
  await page.keyboard.press("ArrowLeft");
  const picked = await form.locator(".picked q").innerText();
  await page.keyboard.press("7");
  await save.click();
  await page.waitForFunction((n) => document.querySelectorAll(".card.chosen .history .verdict-correct").length === n, 2);
  assert.deepEqual([(await now()).kind, (await now()).text, (await now()).id], ["anonymous", picked.replace(/^[«"]|[»"]$/g, ""), ""]);
  const { original } = await api(`/claims/${claim.id}`);
  assert.deepEqual(original.source, claim.source, "as it was read stays beside it");
  said("a source is put right");
}

async function file(page, t) {
  const texts = ["سيطرت قوات الأسايش على حي الطي في القامشلي يوم الأحد.", "انسحبت قوات الدفاع الوطني من حي حلكو في القامشلي.", "قصفت طائرات بلدة تل تمر."];
  const lines = texts.map((text, i) => JSON.stringify({ id: `dropped-${i}`, text, title: `عنوان ${i}`, outlet: "sample", published: "2022-04-18" }));
  const content = [lines[0], "{broken", ...lines.slice(1)].join("\n");
  await at(page, address, "/reports");
  const before = (await api("/reports?limit=1")).total;
  const transfer = await page.evaluateHandle((c) => {
    const data = new DataTransfer();
    data.items.add(new File([c], "many.jsonl", { type: "application/json" }));
    return data;
  }, content);
  await page.dispatchEvent(".report-list", "dragover", { dataTransfer: transfer });
  await page.dispatchEvent(".report-list", "drop", { dataTransfer: transfer });
  const rows = page.locator(".several-list li");
  await rows.nth(3).waitFor();
  await page.getByText(t("reports.read_of", { n: 4, of: 4 }), { exact: true }).waitFor();
  await settled(page);
  assert.match(await page.locator(".try .report-text").innerText(), /حي الطي/, "the first is open");
  assert.equal(await rows.locator(".several-skipped").count(), 1, "what cannot be read is said");
  await rows.nth(2).getByRole("button").click();
  await page.locator(".try .report-text", { hasText: "حي حلكو" }).waitFor();
  assert.equal(await page.locator(".try .card").count(), (await claimsOf(rows.nth(2))) || 0);
  for (const fault of await grave(page)) assert.fail(fault);
  assert.equal((await api("/reports?limit=1")).total, before, "nothing is stored by reading");

  await page.getByRole("button", { name: t("reports.store_all", { n: 3 }), exact: true }).click();
  await page.waitForFunction(() => document.querySelectorAll(".several-stored").length === 3);
  assert.equal((await api("/reports?limit=1")).total, before + 3);
  await rows.nth(3).getByRole("link", { name: t("reports.open_stored") }).click();
  await page.waitForURL(/\/reports\/dropped-2/);
  await page.locator(".reader .report-text", { hasText: "تل تمر" }).waitFor();
  said("all reports of a dropped file, read and stored");
}

async function claimsOf(row) {
  return Number(/(\d+) claims/.exec(await row.innerText())?.[1]);
}
