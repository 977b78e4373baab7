/** The list that stands in the page anyway: with a script, its names and verbs select. */

import { el } from "./dom";
import type { Visible } from "./filter";
import type { Selection } from "./state";

/** Makes names and verbs of the list into buttons. */
export function connectList(host: HTMLElement, select: (selection: Selection) => void): void {
  const upgrade = (place: HTMLElement, selection: Selection): void => {
    const button = el("button", { type: "button", class: "link", click: () => select(selection) });
    button.append(...place.childNodes);
    place.replaceChildren(button);
  };
  for (const name of host.querySelectorAll<HTMLElement>("[data-node]")) upgrade(name, { kind: "node", id: name.dataset["node"] ?? "" });
  for (const verb of host.querySelectorAll<HTMLElement>("[data-fact]")) upgrade(verb, { kind: "fact", id: verb.dataset["fact"] ?? "" });
}

/** Leaves in the list what the filters leave. */
export function filterList(host: HTMLElement, visible: Visible): void {
  for (const row of host.querySelectorAll<HTMLElement>("[data-row]")) row.hidden = !visible.facts.has(row.dataset["row"] ?? "");
  for (const name of host.querySelectorAll<HTMLElement>("li > [data-node]")) {
    const item = name.parentElement;
    if (item !== null) item.hidden = !visible.nodes.has(name.dataset["node"] ?? "");
  }
}
