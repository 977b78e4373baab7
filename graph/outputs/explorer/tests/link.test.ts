import { expect, test } from "vitest";
import { read, written } from "../src/link";
import { AT_FIRST, NOTHING_HIDDEN, type State } from "../src/state";
import { edge, fact, page } from "./page";

const graph = page(
  { n0: { label: "Anna", type: "Person", weight: 1 }, n1: { label: "Oslo", type: "Place", weight: 1 } },
  [fact()],
  [edge("e0", "n0", "n1", "f0")],
);

test("the state that a page opens in needs no fragment", () => {
  expect(written(graph, AT_FIRST)).toBe("");
});

test("every part of a state comes back", () => {
  const state: State = {
    view: "sides",
    selection: { kind: "edge", id: "e0" },
    hidden: { ...NOTHING_HIDDEN, classes: new Set(["a&b=c#d", "é"]), things: new Set(["n1"]), confidence: 0.35, from: "2024", to: "2025-03-01", undated: true },
    scope: { kind: "path", from: "n0", to: "n1" },
    pins: new Map([["n1", { x: -3, y: 14 }]]),
    sides: ["n0", null],
    query: "ASK { ?s ?p \"x & y\" }",
  };
  expect(read(graph, written(graph, state))).toEqual(state);
});

test("a fragment of another graph or version is none", () => {
  const fragment = written(graph, { ...AT_FIRST, view: "tables" });
  expect(read({ ...graph, digest: "ffffffff" }, fragment)).toBeNull();
  expect(read(graph, fragment.replace("v=1", "v=2"))).toBeNull();
  expect(read(graph, "")).toBeNull();
});

test("what a fragment should not hold is passed over", () => {
  const state = read(graph, `#v=1&g=${graph.digest}&sel=e7&around=n0.9&sure=-4&from=soon&pin=n0.x.1&sides=__proto__.n1&view=none`);
  expect(state).toEqual({ ...AT_FIRST, sides: [null, "n1"] });
});
