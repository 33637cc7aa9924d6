// What both pages show below their head: the timeline with the evidence of what is chosen, and the tables under it.
import { useState } from "react";
import { Timeline, type Chosen } from "../../charts/timeline";
import { Link } from "../../router";
import { t } from "../../strings";
import type { EventItem, StateItem } from "../../types";
import { Button, Panel } from "../../ui/basics";
import { EventLine, StateLine } from "../../ui/lines";
import { EventTable } from "../ledger/events";
import { States } from "../ledger/states";
import { WhyTree } from "../ledger/why";

export interface LifeOf {
  claims: number;
  states: StateItem[];
  states_total: number;
  events: EventItem[];
  events_total: number;
}
const LATEST = 25;

export function Life({ life, of, knownBy, more }: { life: LifeOf; of: string; knownBy?: string; more: string }) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const latest = life.events.slice(-LATEST).reverse();
  return (
    <>
      {life.states.length || life.events.length ? (
        <Panel title={t("place.timeline")} className="panel-timeline">
          <Timeline states={life.states} events={life.events} of={of} chosen={chosen} choose={setChosen} />
          {chosen ? <Evidence chosen={chosen} knownBy={knownBy} close={() => setChosen(null)} /> : null}
        </Panel>
      ) : null}
      {life.states.length ? (
        <Panel title={<Counted title={t("place.states")} shown={life.states.length} n={life.states_total} />} actions={<Link to={`/ledger?ever=true&${more}`}>{t("place.all_states")}</Link>}>
          <States items={[...life.states].reverse()} knownBy={knownBy} on={null} />
        </Panel>
      ) : null}
      {latest.length ? (
        <Panel title={<Counted title={t("place.events")} shown={latest.length} n={life.events_total} />} actions={<Link to={`/events?${more}`}>{t("place.all_events")}</Link>}>
          <EventTable items={latest} />
        </Panel>
      ) : null}
    </>
  );
}

function Counted({ title, shown, n }: { title: string; shown: number; n: number }) {
  return (
    <>
      {title} {shown < n ? <small className="quiet">{t("place.latest", { shown, n })}</small> : null}
    </>
  );
}

function Evidence({ chosen, knownBy, close }: { chosen: Chosen; knownBy?: string; close: () => void }) {
  const [open, setOpen] = useState<string | null>(null);
  const only = chosen.states[0]?.id ?? (chosen.events.length === 1 ? chosen.events[0]?.id : undefined);
  return (
    <section className="evidence" aria-label={t("why.title")} aria-live="polite">
      <Button onClick={close} className="evidence-close">
        {t("app.close")}
      </Button>
      {chosen.states.map((state) => (
        <StateLine key={state.id} state={state} />
      ))}
      {chosen.events.map((event) => (
        <div key={event.id}>
          <EventLine event={event} />
          {only ? null : (
            <Button aria-expanded={open === event.id} onClick={() => setOpen(open === event.id ? null : event.id)}>
              {t("why.label")}
            </Button>
          )}
          {open === event.id ? <WhyTree id={event.id} knownBy={knownBy} /> : null}
        </div>
      ))}
      {only ? <WhyTree key={only} id={only} knownBy={knownBy} /> : null}
    </section>
  );
}

/** Only on paper: what a reader of the print must know. */
export function Printed() {
  return <p className="print-only">{t("place.printed", { when: new Date().toISOString().slice(0, 10) })}</p>;
}
