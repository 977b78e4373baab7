/** What belongs to a selection: the ids to mark in the drawing, and those that stay bright with it. */

import { factOf, partiesOf, type Page } from "./data";
import type { Visible } from "./filter";
import { edgesAt, indexOf, otherEnd } from "./index";
import { passing, shortestWays } from "./paths";
import type { Scope, Selection } from "./state";

export interface Neighbourhood {
  marked: Set<string>;
  near: Set<string> | null;
}

/** The neighbourhood of a selection; without one, of what is looked at. */
export function neighbourhood(page: Page, selection: Selection, scope: Scope = null, visible: Visible | null = null): Neighbourhood {
  const looked = scope === null || visible === null ? null : lookedAt(page, scope, visible);
  if (selection === null) return looked ?? { marked: new Set(), near: null };
  const own = ofSelection(page, selection);
  if (looked?.near == null) return own;
  return { marked: own.marked, near: new Set([...looked.near, ...own.marked]) };
}

function ofSelection(page: Page, selection: Exclude<Selection, null>): Neighbourhood {
  if (selection.kind === "node") return around(page, selection.id);
  if (selection.kind === "fact") return ofFact(page, selection.id);
  const edge = indexOf(page).edge.get(selection.id);
  if (edge === undefined) return { marked: new Set(), near: null };
  if (edge.statecraft.fact !== null) return ofFact(page, edge.statecraft.fact, edge.id);
  return { marked: new Set([edge.id]), near: new Set([edge.id, edge.from, edge.to]) };
}

/** What is looked at: the ways between two, or some nodes with what ties these together. */
function lookedAt(page: Page, scope: Exclude<Scope, null>, visible: Visible): Neighbourhood | null {
  if (scope.kind === "steps") return { marked: new Set([scope.id]), near: null };
  if (scope.kind === "set") {
    const near = new Set(scope.ids);
    for (const id of scope.ids) for (const edge of edgesAt(page, id)) if (near.has(otherEnd(edge, id))) near.add(edge.id);
    return { marked: new Set(scope.ids), near };
  }
  const ways = shortestWays(page, visible, scope.from, scope.to);
  const ends = [scope.from, scope.to];
  return { marked: new Set(ends), near: new Set([...ends, ...ways.flatMap((way) => [...way.nodes, ...way.steps.flat()])]) };
}

function around(page: Page, id: string): Neighbourhood {
  const near = new Set([id]);
  let border = [id];
  while (border.length > 0) {
    const next: string[] = [];
    for (const here of border) {
      for (const edge of edgesAt(page, here)) {
        const other = otherEnd(edge, here);
        near.add(edge.id);
        // A node that only links others shows what lies behind it, too.
        if (!near.has(other) && passing(page, other)) next.push(other);
        near.add(other);
      }
    }
    border = next;
  }
  return { marked: new Set([id]), near };
}

function ofFact(page: Page, id: string, edge?: string): Neighbourhood {
  const fact = factOf(page, id);
  const edges = indexOf(page).edgesOf.get(id) ?? [];
  const near = new Set([...partiesOf(fact), ...edges.flatMap(({ id: own, from, to }) => [own, from, to])]);
  const marked = edge !== undefined ? [edge] : edges.map((candidate) => candidate.id);
  return { marked: new Set(marked.length > 0 ? marked : fact.subjects), near };
}
