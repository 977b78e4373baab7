/** What belongs to a selection: the ids to mark in the drawing, and those that stay bright with it. */

import { factOf, partiesOf, thingOf, type Page } from "./data";
import type { Selection } from "./state";

export interface Neighbourhood {
  marked: Set<string>;
  near: Set<string> | null;
}

export function neighbourhood(page: Page, selection: Selection): Neighbourhood {
  if (selection === null) return { marked: new Set(), near: null };
  if (selection.kind === "node") return around(page, selection.id);
  if (selection.kind === "fact") return ofFact(page, selection.id);
  const edge = page.edges.find(({ id }) => id === selection.id);
  if (edge === undefined) return { marked: new Set(), near: null };
  if (edge.statecraft.fact !== null) return ofFact(page, edge.statecraft.fact, edge.id);
  return { marked: new Set([edge.id]), near: new Set([edge.id, edge.from, edge.to]) };
}

function around(page: Page, id: string): Neighbourhood {
  const near = new Set([id]);
  // A node that only links others (an office, an act) shows what lies behind it, too.
  const passing = (node: string): boolean => ["Position", "Event"].includes(thingOf(page, node).type);
  let border = [id];
  while (border.length > 0) {
    const next: string[] = [];
    for (const edge of page.edges) {
      for (const [end, other] of [[edge.from, edge.to], [edge.to, edge.from]] as const) {
        if (!border.includes(end)) continue;
        near.add(edge.id);
        if (!near.has(other) && passing(other)) next.push(other);
        near.add(other);
      }
    }
    border = next;
  }
  return { marked: new Set([id]), near };
}

function ofFact(page: Page, id: string, edge?: string): Neighbourhood {
  const fact = factOf(page, id);
  const edges = page.edges.filter((candidate) => candidate.statecraft.fact === id);
  const near = new Set([...partiesOf(fact), ...edges.flatMap(({ id: own, from, to }) => [own, from, to])]);
  const marked = edge !== undefined ? [edge] : edges.map((candidate) => candidate.id);
  return { marked: new Set(marked.length > 0 ? marked : fact.subjects), near };
}
