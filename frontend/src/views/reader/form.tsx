// The form of a correction or of a missed claim: what is chosen by selecting words goes where the button says.
import { useEffect, useRef, useState, type Dispatch, type FormEvent, type SetStateAction } from "react";
import { t, term } from "../../strings";
import { ROLES, STANCES, STATUSES, type Role } from "../../types";
import { Button, Field } from "../../ui/basics";
import { EntityInput } from "../../ui/filters";
import { ErrorNote } from "../../ui/notes";
import { TypeSelect } from "../../ui/types";
import type { Draft, Slot } from "./draft";
import { PlaceOnMap } from "./point";
import type { Chosen } from "./runs";
import { SourceFields } from "./source";
import { UseButton, Words } from "./words";

export type Target = Role | "trigger" | "time" | "source";
/** Keys 1 to 7 give the selected words to these, in this order. */
export const TARGETS: Target[] = ["trigger", "actor", "target", "place", "goods", "time", "source"];

/** The draft with the words given to one of its parts. */
export function give(draft: Draft, target: Target, words: Chosen): Draft {
  if (target === "trigger" || target === "time") return { ...draft, [target]: words };
  if (target === "source") return { ...draft, source: { ...draft.source, kind: draft.source.kind === "outlet" ? "anonymous" : draft.source.kind, words } };
  const slot: Slot = { words, id: "", name: null, point: null };
  return { ...draft, roles: { ...draft.roles, [target]: [...draft.roles[target], slot] } };
}

interface Props {
  draft: Draft;
  setDraft: Dispatch<SetStateAction<Draft>>;
  picked: Chosen | null;
  adding: boolean;
  submit: (note: string) => Promise<void>;
  cancel: () => void;
}

export function ClaimForm({ draft, setDraft, picked, adding, submit, cancel }: Props) {
  const [note, setNote] = useState("");
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("select")?.focus({ preventScroll: true }), []);
  const change = (some: Partial<Draft>) => setDraft((d) => ({ ...d, ...some }));
  const use = (target: Target) => picked && setDraft((d) => give(d, target, picked));
  const send = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    submit(note).then(
      () => setBusy(false),
      (problem: Error) => {
        setError(problem);
        setBusy(false);
      },
    );
  };
  const setSlot = (role: Role, i: number, slot: Slot | null) =>
    setDraft((d) => ({ ...d, roles: { ...d.roles, [role]: d.roles[role].flatMap((s, k) => (k === i ? (slot ? [slot] : []) : [s])) } }));
  return (
    <form ref={form} className="claim-form" onSubmit={send} aria-label={adding ? t("reader.add") : t("reader.correct")}>
      <p className="picked" role="status">
        {picked ? (
          <>
            {t("reader.picked")} <q lang="ar">{picked.text}</q>
          </>
        ) : (
          t("reader.pick_hint")
        )}
      </p>
      {error ? <ErrorNote error={error} /> : null}
      <div className="form-row">
        <Field label={t("filter.type")}>{(id) => <TypeSelect id={id} value={draft.type} set={(type) => change({ type })} required />}</Field>
        <Choice label={t("filter.stance")} group="stance" values={STANCES} value={draft.stance} set={(stance) => change({ stance })} />
        <Choice label={t("filter.status")} group="status" values={STATUSES} value={draft.status} set={(status) => change({ status })} />
        <Choice label={t("reader.extent")} group="extent" values={["whole", "part"] as const} value={draft.extent} set={(extent) => change({ extent })} />
      </div>
      <Words label={t("role.trigger")} kind="trigger" words={draft.trigger} picked={picked} use={() => use("trigger")} />
      {ROLES.map((role) => (
        <fieldset key={role} className={`form-role of-${role}`}>
          <legend>{t(`role.${role}`)}</legend>
          {draft.roles[role].map((slot, i) => (
            <SlotRow key={`${slot.words.first}-${slot.words.text}-${i}`} role={role} slot={slot} set={(s) => setSlot(role, i, s)} />
          ))}
          <UseButton picked={picked} use={() => use(role)} label={t(`role.${role}`)} />
        </fieldset>
      ))}
      <Words label={t("role.time")} kind="time" words={draft.time} picked={picked} use={() => use("time")} />
      <div className="form-row">
        <Field label={t("reader.earliest")}>{(id) => <input id={id} type="date" dir="ltr" value={draft.earliest} onChange={(e) => change({ earliest: e.target.value })} />}</Field>
        <Field label={t("reader.latest")}>{(id) => <input id={id} type="date" dir="ltr" value={draft.latest} onChange={(e) => change({ latest: e.target.value })} />}</Field>
        <Field label={t("reader.killed")}>{(id) => <input id={id} inputMode="numeric" pattern="[0-9]*" dir="ltr" size={4} value={draft.killed} onChange={(e) => change({ killed: e.target.value })} />}</Field>
        <Field label={t("reader.injured")}>{(id) => <input id={id} inputMode="numeric" pattern="[0-9]*" dir="ltr" size={4} value={draft.injured} onChange={(e) => change({ injured: e.target.value })} />}</Field>
      </div>
      <SourceFields source={draft.source} set={(source) => change({ source })} picked={picked} use={() => use("source")} />
      {adding ? null : <Field label={t("reader.note")}>{(id) => <input id={id} dir="auto" maxLength={1000} value={note} onChange={(e) => setNote(e.target.value)} />}</Field>}
      <div className="form-end">
        <Button type="submit" kind="primary" disabled={busy || !draft.type || !draft.trigger}>
          {t("app.save")}
        </Button>
        <Button onClick={cancel}>{t("app.cancel")}</Button>
      </div>
    </form>
  );
}

function Choice<T extends string>({ label, group, values, value, set }: { label: string; group: string; values: readonly T[]; value: T; set: (value: T) => void }) {
  return (
    <Field label={label}>
      {(id) => (
        <select id={id} value={value} onChange={(e) => set(e.target.value as T)}>
          {values.map((v) => (
            <option key={v} value={v}>
              {term(group, v)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function SlotRow({ role, slot, set }: { role: Role; slot: Slot; set: (slot: Slot | null) => void }) {
  const kind = role === "place" ? "place" : "actor";
  return (
    <div className="form-slot">
      <q lang="ar" className={`mark mark-${role}`}>
        {slot.words.text || "…"}
      </q>
      {role === "goods" ? null : (
        <EntityInput kind={kind} known label={`${t("reader.names")} ${slot.words.text}`} value={slot.id} set={(id, found) => set({ ...slot, id, name: found?.name ?? null, point: null })} />
      )}
      {role === "place" ? <PlaceOnMap slot={slot} set={(point) => set({ ...slot, point })} /> : null}
      <Button kind="danger" onClick={() => set(null)} aria-label={`${t("reader.remove")} ${slot.words.text}`}>
        ✕
      </Button>
    </div>
  );
}
