/** The ways between two nodes in the panel: each step with what it says, and the sentence. */

import type { NodeId, Page } from "./data";
import { el } from "./dom";
import type { Visible } from "./filter";
import { indexOf } from "./index";
import { foldedFact, nameButton, officeLine, type PanelActions } from "./panel";
import { shortestWays, type Way } from "./paths";

const MOST = 10;

/** The panel's content for the ways between two nodes. */
export function waysPanel(page: Page, visible: Visible, from: NodeId, to: NodeId, actions: PanelActions): Node[] {
  const ways = shortestWays(page, visible, from, to, MOST);
  const name = (id: NodeId): HTMLElement => nameButton(page, id, actions);
  const length = (ways[0]?.nodes.length ?? 1) - 1;
  const nodes: Node[] = [
    el("h2", {}, "From ", name(from), " to ", name(to)),
    el("p", { class: "quiet" }, from === to ? "They are the same." : ways.length === 0 ? "Nothing that is shown ties the two together." : counted(ways.length, length)),
  ];
  for (const way of ways) nodes.push(el("ol", { class: "waylist" }, ...stations(page, way, actions)));
  return nodes;
}

function counted(count: number, length: number): string {
  const steps = `${length} ${length === 1 ? "step" : "steps"}`;
  if (count === 1) return `The shortest way has ${steps}.`;
  return `The shortest ways have ${steps}; ${count >= MOST ? `the first ${MOST} of them are shown` : `there are ${count}`}.`;
}

function stations(page: Page, way: Way, actions: PanelActions): HTMLElement[] {
  return way.nodes.map((id, number) => {
    const facts: HTMLElement[] = [];
    const said = new Set<string>();
    for (const edgeId of way.steps[number - 1] ?? []) {
      const edge = indexOf(page).edge.get(edgeId);
      if (edge === undefined) continue;
      const { fact } = edge.statecraft;
      if (fact === null) facts.push(el("li", {}, officeLine(page, edge.from, edge.to, actions)));
      else if (!said.has(fact)) facts.push(el("li", {}, foldedFact(page, fact, actions)));
      if (fact !== null) said.add(fact);
    }
    return el("li", {}, facts.length > 0 && el("ul", { class: "facts" }, ...facts), el("strong", { class: "station" }, nameButton(page, id, actions)));
  });
}
