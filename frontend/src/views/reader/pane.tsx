// Text and claims side by side; the same for a stored report and for one that is only being tried.
import { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { useQuery } from "../../router";
import { t } from "../../strings";
import type { Judgement, Names } from "../../types";
import { Button } from "../../ui/basics";
import { Empty, ErrorNote } from "../../ui/notes";
import { ClaimCard, type Mode, type ShownClaim } from "./card";
import { correction, draftOf, empty, missed, wordless, type Draft, type Marked } from "./draft";
import { ClaimForm, give, TARGETS } from "./form";
import { HelpSheet } from "./help";
import { History } from "./history";
import { useKeys, type Commands } from "./keys";
import { Legend } from "./legend";
import { LinkPanel } from "./link";
import type { Chosen } from "./runs";
import { ReportText } from "./text";
import type { Work } from "./work";

const MANY = 100;

interface Props {
  language: string;
  marked: Marked;
  claims: ShownClaim[];
  namesOf: (claim: ShownClaim) => Names;
  judgements?: Judgement[];
  work: Work | null; // null: nothing can be judged here
  stored: boolean;
}

export function Pane({ language, marked, claims, namesOf, judgements = [], work, stored }: Props) {
  const [query, setQuery] = useQuery();
  const [local, setLocal] = useState("");
  const chosen = stored ? (query.claim ?? "") : local;
  const [pointed, setPointed] = useState<string[]>([]);
  const [picked, setPicked] = useState<Chosen | null>(null);
  const [mode, setMode] = useState<Mode | "add">(null);
  const [draft, setDraft] = useState<Draft>(() => empty(null));
  const [before, setBefore] = useState<Draft>(draft);
  const [help, setHelp] = useState(false);

  const choose = useCallback(
    (id: string) => {
      if (stored) setQuery({ claim: id });
      else setLocal(id);
      setMode(null);
    },
    [stored, setQuery],
  );
  const point = useCallback((ids: string[]) => setPointed((now) => (now.join() === ids.join() ? now : ids)), []);
  const claim = claims.find((c) => c.id === chosen);
  const lit = useMemo(() => {
    const ids = pointed.length ? pointed : [chosen];
    return new Set(claims.filter((c) => ids.includes(c.id)).flatMap((c) => c.marks));
  }, [pointed, chosen, claims]);
  useEffect(() => bringIntoSight(), [chosen]);
  useEffect(() => {
    if (mode === "correct" && !claim) setMode(null);
  }, [mode, claim]);

  const open = (to: Mode | "add") => {
    if (!work || (to !== "add" && !claim)) return;
    const start = to === "correct" && claim ? draftOf(claim, namesOf(claim), marked) : empty(picked);
    setDraft(start);
    // the last correction is the one that counts: a new one says again what earlier ones had changed
    setBefore(claim?.original ? draftOf({ ...claim.original, marks: claim.marks }, namesOf(claim), marked) : start);
    setMode(to === mode && to !== "add" ? null : to);
  };
  const walk = (by: number) => {
    const at = claims.findIndex((c) => c.id === chosen);
    const next = claims[at < 0 ? (by > 0 ? 0 : claims.length - 1) : Math.min(Math.max(at + by, 0), claims.length - 1)];
    if (next) choose(next.id);
  };
  const verdict = (what: "accept" | "reject") => {
    if (!work || !claim) return;
    work.judge(what, claim.id);
    walk(1);
  };
  const commands: Commands = {
    KeyJ: () => walk(1),
    KeyK: () => walk(-1),
    KeyW: () => document.getElementById("report-text")?.focus(),
    "?": () => setHelp(true),
    Escape: () => (mode ? setMode(null) : setHelp(false)),
  };
  if (work) Object.assign(commands, { KeyA: () => verdict("accept"), KeyR: () => verdict("reject"), KeyC: () => open("correct"), KeyS: () => open("link"), KeyN: () => open("add"), KeyU: work.undoLast });
  if (picked && (mode === "correct" || mode === "add")) TARGETS.forEach((target, i) => (commands[`Digit${i + 1}`] = () => setDraft((d) => give(d, target, picked))));
  useKeys(commands);

  const close = () => setMode(null);
  const submit = async (note: string) => {
    if (!work) return;
    if (wordless(before, draft)) throw new Error(t("reader.source_missing"));
    if (mode === "add") {
      const body = missed(draft);
      if (body) choose(await work.add(body));
    } else if (claim) {
      const changes = correction(before, draft);
      if (!changes) throw new Error(t("reader.nothing_changed"));
      await work.correct(claim.id, changes, note);
    }
    setMode(null);
  };
  const form = <ClaimForm draft={draft} setDraft={setDraft} picked={picked} adding={mode === "add"} submit={submit} cancel={close} />;
  return (
    <div className="reader">
      <div className="reader-text">
        <div className="reader-tools no-print">
          <Legend />
          <Button kind="plain" onClick={() => setHelp(true)} aria-keyshortcuts="?">
            {t("keys.title")} <kbd>?</kbd>
          </Button>
        </div>
        <ReportText language={language} {...marked} lit={lit} onPoint={point} onPress={(ids) => choose(ids.find((id) => id === chosen) ?? ids[0] ?? "")} onSelect={setPicked} />
      </div>
      <section className="reader-claims" aria-label={t("claim.many")}>
        <div className="panel-head no-print">
          <h2>
            {t("claim.many")} <bdi className="quiet">({claims.length})</bdi>
          </h2>
          {work ? (
            <Button onMouseDown={(e) => e.preventDefault()} onClick={() => open("add")} aria-keyshortcuts="n">
              + {t("reader.add")}
            </Button>
          ) : null}
        </div>
        <p className="visually-hidden" role="status">
          {work?.said}
        </p>
        {work?.error ? <ErrorNote error={work.error} /> : null}
        {mode === "add" ? <div className="card card-add">{form}</div> : null}
        {claims.length ? null : <Empty>{t("reader.no_claims")}</Empty>}
        <ol className={claims.length > MANY ? "cards cards-many" : "cards"}>
          {claims.map((c, i) => {
            const mine = c.id === chosen;
            return (
              <ClaimCard
                key={c.id}
                claim={c}
                number={i + 1}
                names={namesOf(c)}
                chosen={mine}
                lit={pointed.includes(c.id)}
                stored={stored}
                judge={mine && work ? { accept: () => verdict("accept"), reject: () => verdict("reject"), open } : null}
                onPoint={point}
                onChoose={choose}
              >
                {mine ? <Opened mode={mode} claim={c} form={form} work={work} judgements={judgements} close={close} /> : null}
              </ClaimCard>
            );
          })}
        </ol>
      </section>
      {help ? <HelpSheet close={() => setHelp(false)} /> : null}
    </div>
  );
}

/** What is open below a chosen claim. */
function Opened({ mode, claim, form, work, judgements, close }: { mode: Mode | "add"; claim: ShownClaim; form: ReactNode; work: Work | null; judgements: Judgement[]; close: () => void }) {
  return (
    <>
      {mode === "correct" ? form : null}
      {mode === "link" && work ? <LinkPanel claim={claim} verdictWith={(other) => work.linked(claim.id, other)} judge={(v, other) => work.link(v, claim.id, other)} close={close} /> : null}
      <History judgements={judgements} of={claim.id} undo={work?.undo} />
    </>
  );
}

/** Scrolls the text, and only the text, to the words of the chosen claim. */
function bringIntoSight(): void {
  const box = document.getElementById("report-text");
  const words = box?.querySelector(".mark-trigger.lit");
  if (!box || !words) return;
  const [around, mine] = [box.getBoundingClientRect(), words.getBoundingClientRect()];
  if (mine.top < around.top + 20 || mine.bottom > around.bottom - 20) box.scrollBy({ top: mine.top - around.top - around.height / 3 });
}
