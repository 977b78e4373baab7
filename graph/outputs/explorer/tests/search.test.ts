import { expect, test } from "vitest";
import { fold, search } from "../src/search";
import { page } from "./page";

const people = page(
  {
    n0: { label: "Amélie Dürr", type: "Person", weight: 2, aliases: ["Dürr", "the chancellor"] },
    n1: { label: "Durban", type: "Place", weight: 1 },
    n2: { label: "Port Durban", type: "Place", weight: 9 },
  },
  [],
  [],
);

test("accents and case do not matter", () => {
  expect(fold("  Amélie   DÜRR ")).toBe("amelie durr");
});

test("a name is found by any of its words", () => {
  expect(search(people, "durr").map(({ id }) => id)).toEqual(["n0"]);
});

test("an alias that fits better than the label is named", () => {
  expect(search(people, "chanc")).toEqual([{ id: "n0", label: "Amélie Dürr", alias: "the chancellor" }]);
});

test("names that begin with the query come before those that hold it", () => {
  expect(search(people, "durb").map(({ id }) => id)).toEqual(["n1", "n2"]);
});

test("nothing is found for nothing", () => {
  expect(search(people, "  ")).toEqual([]);
});

test("query syntax is no syntax", () => {
  expect(search(people, "(.*")).toEqual([]);
});
