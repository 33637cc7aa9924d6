// Pictures of the views: node screenshots.mjs ADDRESS FOLDER [all]. Without `all` those that the guides show, else every view in
// both languages at 1280 and 390 px, to be looked at.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { at, main, open, said, settled } from "./harness.mjs";
import { views } from "./views.mjs";

const [address, folder, all] = process.argv.slice(2);
const GUIDES = ["reader-ar-1280", "reader-en-1280", "reader-ar-390", "overview-ar-1280", "map-ar-1280", "map-en-1280", "ledger-ar-1280", "place-ar-1280"];
const HEIGHT = { 1280: 860, 390: 844 };

/** What the guides show of a view: the part that the text beside the picture speaks of. */
const SHOWN = {
  "map-en-1280": "/map?spot=sy.qamishli.security-square&sight=41.22,37.047,13.1",
  "ledger-ar-1280": "/ledger?status=contested",
};

/** What is opened in a view before its picture is taken. */
const BEFORE = {
  reader: async (page) => {
    await page.locator(".card").nth(2).waitFor();
    for (let i = 0; i < 2; i++) await page.keyboard.press("j");
  },
  ledger: async (page) => {
    await page.locator("button.why-button").first().click();
    await page.locator(".why-branch").first().waitFor();
  },
  place: async (page) => {
    if (!all) await page.locator(".panel-timeline").evaluate((panel) => panel.scrollIntoView());
  },
  map: async (page) => {
    await page.locator(".map-canvas canvas").waitFor();
    await page.waitForTimeout(2500); // names fade in
  },
};

await main(async (browser) => {
  mkdirSync(folder, { recursive: true });
  const paths = { ...(await views(address)), reader: "/reports/sample-4", place: "/places/sy.qamishli" };
  for (const lang of ["ar", "en"]) {
    for (const width of [1280, 390]) {
      const { page, context } = await open(browser, address, lang, width, HEIGHT[width]);
      for (const [view, path] of Object.entries(paths)) {
        const name = `${view}-${lang}-${width}`;
        if (!all && !GUIDES.includes(name)) continue;
        await at(page, address, (!all && SHOWN[name]) || path);
        await BEFORE[view]?.(page);
        await settled(page);
        await page.screenshot({ path: join(folder, `${name}.png`), fullPage: Boolean(all) && view !== "map", animations: "disabled", caret: "hide" });
        said(name);
      }
      await context.close();
    }
  }
});
