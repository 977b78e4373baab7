/** The time line below the drawing: a tick for every act and statement; brushing it filters. */

import type { FactId, Page } from "./data";
import { spoken } from "./dates";
import { el, svg } from "./dom";
import type { Visible } from "./filter";
import { moments, type Moment } from "./scale";
import type { Hidden, Store } from "./state";
import { toneOf } from "./tones";

const HEIGHT = 46;
const MARGIN = 14;
const CLICK = 4;
const TONES = ["conflict", "cooperation", "neutral", "speech"] as const;

export class Timeline {
  readonly moments: readonly Moment[];
  readonly #page: Page;
  readonly #store: Store;
  readonly #undatedFacts: FactId[];
  readonly #field: SVGElement;
  readonly #brush: SVGElement;
  readonly #ticks: SVGElement;
  readonly #scale: HTMLElement;
  readonly #handles: HTMLElement[];
  readonly #said: HTMLElement;
  readonly #clear: HTMLElement;
  readonly #undated: HTMLInputElement;
  #visible: Visible;
  #drag: { from: number; at: number } | null = null;

  constructor(page: Page, host: HTMLElement, store: Store, visible: Visible) {
    this.#page = page;
    this.#store = store;
    this.#visible = visible;
    const facts = page.facts.map((fact, number) => ({ fact, id: `f${number}` })).filter(({ fact }) => fact.kind !== "claim");
    this.moments = moments(facts.map(({ fact, id }) => [id, fact.date] as const));
    const dated = new Set(this.moments.flatMap((moment) => moment.facts));
    this.#undatedFacts = facts.filter(({ id }) => !dated.has(id)).map(({ id }) => id);
    this.#brush = svg("rect", { class: "brush", y: "0", height: String(HEIGHT), width: "0" });
    this.#ticks = svg("g", {});
    this.#field = svg("svg", { class: "ticks", "aria-hidden": "true", height: String(HEIGHT) }, this.#brush, this.#ticks);
    this.#scale = el("div", { class: "dates", "aria-hidden": "true" });
    this.#handles = ["from", "to"].map((end) => this.#handle(end as "from" | "to"));
    this.#said = el("span", {});
    this.#clear = el("button", { type: "button", class: "link", click: () => store.hide({ from: null, to: null }) }, "All dates");
    this.#undated = el("input", { type: "checkbox", change: () => store.hide({ undated: this.#undated.checked }) });
    host.hidden = facts.length === 0;
    host.append(
      el(
        "div",
        { class: "span" },
        el("h2", {}, "When"),
        this.#said,
        this.#clear,
        this.#undatedFacts.length > 0 && el("label", {}, this.#undated, ` ${this.#undatedFacts.length} without a date`),
      ),
      el("div", { class: "strip" }, this.#field, ...this.#handles, this.#scale),
    );
    this.#listen();
    store.subscribe(({ hidden }, before) => {
      if (hidden !== before.hidden) this.#show(hidden);
    });
    new ResizeObserver(() => this.draw()).observe(this.#field);
    this.#show(store.state.hidden);
  }

  filter(visible: Visible): void {
    this.#visible = visible;
    this.draw();
  }

  /** How many ticks there are: one for each dated act or statement. */
  get count(): number {
    return this.moments.reduce((sum, moment) => sum + moment.facts.length, 0);
  }

  /** Where on the screen a date stands. */
  locate(date: string): { x: number; y: number } {
    const box = this.#field.getBoundingClientRect();
    const moment = this.moments.find((candidate) => candidate.date === date);
    return { x: box.left + (moment === undefined ? 0 : this.#x(moment.at)), y: box.top + HEIGHT - 3 };
  }

  draw(): void {
    const tallest = Math.max(1, ...this.moments.map((moment) => moment.facts.length));
    const high = Math.min(10, (HEIGHT - 4) / tallest);
    const paths = new Map<string, string>();
    for (const moment of this.moments) {
      const x = this.#x(moment.at);
      moment.facts.forEach((id, number) => {
        const name = this.#visible.facts.has(id) ? toneOf(this.#page, id) : "gone";
        const y = HEIGHT - (number + 1) * high;
        const gap = high > 3 ? 1.5 : 0;
        paths.set(name, `${paths.get(name) ?? ""}M${(x - 3).toFixed(1)} ${y.toFixed(1)}h6v${(high - gap).toFixed(1)}h-6z`);
      });
    }
    const drawn = [...TONES, "relation", "gone"].filter((name) => paths.has(name)).map((name) => {
      const path = svg("path", { d: paths.get(name) ?? "", class: name });
      path.style.setProperty("--colour", name === "gone" ? "var(--rule)" : `var(--tone-${name})`);
      return path;
    });
    this.#ticks.replaceChildren(...drawn);
    this.#drawScale();
    this.#drawBrush();
  }

  /** As many dates as have room, the first and the last among them. */
  #drawScale(): void {
    const width = this.#width();
    const labels: HTMLElement[] = [];
    const last = this.moments[this.moments.length - 1];
    let free = -Infinity;
    for (const moment of this.moments) {
      const x = this.#x(moment.at);
      const text = spoken(moment.date);
      const half = text.length * 3.3 + 6;
      const centre = Math.min(Math.max(x, half), width - half);
      const crowded = last !== undefined && moment !== last && centre + half > Math.min(this.#x(last.at), width - half) - spoken(last.date).length * 3.3 - 6;
      if (centre - half < free || crowded) continue;
      free = centre + half;
      const label = el("span", {}, text);
      label.style.setProperty("--x", `${centre}px`);
      labels.push(label);
    }
    this.#scale.replaceChildren(...labels);
  }

  #drawBrush(): void {
    const { from, to } = this.#store.state.hidden;
    const whole = from === null && to === null;
    const [left, right] = this.#drag !== null ? [Math.min(this.#drag.from, this.#drag.at), Math.max(this.#drag.from, this.#drag.at)] : [this.#edge(from, 0), this.#edge(to, 1)];
    this.#brush.setAttribute("x", String(left));
    this.#brush.setAttribute("width", String(whole && this.#drag === null ? 0 : Math.max(right - left, 0)));
    this.#handles.forEach((handle, number) => {
      const index = this.#bound(number === 0 ? "from" : "to");
      const moment = this.moments[index];
      handle.hidden = this.moments.length < 2;
      handle.style.setProperty("--x", `${number === 0 ? this.#edge(from, 0) : this.#edge(to, 1)}px`);
      handle.setAttribute("aria-valuemax", String(Math.max(this.moments.length - 1, 0)));
      handle.setAttribute("aria-valuenow", String(index));
      handle.setAttribute("aria-valuetext", moment === undefined ? "" : spoken(moment.date));
    });
  }

  #show(hidden: Hidden): void {
    const whole = hidden.from === null && hidden.to === null;
    this.#clear.hidden = whole;
    this.#undated.checked = whole || hidden.undated;
    this.#undated.disabled = whole;
    const first = this.moments[this.#bound("from")];
    const last = this.moments[this.#bound("to")];
    if (first === undefined || last === undefined) this.#said.textContent = "the article dates nothing";
    else if (whole) this.#said.textContent = "drag over the dates to see a part of them";
    else this.#said.textContent = first === last ? spoken(first.date) : `${spoken(first.date)} to ${spoken(last.date)}`;
    this.draw();
  }

  /** The first or last moment that the bounds leave. */
  #bound(end: "from" | "to"): number {
    const date = this.#store.state.hidden[end];
    const index = this.moments.findIndex((moment) => moment.date === date);
    if (index >= 0) return index;
    return end === "from" ? 0 : Math.max(this.moments.length - 1, 0);
  }

  #edge(date: string | null, otherwise: 0 | 1): number {
    const moment = this.moments.find((candidate) => candidate.date === date);
    if (moment === undefined) return otherwise === 0 ? MARGIN - 8 : this.#width() - MARGIN + 8;
    return this.#x(moment.at) + (otherwise === 0 ? -6 : 6);
  }

  #width(): number {
    return Math.max(this.#field.clientWidth, 2 * MARGIN + 1);
  }

  #x(at: number): number {
    return MARGIN + at * (this.#width() - 2 * MARGIN);
  }

  /** Chooses the dates between two places of the strip. */
  #choose(left: number, right: number): void {
    const inside = this.moments.filter((moment) => this.#x(moment.at) >= left - 3 && this.#x(moment.at) <= right + 3);
    const [first, last] = [inside[0], inside[inside.length - 1]];
    if (first !== undefined && last !== undefined) this.#store.hide({ from: first.date, to: last.date });
    else this.#drawBrush();
  }

  #tickAt(x: number, y: number): FactId | null {
    const tallest = Math.max(1, ...this.moments.map((moment) => moment.facts.length));
    const high = Math.min(10, (HEIGHT - 4) / tallest);
    const moment = this.moments.find((candidate) => Math.abs(this.#x(candidate.at) - x) <= 5);
    return moment?.facts[Math.floor((HEIGHT - y) / high)] ?? null;
  }

  #listen(): void {
    const field = this.#field;
    const at = (event: PointerEvent): number => event.clientX - field.getBoundingClientRect().left;
    field.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      field.setPointerCapture(event.pointerId);
      this.#drag = { from: at(event), at: at(event) };
    });
    field.addEventListener("pointermove", (event) => {
      if (this.#drag === null) return;
      this.#drag.at = at(event);
      this.#drawBrush();
    });
    field.addEventListener("pointerup", (event) => {
      if (this.#drag === null) return;
      const { from } = this.#drag;
      const to = at(event);
      this.#drag = null;
      if (Math.abs(to - from) > CLICK) {
        this.#choose(Math.min(from, to), Math.max(from, to));
        return;
      }
      const fact = this.#tickAt(to, event.clientY - field.getBoundingClientRect().top);
      if (fact !== null) this.#store.select({ kind: "fact", id: fact });
      else this.#store.hide({ from: null, to: null });
    });
    field.addEventListener("pointercancel", () => {
      this.#drag = null;
      this.#drawBrush();
    });
  }

  #handle(end: "from" | "to"): HTMLElement {
    const keydown = (event: Event): void => {
      const step: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -this.moments.length, End: this.moments.length };
      const by = step[(event as KeyboardEvent).key];
      if (by === undefined) return;
      event.preventDefault();
      const [low, high] = end === "from" ? [0, this.#bound("to")] : [this.#bound("from"), this.moments.length - 1];
      const moment = this.moments[Math.min(Math.max(this.#bound(end) + by, low), high)];
      if (moment === undefined) return;
      const outermost = moment === this.moments[end === "from" ? 0 : this.moments.length - 1];
      this.#store.hide({ [end]: outermost ? null : moment.date });
    };
    return el("div", {
      class: `handle ${end}`, role: "slider", tabindex: "0", "aria-valuemin": "0", "aria-orientation": "horizontal",
      "aria-label": end === "from" ? "First date shown" : "Last date shown", keydown,
    });
  }
}
