// One claim beside the text: what it says at a glance, and, once chosen, what a person may do with it.
import { memo, useEffect, useRef, type ReactNode } from "react";
import { Link, path } from "../../router";
import { num, t } from "../../strings";
import type { Claim, ClaimItem, Names } from "../../types";
import { Button } from "../../ui/basics";
import { ClaimBody, ClaimHead } from "../../ui/claim";
import { Makers } from "../../ui/makers";

export type ShownClaim = Claim & { marks: number[] } & Partial<ClaimItem>;
export type Mode = "correct" | "link" | null;

interface Props {
  claim: ShownClaim;
  number: number;
  names: Names;
  chosen: boolean;
  lit: boolean;
  stored: boolean; // a report that is only being tried has no links
  judge: { accept: () => void; reject: () => void; open: (mode: Mode) => void } | null;
  onPoint: (ids: string[]) => void;
  onChoose: (id: string) => void;
  children?: ReactNode; // the form, the links, the history
}

/** Remembered: of a long report's thousands only the two that change are drawn anew. */
export const ClaimCard = memo(function ClaimCard({ claim, number, names, chosen, lit, stored, judge, onPoint, onChoose, children }: Props) {
  const box = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) box.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const state = `${chosen ? "chosen" : ""} ${lit ? "lit" : ""} ${claim.verdict === "reject" ? "rejected" : ""} ${claim.withdrawn ? "withdrawn" : ""}`;
  return (
    <li
      ref={box}
      className={`card ${state}`}
      id={claim.id}
      onMouseEnter={() => onPoint([claim.id])}
      onMouseLeave={() => onPoint([])}
      onFocus={() => onPoint([claim.id])}
      onBlur={() => onPoint([])}
    >
      <button type="button" className="card-number" aria-pressed={chosen} aria-label={t("reader.claim_n", { n: number })} onClick={() => onChoose(claim.id)}>
        {num(number)}
      </button>
      <div className="card-body" onClick={(e) => !(e.target instanceof Element && e.target.closest("a,button,input,select,form")) && onChoose(claim.id)}>
        <ClaimHead claim={claim}>
          {stored ? (
            <Link className="card-link" to={path("claims", claim.id)} aria-label={t("claim.permalink")} title={t("claim.permalink")}>
              #
            </Link>
          ) : null}
        </ClaimHead>
        <ClaimBody claim={claim} names={names} />
        {chosen && claim.coders ? <Makers claim={claim} /> : null}
        {chosen && judge ? <Actions claim={claim} judge={judge} /> : null}
        {chosen ? children : null}
      </div>
    </li>
  );
});

function Actions({ claim, judge }: { claim: ShownClaim; judge: NonNullable<Props["judge"]> }) {
  return (
    <div className="card-actions no-print">
      <Button onClick={judge.accept} aria-pressed={claim.verdict === "accept"} aria-keyshortcuts="a">
        ✓ {t("reader.accept")}
      </Button>
      <Button onClick={judge.reject} aria-pressed={claim.verdict === "reject"} aria-keyshortcuts="r">
        ✕ {t("reader.reject")}
      </Button>
      <Button onClick={() => judge.open("correct")} aria-keyshortcuts="c">
        ✎ {t("reader.correct")}
      </Button>
      <Button onClick={() => judge.open("link")} aria-keyshortcuts="s">
        ⇄ {t("reader.link")}
      </Button>
    </div>
  );
}
