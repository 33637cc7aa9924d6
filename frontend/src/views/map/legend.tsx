// The legend: every shape of the map with its meaning, and the colours of those who hold places in view.
import { useEffect, useRef } from "react";
import { nameOf, t, type Key } from "../../strings";
import { draw, type Look } from "./icons";
import type { Spot } from "./spots";

const PLAIN: Look = { holders: [], hollow: false, siege: false, access: "", talks: false, events: false, claims: false, contested: false, perhaps: false };
const SHAPES: [Key, Look][] = [
  ["map.legend_held", { ...PLAIN, holders: ["#1f6f8b"] }],
  ["map.legend_divided", { ...PLAIN, holders: ["#1f6f8b", "#b5541c"] }],
  ["map.legend_hollow", { ...PLAIN, hollow: true }],
  ["map.legend_contested", { ...PLAIN, holders: ["#1f6f8b"], contested: true }],
  ["map.legend_siege", { ...PLAIN, siege: true }],
  ["map.legend_blocked", { ...PLAIN, access: "blocked" }],
  ["map.legend_open", { ...PLAIN, access: "open" }],
  ["map.legend_talks", { ...PLAIN, talks: true }],
  ["map.legend_event", { ...PLAIN, events: true }],
  ["map.legend_claim", { ...PLAIN, claims: true }],
  ["map.legend_perhaps", { ...PLAIN, holders: ["#1f6f8b"], perhaps: true }],
];

export function Legend({ spots, colours }: { spots: readonly Spot[]; colours: ReadonlyMap<string, string> }) {
  const names = new Map(spots.flatMap((s) => s.states.flatMap((state) => state.holders.map((h) => [h.id, nameOf(h, h.id)] as const))));
  return (
    <details className="legend">
      <summary>{t("map.legend")}</summary>
      <ul>
        {SHAPES.map(([key, look]) => (
          <li key={key}>
            <Picture look={look} /> {t(key)}
          </li>
        ))}
        <li>{t("map.legend_circle")}</li>
        <li>{t("map.legend_hatch")}</li>
        <li>{t("map.legend_many")}</li>
        <li>{t("map.legend_cluster")}</li>
      </ul>
      {colours.size ? (
        <ul>
          {[...colours].map(([id, colour]) => (
            <li key={id}>
              <svg className="swatch" width="14" height="14" aria-hidden="true">
                <rect width="14" height="14" fill={colour} />
              </svg>{" "}
              <bdi>{names.get(id) ?? id}</bdi>
            </li>
          ))}
        </ul>
      ) : null}
    </details>
  );
}

function Picture({ look }: { look: Look }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const { width, height, data } = draw(look);
    canvas.current?.getContext("2d")?.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  }, [look]);
  return <canvas ref={canvas} width={96} height={96} aria-hidden="true" className="legend-picture" />;
}
