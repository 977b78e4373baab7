/** Where labels go so that none covers another: first come, first served, on a coarse grid. */

export interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const CELL = 64;

/** Rectangles that are taken, found fast. */
export class Taken {
  readonly #cells = new Map<number, Rect[]>();

  add(rect: Rect): void {
    for (const key of keys(rect)) {
      const cell = this.#cells.get(key);
      if (cell === undefined) this.#cells.set(key, [rect]);
      else cell.push(rect);
    }
  }

  covers(rect: Rect): boolean {
    return keys(rect).some((key) => this.#cells.get(key)?.some((other) => overlap(rect, other)) ?? false);
  }
}

/** Whether two rectangles share more than an edge. */
export function overlap(a: Rect, b: Rect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** A rectangle of this size around a centre. */
export function around(x: number, y: number, width: number, height: number): Rect {
  return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
}

/** The first candidate that is free; null where none is. */
export function place(taken: Taken, candidates: readonly Rect[]): Rect | null {
  return candidates.find((candidate) => !taken.covers(candidate)) ?? null;
}

/** The places beside a glyph where its label may stand, best first. */
export function besideGlyph(x: number, y: number, radius: number, width: number, height: number): Rect[] {
  const gap = 3;
  const below = y + radius + gap + height / 2;
  const above = y - radius - gap - height / 2;
  const aside = radius + gap + 1 + width / 2;
  return [
    around(x, below, width, height),
    around(x + aside, y, width, height),
    around(x - aside, y, width, height),
    around(x, above, width, height),
    around(x + width / 3, below, width, height),
    around(x - width / 3, below, width, height),
    around(x + width / 3, above, width, height),
    around(x - width / 3, above, width, height),
  ];
}

function keys(rect: Rect): number[] {
  const found: number[] = [];
  for (let column = Math.floor(rect.left / CELL); column <= Math.floor(rect.right / CELL); column++) {
    for (let row = Math.floor(rect.top / CELL); row <= Math.floor(rect.bottom / CELL); row++) {
      found.push(column * 65536 + row);
    }
  }
  return found;
}
