// The base map's file -> shapes, borders and names as GeoJSON; loaded once for all maps of the app.
import type { Feature, FeatureCollection, MultiLineString, MultiPolygon, Point, Polygon } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

export type Shape = Feature<Polygon | MultiPolygon, { id: string; ar?: string; en: string; in?: string }>;
type Label = [kind: string, id: string, ar: string, en: string, longitude: number, latitude: number, rank: number];
interface File {
  countries: Topology<{ countries: GeometryCollection<Shape["properties"]> }>;
  governorates: Topology<{ governorates: GeometryCollection<Shape["properties"]> }>;
  labels: Label[];
}
export interface Base {
  land: FeatureCollection<Polygon | MultiPolygon>;
  borders: MultiLineString;
  governorates: FeatureCollection<Polygon | MultiPolygon>;
  inner: MultiLineString;
  labels: FeatureCollection<Point>;
  /** The shape of a country or governorate, where the map has one of its id. */
  shapes: ReadonlyMap<string, Shape>;
}

let loaded: Promise<Base> | null = null;

export function base(): Promise<Base> {
  loaded ??= fetch("/map/base.json")
    .then((answer) => {
      if (!answer.ok) throw new Error(`/map/base.json: ${answer.status}`);
      return answer.json() as Promise<File>;
    })
    .then(unpack)
    .catch((error: unknown) => {
      loaded = null;
      throw error;
    });
  return loaded;
}

function unpack(file: File): Base {
  const countries = file.countries.objects.countries;
  const governorates = file.governorates.objects.governorates;
  const land = feature(file.countries, countries) as FeatureCollection<Polygon | MultiPolygon, Shape["properties"]>;
  const inside = feature(file.governorates, governorates) as FeatureCollection<Polygon | MultiPolygon, Shape["properties"]>;
  const shapes = new Map([...land.features, ...inside.features].filter((s) => s.properties.id).map((s) => [s.properties.id, s]));
  return {
    land,
    borders: mesh(file.countries, countries, (a, b) => a !== b),
    governorates: inside,
    inner: mesh(file.governorates, governorates, (a, b) => a !== b && countryOf(a) === countryOf(b)),
    labels: { type: "FeatureCollection", features: file.labels.map(label) },
    shapes,
  };
}

function countryOf(geometry: { properties?: object | null }): string | undefined {
  return (geometry.properties as Shape["properties"] | undefined)?.in;
}

function label([kind, id, ar, en, longitude, latitude, rank]: Label): Feature<Point> {
  return { type: "Feature", geometry: { type: "Point", coordinates: [longitude, latitude] }, properties: { kind, id, ar, en: en || ar, rank } };
}
