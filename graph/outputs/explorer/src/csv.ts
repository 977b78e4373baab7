/** Facts as a table for spreadsheets, in the words of the page. */

import { factOf, thingOf, type FactId, type NodeId, type Page } from "./data";
import { sentenceOf } from "./filter";

const COLUMNS = ["who", "does", "what, to whom", "content", "put as", "according to", "date", "how sure", "sentence", "article"];

/** CSV of these facts, with a byte order mark, by which spreadsheets know that it is UTF-8. */
export function factsCsv(page: Page, ids: readonly FactId[]): string {
  const called = (nodes: readonly NodeId[]): string => nodes.map((id) => thingOf(page, id).label).join("; ");
  const rows = ids.map((id) => {
    const fact = factOf(page, id);
    const how = page.factuality[fact.factuality]?.short ?? fact.factuality;
    const article = page.articles[fact.quotes[0]?.article ?? 0]?.title ?? "";
    return [called(fact.left), fact.verb, called(fact.right), fact.content ?? "", how, called(fact.by), fact.date ?? "", fact.confidence.toFixed(2), sentenceOf(page, id), article];
  });
  return `\ufeff${[COLUMNS, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** A cell; what a spreadsheet would take for a formula is made text by an apostrophe. */
export function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
