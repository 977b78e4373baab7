/** What the reader has chosen: a view, a selection, what is filtered away, and what is looked at. */

export const VIEWS = ["drawing", "sides", "tables", "ask"] as const;
export type View = (typeof VIEWS)[number];

export type Selection =
  | { kind: "node"; id: string }
  | { kind: "edge"; id: string }
  | { kind: "fact"; id: string }
  | null;

export interface Hidden {
  classes: ReadonlySet<string>;
  relations: ReadonlySet<string>;
  factuality: ReadonlySet<string>;
  sources: ReadonlySet<string>;
  /** Nodes that the reader put away one by one. */
  things: ReadonlySet<string>;
  /** Facts that are less sure than this are hidden. */
  confidence: number;
  /** Acts and words outside of these dates are hidden; null: no bound. */
  from: string | null;
  to: string | null;
  /** Whether acts and words without a date stay while there is a bound. */
  undated: boolean;
}

/** A part of the graph that is looked at: a neighbourhood, the ways between two, or some nodes. */
export type Scope =
  | { kind: "steps"; id: string; steps: number }
  | { kind: "path"; from: string; to: string }
  | { kind: "set"; ids: readonly string[] }
  | null;

export interface Place {
  x: number;
  y: number;
}

export interface State {
  view: View;
  selection: Selection;
  hidden: Hidden;
  scope: Scope;
  /** Where the reader put nodes that have to stay there. */
  pins: ReadonlyMap<string, Place>;
  sides: readonly [string | null, string | null];
  /** The query that was asked last. */
  query: string | null;
}

type Listener = (state: State, before: State) => void;

export const NOTHING_HIDDEN: Hidden = {
  classes: new Set(),
  relations: new Set(),
  factuality: new Set(),
  sources: new Set(),
  things: new Set(),
  confidence: 0,
  from: null,
  to: null,
  undated: false,
};

export const AT_FIRST: State = {
  view: "drawing",
  selection: null,
  hidden: NOTHING_HIDDEN,
  scope: null,
  pins: new Map(),
  sides: [null, null],
  query: null,
};

/** Holds the state and tells whoever subscribed when it changes. */
export class Store {
  #state: State;
  readonly #listeners: Listener[] = [];

  constructor(state: State = AT_FIRST) {
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  subscribe(listener: Listener): void {
    this.#listeners.push(listener);
  }

  select(selection: Selection): void {
    this.set({ selection });
  }

  hide(change: Partial<Hidden>): void {
    this.set({ hidden: { ...this.#state.hidden, ...change } });
  }

  /** Keeps a node where it is, or lets it go with null. */
  pin(id: string, place: Place | null): void {
    const pins = new Map(this.#state.pins);
    if (place === null) pins.delete(id);
    else pins.set(id, place);
    this.set({ pins });
  }

  set(change: Partial<State>): void {
    const before = this.#state;
    this.#state = { ...before, ...change };
    for (const listener of this.#listeners) listener(this.#state, before);
  }
}

/** A copy of the set in which the member is, or is not. */
export function toggled(set: ReadonlySet<string>, member: string, inside: boolean): Set<string> {
  const copy = new Set(set);
  if (inside) copy.add(member);
  else copy.delete(member);
  return copy;
}
