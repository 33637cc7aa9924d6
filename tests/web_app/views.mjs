// Every view in both languages: node views.mjs ADDRESS. axe-core finds no serious fault, nothing overflows a narrow screen, no script fails.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { at, grave, main, open, said } from "./harness.mjs";

const [address] = process.argv.slice(2);

/** The addresses of one of each view, with what the store holds. */
export async function views(of) {
  const get = async (path) => (await (await fetch(`${of}/api/v1${path}`)).json()).items;
  const [report] = await get("/reports?limit=1");
  const [claim] = await get("/claims?limit=1&type=control");
  const [state] = await get("/states?limit=1&kind=control");
  const [event] = await get("/events?limit=1");
  const place = (await get("/places?limit=50")).sort((a, b) => b.claims - a.claims)[0];
  const actor = (await get("/actors?limit=50")).sort((a, b) => b.claims - a.claims)[0];
  const id = encodeURIComponent;
  return {
    overview: "/overview",
    reports: "/reports",
    read: "/reports?read=new",
    search: "/reports?q=%D8%B4%D8%A7%D8%B1%D8%B9",
    reader: `/reports/${id(report.id)}?claim=${id(report.claims ? (await get(`/claims?limit=1&report=${id(report.id)}`))[0].id : "")}`,
    claims: "/claims?type=control",
    claim: `/claims/${id(claim.id)}`,
    map: "/map",
    place: `/places/${id(place.id)}`,
    actor: `/actors/${id(actor.id)}`,
    ledger: "/ledger",
    state: `/ledger/${id(state.id)}`,
    events: "/events",
    event: `/events/${id(event.id)}`,
    account: "/account",
    nowhere: "/no/such/page",
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async (browser) => {
    const wrong = [];
    for (const lang of ["ar", "en"]) {
      for (const width of [1280, 390]) {
        const { page, context, faults } = await open(browser, address, lang, width, 844);
        for (const [name, path] of Object.entries(await views(address))) {
          await at(page, address, path);
          const where = `${name} ${lang} ${width}`;
          if (name === "reader") {
            await page.locator(".card.chosen").waitFor();
            await page.keyboard.press("c");
            await page.locator(".claim-form").waitFor();
          }
          if (width === 1280) for (const fault of await grave(page)) wrong.push(`${where}: ${fault}`);
          const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          if (over > 0) wrong.push(`${where}: ${over} px wider than the screen`);
          if (await page.locator(".note-error").count()) wrong.push(`${where}: ${await page.locator(".note-error").first().innerText()}`);
        }
        wrong.push(...faults.map((f) => `${lang} ${width}: ${f}`));
        await context.close();
      }
    }
    assert.deepEqual(wrong, [], wrong.join("\n"));
    said("every view in both languages, wide and narrow");
  });
}
