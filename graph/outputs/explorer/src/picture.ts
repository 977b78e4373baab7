/** The drawing as SVG: real lines, shapes and letters, as large as what is shown. */

import type { DrawnEdge, DrawnNode, Page } from "./data";
import { placeLabels, type PlacedLabel, type Point } from "./labels";

/** What a picture needs to know of the drawing, in the drawing's own measure. */
export interface Geometry {
  at: (id: string) => Point;
  /** A point of an edge, from 0 at its beginning to 1 at its end. */
  along: (id: string, share: number) => Point;
  faded: (id: string) => boolean;
}

export interface Ink {
  text: string;
  quiet: string;
  paper: string;
  node: (node: DrawnNode) => string;
  edge: (edge: DrawnEdge) => string;
}

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 90;
const FAMILY = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
// What no XML may hold.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

interface Made {
  svg: string;
  width: number;
  height: number;
}

/** The picture of these nodes and edges. */
export function pictureOf(page: Page, nodes: readonly DrawnNode[], edges: readonly DrawnEdge[], geometry: Geometry, ink: Ink): Made {
  const points = nodes.map((node) => geometry.at(node.id));
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const [left, top] = [least(xs) - MARGIN, least(ys) - MARGIN];
  const [width, height] = [-least(xs.map((x) => -x)) - left + MARGIN, -least(ys.map((y) => -y)) - top + MARGIN];
  const move = ({ x, y }: Point): Point => ({ x: x - left, y: y - top });
  const at = (id: string): Point => move(geometry.at(id));
  const along = (id: string, share: number): Point => move(geometry.along(id, share));
  const root = make("svg", { xmlns: SVG, viewBox: `0 0 ${round(width)} ${round(height)}`, width: round(width), height: round(height), "font-family": FAMILY });
  root.append(make("rect", { width: "100%", height: "100%", fill: ink.paper }));
  const size = new Map(nodes.map((node) => [node.id, node.size]));
  for (const edge of edges) root.append(edgePicture(edge, at, along, size, geometry.faded(edge.id), ink));
  for (const node of nodes) root.append(nodePicture(node, at(node.id), geometry.faded(node.id), ink));
  const context = document.createElement("canvas").getContext("2d");
  if (context !== null) {
    const scene = { page, nodes, edges, marked: new Set<string>(), near: new Set<string>(), faded: geometry.faded, at, radius: (node: DrawnNode) => node.size, along, width, height };
    for (const label of placeLabels(context, scene)) root.append(...labelPicture(label, geometry.faded(label.id), ink));
  }
  return { svg: new XMLSerializer().serializeToString(root), width, height };
}

function least(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((a, b) => Math.min(a, b));
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function make(tag: string, attributes: Record<string, string>, text?: string): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (name !== "xmlns") element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text.replace(FORBIDDEN, "\ufffd");
  return element;
}

/** A point of an SVG path. */
function xy({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function edgePicture(edge: DrawnEdge, at: (id: string) => Point, along: (id: string, share: number) => Point, size: ReadonlyMap<string, number>, faded: boolean, ink: Ink): SVGElement {
  const colour = ink.edge(edge);
  const [from, to] = [at(edge.from), at(edge.to)];
  const middle = along(edge.id, 0.5);
  const control = { x: 2 * middle.x - (from.x + to.x) / 2, y: 2 * middle.y - (from.y + to.y) / 2 };
  const loop = edge.from === edge.to;
  const reach = 2.6 * (size.get(edge.from) ?? 8) + 8;
  const path = loop
    ? `M${xy(from)}C${xy({ x: from.x + reach, y: from.y - reach })} ${xy({ x: from.x - reach, y: from.y - reach })} ${xy(from)}`
    : `M${xy(from)}Q${xy(control)} ${xy(to)}`;
  const group = make("g", { stroke: colour, fill: "none", "stroke-width": String(edge.width), ...(faded ? { opacity: "0.15" } : {}) });
  group.append(make("path", { d: path, ...(edge.dashes === false ? {} : { "stroke-dasharray": edge.dashes.join(" ") }) }));
  if (loop) return group;
  const curve = (share: number): Point => ({
    x: (1 - share) ** 2 * from.x + 2 * share * (1 - share) * control.x + share ** 2 * to.x,
    y: (1 - share) ** 2 * from.y + 2 * share * (1 - share) * control.y + share ** 2 * to.y,
  });
  if (edge.arrows.includes("to")) group.append(arrow(curve, 1, to, (size.get(edge.to) ?? 8) + 1, colour));
  if (edge.arrows.includes("from")) group.append(arrow(curve, 0, from, (size.get(edge.from) ?? 8) + 1, colour));
  if (edge.statecraft.factuality === "Negated") for (const share of [0.7, 0.73]) group.append(stroke(curve(share), curve(share + 0.01)));
  return group;
}

/** The head of an arrow where the curve meets the sign at its end. */
function arrow(curve: (share: number) => Point, end: 0 | 1, centre: Point, radius: number, colour: string): SVGElement {
  const step = end === 1 ? -0.01 : 0.01;
  let share: number = end;
  while (Math.abs(share - end) < 0.9 && Math.hypot(curve(share).x - centre.x, curve(share).y - centre.y) < radius) share += step;
  const tip = curve(share);
  const behind = curve(share + 4 * step);
  const length = Math.hypot(tip.x - behind.x, tip.y - behind.y) || 1;
  const [dx, dy] = [(tip.x - behind.x) / length, (tip.y - behind.y) / length];
  const corner = (side: number): Point => ({ x: tip.x - 7 * dx - side * 3 * dy, y: tip.y - 7 * dy + side * 3 * dx });
  return make("path", { d: `M${xy(tip)}L${xy(corner(1))}L${xy(corner(-1))}z`, fill: colour, stroke: "none" });
}

/** A short stroke across an edge: it says that the article denies it. */
function stroke(point: Point, next: Point): SVGElement {
  const length = Math.hypot(next.x - point.x, next.y - point.y) || 1;
  const [dx, dy] = [(next.x - point.x) / length, (next.y - point.y) / length];
  const [x, y] = [(-dy + dx * 0.5) * 6, (dx + dy * 0.5) * 6];
  return make("path", { d: `M${xy({ x: point.x - x, y: point.y - y })}L${xy({ x: point.x + x, y: point.y + y })}`, "stroke-width": "1.8" });
}

function nodePicture(node: DrawnNode, { x, y }: Point, faded: boolean, ink: Ink): SVGElement {
  const r = node.size;
  const colour = ink.node(node);
  const ring = node.shapeProperties !== undefined;
  const look: Record<string, string> = ring
    ? { fill: ink.paper, stroke: colour, "stroke-width": "2", "stroke-dasharray": "4 3" }
    : { fill: colour, stroke: ink.paper, "stroke-width": "1" };
  if (faded) look["opacity"] = "0.15";
  else if (node.opacity !== undefined) look["opacity"] = String(node.opacity);
  const corners = cornersOf(node.shape, r);
  if (corners === null) return make("circle", { cx: round(x), cy: round(y), r: round(r), ...look });
  return make("path", { d: `M${corners.map(([dx, dy]) => xy({ x: x + dx, y: y + dy })).join("L")}z`, ...look });
}

/** The corners of a sign around its centre; null for a circle. */
export function cornersOf(shape: string, r: number): [number, number][] | null {
  const turn = (count: number, first: number, reach: (number: number) => number = () => r): [number, number][] =>
    Array.from({ length: count }, (_none, number) => {
      const angle = first + (2 * Math.PI * number) / count;
      return [reach(number) * Math.cos(angle), reach(number) * Math.sin(angle)];
    });
  if (shape === "square") return [[-r, -r], [r, -r], [r, r], [-r, r]];
  if (shape === "diamond") return turn(4, 0);
  if (shape === "hexagon") return turn(6, 0);
  if (shape === "triangleDown") return [[-r, -0.75 * r], [r, -0.75 * r], [0, r]];
  if (shape === "star") return turn(8, -Math.PI / 2, (number) => (number % 2 === 0 ? r : r / 3));
  return null;
}

function labelPicture(label: PlacedLabel, faded: boolean, ink: Ink): SVGElement[] {
  const found = /^(italic )?(?:(\d+) )?([\d.]+)px/.exec(label.font);
  const size = Number(found?.[3] ?? 12);
  const middle = (label.rect.left + label.rect.right) / 2;
  const height = (label.rect.bottom - label.rect.top) / label.lines.length;
  return label.lines.map((line, number) =>
    make(
      "text",
      {
        x: round(middle), y: round(label.rect.top + height * (number + 0.5) + size * 0.35), "text-anchor": "middle", "font-size": String(size),
        fill: label.edge !== null ? ink.edge(label.edge) : found?.[1] !== undefined ? ink.quiet : ink.text,
        stroke: ink.paper, "stroke-width": "3", "stroke-linejoin": "round", "paint-order": "stroke",
        ...(found?.[1] === undefined ? {} : { "font-style": "italic" }),
        ...(found?.[2] === undefined ? {} : { "font-weight": found[2] }),
        ...(label.edge?.statecraft.factuality === "Negated" ? { "text-decoration": "line-through" } : {}),
        ...(faded ? { opacity: "0.3" } : {}),
      },
      line,
    ),
  );
}

const LARGEST = 8192;

/** A picture as pixels, twice as fine as the screen where that is not too large. */
export async function rasterized({ svg, width, height }: Made): Promise<Blob> {
  const scale = Math.min(2, LARGEST / Math.max(width, height));
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.ceil(width * scale), Math.ceil(height * scale)];
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob === null ? reject(new Error("too large a picture")) : resolve(blob))));
  } finally {
    URL.revokeObjectURL(address);
  }
}
