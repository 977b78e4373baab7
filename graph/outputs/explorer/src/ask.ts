/** The query tab: named questions as buttons, an editor that colours, and answers that select. */

import { thingOf, type FactId, type NodeId, type Page } from "./data";
import { bdi, el } from "./dom";
import { Engine, type Answered } from "./engine";
import { nameButton, type PanelActions } from "./panel";
import type { RdfBlock } from "./rdf";
import { bind, pieces } from "./sparql";
import { SortedTable } from "./tables";
import type { Cell } from "./worker";

export interface Question {
  name: string;
  title: string;
  about: string;
  parameters: { name: string; about: string; default: string }[];
  text: string;
}

export interface AskActions extends PanelActions {
  /** Shows these nodes in the drawing. */
  show: (ids: NodeId[]) => void;
  /** A query was asked. */
  asked: (query: string) => void;
}

/** The questions of the page; null where it has no query engine. */
export function readQuestions(document: Document): Question[] | null {
  const block = document.getElementById("questions");
  return block === null ? null : (JSON.parse(block.textContent) as Question[]);
}

const FIRST = "SELECT ?who ?office WHERE {\n  ?person sc:holds ?position ; skos:prefLabel ?who .\n  ?position skos:prefLabel ?office .\n}\nORDER BY ?who";

export class Ask {
  readonly #page: Page;
  readonly #rdf: RdfBlock;
  readonly #actions: AskActions;
  readonly #engine = new Engine(document);
  readonly #editor: HTMLTextAreaElement;
  readonly #coloured = el("pre", { "aria-hidden": "true" });
  readonly #about = el("p", { class: "quiet about" });
  readonly #parameters = el("div", { class: "parameters" });
  readonly #status = el("p", { role: "status", class: "quiet" });
  readonly #answer = el("div", { class: "answer" });
  readonly #stop: HTMLElement;
  readonly #nodeOf: ReadonlyMap<string, NodeId>;
  readonly #factOf: ReadonlyMap<string, FactId>;
  readonly #labelled: ReadonlyMap<string, NodeId>;
  #question: Question | null = null;

  constructor(page: Page, rdf: RdfBlock, questions: Question[], host: HTMLElement, actions: AskActions, query: string | null) {
    this.#page = page;
    this.#rdf = rdf;
    this.#actions = actions;
    const iri = (term: number): string => (rdf.terms[term] ?? "").slice(1, -1);
    this.#nodeOf = new Map(Object.entries(rdf.nodes).map(([id, term]) => [iri(term), id]));
    this.#factOf = new Map(rdf.facts.map((term, number) => [iri(term), `f${number}`]));
    const byWeight = [...this.#nodeOf.values()].sort((a, b) => thingOf(page, a).weight - thingOf(page, b).weight);
    this.#labelled = new Map(byWeight.map((id) => [thingOf(page, id).label, id]));
    this.#editor = el("textarea", { id: "query", "aria-label": "Query in SPARQL", spellcheck: "false", autocapitalize: "off", autocomplete: "off", input: () => this.#colour() });
    this.#editor.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void this.run();
    });
    this.#stop = el("button", { type: "button", click: () => this.#engine.stop() }, "Stop");
    this.#stop.hidden = true;
    const list = questions.map((question) =>
      el("li", {}, el("button", { type: "button", class: "question", title: question.about, click: (event) => this.#take(question, event.currentTarget as HTMLElement) }, question.title)),
    );
    host.append(
      el("nav", { class: "questions", "aria-label": "Questions" }, el("h2", {}, "Questions"), el("ul", {}, ...list)),
      el(
        "div",
        { class: "asking" },
        el("h2", {}, "Ask in SPARQL"),
        this.#about,
        this.#parameters,
        el("div", { class: "editor" }, this.#coloured, this.#editor),
        el("p", { class: "run" }, el("button", { type: "button", id: "run", title: "Ctrl and Enter", click: () => void this.run() }, "Ask"), " ", this.#stop, " ", this.#status),
        this.#answer,
      ),
    );
    this.#set(query ?? FIRST);
    this.#status.textContent = "Starting the query engine …";
    this.#engine.start().then(
      (triples) => this.#say(`Ready: ${triples} triples, all of them in this page.`, "Starting"),
      (error: Error) => (this.#status.textContent = `The query engine does not start here: ${error.message}`),
    );
  }

  async run(): Promise<void> {
    const query = this.#editor.value;
    this.#stop.hidden = false;
    this.#status.textContent = "Asking …";
    try {
      const answered = await this.#engine.ask(query);
      this.#actions.asked(query);
      this.#show(answered);
    } catch (error) {
      this.#answer.replaceChildren();
      this.#status.textContent = error instanceof Error ? error.message : String(error);
    } finally {
      this.#stop.hidden = true;
    }
  }

  /** Says something unless something else has been said since. */
  #say(text: string, over: string): void {
    if (this.#status.textContent?.startsWith(over) === true) this.#status.textContent = text;
  }

  #set(query: string): void {
    this.#editor.value = query;
    this.#colour();
  }

  #colour(): void {
    this.#coloured.replaceChildren(...pieces(this.#editor.value).map(([kind, text]) => (kind === "other" ? document.createTextNode(text) : el("span", { class: kind }, text))), "\n");
  }

  /** Puts a named question into the editor, with fields for its parameters, and asks it. */
  #take(question: Question, button: HTMLElement): void {
    this.#question = question;
    for (const other of button.closest("ul")?.querySelectorAll("button") ?? []) other.setAttribute("aria-pressed", String(other === button));
    this.#about.textContent = question.about;
    const values = new Map(question.parameters.map((parameter) => [parameter.name, parameter.default]));
    const fields = question.parameters.map((parameter) => {
      const field = el("input", { type: "text", value: parameter.default, autocomplete: "off", spellcheck: "false", "aria-label": `${parameter.name}: ${parameter.about}`, placeholder: parameter.about });
      field.addEventListener("change", () => {
        values.set(parameter.name, field.value);
        if (this.#question === question) this.#set(bind(question.text, values));
        void this.run();
      });
      return el("label", {}, `${parameter.name} `, field);
    });
    this.#parameters.replaceChildren(...fields);
    this.#set(question.text);
    void this.run();
  }

  #show({ answer, took }: Answered): void {
    const time = took < 1000 ? `${Math.max(1, Math.round(took))} ms` : `${(took / 1000).toFixed(1)} s`;
    if (answer.kind === "boolean") {
      this.#status.textContent = time;
      this.#answer.replaceChildren(el("p", { class: "yesno" }, answer.value ? "Yes." : "No."));
    } else if (answer.kind === "graph") {
      this.#status.textContent = time;
      this.#answer.replaceChildren(el("pre", { class: "turtle", tabindex: "0" }, answer.text));
    } else {
      this.#status.textContent = `${answer.rows.length} ${answer.rows.length === 1 ? "row" : "rows"} in ${time}`;
      this.#showRows(answer.columns, answer.rows);
    }
  }

  #showRows(columns: string[], rows: (Cell | null)[][]): void {
    const found = new Set<NodeId>();
    for (const row of rows) for (const cell of row) {
      const id = cell === null ? undefined : this.#node(cell);
      if (id !== undefined) found.add(id);
    }
    const items = rows.map((row, number) => ({
      id: String(number),
      keys: () => row.map((cell) => (cell === null ? "" : this.#plain(cell))),
      cells: () => row.map((cell) => (cell === null ? "" : this.#cell(cell))),
    }));
    const table = new SortedTable("answer", "Answer", columns.map((title) => ({ title })), items, new Set(items.map(({ id }) => id)));
    const show = el("button", { type: "button", click: () => this.#actions.show([...found]) }, `Show ${found.size} in the drawing`);
    this.#answer.replaceChildren(...(found.size > 0 ? [show] : []), table.element);
  }

  #node(cell: Cell): NodeId | undefined {
    return cell.type === "uri" ? this.#nodeOf.get(cell.value) : cell.type === "literal" ? this.#labelled.get(cell.value) : undefined;
  }

  #cell(cell: Cell): Node {
    const node = this.#node(cell);
    if (node !== undefined && cell.type === "literal") return nameButton(this.#page, node, this.#actions);
    if (node !== undefined) return el("span", {}, nameButton(this.#page, node, this.#actions), " ", el("code", { class: "quiet" }, this.#plain(cell)));
    const fact = cell.type === "uri" ? this.#factOf.get(cell.value) : undefined;
    if (fact === undefined) return cell.type === "uri" ? el("code", {}, this.#plain(cell)) : bdi(cell.value);
    return el("button", { type: "button", class: "link", click: () => this.#actions.select({ kind: "fact", id: fact }) }, el("code", {}, this.#plain(cell)));
  }

  /** A cell as text; IRIs are shortened. */
  #plain({ type, value }: Cell): string {
    if (type !== "uri") return value;
    for (const [prefix, base] of Object.entries(this.#rdf.prefixes)) {
      if (value.startsWith(base) && value.length > base.length) return `${prefix}:${value.slice(base.length)}`;
    }
    return `<${value}>`;
  }
}
