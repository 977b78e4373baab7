/** A field that finds things by any of their names as you type; one is chosen by key or click. */

import { thingOf, type NodeId, type Page } from "./data";
import { bdi, el } from "./dom";
import { glyph } from "./glyphs";
import { search, type Found } from "./search";

/** A field with its list, for a place of its own; the id must be new to the page. */
export function picker(page: Page, id: string, label: string, chosen: (id: NodeId) => void): HTMLElement {
  const field = el("input", {
    type: "search", role: "combobox", id, "aria-expanded": "false", "aria-controls": `${id}-found`,
    "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false", "aria-label": label, placeholder: label,
  });
  const list = el("ul", { id: `${id}-found`, role: "listbox", "aria-label": "Found", class: "found" });
  list.hidden = true;
  connectPicker(page, field, list, chosen);
  return el("div", { class: "picker" }, field, list);
}

/** Connects a field and its list; chosen is called with the thing that was chosen. */
export function connectPicker(page: Page, field: HTMLInputElement, list: HTMLElement, chosen: (id: NodeId) => void): void {
  let hits: Found[] = [];
  let active = -1;

  const close = (): void => {
    list.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const choose = (id: NodeId): void => {
    field.value = thingOf(page, id).label;
    close();
    chosen(id);
  };
  const show = (): void => {
    hits = search(page, field.value);
    active = hits.length > 0 ? 0 : -1;
    list.replaceChildren(...hits.map((hit, number) => option(hit, number)));
    if (hits.length === 0 && field.value.trim() !== "") {
      list.append(el("li", { class: "hint", role: "option", "aria-disabled": "true" }, "Nobody and nothing of that name"));
    }
    list.hidden = field.value.trim() === "";
    field.setAttribute("aria-expanded", String(!list.hidden));
    mark();
  };
  const option = (hit: Found, number: number): HTMLElement => {
    const thing = thingOf(page, hit.id);
    const look = page.classes[thing.type];
    return el(
      "li",
      // The field keeps the focus: the list is hers.
      { id: `${list.id}-${number}`, role: "option", mousedown: (event) => event.preventDefault(), click: () => choose(hit.id) },
      look === undefined ? null : glyph(look.glyph, thing.type),
      bdi(hit.label),
      hit.alias === null ? null : el("span", { class: "quiet" }, " ", bdi(hit.alias)),
    );
  };
  const mark = (): void => {
    if (hits.length === 0) return;
    [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === active)));
    if (active < 0) return;
    field.setAttribute("aria-activedescendant", `${list.id}-${active}`);
    list.children[active]?.scrollIntoView({ block: "nearest" });
  };

  field.addEventListener("input", show);
  field.addEventListener("focus", () => field.value !== "" && show());
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.length > 0) active = (active + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
      mark();
    } else if (event.key === "Enter") {
      const hit = hits[active];
      if (hit !== undefined && !list.hidden) choose(hit.id);
    } else if (event.key === "Escape") {
      close();
    }
  });
}
