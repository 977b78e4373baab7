/** What the filters, and the neighbourhood that is looked at, leave to be seen. */

import { factOf, type Fact, type Page } from "./data";
import { between } from "./dates";
import { within } from "./paths";
import type { Hidden, Scope } from "./state";

/** Stands for facts that the article itself vouches for, among the sources. */
export const ARTICLE = "article";

export interface Visible {
  nodes: Set<string>;
  edges: Set<string>;
  facts: Set<string>;
}

/** Who vouches for a fact: the outermost source that the article names, or the article itself. */
export function sourceOf(fact: Fact): string {
  return fact.by[0] ?? ARTICLE;
}

/** Whether the filters let this fact through, whoever takes part in it. */
export function passes(fact: Fact, hidden: Hidden): boolean {
  return (
    !hidden.relations.has(fact.relation) &&
    !hidden.factuality.has(fact.factuality) &&
    !hidden.sources.has(sourceOf(fact)) &&
    fact.confidence >= hidden.confidence &&
    inTime(fact, hidden)
  );
}

/** Offices and ties have no time of their own: the time line is one of acts and words. */
function inTime(fact: Fact, { from, to, undated }: Hidden): boolean {
  if ((from === null && to === null) || fact.kind === "claim") return true;
  return fact.date === null ? undated : between(fact.date, from, to);
}

/** The nodes, edges and facts that stay: an edge needs both its ends, a fact one of its subjects. */
export function visible(page: Page, hidden: Hidden, scope: Scope = null): Visible {
  const through = page.facts.map((fact) => passes(fact, hidden));
  const passed = (id: string): boolean => through[Number(id.slice(1))] ?? false;
  const shown = (id: string): boolean => {
    const thing = page.things[id];
    if (thing === undefined || hidden.classes.has(thing.type) || hidden.things.has(id)) return false;
    return thing.fact === undefined || passed(thing.fact);
  };
  const nodes = new Set(page.nodes.map((node) => node.id).filter(shown));
  const filtered = withEdges(page, nodes, through, hidden);
  if (scope?.kind !== "steps" || !nodes.has(scope.id)) return filtered;
  return withEdges(page, within(page, filtered, scope.id, scope.steps), through, hidden);
}

function withEdges(page: Page, nodes: Set<string>, through: boolean[], hidden: Hidden): Visible {
  const edges = new Set<string>();
  for (const edge of page.edges) {
    if (!nodes.has(edge.from) || !nodes.has(edge.to)) continue;
    const { fact, relation } = edge.statecraft;
    if (fact === null ? !hidden.relations.has(relation) : through[Number(fact.slice(1))] === true) edges.add(edge.id);
  }
  const facts = new Set<string>();
  page.facts.forEach((fact, number) => {
    const seen = fact.subjects.length === 0 || fact.subjects.some((id) => nodes.has(id));
    if (seen && through[number] === true) facts.add(`f${number}`);
  });
  return { nodes, edges, facts };
}

/** The first sentence that a fact stands on, as text. */
export function sentenceOf(page: Page, id: string): string {
  return factOf(page, id).quotes.map((quote) => quote.runs.map(([text]) => text).join("")).join(" … ");
}
