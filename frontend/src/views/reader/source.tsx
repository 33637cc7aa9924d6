// Who says so: the outlet itself, or a source whose words are selected.
import { t } from "../../strings";
import { Field } from "../../ui/basics";
import { EntityInput } from "../../ui/filters";
import type { SourceDraft } from "./draft";
import { Words } from "./words";
import type { Chosen } from "./runs";

export function SourceFields({ source, set, picked, use }: { source: SourceDraft; set: (source: SourceDraft) => void; picked: Chosen | null; use: () => void }) {
  return (
    <fieldset className="form-role of-source">
      <legend>{t("role.source")}</legend>
      <div className="form-row">
        <Field label={t("reader.source_kind")}>
          {(id) => (
            <select id={id} value={source.kind} onChange={(e) => set({ ...source, kind: e.target.value as SourceDraft["kind"] })}>
              <option value="outlet">{t("source.outlet")}</option>
              <option value="named">{t("source.named")}</option>
              <option value="anonymous">{t("source.anonymous")}</option>
            </select>
          )}
        </Field>
        {source.kind === "named" ? <EntityInput kind="actor" known label={t("source.named")} value={source.id} set={(id) => set({ ...source, id })} /> : null}
      </div>
      {source.kind === "outlet" ? null : <Words label={t("reader.source_words")} kind="source" words={source.words} picked={picked} use={use} />}
    </fieldset>
  );
}
