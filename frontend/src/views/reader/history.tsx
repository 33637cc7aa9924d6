// Who judged what and when; what still counts can be taken back by its author or a reviewer.
import { Link, path } from "../../router";
import { useRight, useSession } from "../../session";
import { moment, t, term } from "../../strings";
import type { Judgement } from "../../types";
import { Button, Chip } from "../../ui/basics";

/** What a correction changes, by name. */
function corrected(correction: Record<string, unknown>): string[] {
  const labels: Record<string, string> = {
    type: t("filter.type"),
    stance: t("filter.stance"),
    status: t("filter.status"),
    extent: t("reader.extent"),
    trigger: t("role.trigger"),
    time: t("role.time"),
    when: t("role.time"),
    where: t("reader.on_map"),
    killed: t("reader.killed"),
    injured: t("reader.injured"),
    source: t("role.source"),
  };
  const { roles, where, ...rest } = correction;
  const named = roles && typeof roles === "object" ? Object.keys(roles).map((role) => term("role", role)) : [];
  const placed = where && !named.includes(t("role.place")) ? [labels.where ?? ""] : [];
  return [...new Set([...Object.keys(rest).map((key) => labels[key] ?? key), ...named, ...placed])];
}

export function History({ judgements, of, undo }: { judgements: Judgement[]; of: string; undo?: (id: string) => void }) {
  const { session } = useSession();
  const review = useRight("review");
  const judge = useRight("judge");
  const mine = judgements.filter((j) => j.left === of || j.right === of);
  if (!mine.length) return null;
  return (
    <section className="history" aria-label={t("reader.history")}>
      <h3>{t("reader.history")}</h3>
      <ul>
        {mine.map((j) => {
          const other = j.right ? (j.left === of ? j.right : j.left) : "";
          return (
            <li key={j.id} className={j.retracted ? "retracted" : ""}>
              <Chip group="verdict" code={j.verdict} /> <bdi>{j.by}</bdi> <time dateTime={j.at}>{moment(j.at)}</time>
              {other.startsWith("c-") ? (
                <>
                  {" "}
                  <Link to={path("claims", other)}>
                    <bdi dir="ltr">{other}</bdi>
                  </Link>
                </>
              ) : null}
              {j.correction ? <small className="quiet"> {corrected(j.correction).join(t("list.comma"))}</small> : null}
              {j.note ? (
                <>
                  {" "}
                  <q dir="auto">{j.note}</q>
                </>
              ) : null}
              {j.retracted ? (
                <small>
                  {" "}
                  {t("reader.retracted")} <time dateTime={j.retracted}>{moment(j.retracted)}</time>
                </small>
              ) : undo && judge && (review || j.by === session.name) ? (
                <Button kind="plain" onClick={() => undo(j.id)}>
                  ↶ {t("reader.undo")}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
