/** What the page is given: the JSON block that the generator wrote, as it is. */

export type NodeId = string;
export type EdgeId = string;
export type FactId = string;
export type Role = "subject" | "object" | "trigger";

/** A piece of text and what it is: the roles of a quote's words, or the ids that a name stands for. */
export type QuoteRun = [text: string, ...roles: Role[]];
export type ArticleRun = [begin: number, text: string, ...nodes: NodeId[]];

export interface Quote {
  article: number;
  begin: number;
  end: number;
  runs: QuoteRun[];
}

export interface Fact {
  kind: "claim" | "event" | "statement";
  relation: string;
  /** The fact in words: who, does what, to whom. */
  left: NodeId[];
  verb: string;
  right: NodeId[];
  subjects: NodeId[];
  objects: NodeId[];
  factuality: string;
  by: NodeId[];
  confidence: number;
  date: string | null;
  place: NodeId | null;
  content: string | null;
  direct: boolean | null;
  medium: string | null;
  rule: string | null;
  /** Whom and what the words of a statement name. */
  names?: NodeId[];
  quotes: Quote[];
}

export interface Thing {
  label: string;
  type: string;
  weight: number;
  aliases?: string[];
  background?: boolean;
  mentions?: number;
  /** Set for an act that has a node of its own. */
  fact?: FactId;
  relation?: string;
  factuality?: string;
}

export interface DrawnNode {
  id: NodeId;
  label: string;
  shape: string;
  x: number;
  y: number;
  size: number;
  color: { background: string; border: string };
  opacity?: number;
  borderWidth?: number;
  shapeProperties?: { borderDashes: number[] };
}

export interface DrawnEdge {
  id: EdgeId;
  from: NodeId;
  to: NodeId;
  label: string;
  color: string;
  width: number;
  arrows: string;
  dashes: number[] | false;
  smooth: { enabled: false } | { type: string; roundness: number };
  selfReference?: { size: number };
  statecraft: {
    fact: FactId | null;
    relation: string;
    factuality: string;
    tone: string;
    verb: string;
  };
}

export interface Look {
  one: string;
  many: string;
  glyph: string;
  light: string;
  dark: string;
}

export interface Article {
  title: string | null;
  publisher: string | null;
  date: string | null;
  paragraphs: ArticleRun[][];
}

export interface Page {
  articles: Article[];
  nodes: DrawnNode[];
  edges: DrawnEdge[];
  things: Record<NodeId, Thing>;
  /** In the order of their ids: f0, f1, … */
  facts: Fact[];
  classes: Record<string, Look>;
  kinds: Record<string, string>;
  factuality: Record<string, { short: string; long: string }>;
  tones: Record<string, { light: string; dark: string }>;
  /** Of a very large graph: which nodes lie close together, largest group first. */
  communities?: NodeId[][];
  /** What tells this graph from others, for links to it. */
  digest: string;
}

/** Reads the page's data block. */
export function readPage(document: Document): Page {
  const block = document.getElementById("data");
  if (block === null) throw new Error("the page has no data block");
  return JSON.parse(block.textContent) as Page;
}

/** The fact with this id. */
export function factOf(page: Page, id: FactId): Fact {
  const fact = page.facts[Number(id.slice(1))];
  if (fact === undefined) throw new Error(`no fact ${id}`);
  return fact;
}

/** The thing with this id. */
export function thingOf(page: Page, id: NodeId): Thing {
  const thing = page.things[id];
  if (thing === undefined) throw new Error(`no thing ${id}`);
  return thing;
}

/** Everybody and everything that a fact ties together. */
export function partiesOf(fact: Fact): NodeId[] {
  return [...new Set([...fact.subjects, ...fact.objects])];
}
