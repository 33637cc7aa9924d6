// Same happening or another one: claims that may tell of the same thing, each to be judged with one press.
import { useState } from "react";
import { useList, type Params } from "../../api";
import { Link, path } from "../../router";
import { t } from "../../strings";
import type { Claim, ClaimItem, Verdict } from "../../types";
import { Button, Chip, Day, More } from "../../ui/basics";
import { ClaimBody, ClaimHead } from "../../ui/claim";
import { Quotation } from "../../ui/lines";
import { ErrorNote, Loading } from "../../ui/notes";

type Near = "place" | "family" | "report";

export function LinkPanel({ claim, verdictWith, judge, close }: { claim: Claim; verdictWith: (other: string) => Verdict | undefined; judge: (verdict: Verdict, other: string) => void; close: () => void }) {
  const family = claim.type.split(".")[0] ?? "";
  const place = claim.where.find((w) => w.place)?.place ?? "";
  const [near, setNear] = useState<Near>(place ? "place" : "family");
  const params: Record<Near, Params> = { place: { place, type: family }, family: { type: family }, report: { report: claim.report } };
  const { items, error, loading, more } = useList<ClaimItem>("/claims", { ...params[near], order: "newest" }, 20);
  const others = items.filter((other) => other.id !== claim.id).sort((a, b) => Number(b.type === claim.type) - Number(a.type === claim.type));
  return (
    <section className="link-panel" aria-label={t("reader.link")}>
      <div className="panel-head">
        <h3>{t("reader.link_title")}</h3>
        <Button kind="plain" onClick={close} aria-label={t("app.close")}>
          ✕
        </Button>
      </div>
      <div className="form-row" role="group" aria-label={t("reader.link_near")}>
        {(["place", "family", "report"] as const).map((n) => (
          <Button key={n} aria-pressed={near === n} disabled={n === "place" && !place} onClick={() => setNear(n)}>
            {t(`reader.near_${n}`)}
          </Button>
        ))}
      </div>
      {error ? <ErrorNote error={error} /> : null}
      {loading && !items.length ? <Loading /> : null}
      {!loading && !others.length ? <p className="quiet">{t("reader.no_others")}</p> : null}
      <ul className="others">
        {others.map((other) => {
          const said = verdictWith(other.id);
          return (
            <li key={other.id} className="other">
              <ClaimHead claim={other}>{said ? <Chip group="verdict" code={said} /> : null}</ClaimHead>
              <Quotation pieces={other.quotation} />
              <small className="quiet">
                <Link to={`${path("reports", other.report)}?claim=${other.id}`}>
                  <bdi>{other.title || other.report}</bdi>
                </Link>{" "}
                <Day iso={other.published} />
              </small>
              <ClaimBody claim={other} names={other.names} />
              <div className="card-actions">
                {(["same", "different", "unsure"] as const).map((v) => (
                  <Button key={v} aria-pressed={said === v} onClick={() => judge(v, other.id)}>
                    {t(`verdict.${v}`)}
                  </Button>
                ))}
              </div>
            </li>
          );
        })}
      </ul>
      <More more={more} loading={loading} />
    </section>
  );
}
