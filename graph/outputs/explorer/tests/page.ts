/** A small page, for tests. */

import type { DrawnEdge, DrawnNode, Fact, Page, Thing } from "../src/data";

export function fact(change: Partial<Fact> = {}): Fact {
  return {
    kind: "claim",
    relation: "partOf",
    left: ["n0"],
    verb: "is part of",
    right: ["n1"],
    subjects: ["n0"],
    objects: ["n1"],
    factuality: "Asserted",
    by: [],
    confidence: 0.9,
    date: null,
    place: null,
    content: null,
    direct: null,
    medium: null,
    rule: null,
    quotes: [],
    ...change,
  };
}

function node(id: string): DrawnNode {
  return { id, label: id, shape: "dot", x: 0, y: 0, size: 10, color: { background: "#000000", border: "#000000" } };
}

export function edge(id: string, from: string, to: string, of: string | null, relation = "partOf"): DrawnEdge {
  return {
    id, from, to, label: "", color: "#000000", width: 1, arrows: "to", dashes: false, smooth: { enabled: false },
    statecraft: { fact: of, relation, factuality: "Asserted", tone: "relation", verb: "" },
  };
}

export function page(things: Record<string, Thing>, facts: Fact[], edges: DrawnEdge[]): Page {
  return {
    articles: [],
    nodes: Object.keys(things).map(node),
    edges,
    things,
    facts,
    classes: {},
    kinds: {},
    factuality: {},
    tones: {},
    digest: "0123abcd",
  };
}
