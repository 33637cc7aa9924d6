// Filters whose state is the query string, so that a link opens the same list.
import { useEffect, useId, useState, type ReactNode } from "react";
import { get } from "../api";
import { useQuery } from "../router";
import { nameOf, t } from "../strings";
import type { Name, Page } from "../types";
import { Button } from "./basics";

export interface FilterField {
  key: string;
  label: string;
  kind: "text" | "day" | "select" | "flag" | "place" | "actor";
  options?: { value: string; label: string }[]; // of a select
  any?: string; // what the empty choice of a select is called
}

export function FilterBar({ fields, children, label }: { fields: FilterField[]; children?: ReactNode; label?: string }) {
  const [query, set] = useQuery();
  const used = fields.filter((f) => query[f.key]);
  const [open, setOpen] = useState(false);
  return (
    <form className={`filters ${open ? "filters-open" : ""}`} role="search" aria-label={label ?? t("filter.label")} onSubmit={(e) => e.preventDefault()}>
      <Button className="filters-toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t("filter.label")} {used.length ? <bdi>({used.length})</bdi> : null}
      </Button>
      <div className="filters-fields">
        {fields.map((f) => (
          <One key={f.key} field={f} value={query[f.key] ?? ""} set={(v) => set({ [f.key]: v })} />
        ))}
        {used.length ? <Button onClick={() => set(Object.fromEntries(fields.map((f) => [f.key, null])))}>{t("filter.clear")}</Button> : null}
      </div>
      {children}
    </form>
  );
}

function One({ field, value, set }: { field: FilterField; value: string; set: (value: string) => void }) {
  const id = useId();
  if (field.kind === "flag")
    return (
      <label className="field field-flag" htmlFor={id}>
        <input id={id} type="checkbox" checked={value === "true"} onChange={(e) => set(e.target.checked ? "true" : "")} /> {field.label}
      </label>
    );
  return (
    <div className={`field field-${field.kind}`}>
      <label htmlFor={id}>{field.label}</label>
      {field.kind === "select" ? (
        <select id={id} value={value} onChange={(e) => set(e.target.value)}>
          <option value="">{field.any ?? t("filter.any")}</option>
          {field.options?.map((o) => (
            <option key={o.value} value={o.value}>
              {o.label}
            </option>
          ))}
        </select>
      ) : field.kind === "day" ? (
        <input id={id} type="date" dir="ltr" value={value} onChange={(e) => set(e.target.value)} />
      ) : field.kind === "text" ? (
        <TextInput id={id} value={value} set={set} />
      ) : (
        <EntityInput id={id} kind={field.kind} value={value} set={set} />
      )}
    </div>
  );
}

/** Text that is taken over a moment after the last key, or at once on Enter. */
export function TextInput({ id, value, set }: { id: string; value: string; set: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => set(typed.trim()), 350);
    return () => clearTimeout(timer);
  }, [typed]);
  return <input id={id} type="search" dir="auto" value={typed} onChange={(e) => setTyped(e.target.value)} onKeyDown={(e) => e.key === "Enter" && set(typed.trim())} />;
}

interface Found {
  id: string;
  name: Name;
  kind: string;
  path?: string[];
  claims: number;
}
/** A place or actor by any name in either script; the value is its id. `known` offers gazetteer names that no claim uses. */
export function EntityInput({ id, kind, value, set, known = false, label }: { id?: string; kind: "place" | "actor"; value: string; set: (id: string, found?: Found) => void; known?: boolean; label?: string }) {
  const [typed, setTyped] = useState<string | null>(null);
  const [found, setFound] = useState<Found[]>([]);
  const [own, setOwn] = useState<string>(value);
  const [marked, setMarked] = useState(0);
  const list = useId();
  useEffect(() => {
    setOwn(value.replace(/^~/, ""));
    if (!value) return;
    let gone = false;
    get<{ place?: Found; actor?: Found }>(`/${kind}s/${encodeURIComponent(value)}`, { limit: 1 }).then(
      (r) => !gone && setOwn(nameOf((r.place ?? r.actor)?.name, value)),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [value, kind]);
  useEffect(() => {
    if (!typed?.trim()) return setFound([]);
    const stop = new AbortController();
    const timer = setTimeout(() => {
      get<Page<Found>>(`/${kind}s`, { q: typed.trim(), limit: 8, known }, stop.signal).then(
        (page) => {
          setFound(page.items);
          setMarked(0);
        },
        () => undefined,
      );
    }, 200);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [typed, kind, known]);
  const choose = (one: Found | undefined) => {
    if (one) set(one.id, one);
    setTyped(null);
    setFound([]);
  };
  const keys = (e: React.KeyboardEvent) => {
    if (e.key === "ArrowDown") setMarked((m) => Math.min(m + 1, found.length - 1));
    else if (e.key === "ArrowUp") setMarked((m) => Math.max(m - 1, 0));
    else if (e.key === "Enter" && found.length) choose(found[marked]);
    else if (e.key === "Escape" && typed !== null) {
      setTyped(null);
      setFound([]);
      e.stopPropagation();
    } else return;
    e.preventDefault();
  };
  return (
    <div className="picker">
      <input
        id={id}
        type="search"
        dir="auto"
        role="combobox"
        aria-label={label}
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={found.length ? `${list}-${marked}` : undefined}
        autoComplete="off"
        value={typed ?? own}
        onChange={(e) => {
          setTyped(e.target.value);
          if (!e.target.value) set("");
        }}
        onKeyDown={keys}
        onBlur={() => setTimeout(() => setTyped(null), 150)}
      />
      <ul id={list} role="listbox" aria-label={label ?? t("filter.choices")} hidden={!found.length || typed === null}>
        {found.map((one, i) => (
          <li key={one.id} id={`${list}-${i}`} role="option" aria-selected={i === marked} onMouseDown={(e) => e.preventDefault()} onClick={() => choose(one)}>
            <bdi>{nameOf(one.name, one.id)}</bdi> <small dir="ltr">{one.id.replace(/^~.*/, "")}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}
