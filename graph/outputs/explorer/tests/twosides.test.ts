import { expect, test } from "vitest";
import { chiefPair, sidesOf, twoSides } from "../src/twosides";
import { edge, fact, page } from "./page";

const things = {
  n0: { label: "Norway", type: "State", weight: 5 },
  n1: { label: "Russia", type: "State", weight: 5 },
  n2: { label: "Minister", type: "Position", weight: 1 },
  n3: { label: "Anna", type: "Person", weight: 2 },
  n4: { label: "officials of both", type: "Group", weight: 1 },
};
const belonging = [edge("e0", "n2", "n0", null, "positionIn"), edge("e1", "n3", "n2", "f0", "holds"), edge("e2", "n4", "n0", null, "affiliatedWith"), edge("e3", "n4", "n1", null, "affiliatedWith")];
const act = (change: Parameters<typeof fact>[0]): ReturnType<typeof fact> => fact({ kind: "event", relation: "THREATEN", subjects: ["n1"], objects: ["n0"], ...change });

test("a side is a state with its offices and their holders; whoever is on both is on neither", () => {
  const graph = page(things, [], belonging);
  expect(sidesOf(graph, "n0", "n1").map((side) => [...side])).toEqual([["n0", "n2", "n3"], ["n1"]]);
});

test("an act counts for the side of its actor, words for the side of the speaker", () => {
  const graph = page(things, [act({}), fact({ kind: "statement", relation: "says", subjects: ["n3"], objects: [], names: ["n1"] })], belonging);
  const found = twoSides(graph, new Set(["f0", "f1"]), "n0", "n1");
  expect(found.acts).toEqual([[], ["f0"]]);
  expect(found.says).toEqual([["f1"], []]);
});

test("claims are one side's alone, both sides', or disputed", () => {
  const graph = page(
    things,
    [
      act({ relation: "AID", by: ["n3"] }), act({ by: ["n3"] }), act({ by: ["n1"], factuality: "Negated" }),
      act({ relation: "CONSULT", by: ["n3"] }), act({ relation: "CONSULT", by: ["n1"] }),
    ],
    belonging,
  );
  const found = twoSides(graph, new Set(["f0", "f1", "f2", "f3", "f4"]), "n0", "n1");
  expect(found.claims).toEqual([["f0"], []]);
  expect(found.disputed).toEqual([["f1", "f2"]]);
  expect(found.agreed).toEqual(["f3"]);
});

test("what is filtered away is on no side", () => {
  expect(twoSides(page(things, [act({})], belonging), new Set(), "n0", "n1").acts).toEqual([[], []]);
});

test("the two with most between them are taken, states before others", () => {
  expect(chiefPair(page(things, [act({}), act({ subjects: ["n3"], objects: ["n1"] })], belonging))).toEqual(["n0", "n1"]);
  expect(chiefPair(page(things, [], belonging))).toBeNull();
});
