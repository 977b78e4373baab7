/** What the page asks of a drawing, whoever draws it. */

import type { NodeId } from "./data";
import type { Visible } from "./filter";
import type { PlacedLabel, Point } from "./labels";
import type { Place } from "./state";

export interface Hit {
  kind: "node" | "edge";
  id: string;
}

export interface Handlers {
  click: (hit: Hit | null) => void;
  hover: (hit: Hit | null, at: Point) => void;
  /** A node was moved by hand. */
  moved: (id: NodeId) => void;
  /** What is drawn of what is visible has changed. */
  opened: () => void;
}

export interface Stage {
  /** The labels that stand in the drawing now. */
  readonly labels: readonly PlacedLabel[];
  /** What of the visible nodes is drawn only as part of a group, in words; null where each is drawn. */
  readonly grouped: string | null;
  /** Whether the nodes can push and pull each other for a moment. */
  readonly relaxes: boolean;
  /** Where on the screen a click reaches this node or edge. */
  locate(id: string): Point;
  /** Where a node is, in the drawing's own measure. */
  placeOf(id: NodeId): Place;
  /** Draws at once when the drawing has come into view, or into a place of another size. */
  wake(): void;
  filter(visible: Visible): void;
  pin(pins: ReadonlyMap<NodeId, Place>): void;
  mark(marked: ReadonlySet<string>, near: ReadonlySet<string> | null): void;
  repaint(): void;
  step(inwards: boolean): void;
  showAll(animated?: boolean): void;
  focus(id: NodeId): void;
  relax(done: () => void): void;
  picture(visible: Visible): { svg: string; width: number; height: number };
}

export type Draw = (host: HTMLElement, visible: Visible, handlers: Handlers) => Stage;
