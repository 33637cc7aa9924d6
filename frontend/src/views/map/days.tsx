// The day of the map: a slider over the days that reports speak of, with a small histogram above it, and a button that plays them.
import { useEffect, useMemo, useRef } from "react";
import { useApi } from "../../api";
import { useQuery } from "../../router";
import { day, t } from "../../strings";
import { Button, Field } from "../../ui/basics";
import { daysBetween, shift, SPANS } from "./layers";

interface PerDay {
  at: string | null;
  per_day: { day: string; family: string; claims: number }[];
}
const PAUSE_MS = 650;
const MOST = 3660;

export function Days({ playing, setPlaying, settled }: { playing: boolean; setPlaying: (on: boolean) => void; settled: boolean }) {
  const [query, set] = useQuery();
  const { data } = useApi<PerDay>("/overview");
  const last = query.to || [data?.at ?? "", data?.per_day.at(-1)?.day ?? "", query.at ?? ""].sort().at(-1) || "";
  const early = useRef(query.at ?? ""); // the earliest day looked at, so that the line does not shorten while it plays
  if (query.at && (!early.current || query.at < early.current)) early.current = query.at;
  const first = query.from || [data?.per_day[0]?.day ?? "", early.current].filter(Boolean).sort()[0] || (last && shift(last, -30));
  const length = first && last ? Math.min(Math.max(daysBetween(first, last), 1), MOST) : 0;
  const value = query.at && first ? Math.min(Math.max(daysBetween(first, query.at), 0), length) : length;
  const step = Number(query.step) || 1;
  useEffect(() => {
    if (!playing || !settled || !first) return;
    if (value >= length) return setPlaying(false);
    const timer = setTimeout(() => set({ at: shift(first, Math.min(value + step, length)) }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [playing, settled, value, length, first, step]);
  if (!first || !last) return null;
  const play = () => {
    if (!playing && value >= length) set({ at: first });
    setPlaying(!playing);
  };
  const chosen = query.at ?? "";
  return (
    <div className="days no-print">
      <Button kind="primary" className="days-play" aria-pressed={playing} onClick={play}>
        {playing ? t("map.pause") : t("map.play")}
      </Button>
      <div className="days-line">
        <Histogram perDay={data?.per_day ?? []} first={first} length={length} chosen={chosen} />
        <input
          type="range"
          min={0}
          max={length}
          value={value}
          aria-label={t("map.day")}
          aria-valuetext={chosen ? day(chosen) : t("map.last_day")}
          onChange={(e) => set({ at: shift(first, Number(e.target.value)) })}
        />
        <div className="days-ends" aria-hidden="true">
          <bdi>{day(first)}</bdi>
          <bdi>{day(last)}</bdi>
        </div>
      </div>
      <output className="days-now">{chosen ? <bdi>{day(chosen)}</bdi> : t("map.last_day")}</output>
      <Field label={t("map.day")}>{(id) => <input id={id} type="date" dir="ltr" value={chosen} onChange={(e) => set({ at: e.target.value })} />}</Field>
      <Field label={t("filter.known_by")}>{(id) => <input id={id} type="date" dir="ltr" value={query.known_by ?? ""} onChange={(e) => set({ known_by: e.target.value })} />}</Field>
      <Field label={t("map.span")}>
        {(id) => (
          <select id={id} value={query.span ?? "7"} onChange={(e) => set({ span: e.target.value === "7" ? null : e.target.value })}>
            {SPANS.map((span) => (
              <option key={span} value={span}>
                {t(`map.span_${span}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <details className="days-range">
        <summary>{t("map.range")}</summary>
        <div className="days-range-box">
          <Field label={t("map.from")}>{(id) => <input id={id} type="date" dir="ltr" value={first} max={last} onChange={(e) => set({ from: e.target.value })} />}</Field>
          <Field label={t("map.to")}>{(id) => <input id={id} type="date" dir="ltr" value={last} min={first} onChange={(e) => set({ to: e.target.value })} />}</Field>
          <Field label={t("map.step")}>{(id) => <input id={id} type="number" min={1} max={90} dir="ltr" value={step} onChange={(e) => set({ step: e.target.value === "1" ? null : e.target.value })} />}</Field>
        </div>
      </details>
      {query.at || query.known_by ? <Button onClick={() => set({ at: null, known_by: null })}>{t("map.now")}</Button> : null}
    </div>
  );
}

/** How many claims speak of each day of the slider. */
function Histogram({ perDay, first, length, chosen }: { perDay: PerDay["per_day"]; first: string; length: number; chosen: string }) {
  const counts = useMemo(() => {
    const found = new Map<number, number>();
    for (const { day: on, claims } of perDay) {
      const at = daysBetween(first, on);
      if (at >= 0 && at <= length) found.set(at, (found.get(at) ?? 0) + claims);
    }
    return found;
  }, [perDay, first, length]);
  const most = Math.max(1, ...counts.values());
  const now = chosen ? daysBetween(first, chosen) : -1;
  return (
    <svg className="days-bars" viewBox={`0 0 ${length + 1} 20`} preserveAspectRatio="none" aria-hidden="true">
      {[...counts].map(([at, n]) => (
        <rect key={at} x={at + 0.1} width={0.8} y={20 - (18 * n) / most} height={(18 * n) / most} className={at === now ? "days-bar-now" : undefined} />
      ))}
    </svg>
  );
}
