/** Very large graphs by groups: which nodes are drawn, and which stand together for the rest. */

import { thingOf, type DrawnEdge, type NodeId, type Page } from "./data";
import type { Visible } from "./filter";

/** A group that is not opened: all its visible members in one. */
export interface Group {
  id: string;
  members: NodeId[];
  label: string;
  x: number;
  y: number;
}

export interface Grouped {
  groups: Group[];
  /** The nodes that are drawn each by itself. */
  nodes: NodeId[];
  edges: DrawnEdge[];
  /** How many edges run between two ends of which one at least is a group. */
  bundles: { from: string; to: string; count: number }[];
}

/** What is drawn: opened groups by their members, the others as one sign each. */
export function grouped(page: Page, visible: Visible, opened: ReadonlySet<number>): Grouped {
  const groupOf = new Map<NodeId, string>();
  const groups: Group[] = [];
  (page.communities ?? []).forEach((all, number) => {
    if (opened.has(number)) return;
    const members = all.filter((id) => visible.nodes.has(id));
    if (members.length < 2) return;
    const id = `c${number}`;
    for (const member of members) groupOf.set(member, id);
    groups.push({ id, members, ...middle(page, members), label: nameOf(page, members) });
  });
  apart(page, groups);
  const nodes = page.nodes.map(({ id }) => id).filter((id) => visible.nodes.has(id) && !groupOf.has(id));
  const edges: DrawnEdge[] = [];
  const bundles = new Map<string, { from: string; to: string; count: number }>();
  for (const edge of page.edges) {
    if (!visible.edges.has(edge.id)) continue;
    const [from, to] = [groupOf.get(edge.from) ?? edge.from, groupOf.get(edge.to) ?? edge.to];
    if (from === edge.from && to === edge.to) edges.push(edge);
    else if (from !== to) {
      const key = from < to ? `${from} ${to}` : `${to} ${from}`;
      const bundle = bundles.get(key);
      if (bundle === undefined) bundles.set(key, { from, to, count: 1 });
      else bundle.count++;
    }
  }
  return { groups, nodes, edges, bundles: [...bundles.values()] };
}

function middle(page: Page, members: readonly NodeId[]): { x: number; y: number } {
  let [x, y] = [0, 0];
  for (const id of members) {
    const node = page.nodes[Number(id.slice(1))];
    x += (node?.x ?? 0) / members.length;
    y += (node?.y ?? 0) / members.length;
  }
  return { x, y };
}

const ROUNDS = 80;
/** How many pixels the whole drawing is wide, about: signs have their size in pixels. */
const SCREEN = 700;

/** How large the sign of a group is, in pixels. */
export function sizeOf(group: Group): number {
  return 6 + Math.min(26, 1.1 * Math.sqrt(group.members.length));
}

/** Moves groups that would cover each other apart, by as little as that needs. */
function apart(page: Page, groups: Group[]): void {
  const xs = page.nodes.map(({ x }) => x);
  const wide = xs.reduce((a, b) => Math.max(a, b), 1) - xs.reduce((a, b) => Math.min(a, b), 0);
  const unit = (1.25 * wide) / SCREEN;
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    groups.forEach((a, number) => {
      for (let other = number + 1; other < groups.length; other++) {
        const b = groups[other];
        if (b === undefined) continue;
        const room = (sizeOf(a) + sizeOf(b) + 6) * unit;
        const gap = Math.hypot(b.x - a.x, b.y - a.y);
        if (gap >= room) continue;
        moved = true;
        // Two in the same place go the ways that the golden angle gives them.
        const [dx, dy] = gap < 1e-6 ? [Math.cos(2.4 * other), Math.sin(2.4 * other)] : [(b.x - a.x) / gap, (b.y - a.y) / gap];
        const push = (room - gap) / 2;
        a.x -= dx * push;
        a.y -= dy * push;
        b.x += dx * push;
        b.y += dy * push;
      }
    });
    if (!moved) return;
  }
}

/** A group goes by its most spoken-of member. */
function nameOf(page: Page, members: readonly NodeId[]): string {
  const chief = members.reduce((best, id) => (thingOf(page, id).weight > thingOf(page, best).weight ? id : best));
  return `${thingOf(page, chief).label.slice(0, 40)} and ${members.length - 1} more`;
}
