// Beside the map: which layers it shows, and a base map of the user's own.
import { useRef, useState } from "react";
import { BaseFileError, readBase, type OwnBase } from "../../map/own_base";
import { useQuery } from "../../router";
import { t } from "../../strings";
import { Button } from "../../ui/basics";
import { LAYERS, layersOf, switched } from "./layers";

export function Layers() {
  const [query, set] = useQuery();
  const shown = layersOf(query);
  return (
    <fieldset className="layers">
      <legend>{t("map.layers")}</legend>
      {LAYERS.map((layer) => (
        <Button key={layer} aria-pressed={shown.includes(layer)} onClick={() => set({ layers: switched(query, layer) })}>
          {t(`map.layer_${layer}`)}
        </Button>
      ))}
    </fieldset>
  );
}

export function BasePicker({ own, setOwn }: { own: OwnBase | null; setOwn: (own: OwnBase | null) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<BaseFileError["why"] | null>(null);
  const pick = (file: File | undefined) => {
    setFault(null);
    if (file) readBase(file).then(setOwn, (error: unknown) => setFault(error instanceof BaseFileError ? error.why : "map.base_not_read"));
  };
  return (
    <div className="own-base no-print">
      <input ref={input} id="own-base" type="file" accept=".pmtiles,.geojson,.json" className="visually-hidden" tabIndex={-1} aria-label={t("map.base")} onChange={(e) => pick(e.target.files?.[0])} />
      <Button onClick={() => input.current?.click()} title={t("map.base_hint")}>
        {t("map.base")}
      </Button>
      {own ? (
        <>
          {" "}
          <bdi dir="ltr">{own.name}</bdi> <Button onClick={() => setOwn(null)}>{t("map.base_remove")}</Button>
        </>
      ) : (
        <small className="quiet"> {t("map.base_hint")}</small>
      )}
      {fault ? (
        <p className="note note-error" role="alert">
          {t(fault)}
        </p>
      ) : null}
    </div>
  );
}
