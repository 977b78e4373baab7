/** The drawing: vis-network for nodes, edges and what the pointer does; labels are our own. */

import { DataSet } from "vis-data";
import { Network, type Options } from "vis-network";
import type { DrawnEdge, DrawnNode, EdgeId, NodeId, Page } from "./data";
import { drawLabels, placeLabels, type PlacedLabel, type Point } from "./labels";
import { pictureOf } from "./picture";
import { motion, scheme } from "./theme";
import type { Visible } from "./filter";
import type { Handlers, Hit, Stage } from "./stage";
import type { Place } from "./state";

/** What vis-network's own nodes and edges can do, and its types leave out. */
interface Body {
  emitter: { emit(event: string): void };
  nodes: Record<NodeId, {
    options: { hidden: boolean; fixed: { x: boolean; y: boolean } };
    draw(context: CanvasRenderingContext2D): unknown;
  }>;
  edges: Record<EdgeId, {
    options: { hidden: boolean };
    edgeType: { getPoint(share: number): Point };
    draw(context: CanvasRenderingContext2D): void;
    drawArrows(context: CanvasRenderingContext2D): void;
  }>;
}

const OPTIONS: Options = {
  autoResize: true,
  physics: { enabled: false, solver: "forceAtlas2Based", stabilization: false, forceAtlas2Based: { springLength: 110, gravitationalConstant: -70 } },
  layout: { improvedLayout: false },
  interaction: { hover: true, zoomView: false, selectConnectedEdges: false, tooltipDelay: 1e6, hideEdgesOnDrag: false },
  nodes: { borderWidth: 1, borderWidthSelected: 3, labelHighlightBold: false },
  edges: { arrowStrikethrough: false, hoverWidth: 0.8, selectionWidth: 1.2, arrows: { to: { scaleFactor: 0.55 }, from: { scaleFactor: 0.55 } } },
};
const STEP = 1.25;
const READABLE = 1.3;
const RELAXING = 2500;
const MANY_EDGES = 1000;
const SMALL = 0.4;

interface Canvas {
  ctx: CanvasRenderingContext2D;
  x: number;
  y: number;
  style: { size: number; color: string; opacity?: number };
}

/** The sign of an act: a star of four points, which vis-network does not have. */
function spark({ ctx, x, y, style }: Canvas): { drawNode(): void; nodeDimensions: { width: number; height: number } } {
  const { size } = style;
  return {
    drawNode() {
      ctx.save();
      ctx.globalAlpha = style.opacity ?? 1;
      ctx.fillStyle = style.color;
      ctx.beginPath();
      for (let point = 0; point < 8; point++) {
        const reach = point % 2 === 0 ? size : size / 3;
        const angle = (point * Math.PI) / 4;
        ctx.lineTo(x + reach * Math.sin(angle), y - reach * Math.cos(angle));
      }
      ctx.closePath();
      ctx.fill();
      ctx.restore();
    },
    nodeDimensions: { width: 2 * size, height: 2 * size },
  };
}

export class Drawing implements Stage {
  readonly grouped = null;
  readonly relaxes = true;
  readonly #page: Page;
  readonly #host: HTMLElement;
  readonly #network: Network;
  readonly #body: Body;
  readonly #nodes: DataSet<Record<string, unknown>, "id">;
  readonly #edges: DataSet<Record<string, unknown>, "id">;
  #visible: Visible;
  #marked: ReadonlySet<string> = new Set();
  #near: ReadonlySet<string> | null = null;
  #hovered: string | null = null;
  #labels: PlacedLabel[] = [];
  #pinned: ReadonlyMap<NodeId, Place> = new Map();
  #relaxing: ReturnType<typeof setTimeout> | null = null;

  constructor(page: Page, host: HTMLElement, visible: Visible, handlers: Handlers) {
    this.#page = page;
    this.#host = host;
    this.#visible = visible;
    this.#nodes = new DataSet(page.nodes.map((node) => this.#nodeItem(node)));
    this.#edges = new DataSet(page.edges.map((edge) => this.#edgeItem(edge)));
    this.#network = new Network(host, { nodes: this.#nodes, edges: this.#edges } as never, OPTIONS);
    this.#body = (this.#network as unknown as { body: Body }).body;
    this.#spareArrows();
    this.#network.on("afterDrawing", (context: CanvasRenderingContext2D) => {
      this.#veil(context);
      this.#drawLabels(context);
    });
    this.#network.on("resize", () => this.showAll(false));
    this.#listen(handlers);
    this.showAll(false);
  }

  /** The labels that stand in the drawing now. */
  get labels(): readonly PlacedLabel[] {
    return this.#labels;
  }

  /** Where on the screen a click reaches this node or edge; an edge as near its middle as may be. */
  locate(id: string): Point {
    const box = this.#host.getBoundingClientRect();
    const shares = id.startsWith("n") ? [] : [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7];
    const free = shares.map((share) => this.#along(id, share)).find((point) => this.#hit(point)?.id === id);
    const point = free ?? (id.startsWith("n") ? this.#at(id) : this.#along(id, 0.5));
    return { x: box.left + point.x, y: box.top + point.y };
  }

  /** Draws at once when the drawing has come into view, or into a place of another size. */
  wake(): void {
    this.#network.setSize("100%", "100%");
    this.#network.redraw();
  }

  filter(visible: Visible): void {
    this.#visible = visible;
    // Through its data sets, vis-network would read all options of whatever changes again.
    for (const [id, node] of Object.entries(this.#body.nodes)) node.options.hidden = !visible.nodes.has(id);
    for (const [id, edge] of Object.entries(this.#body.edges)) edge.options.hidden = !visible.edges.has(id);
    this.#redraw();
  }

  /** Keeps these nodes in their places, also while the others relax; the rest may move. */
  pin(pins: ReadonlyMap<NodeId, Place>): void {
    for (const id of new Set([...this.#pinned.keys(), ...pins.keys()])) {
      const place = pins.get(id);
      const node = this.#body.nodes[id];
      if (node === undefined) continue;
      const fixed = place !== undefined;
      if (place !== undefined) this.#network.moveNode(id, place.x, place.y);
      node.options.fixed = { x: fixed, y: fixed };
    }
    this.#pinned = pins;
    this.#redraw();
  }

  /** The drawing as SVG: these nodes and edges, wherever the view is. */
  picture(visible: Visible): { svg: string; width: number; height: number } {
    const style = getComputedStyle(this.#host);
    const ink = {
      text: style.getPropertyValue("--ink"),
      quiet: style.getPropertyValue("--quiet"),
      paper: style.getPropertyValue("--stage"),
      node: (node: DrawnNode) => this.#page.classes[this.#page.things[node.id]?.type ?? ""]?.[scheme()] ?? node.color.background,
      edge: (edge: DrawnEdge) => this.#page.tones[edge.statecraft.tone]?.[scheme()] ?? edge.color,
    };
    const geometry = {
      at: (id: NodeId) => this.#network.getPosition(id),
      along: (id: EdgeId, share: number) => this.#body.edges[id]?.edgeType.getPoint(share) ?? { x: 0, y: 0 },
      faded: this.#faded,
    };
    const nodes = this.#page.nodes.filter(({ id }) => visible.nodes.has(id));
    const edges = this.#page.edges.filter(({ id }) => visible.edges.has(id));
    return pictureOf(this.#page, nodes, edges, geometry, ink);
  }

  /** Where a node is, in the drawing's own measure. */
  placeOf(id: NodeId): Place {
    const { x, y } = this.#network.getPosition(id);
    return { x: Math.round(x), y: Math.round(y) };
  }

  /** Marks what is selected, and lets all that is not near it step back. */
  mark(marked: ReadonlySet<string>, near: ReadonlySet<string> | null): void {
    const touched = this.#page.edges.filter(({ id }) => marked.has(id) !== this.#marked.has(id));
    this.#marked = marked;
    this.#near = near;
    this.#edges.update(touched.map((edge) => this.#edgeItem(edge)));
    this.#network.setSelection(
      {
        nodes: [...marked].filter((id) => id.startsWith("n")),
        edges: [...marked].filter((id) => id.startsWith("e")),
      },
      { highlightEdges: false },
    );
    this.#redraw();
  }

  repaint(): void {
    this.#nodes.update(this.#page.nodes.map((node) => this.#nodeItem(node)));
    this.#edges.update(this.#page.edges.map((edge) => this.#edgeItem(edge)));
  }

  zoom(factor: number, around?: Point): void {
    const scale = Math.min(Math.max(this.#network.getScale() * factor, 0.05), 6);
    const view = this.#network.getViewPosition();
    if (around === undefined) {
      this.#network.moveTo({ position: view, scale, animation: this.#animation() });
      return;
    }
    // What is under the pointer stays under it.
    const before = this.#network.DOMtoCanvas(around);
    const share = 1 - this.#network.getScale() / scale;
    const position = { x: view.x + (before.x - view.x) * share, y: view.y + (before.y - view.y) * share };
    this.#network.moveTo({ position, scale, animation: false });
  }

  pan(x: number, y: number): void {
    const view = this.#network.getViewPosition();
    const scale = this.#network.getScale();
    this.#network.moveTo({ position: { x: view.x + x / scale, y: view.y + y / scale }, scale, animation: false });
  }

  step(inwards: boolean): void {
    this.zoom(inwards ? STEP : 1 / STEP);
  }

  /** Shows all visible nodes with room for their labels. */
  showAll(animated = true): void {
    const ids = this.#page.nodes.map((node) => node.id).filter((id) => this.#visible.nodes.has(id));
    const points = Object.values(this.#network.getPositions(ids));
    const { clientWidth: width, clientHeight: height } = this.#host;
    if (points.length === 0 || width === 0 || height === 0) return;
    const xs = points.map((point) => point.x);
    const ys = points.map((point) => point.y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const room = { x: width - Math.min(130, width * 0.22), y: height - Math.min(150, height * 0.25) };
    const scale = Math.min(room.x / Math.max(right - left, 1), room.y / Math.max(bottom - top, 1), 1.3);
    // Labels stand below their nodes and the tools below the drawing: a little more room there.
    const position = { x: (left + right) / 2, y: (top + bottom) / 2 + 34 / scale };
    this.#network.moveTo({ position, scale, animation: animated ? this.#animation() : false });
  }

  /** Brings a node into the middle, near enough to read it. */
  focus(id: NodeId): void {
    const scale = Math.max(this.#network.getScale(), READABLE);
    this.#network.focus(id, { scale, animation: this.#animation() });
  }

  /** Lets the nodes push and pull each other for a moment; tells when it is over. */
  relax(done: () => void): void {
    if (this.#relaxing !== null) {
      this.#rest(done);
      return;
    }
    this.#network.setOptions({ physics: { enabled: true } });
    this.#relaxing = setTimeout(() => this.#rest(done), RELAXING);
  }

  #rest(done: () => void): void {
    if (this.#relaxing !== null) clearTimeout(this.#relaxing);
    this.#relaxing = null;
    this.#network.setOptions({ physics: { enabled: false } });
    this.showAll();
    done();
  }

  /** Leaves arrow heads out where there are very many and each would be a point. */
  #spareArrows(): void {
    const { renderer } = this.#network as unknown as { renderer: { _drawArrows(context: CanvasRenderingContext2D): void } };
    const draw = renderer._drawArrows.bind(renderer);
    renderer._drawArrows = (context) => {
      if (this.#visible.edges.size < MANY_EDGES || this.#network.getScale() > SMALL) draw(context);
    };
  }

  /** Draws with the next frame, once, however often it is asked for. */
  #redraw(): void {
    this.#body.emitter.emit("_requestRedraw");
  }

  #animation(): { duration: number; easingFunction: "easeInOutQuad" } | false {
    return motion() ? { duration: 150, easingFunction: "easeInOutQuad" } : false;
  }

  #faded = (id: string): boolean => this.#near !== null && !this.#near.has(id);

  #nodeItem(node: DrawnNode): Record<string, unknown> {
    const thing = this.#page.things[node.id];
    const look = this.#page.classes[thing?.type ?? ""];
    const now = scheme();
    const colour = look?.[now] ?? node.color.background;
    const ring = node.shapeProperties !== undefined;
    const paper = now === "dark" ? "#16181B" : "#FFFFFF";
    const fill = ring ? paper : colour;
    const border = ring ? colour : paper;
    return {
      ...node,
      ...(node.shape === "star" ? { shape: "custom", ctxRenderer: spark } : {}),
      label: undefined,
      color: {
        background: fill,
        border,
        highlight: { background: fill, border: now === "dark" ? "#FFFFFF" : "#111111" },
        hover: { background: fill, border: now === "dark" ? "#FFFFFF" : "#111111" },
      },
      hidden: !this.#visible.nodes.has(node.id),
    };
  }

  #edgeItem(edge: DrawnEdge): Record<string, unknown> {
    const { statecraft, ...item } = edge;
    const colour = this.#page.tones[statecraft.tone]?.[scheme()] ?? edge.color;
    const marked = this.#marked.has(edge.id);
    return {
      ...item,
      label: undefined,
      width: marked ? edge.width + 1.6 : edge.width,
      color: { color: colour, highlight: colour, hover: colour, opacity: 0.85 },
      hidden: !this.#visible.edges.has(edge.id),
    };
  }

  #at(id: NodeId): Point {
    const position = this.#network.getPosition(id);
    return this.#network.canvasToDOM(position);
  }

  #along(id: EdgeId, share: number): Point {
    const edge = this.#body.edges[id];
    return edge === undefined ? { x: 0, y: 0 } : this.#network.canvasToDOM(edge.edgeType.getPoint(share));
  }

  /** Lays a veil over everything, and draws what is near to the selection again on top of it. */
  #veil(context: CanvasRenderingContext2D): void {
    if (this.#near === null) return;
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 0.82;
    context.fillStyle = getComputedStyle(this.#host).getPropertyValue("--stage");
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    context.restore();
    const edges = [...this.#near].filter((id) => this.#visible.edges.has(id));
    for (const id of edges) this.#body.edges[id]?.draw(context);
    for (const id of this.#near) if (this.#visible.nodes.has(id)) this.#body.nodes[id]?.draw(context);
    for (const id of edges) this.#body.edges[id]?.drawArrows(context);
  }

  #drawLabels(context: CanvasRenderingContext2D): void {
    const scale = this.#network.getScale();
    const ratio = context.canvas.width / this.#host.clientWidth;
    const marked = new Set(this.#marked);
    if (this.#hovered !== null) marked.add(this.#hovered);
    const edges = this.#page.edges.filter((edge) => this.#visible.edges.has(edge.id));
    const places = new Map<NodeId, Point>();
    const at = (id: NodeId): Point => {
      let point = places.get(id);
      if (point === undefined) {
        point = this.#at(id);
        places.set(id, point);
      }
      return point;
    };
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#labels = placeLabels(context, {
      page: this.#page,
      nodes: this.#page.nodes.filter((node) => this.#visible.nodes.has(node.id)),
      edges,
      marked,
      near: this.#near ?? new Set(),
      faded: this.#faded,
      at,
      radius: (node) => node.size * scale,
      along: (id, share) => this.#along(id, share),
      width: this.#host.clientWidth,
      height: this.#host.clientHeight,
    });
    const style = getComputedStyle(this.#host);
    const ink = {
      text: style.getPropertyValue("--ink"),
      quiet: style.getPropertyValue("--quiet"),
      paper: style.getPropertyValue("--stage"),
      tone: (edge: DrawnEdge) => this.#page.tones[edge.statecraft.tone]?.[scheme()] ?? edge.color,
    };
    this.#crossOut(context, edges, ink.tone);
    drawLabels(context, this.#labels, this.#faded, ink);
    context.restore();
  }

  /** What is denied is struck through: two short strokes across the edge. */
  #crossOut(context: CanvasRenderingContext2D, edges: DrawnEdge[], tone: (edge: DrawnEdge) => string): void {
    const reach = Math.min(6, 7 * this.#network.getScale());
    for (const edge of edges) {
      if (edge.statecraft.factuality !== "Negated") continue;
      context.strokeStyle = tone(edge);
      context.lineWidth = 1.8;
      context.globalAlpha = this.#faded(edge.id) ? 0.15 : 1;
      for (const share of [0.7, 0.73]) {
        const [at, next] = [this.#along(edge.id, share), this.#along(edge.id, share + 0.01)];
        const length = Math.hypot(next.x - at.x, next.y - at.y) || 1;
        // Across the edge, leaning a little forward.
        const [dx, dy] = [(next.x - at.x) / length, (next.y - at.y) / length];
        const [x, y] = [(-dy + dx * 0.5) * reach, (dx + dy * 0.5) * reach];
        context.beginPath();
        context.moveTo(at.x - x, at.y - y);
        context.lineTo(at.x + x, at.y + y);
        context.stroke();
      }
    }
    context.globalAlpha = 1;
  }

  #hit(point: Point): Hit | null {
    const node = this.#network.getNodeAt(point);
    if (node !== undefined) return { kind: "node", id: String(node) };
    const label = this.#labels.find(
      ({ rect }) => point.x >= rect.left && point.x <= rect.right && point.y >= rect.top && point.y <= rect.bottom,
    );
    if (label !== undefined) return { kind: label.edge === null ? "node" : "edge", id: label.id };
    const edge = this.#network.getEdgeAt(point);
    return edge === undefined ? null : { kind: "edge", id: String(edge) };
  }

  #listen(handlers: Handlers): void {
    this.#network.on("click", ({ pointer }: { pointer: { DOM: Point } }) => {
      // The panel says it now, and better.
      handlers.hover(null, pointer.DOM);
      handlers.click(this.#hit(pointer.DOM));
    });
    this.#network.on("dragEnd", ({ nodes }: { nodes: NodeId[] }) => {
      for (const id of nodes) handlers.moved(id);
    });
    // A pinned node follows the hand all the same, and is pinned where it is left.
    this.#network.on("dragStart", ({ nodes }: { nodes: NodeId[] }) => {
      for (const id of nodes) {
        const node = this.#body.nodes[id];
        if (node !== undefined) node.options.fixed = { x: false, y: false };
      }
    });
    const hover = (hit: Hit | null, at: Point): void => {
      const id = hit?.id ?? null;
      if (id !== this.#hovered) {
        this.#hovered = id;
        this.#redraw();
      }
      this.#host.dataset["over"] = hit?.kind ?? "";
      handlers.hover(hit, at);
    };
    this.#host.addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch" || event.buttons !== 0) return;
      const box = this.#host.getBoundingClientRect();
      const at = { x: event.clientX - box.left, y: event.clientY - box.top };
      hover(this.#hit(at), at);
    });
    this.#host.addEventListener("pointerleave", () => hover(null, { x: 0, y: 0 }));
    this.#host.addEventListener(
      "wheel",
      (event) => {
        // A plain wheel scrolls the page; with ctrl, and when pinching, it zooms.
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        const box = this.#host.getBoundingClientRect();
        this.zoom(Math.exp(-event.deltaY / 300), { x: event.clientX - box.left, y: event.clientY - box.top });
      },
      { passive: false },
    );
    this.#host.addEventListener("keydown", (event) => this.#key(event));
  }

  #key(event: KeyboardEvent): void {
    const keys: Record<string, () => void> = {
      "+": () => this.step(true),
      "=": () => this.step(true),
      "-": () => this.step(false),
      "0": () => this.showAll(),
      ArrowLeft: () => this.pan(-60, 0),
      ArrowRight: () => this.pan(60, 0),
      ArrowUp: () => this.pan(0, -60),
      ArrowDown: () => this.pan(0, 60),
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  }
}
