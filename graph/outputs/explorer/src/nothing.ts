/** Stands in for the drawing where a browser has no WebGL: says so, and leaves it to the tables. */

import type { NodeId, Page } from "./data";
import { el } from "./dom";
import type { Point } from "./labels";
import type { Stage } from "./stage";
import type { Place } from "./state";

export class NoDrawing implements Stage {
  readonly labels = [];
  readonly grouped = null;
  readonly relaxes = false;
  readonly #page: Page;

  constructor(page: Page, host: HTMLElement) {
    this.#page = page;
    host.append(el("p", { class: "hint nodrawing" }, "This browser cannot draw so many signs: it has no WebGL. The tables hold all that the drawing would show."));
  }

  locate(): Point {
    return { x: 0, y: 0 };
  }

  placeOf(id: NodeId): Place {
    const node = this.#page.nodes[Number(id.slice(1))];
    return { x: node?.x ?? 0, y: node?.y ?? 0 };
  }

  picture(): { svg: string; width: number; height: number } {
    throw new Error("this browser has no WebGL");
  }

  relax(done: () => void): void {
    done();
  }

  wake(): void {}
  filter(): void {}
  pin(): void {}
  mark(): void {}
  repaint(): void {}
  step(): void {}
  showAll(): void {}
  focus(): void {}
}
