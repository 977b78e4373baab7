/** What two sides do to each other and say of each other: computed, not yet shown. */

import { factOf, partiesOf, thingOf, type Fact, type FactId, type NodeId, type Page } from "./data";
import { indexOf } from "./index";

/** An actor and all who speak and act for it: its bodies, and who holds an office of any of them. */
export type Side = ReadonlySet<NodeId>;

export interface TwoSides {
  /** What the left does to the right, and the right to the left. */
  acts: [FactId[], FactId[]];
  together: FactId[];
  /** What the left says of the right, and the right of the left. */
  says: [FactId[], FactId[]];
  /** What only the left claims, and only the right. */
  claims: [FactId[], FactId[]];
  /** What both claim, and what one claims and the other denies, the left's word first. */
  agreed: FactId[];
  disputed: [FactId, FactId][];
}

/** The sides of two actors. Whoever belongs to both ("officials of the two countries") is on neither. */
export function sidesOf(page: Page, a: NodeId, b: NodeId): [Side, Side] {
  const [left, right] = [sideOf(page, a, b), sideOf(page, b, a)];
  const apart = (side: Side, other: Side): Side => new Set([...side].filter((id) => !other.has(id)));
  return [apart(left, right), apart(right, left)];
}

function sideOf(page: Page, id: NodeId, other: NodeId): Side {
  const side = new Set([id]);
  let border = [id];
  while (border.length > 0) {
    const next: NodeId[] = [];
    for (const body of border) {
      for (const member of membersOf(page, body)) {
        if (member === other || side.has(member)) continue;
        side.add(member);
        // An office passes on to whoever holds it, and a body to its parts; a person leads no further.
        if (thingOf(page, member).type !== "Person") next.push(member);
      }
    }
    border = next;
  }
  return side;
}

const BELONGING = new Set(["positionIn", "holds", "partOf", "affiliatedWith", "speaksFor", "citizenOf"]);

function membersOf(page: Page, body: NodeId): NodeId[] {
  const edges = indexOf(page).edgesAt.get(body) ?? [];
  return edges
    .filter(({ from, to, statecraft }) => to === body && from !== body && BELONGING.has(statecraft.relation) && statecraft.factuality !== "Negated")
    .map(({ from }) => from);
}

/** What stands between two actors, as far as it is shown. */
export function twoSides(page: Page, shown: ReadonlySet<FactId>, a: NodeId, b: NodeId): TwoSides {
  const sides = sidesOf(page, a, b);
  const [left, right] = sides;
  const result: TwoSides = { acts: [[], []], together: [], says: [[], []], claims: [[], []], agreed: [], disputed: [] };
  const claimed = new Map<string, [FactId[], FactId[]]>();
  page.facts.forEach((fact, number) => {
    const id = `f${number}`;
    if (!shown.has(id)) return;
    if (fact.kind === "event") addAct(result, fact, id, left, right);
    if (fact.kind === "statement") addWords(result, fact, id, left, right);
    const speakers = sides.map((side) => fact.by.some((by) => side.has(by)));
    if (fact.kind === "statement" || !speakers.includes(true)) return;
    const both = claimed.get(keyOf(fact)) ?? [[], []];
    speakers.forEach((speaks, which) => speaks && both[which]?.push(id));
    claimed.set(keyOf(fact), both);
  });
  for (const [ours, theirs] of claimed.values()) compareClaims(page, result, ours, theirs);
  return result;
}

function touches(side: Side, ids: readonly NodeId[]): boolean {
  return ids.some((id) => side.has(id));
}

function addAct(result: TwoSides, fact: Fact, id: FactId, left: Side, right: Side): void {
  const [byLeft, byRight] = [touches(left, fact.subjects), touches(right, fact.subjects)];
  if (byLeft && byRight) result.together.push(id);
  else if (byLeft && touches(right, fact.objects)) result.acts[0].push(id);
  else if (byRight && touches(left, fact.objects)) result.acts[1].push(id);
}

function addWords(result: TwoSides, fact: Fact, id: FactId, left: Side, right: Side): void {
  const of = [...fact.objects, ...(fact.names ?? [])];
  if (touches(left, fact.subjects) && touches(right, of)) result.says[0].push(id);
  if (touches(right, fact.subjects) && touches(left, of)) result.says[1].push(id);
}

/** What a claim is about, whoever makes it and however it is put. */
function keyOf(fact: Fact): string {
  return JSON.stringify([fact.relation, [...fact.subjects].sort(), [...fact.objects].sort()]);
}

function compareClaims(page: Page, result: TwoSides, ours: FactId[], theirs: FactId[]): void {
  const denied = (id: FactId): boolean => factOf(page, id).factuality === "Negated";
  const [mine, yours] = [ours[0], theirs[0]];
  if (mine === undefined) result.claims[1].push(...theirs);
  else if (yours === undefined) result.claims[0].push(...ours);
  else if (denied(mine) !== denied(yours)) result.disputed.push([mine, yours]);
  else result.agreed.push(mine);
}

/** The two actors with most between them: states first, then whoever else acts. */
export function chiefPair(page: Page): [NodeId, NodeId] | null {
  const counts = new Map<string, number>();
  for (const fact of page.facts) {
    if (fact.kind === "claim") continue;
    const actors = [...new Set([...partiesOf(fact), ...(fact.names ?? [])])].filter((id) => rank(page, id) > 0);
    actors.sort();
    actors.forEach((a, number) => {
      for (const b of actors.slice(number + 1)) counts.set(`${a} ${b}`, (counts.get(`${a} ${b}`) ?? 0) + rank(page, a) * rank(page, b));
    });
  }
  const [best] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  if (best === undefined) return null;
  const [a, b] = best[0].split(" ");
  return a === undefined || b === undefined ? null : [a, b];
}

function rank(page: Page, id: NodeId): number {
  return { State: 2, Organization: 1, Person: 1 }[thingOf(page, id).type] ?? 0;
}
