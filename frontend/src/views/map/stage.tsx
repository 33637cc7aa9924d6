// The drawn map of the view: keeps what MapLibre shows in step with spots, choice and base, and the address in step with where it looks.
import type { Map as MapLibre, MapLayerMouseEvent, GeoJSONSource } from "maplibre-gl";
import { useEffect, useRef, useState } from "react";
import type { Base } from "../../map/base";
import { MapCanvas, type Sight } from "../../map/canvas";
import { applyBase, type OwnBase } from "../../map/own_base";
import { t } from "../../strings";
import { choose, prepare, show } from "./draw";
import type { Spot } from "./spots";

export interface Stage {
  sight: Sight;
  spots: readonly Spot[];
  colours: ReadonlyMap<string, string>;
  chosen: Spot | null;
  own: OwnBase | null;
  /** What is in view, and the sight to remember; without a map the whole world is listed. */
  onLook: (bbox: string, sight: Sight | null) => void;
  onChoose: (key: string) => void;
  /** A place to bring into view, or the corners of what is to be seen. */
  goal: Goal | null;
}
export type Goal = { to: [number, number] } | { box: [number, number, number, number] };

const WORLD = "-180,-90,180,90";

export function MapStage(props: Stage) {
  const [ready, setReady] = useState<{ map: MapLibre; base: Base } | null>(null);
  const now = useRef(props);
  now.current = props;
  const start = (map: MapLibre, base: Base) => {
    prepare(map);
    const look = () => now.current.onLook(boxOf(map), sightOf(map));
    map.on("moveend", look);
    map.on("click", "spots", (e) => now.current.onChoose(String(e.features?.[0]?.properties.key ?? "")));
    map.on("click", "clusters", (e) => void open(map, e));
    for (const layer of ["spots", "clusters"]) {
      map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
      map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
    }
    setReady({ map, base });
    look();
    return () => setReady(null);
  };
  useEffect(() => {
    if (ready) show(ready.map, ready.base, props.spots, props.chosen, props.colours);
  }, [ready, props.spots, props.chosen, props.colours]);
  useEffect(() => {
    if (ready) choose(ready.map, props.chosen);
  }, [ready, props.chosen]);
  useEffect(() => {
    if (ready) applyBase(ready.map, props.own);
  }, [ready, props.own]);
  useEffect(() => {
    if (!ready || !props.goal) return;
    if ("box" in props.goal) ready.map.fitBounds(props.goal.box, { padding: 50, maxZoom: 10, duration: 0 });
    else if (!ready.map.getBounds().contains(props.goal.to)) ready.map.easeTo({ center: props.goal.to });
  }, [ready, props.goal]);
  return <MapCanvas sight={props.sight} label={t("map.label")} onReady={start} onFault={() => props.onLook(WORLD, null)} />;
}

async function open(map: MapLibre, event: MapLayerMouseEvent): Promise<void> {
  const cluster = event.features?.[0];
  if (cluster?.geometry.type !== "Point") return;
  const zoom = await (map.getSource("spots") as GeoJSONSource).getClusterExpansionZoom(Number(cluster.properties.cluster_id));
  const [longitude = 0, latitude = 0] = cluster.geometry.coordinates;
  map.easeTo({ center: [longitude, latitude], zoom: zoom + 0.2 });
}

function boxOf(map: MapLibre): string {
  const bounds = map.getBounds();
  const turn = (longitude: number) => Math.min(180, Math.max(-180, longitude));
  const down = (n: number) => Math.floor(n * 100) / 100;
  const up = (n: number) => Math.ceil(n * 100) / 100;
  const [south, north] = [Math.max(-90, bounds.getSouth()), Math.min(90, bounds.getNorth())];
  return [down(turn(bounds.getWest())), down(south), up(turn(bounds.getEast())), up(north)].map((n) => Math.min(180, Math.max(-180, n))).join();
}

function sightOf(map: MapLibre): Sight {
  const { lng, lat } = map.getCenter();
  return { longitude: lng, latitude: lat, zoom: map.getZoom() };
}
