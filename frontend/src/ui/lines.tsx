// A claim, an event, a state as one line with its links: the same wording in map, ledger, overview and pages.
import "./lines.css";
import { Fragment } from "react";
import { Link, path } from "../router";
import { t, term } from "../strings";
import type { ClaimItem, Entity, EventItem, Piece, StateItem } from "../types";
import { Chip, EntityLink, NameText, WhenText } from "./basics";
import { sinceText } from "./edtf";

/** The words of a report, those that carry the claim marked. */
export function Quotation({ pieces }: { pieces: Piece[] }) {
  return (
    <q className="quotation" lang="ar" dir="auto">
      {pieces.map((piece, i) =>
        piece.m.length ? (
          <mark key={i} className={`mark ${piece.m.map((m) => `mark-${m}`).join(" ")}`} title={piece.m.map((m) => term("role", m)).join(t("list.comma"))}>
            {piece.t}
          </mark>
        ) : (
          <Fragment key={i}>{piece.t}</Fragment>
        ),
      )}
    </q>
  );
}

export function ClaimLine({ claim, quoted = true }: { claim: ClaimItem; quoted?: boolean }) {
  const { source, names } = claim;
  return (
    <div className="line">
      <Link to={path("claims", claim.id)}>{term("type", claim.type)}</Link> <Chip group="stance" code={claim.stance} /> <Chip group="status" code={claim.status} />{" "}
      <span className="quiet">
        <NameText name={names[source.id] ?? names[claim.outlet]} fallback={source.text || source.id || claim.outlet} />
        {t("list.comma")}
        <WhenText when={claim.when} />
      </span>
      {quoted ? <Quotation pieces={claim.quotation} /> : null}
    </div>
  );
}

export function Entities({ of, kind }: { of: Entity[]; kind: "places" | "actors" }) {
  return of.map((one, i) => (
    <span key={one.id + String(i)}>
      {i ? t("list.comma") : ""}
      <EntityLink kind={kind} id={one.id} names={one.name ? { [one.id]: one.name } : undefined} text={one.text} />
    </span>
  ));
}

export function EventLine({ event, named = true }: { event: EventItem; named?: boolean }) {
  const { actor = [], target = [], place = [] } = event.roles;
  return (
    <div className="line">
      <Link to={path("events", event.id)}>{term("type", event.type)}</Link> {event.status === "reported" ? null : <Chip group="event" code={event.status} />}{" "}
      <Entities of={actor} kind="actors" />
      {target.length ? (
        <>
          {" "}
          <span role="img" aria-label={term("role", "target")} className="arrow" />{" "}
          <Entities of={target} kind="actors" />
        </>
      ) : null}
      {named && place.length ? (
        <>
          {t("list.comma")}
          <Entities of={place} kind="places" />
        </>
      ) : null}{" "}
      <span className="quiet">
        <WhenText when={event.when} />
      </span>
    </div>
  );
}

export function holdersOf(state: StateItem): Entity[] {
  return state.holder ?? state.by ?? state.parties ?? [];
}

export function StateLine({ state, named = true }: { state: StateItem; named?: boolean }) {
  return (
    <div className="line">
      <Link to={path("ledger", state.id)}>{term("kind", state.kind)}</Link> <Chip group="reading" code={state.reading} />{" "}
      {state.status === "reported" ? null : <Chip group="event" code={state.status} />} {state.extent === "part" ? <span className="chip">{t("extent.part")}</span> : null}{" "}
      {named && state.place ? (
        <>
          <Entities of={[state.place]} kind="places" />
          {holdersOf(state).length || state.goods?.length ? t("list.comma") : ""}
        </>
      ) : null}
      <Entities of={holdersOf(state)} kind="actors" /> {state.goods?.length ? <bdi lang="ar">{state.goods.join("، ")}</bdi> : null}{" "}
      {state.since ? (
        <span className="quiet">
          {sinceText(state.since.edtf)}
        </span>
      ) : null}
    </div>
  );
}
