import { expect, test } from "vitest";
import { cell } from "../src/csv";
import { allTriples, literal, toJsonLd, toQuads, toTurtle, type RdfBlock } from "../src/rdf";
import { bind, formOf, pieces } from "../src/sparql";

const rdf: RdfBlock = {
  prefixes: { ex: "http://example.org/", xsd: "http://www.w3.org/2001/XMLSchema#" },
  terms: ["<http://example.org/a>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<http://example.org/B>", "<http://example.org/says>", '"so \\"it\\" is"@en', '"7"^^<http://www.w3.org/2001/XMLSchema#integer>', "<http://example.org/g>", "<http://example.org/a/b>"],
  graphs: [[null, [0, 1, 2]], [6, [0, 1, 2, 0, 3, 4, 0, 3, 5, 7, 3, 0]]],
  nodes: {},
  facts: [],
};

test("a triple of two graphs is one triple", () => {
  expect(allTriples(rdf)).toHaveLength(4);
});

test("Turtle shortens what it safely can", () => {
  const text = toTurtle(rdf, allTriples(rdf));
  expect(text).toContain('ex:a a ex:B ;\n\tex:says "so \\"it\\" is"@en , "7"^^xsd:integer .');
  expect(text).toContain("<http://example.org/a/b> ex:says ex:a .");
});

test("JSON-LD keeps languages and types", () => {
  const [first] = (JSON.parse(toJsonLd(rdf, allTriples(rdf))) as { "@graph": Record<string, unknown>[] })["@graph"];
  expect(first?.["@type"]).toEqual(["http://example.org/B"]);
  expect(first?.["http://example.org/says"]).toEqual([
    { "@value": 'so "it" is', "@language": "en" },
    { "@value": "7", "@type": "http://www.w3.org/2001/XMLSchema#integer" },
  ]);
});

test("quads are in their graph and in the default one", () => {
  expect(toQuads(rdf).split("\n")).toHaveLength(1 + 2 * 4);
});

test("escapes of a literal are read", () => {
  expect(literal('"a\\n\\u00e9\\U0001F600\\\\"')).toEqual({ value: "a\né😀\\" });
});

test("a query keeps its text in pieces, and its form is found behind comments and names", () => {
  const query = '# ASK\nPREFIX ask: <http://x/select>\nselect ?a { ?a ask:b "CONSTRUCT" }';
  expect(pieces(query).map(([, text]) => text).join("")).toBe(query);
  expect(formOf(query)).toBe("SELECT");
  expect(formOf("DELETE WHERE {}")).toBeNull();
});

test("a parameter is put in as text, whatever it holds", () => {
  const query = 'SELECT * {\n  VALUES ?x { "" }\n}';
  expect(bind(query, new Map([["x", 'a"} \\ $& \n']]))).toBe('SELECT * {\n  VALUES ?x { "a\\"} \\\\ $& \\n" }\n}');
  expect(bind(query, new Map([["y", "b"]]))).toBe(query);
});

test("no cell is a formula, and numbers stay numbers", () => {
  expect(cell("=1+1")).toBe("'=1+1");
  expect(cell("-0.5")).toBe("-0.5");
  expect(cell('a,"b"')).toBe('"a,""b"""');
});
