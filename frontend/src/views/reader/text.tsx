// The report's text with its marks; pointing at words lights their claims, selecting words chooses them.
import { memo, useEffect, useMemo, useRef, type KeyboardEvent } from "react";
import { lang, t, term } from "../../strings";
import type { Mark, Paragraph } from "../../types";
import { blocks, kinds, selected, step, textOf, type Chosen, type Run } from "./runs";

interface Props {
  language: string;
  paragraphs: Paragraph[];
  marks: Mark[];
  lit: ReadonlySet<number>; // marks of the claim that is pointed at or chosen
  onPoint: (claims: string[]) => void; // words are pointed at
  onPress: (claims: string[]) => void; // words are clicked
  onSelect: (words: Chosen | null) => void;
}

export function ReportText({ language, paragraphs, marks, lit, onPoint, onPress, onSelect }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const parts = useMemo(() => blocks(paragraphs), [paragraphs]);
  const runs = useMemo(() => new Map(parts.flatMap((b) => b.runs).map((r) => [r.number, r])), [parts]);

  useEffect(() => {
    const changed = () => {
      const inside = box.current?.contains(document.getSelection()?.anchorNode ?? null);
      if (box.current && inside) onSelect(selected(box.current, runs));
    };
    document.addEventListener("selectionchange", changed);
    return () => document.removeEventListener("selectionchange", changed);
  }, [runs, onSelect]);

  const claimsUnder = (target: EventTarget): string[] => {
    const element = target instanceof Element ? target.closest<HTMLElement>("[data-run]") : null;
    const run = element ? runs.get(Number(element.dataset.run)) : undefined;
    return run ? claimsOf(run, marks) : [];
  };
  const keys = (e: KeyboardEvent) => {
    const horizontal = e.key === "ArrowLeft" || e.key === "ArrowRight";
    if (horizontal && !e.ctrlKey && !e.metaKey && box.current) {
      const rtl = getComputedStyle(box.current).direction === "rtl";
      const forward = (e.key === "ArrowLeft") === rtl;
      if (e.altKey) document.getSelection()?.modify("extend", forward ? "forward" : "backward", "character");
      else step(box.current, forward, e.shiftKey);
      e.preventDefault();
    } else if ((e.key === "Enter" || e.key === " ") && e.target !== box.current) {
      const claims = claimsUnder(e.target);
      if (claims.length) onPress(claims);
      e.preventDefault();
    }
  };
  return (
    <div
      ref={box}
      className="report-text"
      dir={language === "ar" ? "rtl" : "auto"}
      lang={language || "ar"}
      tabIndex={0}
      role="group"
      aria-label={t("reader.text")}
      id="report-text"
      onKeyDown={keys}
      onMouseOver={(e) => onPoint(claimsUnder(e.target))}
      onMouseLeave={() => onPoint([])}
      onFocus={(e) => onPoint(claimsUnder(e.target))}
      onBlur={() => onPoint([])}
      onClick={(e) => {
        if (!document.getSelection()?.isCollapsed) return;
        const claims = claimsUnder(e.target);
        if (claims.length) onPress(claims);
      }}
    >
      {parts.map((block, i) => {
        const Tag = block.kind === "title" ? "h2" : "p";
        return (
          <Tag key={i}>
            {block.runs.map((run) => (
              <RunText key={run.number} run={run} marks={marks} lit={run.marks.some((m) => lit.has(m))} />
            ))}
          </Tag>
        );
      })}
    </div>
  );
}

function claimsOf(run: Run, marks: Mark[]): string[] {
  // the claims whose trigger it is come first
  const mine = run.marks.map((m) => marks[m]).filter((m): m is Mark => m !== undefined);
  const ordered = [...mine.filter((m) => m.kind === "trigger"), ...mine.filter((m) => m.kind !== "trigger")];
  return [...new Set(ordered.flatMap((m) => m.claims))];
}

const RunText = memo(function RunText({ run, marks, lit }: { run: Run; marks: Mark[]; lit: boolean }) {
  if (!run.marks.length) return <span data-run={run.number}>{textOf(run.segments)}</span>;
  const found = kinds(run, marks);
  const trigger = found.includes("trigger");
  const names = run.marks.map((m) => marks[m]?.name?.[lang()]).filter(Boolean);
  const title = `${found.map((k) => term("role", k)).join("، ")}${names.length ? `: ${[...new Set(names)].join("، ")}` : ""}`;
  return (
    <span
      data-run={run.number}
      className={`mark ${found.map((k) => `mark-${k}`).join(" ")} ${lit ? "lit" : ""}`}
      title={title}
      tabIndex={trigger ? 0 : undefined}
      role={trigger ? "button" : undefined}
    >
      {textOf(run.segments)}
    </span>
  );
});
