/** SPARQL as text: its pieces for colouring, its form, and the parameters of the named questions. */

export type Kind = "comment" | "iri" | "text" | "variable" | "name" | "word" | "number" | "other";

const TOKEN =
  /(?<comment>#[^\r\n]*)|(?<iri><[^\s<>"{}|^`\\]*>)|(?<text>"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')|(?<variable>[?$]\w+)|(?<name>[\p{L}][\w.-]*:[\w.:%-]*|_?:[\w.-]+)|(?<word>[A-Za-z_]\w*)|(?<number>\d+(?:\.\d+)?)|(?<other>\s+|.)/gu;

/** The pieces of a query in order; together they are the query. */
export function pieces(query: string): [kind: Kind, text: string][] {
  const found: [Kind, string][] = [];
  for (const match of query.matchAll(TOKEN)) {
    const kind = (Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0] ?? "other") as Kind;
    found.push([kind, match[0]]);
  }
  return found;
}

/** Whether a query answers with rows, yes or no, or a graph; null for what is no query. */
export function formOf(query: string): "SELECT" | "ASK" | "CONSTRUCT" | "DESCRIBE" | null {
  for (const [kind, text] of pieces(query)) {
    const word = kind === "word" ? text.toUpperCase() : "";
    if (word === "SELECT" || word === "ASK" || word === "CONSTRUCT" || word === "DESCRIBE") return word;
  }
  return null;
}

const PARAMETER = /^([ \t]*VALUES[ \t]+\?(\w+)[ \t]*\{[ \t]*)"([^"\\\n]*)"([ \t]*\})/gm;

/** The query with other values for its parameters, whatever characters these hold. */
export function bind(query: string, values: ReadonlyMap<string, string>): string {
  return query.replace(PARAMETER, (whole, head: string, name: string, _default: string, tail: string) => {
    const value = values.get(name);
    return value === undefined ? whole : `${head}${quoted(value)}${tail}`;
  });
}

function quoted(value: string): string {
  const signs: Record<string, string> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  return `"${value.replace(/[\\"\n\r\t]/g, (sign) => signs[sign] ?? sign)}"`;
}

/** The prefixes that a query need not declare, on a line that is put before it. */
export function prologue(prefixes: Record<string, string>): string {
  return Object.entries(prefixes).map(([prefix, base]) => `PREFIX ${prefix}: <${base}>`).join(" ");
}
