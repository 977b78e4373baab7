/** Finding things by any of their names. */

import type { Page } from "./data";

export interface Found {
  id: string;
  label: string;
  /** The other name that matched, where the label did not. */
  alias: string | null;
}

/** A name as it is compared: without accents, case or doubled spaces. */
export function fold(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[’‘`]/g, "'")
    .replace(/\s+/g, " ")
    .trim();
}

// The better a name fits, the smaller the rank; 3 is no fit at all.
function rank(name: string, query: string): number {
  if (name.startsWith(query)) return 0;
  if (name.split(/[\s-]/).some((word) => word.startsWith(query)) || name.includes(` ${query}`)) return 1;
  return name.includes(query) ? 2 : 3;
}

/** The things whose label or alias holds the query, best first, the most spoken-of among equals. */
export function search(page: Page, query: string, limit = 12): Found[] {
  const wanted = fold(query);
  if (wanted === "") return [];
  const hits: { found: Found; rank: number; weight: number }[] = [];
  for (const node of page.nodes) {
    const thing = page.things[node.id];
    if (thing === undefined) continue;
    let best = rank(fold(thing.label), wanted);
    let alias: string | null = null;
    for (const other of thing.aliases ?? []) {
      const fits = rank(fold(other), wanted);
      if (fits < best) [best, alias] = [fits, other];
    }
    if (best < 3) hits.push({ found: { id: node.id, label: thing.label, alias }, rank: best, weight: thing.weight });
  }
  hits.sort((a, b) => a.rank - b.rank || b.weight - a.weight || (a.found.label < b.found.label ? -1 : 1));
  return hits.slice(0, limit).map((hit) => hit.found);
}
