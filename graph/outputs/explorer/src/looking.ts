/** What can be done with a node: look around it, find the ways to another, hide it, keep it in place. */

import type { NodeId, Page } from "./data";
import { el } from "./dom";
import { picker } from "./picker";
import type { Scope, Store } from "./state";

export interface LookingActions {
  look: (scope: Scope) => void;
  hide: (id: NodeId) => void;
  pin: (id: NodeId) => void;
}

/** The row of tools below a node's name. */
export function lookingTools(page: Page, id: NodeId, store: Store, actions: LookingActions): HTMLElement {
  const { scope, pins } = store.state;
  const steps = scope?.kind === "steps" && scope.id === id ? scope.steps : 0;
  const around = [1, 2, 3].map((step) =>
    el(
      "button",
      {
        type: "button", "aria-pressed": String(step === steps), "aria-label": `Only what lies within ${step} ${step === 1 ? "step" : "steps"}`,
        click: () => actions.look(step === steps ? null : { kind: "steps", id, steps: step }),
      },
      String(step),
    ),
  );
  const pinned = pins.has(id);
  return el(
    "div",
    { class: "looking" },
    el("div", { role: "group", "aria-label": "Steps around" }, el("span", { class: "quiet" }, "Steps around "), ...around),
    el("div", { class: "way" }, picker(page, "way-to", "Ways to …", (to) => actions.look({ kind: "path", from: id, to }))),
    el(
      "div",
      {},
      el("button", { type: "button", click: () => actions.hide(id) }, "Hide"),
      " ",
      el("button", { type: "button", "aria-pressed": String(pinned), title: "Let it stay where it is", click: () => actions.pin(id) }, pinned ? "Pinned" : "Pin"),
    ),
  );
}
