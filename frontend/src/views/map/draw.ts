// Spots -> what the map draws of them: areas with their precision, clusters, one icon a spot, and the spot that is chosen.
import type { Feature, FeatureCollection } from "geojson";
import type { ExpressionSpecification, GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import type { Base } from "../../map/base";
import { circle } from "../../map/circle";
import { FONT } from "../../map/style";
import { lang, nameOf } from "../../strings";
import { draw, hatch, lookOf, PIXEL_RATIO, type Look } from "./icons";
import { contested, rowsOf, weight, type Spot } from "./spots";

const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };
const COARSE: ReadonlySet<string> = new Set(["province", "country", "district"]);
const WIDEST_KM = 900;
const MOST_AREAS = 90; // more would cover one another
// From near, an area that is wider than the view says nothing and only darkens it.
const FADING: ExpressionSpecification = ["step", ["zoom"], 0.1, 8, ["case", [">", ["get", "km"], 60], 0, 0.1], 10, ["case", [">", ["get", "km"], 15], 0, 0.08], 12.5, ["case", [">", ["get", "km"], 3], 0, 0.06]];
const NEAR_FADING: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 8, 1, 11, 0.3];

export function prepare(map: MapLibre): void {
  map.addImage("hatch", hatch(14, "rgb(70 60 40 / 45%)"), { pixelRatio: 2 });
  map.addImage("hatch-wide", hatch(28, "rgb(70 60 40 / 28%)"), { pixelRatio: 2 });
  map.setMissingStyleImageResolver((id) => {
    if (id.startsWith("{") && !map.hasImage(id)) map.addImage(id, draw(JSON.parse(id) as Look), { pixelRatio: PIXEL_RATIO });
  });
  map.addSource("areas", { type: "geojson", data: NOTHING });
  map.addSource("spots", {
    type: "geojson",
    data: NOTHING,
    cluster: true,
    clusterRadius: 34,
    clusterMaxZoom: 11,
    clusterProperties: { rows: ["+", ["get", "rows"]], disputed: ["max", ["get", "disputed"]] },
  });
  map.addSource("chosen", { type: "geojson", data: NOTHING });
  areaLayers(map);
  clusterLayers(map);
  spotLayers(map);
}

function areaLayers(map: MapLibre): void {
  const before = "names-small";
  map.addLayer({ id: "area-fill", type: "fill", source: "areas", filter: ["==", ["get", "look"], "circle"], paint: { "fill-color": "#6b5d3a", "fill-opacity": FADING } }, before);
  map.addLayer({ id: "area-hatch", type: "fill", source: "areas", filter: ["==", ["get", "look"], "hatch"], paint: { "fill-pattern": "hatch", "fill-opacity": NEAR_FADING } }, before);
  map.addLayer({ id: "area-wide", type: "fill", source: "areas", filter: ["==", ["get", "look"], "hatch-wide"], paint: { "fill-pattern": "hatch-wide", "fill-opacity": NEAR_FADING } }, before);
  map.addLayer({ id: "area-edge", type: "line", source: "areas", paint: { "line-color": "#6b5d3a", "line-width": 1, "line-opacity": 0.75, "line-dasharray": [3, 2] } }, before);
}

function clusterLayers(map: MapLibre): void {
  map.addLayer({
    id: "clusters",
    type: "circle",
    source: "spots",
    filter: ["has", "point_count"],
    paint: {
      "circle-color": "#ffffff",
      "circle-opacity": 0.92,
      "circle-stroke-color": ["case", [">", ["get", "disputed"], 0], "#8a4b00", "#0b5563"],
      "circle-stroke-width": ["case", [">", ["get", "disputed"], 0], 4, 2.5],
      "circle-radius": ["interpolate", ["linear"], ["ln", ["get", "rows"]], 0, 13, 4, 20, 8, 30],
    },
  });
  map.addLayer({
    id: "cluster-count",
    type: "symbol",
    source: "spots",
    filter: ["has", "point_count"],
    layout: {
      "text-field": ["concat", ["to-string", ["get", "rows"]], ["case", [">", ["get", "disputed"], 0], " ?", ""]],
      "text-font": FONT,
      "text-size": 13,
      "text-allow-overlap": true,
      "text-ignore-placement": true,
    },
    paint: { "text-color": "#1c2630" },
  });
}

function spotLayers(map: MapLibre): void {
  map.addLayer({ id: "chosen", type: "circle", source: "chosen", paint: { "circle-radius": 27, "circle-color": "#b3560a", "circle-opacity": 0.14, "circle-stroke-color": "#b3560a", "circle-stroke-width": 3 } });
  map.addLayer({
    id: "spots",
    type: "symbol",
    source: "spots",
    filter: ["!", ["has", "point_count"]],
    layout: {
      "icon-image": ["get", "icon"],
      "icon-allow-overlap": true,
      "icon-ignore-placement": false,
      "symbol-sort-key": ["-", 0, ["get", "weight"]],
      "text-field": ["step", ["zoom"], "", 6.5, ["get", "label"]],
      "text-font": FONT,
      "text-size": 12,
      "text-offset": [0, 2],
      "text-anchor": "top",
      "text-optional": true,
      "text-max-width": 11,
    },
    paint: { "text-color": "#26231f", "text-halo-color": "#ffffff", "text-halo-width": 1.6 },
  });
}

export function show(map: MapLibre, base: Base, spots: readonly Spot[], chosen: Spot | null, colours: ReadonlyMap<string, string>): void {
  source(map, "spots").setData({ type: "FeatureCollection", features: spots.map((spot) => point(spot, colours)) });
  source(map, "areas").setData({ type: "FeatureCollection", features: areas(spots, chosen, base) });
}

export function choose(map: MapLibre, spot: Spot | null): void {
  const features: Feature[] = spot ? [{ type: "Feature", geometry: { type: "Point", coordinates: spot.at }, properties: {} }] : [];
  source(map, "chosen").setData({ type: "FeatureCollection", features });
}

function source(map: MapLibre, id: string): GeoJSONSource {
  return map.getSource(id) as GeoJSONSource;
}

function point(spot: Spot, colours: ReadonlyMap<string, string>): Feature {
  const properties = { key: spot.key, icon: JSON.stringify(lookOf(spot, colours)), label: label(spot), rows: rowsOf(spot), weight: weight(spot), disputed: contested(spot) ? 1 : 0 };
  return { type: "Feature", geometry: { type: "Point", coordinates: spot.at }, properties };
}

/** The place, and who holds it; in Arabic without brackets, which map text does not mirror. */
function label(spot: Spot): string {
  const holders = spot.states.filter((s) => s.kind === "control").flatMap((s) => s.holders.map((h) => nameOf(h)));
  const place = nameOf(spot.name);
  const text = holders.length ? `${place}\n${[...new Set(holders)].slice(0, 2).join(" / ")}` : place;
  return lang() === "ar" ? text.replace(/\s*[([].*?[)\]]/g, "") : text;
}

/** Each area once, however many spots of no better place lie in it; of very many only that of the chosen spot. */
function areas(spots: readonly Spot[], chosen: Spot | null, base: Base): Feature[] {
  const drawn = new Map(spots.map((spot) => [`${spot.at.join()} ${spot.radius_km} ${base.shapes.has(spot.place) ? spot.place : ""}`, spot]));
  const few = drawn.size <= MOST_AREAS ? [...drawn.values()] : chosen ? [chosen] : [];
  return few.flatMap((spot) => area(spot, base));
}

/** How far off the point may be: a circle of its kilometres, or the hatched shape of the governorate or country that is all we know. */
function area(spot: Spot, base: Base): Feature[] {
  const { precision, radius_km: km, at, place } = spot;
  const coarse = COARSE.has(precision);
  const shape = coarse ? base.shapes.get(place) : undefined;
  if (shape) return [{ type: "Feature", geometry: shape.geometry, properties: { key: spot.key, km: km ?? 0, look: precision === "country" ? "hatch-wide" : "hatch" } }];
  if (!km || precision === "exact" || km > WIDEST_KM) return [];
  return [{ type: "Feature", geometry: circle(at[0], at[1], km), properties: { key: spot.key, km, look: precision === "province" || precision === "country" ? "hatch" : "circle" } }];
}
