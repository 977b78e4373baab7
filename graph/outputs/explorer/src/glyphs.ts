/** The signs of the legend: the shapes of the drawing, small. */

import { svg } from "./dom";

const SHAPES = new Map([
  ["hexagon", "M4 1h8l4 7-4 7H4L0 8z"],
  ["square", "M1.5 1.5h13v13h-13z"],
  ["diamond", "M8 1l6 7-6 7-6-7z"],
  ["triangleDown", "M1 2h14L8 15z"],
  ["star", "M8 0l2 6 6 2-6 2-2 6-2-6-6-2 6-2z"],
]);

/** The sign of a class; its colour is the custom property --class-NAME. */
export function glyph(shape: string, className: string): SVGElement {
  const colour = `var(--class-${className})`;
  const path = SHAPES.get(shape);
  const sign =
    path !== undefined
      ? svg("path", { d: path })
      : svg("circle", { cx: "8", cy: "8", r: "6.5" });
  if (shape === "ring") {
    sign.setAttribute("stroke-dasharray", "3 2.2");
    sign.setAttribute("stroke-width", "2");
  }
  const picture = svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true", class: "glyph" }, sign);
  sign.setAttribute("class", shape === "ring" ? "outline" : "fill");
  (picture as unknown as HTMLElement).style.setProperty("--colour", colour);
  return picture;
}

const DASHES = new Map([
  ["Reported", "6 3.5"],
  ["Planned", "1.5 3"],
  ["Hypothetical", "1.5 5"],
]);

/** A short line in the style of a factuality. */
export function line(factuality: string, tone: string): SVGElement {
  const stroke = svg("line", { x1: "1", y1: "8", x2: "27", y2: "8", "stroke-width": "2" });
  const dash = DASHES.get(factuality);
  if (dash !== undefined) stroke.setAttribute("stroke-dasharray", dash);
  const picture = svg("svg", { viewBox: "0 0 28 16", "aria-hidden": "true", class: "line" }, stroke);
  if (factuality === "Negated") picture.append(svg("path", { d: "M11 12l5-8M14 12l5-8", "stroke-width": "1.8" }));
  (picture as unknown as HTMLElement).style.setProperty("--colour", `var(--tone-${tone})`);
  return picture;
}
