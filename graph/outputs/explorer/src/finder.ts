/** The search field of the top bar: "/" leads there from anywhere. */

import type { NodeId, Page } from "./data";
import { connectPicker } from "./picker";

/** Connects the field and its list; found is called with the thing that was chosen. */
export function connectFinder(page: Page, field: HTMLInputElement, list: HTMLElement, found: (id: NodeId) => void): void {
  connectPicker(page, field, list, found);
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}
