// The name of a voice: an outlet, a named source, or the unnamed sources of an outlet.
import { nameOf, t, term } from "../strings";
import type { Name, Voice } from "../types";
import { EntityLink, NameText } from "./basics";

export function VoiceName({ id, kind, name }: { id: string; kind: Voice["kind"]; name: Name | null | undefined }) {
  const plain = id.replace(/^(~|anonymous:|outlet:)/, "");
  const said = nameOf(name) === id ? undefined : name;
  if (kind === "anonymous")
    return (
      <>
        {term("overview", "kind_anonymous")}
        {t("list.comma")}
        <NameText name={said} fallback={plain} />
      </>
    );
  if (kind === "named" && !id.startsWith("~")) return <EntityLink kind="actors" id={id} names={said ? { [id]: said } : undefined} text={plain} />;
  return <NameText name={said} fallback={plain} />;
}
