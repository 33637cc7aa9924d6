// What the marks mean.
import { t, term } from "../../strings";

const KINDS = ["trigger", "actor", "target", "place", "goods", "time", "source"];

export function Legend() {
  return (
    <ul className="legend" aria-label={t("reader.legend")}>
      {KINDS.map((kind) => (
        <li key={kind}>
          <span className={`mark mark-${kind}`}>{term("role", kind)}</span>
        </li>
      ))}
    </ul>
  );
}
