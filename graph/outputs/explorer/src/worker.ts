/** The query engine, in a thread of its own: Oxigraph, started with the graph, then asked. */

import init, { Store } from "oxigraph/web.js";
import { toQuads, type RdfBlock } from "./rdf";
import { formOf, prologue } from "./sparql";

export type Request = { kind: "start"; engine: string; rdf: string } | { kind: "ask"; id: number; query: string };

export interface Cell {
  type: "uri" | "literal" | "bnode";
  value: string;
}

export type Answer =
  | { kind: "rows"; columns: string[]; rows: (Cell | null)[][] }
  | { kind: "boolean"; value: boolean }
  | { kind: "graph"; text: string };

export type Reply =
  | { kind: "ready"; triples: number }
  | { kind: "answer"; id: number; answer: Answer; took: number }
  | { kind: "failed"; id: number | null; reason: string };

interface SparqlJson {
  head: { vars?: string[] };
  boolean?: boolean;
  results?: { bindings: Record<string, Cell>[] };
}

let store: Store | null = null;
let prefixes: Record<string, string> = {};

async function start(engine: string, text: string): Promise<number> {
  const packed = Uint8Array.from(atob(engine), (sign) => sign.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  await init({ module_or_path: await new Response(unpacked).arrayBuffer() });
  const rdf = JSON.parse(text) as RdfBlock;
  prefixes = rdf.prefixes;
  store = new Store();
  store.load(toQuads(rdf), { format: "application/n-quads", no_transaction: true });
  return new Set(rdf.graphs.flatMap(([, numbers]) => triplesOf(numbers))).size;
}

function triplesOf(numbers: number[]): string[] {
  const keys: string[] = [];
  for (let at = 0; at + 2 < numbers.length; at += 3) keys.push(numbers.slice(at, at + 3).join(" "));
  return keys;
}

function ask(query: string): Answer {
  if (store === null) throw new Error("the engine has not started");
  const form = formOf(query);
  if (form === null) throw new Error("This only answers questions: begin with SELECT, ASK, CONSTRUCT or DESCRIBE.");
  // On the query's own line, so that the engine counts lines as the reader does.
  const whole = `${prologue(prefixes)} ${query}`;
  if (form === "CONSTRUCT" || form === "DESCRIBE") return { kind: "graph", text: String(store.query(whole, { results_format: "text/turtle" })) };
  const json = JSON.parse(String(store.query(whole, { results_format: "application/sparql-results+json" }))) as SparqlJson;
  if (json.boolean !== undefined) return { kind: "boolean", value: json.boolean };
  const columns = json.head.vars ?? [];
  const rows = (json.results?.bindings ?? []).map((row) => columns.map((column) => row[column] ?? null));
  return { kind: "rows", columns, rows };
}

function failure(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}

const post = (reply: Reply): void => self.postMessage(reply);

self.onmessage = ({ data }: MessageEvent<Request>): void => {
  if (data.kind === "start") {
    start(data.engine, data.rdf).then(
      (triples) => post({ kind: "ready", triples }),
      (error: unknown) => post({ kind: "failed", id: null, reason: failure(error) }),
    );
    return;
  }
  try {
    const begin = performance.now();
    const answer = ask(data.query);
    post({ kind: "answer", id: data.id, answer, took: performance.now() - begin });
  } catch (error) {
    post({ kind: "failed", id: data.id, reason: failure(error) });
  }
};
