/** The legend, which is the filter: every row a sign, a word, a count and a checkbox. */

import { thingOf, type Page } from "./data";
import { bdi, el } from "./dom";
import { ARTICLE, sourceOf } from "./filter";
import { glyph, line } from "./glyphs";
import { NOTHING_HIDDEN, toggled, type Hidden, type State, type Store } from "./state";
import { toneOf } from "./tones";

type Dimension = "classes" | "relations" | "factuality" | "sources";

interface Row {
  name: string;
  label: Node;
  count: number;
  sign: Node | null;
}

/** Builds the legend into its place. */
export function buildRail(page: Page, host: HTMLElement, store: Store): void {
  const reset = el("button", { type: "button", class: "link", click: () => store.hide(NOTHING_HIDDEN) }, "Show everything again");
  reset.hidden = true;
  host.append(
    group("Who and what", "classes", classRows(page), store),
    group("What happens", "relations", relationRows(page, true), store),
    group("Ties and offices", "relations", relationRows(page, false), store),
    group("How it is put", "factuality", factualityRows(page), store),
    group("According to", "sources", sourceRows(page), store),
    confidence(store),
    putAway(page, store),
    reset,
  );
  const show = ({ hidden }: Pick<State, "hidden">): void => {
    reset.hidden = !filtered(hidden);
    for (const box of host.querySelectorAll<HTMLInputElement>("input[type=checkbox]")) {
      box.checked = !hidden[box.dataset["dimension"] as Dimension].has(box.value);
    }
    const range = host.querySelector<HTMLInputElement>("input[type=range]");
    if (range !== null) range.value = String(Math.round(hidden.confidence * 100));
  };
  store.subscribe((state, before) => {
    if (state.hidden !== before.hidden) show(state);
  });
  show(store.state);
}

/** Whether anything is filtered away. */
export function filtered(hidden: Hidden): boolean {
  return hidden.classes.size + hidden.relations.size + hidden.factuality.size + hidden.sources.size + hidden.things.size > 0 || hidden.confidence > 0 || hidden.from !== null || hidden.to !== null;
}

/** What the reader hid one by one, with the way back. */
function putAway(page: Page, store: Store): HTMLElement {
  const host = el("fieldset", {});
  const show = (): void => {
    const { things } = store.state.hidden;
    host.hidden = things.size === 0;
    const rows = [...things].filter((id) => Object.hasOwn(page.things, id)).map((id) => {
      const label = thingOf(page, id).label;
      const back = (): void => store.hide({ things: toggled(store.state.hidden.things, id, false) });
      return el("div", { class: "row" }, el("button", { type: "button", class: "link", click: back, "aria-label": `Show ${label} again` }, bdi(label)), el("span", { class: "quiet" }, " show again"));
    });
    host.replaceChildren(el("legend", {}, "Hidden by you"), ...rows);
  };
  store.subscribe((state, before) => {
    if (state.hidden !== before.hidden) show();
  });
  show();
  return host;
}

function group(title: string, dimension: Dimension, rows: Row[], store: Store): HTMLElement | string {
  if (rows.length === 0) return "";
  return el("fieldset", {}, el("legend", {}, title), ...rows.map((row) => rowOf(row, dimension, rows, store)));
}

function rowOf(row: Row, dimension: Dimension, rows: Row[], store: Store): HTMLElement {
  const change = (event: Event): void => {
    const box = event.target as HTMLInputElement;
    store.hide({ [dimension]: toggled(store.state.hidden[dimension], row.name, !box.checked) });
  };
  const only = (): void => {
    const others = rows.map((other) => other.name).filter((name) => name !== row.name);
    const rest = [...store.state.hidden[dimension]].filter((name) => name !== row.name);
    store.hide({ [dimension]: new Set([...rest, ...others]) });
  };
  const box = el("input", { type: "checkbox", checked: true, value: row.name, "data-dimension": dimension, change });
  return el(
    "div",
    { class: "row" },
    el("label", {}, box, row.sign, el("span", { class: "what" }, row.label), el("span", { class: "count" }, String(row.count))),
    rows.length > 1 && el("button", { type: "button", class: "only", click: only, "aria-label": `only ${row.label.textContent ?? ""}` }, "only"),
  );
}

function tally<T>(items: Iterable<T>, key: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

function classRows(page: Page): Row[] {
  const counts = tally(Object.values(page.things), (thing) => thing.type);
  const order = ["Person", "State", "Organization", "Position", "Place", "Group", "Event"];
  return Object.entries(page.classes)
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([name, look]) => {
      const count = counts.get(name) ?? 0;
      return { name, label: document.createTextNode(count === 1 ? look.one : look.many), count, sign: glyph(look.glyph, name) };
    });
}

function relationRows(page: Page, happening: boolean): Row[] {
  const ids = page.facts.map((_fact, number) => `f${number}`);
  const wanted = ids.filter((id) => (page.facts[Number(id.slice(1))]?.kind === "claim") !== happening);
  const counts = tally(wanted, (id) => page.facts[Number(id.slice(1))]?.relation ?? "");
  const offices = page.edges.filter((edge) => edge.statecraft.relation === "positionIn").length;
  if (!happening && offices > 0) counts.set("positionIn", offices);
  return [...counts]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([name, count]) => {
      const example = wanted.find((id) => page.facts[Number(id.slice(1))]?.relation === name);
      const tone = example === undefined ? "relation" : toneOf(page, example);
      const label = name === "says" ? "says" : (page.kinds[name] ?? name);
      return { name, label: document.createTextNode(label), count, sign: line("Asserted", tone) };
    });
}

function factualityRows(page: Page): Row[] {
  const counts = tally(page.facts, (fact) => fact.factuality);
  return Object.entries(page.factuality)
    .filter(([name]) => counts.has(name))
    .map(([name, words]) => ({ name, label: document.createTextNode(words.short), count: counts.get(name) ?? 0, sign: line(name, "neutral") }));
}

function sourceRows(page: Page): Row[] {
  const counts = tally(page.facts, sourceOf);
  if (counts.size < 2) return [];
  return [...counts]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([name, count]) => {
      const label = name === ARTICLE ? document.createTextNode("the article itself") : bdi(thingOf(page, name).label);
      return { name, label, count, sign: null };
    });
}

function confidence(store: Store): HTMLElement {
  const shown = el("output", {}, "any");
  const input = (event: Event): void => {
    const value = Number((event.target as HTMLInputElement).value);
    store.hide({ confidence: value / 100 });
  };
  const show = ({ confidence }: Hidden): void => {
    shown.textContent = confidence === 0 ? "any" : `${Math.round(confidence * 100)} % and more`;
  };
  store.subscribe(({ hidden }) => show(hidden));
  show(store.state.hidden);
  return el(
    "fieldset",
    {},
    el("legend", {}, "How sure"),
    el("label", { class: "range" }, el("input", { type: "range", min: "0", max: "100", step: "5", value: "0", "aria-label": "How sure at least", input }), shown),
  );
}
