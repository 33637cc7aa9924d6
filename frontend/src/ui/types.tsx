// The codebook's types as a list to choose from, by family.
import { t, term } from "../strings";
import ar from "../strings/ar.json";

export const TYPES: string[] = Object.keys(ar)
  .filter((key) => key.startsWith("type."))
  .map((key) => key.slice("type.".length));
export const FAMILIES: string[] = [...new Set(TYPES.map((type) => type.split(".")[0] ?? ""))];

export function TypeSelect({ id, value, set, required = false }: { id: string; value: string; set: (type: string) => void; required?: boolean }) {
  return (
    <select id={id} value={value} required={required} onChange={(e) => set(e.target.value)}>
      <option value="">{t("reader.choose_type")}</option>
      {FAMILIES.map((family) => (
        <optgroup key={family} label={term("family", family)}>
          {TYPES.filter((type) => type.startsWith(`${family}.`)).map((type) => (
            <option key={type} value={type}>
              {term("type", type)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

/** Options of a filter: families, and under each its types. */
export function typeOptions(): { value: string; label: string }[] {
  return FAMILIES.flatMap((family) => [
    { value: family, label: `▪ ${term("family", family)}` },
    ...TYPES.filter((type) => type.startsWith(`${family}.`)).map((type) => ({ value: type, label: term("type", type) })),
  ]);
}
