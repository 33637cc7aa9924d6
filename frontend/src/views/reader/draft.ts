// A claim as a person edits it, and what of it changed as the API takes it; words are segments of the report, never offsets.
import type { Claim, Mark, MarkKind, Name, Names, Paragraph, Role, Stance, Status } from "../../types";
import { ROLES } from "../../types";
import { placeOf, type Chosen } from "./runs";

export interface Point {
  lat: number;
  lon: number;
  radius_km: number;
}
export interface Slot {
  words: Chosen;
  id: string;
  name: Name | null;
  point: Point | null; // put right on the map
}
export interface SourceDraft {
  kind: "outlet" | "named" | "anonymous";
  words: Chosen | null;
  id: string;
}
export interface Draft {
  type: string;
  stance: Stance;
  status: Status;
  extent: "whole" | "part";
  trigger: Chosen | null;
  roles: Record<Role, Slot[]>;
  time: Chosen | null;
  earliest: string;
  latest: string;
  killed: string;
  injured: string;
  source: SourceDraft;
}

export function empty(trigger: Chosen | null): Draft {
  return {
    type: "",
    stance: "reports",
    status: "happened",
    extent: "whole",
    trigger,
    roles: { actor: [], target: [], place: [], goods: [] },
    time: null,
    earliest: "",
    latest: "",
    killed: "",
    injured: "",
    source: { kind: "outlet", words: null, id: "" },
  };
}

export interface Marked {
  paragraphs: Paragraph[];
  marks: Mark[];
}

/** The draft that says what the claim says; its words are found again by the claim's marks. */
export function draftOf(claim: Claim & { marks: number[] }, names: Names, { paragraphs, marks }: Marked): Draft {
  const left = claim.marks.map((m) => ({ kind: marks[m]?.kind, id: marks[m]?.id ?? "", words: placeOf(m, paragraphs) }));
  const take = (kind: MarkKind, text: string, id = ""): Chosen | null => {
    const fits = [(m: (typeof left)[0]) => m.words?.text === text && m.id === id, (m: (typeof left)[0]) => m.words?.text === text, (m: (typeof left)[0]) => m.words?.text === "" && m.id === id];
    for (const fit of fits) {
      const at = left.findIndex((m) => m.kind === kind && fit(m));
      if (at >= 0) return left.splice(at, 1)[0]?.words ?? null;
    }
    return null;
  };
  const slots = (role: Role): Slot[] =>
    claim.roles[role].flatMap((f, i) => {
      const words = take(role, f.text, f.id);
      const where = role === "place" ? claim.where[i] : undefined;
      const byHand = where && where.lat !== null && where.lon !== null ? { lat: where.lat, lon: where.lon, radius_km: where.radius_km ?? 1 } : null;
      return words ? [{ words, id: f.id, name: names[f.id] ?? null, point: byHand }] : [];
    });
  return {
    type: claim.type,
    stance: claim.stance,
    status: claim.status,
    extent: claim.extent,
    trigger: take("trigger", claim.trigger.text),
    roles: { actor: slots("actor"), target: slots("target"), place: slots("place"), goods: slots("goods") },
    time: claim.time ? take("time", claim.time.text) : null,
    earliest: claim.when?.earliest ?? "",
    latest: claim.when?.latest ?? "",
    killed: claim.killed?.toString() ?? "",
    injured: claim.injured?.toString() ?? "",
    source: { kind: claim.source.kind, words: claim.source.text ? take("source", claim.source.text, claim.source.id) : null, id: claim.source.id },
  };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const filler = ({ words, id }: Slot) => ({ ...words, id });
/** The source as the API takes it; undefined where its words are still to be selected. */
function said({ kind, words, id }: SourceDraft): Record<string, unknown> | undefined {
  if (kind === "outlet") return { kind };
  return words ? { kind, words, id: kind === "named" ? id : "" } : undefined;
}
/** Whether a person wants another source and has not yet said in which words. */
export const wordless = (before: Draft, { source }: Draft): boolean => !said(source) && !same(source, before.source);
const count = (typed: string): number | undefined => (/^\d+$/.test(typed) ? Number(typed) : undefined);
function between(d: Draft): { earliest: string; latest: string } | undefined {
  const earliest = d.earliest || d.latest;
  return earliest ? { earliest, latest: d.latest || earliest } : undefined;
}

/** The `correction` of POST /judgements: what differs from the draft that the claim gave; null where nothing does. */
export function correction(before: Draft, now: Draft): Record<string, unknown> | null {
  const found: Record<string, unknown> = {};
  for (const key of ["type", "stance", "status", "extent"] as const) if (now[key] !== before[key]) found[key] = now[key];
  for (const key of ["trigger", "time"] as const) if (now[key] && !same(now[key], before[key])) found[key] = now[key];
  if (now.earliest !== before.earliest || now.latest !== before.latest) found.when = between(now);
  for (const key of ["killed", "injured"] as const) if (now[key] !== before[key]) found[key] = count(now[key]);
  const roles = Object.fromEntries(ROLES.filter((r) => !same(before.roles[r].map(filler), now.roles[r].map(filler))).map((r) => [r, now.roles[r].map(filler)]));
  if (Object.keys(roles).length) found.roles = roles;
  if (!same(said(now.source), said(before.source))) found.source = said(now.source);
  const points = now.roles.place.flatMap((slot, number) => {
    const was = before.roles.place.find((b) => same(filler(b), filler(slot)));
    return slot.point && !same(slot.point, was?.point ?? null) ? [{ number, ...slot.point }] : [];
  });
  if (points.length) found.where = points;
  for (const key of Object.keys(found)) if (found[key] === undefined) delete found[key];
  return Object.keys(found).length ? found : null;
}

/** The body of POST /reports/{id}/claims; null while type or trigger is missing. */
export function missed(d: Draft): Record<string, unknown> | null {
  if (!d.type || !d.trigger) return null;
  return {
    type: d.type,
    trigger: d.trigger,
    roles: Object.fromEntries(ROLES.filter((r) => d.roles[r].length).map((r) => [r, d.roles[r].map(filler)])),
    time: d.time ?? undefined,
    when: between(d),
    source: said(d.source),
    stance: d.stance,
    status: d.status,
    extent: d.extent,
    killed: count(d.killed),
    injured: count(d.injured),
  };
}
