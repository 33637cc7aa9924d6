// What holds at a spot -> the name of an icon, and the name -> its picture. Shape says what, so that colour is never the only sign:
// square = control (halved = divided, hollow = nobody), ring with teeth = siege, barred disc = blocked, two circles = talks, diamond = events, dot = claims;
// a dashed edge and a question mark = contested.
import { contested, type Spot } from "./spots";

export interface Look {
  holders: string[];
  hollow: boolean;
  siege: boolean;
  access: "" | "blocked" | "partly open" | "open";
  talks: boolean;
  events: boolean;
  claims: boolean;
  contested: boolean;
  perhaps: boolean;
}
/** Colours of holders, apart from one another also for most who see colours otherwise. */
const PALETTE = ["#1f6f8b", "#b5541c", "#5b7f2b", "#7a4a9c", "#a8862a", "#94394f", "#3d5a9e", "#4f6b66", "#8a5a3b", "#5d5d5d"];
const INK = "#26231f";
const SIZE = 48;
const RATIO = 2;

export function lookOf(spot: Spot, colours: ReadonlyMap<string, string>): Look {
  const control = spot.states.filter((s) => s.kind === "control");
  const holding = control.filter((s) => s.reading === "held" || s.reading === "divided");
  const access = spot.states.filter((s) => s.kind === "access").map((s) => s.reading);
  return {
    holders: [...new Set(holding.flatMap((s) => s.holders.map((h) => colours.get(h.id) ?? PALETTE.at(-1)!)))].slice(0, 3),
    hollow: control.length > 0 && holding.length === 0,
    siege: spot.states.some((s) => s.kind === "siege" && s.reading === "besieged"),
    access: (["blocked", "partly open", "open"] as const).find((reading) => access.includes(reading)) ?? "",
    talks: spot.states.some((s) => s.kind === "talks"),
    events: spot.events.length > 0,
    claims: spot.claims !== null,
    contested: contested(spot),
    perhaps: spot.states.length > 0 && spot.states.every((s) => s.holds === "perhaps"),
  };
}

/** A colour for each holder, the most frequent first; the legend lists the same. */
export function holderColours(spots: readonly Spot[]): Map<string, string> {
  const counts = new Map<string, number>();
  for (const state of spots.flatMap((s) => s.states)) {
    if (state.kind === "control") for (const holder of state.holders) counts.set(holder.id, (counts.get(holder.id) ?? 0) + 1);
  }
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([id]) => id);
  return new Map(ranked.map((id, i) => [id, PALETTE[Math.min(i, PALETTE.length - 1)]!]));
}

export function draw(look: Look): { width: number; height: number; data: Uint8ClampedArray } {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE * RATIO;
  const pen = canvas.getContext("2d", { willReadFrequently: true })!;
  pen.scale(RATIO, RATIO);
  pen.translate(SIZE / 2, SIZE / 2);
  pen.globalAlpha = look.perhaps ? 0.6 : 1;
  if (look.siege) teeth(pen);
  if (look.holders.length > 0 || look.hollow) square(pen, look);
  else if (look.events) diamond(pen, 0, 0, 8, look.contested);
  else if (look.talks && !look.siege && !look.access) talks(pen, 0, 0, 7);
  else if (look.access && !look.siege) bar(pen, 0, 0, 9, look.access);
  else dot(pen, look.claims ? 7 : 4);
  if (look.events && (look.holders.length > 0 || look.hollow)) diamond(pen, -12, -12, 5, false);
  if (look.access && (look.siege || look.holders.length > 0 || look.hollow || look.events)) bar(pen, 13, 13, 6.5, look.access);
  if (look.talks && (look.siege || look.access || look.holders.length > 0 || look.hollow || look.events)) talks(pen, -13, 13, 5);
  if (look.contested) mark(pen);
  const { data } = pen.getImageData(0, 0, SIZE * RATIO, SIZE * RATIO);
  return { width: SIZE * RATIO, height: SIZE * RATIO, data };
}
export const PIXEL_RATIO = RATIO;

function square(pen: CanvasRenderingContext2D, look: Look): void {
  const half = 9;
  pen.fillStyle = "#fff";
  pen.fillRect(-half, -half, 2 * half, 2 * half);
  const width = (2 * half) / Math.max(look.holders.length, 1);
  look.holders.forEach((colour, i) => {
    pen.fillStyle = colour;
    pen.fillRect(-half + i * width + (i ? 1 : 0), -half, width - (i ? 1 : 0), 2 * half);
  });
  edge(pen, look.contested);
  pen.strokeRect(-half, -half, 2 * half, 2 * half);
}

function edge(pen: CanvasRenderingContext2D, dashed: boolean): void {
  pen.strokeStyle = INK;
  pen.lineWidth = dashed ? 2.2 : 1.4;
  pen.setLineDash(dashed ? [3.2, 2.2] : []);
}

function teeth(pen: CanvasRenderingContext2D): void {
  pen.setLineDash([]);
  pen.strokeStyle = "#fff";
  pen.lineWidth = 5;
  pen.beginPath();
  pen.arc(0, 0, 18, 0, 2 * Math.PI);
  pen.stroke();
  pen.strokeStyle = "#8c1d2f";
  pen.lineWidth = 2.4;
  pen.stroke();
  for (let i = 0; i < 12; i++) {
    const angle = (i * Math.PI) / 6;
    pen.beginPath();
    pen.moveTo(18 * Math.cos(angle), 18 * Math.sin(angle));
    pen.lineTo(13.5 * Math.cos(angle), 13.5 * Math.sin(angle));
    pen.stroke();
  }
}

function bar(pen: CanvasRenderingContext2D, x: number, y: number, radius: number, reading: Look["access"]): void {
  pen.setLineDash([]);
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = reading === "open" ? "#fff" : "#b3261e";
  pen.fill();
  pen.strokeStyle = reading === "open" ? "#2c6e49" : "#fff";
  pen.lineWidth = reading === "open" ? 2.4 : 1;
  pen.stroke();
  if (reading === "open") return;
  pen.fillStyle = "#fff";
  const length = reading === "blocked" ? radius * 1.3 : radius * 0.65;
  pen.fillRect(x - radius * 0.65, y - radius * 0.18, length, radius * 0.36);
}

function talks(pen: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  pen.setLineDash([]);
  pen.lineWidth = 2;
  for (const side of [-0.55, 0.55]) {
    pen.beginPath();
    pen.arc(x + side * radius, y, radius * 0.8, 0, 2 * Math.PI);
    pen.fillStyle = "#ffffffcc";
    pen.fill();
    pen.strokeStyle = "#2f4f8f";
    pen.stroke();
  }
}

function diamond(pen: CanvasRenderingContext2D, x: number, y: number, radius: number, dashed: boolean): void {
  pen.beginPath();
  pen.moveTo(x, y - radius);
  pen.lineTo(x + radius, y);
  pen.lineTo(x, y + radius);
  pen.lineTo(x - radius, y);
  pen.closePath();
  pen.fillStyle = "#e0a100";
  pen.fill();
  edge(pen, dashed);
  pen.stroke();
}

function dot(pen: CanvasRenderingContext2D, radius: number): void {
  pen.setLineDash([]);
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
  pen.fillStyle = "#33718a";
  pen.fill();
  pen.strokeStyle = "#fff";
  pen.lineWidth = 1.6;
  pen.stroke();
}

function mark(pen: CanvasRenderingContext2D): void {
  pen.setLineDash([]);
  pen.globalAlpha = 1;
  pen.beginPath();
  pen.arc(14, -14, 7, 0, 2 * Math.PI);
  pen.fillStyle = "#fff";
  pen.fill();
  pen.strokeStyle = INK;
  pen.lineWidth = 1.4;
  pen.stroke();
  pen.fillStyle = INK;
  pen.font = "bold 11px sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText("?", 14, -13.5);
}

/** A picture of slanted lines, for areas that are all we know of a place. */
export function hatch(step: number, colour: string): { width: number; height: number; data: Uint8ClampedArray } {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = step;
  const pen = canvas.getContext("2d", { willReadFrequently: true })!;
  pen.strokeStyle = colour;
  pen.lineWidth = 1.6;
  for (const offset of [-step, 0, step]) {
    pen.beginPath();
    pen.moveTo(offset, step);
    pen.lineTo(offset + step, 0);
    pen.stroke();
  }
  const { data } = pen.getImageData(0, 0, step, step);
  return { width: step, height: step, data };
}
