/** The menu that writes to files: pictures, tables and the graph, of what is shown or of all. */

import { factsCsv } from "./csv";
import type { Page } from "./data";
import { el } from "./dom";
import type { Visible } from "./filter";
import { rasterized } from "./picture";
import { allTriples, readRdf, shownTriples, toJsonLd, toTurtle, type RdfBlock } from "./rdf";

export interface Source {
  /** What is shown now. */
  shown: () => Visible;
  /** Everything that there is. */
  all: () => Visible;
  picture: (visible: Visible) => { svg: string; width: number; height: number };
}

interface Kind {
  suffix: string;
  label: string;
  type: string;
  write: (visible: Visible | null) => string | Blob | Promise<Blob>;
}

/** Fills the menu; the graph's own formats are there where the page has the graph. */
export function buildKeep(page: Page, host: HTMLDetailsElement, source: Source): void {
  const rdf = lazyRdf();
  const triples = (visible: Visible | null, graph: RdfBlock) => (visible === null ? allTriples(graph) : shownTriples(graph, page, visible));
  const graph = (write: (graph: RdfBlock, visible: Visible | null) => string) => (visible: Visible | null): string => {
    const found = rdf();
    return found === null ? "" : write(found, visible);
  };
  const drawn = (visible: Visible | null): Visible => visible ?? source.all();
  const kinds: Kind[] = [
    { suffix: "png", label: "Picture (PNG)", type: "image/png", write: (visible) => rasterized(source.picture(drawn(visible))) },
    { suffix: "svg", label: "Drawing (SVG)", type: "image/svg+xml", write: (visible) => source.picture(drawn(visible)).svg },
    { suffix: "csv", label: "Table (CSV)", type: "text/csv", write: (visible) => factsCsv(page, inOrder(page, drawn(visible))) },
  ];
  if (document.getElementById("rdf") !== null) {
    kinds.push(
      { suffix: "ttl", label: "Graph (Turtle)", type: "text/turtle", write: graph((found, visible) => toTurtle(found, triples(visible, found))) },
      { suffix: "jsonld", label: "Graph (JSON-LD)", type: "application/ld+json", write: graph((found, visible) => toJsonLd(found, triples(visible, found))) },
    );
  }
  const which = (value: string, label: string, checked: boolean): HTMLElement =>
    el("label", {}, el("input", { type: "radio", name: "keep", value, checked }), ` ${label}`);
  const said = el("p", { role: "status", class: "quiet" });
  const write = async (kind: Kind): Promise<void> => {
    const all = host.querySelector<HTMLInputElement>("input[value=all]")?.checked === true;
    try {
      const content = await kind.write(all ? null : source.shown());
      save(content instanceof Blob ? content : new Blob([content], { type: kind.type }), `${nameOf(document.title)}.${kind.suffix}`);
      said.textContent = "";
      host.open = false;
    } catch (error) {
      said.textContent = `That did not work: ${error instanceof Error ? error.message : String(error)}`;
    }
  };
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(location.href);
      said.textContent = "The address is copied; it brings back this view.";
    } catch {
      said.textContent = "The address of this page, as the browser shows it, brings back this view.";
    }
  };
  host.querySelector(".menu")?.append(
    el("fieldset", {}, el("legend", {}, "Keep"), which("shown", "what is shown", true), which("all", "everything", false)),
    ...kinds.map((kind) => el("button", { type: "button", "data-kind": kind.suffix, click: () => void write(kind) }, kind.label)),
    el("button", { type: "button", click: () => void copy() }, "Link to this view"),
    said,
  );
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !host.contains(event.target)) host.open = false;
  });
  host.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !host.open) return;
    event.stopPropagation();
    host.open = false;
    host.querySelector("summary")?.focus();
  });
}

function lazyRdf(): () => RdfBlock | null {
  let read: RdfBlock | null | undefined;
  return () => (read === undefined ? (read = readRdf(document)) : read);
}

function inOrder(page: Page, visible: Visible): string[] {
  return page.facts.map((_fact, number) => `f${number}`).filter((id) => visible.facts.has(id));
}

/** A title as the name of a file. */
export function nameOf(title: string): string {
  const name = title
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return name === "" ? "statecraft" : name;
}

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers only begin to read after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
