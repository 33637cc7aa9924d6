// The small map of the form: where it is clicked, the point is; the ring shows its uncertainty.
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { useCallback, useEffect, useRef } from "react";
import { MapCanvas } from "../../map/canvas";
import { circle } from "../../map/circle";
import { t } from "../../strings";
import type { Point } from "./draft";

const SOURCE = "chosen-point";

export default function PointMap({ point, known, set }: { point: Point; known: boolean; set: (lat: number, lon: number) => void }) {
  const map = useRef<MapLibre | null>(null);
  const latest = useRef({ point, set });
  latest.current = { point, set };
  const ready = useCallback((made: MapLibre) => {
    map.current = made;
    made.addSource(SOURCE, { type: "geojson", data: shape(latest.current.point) });
    made.addLayer({ id: `${SOURCE}-ring`, type: "fill", source: SOURCE, filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": "#0b5563", "fill-opacity": 0.18, "fill-outline-color": "#0b5563" } });
    made.addLayer({ id: `${SOURCE}-dot`, type: "circle", source: SOURCE, filter: ["==", ["geometry-type"], "Point"], paint: { "circle-color": "#0b5563", "circle-radius": 6, "circle-stroke-color": "#fff", "circle-stroke-width": 2 } });
    made.on("click", (e) => latest.current.set(round(e.lngLat.lat), round(e.lngLat.lng)));
    return () => {
      map.current = null;
    };
  }, []);
  useEffect(() => {
    map.current?.getSource<GeoJSONSource>(SOURCE)?.setData(shape(point));
  }, [point]);
  return <MapCanvas sight={{ longitude: point.lon, latitude: point.lat, zoom: known ? 10 : 5 }} label={t("reader.on_map")} onReady={ready} />;
}

function round(angle: number): number {
  return Math.round(angle * 1e4) / 1e4;
}
function shape({ lat, lon, radius_km }: Point): GeoJSON.FeatureCollection {
  return {
    type: "FeatureCollection",
    features: [
      { type: "Feature", properties: {}, geometry: circle(lon, lat, radius_km) },
      { type: "Feature", properties: {}, geometry: { type: "Point", coordinates: [lon, lat] } },
    ],
  };
}
