// A stored report: its head, its text, its claims in order, and what people judged of them.
import "./reader.css";
import { useCallback } from "react";
import { useApi } from "../../api";
import { Link, path, useQuery } from "../../router";
import { useRight } from "../../session";
import { t } from "../../strings";
import type { ReportDetail } from "../../types";
import { Day, NameText, PageHead } from "../../ui/basics";
import { ExportMenu } from "../../ui/export";
import { ErrorNote, Loading } from "../../ui/notes";
import type { ShownClaim } from "./card";
import { Pane } from "./pane";
import { useWork } from "./work";

const namesOf = (claim: ShownClaim) => claim.names ?? {};

export default function Reader({ id }: { id: string }) {
  const [query] = useQuery();
  const { data, error, reload } = useApi<ReportDetail>(path("reports", id), { q: query.q });
  const may = useRight("judge");
  const again = useCallback(() => reload(), [reload]);
  const work = useWork(id, data?.judgements ?? [], again);
  if (error) return <ErrorNote error={error} retry={reload} />;
  if (!data) return <Loading />;
  return (
    <>
      <PageHead title={<bdi>{data.title || t("reader.untitled")}</bdi>}>
        <ExportMenu filter={{ report: id }} />
      </PageHead>
      <p className="report-facts">
        {data.outlet ? (
          <Link to={`/reports?outlet=${encodeURIComponent(data.outlet)}`}>
            <NameText name={data.outlet_name} fallback={data.outlet} />
          </Link>
        ) : null}
        <Day iso={data.published} />
        {data.author ? <bdi>{data.author}</bdi> : null}
        {data.url ? (
          <a href={data.url} rel="noreferrer noopener" target="_blank">
            {t("reader.original")}
          </a>
        ) : null}
        <Link to="/reports">{t("reader.all_reports")}</Link>
      </p>
      <Pane language={data.lang} marked={data} claims={data.claims} namesOf={namesOf} judgements={data.judgements} work={may ? work : null} stored />
    </>
  );
}
