// The packages that the built app contains -> public/licences.txt, their licences in full, as most of them demand of copies.
//
//   node scripts/licences.mjs [--check]
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = new URL("..", import.meta.url).pathname;
const OUT = join(ROOT, "public/licences.txt");
const LICENCE = /^(licen[cs]e|copying|notice)/i;

function packages() {
  const listed = execFileSync("npm", ["ls", "--omit=dev", "--all", "--parseable"], { cwd: ROOT, encoding: "utf8" });
  return listed.split("\n").filter((folder) => folder.includes("node_modules")).sort();
}

function entry(folder) {
  const { name, version, license, homepage } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder).filter((file) => LICENCE.test(file)).sort();
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8").replace(/\r\n/g, "\n").trim());
  const head = `${name} ${version} (${license ?? "see below"})${homepage ? `\n${homepage}` : ""}`;
  return { name, text: [head, ...texts].join("\n\n") };
}

const entries = packages().filter((folder) => existsSync(join(folder, "package.json"))).map(entry).filter(({ name }) => !name.startsWith("@types/"));
const said = "The web app of rasid contains the following packages, each under its own licence.\n";
const text = [said, ...entries.map((e) => e.text)].join(`\n\n${"=".repeat(80)}\n\n`) + "\n";

if (process.argv.includes("--check")) {
  if (readFileSync(OUT, "utf8") !== text) {
    console.error("public/licences.txt is not what scripts/licences.mjs writes: run it and commit the file");
    process.exit(1);
  }
} else {
  writeFileSync(OUT, text);
  console.log(`public/licences.txt: ${entries.length} packages, ${text.length} characters`);
}
