// An actor: what it is and belongs to, what it holds, besieges, blocks and negotiates, its timeline.
import { useApi } from "../../api";
import { path, useQuery } from "../../router";
import { t, term } from "../../strings";
import type { Name, Names } from "../../types";
import { Button, EntityLink, NameText, PageHead, WhenText } from "../../ui/basics";
import { ExportMenu } from "../../ui/export";
import { FilterBar } from "../../ui/filters";
import { Empty, ErrorNote, Loading } from "../../ui/notes";
import { Life, Printed, type LifeOf } from "./life";

interface ActorLife extends LifeOf {
  actor: { id: string; name: Name; kind: string; countries: string[]; part_of: { to: string; since: string | null; until: string | null }[] | null; known: boolean };
  names: Names;
}

export function ActorPage({ id }: { id: string }) {
  const [query] = useQuery();
  const { known_by } = query;
  const { data, error, reload } = useApi<ActorLife>(path("actors", id), { known_by });
  if (error) return <ErrorNote error={error} retry={reload} />;
  if (!data) return <Loading />;
  const { actor, names } = data;
  return (
    <article className="dossier">
      <PageHead title={<NameText name={actor.name} fallback={id.replace(/^~/, "")} />}>
        <ExportMenu filter={{ actor: id, known_by }} />
        <Button onClick={() => window.print()}>{t("place.print")}</Button>
      </PageHead>
      <p className="where">
        {actor.known ? term("actorkind", actor.kind) : t("place.known_no")}
        {(actor.part_of ?? []).map((link, i) => (
          <span key={i}>
            {t("list.comma")}
            {t("place.part_of")} <EntityLink kind="actors" id={link.to} names={names} />{" "}
            {link.since || link.until ? (
              <span className="quiet">
                <WhenText when={{ edtf: `${link.since ?? ".."}/${link.until ?? ".."}`, earliest: link.since, latest: link.until }} />
              </span>
            ) : null}
          </span>
        ))}{" "}
        <span className="quiet">{t("place.claims", { n: data.claims })}</span>
      </p>
      <FilterBar fields={[{ key: "known_by", label: t("filter.known_by"), kind: "day" }]} />
      <Printed />
      {data.claims === 0 && data.states.length === 0 ? <Empty>{t("place.no_claims")}</Empty> : null}
      <Life life={data} of={id} knownBy={known_by} more={`actor=${encodeURIComponent(id)}`} />
    </article>
  );
}
