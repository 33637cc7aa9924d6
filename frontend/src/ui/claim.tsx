// A claim at a glance: its type, stance and status, who, where, when, and the chain of its sources.
import { Fragment, type ReactNode } from "react";
import { lang, num, t, term } from "../strings";
import type { Claim, ClaimItem, Names, Role, Where } from "../types";
import { ROLES } from "../types";
import { Chip, EntityLink, NameText, WhenText } from "./basics";
import { DifferChip } from "./makers";

export const typeName = (type: string): string => term("type", type);

export function ClaimHead({ claim, children }: { claim: Claim & Partial<ClaimItem>; children?: ReactNode }) {
  return (
    <div className="claim-head">
      <strong className="claim-type" title={claim.type}>
        {typeName(claim.type)}
      </strong>
      <Chip group="stance" code={claim.stance} />
      <Chip group="status" code={claim.status} />
      {claim.extent === "part" ? <span className="chip">{t("extent.part")}</span> : null}
      <DifferChip claim={claim} />
      {claim.verdict ? <Chip group="verdict" code={claim.verdict} /> : null}
      {claim.judged_by?.length ? (
        <small className="quiet">
          <bdi>{claim.judged_by.join(lang() === "ar" ? "، " : ", ")}</bdi>
        </small>
      ) : null}
      {children}
    </div>
  );
}

/** Roles, time and casualties as short rows. */
export function ClaimBody({ claim, names }: { claim: Claim; names: Names }) {
  const harm = casualties(claim);
  return (
    <dl className="claim-body">
      {ROLES.filter((r) => claim.roles[r].length).map((role) => (
        <div key={role} className={`claim-row of-${role}`}>
          <dt>{t(`role.${role}`)}</dt>
          <dd>
            {claim.roles[role].map((f, i) => (
              <span key={`${f.start}-${i}`} className="claim-filler">
                <Filler role={role} id={f.id} text={f.text} names={names} />
                {role === "place" ? <Precision where={claim.where[i]} /> : null}
              </span>
            ))}
          </dd>
        </div>
      ))}
      <div className="claim-row of-time">
        <dt>{t("role.time")}</dt>
        <dd>
          <WhenText when={claim.when} />
          {claim.when?.basis ? <small className="quiet"> {term("basis", claim.when.basis)}</small> : null}
        </dd>
      </div>
      {harm ? <div className="claim-row claim-harm">{harm}</div> : null}
      <div className="claim-row of-source">
        <dt>{t("role.source")}</dt>
        <dd>
          <SourceChain claim={claim} names={names} />
        </dd>
      </div>
    </dl>
  );
}

function Filler({ role, id, text, names }: { role: Role; id: string; text: string; names: Names }) {
  if (role === "place") return <EntityLink kind="places" id={id} names={names} text={text} />;
  if (role === "goods") return <NameText name={names[id]} fallback={text} />;
  return <EntityLink kind="actors" id={id} names={names} text={text} />;
}

export function Precision({ where }: { where: Where | undefined }) {
  if (!where || where.precision === "unknown") return null;
  return (
    <small className="quiet">
      {" "}
      {term("precision", where.precision)}
      {where.radius_km ? (
        <>
          {" "}
          <bdi dir="ltr">±{num(where.radius_km)}</bdi> {t("claim.km")}
        </>
      ) : null}
    </small>
  );
}

function casualties(c: Claim): string {
  const one = (low: number | undefined, high: number | undefined, n: number | undefined, key: "killed" | "injured") =>
    n !== undefined
      ? t(`claim.${key}`, { n })
      : low !== undefined || high !== undefined
        ? t(`claim.${key}_range`, { a: low === undefined ? "" : num(low), b: high === undefined ? "" : num(high) })
        : "";
  return [one(c.killed_min, c.killed_max, c.killed, "killed"), one(c.injured_min, c.injured_max, c.injured, "injured")].filter(Boolean).join(" · ");
}

/** From the one closest to the fact outward; the outlet stands last. */
export function SourceChain({ claim, names }: { claim: Claim; names: Names }) {
  const { source } = claim;
  const outward = (source.via || claim.outlet).split(">").filter(Boolean);
  const first =
    source.kind === "named" ? (
      <EntityLink kind="actors" id={source.id} names={names} text={source.text} />
    ) : source.kind === "anonymous" ? (
      <>
        <bdi>{source.text || t("source.anonymous")}</bdi>
        <small className="chip chip-anonymous">{t("source.anonymous")}</small>
      </>
    ) : null;
  return (
    <span className="chain">
      {first}
      {outward.map((id, i) => (
        <Fragment key={id}>
          {first || i ? (
            <>
              <span aria-hidden="true" className="chain-step" />
              <span className="visually-hidden">{t("source.via")}</span>
            </>
          ) : null}
          <NameText name={names[id]} fallback={id} />
        </Fragment>
      ))}
      {first || outward.length ? null : t("source.outlet")}
    </span>
  );
}
