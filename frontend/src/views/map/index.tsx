// The map: what is claimed, what happened and what holds on a day, as known by a day; list and map are drawn from the same rows.
import "./map.css";
import { useEffect, useMemo, useState } from "react";
import { get } from "../../api";
import type { Sight } from "../../map/canvas";
import type { OwnBase } from "../../map/own_base";
import { useQuery } from "../../router";
import { t } from "../../strings";
import { Button, PageHead } from "../../ui/basics";
import { ExportMenu } from "../../ui/export";
import { FilterBar } from "../../ui/filters";
import { Empty, ErrorNote } from "../../ui/notes";
import { typeOptions } from "../../ui/options";
import { useMapData } from "./data";
import { Days } from "./days";
import { holderColours } from "./icons";
import { layersOf, span } from "./layers";
import { Legend } from "./legend";
import { SpotRow, Unlocated } from "./list";
import { rowsOf, spots as spotsOf, unlocated, type Answer } from "./spots";
import { MapStage, type Goal } from "./stage";
import { BasePicker, Layers } from "./tools";

const SYRIA: Sight = { longitude: 38.6, latitude: 35, zoom: 5.6 };
const LISTED = 150;

export default function MapView() {
  const [query, set] = useQuery();
  const [bbox, setBbox] = useState<string | null>(null);
  const [playing, setPlaying] = useState(false);
  const [own, setOwn] = useState<OwnBase | null>(null);
  const [goal, setGoal] = useState<Goal | null>(null);
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState(LISTED);
  const { answers, loading, error, reload } = useMapData(query, bbox);
  const layers = layersOf(query);
  const layersKey = layers.join();
  const spots = useMemo(() => spotsOf(answers, layers), [answers, layersKey]);
  const colours = useMemo(() => holderColours(spots), [spots]);
  const chosen = spots.find((s) => s.key === query.spot) ?? null;
  const rows = spots.reduce((sum, spot) => sum + rowsOf(spot), 0);
  const cut = Object.values(answers).some((answer: Answer) => answer.features.length < answer.total && answer.features.length >= 2000);

  const whole = () => void everything(query).then((box) => box && setGoal({ box }));
  useEffect(() => {
    if (!query.sight) whole(); // a link that says where to look stays where it looks
  }, []);
  const choose = (key: string) => {
    set({ spot: key || null });
    const spot = spots.find((s) => s.key === key);
    if (spot) setGoal({ to: spot.at });
    if (key) requestAnimationFrame(() => document.getElementById(`spot-${key}`)?.scrollIntoView({ block: "nearest" }));
  };
  return (
    <div className="map-view">
      <PageHead title={t("map.title")}>
        <Button onClick={whole}>{t("map.whole")}</Button>
        <ExportMenu filter={{ ...span(query), place: query.place, actor: query.actor, type: query.type, known_by: query.known_by }} />
      </PageHead>
      <FilterBar
        fields={[
          { key: "place", label: t("filter.place"), kind: "place" },
          { key: "actor", label: t("filter.actor"), kind: "actor" },
          { key: "type", label: t("filter.type"), kind: "select", options: typeOptions() },
        ]}
      >
        <Layers />
      </FilterBar>
      <Days playing={playing} setPlaying={setPlaying} settled={!loading} />
      <div className="map-and-list">
        <div className="map-side">
          <MapStage
            sight={sightFrom(query.sight)}
            spots={spots}
            colours={colours}
            chosen={chosen}
            own={own}
            goal={goal}
            onChoose={choose}
            onLook={(box, sight) => {
              setBbox(box);
              if (sight) set({ sight: [sight.longitude.toFixed(3), sight.latitude.toFixed(3), sight.zoom.toFixed(1)].join() });
            }}
          />
          <Legend spots={spots} colours={colours} />
          <BasePicker own={own} setOwn={setOwn} />
        </div>
        <section className="map-list" aria-label={t("map.in_view")} aria-busy={loading}>
          <div className="spot-head">
            <h2>{t("map.in_view")}</h2>
            <span className="quiet" role="status">
              {t("map.places_n", { n: spots.length })}
              {t("list.comma")}
              {t("app.total", { n: rows })}
            </span>
          </div>
          {error ? <ErrorNote error={error} retry={reload} /> : null}
          {cut ? <p className="note">{t("map.cut")}</p> : null}
          {!loading && !error && spots.length === 0 ? <Empty>{t("map.nothing")}</Empty> : null}
          <ul className="spots">
            {spots.slice(0, shown).map((spot) => (
              <SpotRow key={spot.key} spot={spot} chosen={spot === chosen} choose={choose} />
            ))}
            {chosen && spots.indexOf(chosen) >= shown ? <SpotRow spot={chosen} chosen choose={choose} /> : null}
          </ul>
          {spots.length > shown ? <Button onClick={() => setShown(shown + LISTED)}>{t("app.more")}</Button> : null}
          <Unlocated missing={unlocated(answers)} open={open} setOpen={setOpen} />
        </section>
      </div>
    </div>
  );
}

function sightFrom(text: string | undefined): Sight {
  const [longitude, latitude, zoom] = (text ?? "").split(",").map(Number);
  const real = [longitude, latitude, zoom].every((n) => n !== undefined && Number.isFinite(n));
  return text && real ? { longitude: longitude!, latitude: latitude!, zoom: zoom! } : SYRIA;
}

/** The corners of the fullest places that the filters keep. */
async function everything(query: Record<string, string>): Promise<[number, number, number, number] | null> {
  const filter = { place: query.place, actor: query.actor, type: query.type, known_by: query.known_by };
  const answer = await get<Answer>("/geo/claims", { ...filter, by: "place", limit: 60 }).catch(() => null);
  const points = (answer?.features ?? []).filter((f) => f.properties?.precision !== "country").map((f) => f.geometry.coordinates as [number, number]);
  if (points.length === 0) return null;
  const longitudes = points.map((p) => p[0]);
  const latitudes = points.map((p) => p[1]);
  return [Math.min(...longitudes) - 0.05, Math.min(...latitudes) - 0.05, Math.max(...longitudes) + 0.05, Math.max(...latitudes) + 0.05];
}
