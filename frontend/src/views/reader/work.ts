// What a person may do with the claims of a stored report: judge, link, correct, add, take back; each ends in fresh data.
import { useState } from "react";
import { send } from "../../api";
import { useSession } from "../../session";
import { t } from "../../strings";
import type { ClaimItem, Judgement, Verdict } from "../../types";

export interface Work {
  said: string; // what was done last, for the status line
  error: Error | null;
  judge: (verdict: "accept" | "reject", claim: string) => void;
  link: (verdict: Verdict, claim: string, other: string) => void;
  linked: (claim: string, other: string) => Verdict | undefined;
  correct: (claim: string, correction: Record<string, unknown>, note: string) => Promise<void>;
  add: (claim: Record<string, unknown>) => Promise<string>;
  undo: (id: string) => void;
  undoLast: () => void;
}

export function useWork(report: string, judgements: Judgement[], reload: () => void): Work {
  const { session } = useSession();
  const [said, setSaid] = useState("");
  const [error, setError] = useState<Error | null>(null);
  const done = (what: string) => {
    setSaid(what);
    setError(null);
    reload();
  };
  const judge = (body: Record<string, unknown>) => send<Judgement>("POST", "/judgements", body);
  const undo = (id: string) => void send("DELETE", `/judgements/${encodeURIComponent(id)}`).then(() => done(t("reader.undone")), setError);
  return {
    said,
    error,
    judge: (verdict, claim) => void judge({ verdict, claim }).then(() => done(t(`verdict.${verdict}`)), setError),
    link: (verdict, claim, other) => void judge({ verdict, claim, other }).then(() => done(t(`verdict.${verdict as "same"}`)), setError),
    linked: (claim, other) => judgements.find((j) => !j.retracted && ((j.left === claim && j.right === other) || (j.left === other && j.right === claim)))?.verdict,
    correct: async (claim, correction, note) => {
      await judge({ verdict: "correct", claim, correction, note });
      done(t("verdict.correct"));
    },
    add: async (claim) => {
      const added = await send<ClaimItem>("POST", `/reports/${encodeURIComponent(report)}/claims`, claim);
      done(t("reader.added"));
      return added.id;
    },
    undo,
    undoLast: () => {
      const mine = judgements.filter((j) => !j.retracted && j.by === session.name).sort((a, b) => a.at.localeCompare(b.at));
      const last = mine.at(-1);
      if (last) undo(last.id);
    },
  };
}
