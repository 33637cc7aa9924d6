// The sheet of keys.
import { useEffect, useRef } from "react";
import { t, type Key } from "../../strings";
import { Button } from "../../ui/basics";

export const KEYS: { keys: string; says: Key }[] = [
  { keys: "J  K", says: "keys.walk" },
  { keys: "A", says: "reader.accept" },
  { keys: "R", says: "reader.reject" },
  { keys: "C", says: "reader.correct" },
  { keys: "S", says: "reader.link" },
  { keys: "N", says: "reader.add" },
  { keys: "U", says: "keys.undo" },
  { keys: "W", says: "keys.words" },
  { keys: "← →", says: "keys.arrows" },
  { keys: "Shift ← →", says: "keys.widen" },
  { keys: "Alt ← →", says: "keys.letter" },
  { keys: "1 … 7", says: "keys.give" },
  { keys: "Esc", says: "app.close" },
  { keys: "?", says: "keys.help" },
];

export function HelpSheet({ close }: { close: () => void }) {
  const sheet = useRef<HTMLDialogElement>(null);
  useEffect(() => sheet.current?.showModal(), []);
  return (
    <dialog ref={sheet} className="help" aria-label={t("keys.title")} onClose={close} onClick={(e) => e.target === sheet.current && close()}>
      <div className="panel-head">
        <h2>{t("keys.title")}</h2>
        <Button kind="plain" onClick={close} aria-label={t("app.close")}>
          ✕
        </Button>
      </div>
      <dl>
        {KEYS.map(({ keys, says }) => (
          <div key={says}>
            <dt dir="ltr">
              <kbd>{keys}</kbd>
            </dt>
            <dd>{t(says)}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{t("keys.give_order")}</p>
    </dialog>
  );
}
