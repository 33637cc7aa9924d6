// "Why?": the tree of reasons from a state or event down to the words of reports, opened branch by branch.
import "./why.css";
import { useState } from "react";
import { useApi } from "../../api";
import { Link, path } from "../../router";
import { day, lang, t, term } from "../../strings";
import type { ClaimItem, Difference, EventItem, StateItem, WhyNode } from "../../types";
import { Button, NameText } from "../../ui/basics";
import { ClaimLine, EventLine, StateLine } from "../../ui/lines";
import { about, DifferenceText } from "../../ui/makers";
import { Empty, ErrorNote, Loading } from "../../ui/notes";
import { VoiceName } from "../../ui/voice";
import { reason } from "./why_words";

const FIRST_OPEN = 2; // levels that are open at first: the state, its events

export function WhyTree({ id, knownBy }: { id: string; knownBy?: string }) {
  const { data, error, reload } = useApi<WhyNode>(`/explain/${encodeURIComponent(id)}`, { known_by: knownBy, lang: lang() });
  const [all, setAll] = useState<{ open: boolean; turn: number } | null>(null);
  if (error) return <ErrorNote error={error} retry={reload} />;
  if (!data) return <Loading />;
  const roots = data.because ?? [];
  return (
    <div className="why">
      <p className="why-tools no-print">
        <Button onClick={() => setAll({ open: true, turn: (all?.turn ?? 0) + 1 })}>{t("why.all")}</Button>{" "}
        <Button onClick={() => setAll({ open: false, turn: (all?.turn ?? 0) + 1 })}>{t("why.none")}</Button>
      </p>
      {data.why ? <p className="quiet">{reason(data.why) ?? <bdi lang="en">{data.why}</bdi>}</p> : null}
      {roots.length ? (
        <ul className="why-branch" aria-label={t("why.tree")}>
          {roots.map((node, i) => (
            <Branch key={`${all?.turn ?? 0}-${i}-${node.id}`} node={node} depth={1} all={all?.open ?? null} />
          ))}
        </ul>
      ) : (
        <Empty>{t("why.empty")}</Empty>
      )}
    </div>
  );
}

function Branch({ node, depth, all }: { node: WhyNode; depth: number; all: boolean | null }) {
  const [open, setOpen] = useState(all ?? depth < FIRST_OPEN);
  const children = node.because ?? [];
  const shown = node.kind === "claim" ? children.filter((c) => c.kind !== "words") : children;
  const title = term("why", `kind_${node.kind}`);
  return (
    <li className={`why-node why-${node.kind} ${node.side ? `why-side-${node.side}` : ""}`}>
      <div className="why-head">
        {shown.length ? (
          <button type="button" className="why-toggle" aria-expanded={open} aria-label={`${title}: ${open ? t("app.close") : t("why.open")}`} onClick={() => setOpen(!open)}>
            <span aria-hidden="true">{open ? "−" : "+"}</span>
          </button>
        ) : (
          <span className="why-leaf" aria-hidden="true" />
        )}
        <span className="why-kind">{title}</span>
        {node.side ? <span className={`chip why-chip-${node.side}`}>{term("why", `side_${node.side}`)}</span> : null}
        <Because node={node} />
      </div>
      <div className="why-body">
        <Said node={node} />
      </div>
      {open && shown.length ? (
        <ul className="why-branch">
          {shown.map((child, i) => (
            <Branch key={`${i}-${child.id}`} node={child} depth={depth + 1} all={all} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** Why the branch is there; a voice goes by the words of its claim. */
function Because({ node }: { node: WhyNode }) {
  if (!node.why || node.kind === "words" || node.kind === "judgement") return null;
  const claim = node.kind === "claim" && node.why.startsWith("voice ") ? (node.record as unknown as ClaimItem | undefined) : undefined;
  if (claim) {
    const { id, kind, text } = claim.source;
    return (
      <span className="quiet">
        {t("why.voice")} <VoiceName id={id || `~${text}`} kind={kind} name={claim.names[id] ?? (kind === "anonymous" ? claim.names[claim.outlet] : undefined)} />
      </span>
    );
  }
  return <span className="quiet">{reason(node.why) ?? <bdi lang="en">{node.why}</bdi>}</span>;
}

function Said({ node }: { node: WhyNode }) {
  if (node.kind === "claim" && node.record) return <ClaimSaid claim={node.record as unknown as ClaimItem} />;
  if (node.kind === "event" && node.record) return <EventLine event={node.record as unknown as EventItem} />;
  if (node.kind === "state" && node.record) return <StateLine state={node.record as unknown as StateItem} />;
  if (node.kind === "words") return <Words node={node} />;
  if (node.kind === "rule") return <code dir="ltr">{node.text}</code>;
  if (node.kind === "judgement") return <JudgementSaid node={node} />;
  if (node.kind === "context" && node.record) return <Differing difference={node.record as unknown as Difference} />;
  return <bdi dir="auto">{reason(node.text) ?? node.text}</bdi>;
}

function Differing({ difference }: { difference: Difference }) {
  return (
    <>
      <span className="quiet">{about(difference)}: </span>
      <DifferenceText difference={difference} />
    </>
  );
}

function ClaimSaid({ claim }: { claim: ClaimItem }) {
  return (
    <>
      <ClaimLine claim={claim} />
      <p className="why-links">
        <Link to={`${path("reports", claim.report)}?claim=${encodeURIComponent(claim.id)}`}>{t("why.to_report")}</Link>{" "}
        <span className="quiet">
          <NameText name={claim.names[claim.outlet]} fallback={claim.outlet} />
          {claim.published ? (
            <>
              {t("list.comma")}
              <bdi>{day(claim.published)}</bdi>
            </>
          ) : null}
        </span>
      </p>
    </>
  );
}

/** Words of a report: a role's words with the role, or the sentence that holds them all. */
function Words({ node }: { node: WhyNode }) {
  const role = ["trigger", "actor", "target", "place", "goods", "time", "source"].includes(node.id) ? node.id : "";
  return (
    <span className="why-words">
      {role ? <span className="quiet">{term("role", role)}: </span> : null}
      {role ? (
        <mark className={`mark mark-${role}`} lang="ar" dir="auto">
          {node.text}
        </mark>
      ) : (
        <q lang="ar" dir="auto">
          {node.text}
        </q>
      )}
    </span>
  );
}

function JudgementSaid({ node }: { node: WhyNode }) {
  const [verdict = ""] = node.text.split(" ");
  const found = /^judged by (?<by>.+?) on (?<on>\d{4}-\d{2}-\d{2})(?:: (?<note>.*))?$/s.exec(node.why ?? "");
  return (
    <span>
      {term("verdict", verdict)}{" "}
      {found?.groups ? (
        <span className="quiet">
          <bdi>{found.groups.by}</bdi>
          {t("list.comma")}
          <bdi>{day(found.groups.on)}</bdi> {found.groups.note ? <bdi dir="auto">{found.groups.note}</bdi> : null}
        </span>
      ) : null}
    </span>
  );
}
