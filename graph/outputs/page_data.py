"""What the page's script is given: the network as it is drawn, and what is known of each part.

Everything in it goes by opaque ids (n0, e0, f0, …): no IRI and no name of an article's own choosing
ever becomes a key, a class or an address.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import networkx as nx

from graph.model import Fact, Node, Quote, View
from graph.outputs.communities import communities
from graph.outputs.drawing import draw
from graph.outputs.network import to_networkx
from graph.outputs.reading import Names, paragraphs, quote_runs
from graph.outputs.words import EVENT, plural, words

GROUPED_ABOVE = 10_000  # Networks of more nodes than this are shown by groups first.


@dataclass(frozen=True, slots=True)
class Numbering:
    """The opaque ids of one page, by IRI."""

    nodes: Mapping[str, str]
    facts: Mapping[str, str]

    def of(self, iris: tuple[str, ...]) -> list[str]:
        """The ids of these nodes, in their order."""
        return [self.nodes[iri] for iri in iris]


def page_data(view: View) -> tuple[dict[str, object], Numbering]:
    """The page's data block, ready for JSON, and the ids that it uses."""
    network = to_networkx(view)
    numbering = Numbering(
        nodes={iri: f"n{number}" for number, iri in enumerate(network)},
        facts={fact.iri: f"f{number}" for number, fact in enumerate(view.facts)},
    )
    data = _data(view, network, numbering)
    if len(network) > GROUPED_ABOVE:
        data["communities"] = [
            numbering.of(tuple(group)) for group in communities(network) if len(group) > 1
        ]
    # A link into the page goes by its ids, so it holds for a page of the very same data.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    data["digest"] = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return data, numbering


def _data(view: View, network: nx.MultiDiGraph[str], numbering: Numbering) -> dict[str, object]:
    articles = {article.iri: number for number, article in enumerate(view.articles)}
    nodes = {node.iri: node for node in view.nodes}
    vocabulary = words()
    named = Names(view)
    classes = {attributes["type"] for _iri, attributes in network.nodes(data=True)}
    relations = {attributes["relation"] for *_ends, attributes in network.edges(data=True)}
    relations |= {fact.relation for fact in view.facts}
    return {
        "articles": [
            {
                "title": article.title,
                "publisher": article.publisher,
                "date": article.date,
                "paragraphs": paragraphs(article, view, numbering.nodes),
            }
            for article in view.articles
        ],
        **_drawing(network, numbering),
        "things": _things(view, network, numbering),
        "facts": [
            _fact(fact, nodes, numbering, articles) | _named(fact, named, numbering)
            for fact in view.facts
        ],
        "classes": {name: asdict(vocabulary.look(name)) for name in sorted(classes)},
        "kinds": {name: vocabulary.kind(name) for name in sorted(relations)},
        "factuality": {
            name: {"short": short, "long": long}
            for name, (short, long) in vocabulary.factuality.items()
        },
        "tones": {
            name: {"light": light, "dark": dark} for name, (light, dark) in vocabulary.tones.items()
        },
    }


def _drawing(network: nx.MultiDiGraph[str], numbering: Numbering) -> dict[str, object]:
    """What vis-network draws, as pyvis models it, with what the page must know of each edge."""
    drawing = draw(network)
    tone = words().tone
    for options, (_s, _t, attributes) in zip(drawing.edges, network.edges(data=True), strict=True):
        options["statecraft"] = {
            "fact": numbering.facts.get(attributes.get("fact", "")),
            "relation": attributes["relation"],
            "factuality": attributes["factuality"],
            "tone": "relation"
            if attributes["role"] == "place"
            else tone(attributes["kind"], attributes["relation"]),
            "verb": attributes["label"],
        }
    return {"nodes": drawing.nodes, "edges": drawing.edges}


def _things(
    view: View, network: nx.MultiDiGraph[str], numbering: Numbering
) -> dict[str, dict[str, object]]:
    known = {node.iri: node for node in view.nodes}
    things: dict[str, dict[str, object]] = {}
    for iri, attributes in network.nodes(data=True):
        thing: dict[str, object] = {
            "label": attributes["label"],
            "type": attributes["type"],
            "weight": attributes["weight"],
        }
        if attributes["type"] == EVENT:
            thing |= {
                "fact": numbering.facts[iri],
                "relation": attributes["relation"],
                "factuality": attributes["factuality"],
            }
        else:
            node = known[iri]
            thing |= {
                "label": node.label,
                "aliases": list(node.aliases),
                "background": node.background,
                "mentions": len(node.mentions),
            }
        things[numbering.nodes[iri]] = thing
    return things


def _fact(
    fact: Fact, nodes: Mapping[str, Node], numbering: Numbering, articles: Mapping[str, int]
) -> dict[str, object]:
    sentence = sentence_of(fact, nodes)
    return {
        "kind": fact.kind,
        "relation": fact.relation,
        "left": numbering.of(sentence.left),
        "verb": sentence.verb,
        "right": numbering.of(sentence.right),
        "subjects": numbering.of(fact.subjects),
        "objects": numbering.of(fact.objects),
        "factuality": fact.factuality,
        "by": numbering.of(fact.attributed_to),
        "confidence": round(fact.confidence, 2),
        "date": fact.date,
        "place": numbering.nodes[fact.place] if fact.place is not None else None,
        "content": fact.content,
        "direct": fact.direct,
        "medium": fact.medium,
        "rule": fact.rule,
        "quotes": [_quote(quote, articles) for quote in fact.evidence],
    }


def _named(fact: Fact, named: Names, numbering: Numbering) -> dict[str, object]:
    if fact.kind != "statement":
        return {}
    return {"names": numbering.of(named.in_content(fact))}


def _quote(quote: Quote, articles: Mapping[str, int]) -> dict[str, object]:
    return {
        "article": articles[quote.article],
        "begin": quote.begin,
        "end": quote.end,
        "runs": quote_runs(quote),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A fact in words: who (on the left), the verb, and whom (on the right), as IRIs."""

    left: tuple[str, ...]
    verb: str
    right: tuple[str, ...]


def sentence_of(fact: Fact, view: Mapping[str, Node]) -> Sentence:
    """How a fact is told; ``view`` are the nodes by IRI.

    The parties of a mutual act stand on both sides ("A meets B and C"); where nobody is the source
    of an act, it is told of its target ("A is elected").
    """
    left, right = fact.subjects, fact.objects
    if fact.kind == "event":
        act = words().act(fact.relation, fact.mode)
        if not left:
            left, right, verb = right, (), act.passive
        elif not right and len(left) > 1:
            left, right, verb = left[:1], left[1:], act.verb
        else:
            verb = act.verb if right else act.alone
    elif fact.kind == "statement":
        verb = "says to" if right else "says"
    else:
        verb = words().relation(fact.relation)
    groups = [view[iri] for iri in left if view[iri].type == "Group"]
    several = len(left) > 1 or any(re.search(r"[^s]s$", node.label) for node in groups)
    return Sentence(left=left, verb=plural(verb) if several else verb, right=right)
