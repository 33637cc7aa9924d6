// The list beside the map: the same spots, each with its states, events and claims, and below them what has no point.
import { useApi, useList } from "../../api";
import { Link, path, useQuery } from "../../router";
import { t, term } from "../../strings";
import type { ClaimItem, EventItem, StateItem, WhyNode } from "../../types";
import { Button, Chip, EntityLink, More, NameText, Num, WhenText } from "../../ui/basics";
import { ErrorNote, Loading } from "../../ui/notes";
import { sinceText } from "../../ui/edtf";
import { ClaimLine, EventLine, StateLine } from "../../ui/lines";
import { span, type Query } from "./layers";
import type { Answers, ClaimsLook, EventLook, Spot, StateLook } from "./spots";

const NEAR = 0.0004; // degrees around a point that still are that point

export function SpotRow({ spot, chosen, choose }: { spot: Spot; chosen: boolean; choose: (key: string) => void }) {
  const [query] = useQuery();
  return (
    <li className={`spot ${chosen ? "spot-chosen" : ""}`} id={`spot-${spot.key}`}>
      <div className="spot-head">
        <button type="button" className="spot-name" aria-pressed={chosen} onClick={() => choose(chosen ? "" : spot.key)}>
          <NameText name={spot.name} fallback={spot.place || "?"} />
        </button>
        <span className="quiet">
          {term("precision", spot.precision)}
          {spot.radius_km ? (
            <>
              {" "}
              <bdi dir="ltr">±{spot.radius_km}</bdi> {t("map.km")}
            </>
          ) : null}
        </span>
        {spot.place ? (
          <Link to={path("places", spot.place)} className="spot-page">
            {t("map.place_page")}
          </Link>
        ) : null}
      </div>
      <ul className="spot-rows">
        {spot.states.map((state) => (
          <StateRow key={`${state.id}-${spot.key}`} state={state} />
        ))}
        {spot.events.slice(0, chosen ? 200 : 4).map((event) => (
          <EventRow key={event.id} event={event} />
        ))}
        {!chosen && spot.events.length > 4 ? (
          <li className="quiet">
            {t("map.more_events", { n: spot.events.length - 4 })}
          </li>
        ) : null}
      </ul>
      {spot.claims ? chosen ? <ClaimsAt spot={spot} query={query} /> : <ClaimsCount look={spot.claims} /> : null}
    </li>
  );
}

function StateRow({ state }: { state: StateLook & { id: string } }) {
  return (
    <li>
      <Link to={path("ledger", state.id)}>{term("kind", state.kind)}</Link> <Chip group="reading" code={state.reading} />{" "}
      {state.extent === "part" ? <span className="chip">{t("extent.part")}</span> : null} {state.status === "reported" ? null : <Chip group="event" code={state.status} />}{" "}
      {state.holds === "perhaps" ? <Chip group="holds" code="perhaps" /> : null}{" "}
      {state.holders.map((holder, i) => (
        <span key={holder.id + String(i)}>
          {i ? t("list.comma") : ""}
          <EntityLink kind="actors" id={holder.id} names={{ [holder.id]: holder }} text={holder.ar} />
        </span>
      ))}{" "}
      {state.goods.length ? <bdi lang="ar">{state.goods.join("، ")}</bdi> : null}{" "}
      {state.since ? <span className="quiet">{sinceText(state.since)}</span> : null}
    </li>
  );
}

function EventRow({ event }: { event: EventLook & { id: string } }) {
  return (
    <li>
      <Link to={path("events", event.id)}>{term("type", event.type)}</Link> {event.status === "reported" ? null : <Chip group="event" code={event.status} />}{" "}
      {event.actors.map((actor, i) => (
        <span key={actor.id}>
          {i ? t("list.comma") : ""}
          <NameText name={actor} fallback={actor.id.replace(/^~/, "")} />
        </span>
      ))}{" "}
      <span className="quiet">
        <WhenText when={{ edtf: `${event.first ?? ".."}/${event.last ?? ".."}`, earliest: event.first, latest: event.last }} />
      </span>
    </li>
  );
}

function ClaimsCount({ look }: { look: ClaimsLook }) {
  const common = Object.entries(look.types).slice(0, 3);
  return (
    <p className="spot-count">
      {t("map.claims_here", { n: look.count })}{" "}
      <span className="quiet">
        {common.map(([type, n], i) => (
          <span key={type}>
            {i ? t("list.comma") : ""}
            {term("type", type)} <Num n={n} />
          </span>
        ))}
      </span>
    </p>
  );
}

function ClaimsAt({ spot, query }: { spot: Spot; query: Query }) {
  const [longitude, latitude] = spot.at;
  const bbox = [longitude - NEAR, latitude - NEAR, longitude + NEAR, latitude + NEAR].map((n) => n.toFixed(5)).join();
  const { items, more, loading, error } = useList<ClaimItem>("/claims", { ...span(query), bbox, type: query.type, actor: query.actor, known_by: query.known_by }, 10);
  return (
    <>
      {error ? <ErrorNote error={error} /> : null}
      <ul className="spot-rows">
        {items.map((claim) => (
          <li key={claim.id}>
            <ClaimLine claim={claim} />
          </li>
        ))}
      </ul>
      <More more={more} loading={loading} />
    </>
  );
}

const SHOWN = 20;
/** Rows of the same filter that have no point: said beside the map, so that nobody takes the map for all there is. */
export function Unlocated({ missing, open, setOpen }: { missing: { kind: keyof Answers; count: number; ids: string[] }[]; open: boolean; setOpen: (open: boolean) => void }) {
  const [query] = useQuery();
  if (missing.length === 0) return null;
  return (
    <section className="unlocated" aria-label={t("map.unlocated")}>
      <div className="spot-head">
        <h2>{t("map.unlocated")}</h2>
        <span className="quiet">
          {missing.map(({ kind, count }, i) => (
            <span key={kind}>
              {i ? t("list.comma") : ""}
              {t(`map.n_${kind}`, { n: count })}
            </span>
          ))}
        </span>
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t("app.close") : t("map.show_list")}
        </Button>
      </div>
      {open ? (
        <ul className="spot-rows">
          {missing.map(({ kind, ids }) => (kind === "claims" ? <ClaimsNowhere key={kind} query={query} /> : ids.slice(0, SHOWN).map((id) => <Nowhere key={id} kind={kind} id={id} />)))}
        </ul>
      ) : null}
    </section>
  );
}

function ClaimsNowhere({ query }: { query: Query }) {
  const { items, more, loading } = useList<ClaimItem>("/claims", { ...span(query), located: "false", type: query.type, place: query.place, actor: query.actor, known_by: query.known_by }, SHOWN);
  return (
    <>
      {items.map((claim) => (
        <li key={claim.id}>
          <ClaimLine claim={claim} />
        </li>
      ))}
      <li>
        <More more={more} loading={loading} />
      </li>
    </>
  );
}

function Nowhere({ kind, id }: { kind: "states" | "events"; id: string }) {
  const [query] = useQuery();
  const { data, loading } = useApi<WhyNode>(`/explain/${encodeURIComponent(id)}`, { known_by: query.known_by });
  if (!data?.record) return loading ? <Loading /> : null;
  return <li>{kind === "states" ? <StateLine state={data.record as unknown as StateItem} /> : <EventLine event={data.record as unknown as EventItem} />}</li>;
}
