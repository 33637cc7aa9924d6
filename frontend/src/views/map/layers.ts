// What the map can show, and how the address bar says which of it: the query string -> layers and the filters of each request.
import type { Params } from "../../api";

export const LAYERS = ["control", "siege", "access", "talks", "events", "claims"] as const;
export type Layer = (typeof LAYERS)[number];
const DEFAULT: Layer[] = ["control", "siege", "access", "talks", "events"];
const STATES: ReadonlySet<string> = new Set(["control", "siege", "access", "talks"]);
/** How many days before the chosen day events and claims of the map may lie; "all" is no bound. */
export const SPANS = ["1", "7", "30", "all"] as const;

export type Query = Record<string, string>;

export function layersOf(query: Query): Layer[] {
  if (query.layers === undefined) return DEFAULT;
  const asked = query.layers.split(",");
  return LAYERS.filter((layer) => asked.includes(layer));
}

/** The value of `layers` in the address after one layer is switched; null is the default. */
export function switched(query: Query, layer: Layer): string | null {
  const now = layersOf(query);
  const next = LAYERS.filter((one) => (one === layer ? !now.includes(one) : now.includes(one)));
  return next.join() === DEFAULT.join() ? null : next.join(",") || "none";
}

export interface Request {
  kind: "states" | "events" | "claims";
  path: string;
  params: Params;
}

export function requests(query: Query, bbox: string): Request[] {
  const layers = layersOf(query);
  const shared = { place: query.place, actor: query.actor, known_by: query.known_by, bbox };
  const days = span(query);
  const found: Request[] = [];
  if (layers.some((layer) => STATES.has(layer))) found.push({ kind: "states", path: "/geo/states", params: { ...shared, at: query.at, limit: 3000 } });
  if (layers.includes("events")) found.push({ kind: "events", path: "/geo/events", params: { ...shared, ...days, type: query.type, limit: 2000 } });
  if (layers.includes("claims")) found.push({ kind: "claims", path: "/geo/claims", params: { ...shared, ...days, type: query.type, by: "place" } });
  return found;
}

/** The days that events and claims may be of: up to the chosen day, and not before its span. */
export function span(query: Query): { since?: string; until?: string } {
  if (!query.at) return {};
  const days = query.span ?? "7";
  return days === "all" ? { until: query.at } : { since: shift(query.at, 1 - Number(days)), until: query.at };
}

export function shift(day: string, days: number): string {
  const moved = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(moved.getTime())) return day; // no day: the server says so
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

export function daysBetween(first: string, last: string): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) || 0;
}
