// The API's JSON, as docs/api.md and the OpenAPI document describe it.

export type Lang = "ar" | "en";
export interface Name {
  ar: string;
  en: string;
}
export type Names = Record<string, Name>;
export type Role = "actor" | "target" | "place" | "goods";
export const ROLES: Role[] = ["actor", "target", "place", "goods"];
export const STANCES = ["reports", "confirms", "denies", "accuses", "demands", "threatens", "expects"] as const;
export type Stance = (typeof STANCES)[number];
export const STATUSES = ["happened", "ongoing", "negated", "possible", "planned", "demanded"] as const;
export type Status = (typeof STATUSES)[number];
export const EVENT_STATUSES = ["reported", "corroborated", "contested", "denied"] as const;
export type EventStatus = (typeof EVENT_STATUSES)[number];
export const STATE_KINDS = ["control", "siege", "access", "talks"] as const;
export type StateKind = (typeof STATE_KINDS)[number];
export type Precision = "exact" | "area" | "town" | "district" | "province" | "country" | "unknown";
export type Right = "read" | "export" | "analyse" | "add" | "judge" | "history" | "review" | "admin";

export interface Page<T> {
  items: T[];
  next: string | null;
  total: number;
}
export interface Words {
  start: number;
  end: number;
  text: string;
}
export interface Filler extends Words {
  id: string;
}
export interface When {
  edtf: string;
  earliest: string | null;
  latest: string | null;
  grain?: string;
  basis?: string;
}
export interface Where {
  place: string;
  lat: number | null;
  lon: number | null;
  precision: Precision;
  radius_km: number | null;
  path: string[];
  others: Record<string, string>[];
}
export interface Source {
  kind: "outlet" | "named" | "anonymous";
  text: string;
  start: number | null;
  end: number | null;
  id: string;
  via: string;
}
export interface Claim {
  id: string;
  report: string;
  outlet: string;
  published: string | null;
  sentence: { start: number; end: number };
  type: string;
  trigger: Words;
  roles: Record<Role, Filler[]>;
  time: Words | null;
  when: When | null;
  where: Where[];
  source: Source;
  stance: Stance;
  status: Status;
  extent: "whole" | "part";
  killed?: number;
  injured?: number;
  killed_min?: number;
  killed_max?: number;
  injured_min?: number;
  injured_max?: number;
  weapon?: string;
  by: string;
  rule: string;
  coders?: string[]; // not of `original`
  differences?: Difference[];
}
/** In what the coders of a claim differ; a line that the server cannot read has only its `text`. */
export interface Difference {
  text: string;
  about?: "event" | "type" | "source" | "stance" | "status" | Role;
  coder?: string;
  held?: string;
  taken?: boolean;
  p?: number | null;
}
export type MarkKind = "trigger" | Role | "time" | "source" | "found";
export interface Piece {
  t: string;
  m: string[];
}
export type Verdict = "accept" | "reject" | "correct" | "unsure" | "same" | "different";
export interface ClaimItem extends Claim {
  names: Names;
  recorded: string;
  withdrawn: string | null;
  title: string;
  verdict: Verdict | null;
  judged_by: string[];
  original?: Claim;
  quotation: Piece[];
}
export interface Judgement {
  id: string;
  verdict: Verdict;
  left: string;
  right: string;
  by: string;
  at: string;
  note: string;
  retracted: string | null;
  correction?: Record<string, unknown>;
}
export interface ClaimDetail extends ClaimItem {
  judgements: Judgement[];
  events: string[];
}
export interface ReportItem {
  id: string;
  outlet: string;
  outlet_name: Name | null;
  published: string | null;
  published_at?: string | null;
  title: string;
  url: string | null;
  author: string | null;
  origin: unknown;
  lang: string;
  retrieved: string;
  claims: number;
  snippet: { t: string; m: number[] }[];
}
export interface Segment {
  n: number;
  t: string;
  m: number[];
}
export interface Paragraph {
  kind: "title" | "text";
  segments: Segment[];
}
export interface Mark {
  kind: MarkKind;
  id: string;
  name: Name | null;
  claims: string[];
}
export type MarkedClaim = ClaimItem & { marks: number[] };
export interface ReportDetail extends Omit<ReportItem, "claims"> {
  paragraphs: Paragraph[];
  marks: Mark[];
  claims: MarkedClaim[];
  judgements: Judgement[];
}
export interface Analysis {
  report: { id: string; outlet: string; published: string | null; title: string; url: string | null };
  paragraphs: Paragraph[];
  marks: Mark[];
  claims: (Claim & { marks: number[] })[];
  names: Names;
  new?: boolean;
  added?: number;
}
/** A line of POST /analyse/file/all: first how many, then report by report, at last that it is done. */
export type FileLine = { in_file: number; reading: number; left_out: number } | ({ n: number } & (Analysis | { skipped: string })) | { done: true };
export interface Entity {
  id: string;
  text: string;
  name: Name | null;
}
export interface Voice {
  voice: string;
  kind: "outlet" | "named" | "anonymous";
  interested: boolean;
  claims: string[];
}
export interface EventItem {
  id: string;
  type: string;
  roles: Record<string, Entity[]>;
  when: When | null;
  where: Where[];
  status: EventStatus;
  for: Voice[];
  against: Voice[];
  claims: string[];
  names: Names;
}
export interface StateItem {
  id: string;
  kind: StateKind;
  place: (Entity & { lat: number | null; lon: number | null; precision: Precision }) | null;
  holder?: Entity[];
  by?: Entity[];
  parties?: Entity[];
  sponsor?: Entity[];
  goods?: string[];
  reading: string;
  since: When | null;
  until: When | null;
  last_support: string | null;
  extent: "whole" | "part";
  status: EventStatus;
  inherited_from: string | null;
  because: string[];
  against: string[];
  holds?: "yes" | "perhaps" | "no";
  path: string[];
  names: Names;
}
export interface WhyNode {
  kind: "state" | "event" | "claim" | "rule" | "words" | "judgement" | "context";
  id: string;
  text: string;
  why?: string;
  side?: "for" | "against" | "end" | "context";
  record?: Record<string, unknown>;
  because?: WhyNode[];
}
export interface PlaceItem {
  id: string;
  name: Name;
  kind: string;
  path: string[];
  lat: number | null;
  lon: number | null;
  precision: Precision;
  radius_km: number | null;
  known: boolean;
  claims: number;
}
export interface ActorItem {
  id: string;
  name: Name;
  kind: string;
  countries: string[];
  part_of: unknown;
  known: boolean;
  claims: number;
}
export interface CodebookType {
  id: string;
  ar: string;
  says: string;
  roles: Role[];
  effect: Record<string, string>;
}
export interface Session {
  name: string | null;
  role: string | null;
  rights: Right[];
  csrf: string;
  login: boolean;
}
export interface ExportFormat {
  id: string;
  extension: string;
  derived: boolean;
}
