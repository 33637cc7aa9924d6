// All claims, with every filter that the API has: what was said, in which words, according to whom.
import "./claims.css";
import { useList } from "../../api";
import { Link, path, useQuery } from "../../router";
import { t, term } from "../../strings";
import { STANCES, STATUSES, type ClaimItem } from "../../types";
import { Day, Field, More, NameText, PageHead, Total } from "../../ui/basics";
import { ClaimBody, ClaimHead } from "../../ui/claim";
import { ExportMenu } from "../../ui/export";
import { FilterBar, type FilterField } from "../../ui/filters";
import { Quotation } from "../../ui/lines";
import { CODERS, Makers } from "../../ui/makers";
import { Empty, ErrorNote, Loading } from "../../ui/notes";
import { typeOptions } from "../../ui/types";

const KEYS = ["type", "place", "actor", "source", "stance", "status", "outlet", "at", "since", "until", "known_by", "withdrawn", "coder", "differing", "judged"] as const;
const JUDGED = ["none", "any", "accept", "reject", "correct", "unsure"] as const;
const ORDERS = ["oldest", "disagreement"] as const;

export default function Claims() {
  const [query] = useQuery();
  const filter = Object.fromEntries(KEYS.map((key) => [key, query[key]]));
  const { items, total, error, loading, more, reload } = useList<ClaimItem>("/claims", { ...filter, order: query.order || "newest" });
  const select = (key: "stance" | "status", values: readonly string[]): FilterField => ({
    key,
    label: t(`filter.${key}`),
    kind: "select",
    options: values.map((value) => ({ value, label: term(key, value) })),
  });
  const reviewing = query.differing === "true" || query.order === "disagreement";
  const fields: FilterField[] = [
    { key: "type", label: t("filter.type"), kind: "select", options: typeOptions() },
    { key: "place", label: t("filter.place"), kind: "place" },
    { key: "actor", label: t("filter.actor"), kind: "actor" },
    { key: "source", label: t("filter.source"), kind: "actor" },
    { key: "outlet", label: t("filter.outlet"), kind: "text" },
    select("stance", STANCES),
    select("status", STATUSES),
    { key: "judged", label: t("claims.judged"), kind: "select", options: JUDGED.map((value) => ({ value, label: term(value === "none" || value === "any" ? "judged" : "verdict", value) })) },
    { key: "coder", label: t("makers.label"), kind: "select", options: CODERS.map((value) => ({ value, label: value === "person" || value === "both" ? term("coder", value) : t("makers.alone", { who: term("coder", value) }) })) },
    { key: "since", label: t("filter.since"), kind: "day" },
    { key: "until", label: t("filter.until"), kind: "day" },
    { key: "known_by", label: t("filter.known_by"), kind: "day" },
    { key: "withdrawn", label: t("claims.withdrawn"), kind: "flag" },
    { key: "differing", label: t("makers.differ"), kind: "flag" },
  ];
  return (
    <>
      <PageHead title={t("claim.many")}>
        <ExportMenu filter={filter} />
      </PageHead>
      <FilterBar fields={fields}>
        <Total n={total} shown={items.length} />
        <Sort />
      </FilterBar>
      {error ? <ErrorNote error={error} retry={reload} /> : null}
      {loading && !items.length ? <Loading /> : null}
      {!loading && !items.length && !error ? <Empty>{t("claims.none")}</Empty> : null}
      <ul className="claim-list">
        {items.map((c) => (
          <Row key={c.id} claim={c} review={reviewing} />
        ))}
      </ul>
      <More more={more} loading={loading} />
    </>
  );
}

function Sort() {
  const [query, set] = useQuery();
  return (
    <Field label={t("claims.order")}>
      {(id) => (
        <select id={id} value={query.order ?? ""} onChange={(e) => set({ order: e.target.value })}>
          <option value="">{t("order.newest")}</option>
          {ORDERS.map((order) => (
            <option key={order} value={order}>
              {term("order", order)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** `review`: what the coders differ about is told at once. */
function Row({ claim, review }: { claim: ClaimItem; review: boolean }) {
  return (
    <li className="claim-item">
      <div>
        <ClaimHead claim={claim}>
          <Link className="card-link" to={path("claims", claim.id)} aria-label={t("claim.permalink")} title={t("claim.permalink")}>
            #
          </Link>
        </ClaimHead>
        <Quotation pieces={claim.quotation} />
        {review && claim.differences?.length ? <Makers claim={claim} /> : null}
        <p className="quiet claim-from">
          <Link to={`${path("reports", claim.report)}?claim=${encodeURIComponent(claim.id)}`}>
            <bdi>{claim.title || t("reader.untitled")}</bdi>
          </Link>
          {claim.outlet ? <NameText name={claim.names[claim.outlet]} fallback={claim.outlet} /> : null}
          <Day iso={claim.published} />
        </p>
      </div>
      <ClaimBody claim={claim} names={claim.names} />
    </li>
  );
}
