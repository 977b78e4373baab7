/** Two actors side by side: what each did to the other, says of the other, and alone claims. */

import { thingOf, type FactId, type NodeId, type Page } from "./data";
import { bdi, el } from "./dom";
import type { Visible } from "./filter";
import { glyph } from "./glyphs";
import { foldedFact, nameButton, type PanelActions } from "./panel";
import { picker } from "./picker";
import type { Store } from "./state";
import { chiefPair, sidesOf, twoSides } from "./twosides";

export class Sides {
  readonly #page: Page;
  readonly #store: Store;
  readonly #actions: PanelActions;
  readonly #heads: [HTMLElement, HTMLElement] = [el("div", { class: "side" }), el("div", { class: "side" })];
  readonly #body = el("div", { class: "sidesbody" });
  #visible: Visible;

  constructor(page: Page, host: HTMLElement, store: Store, visible: Visible, actions: PanelActions) {
    this.#page = page;
    this.#store = store;
    this.#visible = visible;
    this.#actions = actions;
    const choosers = (["One side …", "The other …"] as const).map((label, which) =>
      el("div", { class: "chooser" }, picker(page, `side-${which}`, label, (id) => this.#choose(which as 0 | 1, id)), this.#heads[which] ?? null),
    );
    host.append(el("h2", { class: "unseen" }, "Two sides"), el("div", { class: "columns" }, ...choosers), this.#body);
    this.show();
  }

  filter(visible: Visible): void {
    this.#visible = visible;
    this.show();
  }

  #choose(which: 0 | 1, id: NodeId): void {
    const [left, right] = this.#pair();
    this.#store.set({ sides: which === 0 ? [id, right] : [left, id] });
  }

  /** The two that were chosen; where none was, those with most between them. */
  #pair(): [NodeId | null, NodeId | null] {
    const [left, right] = this.#store.state.sides;
    if (left !== null || right !== null) return [left, right];
    return chiefPair(this.#page) ?? [null, null];
  }

  show(): void {
    const [left, right] = this.#pair();
    this.#head(0, left, right);
    this.#head(1, right, left);
    if (left === null || right === null || left === right) {
      this.#body.replaceChildren(el("p", { class: "hint" }, left !== null && left === right ? "Both sides are the same: choose another." : "Choose two actors above."));
      return;
    }
    const found = twoSides(this.#page, this.#visible.facts, left, right);
    const [one, other] = [thingOf(this.#page, left).label, thingOf(this.#page, right).label];
    this.#body.replaceChildren(
      ...this.#pairOf("What each does to the other", [`${one} to ${other}`, `${other} to ${one}`], found.acts),
      ...this.#whole("What they do together", found.together),
      ...this.#pairOf("What each says of the other", [`${one} on ${other}`, `${other} on ${one}`], found.says),
      ...this.#pairOf("Claims that only one side makes", [`Only on ${one}’s word`, `Only on ${other}’s word`], found.claims),
      ...this.#pairOf("Claimed and denied", [`${one}’s word`, `${other}’s word`], [found.disputed.map(([mine]) => mine), found.disputed.map(([, theirs]) => theirs)], false),
      ...this.#whole("What both sides claim", found.agreed),
    );
  }

  #head(which: 0 | 1, id: NodeId | null, other: NodeId | null): void {
    const head = this.#heads[which];
    if (id === null) {
      head.replaceChildren();
      return;
    }
    const thing = thingOf(this.#page, id);
    const look = this.#page.classes[thing.type];
    const side = other === null || other === id ? new Set<NodeId>() : sidesOf(this.#page, id, other)[0];
    const people = [...side].filter((member) => member !== id && thingOf(this.#page, member).type !== "Position");
    const names = people.flatMap((member, number) => [number > 0 ? ", " : "", nameButton(this.#page, member, this.#actions)]);
    head.replaceChildren(
      el("h3", {}, look === undefined ? null : glyph(look.glyph, thing.type), " ", nameButton(this.#page, id, this.#actions)),
      people.length === 0 ? "" : el("p", { class: "also" }, "and for it: ", ...names),
    );
  }

  /** Two columns under one heading; left out where both are empty, unless that itself says something. */
  #pairOf(title: string, heads: readonly [string, string], lists: readonly [FactId[], FactId[]], always = true): Node[] {
    if (!always && lists[0].length + lists[1].length === 0) return [];
    const column = (which: 0 | 1): HTMLElement =>
      el("div", { class: "side" }, el("h4", {}, bdi(heads[which]), " ", el("span", { class: "count" }, String(lists[which].length))), this.#list(lists[which]));
    return [el("section", { "aria-label": title }, el("h3", { class: "across" }, title), el("div", { class: "columns" }, column(0), column(1)))];
  }

  #whole(title: string, facts: FactId[]): Node[] {
    if (facts.length === 0) return [];
    return [el("section", { "aria-label": title }, el("h3", { class: "across" }, title, " ", el("span", { class: "count" }, String(facts.length))), this.#list(facts))];
  }

  #list(facts: FactId[]): HTMLElement {
    if (facts.length === 0) return el("p", { class: "hint" }, "Nothing that is shown.");
    return el("ul", { class: "facts" }, ...facts.map((id) => el("li", {}, foldedFact(this.#page, id, this.#actions))));
  }
}
