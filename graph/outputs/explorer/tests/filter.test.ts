import { expect, test } from "vitest";
import { ARTICLE, sourceOf, visible } from "../src/filter";
import { NOTHING_HIDDEN } from "../src/state";
import { edge, fact, page } from "./page";

const graph = page(
  {
    n0: { label: "Anna", type: "Person", weight: 1 },
    n1: { label: "Council", type: "Organization", weight: 1 },
    n2: { label: "holds talks", type: "Event", weight: 1, fact: "f1" },
  },
  [fact(), fact({ kind: "event", relation: "CONSULT", objects: [], factuality: "Reported", by: ["n1"], confidence: 0.4 })],
  [edge("e0", "n0", "n1", "f0"), edge("e1", "n0", "n2", "f1", "CONSULT"), edge("e2", "n0", "n1", null, "positionIn")],
);

test("nothing is hidden at first", () => {
  const seen = visible(graph, NOTHING_HIDDEN);
  expect([seen.nodes.size, seen.edges.size, seen.facts.size]).toEqual([3, 3, 2]);
});

test("a hidden class takes its edges along", () => {
  const seen = visible(graph, { ...NOTHING_HIDDEN, classes: new Set(["Organization"]) });
  expect([...seen.nodes]).toEqual(["n0", "n2"]);
  expect([...seen.edges]).toEqual(["e1"]);
});

test("a hidden kind of act takes the act's own node along", () => {
  const seen = visible(graph, { ...NOTHING_HIDDEN, relations: new Set(["CONSULT"]) });
  expect([...seen.nodes]).toEqual(["n0", "n1"]);
  expect([...seen.facts]).toEqual(["f0"]);
});

test("an edge without a fact goes by its relation", () => {
  const seen = visible(graph, { ...NOTHING_HIDDEN, relations: new Set(["positionIn"]) });
  expect([...seen.edges]).toEqual(["e0", "e1"]);
});

test("factuality, source and confidence filter facts", () => {
  for (const hidden of [
    { factuality: new Set(["Reported"]) },
    { sources: new Set(["n1"]) },
    { confidence: 0.5 },
  ]) {
    expect([...visible(graph, { ...NOTHING_HIDDEN, ...hidden }).facts]).toEqual(["f0"]);
  }
});

test("what nobody else says, the article says", () => {
  expect(sourceOf(fact())).toBe(ARTICLE);
  expect(sourceOf(fact({ by: ["n7", "n8"] }))).toBe("n7");
});
