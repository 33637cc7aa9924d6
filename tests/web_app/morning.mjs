// A coder's morning: node morning.mjs ADDRESS LANG TEXT-FILE. Every step prints its line; the first fault ends it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { at, main, open, said, settled, words } from "./harness.mjs";

const [address, lang, file] = process.argv.slice(2);
const t = words(lang);
const text = readFileSync(file, "utf8").trim();

await main(async (browser) => {
  const { page, faults } = await open(browser, address, lang);
  const button = (key) => page.getByRole("button", { name: t(key), exact: false });

  await at(page, address, "/reports");
  assert.equal(await page.getAttribute("html", "dir"), lang === "ar" ? "rtl" : "ltr");
  const before = await page.locator(".report-row").count();
  await page.getByRole("button", { name: t("reports.read"), exact: true }).click();
  await page.getByLabel(t("reports.paste")).fill(text);
  await page.locator(".try").getByLabel(t("filter.outlet")).fill("syriatv");
  await page.getByLabel(t("reports.published"), { exact: true }).fill("2022-04-18");
  await page.getByRole("button", { name: t("reports.read_now"), exact: true }).click();
  await page.locator(".try .card").first().waitFor();
  const tried = await page.locator(".try .card").count();
  assert.ok(tried > 5, `only ${tried} claims on the spot`);
  const shown = await page.locator(".try .report-text").innerText();
  assert.equal(shown.replace(/\s+/g, " ").trim(), text.replace(/\s+/g, " "), "the text shown is the text pasted");
  assert.equal(await page.locator(".report-row").count(), before, "nothing is stored by reading");
  said(`read on the spot: ${tried} claims`);

  await page.getByRole("button", { name: t("reports.store"), exact: true }).click();
  await page.waitForURL(/\/reports\/.+/);
  await page.locator(".reader .card").first().waitFor();
  assert.equal(await page.locator(".reader .card").count(), tried, "the stored report has the same claims");
  said("stored, and open in the reader");

  await page.keyboard.press("j");
  await page.locator(".card.chosen").waitFor();
  assert.ok((await page.locator(".report-text .mark-trigger.lit").count()) > 0, "the chosen claim lights its words");
  assert.match(page.url(), /claim=c-[0-9a-f]{16}/, "the chosen claim has an address");
  await page.locator(".card").nth(3).hover();
  assert.equal(await page.locator(".card.lit").count(), 1);
  const trigger = page.locator('.report-text [role="button"]').first();
  await trigger.hover();
  assert.ok((await page.locator(".card.lit").count()) > 0, "words light their claims");
  await page.mouse.move(5, 5);
  said("claims and words light each other");

  // correct: another type and stance, one more actor by selecting words, by keyboard alone after the form is open
  const chosen = page.locator(".card.chosen");
  await page.keyboard.press("c");
  const form = page.locator(".claim-form");
  await form.getByLabel(t("filter.type")).selectOption("control.handover");
  await form.getByLabel(t("filter.stance")).selectOption("confirms");
  const actors = await form.locator(".form-role.of-actor .form-slot").count();
  await page.locator(".report-text").focus();
  const [next, previous] = ["ArrowLeft", "ArrowRight"]; // the text runs from right to left
  for (let i = 0; i < 3; i++) await page.keyboard.press(next);
  await page.keyboard.press(`Shift+${next}`);
  await page.keyboard.press(previous);
  const picked = await form.locator(".picked q").innerText();
  assert.ok(picked.length > 1, "arrow keys choose words");
  await page.keyboard.press("2");
  assert.equal(await form.locator(".form-role.of-actor .form-slot").count(), actors + 1, "key 2 makes the words an actor");
  await form.getByLabel(t("reader.note")).fill("=HYPERLINK(1) <b>note</b>");
  await form.getByRole("button", { name: t("app.save"), exact: true }).click();
  await chosen.locator(".verdict-correct").first().waitFor();
  await chosen.getByText(t("type.control.handover"), { exact: true }).first().waitFor();
  assert.equal(await chosen.locator(".of-actor .claim-filler").count(), actors + 1);
  assert.ok(await chosen.locator(".history q").getByText("<b>note</b>").count(), "the note is text, whatever it says");
  said("corrected one");

  await page.keyboard.press("c");
  await form.getByLabel(t("filter.status")).selectOption("possible");
  await form.getByRole("button", { name: t("app.save"), exact: true }).click();
  await chosen.locator(".claim-head .status-possible").waitFor();
  await chosen.getByText(t("type.control.handover"), { exact: true }).first().waitFor();
  assert.equal(await chosen.locator(".of-actor .claim-filler").count(), actors + 1, "a second correction keeps the first");
  said("corrected it again");

  for (const left of [1, 2]) {
    await page.keyboard.press("u");
    await page.waitForFunction((n) => document.querySelectorAll(".card.chosen .history .retracted").length === n, left);
  }
  assert.equal(await chosen.locator(".claim-head .verdict-correct").count(), 0, "undo takes the corrections back");
  await page.keyboard.press("a");
  await page.locator(".card").nth(0).locator(".claim-head .verdict-accept").waitFor();
  await page.locator(".card.chosen").waitFor();
  await page.keyboard.press("r");
  await page.locator(".card").nth(1).locator(".claim-head .verdict-reject").waitFor();
  said("undone, accepted one, rejected one, by keys");

  await page.locator(".card-number").first().click();
  await page.keyboard.press("s");
  const other = page.locator(".link-panel .other").first();
  await other.waitFor();
  await other.getByRole("button", { name: t("verdict.same"), exact: true }).click();
  await other.locator(".claim-head .verdict-same").waitFor();
  await page.locator(".card.chosen .history .verdict-same").waitFor();
  await page.keyboard.press("Escape");
  said("judged two as the same");

  const sure = await page.locator(".reader .card").count();
  await page.locator(".report-text").focus();
  await page.keyboard.press(next);
  await page.keyboard.press("n");
  const missed = page.getByRole("form", { name: t("reader.add") });
  await missed.getByLabel(t("filter.type")).selectOption("power.change");
  await missed.getByRole("button", { name: t("app.save"), exact: true }).click();
  await page.waitForFunction((n) => document.querySelectorAll(".reader .card:not(.card-add)").length === n, sure + 1);
  said("added a missed claim");

  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("dialog[open]").count(), 0);

  await page.getByRole("button", { name: t("export.label"), exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".menu-box a", { hasText: /^csv$/ }).click()]);
  const rows = readFileSync(await download.path(), "utf8");
  assert.ok(rows.split("\n").length > tried, "the export holds the report's claims");
  assert.ok(!/(^|,)"?[=+@]/m.test(rows), "no cell begins as a formula");
  said("exported with the filter of the view");

  await map(page);
  await ledger(page);
  assert.deepEqual(faults, []);
});

async function map(page) {
  await at(page, address, "/map");
  const slider = page.getByRole("slider", { name: t("map.day") });
  await slider.waitFor();
  await page.locator(".map-canvas canvas").waitFor();
  await slider.focus();
  await page.keyboard.press("Home");
  await page.waitForURL(/[?&]at=\d{4}-\d\d-\d\d/);
  const first = new URL(page.url()).searchParams.get("at");
  await page.keyboard.press(lang === "ar" ? "ArrowLeft" : "ArrowRight");
  await page.waitForFunction((was) => new URL(location.href).searchParams.get("at") !== was, first);
  await settled(page);
  said(`moved the map's day from ${first} to ${new URL(page.url()).searchParams.get("at")}`);
}

async function ledger(page) {
  await at(page, address, "/ledger");
  const why = page.locator("button.why-button").first();
  await why.click();
  const tree = page.locator(".why-branch").first();
  await tree.waitFor();
  await page.getByRole("button", { name: t("why.all"), exact: true }).first().click();
  await page.locator(".why .mark-trigger").first().waitFor();
  await page.getByRole("link", { name: t("why.to_report") }).first().click();
  await page.locator(".card.chosen").waitFor();
  assert.ok((await page.locator(".report-text .mark-trigger.lit").count()) > 0, "from why to the words in the report");
  said("opened why, down to the words");
}
