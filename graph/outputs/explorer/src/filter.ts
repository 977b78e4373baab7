/** What the filters leave to be seen. */

import { factOf, type Fact, type Page } from "./data";
import type { Hidden } from "./state";

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
    fact.confidence >= hidden.confidence
  );
}

/** The nodes, edges and facts that stay: an edge needs both its ends, a fact one of its subjects. */
export function visible(page: Page, hidden: Hidden): Visible {
  const shown = (id: string): boolean => {
    const thing = page.things[id];
    if (thing === undefined || hidden.classes.has(thing.type)) return false;
    return thing.fact === undefined || passes(factOf(page, thing.fact), hidden);
  };
  const nodes = new Set(page.nodes.map((node) => node.id).filter(shown));
  const edges = new Set<string>();
  for (const edge of page.edges) {
    const { fact, relation } = edge.statecraft;
    const through = fact === null ? !hidden.relations.has(relation) : passes(factOf(page, fact), hidden);
    if (through && nodes.has(edge.from) && nodes.has(edge.to)) edges.add(edge.id);
  }
  const facts = new Set<string>();
  page.facts.forEach((fact, number) => {
    const seen = fact.subjects.length === 0 || fact.subjects.some((id) => nodes.has(id));
    if (seen && passes(fact, hidden)) facts.add(`f${number}`);
  });
  return { nodes, edges, facts };
}
