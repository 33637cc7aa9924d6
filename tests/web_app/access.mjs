// A server with accounts: node access.mjs ADDRESS PASSWORD. The admin "leila" and the reader "omar" have the same password.
import assert from "node:assert/strict";
import { at, grave, main, open, said, settled, words } from "./harness.mjs";

const [address, password] = process.argv.slice(2);
const t = words("ar");

async function enter(page, name, secret) {
  await page.getByLabel(t("login.name")).fill(name);
  await page.getByLabel(t("login.password")).fill(secret);
  await page.getByRole("button", { name: t("login.enter"), exact: true }).click();
}

await main(async (browser) => {
  const { page, context, faults } = await open(browser, address, "ar");
  await at(page, address, "/account/accounts");
  assert.deepEqual(await grave(page), []);
  await enter(page, "leila", "not the password");
  await page.getByRole("alert").waitFor();
  await enter(page, "leila", password);
  await page.getByRole("heading", { name: t("account.accounts") }).waitFor();
  faults.splice(0); // the browser reports the refused log-in on its console

  await page.getByLabel(t("login.name")).fill("sami");
  await page.getByLabel(t("login.password")).fill("a long enough one");
  await page.getByLabel(t("account.role"), { exact: true }).selectOption("coder");
  await page.getByRole("button", { name: t("account.add"), exact: true }).click();
  const row = page.getByRole("row").filter({ hasText: "sami" });
  await row.waitFor();
  await row.getByRole("button", { name: t("account.disable") }).click();
  await row.getByRole("button", { name: t("account.enable") }).waitFor();
  assert.deepEqual(await grave(page), []);
  said("an admin adds and closes an account");

  await page.getByRole("button", { name: t("account.me"), exact: true }).click();
  await page.getByLabel(t("account.label")).fill("<b>=1+1</b>");
  await page.getByRole("button", { name: t("account.make_token"), exact: true }).click();
  const token = await page.locator(".secret").innerText();
  assert.match(token, /^rasid_/);
  assert.deepEqual(await grave(page), []);
  const asked = await fetch(`${address}/api/v1/session`, { headers: { authorization: `Bearer ${token}` } });
  assert.deepEqual((await asked.json()).rights, ["read"], "the token has the rights that were chosen");
  await page.getByRole("button", { name: t("account.revoke"), exact: true }).click();
  await page.getByText(t("account.revoked"), { exact: true }).waitFor();
  await page.getByRole("button", { name: t("account.audit"), exact: true }).click();
  await page.getByText("account.add", { exact: true }).first().waitFor();
  said("a token is made, used and revoked, and the log says who did what");

  await page.getByRole("button", { name: t("account.leave"), exact: true }).click();
  await page.getByLabel(t("login.password")).waitFor();
  await enter(page, "omar", password);
  await page.waitForFunction(() => document.querySelector(".header-end a"));
  const [report] = (await (await context.request.get(`${address}/api/v1/reports?limit=1`)).json()).items;
  await at(page, address, `/reports/${encodeURIComponent(report.id)}`);
  await page.locator(".card-number").first().click();
  await settled(page);
  assert.equal(await page.locator(".card-actions").count(), 0, "a reader is offered no judging");
  assert.equal(await page.getByRole("button", { name: t("reader.add") }).count(), 0);
  await page.keyboard.press("a");
  await settled(page);
  assert.equal(await page.locator(".verdict-accept").count(), 0);
  await at(page, address, "/account/accounts");
  assert.equal(await page.getByRole("heading", { name: t("account.accounts") }).count(), 0, "nor accounts");
  assert.deepEqual(faults, []);
  said("a reader reads");

  await context.clearCookies();
  await page.getByRole("link", { name: t("nav.claims"), exact: true }).click();
  await page.getByLabel(t("login.password")).waitFor();
  await enter(page, "omar", password);
  await page.locator(".claim-item").first().waitFor();
  assert.ok(page.url().endsWith("/claims"), "and is then where one wanted to go");
  said("whose session ended logs in again");
});
