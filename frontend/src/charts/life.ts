// States and events -> bars and marks in days: ends that are fuzzy or open stay so.
import type { EventItem, StateItem, When } from "../types";
import { dayNumber, type Span } from "./scale";

export interface Bar {
  state: StateItem;
  /** First and last day on which it may have begun, first and last on which it may have ended; null is not known. */
  begins: [number | null, number | null];
  ends: [number | null, number | null] | null; // null: it goes on
  support: number | null;
}
export interface Mark {
  events: EventItem[];
  from: number;
  to: number;
}
export interface Lane {
  family: string;
  marks: Mark[];
}

const bounds = (when: When): [number | null, number | null] => [when.earliest ? dayNumber(when.earliest) : null, when.latest ? dayNumber(when.latest) : null];

const ORDER = ["control", "siege", "access", "talks"];

/** Bars by kind, each kind in the order of beginnings; what began nobody knows when comes first. */
export function bars(states: readonly StateItem[]): Bar[] {
  const start = (bar: Bar) => bar.begins[0] ?? bar.begins[1] ?? -Infinity;
  const found = states.map((state) => ({
    state,
    begins: state.since ? bounds(state.since) : [null, null],
    ends: state.until ? bounds(state.until) : null,
    support: state.last_support ? dayNumber(state.last_support) : null,
  })) satisfies Bar[];
  return found.sort((a, b) => ORDER.indexOf(a.state.kind) - ORDER.indexOf(b.state.kind) || (start(a) === start(b) ? 0 : start(a) - start(b)));
}

function daysOf(all: readonly Bar[], events: readonly EventItem[]): number[] {
  const days = [
    ...all.flatMap((bar) => [...bar.begins, ...(bar.ends ?? []), bar.support]),
    ...events.flatMap((event) => (event.when ? bounds(event.when) : [])),
  ];
  return days.filter((day): day is number => day !== null);
}

/** The window to begin with where most of the life lies in a small last part of it; null where the whole is as good. */
export function recent(all: readonly Bar[], events: readonly EventItem[]): Span | null {
  const days = daysOf(all, events).sort((a, b) => a - b);
  const [first, last, most] = [days[0], days.at(-1), days[Math.floor(days.length * 0.15)]];
  if (first === undefined || last === undefined || most === undefined || last - most > (last - first) / 4) return null;
  const room = Math.max(2, Math.round((last - most) * 0.15));
  return { from: most - room, to: last + room };
}

/** The days that are spoken of, with a little room; null where nothing has a day. */
export function extent(all: readonly Bar[], events: readonly EventItem[]): Span | null {
  const days = daysOf(all, events);
  if (days.length === 0) return null;
  const [from, to] = [Math.min(...days), Math.max(...days)];
  const room = Math.max(1, Math.round((to - from) * 0.03));
  return { from: from - room, to: to + room };
}

/** A lane a family of events; events of one day, or too close to be told apart in the window, share a mark. */
export function lanes(events: readonly EventItem[], span: Span, apart: number): Lane[] {
  const families = new Map<string, EventItem[]>();
  for (const event of events) {
    if (!event.when || (event.when.earliest === null && event.when.latest === null)) continue;
    const family = event.type.split(".")[0] ?? event.type;
    families.set(family, [...(families.get(family) ?? []), event]);
  }
  const close = ((span.to - span.from) * apart) / 100;
  return [...families].map(([family, of]) => ({ family, marks: joined(of, close) }));
}

function joined(events: readonly EventItem[], close: number): Mark[] {
  const marks = events
    .map((event) => {
      const [earliest, latest] = bounds(event.when!);
      return { events: [event], from: earliest ?? latest!, to: latest ?? earliest! };
    })
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const found: Mark[] = [];
  for (const mark of marks) {
    const last = found.at(-1);
    if (last && mark.from - last.from < close && Math.abs(mark.to - last.to) < close) {
      last.events.push(...mark.events);
      last.to = Math.max(last.to, mark.to);
    } else found.push(mark);
  }
  return found;
}

export function undated(events: readonly EventItem[]): EventItem[] {
  return events.filter((event) => !event.when || (event.when.earliest === null && event.when.latest === null));
}
