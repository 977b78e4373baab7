/** The state in the address, after the "#": versioned, short, and checked when it comes back. */

import { thingOf, type Page } from "./data";
import { days } from "./dates";
import { AT_FIRST, NOTHING_HIDDEN, VIEWS, type Hidden, type Place, type Scope, type Selection, type State } from "./state";

export const VERSION = "1";
const SETS = ["classes", "relations", "factuality", "sources", "things"] as const;

/** The fragment for a state; empty for the state that a page opens in. */
export function written(page: Page, state: State): string {
  const out = new URLSearchParams();
  if (state.view !== AT_FIRST.view) out.append("view", state.view);
  if (state.selection !== null) out.append("sel", state.selection.id);
  for (const name of SETS) for (const member of [...state.hidden[name]].sort()) out.append(`no-${name}`, member);
  if (state.hidden.confidence > 0) out.append("sure", String(Math.round(state.hidden.confidence * 100)));
  if (state.hidden.from !== null) out.append("from", state.hidden.from);
  if (state.hidden.to !== null) out.append("to", state.hidden.to);
  if (state.hidden.undated) out.append("undated", "1");
  if (state.scope?.kind === "steps") out.append("around", `${state.scope.id}.${state.scope.steps}`);
  if (state.scope?.kind === "path") out.append("way", `${state.scope.from}.${state.scope.to}`);
  if (state.scope?.kind === "set") out.append("these", state.scope.ids.join("."));
  for (const [id, { x, y }] of state.pins) out.append("pin", `${id}.${Math.round(x)}.${Math.round(y)}`);
  if (state.sides[0] !== null || state.sides[1] !== null) out.append("sides", state.sides.map((id) => id ?? "").join("."));
  if (state.query !== null) out.append("query", state.query);
  const text = out.toString();
  return text === "" ? "" : `#v=${VERSION}&g=${page.digest}&${text}`;
}

/** The state of a fragment, null for none, and for one of another version or another graph. */
export function read(page: Page, fragment: string): State | null {
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  if (given.get("v") !== VERSION || given.get("g") !== page.digest) return null;
  const node = (id: string | undefined): id is string => id !== undefined && Object.hasOwn(page.things, id);
  const view = VIEWS.find((name) => name === given.get("view")) ?? AT_FIRST.view;
  const [left, right] = (given.get("sides") ?? "").split(".");
  return {
    view,
    selection: selection(page, given.get("sel")),
    hidden: hidden(given),
    scope: scope(given, node),
    pins: pins(given, node),
    sides: [node(left) ? left : null, node(right) ? right : null],
    query: given.get("query"),
  };
}

function selection(page: Page, id: string | null): Selection {
  const found = /^([nef])(\d{1,9})$/.exec(id ?? "");
  if (id === null || found === null) return null;
  if (found[1] === "n") return Object.hasOwn(page.things, id) && thingOf(page, id) ? { kind: "node", id } : null;
  const count = found[1] === "e" ? page.edges.length : page.facts.length;
  return Number(found[2]) < count ? { kind: found[1] === "e" ? "edge" : "fact", id } : null;
}

function hidden(given: URLSearchParams): Hidden {
  const set = (name: (typeof SETS)[number]): Set<string> => new Set(given.getAll(`no-${name}`));
  const sure = Number(given.get("sure") ?? 0);
  const date = (name: string): string | null => (days(given.get(name)) === null ? null : given.get(name));
  return {
    ...NOTHING_HIDDEN,
    classes: set("classes"),
    relations: set("relations"),
    factuality: set("factuality"),
    sources: set("sources"),
    things: set("things"),
    confidence: sure >= 0 && sure <= 100 ? sure / 100 : 0,
    from: date("from"),
    to: date("to"),
    undated: given.get("undated") === "1",
  };
}

function scope(given: URLSearchParams, node: (id: string | undefined) => id is string): Scope {
  const [around, steps] = (given.get("around") ?? "").split(".");
  if (node(around) && ["1", "2", "3"].includes(steps ?? "")) return { kind: "steps", id: around, steps: Number(steps) };
  const [from, to] = (given.get("way") ?? "").split(".");
  if (node(from) && node(to)) return { kind: "path", from, to };
  const ids = (given.get("these") ?? "").split(".").filter(node);
  return ids.length > 0 ? { kind: "set", ids } : null;
}

function pins(given: URLSearchParams, node: (id: string | undefined) => id is string): Map<string, Place> {
  const found = new Map<string, Place>();
  for (const pin of given.getAll("pin")) {
    const [id, x, y] = pin.split(".");
    const place = { x: Number(x), y: Number(y) };
    if (node(id) && Number.isFinite(place.x) && Number.isFinite(place.y)) found.set(id, place);
  }
  return found;
}
