// The codebook's families and types as choices of a filter, in the chosen language.
import { term } from "../strings";
import en from "../strings/en.json";

const CODES = Object.keys(en).filter((key) => key.startsWith("type.")).map((key) => key.slice(5));

export function typeOptions(): { value: string; label: string }[] {
  const families = [...new Set(CODES.map((code) => code.split(".")[0] ?? code))];
  return families.flatMap((family) => [
    { value: family, label: term("family", family) },
    ...CODES.filter((code) => code.startsWith(`${family}.`)).map((code) => ({ value: code, label: `– ${term("type", code)}` })),
  ]);
}
