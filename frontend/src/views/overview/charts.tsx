// The overview's two charts: claims by day of the event, and what is new by type.
import { axisX, axisY, barX, barY, ruleX, ruleY, text } from "@observablehq/plot";
import { Chart } from "../../charts/chart";
import { day, lang, num, t, term } from "../../strings";
import { Table } from "../../ui/basics";

export interface PerDay {
  day: string;
  family: string;
  claims: number;
}
const COLOURS: Record<string, string> = {
  control: "#1f6f8b", fight: "#94394f", access: "#b5741c", talks: "#3d5a9e", move: "#5b7f2b", harm: "#c46a6a", word: "#8a8577", civic: "#7a4a9c", power: "#3f3f3f",
};

export function DaysChart({ perDay }: { perDay: PerDay[] }) {
  if (perDay.length === 0) return null;
  const families = Object.keys(COLOURS).filter((family) => perDay.some((d) => d.family === family));
  const rows = perDay.map((d) => ({ ...d, date: new Date(`${d.day}T00:00:00Z`) }));
  const arabic = lang() === "ar";
  const short = new Intl.DateTimeFormat(arabic ? "ar-SY-u-nu-latn-ca-gregory" : "en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
  return (
    <figure className="figure">
      <Chart
        label={t("overview.per_day")}
        fresh={perDay}
        options={() => ({
          height: 190,
          marginLeft: arabic ? 10 : 34,
          marginRight: arabic ? 34 : 10,
          x: { type: "band", reverse: arabic, label: null, domain: daysOf(perDay) },
          y: { label: null, grid: true },
          color: { domain: families, range: families.map((f) => COLOURS[f] ?? "#777") },
          marks: [
            axisX({ tickFormat: (d: Date) => isolated(short.format(d)), ticks: spaced(daysOf(perDay), 6), tickSize: 3 }),
            axisY({ anchor: arabic ? "right" : "left", ticks: 4, tickFormat: (n: number) => num(n) }),
            barY(rows, { x: "date", y: "claims", fill: "family", order: families, title: (d: PerDay) => `${day(d.day)}: ${term("family", d.family)} ${num(d.claims)}`, stroke: "white", strokeWidth: 0.5 }),
            ruleY([0]),
          ],
        })}
      />
      <ul className="chart-key" aria-hidden="true">
        {families.map((family) => (
          <li key={family}>
            <svg width="12" height="12">
              <rect width="12" height="12" fill={COLOURS[family]} />
            </svg>{" "}
            {term("family", family)}
          </li>
        ))}
      </ul>
      <details>
        <summary>{t("overview.chart_table")}</summary>
        <Table
          rows={perDay}
          id={(d) => `${d.day}-${d.family}`}
          caption={t("overview.per_day")}
          columns={[
            { key: "day", label: t("overview.day"), cell: (d) => <bdi>{day(d.day)}</bdi> },
            { key: "family", label: t("overview.family"), cell: (d) => term("family", d.family) },
            { key: "claims", label: t("overview.claims"), cell: (d) => num(d.claims) },
          ]}
        />
      </details>
    </figure>
  );
}

/** Text of a picture whose direction is left to right, kept in its own. */
function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

/** All days from the first to the last, so that a gap shows as one. */
function daysOf(perDay: PerDay[]): Date[] {
  const [first, last] = [perDay[0]!.day, perDay.at(-1)!.day].map((iso) => Date.parse(`${iso}T00:00:00Z`)) as [number, number];
  return Array.from({ length: Math.round((last - first) / 86_400_000) + 1 }, (_, i) => new Date(first + i * 86_400_000));
}
function spaced(days: Date[], most: number): Date[] {
  const every = Math.ceil(days.length / most);
  return days.filter((_, i) => i % every === 0);
}

export function TypesChart({ types }: { types: Record<string, number> }) {
  const rows = Object.entries(types).sort((a, b) => b[1] - a[1]).slice(0, 12).map(([type, n]) => ({ name: term("type", type), n }));
  if (rows.length === 0) return null;
  const arabic = lang() === "ar";
  const side = 130;
  return (
    <Chart
      label={`${t("overview.by_type")}: ${rows.map((r) => `${r.name} ${num(r.n)}`).join(t("list.comma"))}`}
      fresh={types}
      options={() => ({
        height: rows.length * 24 + 20,
        marginLeft: arabic ? 30 : side,
        marginRight: arabic ? side : 30,
        marginTop: 5,
        x: { axis: null, reverse: arabic },
        y: { label: null, domain: rows.map((r) => r.name) },
        marks: [
          axisY({ anchor: arabic ? "right" : "left", tickSize: 0 }),
          barX(rows, { x: "n", y: "name", fill: "#1f6f8b", insetTop: 3, insetBottom: 3 }),
          text(rows, { x: "n", y: "name", text: (r: { n: number }) => num(r.n), textAnchor: arabic ? "end" : "start", dx: arabic ? -4 : 4 }),
          ruleX([0]),
        ],
      })}
    />
  );
}
