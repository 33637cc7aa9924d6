// A file that the user picks (PMTiles or GeoJSON) -> a base map under everything else. The file is read here and goes nowhere.
import type { Feature, FeatureCollection } from "geojson";
import { addProtocol, type LayerSpecification, type Map as MapLibre, type SourceSpecification } from "maplibre-gl";
import { FileSource, PMTiles, Protocol, TileType } from "pmtiles";
import { BASE_LAYERS } from "./style";

const PREFIX = "own-";
const COLOURS = { fill: "#efe9dc", line: "#8a8577", circle: "#6a6a6a" };
let protocol: Protocol | null = null;

/** Why a file cannot be a base; `why` is a key of the strings. */
export class BaseFileError extends Error {
  constructor(readonly why: "map.base_not_read" | "map.base_not_known") {
    super(why);
  }
}

export interface OwnBase {
  name: string;
  source: SourceSpecification;
  layers: LayerSpecification[];
  bounds: [number, number, number, number] | null;
}

export async function readBase(file: File): Promise<OwnBase> {
  if (/\.pmtiles$/i.test(file.name)) return readTiles(file);
  if (/\.(geo)?json$/i.test(file.name)) return readShapes(file);
  throw new BaseFileError("map.base_not_known");
}

async function readTiles(file: File): Promise<OwnBase> {
  if (!protocol) {
    protocol = new Protocol();
    addProtocol("pmtiles", protocol.tile);
  }
  try {
    const tiles = new PMTiles(new FileSource(file));
    const header = await tiles.getHeader();
    protocol.add(tiles);
    const url = `pmtiles://${file.name}`;
    const bounds: OwnBase["bounds"] = [header.minLon, header.minLat, header.maxLon, header.maxLat];
    if (header.tileType !== TileType.Mvt) {
      return { name: file.name, source: { type: "raster", url, tileSize: 256 }, layers: [{ id: `${PREFIX}raster`, type: "raster", source: "own" }], bounds };
    }
    const metadata = (await tiles.getMetadata()) as { vector_layers?: { id: string }[] };
    const layers = (metadata.vector_layers ?? []).flatMap(({ id }) => drawn(id));
    return { name: file.name, source: { type: "vector", url }, layers, bounds };
  } catch {
    throw new BaseFileError("map.base_not_read");
  }
}

async function readShapes(file: File): Promise<OwnBase> {
  try {
    const data = JSON.parse(await file.text()) as FeatureCollection | Feature;
    if (data.type !== "FeatureCollection" && data.type !== "Feature") throw new BaseFileError("map.base_not_read");
    return { name: file.name, source: { type: "geojson", data }, layers: drawn(null), bounds: null };
  } catch {
    throw new BaseFileError("map.base_not_read");
  }
}

function drawn(layer: string | null): LayerSpecification[] {
  const of = layer === null ? { source: "own" } : { source: "own", "source-layer": layer };
  const id = (kind: string) => `${PREFIX}${kind}-${layer ?? ""}`;
  const only = (type: string) => ["==", ["geometry-type"], type] as ["==", ["geometry-type"], string];
  return [
    { id: id("fill"), type: "fill", ...of, filter: only("Polygon"), paint: { "fill-color": COLOURS.fill, "fill-opacity": 0.5 } },
    { id: id("line"), type: "line", ...of, filter: ["!=", ["geometry-type"], "Point"], paint: { "line-color": COLOURS.line, "line-width": 0.8 } },
    { id: id("circle"), type: "circle", ...of, filter: only("Point"), paint: { "circle-color": COLOURS.circle, "circle-radius": 2 } },
  ];
}

/** Puts the user's base in, or takes it out again; the built-in names step back for a base of pictures. */
export function applyBase(map: MapLibre, own: OwnBase | null): void {
  for (const layer of map.getStyle().layers) if (layer.id.startsWith(PREFIX)) map.removeLayer(layer.id);
  if (map.getSource("own")) map.removeSource("own");
  // pictures bring their own names and lines; shapes are drawn over the built-in land
  const visibility = own?.source.type === "raster" ? "none" : "visible";
  for (const id of BASE_LAYERS) map.setLayoutProperty(id, "visibility", visibility);
  if (!own) return;
  map.addSource("own", own.source);
  for (const layer of own.layers) map.addLayer(layer, "borders");
  if (own.bounds) map.fitBounds(own.bounds, { padding: 20, maxZoom: 9 });
}
