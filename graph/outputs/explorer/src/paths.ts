/** Ways through the graph: the shortest ones between two nodes, and what lies within some steps. */

import { thingOf, type EdgeId, type NodeId, type Page } from "./data";
import type { Visible } from "./filter";
import { edgesAt, otherEnd } from "./index";

/** One way: its nodes in order, and between each two of them all edges that lead on. */
export interface Way {
  nodes: NodeId[];
  steps: EdgeId[][];
}

/** The shortest ways along visible edges in either direction, at most so many; none where none is. */
export function shortestWays(page: Page, visible: Visible, from: NodeId, to: NodeId, limit = 10): Way[] {
  if (from === to || !visible.nodes.has(from) || !visible.nodes.has(to)) return [];
  const before = predecessors(page, visible, from, to);
  const ways: NodeId[][] = [];
  const walk = (id: NodeId, behind: NodeId[]): void => {
    if (ways.length >= limit) return;
    const nodes = [id, ...behind];
    if (id === from) ways.push(nodes);
    else for (const previous of before.get(id) ?? []) walk(previous, nodes);
  };
  walk(to, []);
  return ways.map((nodes) => ({
    nodes,
    steps: nodes.slice(1).map((id, number) => edgesBetween(page, visible, nodes[number] ?? id, id)),
  }));
}

function predecessors(page: Page, visible: Visible, from: NodeId, to: NodeId): Map<NodeId, Set<NodeId>> {
  const distance = new Map([[from, 0]]);
  const before = new Map<NodeId, Set<NodeId>>();
  let border = [from];
  while (border.length > 0 && !distance.has(to)) {
    const next: NodeId[] = [];
    for (const id of border) {
      const here = distance.get(id) ?? 0;
      for (const edge of edgesAt(page, id)) {
        if (!visible.edges.has(edge.id)) continue;
        const other = otherEnd(edge, id);
        if (!distance.has(other)) {
          distance.set(other, here + 1);
          before.set(other, new Set());
          next.push(other);
        }
        if (distance.get(other) === here + 1) before.get(other)?.add(id);
      }
    }
    border = next;
  }
  return before;
}

function edgesBetween(page: Page, visible: Visible, a: NodeId, b: NodeId): EdgeId[] {
  return edgesAt(page, a).filter((edge) => otherEnd(edge, a) === b && visible.edges.has(edge.id)).map((edge) => edge.id);
}

/** Whether a node only links others (an office, an act), so that what lies behind it is as near. */
export function passing(page: Page, id: NodeId): boolean {
  return ["Position", "Event"].includes(thingOf(page, id).type);
}

/** The nodes within so many steps; a step through an office or an act counts once. */
export function within(page: Page, visible: Visible, id: NodeId, steps: number): Set<NodeId> {
  const found = new Set([id]);
  let border = [id];
  for (let step = 0; step < steps; step++) {
    const next: NodeId[] = [];
    // The list grows while it is walked: what lies behind an office belongs to the same step.
    const queue = [...border];
    for (let at = 0; at < queue.length; at++) {
      const here = queue[at] ?? id;
      for (const edge of edgesAt(page, here)) {
        const other = otherEnd(edge, here);
        if (!visible.edges.has(edge.id) || found.has(other)) continue;
        found.add(other);
        if (passing(page, other)) queue.push(other);
        next.push(other);
      }
    }
    border = next;
  }
  return found;
}
