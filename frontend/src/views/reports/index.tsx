// The reports: search, filters, and a place to read a new one on the spot.
import "./reports.css";
import { useState } from "react";
import { useList } from "../../api";
import { Link, path, useQuery } from "../../router";
import { useRight } from "../../session";
import { t } from "../../strings";
import type { ReportItem } from "../../types";
import { Button, Day, More, NameText, PageHead, Total } from "../../ui/basics";
import { ExportMenu } from "../../ui/export";
import { FilterBar, type FilterField } from "../../ui/filters";
import { Empty, ErrorNote, Loading } from "../../ui/notes";
import { TryPanel } from "./try";

export default function Reports() {
  const [query, setQuery] = useQuery();
  const filter = { q: query.q, outlet: query.outlet, place: query.place, since: query.since, until: query.until };
  const { items, total, error, loading, more, reload } = useList<ReportItem>("/reports", filter);
  const may = useRight("analyse");
  const [dropped, setDropped] = useState<File | null>(null);
  const [over, setOver] = useState(false);
  const open = query.read === "new" || dropped !== null;
  const fields: FilterField[] = [
    { key: "q", label: t("reports.search"), kind: "text" },
    { key: "outlet", label: t("filter.outlet"), kind: "text" },
    { key: "place", label: t("filter.place"), kind: "place" },
    { key: "since", label: t("filter.since"), kind: "day" },
    { key: "until", label: t("filter.until"), kind: "day" },
  ];
  return (
    <div
      className={over ? "dropping" : ""}
      onDragOver={(e) => {
        if (!may || !e.dataTransfer.types.includes("Files")) return;
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={(e) => e.currentTarget === e.target && setOver(false)}
      onDrop={(e) => {
        const file = e.dataTransfer.files[0];
        setOver(false);
        if (!may || !file) return;
        e.preventDefault();
        setDropped(file);
        setQuery({ read: "new" });
      }}
    >
      <PageHead title={t("nav.reports")}>
        {may ? (
          <Button kind={open ? "" : "primary"} aria-expanded={open} onClick={() => (setDropped(null), setQuery({ read: open ? null : "new" }))}>
            {open ? t("app.close") : t("reports.read")}
          </Button>
        ) : null}
        <ExportMenu filter={{ place: query.place, outlet: query.outlet, since: query.since, until: query.until }} />
      </PageHead>
      {open && may ? <TryPanel key={dropped?.name ?? ""} file={dropped} /> : null}
      <FilterBar fields={fields}>
        <Total n={total} shown={items.length} />
      </FilterBar>
      {error ? <ErrorNote error={error} retry={reload} /> : null}
      {loading && !items.length ? <Loading /> : null}
      {!loading && !items.length && !error ? <Empty>{total === 0 && !Object.values(filter).some(Boolean) ? t("reports.none") : t("reports.not_found")}</Empty> : null}
      <ul className="report-list">
        {items.map((r) => (
          <ReportRow key={r.id} report={r} q={query.q ?? ""} />
        ))}
      </ul>
      <More more={more} loading={loading} />
    </div>
  );
}

function ReportRow({ report, q }: { report: ReportItem; q: string }) {
  return (
    <li className="report-row">
      <h2>
        <Link to={path("reports", report.id) + (q ? `?q=${encodeURIComponent(q)}` : "")}>
          <bdi>{report.title || t("reader.untitled")}</bdi>
        </Link>
      </h2>
      <p className="report-snippet" dir="auto" lang={report.lang || "ar"}>
        {report.snippet.map((p, i) =>
          p.m.length ? (
            <mark key={i} className="mark mark-found">
              {p.t}
            </mark>
          ) : (
            p.t
          ),
        )}
      </p>
      <p className="report-facts quiet">
        {report.outlet ? <NameText name={report.outlet_name} fallback={report.outlet} /> : null}
        <Day iso={report.published} />
        <span>{t("reports.claims", { n: report.claims })}</span>
      </p>
    </li>
  );
}
