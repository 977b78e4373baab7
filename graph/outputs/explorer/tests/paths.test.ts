import { expect, test } from "vitest";
import { shortestWays, within } from "../src/paths";
import { edge, fact, page } from "./page";

const things = Object.fromEntries(
  ["Person", "Position", "State", "State", "Person"].map((type, number) => [`n${number}`, { label: type, type, weight: 1 }]),
);
const graph = page(
  things,
  [fact(), fact(), fact(), fact()],
  [edge("e0", "n0", "n1", "f0"), edge("e1", "n1", "n2", null), edge("e2", "n3", "n2", "f1"), edge("e3", "n0", "n3", "f2"), edge("e4", "n3", "n0", "f3")],
);
const all = { nodes: new Set(Object.keys(things)), edges: new Set(graph.edges.map(({ id }) => id)), facts: new Set(["f0", "f1", "f2", "f3"]) };

test("all shortest ways, against the arrows too, with parallel edges together", () => {
  const ways = shortestWays(graph, all, "n0", "n2");
  expect(ways.map(({ nodes }) => nodes)).toEqual([["n0", "n1", "n2"], ["n0", "n3", "n2"]]);
  expect(ways[1]?.steps).toEqual([["e3", "e4"], ["e2"]]);
});

test("no way to a stranger, none to oneself, none along hidden edges", () => {
  expect(shortestWays(graph, all, "n0", "n4")).toEqual([]);
  expect(shortestWays(graph, all, "n0", "n0")).toEqual([]);
  expect(shortestWays(graph, { ...all, edges: new Set(["e0"]) }, "n0", "n2")).toEqual([]);
});

test("so many ways and no more", () => {
  expect(shortestWays(graph, all, "n0", "n2", 1)).toHaveLength(1);
});

test("what lies behind an office is as near as the office", () => {
  expect([...within(graph, all, "n0", 1)].sort()).toEqual(["n0", "n1", "n2", "n3"]);
  expect([...within(graph, all, "n2", 1)].sort()).toEqual(["n0", "n1", "n2", "n3"]);
});
