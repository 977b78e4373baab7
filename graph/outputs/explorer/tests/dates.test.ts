import { expect, test } from "vitest";
import { between, days, spoken } from "../src/dates";
import { moments } from "../src/scale";

test("a month is all its days, a year all its months", () => {
  expect(days("2025-02")).toEqual([days("2025-02-01")?.[0], days("2025-02-28")?.[0]]);
  expect(days("2024")).toEqual([days("2024-01-01")?.[0], days("2024-12-31")?.[0]]);
});

test("years long ago are years", () => {
  expect(spoken("0476-09")).toBe("September 476");
  expect((days("0476")?.[0] ?? 0) < (days("1066")?.[0] ?? 0)).toBe(true);
});

test("what is no date is none", () => {
  for (const text of ["", "Tuesday", "2025-13", "2025-00-01", "2025-01-40", "2025-1-1", "<b>", "2025/2026/2027"]) expect(days(text)).toBeNull();
  expect(spoken("Tuesday")).toBe("Tuesday");
});

test("a date may lie between two if any of its days does", () => {
  expect(between("2025", "2025-03-01", "2025-03-31")).toBe(true);
  expect(between("2025-02", "2025-03", null)).toBe(false);
  expect(between("2025-02", null, null)).toBe(true);
});

test("moments come in order, each date once, gaps shortened but never turned round", () => {
  const found = moments([["f0", "2025-03-02"], ["f1", "1945"], ["f2", "2025-03-01"], ["f3", "2025-03-02"], ["f4", null]]);
  expect(found.map(({ date, facts }) => [date, facts.length])).toEqual([["1945", 1], ["2025-03-01", 1], ["2025-03-02", 2]]);
  expect(found[0]?.at).toBe(0);
  expect(found[2]?.at).toBe(1);
  const last = 1 - (found[1]?.at ?? 0);
  expect(last).toBeGreaterThan(0.05);
});
