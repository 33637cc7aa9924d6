// Answers of the map's requests -> spots: each place once, with everything that is shown there. List and map both draw spots.
import type { Feature, FeatureCollection, Point } from "geojson";
import type { EventStatus, Name, Precision } from "../../types";
import type { Layer } from "./layers";

type Named = Name & { id: string };
interface Shared {
  place: string;
  name: Name;
  precision: Precision;
  radius_km: number | null;
}
export interface StateLook extends Shared {
  kind: "control" | "siege" | "access" | "talks";
  reading: string;
  status: EventStatus;
  holds: "yes" | "perhaps";
  extent: "whole" | "part";
  holders: Named[];
  goods: string[];
  since: string | null;
  until: string | null;
  last_support: string | null;
}
export interface EventLook extends Shared {
  type: string;
  status: EventStatus;
  first: string | null;
  last: string | null;
  actors: Named[];
}
export interface ClaimsLook extends Shared {
  count: number;
  types: Record<string, number>;
  first: string | null;
  last: string | null;
}
export interface Answer extends FeatureCollection<Point> {
  total: number;
  unlocated: { count: number; ids: string[] };
  at?: string | null;
}
export interface Answers {
  states?: Answer;
  events?: Answer;
  claims?: Answer;
}
export interface Spot extends Shared {
  key: string;
  at: [longitude: number, latitude: number];
  states: (StateLook & { id: string })[];
  events: (EventLook & { id: string })[];
  claims: ClaimsLook | null;
}

export function spots(answers: Answers, layers: readonly Layer[]): Spot[] {
  const found = new Map<string, Spot>();
  for (const feature of answers.states?.features ?? []) {
    const look = feature.properties as StateLook;
    if (layers.includes(look.kind)) spotOf(found, feature, look).states.push({ ...look, id: String(feature.id) });
  }
  for (const feature of layers.includes("events") ? (answers.events?.features ?? []) : []) {
    const look = feature.properties as EventLook;
    spotOf(found, feature, look).events.push({ ...look, id: String(feature.id) });
  }
  for (const feature of layers.includes("claims") ? (answers.claims?.features ?? []) : []) {
    const look = feature.properties as ClaimsLook;
    spotOf(found, feature, look).claims = look;
  }
  return [...found.values()].sort((a, b) => weight(b) - weight(a) || a.key.localeCompare(b.key));
}

function spotOf(found: Map<string, Spot>, feature: Feature<Point>, look: Shared): Spot {
  const [longitude = 0, latitude = 0] = feature.geometry.coordinates;
  const key = look.place || `${longitude},${latitude}`;
  let spot = found.get(key);
  if (!spot) {
    const { place, name, precision, radius_km } = look;
    spot = { key, place, name, precision, radius_km, at: [longitude, latitude], states: [], events: [], claims: null };
    found.set(key, spot);
  }
  return spot;
}

export function weight(spot: Spot): number {
  return spot.states.length * 3 + spot.events.length + (spot.claims?.count ?? 0);
}

export function rowsOf(spot: Spot): number {
  return spot.states.length + spot.events.length + (spot.claims?.count ?? 0);
}

export function contested(spot: Spot): boolean {
  return spot.states.some((s) => s.status === "contested") || spot.events.some((e) => e.status === "contested");
}

/** Rows that the filter keeps and that have no point, by kind of row. */
export function unlocated(answers: Answers): { kind: keyof Answers; count: number; ids: string[] }[] {
  return (["states", "events", "claims"] as const).flatMap((kind) => {
    const missing = answers[kind]?.unlocated;
    return missing && missing.count > 0 ? [{ kind, ...missing }] : [];
  });
}
