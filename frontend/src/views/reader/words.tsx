// Words of the report in a form, and the button that takes the selected ones.
import { t } from "../../strings";
import { Button } from "../../ui/basics";
import type { Chosen } from "./runs";

/** The selection in the text must outlive the press of a button. */
export function UseButton({ picked, use, label }: { picked: Chosen | null; use: () => void; label: string }) {
  return (
    <Button disabled={!picked} onMouseDown={(e) => e.preventDefault()} onClick={use} aria-label={`${t("reader.use")}: ${label}`}>
      + {t("reader.use")}
    </Button>
  );
}

export function Words({ label, kind, words, picked, use }: { label: string; kind: string; words: Chosen | null; picked: Chosen | null; use: () => void }) {
  return (
    <div className="form-words">
      <span className="form-label">{label}</span>
      {words ? (
        <q lang="ar" className={`mark mark-${kind}`}>
          {words.text || "…"}
        </q>
      ) : (
        <span className="quiet">{t("reader.none")}</span>
      )}
      <UseButton picked={picked} use={use} label={label} />
    </div>
  );
}
