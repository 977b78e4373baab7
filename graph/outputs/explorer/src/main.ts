/** Puts the page together, with whatever draws it. */

import { Ask, readQuestions } from "./ask";
import { buildArticle, markNames, showQuote } from "./article";
import { thingOf, type NodeId, type Page, type Quote } from "./data";
import { bdi, byId, el } from "./dom";
import { visible } from "./filter";
import { connectFinder } from "./finder";
import { indexOf } from "./index";
import { buildKeep } from "./keep";
import type { Point } from "./labels";
import { read as readLink, written } from "./link";
import { lookingTools } from "./looking";
import { neighbourhood } from "./near";
import { headline, panelFor, type PanelActions } from "./panel";
import { buildRail } from "./rail";
import { readRdf } from "./rdf";
import { Sides } from "./sides";
import type { Draw, Hit } from "./stage";
import { AT_FIRST, NOTHING_HIDDEN, Store, toggled, VIEWS, type Scope, type Selection, type State, type View } from "./state";
import { Tables } from "./tables";
import { applyTheme, motion } from "./theme";
import { Timeline } from "./timeline";
import { waysPanel } from "./ways";

/** Makes a thing at its first use; ``made`` is null until then. */
function lazily<T>(make: () => T): { get: () => T; made: () => T | null } {
  let made: T | null = null;
  return { get: () => (made ??= make()), made: () => made };
}

/** Builds everything around the drawing, and the drawing itself by ``draw``. */
export function start(page: Page, draw: Draw): void {
  const root = document.documentElement;
  root.classList.add("scripted");

  const narrow = window.matchMedia("(max-width: 720px)");
  const opening: State = { ...AT_FIRST, view: narrow.matches ? "tables" : "drawing" };
  const linked = readLink(page, location.hash);
  /** A link that this page cannot follow brought the reader here. */
  const stranger = linked === null && /[#&]v=/.test(location.hash);
  const store = new Store(linked ?? opening);
  const select = (selection: Selection): void => store.select(selection);
  const look = (scope: Scope): void => store.set({ scope, ...(scope === null || scope.kind === "steps" ? {} : { selection: null }) });

  const actions: PanelActions = {
    select,
    read: (quote) => read(quote),
    tools: (id) => lookingTools(page, id, store, { look, hide: putAway, pin }),
  };

  let shown = visible(page, store.state.hidden, store.state.scope);

  // What costs time is made when it is first looked at.
  const articleBuilt = lazily(() => {
    buildArticle(page, byId("article"), (id) => {
      select({ kind: "node", id });
      drawing.focus(id);
    });
    markSelectedNames(store.state.selection);
    return true;
  });
  const tables = lazily(() => new Tables(page, byId("tables"), shown, actions));
  const sides = lazily(() => new Sides(page, byId("sides"), store, shown, actions));

  const ask = lazily(() => {
    const [rdf, questions] = [readRdf(document), readQuestions(document)];
    if (rdf === null || questions === null) return null;
    const show = (ids: NodeId[]): void => store.set({ view: "drawing", selection: null, scope: { kind: "set", ids } });
    const asked = (query: string): void => store.set({ query });
    return new Ask(page, rdf, questions, byId("ask"), { ...actions, show, asked }, store.state.query);
  });

  function markSelectedNames(selection: Selection): void {
    markNames(byId("article"), selection?.kind === "node" ? selection.id : null);
  }

  function tab(name: "facts" | "article"): void {
    if (name === "article") articleBuilt.get();
    for (const other of ["facts", "article"]) {
      byId(`tab-${other}`).setAttribute("aria-selected", String(other === name));
      byId(`tab-${other}`).tabIndex = other === name ? 0 : -1;
      byId(other).hidden = other !== name;
    }
  }

  function read(quote: Quote): void {
    tab("article");
    showQuote(byId("article"), quote);
  }

  function putAway(id: NodeId): void {
    store.set({ selection: null, hidden: { ...store.state.hidden, things: toggled(store.state.hidden.things, id, true) } });
  }

  function pin(id: NodeId): void {
    store.pin(id, store.state.pins.has(id) ? null : drawing.placeOf(id));
  }

  function showPanel({ selection, scope }: State): void {
    const panel = byId("facts");
    const close = (act: () => void): HTMLElement => el("button", { type: "button", class: "close", "aria-label": "Close", click: act }, "×");
    if (selection === null && scope?.kind === "path") {
      panel.replaceChildren(close(() => look(null)), ...waysPanel(page, shown, scope.from, scope.to, actions));
      panel.scrollTop = 0;
      return;
    }
    panel.replaceChildren(...panelFor(page, selection, actions));
    if (selection !== null) {
      panel.prepend(close(() => select(null)));
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
    const edge = hit.kind === "edge" ? indexOf(page).edge.get(hit.id) : undefined;
    const fact = edge?.statecraft.fact ?? (hit.kind === "node" ? thingOf(page, hit.id).fact : undefined);
    if (fact !== undefined && fact !== null) {
      tip.replaceChildren(headline(page, fact, actions));
    } else if (edge !== undefined) {
      const [from, to] = [thingOf(page, edge.from), thingOf(page, edge.to)];
      tip.replaceChildren(bdi(from.label), ` ${edge.statecraft.verb} `, bdi(to.label));
    } else {
      const thing = thingOf(page, hit.id);
      tip.replaceChildren(bdi(thing.label), el("span", { class: "quiet" }, ` ${page.classes[thing.type]?.one ?? thing.type}`));
    }
    const field = byId("field");
    const left = Math.min(at.x + 14, field.clientWidth - tip.offsetWidth - 8);
    const top = at.y + 18 + tip.offsetHeight > field.clientHeight ? at.y - tip.offsetHeight - 10 : at.y + 18;
    tip.style.transform = `translate(${Math.max(left, 4)}px, ${Math.max(top, 4)}px)`;
  }

  function showView(wanted: View): void {
    // A link may ask for a query engine that this page was made without.
    const name = wanted === "ask" && document.getElementById("ask") === null ? "tables" : wanted;
    const before = root.dataset["view"];
    root.dataset["view"] = name;
    if (name === "tables") tables.get();
    else if (name === "sides") sides.get();
    else if (name === "ask") ask.get();
    else if (before !== name) drawing.wake();
    for (const button of document.querySelectorAll<HTMLElement>("button[data-view]")) {
      button.setAttribute("aria-pressed", String(button.dataset["view"] === name));
    }
  }

  // The place of the drawing must have its size before anything is drawn there.
  root.dataset["view"] = store.state.view;
  const timeline = new Timeline(page, byId("time"), store, shown);
  applyTheme(page, () => drawing.repaint());
  const drawing = draw(byId("drawing"), shown, {
    click: (hit) => select(hit),
    opened: () => showCount(),
    hover: showTip,
    moved: (id) => {
      if (store.state.pins.has(id)) store.pin(id, drawing.placeOf(id));
    },
  });

  function showCount(): void {
    const whole = shown.nodes.size === page.nodes.length && shown.facts.size === page.facts.length;
    const text = whole
      ? `${page.nodes.length} signs, ${page.facts.length} facts`
      : `${shown.nodes.size} of ${page.nodes.length} signs, ${shown.facts.size} of ${page.facts.length} facts`;
    byId("shown").textContent = drawing.grouped === null ? text : `${text}; ${drawing.grouped}`;
  }

  /** Says what is looked at, with the way back to all. */
  function showScope({ scope }: State): void {
    const host = byId("scope");
    host.hidden = scope === null && !stranger;
    if (scope === null) {
      host.textContent = stranger ? "The link was made for another version of this page." : "";
      return;
    }
    const name = (id: NodeId): HTMLElement => bdi(thingOf(page, id).label);
    const words: (Node | string)[] =
      scope.kind === "steps"
        ? [`Within ${scope.steps} ${scope.steps === 1 ? "step" : "steps"} of `, name(scope.id)]
        : scope.kind === "path"
          ? ["Ways from ", name(scope.from), " to ", name(scope.to)]
          : [`${scope.ids.length} from the answer`];
    host.replaceChildren(...words, " ", el("button", { type: "button", click: () => look(null) }, "Show all"));
  }

  function choose(state: State): void {
    const { marked, near } = neighbourhood(page, state.selection, state.scope, shown);
    drawing.mark(marked, near);
    showPanel(state);
    markSelectedNames(state.selection);
    root.dataset["selected"] = state.selection?.id ?? "";
  }

  function refilter(): void {
    drawing.filter(shown);
    timeline.filter(shown);
    tables.made()?.filter(shown);
    sides.made()?.filter(shown);
    showCount();
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
    byId("tab-facts").parentElement?.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const other = byId("article").hidden ? "article" : "facts";
      tab(other);
      byId(`tab-${other}`).focus();
    });
    for (const name of VIEWS) {
      document.querySelector(`button[data-view="${name}"]`)?.addEventListener("click", () => store.set({ view: name }));
    }
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
      if (store.state.selection !== null) select(null);
      else if (store.state.scope !== null) look(null);
    });
    window.addEventListener("beforeprint", () => tables.get().unfold());
    window.addEventListener("afterprint", () => tables.get().fold());
  }

  /** Everything that the difference between two states asks for. */
  function follow(state: State, before: State): void {
    const scoped = state.scope !== before.scope;
    const filtered = state.hidden !== before.hidden || (scoped && (state.scope?.kind === "steps" || before.scope?.kind === "steps"));
    if (filtered) {
      shown = visible(page, state.hidden, state.scope);
      refilter();
    }
    if (state.pins !== before.pins) drawing.pin(state.pins);
    if (scoped) showScope(state);
    if (state.sides !== before.sides) sides.made()?.show();
    const selected = state.selection !== before.selection;
    if (selected || scoped || state.pins !== before.pins || (filtered && state.scope !== null)) choose(state);
    if (scoped && state.scope !== null) tab("facts");
    if (filtered && scoped && state.view === "drawing") drawing.showAll();
    if (selected && state.selection !== null) {
      tab(state.selection.kind === "node" && !byId("article").hidden ? "article" : "facts");
      // On a phone the panel lies below the drawing and above the tables.
      if (narrow.matches) byId("panel").scrollIntoView({ behavior: motion() ? "smooth" : "auto" });
    }
    if (state.view !== before.view) showView(state.view);
  }

  /** Writes the state into the address, once a frame at most. */
  let writing = false;
  function writeLink(): void {
    if (writing) return;
    writing = true;
    requestAnimationFrame(() => {
      writing = false;
      const { pathname, search } = location;
      history.replaceState(null, "", written(page, store.state) || pathname + search);
    });
  }

  buildRail(page, byId("rail"), store);
  connectFinder(page, byId<HTMLInputElement>("search"), byId("found"), (id) => {
    select({ kind: "node", id });
    drawing.focus(id);
    // From the name straight to what is said of it: the legend lies between the two.
    if (!narrow.matches) byId(byId("facts").hidden ? "article" : "facts").focus();
  });
  connectTools();
  for (const tool of document.querySelectorAll<HTMLElement>("[data-tool=relax]")) tool.hidden = !drawing.relaxes;
  buildKeep(page, byId<HTMLDetailsElement>("keep"), {
    shown: () => shown,
    all: () => visible(page, NOTHING_HIDDEN),
    picture: (what) => drawing.picture(what),
  });
  store.subscribe((state, before) => {
    follow(state, before);
    writeLink();
  });
  window.addEventListener("hashchange", () => {
    const state = readLink(page, location.hash);
    if (state !== null) store.set(state);
  });
  showView(store.state.view);
  drawing.pin(store.state.pins);
  showScope(store.state);
  choose(store.state);
  showCount();
  if (store.state.scope?.kind === "steps") drawing.showAll(false);

  /** For tests and for the curious: what stands where in the drawing. */
  Object.assign(window, {
    explorer: {
      page,
      labels: () => drawing.labels,
      locate: (id: string) => drawing.locate(id),
      select: (id: string) => select({ kind: "node", id }),
      placeOf: (id: string) => drawing.placeOf(id),
      ticks: () => timeline.count,
      locateDate: (date: string) => timeline.locate(date),
    },
  });

  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      performance.mark("ready");
      root.dataset["ready"] = String(Math.round(performance.now()));
    });
  });
}
