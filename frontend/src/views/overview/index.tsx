// The overview: what is new since a day, what is contested, besieged, blocked and negotiated now, and how far sources agree.
import "./overview.css";
import type { ReactNode } from "react";
import { useApi } from "../../api";
import { Link, useQuery } from "../../router";
import { day, num, t, term } from "../../strings";
import type { ClaimItem, EventItem, Name, StateItem, Voice } from "../../types";
import { Num, PageHead, Panel, Table } from "../../ui/basics";
import { ExportMenu } from "../../ui/export";
import { FilterBar } from "../../ui/filters";
import { ClaimLine, EventLine, StateLine } from "../../ui/lines";
import { ErrorNote, Loading } from "../../ui/notes";
import { VoiceName } from "../../ui/voice";
import { DaysChart, TypesChart, type PerDay } from "./charts";

interface SourceRow {
  id: string;
  kind: Voice["kind"];
  name: Name;
  claims: number;
  events: number;
  alone: number;
  confirmed: number;
  contradicted: number;
  against: number;
}
interface OverviewAnswer {
  at: string | null;
  since: string | null;
  totals: { reports: number; claims: number; events: number; states: number };
  new: { total: number; types: Record<string, number>; claims: ClaimItem[] };
  contested: { states: StateItem[]; states_total: number; events: EventItem[]; events_total: number };
  sieges: StateItem[];
  blocked: StateItem[];
  talks: StateItem[];
  sources: SourceRow[];
  per_day: PerDay[];
}
const SHOWN = 8;

export default function Overview() {
  const [query] = useQuery();
  const { since, at } = query;
  const { data, error, reload } = useApi<OverviewAnswer>("/overview", { since, at });
  return (
    <div className="overview">
      <PageHead title={t("overview.title")}>
        <ExportMenu filter={{ at }} />
      </PageHead>
      <FilterBar
        fields={[
          { key: "since", label: t("overview.since"), kind: "day" },
          { key: "at", label: t("overview.at"), kind: "day" },
        ]}
      />
      {error ? <ErrorNote error={error} retry={reload} /> : null}
      {data ? <Shown data={data} at={at} /> : error ? null : <Loading />}
    </div>
  );
}

function Shown({ data, at }: { data: OverviewAnswer; at?: string }) {
  const { totals, contested } = data;
  if (totals.reports === 0)
    return (
      <Panel>
        <p>{t("overview.empty")}</p>
        <Link to="/reports">{t("overview.add")}</Link>
      </Panel>
    );
  const day_ = at ? `&at=${at}` : "";
  return (
    <>
      <p className="quiet">
        {t("overview.totals", totals)}
        {data.at ? (
          <>
            {t("list.comma")}
            {t("overview.at")} <bdi>{day(data.at)}</bdi>
          </>
        ) : null}
      </p>
      <div className="overview-grid">
        <Panel title={t("overview.new")} className="overview-wide">
          <p>
            {data.since ? (
              <>
                {t("overview.since")} <bdi>{day(data.since)}</bdi>
                {t("list.comma")}
              </>
            ) : null}
            {t("overview.new_n", { n: data.new.total })}
          </p>
          <div className="overview-charts">
            <div>
              <h3>{t("overview.per_day")}</h3>
              <DaysChart perDay={data.per_day} />
            </div>
            <div>
              <h3>{t("overview.by_type")}</h3>
              <TypesChart types={data.new.types} />
            </div>
          </div>
        </Panel>
        <Some title={t("overview.contested")} total={contested.states_total} shown={Math.min(SHOWN, contested.states.length)} more={{ to: `/ledger?status=contested${day_}`, label: t("overview.to_ledger") }}>
          {contested.states.slice(0, SHOWN).map((s, i) => (
            <StateLine key={`${s.id}-${i}`} state={s} />
          ))}
          {contested.events.slice(0, SHOWN).map((e) => (
            <EventLine key={e.id} event={e} />
          ))}
          {contested.events_total > 0
            ? [
                <Link key="more" to="/events?status=contested">
                  {t("overview.to_events")} {num(contested.events_total)}
                </Link>,
              ]
            : []}
        </Some>
        <div>
          <StatesNow title={t("overview.sieges")} items={data.sieges} to={`/ledger?kind=siege${day_}`} />
          <StatesNow title={t("overview.blocked")} items={data.blocked} to={`/ledger?kind=access${day_}`} />
          <StatesNow title={t("overview.talks")} items={data.talks} to={`/ledger?kind=talks${day_}`} />
        </div>
        <Panel title={t("overview.newest")} className="overview-wide">
          <ul className="plain">
            {data.new.claims.map((claim) => (
              <li key={claim.id}>
                <ClaimLine claim={claim} />
              </li>
            ))}
          </ul>
        </Panel>
        <Panel title={t("overview.sources")} className="overview-wide">
          <p className="quiet">{t("overview.sources_hint")}</p>
          <Sources rows={data.sources} />
        </Panel>
      </div>
    </>
  );
}

function StatesNow({ title, items, to }: { title: string; items: StateItem[]; to: string }) {
  return (
    <Some title={title} total={items.length} shown={Math.min(SHOWN, items.length)} more={{ to, label: t("overview.to_ledger") }}>
      {items.slice(0, SHOWN).map((s, i) => (
        <StateLine key={`${s.id}-${i}`} state={s} />
      ))}
    </Some>
  );
}

function Some({ title, total, shown, more, children }: { title: string; total: number; shown: number; more: { to: string; label: string }; children: ReactNode[] | ReactNode[][] }) {
  const lines = children.flat();
  return (
    <Panel title={title} actions={<Link to={more.to}>{more.label}</Link>}>
      {lines.length ? (
        <ul className="plain">
          {lines.map((line, i) => (
            <li key={i}>{line}</li>
          ))}
        </ul>
      ) : (
        <p className="quiet">{t("overview.none")}</p>
      )}
      {shown < total ? <p className="quiet">{t("overview.more_of", { shown, n: total })}</p> : null}
    </Panel>
  );
}

function Sources({ rows }: { rows: SourceRow[] }) {
  return (
    <Table
      rows={rows}
      id={(row) => `${row.kind}-${row.id}`}
      caption={t("overview.sources")}
      columns={[
        { key: "source", label: t("overview.source"), cell: (row) => <VoiceName id={row.id} kind={row.kind} name={row.name} /> },
        { key: "kind", label: t("ledger.kind"), cell: (row) => term("overview", `kind_${row.kind}`) },
        { key: "claims", label: t("overview.claims"), cell: (row) => <Num n={row.claims} /> },
        { key: "events", label: t("overview.events"), cell: (row) => <Num n={row.events} /> },
        { key: "agreement", label: t("overview.agreement"), cell: (row) => <Agreement row={row} /> },
        { key: "alone", label: t("overview.alone"), cell: (row) => <Num n={row.alone} /> },
        { key: "confirmed", label: t("overview.confirmed"), cell: (row) => <Num n={row.confirmed} /> },
        { key: "contradicted", label: t("overview.contradicted"), cell: (row) => <Num n={row.contradicted} /> },
        { key: "against", label: t("overview.against"), cell: (row) => <Num n={row.against} /> },
      ]}
    />
  );
}

const PARTS = ["confirmed", "contradicted", "against", "alone"] as const;
/** The share of a source's events that others confirm, that they contradict, that it denies, and where it stands alone. */
function Agreement({ row }: { row: SourceRow }) {
  const whole = PARTS.reduce((sum, part) => sum + row[part], 0) || 1;
  const said = PARTS.map((part) => `${t(`overview.${part}`)} ${num(row[part])}`).join(t("list.comma"));
  return (
    <span className="agreement" role="img" aria-label={said} title={said}>
      {PARTS.map((part) => (row[part] ? <span key={part} className={`agreement-${part}`} style={{ inlineSize: `${(row[part] / whole) * 100}%` }} /> : null))}
    </span>
  );
}
