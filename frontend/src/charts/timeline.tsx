// The life of a place or actor: states as bars with open or fuzzy ends, events as marks as wide as their dates are vague; each opens its evidence.
// Drawn with boxes placed by logical properties, so that time runs with the script: to the left in Arabic, to the right in English.
import "./timeline.css";
import { useMemo, useState } from "react";
import { day, lang, num, t, term } from "../strings";
import type { EventItem, StateItem } from "../types";
import { Button, NameText } from "../ui/basics";
import { edtfText, sinceText } from "../ui/edtf";
import { holdersOf } from "../ui/lines";
import { bars, extent, lanes, recent, undated, type Bar, type Mark } from "./life";
import { DAY_MS, isoOf, percent, ticks, type Span, type Tick } from "./scale";

export type Chosen = { states: StateItem[]; events: EventItem[] };
const ROWS = 40;
const APART = 1.6; // percent of the window

interface Life {
  states: StateItem[];
  events: EventItem[];
  /** Whose life it is: its own name is not said again on every row. */
  of: string;
  chosen: Chosen | null;
  choose: (chosen: Chosen | null) => void;
}

export function Timeline({ states, events, of, chosen, choose }: Life) {
  const all = useMemo(() => bars(states), [states]);
  const whole = useMemo(() => extent(all, events), [all, events]);
  const [zoomed, setZoomed] = useState<Span | null>(() => recent(all, events));
  const [rows, setRows] = useState(ROWS);
  const loose = undated(events);
  if (!whole) return loose.length ? <Loose events={loose} choose={choose} /> : null;
  const span = zoomed ?? whole;
  const shown = all.filter((bar) => touches(bar, span));
  return (
    <div className="timeline" role="group" aria-label={t("place.timeline_label")}>
      <Tools span={span} whole={whole} zoomed={zoomed !== null} set={setZoomed} />
      <div className="timeline-body">
        <Axis span={span} />
        {shown.slice(0, rows).map((bar, i) => (
          <BarRow key={`${bar.state.id}-${i}`} bar={bar} span={span} of={of} on={chosen?.states[0]?.id === bar.state.id} choose={choose} />
        ))}
        {shown.length > rows ? <Button onClick={() => setRows(rows + ROWS)}>{t("app.more")}</Button> : null}
        {lanes(events, span, APART).filter((lane) => lane.marks.some((m) => m.to >= span.from && m.from <= span.to)).map((lane) => (
          <div className="timeline-row" key={lane.family}>
            <div className="timeline-name">{term("family", lane.family)}</div>
            <div className="timeline-track timeline-lane">
              {lane.marks.filter((m) => m.to >= span.from && m.from <= span.to).map((mark) => (
                <MarkButton key={mark.events[0]!.id} mark={mark} span={span} on={chosen?.events[0] === mark.events[0]} choose={choose} />
              ))}
            </div>
          </div>
        ))}
      </div>
      <p className="quiet timeline-hint">{t("place.timeline_hint")}</p>
      {loose.length ? <Loose events={loose} choose={choose} /> : null}
    </div>
  );
}

function touches(bar: Bar, span: Span): boolean {
  const first = bar.begins[0] ?? bar.begins[1] ?? span.from;
  const last = bar.ends ? (bar.ends[1] ?? bar.ends[0] ?? span.to) : span.to;
  return first <= span.to && last >= span.from;
}

function Tools({ span, whole, zoomed, set }: { span: Span; whole: Span; zoomed: boolean; set: (span: Span | null) => void }) {
  const length = span.to - span.from;
  const zoom = (factor: number, toEnd = false) => {
    const next = Math.max(4, Math.round(length * factor));
    const middle = toEnd ? span.to - next / 2 : (span.from + span.to) / 2;
    const from = Math.round(middle - next / 2);
    set(next >= whole.to - whole.from ? null : { from, to: from + next });
  };
  const move = (share: number) => set({ from: Math.round(span.from + length * share), to: Math.round(span.to + length * share) });
  return (
    <div className="timeline-tools no-print">
      <Button onClick={() => zoom(0.5, true)}>{t("place.zoom_in")}</Button>
      <Button onClick={() => zoom(2)} disabled={!zoomed}>
        {t("place.zoom_out")}
      </Button>
      <Button onClick={() => move(-0.5)} disabled={!zoomed || span.from <= whole.from}>
        {t("place.earlier")}
      </Button>
      <Button onClick={() => move(0.5)} disabled={!zoomed || span.to >= whole.to}>
        {t("place.later")}
      </Button>
      <Button onClick={() => set(null)} disabled={!zoomed}>
        {t("place.reset")}
      </Button>
      <span className="quiet">
        <bdi>{day(isoOf(span.from))}</bdi> – <bdi>{day(isoOf(span.to))}</bdi>
      </span>
    </div>
  );
}

function Axis({ span }: { span: Span }) {
  return (
    <div className="timeline-row timeline-axis" aria-hidden="true">
      <div className="timeline-name" />
      <div className="timeline-track">
        {ticks(span, window.innerWidth < 700 ? 4 : 8).filter((tick) => percent(tick.day, span) < 90).map((tick) => (
          <span key={tick.day} className="timeline-tick" style={{ insetInlineStart: `${percent(tick.day, span)}%` }}>
            <bdi>{tickText(tick)}</bdi>
          </span>
        ))}
      </div>
    </div>
  );
}

function tickText(tick: Tick): string {
  const date = new Date(tick.day * DAY_MS);
  const shape: Intl.DateTimeFormatOptions = tick.unit === "day" ? { day: "numeric", month: "short" } : tick.unit === "month" ? { month: "short", year: "numeric" } : { year: "numeric" };
  return new Intl.DateTimeFormat(lang() === "ar" ? "ar-SY-u-nu-latn-ca-gregory" : "en-GB", { ...shape, timeZone: "UTC" }).format(date);
}

function BarRow({ bar, span, of, on, choose }: { bar: Bar; span: Span; of: string; on: boolean; choose: (chosen: Chosen | null) => void }) {
  const { state } = bar;
  const who = holdersOf(state).filter((one) => one.id !== of);
  const [name, said] = [title(state), spoken(state)];
  return (
    <div className={`timeline-row ${on ? "timeline-on" : ""}`}>
      <div className="timeline-name">
        <span className="timeline-kind">{term("kind", state.kind)}</span>{" "}
        {who.map((one, i) => (
          <span key={i}>
            {i ? t("list.comma") : ""}
            <NameText name={one.name} fallback={one.text || one.id} />
          </span>
        ))}
        {state.place && state.place.id !== of ? (
          <small className="quiet">
            {who.length ? t("list.comma") : ""}
            <NameText name={state.place.name} fallback={state.place.text} />
          </small>
        ) : null}
      </div>
      <div className="timeline-track">
        <button type="button" className={`bar bar-${state.kind} bar-${state.status} ${state.extent === "part" ? "bar-part" : ""} ${bar.ends ? "" : "bar-open"}`} style={place(bar, span)} aria-pressed={on} aria-label={`${name}: ${said}`} title={`${name}\n${said}`} onClick={() => choose(on ? null : { states: [state], events: [] })}>
          {fades(bar, span)}
          <span className="bar-text">
            {state.status === "contested" ? "? " : ""}
            {term("reading", state.reading)}
          </span>
        </button>
      </div>
    </div>
  );
}

function title(state: StateItem): string {
  return [term("kind", state.kind), ...holdersOf(state).map((h) => h.name?.[lang()] || h.text)].join(" · ");
}
function spoken(state: StateItem): string {
  const until = state.until ? t("ledger.until_day", { when: edtfText(state.until.edtf) }) : t("ledger.open_end");
  return [term("reading", state.reading), term("event", state.status), state.since ? sinceText(state.since.edtf) : t("when.unknown"), until].join(t("list.comma"));
}

function clamp(share: number): number {
  return Math.min(100, Math.max(0, share));
}
function place(bar: Bar, span: Span): React.CSSProperties {
  const [first, last] = outer(bar, span);
  const start = clamp(percent(first, span));
  return { insetInlineStart: `${start}%`, inlineSize: `${Math.max(clamp(percent(last + 1, span)) - start, 0.8)}%` };
}
/** First and last day that the bar may cover; an unknown beginning reaches back to the edge a little. */
function outer(bar: Bar, span: Span): [number, number] {
  const room = (span.to - span.from) * 0.06;
  const first = bar.begins[0] ?? (bar.begins[1] !== null ? bar.begins[1] - room : span.from);
  const last = bar.ends ? (bar.ends[1] ?? (bar.ends[0] !== null ? bar.ends[0] + room : span.to)) : span.to;
  return [first, Math.max(first, last)];
}
/** The stretches at both ends in which it had perhaps begun, or was perhaps over; and the one since anybody spoke of it. */
function fades(bar: Bar, span: Span) {
  const [first, last] = outer(bar, span);
  const length = Math.max(last + 1 - first, 1);
  const begun = bar.begins[1] ?? first;
  const over = bar.ends ? (bar.ends[0] ?? last) : last + 1;
  const silent = bar.ends || bar.support === null ? last + 1 : Math.min(bar.support + 1, last + 1);
  const share = (days: number) => `${Math.min(100, (Math.max(days, 0) / length) * 100)}%`;
  return (
    <>
      {begun > first ? <span className="bar-fade bar-fade-start" style={{ inlineSize: share(begun - first) }} /> : null}
      {bar.ends && last > over ? <span className="bar-fade bar-fade-end" style={{ inlineSize: share(last - over) }} /> : null}
      {silent < last + 1 ? <span className="bar-silent" style={{ inlineSize: share(last + 1 - silent) }} /> : null}
    </>
  );
}

function MarkButton({ mark, span, on, choose }: { mark: Mark; span: Span; on: boolean; choose: (chosen: Chosen | null) => void }) {
  const start = clamp(percent(mark.from, span));
  const wide = mark.to > mark.from;
  const size = clamp(percent(mark.to + 1, span)) - start;
  const disputed = mark.events.some((event) => event.status === "contested");
  const names = [...new Set(mark.events.map((event) => term("type", event.type)))].join(t("list.comma"));
  const when = wide ? `${t("when.from")} ${day(isoOf(mark.from))} ${t("when.to")} ${day(isoOf(mark.to))}` : day(isoOf(mark.from));
  const inside = mark.events.length > 1 ? num(mark.events.length) : disputed ? "?" : "";
  const said = `${inside} ${names}${t("list.comma")}${when}${disputed ? `${t("list.comma")}${term("event", "contested")}` : ""}`.trim();
  return (
    <button
      type="button"
      className={`mark-event ${wide ? "mark-wide" : ""} ${disputed ? "mark-disputed" : ""}`}
      style={wide ? { insetInlineStart: `${start}%`, inlineSize: `max(${size}%, 1.4rem)` } : { insetInlineStart: `${start}%` }}
      aria-pressed={on}
      aria-label={said}
      title={said}
      onClick={() => choose(on ? null : { states: [], events: mark.events })}
    >
      {inside}
    </button>
  );
}

function Loose({ events, choose }: { events: EventItem[]; choose: (chosen: Chosen) => void }) {
  return (
    <p>
      <Button onClick={() => choose({ states: [], events })}>
        {t("place.undated")}: {num(events.length)}
      </Button>
    </p>
  );
}
