/** All things and facts as tables: sorted by any column, filtered by any words, printed whole. */

import { thingOf, type FactId, type NodeId, type Page } from "./data";
import { bdi, el } from "./dom";
import { sentenceOf, type Visible } from "./filter";
import { glyph } from "./glyphs";
import { indexOf } from "./index";
import { nameButton, officeNames, type PanelActions } from "./panel";
import { fold } from "./search";

/** How many rows come at first; a phone, on which more follows below, takes few. */
const PAGE = window.matchMedia("(max-width: 720px)").matches ? 25 : 150;

interface Row {
  id: string;
  /** What each column is sorted by and searched for; asked for once, when it is first needed. */
  keys: () => (string | number)[];
  cells: () => (Node | string)[];
}

interface Column {
  title: string;
  /** The class of its cells. */
  kind?: string;
}

/** A table that sorts, filters and shows its rows in portions. */
export class SortedTable {
  readonly element: HTMLElement;
  readonly #rows: Row[];
  readonly #columns: Column[];
  readonly #body = el("tbody");
  readonly #count = el("span", { class: "count", role: "status" });
  readonly #more: HTMLElement;
  readonly #search: HTMLInputElement;
  readonly #heads: HTMLTableCellElement[];
  readonly #keys = new Map<string, (string | number)[]>();
  readonly #texts = new Map<string, string>();
  #kept: ReadonlySet<string>;
  #sorted: { column: number; down: boolean } | null = null;
  #limit = PAGE;

  constructor(name: string, title: string, columns: Column[], rows: Row[], kept: ReadonlySet<string>) {
    this.#rows = rows;
    this.#columns = columns;
    this.#kept = kept;
    this.#search = el("input", {
      type: "search", "aria-label": `Filter: ${title}`, placeholder: "Filter by words", id: `filter-${name}`,
      input: () => {
        this.#limit = PAGE;
        this.show();
      },
    });
    this.#heads = columns.map((column, number) =>
      el("th", { scope: "col", "aria-sort": "none" }, el("button", { type: "button", click: () => this.#sort(number) }, column.title)),
    );
    this.#more = el("button", { type: "button", class: "more", click: () => this.showMore() }, "Show more");
    const table = el("table", { id: `table-${name}` }, el("caption", { class: "unseen" }, title), el("thead", {}, el("tr", {}, ...this.#heads)), this.#body);
    this.element = el(
      "div",
      { class: "tableblock" },
      el("div", { class: "tablehead" }, el("h2", {}, title), this.#search, this.#count),
      el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Table: ${title}` }, table),
      this.#more,
    );
    this.show();
  }

  keep(kept: ReadonlySet<string>): void {
    this.#kept = kept;
    this.show();
  }

  showMore(limit = this.#limit * 4): void {
    this.#limit = limit;
    this.show();
  }

  show(): void {
    const words = fold(this.#search.value).split(" ").filter((word) => word !== "");
    const found = this.#rows.filter((row) => this.#kept.has(row.id) && words.every((word) => this.#text(row).includes(word)));
    if (this.#sorted !== null) {
      const { column, down } = this.#sorted;
      found.sort((a, b) => compare(this.#keysOf(a)[column], this.#keysOf(b)[column]) * (down ? -1 : 1));
    }
    const shown = found.slice(0, this.#limit);
    this.#body.replaceChildren(...shown.map((row) => this.#line(row)));
    this.#count.textContent = `${shown.length} of ${this.#rows.length} shown`;
    this.#more.hidden = shown.length === found.length;
    this.#more.textContent = `Show more of the other ${found.length - shown.length}`;
  }

  #line(row: Row): HTMLElement {
    const cells = row.cells().map((cell, number) => {
      const column = this.#columns[number];
      return el(number === 0 ? "th" : "td", { class: column?.kind ?? null, scope: number === 0 ? "row" : null, "data-title": column?.title ?? null }, cell);
    });
    return el("tr", { "data-row": row.id }, ...cells);
  }

  #text(row: Row): string {
    let text = this.#texts.get(row.id);
    if (text === undefined) {
      text = fold(this.#keysOf(row).join(" "));
      this.#texts.set(row.id, text);
    }
    return text;
  }

  #keysOf(row: Row): (string | number)[] {
    let keys = this.#keys.get(row.id);
    if (keys === undefined) {
      keys = row.keys();
      this.#keys.set(row.id, keys);
    }
    return keys;
  }

  #sort(column: number): void {
    const down = this.#sorted?.column === column && !this.#sorted.down;
    this.#sorted = { column, down };
    this.#heads.forEach((head, number) => head.setAttribute("aria-sort", number !== column ? "none" : down ? "descending" : "ascending"));
    this.show();
  }
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Order within a column: numbers by size, words by the alphabet, what is empty last. */
export function compare(a: string | number | undefined, b: string | number | undefined): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [left, right] = [String(a ?? ""), String(b ?? "")];
  if (left === "" || right === "") return left === right ? 0 : left === "" ? 1 : -1;
  return collator.compare(left, right);
}

/** Both tables of the page, in their place. */
export class Tables {
  readonly #things: SortedTable;
  readonly #facts: SortedTable;

  constructor(page: Page, host: HTMLElement, visible: Visible, actions: PanelActions) {
    this.#things = thingsTable(page, visible.nodes, actions);
    this.#facts = factsTable(page, visible.facts, actions);
    host.append(
      el("p", { class: "tabletools" }, el("button", { type: "button", click: () => window.print() }, "Print")),
      this.#things.element,
      this.#facts.element,
    );
  }

  filter(visible: Visible): void {
    this.#things.keep(visible.nodes);
    this.#facts.keep(visible.facts);
  }

  /** Shows every row, as paper needs it. */
  unfold(): void {
    for (const table of [this.#things, this.#facts]) table.showMore(Infinity);
  }

  /** Back to the first rows of each. */
  fold(): void {
    for (const table of [this.#things, this.#facts]) table.showMore(PAGE);
  }
}

function thingsTable(page: Page, kept: ReadonlySet<string>, actions: PanelActions): SortedTable {
  const ids: NodeId[] = page.nodes.map((node) => node.id).filter((id) => thingOf(page, id).fact === undefined);
  ids.sort((a, b) => thingOf(page, b).weight - thingOf(page, a).weight);
  const rows = ids.map((id): Row => {
    const thing = thingOf(page, id);
    const look = page.classes[thing.type];
    const also = (): string => (thing.aliases ?? []).filter((alias) => alias !== thing.label).join("; ");
    const offices = (): string => officeNames(page, id).join("; ");
    const facts = indexOf(page).factsAt.get(id)?.length ?? 0;
    const mentions = thing.mentions ?? 0;
    return {
      id,
      keys: () => [thing.label, look?.one ?? thing.type, also(), offices(), mentions, facts],
      cells: () => [
        nameButton(page, id, actions),
        el("span", { class: "is" }, look === undefined ? null : glyph(look.glyph, thing.type), ` ${look?.one ?? thing.type}`),
        bdi(also()), bdi(offices()), String(mentions), String(facts),
      ],
    };
  });
  const columns = [
    { title: "Who or what" }, { title: "is a" }, { title: "also called", kind: "also" }, { title: "office" },
    { title: "named", kind: "number" }, { title: "facts", kind: "number" },
  ];
  return new SortedTable("things", "Who and what", columns, rows, kept);
}

function factsTable(page: Page, kept: ReadonlySet<string>, actions: PanelActions): SortedTable {
  const called = (ids: readonly NodeId[]): string => ids.map((id) => thingOf(page, id).label).join(", ");
  const links = (ids: readonly NodeId[]): Node =>
    el("span", {}, ...ids.flatMap((id, number) => [number > 0 ? ", " : "", nameButton(page, id, actions)]));
  const rows = page.facts.map((fact, number): Row => {
    const id: FactId = `f${number}`;
    const how = page.factuality[fact.factuality]?.short ?? fact.factuality;
    const sentence = (): string => sentenceOf(page, id);
    const select = (): void => actions.select({ kind: "fact", id });
    return {
      id,
      keys: () => [called(fact.left), fact.verb, `${called(fact.right)} ${fact.content ?? ""}`.trim(), how, called(fact.by), fact.date ?? "", fact.confidence, sentence()],
      cells: () => [
        links(fact.left),
        el("button", { type: "button", class: "link", click: select }, fact.verb),
        el("span", {}, links(fact.right), fact.content === null ? null : bdi(fact.right.length > 0 ? `: ${fact.content}` : fact.content)),
        how, links(fact.by), fact.date ?? "", `${Math.round(fact.confidence * 100)} %`, bdi(sentence()),
      ],
    };
  });
  const columns = [
    { title: "Who" }, { title: "does", kind: "verb" }, { title: "what, to whom" }, { title: "put as", kind: "how-cell" },
    { title: "according to" }, { title: "date", kind: "date" }, { title: "how sure", kind: "number" }, { title: "sentence", kind: "sentence" },
  ];
  return new SortedTable("facts", "What the article says of them", columns, rows, kept);
}
