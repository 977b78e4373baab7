/** The drawing of large graphs: sigma draws with WebGL; labels and what the pointer does are our own. */

import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeLineProgram } from "sigma/rendering";
import type { DrawnEdge, DrawnNode, NodeId, Page } from "./data";
import type { Visible } from "./filter";
import { grouped, sizeOf, type Group } from "./groups";
import { indexOf } from "./index";
import { drawLabels, placeLabels, type PlacedLabel, type Point } from "./labels";
import { pictureOf } from "./picture";
import { SHAPES, ShapeProgram } from "./shapes";
import type { Handlers, Hit, Stage } from "./stage";
import type { Place } from "./state";
import { motion, scheme } from "./theme";

const LABELLED = 260;
const STEP = 1.4;
const PAPER = { light: "#ffffff", dark: "#16181b" } as const;

/** The weaker of two colours, mixed: sigma has no transparency that would not show what lies below. */
function mixed(colour: string, paper: string, share: number): string {
  const part = (text: string, at: number): number => parseInt(text.slice(at, at + 2), 16);
  const parts = [1, 3, 5].map((at) => Math.round(part(colour, at) * share + part(paper, at) * (1 - share)));
  return `#${parts.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

export class LargeDrawing implements Stage {
  readonly relaxes = false;
  readonly #page: Page;
  readonly #host: HTMLElement;
  readonly #handlers: Handlers;
  readonly #sigma: Sigma;
  readonly #overlay = document.createElement("canvas");
  readonly #opened = new Set<number>();
  readonly #communityOf = new Map<NodeId, number>();
  readonly #places = new Map<NodeId, Place>();
  #graph = new MultiDirectedGraph();
  #visible: Visible;
  #groups: Group[] = [];
  #drawnNodes: DrawnNode[] = [];
  #marked: ReadonlySet<string> = new Set();
  #near: ReadonlySet<string> | null = null;
  #labels: PlacedLabel[] = [];
  #dragged: NodeId | null = null;

  constructor(page: Page, host: HTMLElement, visible: Visible, handlers: Handlers) {
    this.#page = page;
    this.#host = host;
    this.#visible = visible;
    this.#handlers = handlers;
    page.communities?.forEach((members, number) => {
      for (const id of members) this.#communityOf.set(id, number);
    });
    this.#fill();
    this.#sigma = new Sigma(this.#graph, host, {
      nodeProgramClasses: { shape: ShapeProgram as never },
      edgeProgramClasses: { arrow: EdgeArrowProgram, line: EdgeLineProgram },
      defaultNodeType: "shape",
      defaultEdgeType: page.edges.length > 8000 ? "line" : "arrow",
      enableEdgeEvents: true,
      renderLabels: false,
      hideEdgesOnMove: page.edges.length > 8000,
      minEdgeThickness: 0.6,
      stagePadding: 50,
      zIndex: true,
      allowInvalidContainer: true,
      nodeReducer: (id, data) => this.#nodeLook(id, data),
      edgeReducer: (id, data) => this.#edgeLook(id, data),
      defaultDrawNodeHover: () => undefined,
    });
    this.#overlay.className = "labels";
    host.append(this.#overlay);
    this.#sigma.on("afterRender", () => this.#drawLabels());
    this.#listen();
  }

  get labels(): readonly PlacedLabel[] {
    return this.#labels;
  }

  get grouped(): string | null {
    if (this.#groups.length === 0) return null;
    const inside = this.#groups.reduce((sum, group) => sum + group.members.length, 0);
    return `${this.#visible.nodes.size - inside} drawn one by one, the rest in ${this.#groups.length} groups: click one to open it`;
  }

  locate(id: string): Point {
    const box = this.#host.getBoundingClientRect();
    const point = this.#graph.hasNode(id) ? this.#at(id) : this.#along(id, 0.5);
    return { x: box.left + point.x, y: box.top + point.y };
  }

  placeOf(id: NodeId): Place {
    const place = this.#places.get(id);
    if (place !== undefined) return place;
    const node = this.#page.nodes[Number(id.slice(1))];
    return { x: node?.x ?? 0, y: node?.y ?? 0 };
  }

  wake(): void {
    this.#sigma.resize(true);
    this.#sigma.refresh({ skipIndexation: true });
  }

  filter(visible: Visible): void {
    this.#visible = visible;
    if (this.#page.communities === undefined) {
      this.#drawnNodes = this.#page.nodes.filter(({ id }) => visible.nodes.has(id));
      this.#sigma.refresh({ skipIndexation: true });
    } else this.#refill();
  }

  pin(pins: ReadonlyMap<NodeId, Place>): void {
    for (const [id, { x, y }] of pins) {
      this.#places.set(id, { x, y });
      if (this.#graph.hasNode(id)) this.#graph.mergeNodeAttributes(id, { x, y: -y });
    }
  }

  mark(marked: ReadonlySet<string>, near: ReadonlySet<string> | null): void {
    this.#marked = marked;
    this.#near = near;
    const wanted = [...marked].map((id) => this.#communityOf.get(id)).filter((number) => number !== undefined && !this.#opened.has(number));
    if (wanted.length > 0) {
      for (const number of wanted) if (number !== undefined) this.#opened.add(number);
      this.#refill();
    } else this.#sigma.refresh({ skipIndexation: true });
  }

  repaint(): void {
    this.#sigma.refresh({ skipIndexation: true });
  }

  step(inwards: boolean): void {
    const camera = this.#sigma.getCamera();
    this.#move({ ratio: camera.ratio * (inwards ? 1 / STEP : STEP) });
  }

  showAll(animated = true): void {
    const shown = [...this.#drawnNodes.map(({ id }) => id), ...this.#groups.map(({ id }) => id)];
    const points = shown.map((id) => this.#sigma.getNodeDisplayData(id)).filter((data) => data !== undefined);
    if (points.length === 0) return;
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const { x, y } of points) {
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
    const ratio = Math.min(1, Math.max(right - left, bottom - top, 0.02) * 1.1);
    this.#move({ x: (left + right) / 2, y: (top + bottom) / 2, ratio }, animated);
  }

  focus(id: NodeId): void {
    const data = this.#sigma.getNodeDisplayData(id);
    if (data === undefined) return;
    const near = Math.min(1, Math.sqrt(40 / Math.max(this.#page.nodes.length, 40)));
    this.#move({ x: data.x, y: data.y, ratio: Math.min(this.#sigma.getCamera().ratio, near) });
  }

  relax(done: () => void): void {
    done();
  }

  picture(visible: Visible): { svg: string; width: number; height: number } {
    const style = getComputedStyle(this.#host);
    const ink = {
      text: style.getPropertyValue("--ink"),
      quiet: style.getPropertyValue("--quiet"),
      paper: style.getPropertyValue("--stage"),
      node: (node: DrawnNode) => this.#colour(node),
      edge: (edge: DrawnEdge) => this.#tone(edge),
    };
    const at = (id: string): Point => this.placeOf(id);
    const along = (id: string, share: number): Point => {
      const edge = indexOf(this.#page).edge.get(id);
      if (edge === undefined) return { x: 0, y: 0 };
      const [from, to] = [at(edge.from), at(edge.to)];
      return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    };
    const nodes = this.#page.nodes.filter(({ id }) => visible.nodes.has(id));
    const edges = this.#page.edges.filter(({ id }) => visible.edges.has(id));
    return pictureOf(this.#page, nodes, edges, { at, along, faded: (id) => this.#faded(id) }, ink);
  }

  #faded(id: string): boolean {
    return this.#near !== null && !this.#near.has(id);
  }

  #colour(node: DrawnNode): string {
    const type = this.#page.things[node.id]?.type ?? "";
    return this.#page.classes[type]?.[scheme()] ?? node.color.background;
  }

  #tone(edge: DrawnEdge): string {
    return this.#page.tones[edge.statecraft.tone]?.[scheme()] ?? edge.color;
  }

  /** Puts into sigma's graph what is drawn. */
  #fill(): void {
    const graph = new MultiDirectedGraph();
    const whole = this.#page.communities === undefined;
    const drawn = whole ? null : grouped(this.#page, this.#visible, this.#opened);
    this.#groups = drawn?.groups ?? [];
    const shrink = Math.max(0.35, Math.min(0.8, Math.sqrt(1200 / this.#page.nodes.length)));
    const ids = drawn === null ? null : new Set(drawn.nodes);
    this.#drawnNodes = this.#page.nodes.filter(({ id }) => (ids === null ? this.#visible.nodes.has(id) : ids.has(id)));
    for (const node of ids === null ? this.#page.nodes : this.#drawnNodes) {
      const { x, y } = this.placeOf(node.id);
      const shape = SHAPES.indexOf((node.shapeProperties === undefined ? node.shape : "ring") as (typeof SHAPES)[number]);
      graph.addNode(node.id, { x, y: -y, size: node.size * shrink, shape: Math.max(shape, 0), node });
    }
    for (const group of this.#groups) {
      graph.addNode(group.id, { x: group.x, y: -group.y, size: sizeOf(group), shape: SHAPES.indexOf("dot"), group });
    }
    for (const edge of drawn?.edges ?? this.#page.edges) {
      if (edge.from !== edge.to) graph.addEdgeWithKey(edge.id, edge.from, edge.to, { size: edge.width, edge });
    }
    drawn?.bundles.forEach(({ from, to, count }, number) => {
      graph.addEdgeWithKey(`b${number}`, from, to, { size: 0.6 + Math.min(4, Math.sqrt(count) / 3), type: "line" });
    });
    this.#graph = graph;
  }

  #refill(): void {
    const camera = this.#sigma.getCamera().getState();
    this.#fill();
    this.#sigma.setGraph(this.#graph);
    this.#sigma.getCamera().setState(camera);
    this.#sigma.refresh();
    this.#handlers.opened();
  }

  #nodeLook(id: string, data: Record<string, unknown>): Record<string, unknown> {
    const paper = PAPER[scheme()];
    const node = data["node"] as DrawnNode | undefined;
    if (node === undefined) return { ...data, color: mixed(scheme() === "dark" ? "#c8c8c8" : "#444444", paper, this.#near === null ? 0.35 : 0.12), zIndex: 0 };
    const faded = this.#faded(id);
    const marked = this.#marked.has(id);
    const colour = this.#colour(node);
    return {
      ...data,
      hidden: !this.#visible.nodes.has(id),
      color: faded ? mixed(colour, paper, 0.15) : node.opacity === undefined ? colour : mixed(colour, paper, node.opacity),
      size: (data["size"] as number) * (marked ? 1.6 : faded ? 0.6 : 1),
      zIndex: faded ? 0 : marked ? 2 : 1,
    };
  }

  #edgeLook(id: string, data: Record<string, unknown>): Record<string, unknown> {
    const paper = PAPER[scheme()];
    const edge = data["edge"] as DrawnEdge | undefined;
    if (edge === undefined) return { ...data, color: mixed("#888888", paper, this.#near === null ? 0.35 : 0.1), zIndex: 0 };
    const faded = this.#faded(id);
    const quiet = { Asserted: 0.55, Reported: 0.4, Planned: 0.3, Hypothetical: 0.3, Negated: 0.25 }[edge.statecraft.factuality] ?? 0.5;
    return {
      ...data,
      hidden: !this.#visible.edges.has(id),
      color: mixed(this.#tone(edge), paper, faded ? 0.08 : this.#near === null ? quiet : 0.95),
      size: (data["size"] as number) * (this.#marked.has(id) ? 2.5 : this.#near?.has(id) === true ? 1.4 : 0.8),
      zIndex: faded ? 0 : 1,
    };
  }

  #move(to: Partial<{ x: number; y: number; ratio: number }>, animated = true): void {
    const camera = this.#sigma.getCamera();
    if (animated && motion()) void camera.animate(to, { duration: 150 });
    else camera.setState({ ...camera.getState(), ...to });
  }

  #at(id: string): Point {
    const { x, y } = this.#graph.getNodeAttributes(id) as Place;
    return this.#sigma.graphToViewport({ x, y });
  }

  #along(id: string, share: number): Point {
    if (!this.#graph.hasEdge(id)) return { x: 0, y: 0 };
    const [from, to] = this.#graph.extremities(id).map((end) => this.#at(end));
    if (from === undefined || to === undefined) return { x: 0, y: 0 };
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
  }

  #drawLabels(): void {
    const { width, height } = this.#sigma.getDimensions();
    const ratio = window.devicePixelRatio;
    if (this.#overlay.width !== Math.round(width * ratio) || this.#overlay.height !== Math.round(height * ratio)) {
      [this.#overlay.width, this.#overlay.height] = [Math.round(width * ratio), Math.round(height * ratio)];
    }
    const context = this.#overlay.getContext("2d");
    if (context === null || width < 2) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const points = new Map<string, Point>();
    const at = (id: string): Point => {
      const known = points.get(id);
      if (known !== undefined) return known;
      const point = this.#graph.hasNode(id) ? this.#at(id) : { x: -1e6, y: -1e6 };
      points.set(id, point);
      return point;
    };
    const nodes = this.#labelled(at, width, height);
    const near = this.#near ?? new Set<string>();
    const edges = [...near].filter((id) => id.startsWith("e") && this.#graph.hasEdge(id) && this.#visible.edges.has(id)).slice(0, 60);
    const index = indexOf(this.#page).edge;
    const faded = (id: string): boolean => this.#faded(id);
    this.#labels = placeLabels(context, {
      page: this.#page,
      nodes: nodes.map((node) => (node.id.startsWith("c") ? { ...node } : node)),
      edges: edges.map((id) => index.get(id)).filter((edge) => edge !== undefined),
      marked: this.#marked,
      near,
      faded,
      at,
      radius: (node) => this.#sigma.scaleSize(this.#graph.getNodeAttribute(node.id, "size") as number),
      along: (id, share) => this.#along(id, share),
      width,
      height,
    });
    const style = getComputedStyle(this.#host);
    const ink = { text: style.getPropertyValue("--ink"), quiet: style.getPropertyValue("--quiet"), paper: style.getPropertyValue("--stage"), tone: (edge: DrawnEdge) => this.#tone(edge) };
    drawLabels(context, this.#labels, faded, ink);
  }

  /** The nodes in view that may have a label: those that are marked or near first, then by weight. */
  #labelled(at: (id: string) => Point, width: number, height: number): DrawnNode[] {
    const inView = (id: string): boolean => {
      const { x, y } = at(id);
      return x > -40 && y > -20 && x < width + 40 && y < height + 20;
    };
    const groups = this.#groups.map((group): DrawnNode => ({ id: group.id, label: group.label.replace(" and ", "\nand "), shape: "dot", x: group.x, y: group.y, size: 10, color: { background: "", border: "" } }));
    const first = this.#near === null ? [] : this.#drawnNodes.filter(({ id }) => this.#near?.has(id) === true);
    const chosen: DrawnNode[] = [...groups.filter(({ id }) => inView(id)), ...first.filter(({ id }) => inView(id)).slice(0, LABELLED)];
    const seen = new Set(chosen.map(({ id }) => id));
    for (const node of this.#byWeight()) {
      if (chosen.length >= LABELLED) break;
      if (this.#visible.nodes.has(node.id) && this.#graph.hasNode(node.id) && !seen.has(node.id) && inView(node.id)) chosen.push(node);
    }
    return chosen;
  }

  #sorted: DrawnNode[] | null = null;

  #byWeight(): DrawnNode[] {
    const weight = (node: DrawnNode): number => this.#page.things[node.id]?.weight ?? 0;
    return (this.#sorted ??= [...this.#page.nodes].sort((a, b) => weight(b) - weight(a)));
  }

  /** Opens a group: its members are drawn each by itself. */
  #open(id: string): void {
    this.#opened.add(Number(id.slice(1)));
    this.#refill();
  }

  #hit(id: string): Hit | null {
    if (id.startsWith("n")) return { kind: "node", id };
    return id.startsWith("e") ? { kind: "edge", id } : null;
  }

  #listen(): void {
    const sigma = this.#sigma;
    const host = this.#host;
    sigma.on("clickNode", ({ node }) => (node.startsWith("c") ? this.#open(node) : this.#handlers.click(this.#hit(node))));
    sigma.on("clickEdge", ({ edge }) => this.#handlers.click(this.#hit(edge)));
    sigma.on("clickStage", () => this.#handlers.click(null));
    const hover = (id: string | null, { x, y }: Point): void => {
      const hit = id === null ? null : this.#hit(id);
      host.dataset["over"] = id === null ? "" : (hit?.kind ?? "node");
      this.#handlers.hover(hit, { x, y });
    };
    sigma.on("enterNode", ({ node, event }) => hover(node, event));
    sigma.on("leaveNode", ({ event }) => hover(null, event));
    sigma.on("enterEdge", ({ edge, event }) => hover(edge, event));
    sigma.on("leaveEdge", ({ event }) => hover(null, event));
    sigma.on("downNode", ({ node }) => {
      if (node.startsWith("n")) this.#dragged = node;
    });
    sigma.on("moveBody", ({ event }) => {
      if (this.#dragged === null) return;
      const place = sigma.viewportToGraph(event);
      if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox());
      this.#places.set(this.#dragged, { x: place.x, y: -place.y });
      this.#graph.mergeNodeAttributes(this.#dragged, place);
      event.preventSigmaDefault();
    });
    const drop = (): void => {
      if (this.#dragged !== null && this.#places.has(this.#dragged)) this.#handlers.moved(this.#dragged);
      this.#dragged = null;
    };
    sigma.on("upNode", drop);
    sigma.on("upStage", drop);
    host.addEventListener(
      "wheel",
      (event) => {
        // A plain wheel scrolls the page; with ctrl, and when pinching, it zooms. Sigma sees neither.
        event.stopPropagation();
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        const box = host.getBoundingClientRect();
        const at = { x: event.clientX - box.left, y: event.clientY - box.top };
        const camera = sigma.getCamera();
        camera.setState(sigma.getViewportZoomedState(at, camera.ratio * Math.exp(event.deltaY / 300)));
      },
      { passive: false, capture: true },
    );
    host.addEventListener("keydown", (event) => this.#key(event));
  }

  #key(event: KeyboardEvent): void {
    const camera = this.#sigma.getCamera();
    const by = 0.08 * camera.ratio;
    const pan = (x: number, y: number): void => this.#move({ x: camera.x + x * by, y: camera.y + y * by }, false);
    const keys: Record<string, () => void> = {
      "+": () => this.step(true),
      "=": () => this.step(true),
      "-": () => this.step(false),
      "0": () => this.showAll(),
      ArrowLeft: () => pan(-1, 0),
      ArrowRight: () => pan(1, 0),
      ArrowUp: () => pan(0, 1),
      ArrowDown: () => pan(0, -1),
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  }
}
