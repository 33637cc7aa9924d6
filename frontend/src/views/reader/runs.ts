// Segments in, runs out: neighbours with the same marks are one piece of the page; and the browser's selection as segments again.
import type { Mark, Paragraph, Segment } from "../../types";

/** Words of the report as the API takes them: from segment to segment, and in them exactly these words. */
export interface Chosen {
  first: number;
  last: number;
  text: string; // "" for all of them
}
export interface Run {
  number: number; // over the whole report; the element carries it as data-run
  marks: number[];
  segments: Segment[];
}
export interface Block {
  kind: "title" | "text";
  runs: Run[];
}

export function blocks(paragraphs: Paragraph[]): Block[] {
  let number = 0;
  return paragraphs.map(({ kind, segments }) => {
    const runs: Run[] = [];
    for (const segment of segments) {
      const last = runs.at(-1);
      if (last && last.marks.join() === segment.m.join()) last.segments.push(segment);
      else runs.push({ number: number++, marks: segment.m, segments: [segment] });
    }
    return { kind, runs };
  });
}

export const textOf = (segments: Segment[]): string => segments.map((s) => s.t).join("");

/** Where a mark stands; of one that runs over a line break, which is in no segment, all words from end to end. */
export function placeOf(mark: number, paragraphs: Paragraph[]): Chosen | null {
  const lines = paragraphs.map((p) => p.segments.filter((s) => s.m.includes(mark))).filter((l) => l.length);
  const under = lines.flat();
  const [first, last] = [under[0], under.at(-1)];
  return first && last ? { first: first.n, last: last.n, text: lines.length > 1 ? "" : textOf(under) } : null;
}

/** The kinds of a run's marks, the narrow ones last, so that they win where two styles meet. */
export function kinds(run: Run, marks: Mark[]): string[] {
  return [...new Set(run.marks.map((m) => marks[m]?.kind ?? ""))].filter(Boolean);
}

/** What the reader of the page has selected inside `box`, without white space at its ends; null where there is nothing. */
export function selected(box: HTMLElement, all: Map<number, Run>): Chosen | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!box.contains(range.commonAncestorContainer)) return null;
  const pieces: { n: number; t: string }[] = [];
  let line: Element | null = null; // words of one paragraph: a quotation does not run over a line break
  for (const element of box.querySelectorAll<HTMLElement>("[data-run]")) {
    if (!range.intersectsNode(element)) continue;
    const run = all.get(Number(element.dataset.run));
    const node = element.firstChild;
    if (!run || !node) continue;
    if (element.parentElement !== line && pieces.some((p) => p.t.trim())) break;
    line = element.parentElement;
    const low = range.startContainer === node ? range.startOffset : 0;
    const high = range.endContainer === node ? range.endOffset : (node.textContent ?? "").length;
    pieces.push(...cut(run.segments, low, high));
  }
  while (pieces.length && !pieces[0]?.t.trim()) pieces.shift();
  while (pieces.length && !pieces.at(-1)?.t.trim()) pieces.pop();
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!first || !last) return null;
  return { first: first.n, last: last.n, text: pieces.map((p) => p.t).join("").trim() };
}

function cut(segments: Segment[], low: number, high: number): { n: number; t: string }[] {
  const found = [];
  let at = 0;
  for (const { n, t } of segments) {
    const part = t.slice(Math.max(0, low - at), Math.max(0, high - at));
    if (part) found.push({ n, t: part });
    at += t.length;
  }
  return found;
}

/** Selects the word after (or before) the selection, or widens the selection by it: choosing words without a mouse. */
export function step(box: HTMLElement, forward: boolean, widen: boolean): void {
  const selection = document.getSelection();
  if (!selection) return;
  const words = wordRanges(box);
  if (!words.length) return;
  const inside = selection.rangeCount > 0 && !selection.isCollapsed && box.contains(selection.anchorNode);
  if (!inside) {
    const start = words[forward ? 0 : words.length - 1];
    if (start) selection.setBaseAndExtent(start.node, start.from, start.node, start.to);
    return;
  }
  const { focusNode, focusOffset, anchorNode, anchorOffset } = selection;
  if (!focusNode || !anchorNode) return;
  const before = (w: Word) => compare(w.node, w.to, focusNode, focusOffset) < 0 || (w.node === focusNode && w.to <= focusOffset && w.to < focusOffset);
  const next = forward ? words.find((w) => compare(w.node, w.to, focusNode, focusOffset) > 0) : words.findLast((w) => (widen ? before(w) : compare(w.node, w.to, anchorNode, Math.max(anchorOffset, 0)) <= 0));
  if (!next) return;
  if (widen) selection.setBaseAndExtent(anchorNode, anchorOffset, next.node, next.to);
  else selection.setBaseAndExtent(next.node, next.from, next.node, next.to);
}

interface Word {
  node: Node;
  from: number;
  to: number;
}
function wordRanges(box: HTMLElement): Word[] {
  const found: Word[] = [];
  for (const element of box.querySelectorAll<HTMLElement>("[data-run]")) {
    const node = element.firstChild;
    if (!node) continue;
    for (const match of (node.textContent ?? "").matchAll(/[\p{L}\p{N}\p{M}ـ]+/gu)) found.push({ node, from: match.index, to: match.index + match[0].length });
  }
  return found;
}
function compare(a: Node, i: number, b: Node, j: number): number {
  if (a === b) return i - j;
  return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}
