// A map on the page: base map in the user's language, zoom by buttons and keys; what is drawn on it is the caller's.
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { AttributionControl, Map as MapLibre, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import { useEffect, useRef, useState } from "react";
import { lang, t } from "../strings";
import { Loading } from "../ui/notes";
import { base, type Base } from "./base";
import { style } from "./style";

setWorkerUrl(workerUrl); // Vite does not find MapLibre's worker by itself

export interface Sight {
  longitude: number;
  latitude: number;
  zoom: number;
}

interface Canvas {
  sight: Sight;
  label: string;
  onReady: (map: MapLibre, base: Base) => () => void;
  /** No map can be drawn here, for want of WebGL or of the base map's file. */
  onFault?: () => void;
}

export function MapCanvas({ sight, label, onReady, onFault }: Canvas) {
  const box = useRef<HTMLDivElement>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [loading, setLoading] = useState(true);
  useEffect(() => {
    let map: MapLibre | null = null;
    let undo: (() => void) | null = null;
    let gone = false;
    const fail = (error: unknown) => {
      setFault(error instanceof Error ? error.message : String(error));
      onFault?.();
    };
    base()
      .then(async (shapes) => {
        await fonts();
        if (gone || !box.current) return;
        map = create(box.current, shapes, sight, label);
        map.once("load", () => {
          if (!map || gone) return;
          setLoading(false);
          undo = onReady(map, shapes);
        });
      })
      .catch(fail);
    return () => {
      gone = true;
      undo?.();
      map?.remove();
    };
    // the map lives as long as the component; the caller keeps its own state in step
  }, []);
  return (
    <div className="map-box">
      {fault ? (
        <p className="note note-error" role="alert">
          {t("map.no_canvas")} <code dir="ltr">{fault}</code>
        </p>
      ) : null}
      {loading && !fault ? <Loading /> : null}
      <div ref={box} className="map-canvas" dir="ltr" />
    </div>
  );
}

/** The map's text is drawn from faces that must be there before its first letter. */
async function fonts(): Promise<void> {
  await Promise.all([document.fonts.load('14px "Noto Sans Arabic"', "حلب"), document.fonts.load('14px "Noto Sans"', "Aleppo")]).catch(() => undefined);
}

function create(container: HTMLDivElement, shapes: Base, sight: Sight, label: string): MapLibre {
  const map = new MapLibre({
    container,
    style: style(shapes, lang()),
    center: [sight.longitude, sight.latitude],
    zoom: sight.zoom,
    minZoom: 1.5,
    maxZoom: 17,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    locale: {
      "Map.Title": label,
      "NavigationControl.ZoomIn": t("map.zoom_in"),
      "NavigationControl.ZoomOut": t("map.zoom_out"),
      "AttributionControl.ToggleAttribution": t("map.attribution"),
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), lang() === "ar" ? "top-left" : "top-right");
  map.addControl(new ScaleControl({ unit: "metric" }), lang() === "ar" ? "bottom-right" : "bottom-left");
  map.addControl(new AttributionControl({ compact: true }), lang() === "ar" ? "bottom-left" : "bottom-right");
  return map;
}
