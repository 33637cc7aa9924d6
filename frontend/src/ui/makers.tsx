// Who made a claim, the rules or the network, and what each of them would have said alone where they differ.
import "./makers.css";
import type { ReactNode } from "react";
import { num, t, term, type Key } from "../strings";
import type { Claim, Difference } from "../types";

export const CODERS = ["rules", "neural", "both", "person"] as const;

export function DifferChip({ claim }: { claim: Claim }) {
  const n = claim.differences?.length ?? 0;
  return n ? <span className="chip chip-differ">{t("makers.differ_n", { n })}</span> : null;
}

export function Makers({ claim }: { claim: Claim }) {
  const differences = claim.differences ?? [];
  return (
    <div className="makers">
      <p>
        <span className="quiet">{t("makers.label")}:</span> {made(claim)}
      </p>
      {differences.length ? (
        <>
          <p className="quiet">{t("makers.where")}</p>
          <dl className="makers-list">
            {differences.map((d) => (
              <div key={d.text} className={`claim-row of-${d.about ?? "text"}`}>
                <dt>{about(d)}</dt>
                <dd>
                  <DifferenceText difference={d} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      ) : null}
    </div>
  );
}

function made(claim: Claim): ReactNode {
  const person = claim.by.startsWith("person@") ? claim.by.slice("person@".length) : "";
  if (person) return <bdi>{t("claim.by_person", { name: person })}</bdi>;
  const coders = claim.coders ?? [];
  const known = coders.length > 1 && coders.every((c) => c === "rules" || c === "neural");
  if (known) return term("coder", "both");
  const names = coders.map((c) => term("coder", c)).join(t("list.comma"));
  return coders.length === 1 && claim.differences?.length ? t("makers.alone", { who: names }) : names;
}

const FILTER: Record<string, Key> = { type: "filter.type", stance: "filter.stance", status: "filter.status", event: "claim.one" };
export function about({ about: what }: Difference): string {
  const key = FILTER[what ?? ""];
  return key ? t(key) : what ? term("role", what) : "";
}

/** One difference in a sentence: who, and what that one held. */
export function DifferenceText({ difference: d }: { difference: Difference }) {
  if (!d.about || !d.coder) return <code dir="ltr">{d.text}</code>;
  const who = term("coder", d.coder);
  if (d.about === "event") return <>{t("makers.no_event", { who })}</>;
  if (d.taken !== undefined)
    return (
      <>
        {t("makers.alone", { who })}
        {": "}
        <Held d={d} />
        {t("list.comma")}
        {t(d.taken ? "makers.taken" : "makers.not_taken")}
      </>
    );
  return (
    <>
      {who}
      {": "}
      <Held d={d} />
      {typeof d.p === "number" ? <small className="quiet"> {t("makers.sure", { n: num(Math.round(d.p * 100)) })}</small> : null}
    </>
  );
}

function Held({ d }: { d: Difference }) {
  const held = d.held ?? "";
  if (d.about === "type" || d.about === "stance" || d.about === "status") return <>{term(d.about, held)}</>;
  if (d.about === "source" && (held === "" || held === "outlet")) return <>{t(held ? "source.outlet" : "makers.other_source")}</>;
  return (
    <q lang="ar" dir="auto">
      {held}
    </q>
  );
}
