// The base map and a language -> MapLibre's style of land, borders and names; no glyphs and no tiles from anywhere.
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Lang } from "../types";
import type { Base } from "./base";

export const FONT = ["Noto Sans Arabic", "Noto Sans", "sans-serif"];
/** Layers of the base that a base of the user's own replaces. */
export const BASE_LAYERS = ["land", "inner", "borders", "names-country", "names-governorate", "names-city", "names-town", "names-small"];
const SEA = "#dfe7ec";
const LAND = "#f7f5f0";

export function style(base: Base, lang: Lang): StyleSpecification {
  const names = { type: "geojson" as const, data: base.labels };
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: base.land, attribution: "Natural Earth" },
      borders: { type: "geojson", data: { type: "Feature", geometry: base.borders, properties: {} } },
      inner: { type: "geojson", data: { type: "Feature", geometry: base.inner, properties: {} } },
      names,
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": SEA } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": LAND, "fill-outline-color": "#b8c2c9" } },
      { id: "inner", type: "line", source: "inner", minzoom: 3.5, paint: { "line-color": "#cdc6b8", "line-width": 0.8, "line-dasharray": [3, 2] } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": "#8f8a80", "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.6, 8, 1.8] } },
      ...nameLayers(lang),
    ],
  };
}

function nameLayers(lang: Lang): LayerSpecification[] {
  return [
    named("names-small", lang, [">=", ["get", "rank"], 4], 10.5, 24, 11, "#6a6a6a"),
    named("names-town", lang, ["all", ["==", ["get", "rank"], 3], ["!=", ["get", "kind"], "governorate"]], 8, 24, 12, "#5a5a5a"),
    named("names-city", lang, ["all", ["<=", ["get", "rank"], 2], ["==", ["get", "kind"], "city"]], 5.2, 24, 13, "#3f3f3f"),
    named("names-governorate", lang, ["==", ["get", "kind"], "governorate"], 4.8, 8, 12, "#857c6b"),
    named("names-country", lang, ["==", ["get", "kind"], "country"], 1.5, 7, 14, "#5d6a74"),
  ];
}

function named(id: string, lang: Lang, filter: ExpressionSpecification, minzoom: number, maxzoom: number, size: number, colour: string): LayerSpecification {
  return {
    id,
    type: "symbol",
    source: "names",
    filter,
    minzoom,
    maxzoom,
    layout: {
      "text-field": ["get", lang],
      "text-font": FONT,
      "text-size": size,
      "text-max-width": 8,
      "text-padding": 4,
      "symbol-sort-key": ["get", "rank"],
    },
    paint: { "text-color": colour, "text-halo-color": "#ffffff", "text-halo-width": 1.4 },
  };
}
