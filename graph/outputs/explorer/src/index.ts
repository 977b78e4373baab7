/** What the page's lists do not tell at a glance: edges by id, by fact and by end, facts by party. */

import { partiesOf, type DrawnEdge, type EdgeId, type FactId, type NodeId, type Page } from "./data";

export interface Index {
  edge: ReadonlyMap<EdgeId, DrawnEdge>;
  edgesAt: ReadonlyMap<NodeId, readonly DrawnEdge[]>;
  edgesOf: ReadonlyMap<FactId, readonly DrawnEdge[]>;
  /** The facts in which a thing takes part, in any way. */
  factsAt: ReadonlyMap<NodeId, readonly FactId[]>;
}

const made = new WeakMap<Page, Index>();

/** The index of a page, made once. */
export function indexOf(page: Page): Index {
  const known = made.get(page);
  if (known !== undefined) return known;
  const index = {
    edge: new Map(page.edges.map((edge) => [edge.id, edge])),
    edgesAt: new Map<NodeId, DrawnEdge[]>(),
    edgesOf: new Map<FactId, DrawnEdge[]>(),
    factsAt: new Map<NodeId, FactId[]>(),
  };
  for (const edge of page.edges) {
    for (const end of new Set([edge.from, edge.to])) push(index.edgesAt, end, edge);
    if (edge.statecraft.fact !== null) push(index.edgesOf, edge.statecraft.fact, edge);
  }
  page.facts.forEach((fact, number) => {
    const place = fact.place === null ? [] : [fact.place];
    for (const id of new Set([...partiesOf(fact), ...fact.by, ...place])) push(index.factsAt, id, `f${number}`);
  });
  made.set(page, index);
  return index;
}

/** The edges that begin or end at a node. */
export function edgesAt(page: Page, id: NodeId): readonly DrawnEdge[] {
  return indexOf(page).edgesAt.get(id) ?? [];
}

/** The node at the other end; the same one for a loop. */
export function otherEnd(edge: DrawnEdge, id: NodeId): NodeId {
  return edge.from === id ? edge.to : edge.from;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
