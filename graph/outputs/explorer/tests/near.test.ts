import { expect, test } from "vitest";
import { neighbourhood } from "../src/near";
import { edge, fact, page } from "./page";

const graph = page(
  {
    n0: { label: "Anna", type: "Person", weight: 1 },
    n1: { label: "Minister", type: "Position", weight: 1 },
    n2: { label: "Norway", type: "State", weight: 1 },
    n3: { label: "Oslo", type: "Place", weight: 1 },
  },
  [fact({ relation: "holds" }), fact({ subjects: ["n3"], objects: ["n2"] })],
  [edge("e0", "n0", "n1", "f0", "holds"), edge("e1", "n1", "n2", null, "positionIn"), edge("e2", "n3", "n2", "f1")],
);

test("nothing selected, nothing steps back", () => {
  expect(neighbourhood(graph, null)).toEqual({ marked: new Set(), near: null });
});

test("behind an office its state can be seen, and no further", () => {
  const { marked, near } = neighbourhood(graph, { kind: "node", id: "n0" });
  expect(marked).toEqual(new Set(["n0"]));
  expect(near).toEqual(new Set(["n0", "e0", "n1", "e1", "n2"]));
});

test("an edge is near to its two ends", () => {
  const { marked, near } = neighbourhood(graph, { kind: "edge", id: "e2" });
  expect(marked).toEqual(new Set(["e2"]));
  expect(near).toEqual(new Set(["e2", "n3", "n2"]));
});

test("an edge without a fact has ends, too", () => {
  expect(neighbourhood(graph, { kind: "edge", id: "e1" }).near).toEqual(new Set(["e1", "n1", "n2"]));
});

test("a fact marks the edges that it is drawn as", () => {
  expect(neighbourhood(graph, { kind: "fact", id: "f1" }).marked).toEqual(new Set(["e2"]));
});
