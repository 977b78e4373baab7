/** Labels of the drawing, drawn on top of it in constant size; those without room wait for a zoom. */

import type { DrawnEdge, DrawnNode, Page } from "./data";
import { around, besideGlyph, place, Taken, type Rect } from "./placing";

export interface Point {
  x: number;
  y: number;
}

/** Everything that placing needs to know of the drawing, in pixels of the screen. */
export interface Scene {
  page: Page;
  nodes: readonly DrawnNode[];
  edges: readonly DrawnEdge[];
  /** The ids that must have their label, whatever is in the way. */
  marked: ReadonlySet<string>;
  /** The ids that come first where room is short. */
  near: ReadonlySet<string>;
  /** The ids that step back; null where none does. */
  faded: (id: string) => boolean;
  at: (id: string) => Point;
  radius: (node: DrawnNode) => number;
  along: (id: string, share: number) => Point;
  width: number;
  height: number;
}

export interface PlacedLabel {
  id: string;
  lines: string[];
  rect: Rect;
  font: string;
  edge: DrawnEdge | null;
}

const FAMILY = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const NODE_FONT = `12.5px ${FAMILY}`;
const CHIEF_FONT = `600 14px ${FAMILY}`;
const MINOR_FONT = `italic 11.5px ${FAMILY}`;
const EDGE_FONT = `11px ${FAMILY}`;
const SHARES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];
const CHIEFS = 5;
/** How many of those in view are tried: where there are more, there is no room for theirs anyway. */
const MOST_NODES = 400;
const MOST_EDGES = 250;
/** Classes whose labels come after what happens between the others. */
const MINOR = new Set(["Position", "Event"]);
/** Relations that the glyphs at their ends say well enough. */
const SILENT = new Set(["holds", "formerlyHeld", "positionIn"]);

const widths = new Map<string, number>();

function widthOf(context: CanvasRenderingContext2D, font: string, text: string): number {
  const key = `${font}|${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    context.font = font;
    width = context.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

function lineHeight(font: string): number {
  return font === CHIEF_FONT ? 16 : font === EDGE_FONT ? 13 : 14;
}

/** Finds room for as many labels as possible, the most important ones first. */
export function placeLabels(context: CanvasRenderingContext2D, scene: Scene): PlacedLabel[] {
  const inView = (point: Point): boolean =>
    point.x > -60 && point.y > -30 && point.x < scene.width + 60 && point.y < scene.height + 30;
  const nodes = nodesInOrder(scene, scene.nodes.filter((node) => inView(scene.at(node.id)))).slice(0, MOST_NODES);
  const edges = edgesInOrder(scene, inView).slice(0, MOST_EDGES);
  const minor = (node: DrawnNode): boolean => MINOR.has(scene.page.things[node.id]?.type ?? "") && !scene.marked.has(node.id);
  const tie = (edge: DrawnEdge): boolean => edge.statecraft.tone === "relation" && !scene.marked.has(edge.id);
  const placing = new Placing(context, scene, nodes);
  for (const node of nodes) if (!minor(node)) placing.node(node);
  for (const edge of edges) if (!tie(edge)) placing.edge(edge);
  for (const node of nodes) if (minor(node)) placing.node(node);
  for (const edge of edges) if (tie(edge)) placing.edge(edge);
  return placing.placed;
}

/** A group of nodes, which has its label upon its own sign. */
function group(node: DrawnNode): boolean {
  return node.id.startsWith("c");
}

class Placing {
  readonly placed: PlacedLabel[] = [];
  readonly #context: CanvasRenderingContext2D;
  readonly #scene: Scene;
  readonly #chiefs: ReadonlySet<string>;
  /** Where signs and labels are, and where labels are. */
  readonly #taken = new Taken();
  readonly #written = new Taken();

  constructor(context: CanvasRenderingContext2D, scene: Scene, nodes: readonly DrawnNode[]) {
    this.#context = context;
    this.#scene = scene;
    this.#chiefs = chiefsOf(scene);
    for (const node of nodes) {
      if (group(node)) continue;
      const { x, y } = scene.at(node.id);
      const side = 2 * 0.85 * scene.radius(node);
      this.#taken.add(around(x, y, side, side));
    }
  }

  node(node: DrawnNode): void {
    const scene = this.#scene;
    const chief = this.#chiefs.has(node.id);
    const font = chief ? CHIEF_FONT : MINOR.has(scene.page.things[node.id]?.type ?? "") ? MINOR_FONT : NODE_FONT;
    const lines = node.label.split("\n");
    const width = Math.max(...lines.map((line) => widthOf(this.#context, font, line))) + 4;
    const { x, y } = scene.at(node.id);
    const height = lines.length * lineHeight(font);
    const beside = besideGlyph(x, y, scene.radius(node), width, height);
    const rooms = inside(scene, group(node) ? [around(x, y, width, height), ...beside] : beside);
    // The chief actors have a label at any rate, if need be across the signs of others.
    const room = place(this.#taken, rooms) ?? (chief ? place(this.#written, rooms) : null);
    this.#add({ id: node.id, lines, font, edge: null }, room, rooms);
  }

  edge(edge: DrawnEdge): void {
    const scene = this.#scene;
    const text = edge.statecraft.verb;
    const width = widthOf(this.#context, EDGE_FONT, text) + 6;
    const [from, to] = [scene.at(edge.from), scene.at(edge.to)];
    const long = edge.from === edge.to || Math.hypot(from.x - to.x, from.y - to.y) > width * 0.75;
    if (!long && !scene.marked.has(edge.id)) return;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const across = Math.hypot(dx, dy) || 1;
    const height = lineHeight(EDGE_FONT);
    // A level line needs its label just above or below it, a steep one further aside.
    const reach = (Math.abs(dx) * height + Math.abs(dy) * width) / across / 2;
    const rooms = [0, reach, -reach].flatMap((aside) =>
      SHARES.map((share) => {
        const point = scene.along(edge.id, share);
        return around(point.x - (dy / across) * aside, point.y + (dx / across) * aside, width, height);
      }),
    );
    const free = inside(scene, rooms);
    this.#add({ id: edge.id, lines: [text], font: EDGE_FONT, edge }, place(this.#taken, free), free);
  }

  #add(label: Omit<PlacedLabel, "rect">, room: Rect | null, rooms: readonly Rect[]): void {
    const rect = room ?? (this.#scene.marked.has(label.id) ? rooms[0] : undefined);
    if (rect === undefined) return;
    this.#taken.add(rect);
    this.#written.add(rect);
    this.placed.push({ ...label, rect });
  }
}

/** The places that the drawing does not cut off; all of them, where it cuts off each. */
function inside(scene: Scene, places: Rect[]): Rect[] {
  const whole = places.filter(
    (place) => place.left >= 2 && place.top >= 2 && place.right <= scene.width - 2 && place.bottom <= scene.height - 2,
  );
  return whole.length > 0 ? whole : places;
}

function chiefsOf(scene: Scene): Set<string> {
  const people = scene.nodes.filter((node) => {
    const type = scene.page.things[node.id]?.type;
    return type === "Person" || type === "State" || type === "Organization";
  });
  people.sort((a, b) => (scene.page.things[b.id]?.weight ?? 0) - (scene.page.things[a.id]?.weight ?? 0));
  return new Set(people.slice(0, CHIEFS).map((node) => node.id));
}

function nodesInOrder(scene: Scene, nodes: readonly DrawnNode[]): DrawnNode[] {
  const rank = (id: string): number => (scene.marked.has(id) ? 0 : scene.near.has(id) ? 1 : scene.faded(id) ? 3 : 2);
  const weight = (id: string): number => scene.page.things[id]?.weight ?? 0;
  return [...nodes].sort((a, b) => rank(a.id) - rank(b.id) || weight(b.id) - weight(a.id));
}

function edgesInOrder(scene: Scene, inView: (point: Point) => boolean): DrawnEdge[] {
  const rank = (id: string): number => (scene.marked.has(id) ? 0 : scene.near.has(id) ? 1 : 2);
  const wanted = (edge: DrawnEdge): boolean =>
    scene.marked.has(edge.id) || scene.near.has(edge.id) || (!scene.faded(edge.id) && !SILENT.has(edge.statecraft.relation));
  const middle = (edge: DrawnEdge): Point => {
    const [from, to] = [scene.at(edge.from), scene.at(edge.to)];
    return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  };
  return scene.edges
    .filter((edge) => edge.statecraft.verb !== "" && wanted(edge) && inView(middle(edge)))
    .sort((a, b) => rank(a.id) - rank(b.id));
}

export interface Ink {
  text: string;
  quiet: string;
  paper: string;
  tone: (edge: DrawnEdge) => string;
}

/** Draws the placed labels; the context counts in pixels of the screen. */
export function drawLabels(
  context: CanvasRenderingContext2D,
  placed: readonly PlacedLabel[],
  faded: (id: string) => boolean,
  ink: Ink,
): void {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const label of placed) {
    context.globalAlpha = faded(label.id) ? 0.3 : 1;
    context.font = label.font;
    const middle = (label.rect.left + label.rect.right) / 2;
    const height = lineHeight(label.font);
    label.lines.forEach((text, number) => {
      const y = label.rect.top + height * (number + 0.5);
      context.strokeStyle = ink.paper;
      context.lineWidth = 3.5;
      context.strokeText(text, middle, y);
      context.fillStyle = label.edge !== null ? ink.tone(label.edge) : label.font === MINOR_FONT ? ink.quiet : ink.text;
      context.fillText(text, middle, y);
    });
    if (label.edge?.statecraft.factuality === "Negated") strike(context, label, ink);
  }
  context.globalAlpha = 1;
}

function strike(context: CanvasRenderingContext2D, label: PlacedLabel, ink: Ink): void {
  const y = (label.rect.top + label.rect.bottom) / 2;
  context.strokeStyle = label.edge !== null ? ink.tone(label.edge) : ink.text;
  context.lineWidth = 1.3;
  context.beginPath();
  context.moveTo(label.rect.left + 2, y);
  context.lineTo(label.rect.right - 2, y);
  context.stroke();
}
