/** The colour that a fact has in the drawing, the legend and the time line. */

import { factOf, type FactId, type Page } from "./data";
import { indexOf } from "./index";

/** The name of a fact's tone: its edge's; speech and relations have their own. */
export function toneOf(page: Page, id: FactId): string {
  const fact = factOf(page, id);
  if (fact.kind === "statement") return "speech";
  if (fact.kind === "claim") return "relation";
  const edge = indexOf(page).edgesOf.get(id)?.find(({ statecraft }) => statecraft.tone !== "relation");
  return edge?.statecraft.tone ?? "neutral";
}
