// The reasons in a tree come in English, from a small set of sentences; here each becomes words of the chosen language.
import { t, type Key } from "../../strings";
import { edtfText } from "../../ui/edtf";

const REASONS: [RegExp, Key][] = [
  [/^it opens the state \((?<when>.+)\)$/, "why.opens"],
  [/^it confirms that the state holds$/, "why.confirms"],
  [/^it ends the state \((?<when>.+)\)$/, "why.ends"],
  [/^it speaks against the state$/, "why.against"],
  [/^voice (?<who>.+) \(the outlet itself\)$/, "why.voice_outlet"],
  [/^voice (?<who>.+) \(a named source\)$/, "why.voice_named"],
  [/^voice (?<who>.+) \(anonymous sources, one voice an outlet\)$/, "why.voice_anonymous"],
  [/^inherited from (?<who>.+)$/, "why.inherited"],
  [/^read by (?<who>.+)$/, "why.read_by"],
  [/^no longer read since (?<day>.+)$/, "why.withdrawn"],
  [/^a newer reading does not find it$/, "why.newer"],
  [/^the coders differ$/, "makers.differ"],
  [/^a demand to end it shows that it goes on.*$/, "why.demand"],
];

/** Null where no sentence fits: the caller shows the English one. */
export function reason(english: string): string | null {
  for (const [pattern, key] of REASONS) {
    const found = pattern.exec(english);
    if (found) return t(key, spoken(found.groups ?? {}));
  }
  return null;
}

function spoken(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, name === "when" || name === "day" ? edtfText(value) : value.replace(/^(anonymous|outlet):/, "")]));
}
