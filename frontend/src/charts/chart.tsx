// A small chart by Observable Plot that fits its box: marks in, one labelled picture out; the numbers stand beside it as a table.
import "./chart.css";
import { plot, type PlotOptions } from "@observablehq/plot";
import { useEffect, useRef, useState } from "react";

export function Chart({ label, options, fresh }: { label: string; options: (width: number) => PlotOptions; fresh: unknown }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!box.current) return;
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    if (!box.current || width < 50) return;
    const picture = plot({ ...options(width), width, style: "", className: "chart-picture", ariaLabel: label });
    picture.querySelector("style")?.remove(); // the page's policy forbids style elements; chart.css says the same
    picture.querySelectorAll("g[aria-label]").forEach((group) => group.removeAttribute("aria-label")); // the picture has one name
    picture.setAttribute("role", "img");
    box.current.append(picture);
    return () => picture.remove();
    // drawn again where the data or the width is another
  }, [width, label, fresh]);
  return <div ref={box} className="chart" dir="ltr" />;
}
