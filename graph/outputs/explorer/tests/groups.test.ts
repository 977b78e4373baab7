import { expect, test } from "vitest";
import { grouped, sizeOf } from "../src/groups";
import { edge, fact, page } from "./page";

const names = Array.from({ length: 12 }, (_none, number) => `n${number}`);
const graph = {
  ...page(
    Object.fromEntries(names.map((id, number) => [id, { label: `Name ${number}`, type: "Person", weight: number }])),
    [fact(), fact(), fact()],
    [edge("e0", "n0", "n1", "f0"), edge("e1", "n0", "n5", "f1"), edge("e2", "n10", "n11", "f2")],
  ),
  communities: [["n0", "n1", "n2", "n3", "n4"], ["n5", "n6", "n7", "n8", "n9"]],
};
const visible = { nodes: new Set(names), edges: new Set(["e0", "e1", "e2"]), facts: new Set(["f0", "f1", "f2"]) };

test("a closed group is one sign that goes by its chief member", () => {
  const { groups, nodes, edges, bundles } = grouped(graph, visible, new Set());
  expect(groups.map(({ label }) => label)).toEqual(["Name 4 and 4 more", "Name 9 and 4 more"]);
  expect(nodes).toEqual(["n10", "n11"]);
  expect(edges.map(({ id }) => id)).toEqual(["e2"]);
  expect(bundles).toEqual([{ from: "c0", to: "c1", count: 1 }]);
});

test("an opened group is its members", () => {
  const { groups, nodes, edges, bundles } = grouped(graph, visible, new Set([0]));
  expect(groups.map(({ id }) => id)).toEqual(["c1"]);
  expect(nodes).toContain("n3");
  expect(edges.map(({ id }) => id)).toEqual(["e0", "e2"]);
  expect(bundles).toEqual([{ from: "n0", to: "c1", count: 1 }]);
});

test("what is hidden is in no group", () => {
  const few = { ...visible, nodes: new Set(["n0", "n5", "n6"]) };
  expect(grouped(graph, few, new Set()).groups.map(({ members }) => members)).toEqual([["n5", "n6"]]);
});

test("groups in one place move apart", () => {
  const [a, b] = grouped(graph, visible, new Set()).groups;
  expect(a === undefined || b === undefined ? 0 : Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(0);
  expect(a === undefined ? 0 : sizeOf(a)).toBeGreaterThan(6);
});
