import { expect, test } from "vitest";
import { around, besideGlyph, overlap, place, Taken } from "../src/placing";

test("rectangles that touch do not overlap", () => {
  expect(overlap(around(0, 0, 10, 10), around(10, 0, 10, 10))).toBe(false);
  expect(overlap(around(0, 0, 10, 10), around(9, 0, 10, 10))).toBe(true);
});

test("a label goes to the first free place", () => {
  const taken = new Taken();
  const [below, aside] = besideGlyph(100, 100, 8, 60, 14);
  expect(place(taken, besideGlyph(100, 100, 8, 60, 14))).toEqual(below);
  taken.add(around(100, 118, 20, 20));
  expect(place(taken, besideGlyph(100, 100, 8, 60, 14))).toEqual(aside);
});

test("a label without a free place is left out", () => {
  const taken = new Taken();
  taken.add(around(100, 100, 500, 500));
  expect(place(taken, besideGlyph(100, 100, 8, 60, 14))).toBeNull();
});

test("what is taken is found across cells and below zero", () => {
  const taken = new Taken();
  taken.add(around(-200, -200, 300, 300));
  expect(taken.covers(around(-60, -60, 10, 10))).toBe(true);
  expect(taken.covers(around(0, 0, 10, 10))).toBe(false);
});
