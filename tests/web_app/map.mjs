// The map, the pages of places and the ledger: node map.mjs ADDRESS FILE, where FILE is a GeoJSON base map of the user's own.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { at, main, open, said, settled, words } from "./harness.mjs";

const [address, base] = process.argv.slice(2);
const ALL = "layers=control,siege,access,talks,events,claims";

/** The places of the last answers of the map's three requests, as the server gave them. */
function listening(page) {
  const answers = new Map();
  page.on("response", async (response) => {
    const found = /\/geo\/(states|events|claims)\?(.*)/.exec(response.url());
    if (found?.[2].includes("bbox")) answers.set(found[1], response.json().catch(() => null));
  });
  return async () => {
    const features = (await Promise.all(answers.values())).flatMap((answer) => answer?.features ?? []);
    return new Set(features.map((f) => f.properties.place || f.geometry.coordinates.join()));
  };
}

async function sameRows(page, places, t) {
  await settled(page);
  await page.waitForFunction(() => document.querySelector(".map-list").ariaBusy === "false");
  const rows = await page.locator(".spot").count();
  assert.equal(rows, (await places()).size, "list and map hold the same places");
  assert.ok((await page.locator(".map-list .spot-head").first().textContent()).includes(t("map.places_n", { n: rows })));
  return rows;
}

async function map(page, t) {
  const places = listening(page);
  await at(page, address, `/map?${ALL}`);
  await page.locator(".map-canvas canvas").waitFor();
  await page.locator(".spot").first().waitFor();
  const whole = await sameRows(page, places, t);
  await at(page, address, `/map?${ALL}&sight=41.22,37.05,11`);
  await page.locator(".spot").first().waitFor();
  const near = await sameRows(page, places, t);
  assert.ok(near > 0 && near < whole, `${near} of ${whole} places near Qamishli`);
  await page.locator(".map-canvas canvas").focus();
  await page.keyboard.press("Equal");
  await page.waitForURL(/sight=41.22\d*%2C37.0\d*%2C12/);
  said(`list and map hold the same ${whole} and, nearer, ${near} places; the map is moved by keys`);

  await page.getByRole("button", { name: t("map.whole") }).click();
  await page.waitForTimeout(800);
  for (const layer of ["control", "access", "talks", "events", "claims"]) await page.getByRole("button", { name: t(`map.layer_${layer}`), exact: true }).click();
  await settled(page);
  const chips = await page.locator(".spot-rows > li > a:first-child").allTextContents();
  assert.ok(chips.length && chips.every((text) => text === t("kind.siege")), chips.join());
  assert.equal(new URL(page.url()).searchParams.get("layers"), "siege");
  said("one layer alone");

  await page.getByLabel(t("filter.known_by")).fill("2022-04-14");
  await settled(page);
  assert.equal(await page.locator(".spot").count(), 0, "nothing was known before the first report");
  said("nothing is on the map that was not known yet");
}

async function unlocated(page, t) {
  await at(page, address, `/map?${ALL}`);
  await page.locator(".spot").first().waitFor();
  await settled(page);
  const section = page.locator(".unlocated");
  await section.getByRole("button", { name: t("map.show_list") }).click();
  await settled(page);
  assert.ok((await section.locator(".line").count()) > 0);
  said("what has no point is listed beside the map");
}

async function ownBase(page, t) {
  await page.setInputFiles("#own-base", base);
  await page.getByRole("button", { name: t("map.base_remove") }).waitFor();
  await page.waitForTimeout(500);
  await page.getByRole("button", { name: t("map.base_remove") }).click();
  await page.setInputFiles("#own-base", { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
  await page.getByText(t("map.base_not_known")).waitFor();
  said("a base map of the user's own, read in the browser");
}

async function place(page, t) {
  await at(page, address, "/places/sy.qamishli");
  await page.locator(".bar").first().click();
  await page.locator(".evidence .quotation mark").first().waitFor();
  await page.getByRole("button", { name: t("place.reset") }).click({ timeout: 2000 }).catch(() => undefined);
  await page.locator(".mark-event").first().click();
  await page.locator(".evidence .line").first().waitFor();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".header").isVisible(), false);
  assert.equal(await page.locator(".print-only").isVisible(), true);
  await page.emulateMedia({ media: "screen" });
  said("a bar and a mark of the timeline open their evidence; paper shows the dossier alone");
}

async function ledger(page, t) {
  await at(page, address, "/ledger?status=contested");
  await page.locator(".why-button").first().click();
  await page.locator(".why-side-for").first().waitFor();
  await page.locator(".why-side-against").first().waitFor();
  await page.getByRole("button", { name: t("why.all") }).click();
  await page.locator(".why-words mark, .why-claim .quotation mark").first().waitFor();
  await page.locator(".why-claim").getByRole("link", { name: t("why.to_report") }).first().click();
  await page.waitForURL(/\/reports\/.*claim=/);
  said("from a contested state down to the words, and into the report");
}

async function withoutPictures(t) {
  const browser = await chromium.launch({ executablePath: process.env.RASID_CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-3d-apis"] });
  try {
    const page = await browser.newPage();
    await page.goto(`${address}/map?lang=ar&layers=siege`);
    await page.getByText(t("map.no_canvas")).waitFor();
    await page.locator(".spot").first().waitFor();
    said("without WebGL the list still works");
  } finally {
    await browser.close();
  }
}

await main(async (browser) => {
  for (const lang of ["ar", "en"]) {
    const t = words(lang);
    const { page, context, faults } = await open(browser, address, lang);
    await map(page, t);
    await unlocated(page, t);
    await ownBase(page, t);
    await place(page, t);
    await ledger(page, t);
    assert.deepEqual(faults, []);
    await context.close();
  }
  await withoutPictures(words("ar"));
});
