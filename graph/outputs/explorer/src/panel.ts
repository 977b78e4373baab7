/** What the graph says of the thing or fact that is selected, and the sentences it stands on. */

import { factOf, thingOf, type Fact, type FactId, type NodeId, type Page, type Quote } from "./data";
import { spoken } from "./dates";
import { bdi, el } from "./dom";
import { glyph, line } from "./glyphs";
import { edgesAt, indexOf, otherEnd } from "./index";
import type { Selection } from "./state";
import { toneOf } from "./tones";

export interface PanelActions {
  select: (selection: Selection) => void;
  /** Shows this stretch of the article. */
  read: (quote: Quote) => void;
  /** The tools that stand below the name of a node; none where the panel is only quoted from. */
  tools?: (id: NodeId) => HTMLElement;
}

/** The panel's content for a selection. */
export function panelFor(page: Page, selection: Selection, actions: PanelActions): Node[] {
  if (selection === null) return overview(page, actions);
  if (selection.kind === "node") {
    const thing = thingOf(page, selection.id);
    return thing.fact === undefined ? thingPanel(page, selection.id, actions) : factPanel(page, [thing.fact], actions);
  }
  if (selection.kind === "fact") return factPanel(page, [selection.id], actions);
  return edgePanel(page, selection.id, actions);
}

function overview(page: Page, actions: PanelActions): Node[] {
  const chiefs = Object.entries(page.things)
    .filter(([, thing]) => thing.type === "Person")
    .sort(([, a], [, b]) => b.weight - a.weight)
    .slice(0, 5);
  const events = page.facts
    .map((fact, number) => ({ fact, id: `f${number}` }))
    .filter(({ fact }) => fact.kind === "event");
  return [
    el("p", { class: "hint" }, "Click a sign or a line in the drawing, or a name anywhere, to see what the article says and the sentence behind it."),
    chiefs.length > 0 && el("h2", { class: "section" }, "Most spoken of"),
    el("ul", { class: "plain" }, ...chiefs.map(([id]) => el("li", {}, nameButton(page, id, actions), officesOf(page, id)))),
    events.length > 0 && el("h2", { class: "section" }, "What happened, or may"),
    el("ul", { class: "facts" }, ...events.slice(0, 12).map(({ id }) => el("li", {}, foldedFact(page, id, actions)))),
    events.length > 12 && el("p", { class: "quiet" }, `and ${events.length - 12} more in the drawing and the tables`),
  ].filter((node): node is Exclude<typeof node, false> => node !== false);
}

function officesOf(page: Page, id: NodeId): HTMLElement | null {
  const labels = officeNames(page, id);
  return labels.length === 0 ? null : el("span", { class: "quiet" }, " ", bdi(labels.join("; ")));
}

/** The offices that somebody holds, as far as anybody says so and nobody denies it there. */
export function officeNames(page: Page, id: NodeId): string[] {
  const facts = (indexOf(page).factsAt.get(id) ?? []).map((fact) => factOf(page, fact));
  const held = facts.filter((fact) => fact.relation === "holds" && fact.factuality !== "Negated" && fact.subjects.includes(id));
  return [...new Set(held.flatMap((fact) => fact.objects.map((position) => thingOf(page, position).label)))];
}

function thingPanel(page: Page, id: NodeId, actions: PanelActions): Node[] {
  const thing = thingOf(page, id);
  const look = page.classes[thing.type];
  const aliases = (thing.aliases ?? []).filter((alias) => alias !== thing.label);
  const all = (indexOf(page).factsAt.get(id) ?? []).map((fact) => ({ fact: factOf(page, fact), id: fact }));
  const part = (fact: Fact): string | null =>
    fact.kind === "statement" && fact.subjects.includes(id)
      ? "says"
      : fact.subjects.includes(id)
        ? fact.kind === "claim" ? "is" : "does"
        : fact.objects.includes(id)
          ? fact.kind === "statement" ? "told" : fact.kind === "claim" ? "linked" : "done"
          : fact.by.includes(id)
            ? "source"
            : fact.place === id ? "here" : null;
  const sections: [string, string][] = [
    ["is", "Offices and ties"],
    ["does", "What it does"],
    ["done", "What is done to it, or with it"],
    ["linked", "What belongs to it"],
    ["here", "What happens there"],
    ["says", "What it says"],
    ["told", "What it is told"],
    ["source", "What others know from it"],
  ];
  const mentions = thing.mentions ?? 0;
  const nodes: Node[] = [
    el("header", { class: "topic" }, look === undefined ? null : glyph(look.glyph, thing.type), el("h2", {}, bdi(thing.label))),
    el("p", { class: "quiet" }, look?.one ?? thing.type, mentions > 0 ? ` · named ${times(mentions)}` : " · not named in the article itself"),
  ];
  if (aliases.length > 0) nodes.push(el("p", { class: "also" }, "Also called ", ...aliases.flatMap((alias, number) => [number > 0 ? ", " : "", bdi(alias)])));
  const tools = actions.tools?.(id);
  if (tools !== undefined) nodes.push(tools);
  for (const [key, title] of sections) {
    const facts = all.filter(({ fact }) => part(fact) === key);
    if (facts.length === 0) continue;
    nodes.push(el("h3", {}, personal(title, thing.type), " ", el("span", { class: "count" }, String(facts.length))));
    nodes.push(el("ul", { class: "facts" }, ...facts.map((entry) => el("li", {}, foldedFact(page, entry.id, actions)))));
  }
  if (!all.some(({ fact }) => part(fact) !== null)) nodes.push(el("p", { class: "hint" }, "The article names it and says nothing more that the graph holds."));
  return nodes;
}

function personal(title: string, type: string): string {
  return type === "Person" ? title.replace(" it is", " they are").replace(" it does", " they do").replace(" it says", " they say").replace(/ it\b/g, " them") : title;
}

function times(count: number): string {
  return count === 1 ? "once" : count === 2 ? "twice" : `${count} times`;
}

function edgePanel(page: Page, id: string, actions: PanelActions): Node[] {
  const edge = indexOf(page).edge.get(id);
  if (edge === undefined) return [];
  // An office's own edge says what the facts about the office say.
  const facts = edge.statecraft.fact !== null ? [edge.statecraft.fact] : factsOf(page, edge.from);
  const others = edgesAt(page, edge.from)
    .filter((other) => other.id !== id && otherEnd(other, edge.from) === edge.to && other.from !== other.to)
    .map((other) => other.statecraft.fact)
    .filter((fact): fact is FactId => fact !== null && !facts.includes(fact));
  const nodes = facts.length > 0 ? factPanel(page, facts, actions) : officePanel(page, edge.from, edge.to, actions);
  if (others.length > 0) {
    nodes.push(el("h2", { class: "section" }, "Also between the two ", el("span", { class: "count" }, String(others.length))));
    nodes.push(el("ul", { class: "facts" }, ...others.map((fact) => el("li", {}, foldedFact(page, fact, actions)))));
  }
  return nodes;
}

function officePanel(page: Page, office: NodeId, body: NodeId, actions: PanelActions): Node[] {
  return [
    el("p", { class: "headline" }, officeLine(page, office, body, actions)),
    el("p", { class: "hint" }, "The article does not say who holds it."),
  ];
}

/** Whose office it is, in one line. */
export function officeLine(page: Page, office: NodeId, body: NodeId, actions: PanelActions): HTMLElement {
  return el("span", { class: "fact" }, nameButton(page, office, actions), " is an office of ", nameButton(page, body, actions));
}

function factsOf(page: Page, id: NodeId): FactId[] {
  return (indexOf(page).factsAt.get(id) ?? []).filter((fact) => [...factOf(page, fact).subjects, ...factOf(page, fact).objects].includes(id));
}

function factPanel(page: Page, ids: FactId[], actions: PanelActions): Node[] {
  return ids.flatMap((id) => [el("div", { class: "headline" }, headline(page, id, actions, false)), evidence(page, id, actions)]);
}

/** A fact whose evidence is shown on demand: by the button, or by a click on anything but a name. */
export function foldedFact(page: Page, id: FactId, actions: PanelActions): HTMLElement {
  const button = el("button", { type: "button", class: "fold", "aria-expanded": "false", "aria-label": "Show the sentence" });
  const body = el("div", { class: "unfolded" });
  body.hidden = true;
  const toggle = (event: Event): void => {
    const name = event.target instanceof Element && event.target.closest(".link") !== null;
    if (name) return;
    body.hidden = !body.hidden;
    button.setAttribute("aria-expanded", String(!body.hidden));
    if (body.childElementCount === 0) body.append(evidence(page, id, actions));
  };
  const line = el("div", { class: "folded", click: toggle }, button, headline(page, id, actions));
  return el("div", {}, line, body);
}

/** A fact in one line: who, does what, to whom; how it is put and, unless that follows, on whose word. */
export function headline(page: Page, id: FactId, actions: PanelActions, sourced = true): HTMLElement {
  const fact = factOf(page, id);
  const names = (ids: NodeId[]): Node[] =>
    ids.flatMap((node, number) => [
      ...(number > 0 ? [document.createTextNode(number === ids.length - 1 ? " and " : ", ")] : []),
      nameButton(page, node, actions),
    ]);
  const denied = fact.factuality === "Negated";
  const verb = el(denied ? "s" : "span", { class: "verb" }, fact.verb);
  verb.style.setProperty("--colour", `var(--tone-${toneOf(page, id)})`);
  const [left, right] = [names(fact.left), names(fact.right)];
  const words = fact.content === null ? [] : [right.length > 0 ? ": " : " ", el("q", { class: fact.direct === true ? "direct" : "indirect" }, bdi(fact.content))];
  return el(
    "span",
    { class: "fact" },
    ...left, " ", verb, right.length > 0 ? " " : null, ...right, ...words, " ",
    fact.factuality === "Asserted" ? null : el("span", { class: `how ${fact.factuality}` }, page.factuality[fact.factuality]?.short ?? fact.factuality),
    sourced && fact.by.length > 0 ? el("span", { class: "source quiet" }, " according to ", ...fact.by.slice(0, 1).map((node) => nameButton(page, node, actions))) : null,
    fact.date === null ? null : el("time", { class: "quiet", datetime: fact.date }, ` ${spoken(fact.date)}`),
  );
}

function evidence(page: Page, id: FactId, actions: PanelActions): HTMLElement {
  const fact = factOf(page, id);
  const put = page.factuality[fact.factuality];
  const says = fact.by.flatMap((node, number) => [
    document.createTextNode(number === 0 ? "according to " : ", citing "),
    nameButton(page, node, actions),
  ]);
  return el(
    "div",
    { class: "evidence" },
    el(
      "p",
      { class: "put" },
      line(fact.factuality, toneOf(page, id)), " ",
      el("strong", {}, put?.short ?? fact.factuality), says.length > 0 ? ", " : null, ...says, ". ",
      el("span", { class: "quiet" }, put?.long ?? ""),
    ),
    ...fact.quotes.map((quote) => quotation(quote, actions)),
    details(page, fact, actions),
  );
}

function quotation(quote: Quote, actions: PanelActions): HTMLElement {
  return el(
    "figure",
    {},
    el("blockquote", { dir: "auto" }, ...quote.runs.map(([text, ...roles]) => roles.length === 0 ? document.createTextNode(text) : el("mark", { class: roles.join(" ") }, text))),
    el("figcaption", {}, el("button", { type: "button", class: "link", click: () => actions.read(quote) }, "Show in the article")),
  );
}

function details(page: Page, fact: Fact, actions: PanelActions): HTMLElement {
  const rows: [string, (Node | string)[]][] = [];
  if (fact.date !== null) rows.push(["When", [el("time", { datetime: fact.date, title: fact.date }, spoken(fact.date))]]);
  if (fact.place !== null) rows.push(["Where", [nameButton(page, fact.place, actions)]]);
  if (fact.medium !== null) rows.push(["Said in", [bdi(fact.medium)]]);
  rows.push(["How sure", [`${Math.round(fact.confidence * 100)} %`]]);
  if (fact.rule !== null) rows.push(["Found by", [`the rule “${fact.rule}”`]]);
  return el("dl", {}, ...rows.flatMap(([term, value]) => [el("dt", {}, term), el("dd", {}, ...value)]));
}

/** A name that selects its thing. */
export function nameButton(page: Page, id: NodeId, actions: Pick<PanelActions, "select">): HTMLElement {
  const thing = thingOf(page, id);
  const click = (): void => actions.select({ kind: "node", id });
  return el("button", { type: "button", class: "link", "data-node": id, click }, bdi(thing.label));
}
