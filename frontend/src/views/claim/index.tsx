// The page of one claim, under its permanent address: what it says, in which words, who judged it, what it is part of.
import "../reader/reader.css";
import "./claim.css";
import { useApi } from "../../api";
import { Link, path } from "../../router";
import { useRight } from "../../session";
import { moment, t } from "../../strings";
import type { ClaimDetail } from "../../types";
import { Day, NameText, PageHead, Panel } from "../../ui/basics";
import { ClaimBody, ClaimHead, typeName } from "../../ui/claim";
import { Makers } from "../../ui/makers";
import { Quotation } from "../../ui/lines";
import { ErrorNote, Loading } from "../../ui/notes";
import { WhyTree } from "../ledger/why";
import { History } from "../reader/history";
import { useWork } from "../reader/work";

export default function ClaimPage({ id }: { id: string }) {
  const { data, error, reload } = useApi<ClaimDetail>(path("claims", id));
  const work = useWork(data?.report ?? "", data?.judgements ?? [], reload);
  const may = useRight("judge");
  if (error) return <ErrorNote error={error} retry={reload} />;
  if (!data) return <Loading />;
  const reader = `${path("reports", data.report)}?claim=${encodeURIComponent(data.id)}`;
  return (
    <article className="claim-page">
      <PageHead
        title={
          <>
            {t("claim.one")}: {typeName(data.type)}
          </>
        }
      >
        <code dir="ltr" className="quiet">
          {data.id}
        </code>
      </PageHead>
      {work.error ? <ErrorNote error={work.error} /> : null}
      <Panel>
        <Quotation pieces={data.quotation} />
        <ClaimHead claim={data} />
        <ClaimBody claim={data} names={data.names} />
        <Makers claim={data} />
        {data.withdrawn ? <p className="note">{t("claim.withdrawn", { when: moment(data.withdrawn) })}</p> : null}
        <p>
          <Link to={reader}>{t("claim.in_report")}</Link>
        </p>
      </Panel>
      {data.original ? (
        <Panel title={t("claim.corrected_from")}>
          <ClaimHead claim={data.original} />
          <ClaimBody claim={data.original} names={data.names} />
        </Panel>
      ) : null}
      {data.judgements.length ? (
        <Panel>
          <History judgements={data.judgements} of={data.id} undo={may ? work.undo : undefined} />
        </Panel>
      ) : null}
      <Panel title={t("why.label")}>
        <WhyTree id={data.id} />
      </Panel>
      <Panel title={t("claim.facts")}>
        <Facts claim={data} />
      </Panel>
    </article>
  );
}

function Facts({ claim }: { claim: ClaimDetail }) {
  const person = claim.by.startsWith("person@") ? claim.by.slice("person@".length) : "";
  return (
    <dl className="facts">
      <dt>{t("claim.report")}</dt>
      <dd>
        <Link to={path("reports", claim.report)}>
          <bdi>{claim.title || claim.report}</bdi>
        </Link>
        {claim.outlet ? (
          <>
            {" · "}
            <NameText name={claim.names[claim.outlet]} fallback={claim.outlet} />
          </>
        ) : null}
      </dd>
      {claim.published ? (
        <>
          <dt>{t("claim.published")}</dt>
          <dd>
            <Day iso={claim.published} />
          </dd>
        </>
      ) : null}
      <dt>{t("claim.recorded")}</dt>
      <dd>
        <time dateTime={claim.recorded}>{moment(claim.recorded)}</time>
      </dd>
      <dt>{t("claim.by_rule")}</dt>
      <dd>{person ? <bdi>{t("claim.by_person", { name: person })}</bdi> : <code dir="ltr">{`${claim.rule} · ${claim.by}`}</code>}</dd>
      {claim.events.length ? (
        <>
          <dt>{t("claim.events")}</dt>
          <dd>
            {claim.events.map((e) => (
              <Link key={e} to={path("events", e)} className="event-id">
                <bdi dir="ltr">{e}</bdi>
              </Link>
            ))}
          </dd>
        </>
      ) : null}
      {claim.where.some((w) => w.others.length) ? (
        <>
          <dt>{t("claim.others")}</dt>
          <dd>
            {claim.where.flatMap((w) =>
              w.others.map((o) => (
                <Link key={w.place + o.place} to={path("places", o.place ?? "")} className="event-id">
                  <NameText name={claim.names[o.place ?? ""]} fallback={o.place} />
                </Link>
              )),
            )}
          </dd>
        </>
      ) : null}
    </dl>
  );
}
