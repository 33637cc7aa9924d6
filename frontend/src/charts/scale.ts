// Days as numbers, a window of days, and the ticks of its axis.
export const DAY_MS = 86_400_000;

export interface Span {
  from: number;
  to: number;
}

export function dayNumber(iso: string): number {
  return Math.round(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / DAY_MS);
}
export function isoOf(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** Where a day lies in the window, in percent; outside it less than 0 or more than 100. */
export function percent(day: number, span: Span): number {
  return ((day - span.from) / Math.max(span.to - span.from, 1)) * 100;
}

const STEPS: { days: number; unit: "day" | "month" | "year"; every: number }[] = [
  { days: 1, unit: "day", every: 1 },
  { days: 2, unit: "day", every: 2 },
  { days: 7, unit: "day", every: 7 },
  { days: 14, unit: "day", every: 14 },
  { days: 30.4, unit: "month", every: 1 },
  { days: 91, unit: "month", every: 3 },
  { days: 182, unit: "month", every: 6 },
  { days: 365, unit: "year", every: 1 },
  { days: 1826, unit: "year", every: 5 },
  { days: 3652, unit: "year", every: 10 },
  { days: 18260, unit: "year", every: 50 },
];

export interface Tick {
  day: number;
  unit: "day" | "month" | "year";
}

export function ticks(span: Span, most: number): Tick[] {
  const length = span.to - span.from;
  const step = STEPS.find((s) => length / s.days <= most) ?? STEPS.at(-1)!;
  const found: Tick[] = [];
  if (step.unit === "day") {
    for (let day = Math.ceil(span.from); day <= span.to; day += step.every) found.push({ day, unit: "day" });
    return found;
  }
  const start = new Date(span.from * DAY_MS);
  let month = step.unit === "year" ? 0 : Math.floor(start.getUTCMonth() / step.every) * step.every;
  let year = step.unit === "year" ? Math.floor(start.getUTCFullYear() / step.every) * step.every : start.getUTCFullYear();
  for (;;) {
    const day = Date.UTC(year, month, 1) / DAY_MS;
    if (day > span.to) return found;
    if (day >= span.from) found.push({ day, unit: step.unit });
    if (step.unit === "year") year += step.every;
    else month += step.every;
    if (month > 11) [year, month] = [year + Math.floor(month / 12), month % 12];
  }
}
