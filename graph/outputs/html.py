"""A graph as one HTML page that works offline, from a file, without a single request.

Text from an article is hostile until shown otherwise. Therefore: the data stands as escaped JSON in
a block that no browser runs; nodes, edges and facts have opaque ids; the template escapes all it
prints; and a content security policy allows the page's own script and style, by hash, and nothing
else.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import networkx as nx
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from graph.errors import StatecraftError
from graph.model import Fact, Quote, View
from graph.outputs.network import EVENT, draw, to_networkx
from graph.outputs.reading import paragraphs, quote_runs
from graph.outputs.words import words

BUNDLE = Path(__file__).with_name("bundle")
_TEMPLATES = Path(__file__).with_name("explorer")
# "<" could close the block, "&" start an entity, and U+2028/9 end a line in older parsers.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029\u007f"}


@dataclass(frozen=True, slots=True)
class _Numbering:
    """The opaque ids of one page, by IRI."""

    nodes: Mapping[str, str]
    facts: Mapping[str, str]

    def of(self, iris: tuple[str, ...]) -> list[str]:
        return [self.nodes[iri] for iri in iris]


def to_html(view: View) -> str:
    """The explorer page of a view, complete; write it as UTF-8.

    The same view gives the same bytes in any process. Raises StatecraftError if the page's script
    was never built.
    """
    script, style = _bundled("explorer.js"), _bundled("explorer.css")
    network = to_networkx(view)
    numbering = _Numbering(
        nodes={iri: f"n{number}" for number, iri in enumerate(network)},
        facts={fact.iri: f"f{number}" for number, fact in enumerate(view.facts)},
    )
    labels = {node.iri: node.label for node in view.nodes}
    data = _data(view, network, numbering)
    article = view.articles[0] if len(view.articles) == 1 else None
    return _template().render(
        title=_title(view),
        publisher=article.publisher if article is not None else None,
        date=article.date if article is not None else None,
        policy=_policy(script, style),
        script=Markup(script),
        style=Markup(style),
        data=Markup(json_block(data)),
        groups=_groups(view, numbering),
        facts=[_row(fact, labels, numbering) for fact in view.facts],
    )


def json_block(data: object) -> str:
    """JSON that is safe between any two HTML tags."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_ESCAPES)


def _policy(script: str, style: str) -> str:
    def source(text: str) -> str:
        digest = hashlib.sha256(text.encode()).digest()
        return f"'sha256-{b64encode(digest).decode()}'"

    return (
        f"default-src 'none'; script-src {source(script)}; style-src {source(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


@cache
def _bundled(name: str) -> str:
    path = BUNDLE / name
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise StatecraftError(
            f"{path}: the page's script was never built; reinstall Statecraft, "
            "or run `npm ci && npm run build` in graph/outputs/explorer"
        ) from None


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.j2")


def _title(view: View) -> str:
    if len(view.articles) == 1:
        article = view.articles[0]
        return article.title if article.title is not None else article.name
    return f"{len(view.articles)} articles"


def _data(view: View, network: nx.MultiDiGraph[str], numbering: _Numbering) -> dict[str, object]:
    articles = {article.iri: number for number, article in enumerate(view.articles)}
    vocabulary = words()
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
        "facts": [_fact(fact, numbering, articles) for fact in view.facts],
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


def _drawing(network: nx.MultiDiGraph[str], numbering: _Numbering) -> dict[str, object]:
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
    view: View, network: nx.MultiDiGraph[str], numbering: _Numbering
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


def _fact(fact: Fact, numbering: _Numbering, articles: Mapping[str, int]) -> dict[str, object]:
    return {
        "kind": fact.kind,
        "relation": fact.relation,
        "verb": _verb(fact),
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


def _quote(quote: Quote, articles: Mapping[str, int]) -> dict[str, object]:
    return {
        "article": articles[quote.article],
        "begin": quote.begin,
        "end": quote.end,
        "runs": quote_runs(quote),
    }


def _verb(fact: Fact) -> str:
    if fact.kind == "event":
        act = words().act(fact.relation, fact.mode)
        return act.verb if fact.objects or len(fact.subjects) > 1 else act.alone
    if fact.kind == "statement":
        return "says to" if fact.objects else "says"
    return words().relation(fact.relation)


def _groups(view: View, numbering: _Numbering) -> list[dict[str, object]]:
    """The things of the graph by class, for the list that needs no script."""
    groups: list[dict[str, object]] = []
    for name, look in words().looks.items():
        nodes = [node for node in view.nodes if node.type == name]
        nodes.sort(key=lambda node: (node.label.casefold(), node.iri))
        if nodes:
            things = [
                {
                    "id": numbering.nodes[node.iri],
                    "label": node.label,
                    "aliases": "; ".join(alias for alias in node.aliases if alias != node.label),
                }
                for node in nodes
            ]
            groups.append({"name": look.many, "things": things})
    return groups


def _row(fact: Fact, labels: Mapping[str, str], numbering: _Numbering) -> dict[str, object]:
    return {
        "id": numbering.facts[fact.iri],
        "subject": ", ".join(labels[iri] for iri in fact.subjects),
        "verb": _verb(fact),
        "object": fact.content
        if fact.content is not None
        else ", ".join(labels[iri] for iri in fact.objects),
        "addressee": ", ".join(labels[iri] for iri in fact.objects) if fact.content else "",
        "how": words().factuality.get(fact.factuality, (fact.factuality, ""))[0],
        "by": ", ".join(labels[iri] for iri in fact.attributed_to),
        "date": fact.date or "",
        "sentence": " … ".join(quote.text for quote in fact.evidence),
    }
