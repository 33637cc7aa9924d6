// A report pasted or dropped is read on the spot: its text with marks and its claims, nothing stored until "store".
import { useEffect, useState, type FormEvent } from "react";
import { send } from "../../api";
import { navigate, path } from "../../router";
import { useRight } from "../../session";
import { t } from "../../strings";
import type { Analysis } from "../../types";
import { Button, Field, Panel } from "../../ui/basics";
import { ErrorNote, Loading } from "../../ui/notes";
import { Pane } from "../reader/pane";
import "../reader/reader.css";
import { useFile } from "./file";
import { Several } from "./several";

interface Typed {
  text: string;
  title: string;
  outlet: string;
  published: string;
}
const given = (typed: Typed) => Object.fromEntries(Object.entries(typed).filter(([, v]) => v.trim()));

export function TryPanel({ file }: { file: File | null }) {
  const [typed, setTyped] = useState<Typed>({ text: "", title: "", outlet: "", published: "" });
  const [source, setSource] = useState<File | null>(file);
  const [pasted, setFound] = useState<Analysis | null>(null);
  const work = useFile();
  const [opened, setOpened] = useState(1);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const [archive, setArchive] = useState(false);
  const mayAdd = useRight("add");
  const many = source !== null && work.reading + work.leftOut > 1;
  const readable = work.entries.filter((e) => e.found);
  const found = source ? ((readable.find((e) => e.n === opened) ?? readable[0])?.found ?? null) : pasted;
  const number = readable.find((e) => e.found === found)?.n ?? 1;

  const form = (from: File) => {
    const body = new FormData();
    body.set("file", from);
    if (typed.published) body.set("published", typed.published);
    if (typed.outlet) body.set("outlet", typed.outlet);
    return body;
  };
  const run = async <T,>(work: Promise<T>, then: (answer: T) => void) => {
    setBusy(true);
    setError(null);
    try {
      then(await work);
    } catch (problem) {
      setError(problem as Error);
    }
    setBusy(false);
  };
  const read = (from: File | null) => {
    if (!from) return run(send<Analysis>("POST", "/analyse", given(typed)), setFound);
    setOpened(1);
    return run(work.read(form(from)), () => undefined);
  };
  const recorded = archive && (typed.published || many) ? "published" : "now";
  const kept = () => {
    if (!source) return send<Analysis>("POST", "/reports", { ...given(typed), recorded });
    const body = form(source);
    body.set("recorded", recorded);
    body.set("number", String(number));
    return send<Analysis>("POST", "/reports/file", body);
  };
  const store = () => run(kept(), (stored) => navigate(path("reports", stored.report.id)));
  const storeAll = (from: File) => {
    const body = form(from);
    body.set("recorded", recorded);
    return run(work.store(body), () => undefined);
  };
  useEffect(() => {
    if (file) void read(file);
    // a dropped file is read once
  }, [file]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void read(source);
  };
  const set = (change: Partial<Typed>) => setTyped((now) => ({ ...now, ...change }));
  return (
    <Panel className="try" title={t("reports.read")}>
      <form onSubmit={submit} className="try-form">
        <Field label={t("reports.paste")}>
          {(id) => <textarea id={id} dir="auto" rows={found ? 4 : 9} maxLength={200_000} value={typed.text} disabled={source !== null} onChange={(e) => set({ text: e.target.value })} />}
        </Field>
        <div className="form-row">
          <Field label={t("reports.title")}>{(id) => <input id={id} dir="auto" maxLength={1000} value={typed.title} disabled={source !== null} onChange={(e) => set({ title: e.target.value })} />}</Field>
          <Field label={t("filter.outlet")}>{(id) => <input id={id} dir="auto" maxLength={200} value={typed.outlet} onChange={(e) => set({ outlet: e.target.value })} />}</Field>
          <Field label={t("reports.published")} hint={typed.published ? undefined : t("reports.published_hint")}>
            {(id) => <input id={id} type="date" dir="ltr" value={typed.published} onChange={(e) => set({ published: e.target.value })} />}
          </Field>
          <label className="button file-button">
            {t("reports.file")}
            <input
              type="file"
              className="visually-hidden"
              onChange={(e) => {
                const chosen = e.target.files?.[0] ?? null;
                setSource(chosen);
                if (chosen) void read(chosen);
              }}
            />
          </label>
        </div>
        {source ? (
          <p>
            {t("reports.from_file")} <bdi>{source.name}</bdi>{" "}
            <Button kind="plain" onClick={() => (setSource(null), setFound(null), work.clear())}>
              ✕ {t("reports.no_file")}
            </Button>
          </p>
        ) : null}
        <div className="form-end">
          <Button type="submit" kind="primary" disabled={busy || (!source && !typed.text.trim())}>
            {t("reports.read_now")}
          </Button>
          {found && mayAdd ? (
            <Button onClick={() => void store()} disabled={busy}>
              {t(many ? "reports.store_one" : "reports.store")}
            </Button>
          ) : null}
          {many && source && mayAdd ? (
            <Button onClick={() => void storeAll(source)} disabled={busy || !readable.length}>
              {t("reports.store_all", { n: readable.length })}
            </Button>
          ) : null}
          {found && mayAdd && (typed.published || many) ? (
            <label className="field-flag">
              <input type="checkbox" checked={archive} onChange={(e) => setArchive(e.target.checked)} /> {t("reports.archive")}
            </label>
          ) : null}
          {found && !work.entries.some((e) => e.stored) ? <span className="quiet">{t("reports.not_stored")}</span> : null}
        </div>
      </form>
      {error ? <ErrorNote error={error} /> : null}
      {busy && !found ? <Loading /> : null}
      {many ? <Several work={work} busy={busy} opened={number} open={setOpened} /> : null}
      {!many && work.entries[0]?.skipped ? <ErrorNote error={new Error(work.entries[0].skipped)} /> : null}
      {found ? <Pane key={found.report.id} language={found.paragraphs.length ? "ar" : ""} marked={found} claims={found.claims} namesOf={() => found.names} work={null} stored={false} /> : null}
    </Panel>
  );
}
