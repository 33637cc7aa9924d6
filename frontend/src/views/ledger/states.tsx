// States as a table with filters, each with its reasons; and the page of one state.
import "./ledger.css";
import { Fragment, useState } from "react";
import { useApi, useList } from "../../api";
import { Link, path, useQuery } from "../../router";
import { day, lang, num, t, term } from "../../strings";
import { EVENT_STATUSES, STATE_KINDS, type Page, type StateItem, type WhyNode } from "../../types";
import { Button, Chip, Day, EntityLink, More, PageHead, Panel, Total, WhenText } from "../../ui/basics";
import { edtfText, sinceText } from "../../ui/edtf";
import { ExportMenu } from "../../ui/export";
import { FilterBar } from "../../ui/filters";
import { Entities, holdersOf, StateLine } from "../../ui/lines";
import { Empty, ErrorNote, Loading } from "../../ui/notes";
import { WhyTree } from "./why";

const STALE_DAYS = 60;

export function Ledger() {
  const [query] = useQuery();
  const { kind, place, actor, status, at, known_by, ever } = query;
  const filter = { kind, place, actor, status, at, known_by, ever };
  const { items, total, more, loading, error, reload } = useList<StateItem>("/states", filter, 100);
  const on = useApi<Page<StateItem> & { at: string | null }>("/states", { ...filter, limit: 1 }).data?.at ?? at ?? null;
  return (
    <>
      <PageHead title={t("ledger.title")}>
        <ExportMenu filter={{ type: kind, place, actor, at, known_by }} />
      </PageHead>
      <FilterBar
        fields={[
          { key: "kind", label: t("ledger.kind"), kind: "select", options: STATE_KINDS.map((value) => ({ value, label: term("kind", value) })) },
          { key: "place", label: t("filter.place"), kind: "place" },
          { key: "actor", label: t("filter.actor"), kind: "actor" },
          { key: "status", label: t("filter.status"), kind: "select", options: EVENT_STATUSES.map((value) => ({ value, label: term("event", value) })) },
          { key: "at", label: t("filter.at"), kind: "day" },
          { key: "known_by", label: t("filter.known_by"), kind: "day" },
          { key: "ever", label: t("ledger.ever"), kind: "flag" },
        ]}
      />
      <p className="ledger-day">
        {ever || !on ? null : known_by ? t("ledger.at_day_known", { when: day(on), known: day(known_by) }) : t("ledger.at_day", { when: day(on) })} <Total n={total} shown={items.length} />
      </p>
      {error ? <ErrorNote error={error} retry={reload} /> : null}
      {items.length ? <States items={items} knownBy={known_by} on={ever ? null : on} /> : loading ? <Loading /> : error ? null : <Empty>{t("ledger.nothing")}</Empty>}
      <More more={more} loading={loading} />
    </>
  );
}

export function States({ items, knownBy, on }: { items: StateItem[]; knownBy?: string; on: string | null }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (key: string) => setOpen((now) => new Set(now.has(key) ? [...now].filter((k) => k !== key) : [...now, key]));
  const heads = ["kind", "reading", "place", "who", "since", "until", "status", "support"] as const;
  return (
    <div className="table-box" tabIndex={0} role="region" aria-label={t("ledger.caption")}>
      <table className="states">
        <caption className="visually-hidden">{t("ledger.caption")}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(`ledger.${head}`)}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{t("why.label")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((state, i) => {
            const key = `${state.id}-${i}`;
            return (
              <Fragment key={key}>
                <Row state={state} on={on} open={open.has(key)} toggle={() => toggle(key)} />
                {open.has(key) ? (
                  <tr className="why-row">
                    <td colSpan={heads.length + 1}>
                      <WhyTree id={state.id} knownBy={knownBy} />
                    </td>
                  </tr>
                ) : null}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Row({ state, on, open, toggle }: { state: StateItem; on: string | null; open: boolean; toggle: () => void }) {
  const stale = on && state.last_support ? Math.round((Date.parse(on) - Date.parse(state.last_support)) / 86_400_000) : 0;
  return (
    <tr className={state.status === "contested" ? "row-contested" : undefined}>
      <td data-label={t("ledger.kind")}>
        <Link to={path("ledger", state.id)}>{term("kind", state.kind)}</Link>
      </td>
      <td data-label={t("ledger.reading")}>
        <Chip group="reading" code={state.reading} /> {state.extent === "part" ? <span className="chip">{t("extent.part")}</span> : null} {state.holds === "perhaps" ? <Chip group="holds" code="perhaps" /> : null}
      </td>
      <td data-label={t("ledger.place")}>
        <Placed state={state} />
      </td>
      <td data-label={t("ledger.who")}>
        <Entities of={holdersOf(state)} kind="actors" /> {state.goods?.length ? <bdi lang="ar">{state.goods.join("، ")}</bdi> : null}
        {state.sponsor?.length ? (
          <div className="quiet">
            {t("ledger.sponsor")} <Entities of={state.sponsor} kind="actors" />
          </div>
        ) : null}
      </td>
      <td data-label={t("ledger.since")}>{state.since ? <bdi title={state.since.edtf}>{edtfText(state.since.edtf)}</bdi> : <span className="quiet">{t("when.unknown")}</span>}</td>
      <td data-label={t("ledger.until")}>{state.until ? <WhenText when={state.until} /> : <span className="quiet">{t("ledger.open_end")}</span>}</td>
      <td data-label={t("ledger.status")}>
        <Chip group="event" code={state.status} />{" "}
        <small className="quiet" title={t("ledger.voices_n", { for: state.because.length, against: state.against.length })}>
          <bdi dir="ltr">
            +{num(state.because.length)}
            {state.against.length ? ` −${num(state.against.length)}` : ""}
          </bdi>
        </small>
      </td>
      <td data-label={t("ledger.support")}>
        <Day iso={state.last_support} /> {stale > STALE_DAYS ? <small className="stale">{t("ledger.stale", { n: stale })}</small> : null}
      </td>
      <td>
        <Button aria-expanded={open} onClick={toggle} className="why-button">
          {t("why.label")}
        </Button>
      </td>
    </tr>
  );
}

function Placed({ state }: { state: StateItem }) {
  if (!state.place) return <span className="quiet">{t("ledger.no_place")}</span>;
  const around = state.path.find((id) => id !== state.place?.id);
  return (
    <>
      <Entities of={[state.place]} kind="places" />
      {around ? (
        <small className="quiet">
          {" "}
          <EntityLink kind="places" id={around} names={state.names} />
        </small>
      ) : null}
      {state.inherited_from ? (
        <div className="quiet">
          {t("ledger.inherited")} <EntityLink kind="places" id={state.inherited_from} names={state.names} />
        </div>
      ) : null}
    </>
  );
}

/** The permalink of a state: what it says, and why. As known by a day it may read otherwise. */
export function StatePage({ id }: { id: string }) {
  const [query] = useQuery();
  const { data, error, reload } = useApi<WhyNode>(`/explain/${encodeURIComponent(id)}`, { known_by: query.known_by, lang: lang() });
  if (error) return <ErrorNote error={error} retry={reload} />;
  const state = data?.record as unknown as StateItem | undefined;
  if (!state) return <Loading />;
  const place = state.place?.id;
  return (
    <>
      <PageHead title={t("ledger.state")}>
        {place ? <Link to={`/map?place=${encodeURIComponent(place)}`}>{t("place.on_map")}</Link> : null}
        {place ? <ExportMenu filter={{ place, type: state.kind, known_by: query.known_by }} /> : null}
      </PageHead>
      <FilterBar fields={[{ key: "known_by", label: t("filter.known_by"), kind: "day" }]} />
      <Panel>
        <StateLine state={state} />
        <p className="quiet">
          <Chip group="event" code={state.status} /> {state.since ? sinceText(state.since.edtf) : t("when.unknown")}
          {state.until ? (
            <>
              {t("list.comma")}
              {t("ledger.until_day", { when: edtfText(state.until.edtf) })}
            </>
          ) : null}
          {t("list.comma")}
          {t("ledger.support")} <Day iso={state.last_support} />
        </p>
      </Panel>
      <Panel title={t("why.title")}>
        <WhyTree id={id} knownBy={query.known_by} />
      </Panel>
    </>
  );
}

