import { expect, test, vi } from "vitest";
import { Store, toggled } from "../src/state";

test("listeners hear of every change, with what was before", () => {
  const store = new Store();
  const heard = vi.fn();
  store.subscribe(heard);
  store.select({ kind: "node", id: "n1" });
  expect(heard).toHaveBeenCalledOnce();
  const [now, before] = heard.mock.calls[0] as [Store["state"], Store["state"]];
  expect([now.selection, before.selection]).toEqual([{ kind: "node", id: "n1" }, null]);
});

test("hiding one thing leaves what else is hidden", () => {
  const store = new Store();
  store.hide({ classes: new Set(["Place"]) });
  store.hide({ confidence: 0.5 });
  expect(store.state.hidden.classes).toEqual(new Set(["Place"]));
  expect(store.state.hidden.confidence).toBe(0.5);
});

test("toggling copies", () => {
  const set = new Set(["a"]);
  expect(toggled(set, "b", true)).toEqual(new Set(["a", "b"]));
  expect(toggled(set, "a", false)).toEqual(new Set());
  expect(set).toEqual(new Set(["a"]));
});
