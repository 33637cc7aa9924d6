// Small parts that all views use: buttons, chips, panels, tables, fields, names and times.
import { useEffect, useId, useRef, type ButtonHTMLAttributes, type ReactNode } from "react";
import { Link, path } from "../router";
import { day, lang, month, nameOf, num, t, term } from "../strings";
import type { Name, Names, When } from "../types";

export function Button({ kind = "", ...rest }: { kind?: "" | "primary" | "plain" | "danger" } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type="button" {...rest} className={`button ${kind ? `button-${kind}` : ""} ${rest.className ?? ""}`} />;
}

/** A code of the data with its own colour and shape: <Chip group="stance" code="denies" />. */
export function Chip({ group, code }: { group: "stance" | "status" | "event" | "reading" | "verdict" | "holds" | "kind" | "precision" | "basis"; code: string }) {
  return <span className={`chip chip-${group} ${group}-${code}`}>{term(group, code)}</span>;
}

export function Panel({ title, actions, children, className = "" }: { title?: ReactNode; actions?: ReactNode; children: ReactNode; className?: string }) {
  return (
    <section className={`panel ${className}`}>
      {title || actions ? (
        <div className="panel-head">
          {title ? <h2>{title}</h2> : null}
          {actions}
        </div>
      ) : null}
      {children}
    </section>
  );
}

/** The head of a view; what its title says is the title of the window too. */
export function PageHead({ title, children }: { title: ReactNode; children?: ReactNode }) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const said = head.current?.textContent?.trim();
    document.title = said ? `${said} · ${t("app.name")}` : t("app.title");
  });
  return (
    <div className="page-head">
      <h1 ref={head}>{title}</h1>
      {children}
    </div>
  );
}

export interface Column<T> {
  key: string;
  label: string;
  cell: (row: T) => ReactNode;
  className?: string;
}
/** A table that scrolls in its own box on narrow screens. */
export function Table<T>({ rows, columns, id, caption, row }: { rows: T[]; columns: Column<T>[]; id: (row: T) => string; caption: string; row?: (row: T) => string }) {
  return (
    <div className="table-box" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((c) => (
              <th key={c.key} scope="col" className={c.className}>
                {c.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((r) => (
            <tr key={id(r)} className={row?.(r)}>
              {columns.map((c) => (
                <td key={c.key} className={c.className}>
                  {c.cell(r)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A labelled control; the control gets the id. */
export function Field({ label, hint, children }: { label: string; hint?: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint ? <small>{hint}</small> : null}
    </div>
  );
}

export function Total({ n, shown }: { n: number | null; shown?: number }) {
  if (n === null) return null;
  return (
    <span className="total" role="status">
      {shown !== undefined && shown < n ? t("app.shown_of", { shown, n }) : t("app.total", { n })}
    </span>
  );
}

export function More({ more, loading }: { more: (() => void) | null; loading: boolean }) {
  return more ? (
    <div className="more">
      <Button onClick={more} disabled={loading}>
        {loading ? t("app.loading") : t("app.more")}
      </Button>
    </div>
  ) : null;
}

/** A name of the data, isolated from the direction of the text around it. */
export function NameText({ name, fallback = "" }: { name: Name | null | undefined; fallback?: string }) {
  const shown = nameOf(name, fallback);
  const foreign = name && name[lang()] ? undefined : shown && /[\u0600-\u06ff]/.test(shown) ? "ar" : "en";
  return <bdi lang={foreign}>{shown}</bdi>;
}
export function EntityLink({ kind, id, names, text = "" }: { kind: "places" | "actors"; id: string; names?: Names; text?: string }) {
  const label = <NameText name={names?.[id]} fallback={text || id.replace(/^~/, "")} />;
  return id ? (
    <Link className="entity" to={path(kind, id)}>
      {label}
    </Link>
  ) : (
    <span className="entity entity-unknown" title={t("app.unknown_name")}>
      {label}
    </span>
  );
}

export function Num({ n }: { n: number }) {
  return <bdi className="num">{num(n)}</bdi>;
}
export function Day({ iso }: { iso: string | null | undefined }) {
  return iso ? (
    <time dateTime={iso}>
      <bdi>{day(iso)}</bdi>
    </time>
  ) : null;
}
/** A day, a month, an interval, or an open one; the EDTF as its title. */
export function WhenText({ when }: { when: When | null | undefined }) {
  if (!when) return <span className="quiet">{t("when.unknown")}</span>;
  const { earliest, latest, grain } = when;
  const words =
    earliest && earliest === latest ? (
      <bdi>{day(earliest)}</bdi>
    ) : grain === "month" && earliest && earliest.slice(0, 7) === latest?.slice(0, 7) ? (
      <bdi>{month(earliest)}</bdi>
    ) : grain === "year" && earliest && earliest.slice(0, 4) === latest?.slice(0, 4) ? (
      <bdi>{earliest.slice(0, 4)}</bdi>
    ) : earliest && latest ? (
      <>
        {t("when.from")} <bdi>{day(earliest)}</bdi> {t("when.to")} <bdi>{day(latest)}</bdi>
      </>
    ) : earliest ? (
      <>
        {t("when.after")} <bdi>{day(earliest)}</bdi>
      </>
    ) : latest ? (
      <>
        {t("when.before")} <bdi>{day(latest)}</bdi>
      </>
    ) : (
      <span className="quiet">{t("when.unknown")}</span>
    );
  return (
    <time className="when" dateTime={earliest && earliest === latest ? earliest : undefined} title={when.edtf}>
      {words}
    </time>
  );
}
