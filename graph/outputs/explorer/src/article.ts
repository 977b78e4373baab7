/** The article beside the drawing: names can be clicked, and a sentence be shown. */

import { thingOf, type NodeId, type Page, type Quote } from "./data";
import { bdi, el } from "./dom";

/** Builds the text of all articles into its place. */
export function buildArticle(page: Page, host: HTMLElement, select: (id: NodeId) => void): void {
  page.articles.forEach((article, number) => {
    if (page.articles.length > 1) host.append(el("h2", {}, bdi(article.title ?? "Without a title")));
    for (const paragraph of article.paragraphs) {
      const runs = paragraph.map(([begin, text, ...nodes]) => {
        const place = { "data-at": `${number}:${begin}` };
        const [first] = nodes;
        if (first === undefined) return el("span", place, text);
        const label = nodes.map((id) => thingOf(page, id).label).join(", ");
        // Not a button element: a name has to break and flow like the words around it.
        const keydown = (event: Event): void => {
          if (["Enter", " "].includes((event as KeyboardEvent).key)) {
            event.preventDefault();
            select(first);
          }
        };
        const name = el("span", { ...place, role: "button", tabindex: "0", class: "name", title: label, click: () => select(first), keydown }, text);
        name.dataset["nodes"] = nodes.join(" ");
        return name;
      });
      const title = runs.map((run) => run.textContent).join("").trim() === article.title;
      host.append(el("p", { dir: "auto", class: title ? "title" : "" }, ...runs));
    }
  });
}

/** Marks the runs of a quote and brings them into view. */
export function showQuote(host: HTMLElement, quote: Quote): void {
  let first: HTMLElement | null = null;
  for (const run of host.querySelectorAll<HTMLElement>("[data-at]")) {
    const [article, begin] = (run.dataset["at"] ?? "").split(":").map(Number);
    const inside = article === quote.article && begin !== undefined && begin >= quote.begin && begin < quote.end;
    run.classList.toggle("shown", inside);
    if (inside) first ??= run;
  }
  first?.scrollIntoView({ block: "center" });
}

/** Marks where the article names the selected thing. */
export function markNames(host: HTMLElement, id: NodeId | null): void {
  for (const name of host.querySelectorAll<HTMLElement>(".name")) {
    name.classList.toggle("selected", id !== null && (name.dataset["nodes"] ?? "").split(" ").includes(id));
  }
}
