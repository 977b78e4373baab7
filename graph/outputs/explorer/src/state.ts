/** What the reader has chosen: one selection, and what is filtered away. */

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
  /** Facts that are less sure than this are hidden. */
  confidence: number;
}

export interface State {
  selection: Selection;
  hidden: Hidden;
}

type Listener = (state: State, before: State) => void;

export const NOTHING_HIDDEN: Hidden = {
  classes: new Set(),
  relations: new Set(),
  factuality: new Set(),
  sources: new Set(),
  confidence: 0,
};

/** Holds the state and tells whoever subscribed when it changes. */
export class Store {
  #state: State = { selection: null, hidden: NOTHING_HIDDEN };
  readonly #listeners: Listener[] = [];

  get state(): State {
    return this.#state;
  }

  subscribe(listener: Listener): void {
    this.#listeners.push(listener);
  }

  select(selection: Selection): void {
    this.#set({ ...this.#state, selection });
  }

  hide(change: Partial<Hidden>): void {
    this.#set({ ...this.#state, hidden: { ...this.#state.hidden, ...change } });
  }

  #set(state: State): void {
    const before = this.#state;
    this.#state = state;
    for (const listener of this.#listeners) listener(state, before);
  }
}

/** A copy of the set in which the member is, or is not. */
export function toggled(set: ReadonlySet<string>, member: string, inside: boolean): Set<string> {
  const copy = new Set(set);
  if (inside) copy.add(member);
  else copy.delete(member);
  return copy;
}
