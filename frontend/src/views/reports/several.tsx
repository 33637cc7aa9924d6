// The reports of a dropped file as a list: how far reading has come, which one is open, what could not be read, what is left out.
import { Link, path } from "../../router";
import { t } from "../../strings";
import type { Analysis } from "../../types";
import { Day } from "../../ui/basics";
import type { FileWork } from "./file";

const FIRST_WORDS = 90;

export function Several({ work, busy, opened, open }: { work: FileWork; busy: boolean; opened: number; open: (n: number) => void }) {
  return (
    <section className="several" aria-label={t("reports.in_file")}>
      <p role="status">
        {t("reports.read_of", { n: work.told, of: work.reading })}
        {busy ? <progress className="several-progress" max={work.reading} value={work.told} aria-label={t("reports.in_file")} /> : null}
      </p>
      {work.leftOut ? <p className="note">{t("reports.left_out", { n: work.reading, of: work.reading + work.leftOut })}</p> : null}
      <ol className="several-list">
        {work.entries.map((e) => (
          <li key={e.n} className={e.n === opened ? "several-open" : ""}>
            {e.found ? (
              <button type="button" aria-pressed={e.n === opened} onClick={() => open(e.n)}>
                <bdi lang="ar" className="several-title">
                  {e.found.report.title || beginning(e.found)}
                </bdi>
                <small className="quiet">
                  <Day iso={e.found.report.published} />
                  {e.found.report.published ? " · " : ""}
                  {t("reports.claims", { n: e.found.claims.length })}
                </small>
              </button>
            ) : (
              <p className="several-skipped">
                {t("reports.not_read")} <bdi lang="en">{e.skipped}</bdi>
              </p>
            )}
            {e.stored ? (
              <small className="several-stored">
                ✓ {t(e.isNew ? "reports.stored" : "reports.was_stored")} <Link to={path("reports", e.stored)}>{t("reports.open_stored")}</Link>
              </small>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

function beginning(found: Analysis): string {
  const text = (found.paragraphs[0]?.segments ?? []).map((s) => s.t).join("");
  return text.length > FIRST_WORDS ? `${text.slice(0, FIRST_WORDS)}…` : text || t("reader.untitled");
}
