// Events as a table with filters; and the page of one event, with the voices for and against it.
import "./ledger.css";
import { useApi, useList } from "../../api";
import { Link, path, useQuery } from "../../router";
import { num, t, term } from "../../strings";
import { EVENT_STATUSES, type EventItem, type Names, type Voice } from "../../types";
import { Chip, More, PageHead, Panel, Table, Total, WhenText } from "../../ui/basics";
import { ExportMenu } from "../../ui/export";
import { FilterBar } from "../../ui/filters";
import { Entities, EventLine } from "../../ui/lines";
import { Empty, ErrorNote, Loading } from "../../ui/notes";
import { typeOptions } from "../../ui/options";
import { VoiceName } from "../../ui/voice";
import { WhyTree } from "./why";

export function Events() {
  const [query] = useQuery();
  const { type, place, actor, status, since, until, at, known_by } = query;
  const { items, total, more, loading, error, reload } = useList<EventItem>("/events", { type, place, actor, status, since, until, at, known_by });
  return (
    <>
      <PageHead title={t("ledger.events")}>
        <ExportMenu filter={{ type, place, actor, since, until, at, known_by }} />
      </PageHead>
      <FilterBar
        fields={[
          { key: "type", label: t("filter.type"), kind: "select", options: typeOptions() },
          { key: "place", label: t("filter.place"), kind: "place" },
          { key: "actor", label: t("filter.actor"), kind: "actor" },
          { key: "status", label: t("filter.status"), kind: "select", options: EVENT_STATUSES.map((value) => ({ value, label: term("event", value) })) },
          { key: "since", label: t("filter.since"), kind: "day" },
          { key: "until", label: t("filter.until"), kind: "day" },
          { key: "known_by", label: t("filter.known_by"), kind: "day" },
        ]}
      />
      <Total n={total} shown={items.length} />
      {error ? <ErrorNote error={error} retry={reload} /> : null}
      {items.length ? <EventTable items={items} /> : loading ? <Loading /> : error ? null : <Empty>{t("ledger.no_events")}</Empty>}
      <More more={more} loading={loading} />
    </>
  );
}

export function EventTable({ items }: { items: EventItem[] }) {
  return (
    <Table
      rows={items}
      id={(event) => event.id}
      caption={t("ledger.events_caption")}
      columns={[
        { key: "when", label: t("ledger.when"), cell: (event) => <WhenText when={event.when} /> },
        { key: "type", label: t("ledger.type"), cell: (event) => <Link to={path("events", event.id)}>{term("type", event.type)}</Link> },
        { key: "who", label: t("ledger.who"), cell: (event) => <Who event={event} /> },
        { key: "place", label: t("ledger.place"), cell: (event) => <Entities of={event.roles.place ?? []} kind="places" /> },
        { key: "status", label: t("ledger.status"), cell: (event) => <Chip group="event" code={event.status} /> },
        { key: "voices", label: t("ledger.voices"), cell: (event) => <Count event={event} /> },
      ]}
    />
  );
}

function Who({ event }: { event: EventItem }) {
  const { actor = [], target = [] } = event.roles;
  return (
    <span className="line">
      <Entities of={actor} kind="actors" />
      {target.length ? (
        <>
          {" "}
          <span className="arrow" role="img" aria-label={term("role", "target")} /> <Entities of={target} kind="actors" />
        </>
      ) : null}
    </span>
  );
}

function Count({ event }: { event: EventItem }) {
  return (
    <bdi dir="ltr" title={t("ledger.voices_n", { for: event.for.length, against: event.against.length })}>
      +{num(event.for.length)}
      {event.against.length ? ` −${num(event.against.length)}` : ""}
    </bdi>
  );
}

/** The permalink of an event. */
export function EventPage({ id }: { id: string }) {
  const [query] = useQuery();
  const { data: event, error, reload } = useApi<EventItem>(path("events", id));
  if (error) return <ErrorNote error={error} retry={reload} />;
  if (!event) return <Loading />;
  const place = event.where[0]?.place;
  return (
    <>
      <PageHead title={term("type", event.type)}>
        {place ? <Link to={`/map?place=${encodeURIComponent(place)}`}>{t("place.on_map")}</Link> : null}
        {place ? <ExportMenu filter={{ place, type: event.type }} /> : null}
      </PageHead>
      <Panel>
        <EventLine event={event} />
        <p>
          <Chip group="event" code={event.status} />
        </p>
      </Panel>
      <Panel title={t("ledger.voices")}>
        <div className="voices">
          <Voices title={t("ledger.voices_for")} of={event.for} names={event.names} />
          <Voices title={t("ledger.voices_against")} of={event.against} names={event.names} />
        </div>
      </Panel>
      <Panel title={t("why.title")}>
        <WhyTree id={id} knownBy={query.known_by} />
      </Panel>
    </>
  );
}

function Voices({ title, of, names }: { title: string; of: Voice[]; names: Names }) {
  if (of.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <ul>
        {of.map((voice) => (
          <li key={voice.voice}>
            <VoiceName id={voice.voice} kind={voice.kind} name={names[voice.voice]} />{" "}
            <span className="quiet">
              {voice.kind === "anonymous" ? "" : term("overview", `kind_${voice.kind}`)} {voice.interested ? t("ledger.interested") : ""}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
