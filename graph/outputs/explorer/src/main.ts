/** Puts the page together. */

import { buildArticle, markNames, showQuote } from "./article";
import { readPage, thingOf, type Quote } from "./data";
import { bdi, byId, el } from "./dom";
import { Drawing, type Hit } from "./drawing";
import { visible } from "./filter";
import { connectFinder } from "./finder";
import type { Point } from "./labels";
import { connectList, filterList } from "./list";
import { neighbourhood } from "./near";
import { headline, panelFor } from "./panel";
import { buildRail } from "./rail";
import { Store, type Selection } from "./state";
import { applyTheme, motion } from "./theme";

const root = document.documentElement;
root.classList.add("scripted");

const narrow = window.matchMedia("(max-width: 720px)");
const page = readPage(document);
const store = new Store();
const select = (selection: Selection): void => store.select(selection);

// The article and the buttons of the list cost time, and are made when they are first looked at.
const articleBuilt = once(() => {
  buildArticle(page, byId("article"), (id) => {
    select({ kind: "node", id });
    drawing.focus(id);
  });
  markSelectedNames(store.state.selection);
});
const listConnected = once(() => connectList(byId("list"), select));

function once(build: () => void): () => void {
  let built = false;
  return () => {
    if (!built) {
      built = true;
      build();
    }
  };
}

function markSelectedNames(selection: Selection): void {
  markNames(byId("article"), selection?.kind === "node" ? selection.id : null);
}

function tab(name: "facts" | "article"): void {
  if (name === "article") articleBuilt();
  for (const other of ["facts", "article"]) {
    byId(`tab-${other}`).setAttribute("aria-selected", String(other === name));
    byId(other).hidden = other !== name;
  }
}

function read(quote: Quote): void {
  tab("article");
  showQuote(byId("article"), quote);
}

function showPanel(selection: Selection): void {
  const panel = byId("facts");
  panel.replaceChildren(...panelFor(page, selection, { select, read }));
  if (selection !== null) {
    panel.prepend(el("button", { type: "button", class: "close", "aria-label": "Close", click: () => select(null) }, "×"));
    const folds = panel.querySelectorAll<HTMLElement>(".fold");
    // So few that all their sentences can be read at once.
    if (selection.kind === "node" && folds.length <= 3) for (const fold of folds) fold.click();
  }
  panel.scrollTop = 0;
}

function showTip(hit: Hit | null, at: Point): void {
  const tip = byId("tip");
  tip.hidden = hit === null;
  if (hit === null) return;
  const edge = hit.kind === "edge" ? page.edges.find(({ id }) => id === hit.id) : undefined;
  const fact = edge?.statecraft.fact ?? (hit.kind === "node" ? thingOf(page, hit.id).fact : undefined);
  if (fact !== undefined && fact !== null) {
    tip.replaceChildren(headline(page, fact, { select, read }));
  } else if (edge !== undefined) {
    const [from, to] = [thingOf(page, edge.from), thingOf(page, edge.to)];
    tip.replaceChildren(bdi(from.label), ` ${edge.statecraft.verb} `, bdi(to.label));
  } else {
    const thing = thingOf(page, hit.id);
    tip.replaceChildren(bdi(thing.label), el("span", { class: "quiet" }, ` ${page.classes[thing.type]?.one ?? thing.type}`));
  }
  const stage = byId("stage");
  const left = Math.min(at.x + 14, stage.clientWidth - tip.offsetWidth - 8);
  const top = at.y + 18 + tip.offsetHeight > stage.clientHeight ? at.y - tip.offsetHeight - 10 : at.y + 18;
  tip.style.transform = `translate(${Math.max(left, 4)}px, ${Math.max(top, 4)}px)`;
}

function showView(name: "drawing" | "list"): void {
  root.dataset["view"] = name;
  if (name === "list") listConnected();
  else drawing.wake();
  for (const button of document.querySelectorAll<HTMLElement>("[data-view]")) {
    if (button !== root) button.setAttribute("aria-pressed", String(button.dataset["view"] === name));
  }
}

applyTheme(page, () => drawing.repaint());
let shown = visible(page, store.state.hidden);
const drawing = new Drawing(page, byId("drawing"), shown, {
  click: (hit) => select(hit),
  hover: showTip,
});

function showCount(): void {
  const whole = shown.nodes.size === page.nodes.length && shown.facts.size === page.facts.length;
  const text = whole
    ? `${page.nodes.length} signs, ${page.facts.length} facts`
    : `${shown.nodes.size} of ${page.nodes.length} signs, ${shown.facts.size} of ${page.facts.length} facts`;
  byId("shown").textContent = text;
}

function choose(selection: Selection): void {
  const { marked, near } = neighbourhood(page, selection);
  drawing.mark(marked, near);
  showPanel(selection);
  markSelectedNames(selection);
  root.dataset["selected"] = selection?.id ?? "";
  // On a phone the panel lies below the drawing and above the list.
  if (selection !== null && narrow.matches) byId("panel").scrollIntoView({ behavior: motion() ? "smooth" : "auto" });
}

function connectTools(): void {
  const tools: Record<string, (button: HTMLElement) => void> = {
    in: () => drawing.step(true),
    out: () => drawing.step(false),
    all: () => drawing.showAll(),
    rail: () => root.classList.toggle("no-rail"),
    relax: (button) => {
      button.setAttribute("aria-pressed", "true");
      drawing.relax(() => button.setAttribute("aria-pressed", "false"));
    },
  };
  for (const button of document.querySelectorAll<HTMLElement>("[data-tool]")) {
    button.addEventListener("click", () => tools[button.dataset["tool"] ?? ""]?.(button));
  }
  for (const name of ["facts", "article"] as const) byId(`tab-${name}`).addEventListener("click", () => tab(name));
  for (const name of ["drawing", "list"] as const) {
    document.querySelector(`button[data-view="${name}"]`)?.addEventListener("click", () => showView(name));
  }
  document.addEventListener("keydown", (event) => {
    const field = event.target instanceof HTMLInputElement;
    if (event.key === "Escape" && !field && store.state.selection !== null) select(null);
  });
}

store.subscribe((state, before) => {
  if (state.hidden !== before.hidden) {
    shown = visible(page, state.hidden);
    drawing.filter(shown);
    filterList(byId("list"), shown);
    showCount();
  }
  if (state.selection !== before.selection) {
    choose(state.selection);
    if (state.selection !== null) tab(store.state.selection?.kind === "node" && !byId("article").hidden ? "article" : "facts");
  }
});

buildRail(page, byId("rail"), store);
connectFinder(page, byId<HTMLInputElement>("search"), byId("found"), (id) => {
  select({ kind: "node", id });
  drawing.focus(id);
});
connectTools();
showView(narrow.matches ? "list" : "drawing");
showPanel(null);
showCount();

/** For tests and for the curious: what stands where in the drawing. */
Object.assign(window, {
  explorer: {
    page,
    labels: () => drawing.labels,
    locate: (id: string) => drawing.locate(id),
    select: (id: string) => select({ kind: "node", id }),
  },
});

requestAnimationFrame(() => {
  requestAnimationFrame(() => {
    performance.mark("ready");
    root.dataset["ready"] = String(Math.round(performance.now()));
  });
});
