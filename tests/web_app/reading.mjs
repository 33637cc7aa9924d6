// What a reader's hand does besides: node reading.mjs ADDRESS. Dropped files, points on a map, links, going back, languages, paper.
import assert from "node:assert/strict";
import { at, main, open, said, settled, words } from "./harness.mjs";

const [address] = process.argv.slice(2);
const [ar, en] = [words("ar"), words("en")];
const api = async (path) => (await fetch(`${address}/api/v1${path}`)).json();

await main(async (browser) => {
  const { page, faults } = await open(browser, address, "en");
  await at(page, address, "/reports");
  const text = "سيطرت قوات الأمن الداخلي على حي الطي في مدينة القامشلي يوم الأحد. ".repeat(3);
  const transfer = await page.evaluateHandle((t) => {
    const data = new DataTransfer();
    data.items.add(new File([t], "dropped.txt", { type: "text/plain" }));
    return data;
  }, text);
  await page.dispatchEvent(".report-list", "dragover", { dataTransfer: transfer });
  await page.dispatchEvent(".report-list", "drop", { dataTransfer: transfer });
  await page.locator(".try .card").first().waitFor();
  await page.getByText("dropped.txt", { exact: true }).waitFor();
  said("a dropped file is read on the spot");

  // a claim with a place that is on the map: its point is put elsewhere by a click
  const claims = (await api("/claims?located=true&type=control&limit=50")).items;
  const claim = claims.find((c) => c.roles.place.length && c.where[0]?.lat);
  const link = `/reports/${encodeURIComponent(claim.report)}?claim=${claim.id}`;
  await at(page, address, link);
  const chosen = page.locator(".card.chosen");
  await chosen.waitFor();
  assert.equal(await chosen.getAttribute("id"), claim.id, "a link opens its claim");
  await page.keyboard.press("c");
  await page.locator(".of-place .form-point button").first().click();
  const canvas = page.locator(".point-box canvas");
  await canvas.waitFor();
  await settled(page);
  await page.waitForTimeout(1500); // the map takes clicks once it is drawn
  await canvas.click({ position: { x: 60, y: 60 } });
  const latitude = Number(await page.getByLabel(en("reader.latitude")).inputValue());
  assert.notEqual(latitude, claim.where[0].lat, "a click on the map moves the point");
  await page.getByLabel(en("reader.radius")).fill("3");
  await page.locator(".claim-form").getByRole("button", { name: en("app.save"), exact: true }).click();
  await chosen.locator(".verdict-correct").first().waitFor();
  const moved = await api(`/claims/${claim.id}`);
  assert.equal(moved.where[0].lat, latitude);
  assert.equal(moved.where[0].radius_km, 3);
  assert.equal(moved.where.length, claim.where.length, "the other places stay");
  said("a place is put right on the map");

  // all words of a claim are found again in the form, for every claim of the store
  const reports = (await api("/reports?limit=20")).items;
  for (const report of reports) {
    await at(page, address, `/reports/${encodeURIComponent(report.id)}`);
    const { claims: mine } = await api(`/reports/${encodeURIComponent(report.id)}`);
    for (const c of mine) {
      await page.keyboard.press("j");
      await page.keyboard.press("c");
      const form = page.locator(".claim-form");
      await form.waitFor();
      const fillers = Object.values(c.roles).flat().map((f) => `«${f.text}»`);
      const shown = await form.locator(".form-slot > q").evaluateAll((all) => all.map((q) => `«${q.textContent}»`));
      assert.deepEqual(shown.sort(), fillers.sort(), `${report.id} ${c.id}`);
      await page.keyboard.press("Escape");
      await page.locator(".reader-claims h2").click();
    }
  }
  said("the form holds all words of every claim");

  await at(page, address, "/claims?type=control");
  const total = (await api("/claims?type=control&limit=1")).total;
  await page.getByText(en("app.total", { n: total }), { exact: true }).waitFor();
  await page.getByLabel(en("filter.stance")).selectOption("denies");
  await page.waitForURL(/type=control&stance=denies/);
  await settled(page);
  const rows = await page.locator(".claim-item").count();
  assert.ok(rows > 0 && rows < total);
  await page.locator(".claim-from a").first().click();
  await chosen.waitFor();
  await page.goBack();
  await page.waitForURL(/stance=denies/);
  await settled(page);
  assert.equal(await page.locator(".claim-item").count(), rows, "going back finds the same list");
  await page.reload();
  await settled(page);
  assert.equal(await page.locator(".claim-item").count(), rows, "so does the link");
  said("filters are in the address");

  await page.getByRole("button", { name: en("app.other_language") }).click();
  await page.getByRole("heading", { name: ar("claim.many"), exact: true }).waitFor();
  await settled(page);
  assert.equal(await page.getAttribute("html", "dir"), "rtl");
  assert.equal(await page.title(), `${ar("claim.many")} · ${ar("app.name")}`);
  assert.equal(await page.locator(".claim-item").count(), rows);
  assert.doesNotMatch(await page.locator("main").innerText(), /[٠-٩۰-۹]/, "numbers are written 0-9");
  said("the language changes in place");

  await at(page, address, link);
  await page.emulateMedia({ media: "print" });
  assert.ok(!(await page.locator(".header").isVisible()) && !(await page.locator(".card-actions").isVisible()), "paper has no buttons");
  const paper = await page.pdf({ format: "A4" });
  assert.ok(paper.length > 10_000);
  said("a report prints");
  assert.deepEqual(faults, []);
});
