// A place: where it lies, what holds there now, its chronicle in sentences, its timeline, its states and events.
import { useState } from "react";
import { useApi } from "../../api";
import { Link, path, useQuery } from "../../router";
import { lang, t, term } from "../../strings";
import type { Names, Page, PlaceItem, StateItem } from "../../types";
import { Button, EntityLink, NameText, PageHead, Panel } from "../../ui/basics";
import { ExportMenu } from "../../ui/export";
import { FilterBar } from "../../ui/filters";
import { StateLine } from "../../ui/lines";
import { Empty, ErrorNote, Loading } from "../../ui/notes";
import { WhyTree } from "../ledger/why";
import { Life, Printed, type LifeOf } from "./life";

interface PlaceLife extends LifeOf {
  place: PlaceItem;
  parts: PlaceItem[];
  names: Names;
}
interface Turn {
  when: string;
  text: string;
  state: string;
}
const PARTS = 60;
const EVIDENCE = 60; // trees that one page opens at once

export function PlacePage({ id }: { id: string }) {
  const [query] = useQuery();
  const { known_by } = query;
  const { data, error, reload } = useApi<PlaceLife>(path("places", id), { known_by });
  const held = useApi<Page<StateItem> & { at: string | null }>("/states", { place: id, known_by, limit: 100 });
  if (error) return <ErrorNote error={error} retry={reload} />;
  if (!data) return <Loading />;
  const { place, parts } = data;
  const here = `place=${encodeURIComponent(id)}`;
  return (
    <article className="dossier">
      <PageHead title={<NameText name={place.name} fallback={id.replace(/^~/, "")} />}>
        {place.lat === null ? null : <Link to={`/map?${here}`}>{t("place.on_map")}</Link>}
        <ExportMenu filter={{ place: id, known_by }} />
        <Button onClick={() => window.print()}>{t("place.print")}</Button>
      </PageHead>
      <Where place={place} names={data.names} claims={data.claims} />
      <FilterBar fields={[{ key: "known_by", label: t("filter.known_by"), kind: "day" }]} />
      <Printed />
      {data.claims === 0 && data.states.length === 0 ? <Empty>{t("place.no_claims")}</Empty> : null}
      {held.data?.items.length ? (
        <Panel title={t("place.now")}>
          <ul className="plain">
            {held.data.items.map((state, i) => (
              <li key={`${state.id}-${i}`}>
                <StateLine state={state} named={state.place?.id !== id} />
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
      <Chronicle id={id} knownBy={known_by} />
      <Life life={data} of={id} knownBy={known_by} more={here} />
      {parts.length ? (
        <Panel title={t("place.parts")}>
          <ul className="plain parts">
            {parts.slice(0, PARTS).map((part) => (
              <li key={part.id}>
                <EntityLink kind="places" id={part.id} names={{ [part.id]: part.name }} /> <small className="quiet">{term("placekind", part.kind)}</small>
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
    </article>
  );
}

function Where({ place, names, claims }: { place: PlaceItem; names: Names; claims: number }) {
  return (
    <p className="where">
      {place.known ? term("placekind", place.kind) : t("place.known_no")}
      {place.path.slice(1).map((around) => (
        <span key={around}>
          {t("list.comma")}
          <EntityLink kind="places" id={around} names={names} />
        </span>
      ))}
      {place.lat === null || place.lon === null ? null : (
        <span className="quiet">
          {" "}
          <bdi dir="ltr">
            {place.lat.toFixed(3)}, {place.lon.toFixed(3)}
          </bdi>{" "}
          {place.radius_km ? (
            <>
              <bdi dir="ltr">±{place.radius_km}</bdi> {t("map.km")}
            </>
          ) : null}
        </span>
      )}
      {t("list.comma")}
      <span className="quiet">{t("place.claims", { n: claims })}</span>
    </p>
  );
}

/** The life in sentences, one for each turn. */
function Chronicle({ id, knownBy }: { id: string; knownBy?: string }) {
  const { data } = useApi<{ items: Turn[] }>(path("places", id, "chronicle"), { known_by: knownBy, lang: lang() });
  const [open, setOpen] = useState<number | null>(null);
  const [all, setAll] = useState(false);
  if (!data?.items.length) return null;
  return (
    <Panel
      title={t("place.chronicle")}
      actions={
        <Button aria-pressed={all} onClick={() => setAll(!all)}>
          {t("place.with_evidence")}
        </Button>
      }
    >
      <ol className="chronicle">
        {data.items.map((turn, i) => (
          <li key={i}>
            <span className="chronicle-when">
              <bdi>{turn.when}</bdi>
            </span>
            <span className="chronicle-text" dir="auto">
              {turn.text}
            </span>
            <Button className="no-print" aria-expanded={open === i || all} onClick={() => setOpen(open === i ? null : i)}>
              {t("why.label")}
            </Button>
            {open === i || (all && i < EVIDENCE) ? (
              <div className="chronicle-why">
                <WhyTree id={turn.state} knownBy={knownBy} />
              </div>
            ) : null}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
