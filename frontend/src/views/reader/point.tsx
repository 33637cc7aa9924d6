// A place put right on a small map: a click (or the arrow keys and Enter) sets the point, a field its uncertainty.
import { lazy, Suspense, useState } from "react";
import { num, t } from "../../strings";
import { Button, Field } from "../../ui/basics";
import { Loading } from "../../ui/notes";
import type { Point, Slot } from "./draft";

const PointMap = lazy(() => import("./point_map"));
const MIDDLE: Point = { lat: 35, lon: 38.5, radius_km: 5 };

export function PlaceOnMap({ slot, set }: { slot: Slot; set: (point: Point) => void }) {
  const [open, setOpen] = useState(false);
  const point = slot.point ?? MIDDLE;
  const move = (change: Partial<Point>) => set({ ...point, ...change });
  return (
    <div className="form-point">
      <Button aria-expanded={open} onClick={() => setOpen(!open)}>
        {t("reader.on_map")} {slot.point ? <bdi dir="ltr">{`${num(slot.point.lat)}, ${num(slot.point.lon)}`}</bdi> : null}
      </Button>
      {open ? (
        <div className="point-box">
          <Suspense fallback={<Loading />}>
            <PointMap point={point} known={slot.point !== null} set={(lat, lon) => move({ lat, lon })} />
          </Suspense>
          <div className="form-row">
            <NumberField label={t("reader.latitude")} value={point.lat} set={(lat) => move({ lat })} min={-90} max={90} />
            <NumberField label={t("reader.longitude")} value={point.lon} set={(lon) => move({ lon })} min={-180} max={180} />
            <NumberField label={t("reader.radius")} value={point.radius_km} set={(radius_km) => move({ radius_km })} min={0.1} max={1000} />
          </div>
        </div>
      ) : null}
    </div>
  );
}

function NumberField({ label, value, set, min, max }: { label: string; value: number; set: (n: number) => void; min: number; max: number }) {
  return (
    <Field label={label}>
      {(id) => (
        <input
          id={id}
          type="number"
          dir="ltr"
          min={min}
          max={max}
          step="any"
          value={value}
          onChange={(e) => {
            const n = e.target.valueAsNumber;
            if (n >= min && n <= max) set(n);
          }}
        />
      )}
    </Field>
  );
}
