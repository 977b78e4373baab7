/** The graph behind the page as RDF: read from its block, chosen from, and written in three syntaxes. */

import type { FactId, NodeId, Page } from "./data";
import type { Visible } from "./filter";

/** The block that the generator wrote: terms as N-Triples has them, and graphs of their numbers. */
export interface RdfBlock {
  prefixes: Record<string, string>;
  terms: string[];
  /** Each graph's name (null for the default graph), and its triples, three numbers each. */
  graphs: [name: number | null, numbers: number[]][];
  /** The terms of the page's nodes, and of its facts in their order. */
  nodes: Record<NodeId, number>;
  facts: number[];
}

export type Triple = readonly [subject: number, predicate: number, object: number];

/** All triples, each once, in the order of their numbers. */
export function allTriples(rdf: RdfBlock): Triple[] {
  const seen = new Set<string>();
  const triples: Triple[] = [];
  for (const [, numbers] of rdf.graphs) {
    for (let at = 0; at + 2 < numbers.length; at += 3) {
      const triple = [numbers[at] ?? 0, numbers[at + 1] ?? 0, numbers[at + 2] ?? 0] as const;
      const key = triple.join(" ");
      if (!seen.has(key)) triples.push(triple);
      seen.add(key);
    }
  }
  return triples.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
}

/**
 * The triples of what is shown: of its nodes, its facts and the sentences that these stand on. A tie
 * that a fact asserts goes with that fact.
 */
export function shownTriples(rdf: RdfBlock, page: Page, visible: Visible): Triple[] {
  const triples = allTriples(rdf);
  const nodes = new Set(Object.values(rdf.nodes));
  const facts = new Set(rdf.facts);
  const shown = new Set<number>();
  for (const id of visible.nodes) if (rdf.nodes[id] !== undefined) shown.add(rdf.nodes[id]);
  for (const id of visible.facts) shown.add(rdf.facts[Number(id.slice(1))] ?? -1);
  const [asserted, kept] = [tiesOf(rdf, page, null), tiesOf(rdf, page, visible.facts)];
  const of = new Map<number, Triple[]>();
  for (const triple of triples) {
    const list = of.get(triple[0]);
    if (list === undefined) of.set(triple[0], [triple]);
    else list.push(triple);
  }
  const chosen: Triple[] = [];
  const queue = [...shown];
  const reached = new Set(shown);
  for (let at = 0; at < queue.length; at++) {
    for (const triple of of.get(queue[at] ?? -1) ?? []) {
      const [subject, predicate, object] = triple;
      if (nodes.has(subject) && nodes.has(object)) {
        const tie = `${subject} ${local(rdf, predicate)} ${object}`;
        if (!shown.has(object) || (asserted.has(tie) && !kept.has(tie))) continue;
      }
      chosen.push(triple);
      if (!nodes.has(object) && !facts.has(object) && !reached.has(object)) {
        reached.add(object);
        queue.push(object);
      }
    }
  }
  return chosen.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
}

/** The ties that claims assert, among these facts or all. */
function tiesOf(rdf: RdfBlock, page: Page, among: ReadonlySet<FactId> | null): Set<string> {
  const ties = new Set<string>();
  page.facts.forEach((fact, number) => {
    if (fact.kind !== "claim" || (among !== null && !among.has(`f${number}`))) return;
    for (const subject of fact.subjects) {
      for (const object of fact.objects) ties.add(`${rdf.nodes[subject]} ${fact.relation} ${rdf.nodes[object]}`);
    }
  });
  return ties;
}

function local(rdf: RdfBlock, term: number): string {
  return /[^#/]*(?=>$)/.exec(rdf.terms[term] ?? "")?.[0] ?? "";
}

/** N-Quads of the whole graph: each graph by its name, and all of them once in the default graph. */
export function toQuads(rdf: RdfBlock): string {
  const term = (number: number): string => rdf.terms[number] ?? "";
  const lines: string[] = [];
  for (const [name, numbers] of rdf.graphs) {
    for (let at = 0; at + 2 < numbers.length; at += 3) {
      const triple = `${term(numbers[at] ?? 0)} ${term(numbers[at + 1] ?? 0)} ${term(numbers[at + 2] ?? 0)}`;
      lines.push(`${triple} .`);
      if (name !== null) lines.push(`${triple} ${term(name)} .`);
    }
  }
  return lines.join("\n");
}

const TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>";

/** Turtle, a block a subject. */
export function toTurtle(rdf: RdfBlock, triples: readonly Triple[]): string {
  const prefixes = Object.entries(rdf.prefixes).sort(([a], [b]) => (a < b ? -1 : 1));
  const written = rdf.terms.map(() => "");
  const term = (number: number): string => (written[number] ||= short(prefixes, rdf.terms[number] ?? ""));
  const verb = (number: number): string => (rdf.terms[number] === TYPE ? "a" : term(number));
  const blocks: string[] = [];
  let lines: string[] = [];
  let subject = -1;
  const close = (): void => {
    if (lines.length > 0) blocks.push(`${term(subject)} ${lines.join(" ;\n\t")} .`);
    lines = [];
  };
  let at = 0;
  while (at < triples.length) {
    const [first, predicate] = triples[at] ?? [0, 0];
    if (first !== subject) close();
    subject = first;
    const objects: string[] = [];
    for (; at < triples.length && triples[at]?.[0] === first && triples[at]?.[1] === predicate; at++) objects.push(term(triples[at]?.[2] ?? 0));
    lines.push(`${verb(predicate)} ${objects.join(" , ")}`);
  }
  close();
  const head = prefixes.map(([prefix, base]) => `@prefix ${prefix}: <${base}> .`);
  return `${head.join("\n")}\n\n${blocks.join("\n\n")}\n`;
}

/** A term with a prefix where one fits and the rest is plain. */
function short(prefixes: [string, string][], term: string): string {
  if (!term.startsWith("<")) {
    const typed = /^(".*"\^\^)(<[^>]*>)$/s.exec(term);
    return typed === null ? term : `${typed[1]}${short(prefixes, typed[2] ?? "")}`;
  }
  const iri = term.slice(1, -1);
  for (const [prefix, base] of prefixes) {
    if (iri.startsWith(base) && /^[A-Za-z][\w-]*$/.test(iri.slice(base.length))) return `${prefix}:${iri.slice(base.length)}`;
  }
  return term;
}

export interface Literal {
  value: string;
  language?: string;
  datatype?: string;
}

/** What a literal of N-Triples says. */
export function literal(term: string): Literal {
  const found = /^"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?$/s.exec(term);
  if (found === null) return { value: term };
  const signs: Record<string, string> = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };
  const value = (found[1] ?? "").replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/gs, (_all, four: string | undefined, eight: string | undefined, sign: string) => {
    const code = four ?? eight;
    return code === undefined ? (signs[sign] ?? sign) : String.fromCodePoint(parseInt(code, 16));
  });
  return { value, ...(found[2] === undefined ? {} : { language: found[2] }), ...(found[3] === undefined ? {} : { datatype: found[3] }) };
}

/** JSON-LD 1.1, expanded but for its types: an object a subject. */
export function toJsonLd(rdf: RdfBlock, triples: readonly Triple[]): string {
  const name = (term: string): string => (term.startsWith("<") ? term.slice(1, -1) : term);
  const subjects = new Map<number, Map<string, unknown[]>>();
  for (const [subject, predicate, object] of triples) {
    const values = subjects.get(subject) ?? new Map<string, unknown[]>();
    subjects.set(subject, values);
    const [verb, term] = [rdf.terms[predicate] ?? "", rdf.terms[object] ?? ""];
    const key = verb === TYPE ? "@type" : name(verb);
    const list = values.get(key) ?? [];
    values.set(key, list);
    list.push(term.startsWith('"') ? valueOf(literal(term)) : key === "@type" ? name(term) : { "@id": name(term) });
  }
  const graph = [...subjects].map(([subject, values]) => ({ "@id": name(rdf.terms[subject] ?? ""), ...Object.fromEntries(values) }));
  return `${JSON.stringify({ "@graph": graph }, null, 1)}\n`;
}

function valueOf({ value, language, datatype }: Literal): Record<string, string> {
  if (language !== undefined) return { "@value": value, "@language": language };
  return datatype === undefined ? { "@value": value } : { "@value": value, "@type": datatype };
}

/** Reads the page's RDF block; null where the page has none. */
export function readRdf(document: Document): RdfBlock | null {
  const text = document.getElementById("rdf")?.textContent ?? "";
  return text === "" ? null : (JSON.parse(text) as RdfBlock);
}
