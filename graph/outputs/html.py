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
from dataclasses import replace
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup
from pyoxigraph import Store

from graph.errors import StatecraftError
from graph.model import ArticleView, Fact, Node, View
from graph.outputs.page_data import Numbering, page_data, sentence_of
from graph.outputs.page_graph import graph_block, questions_block
from graph.outputs.words import words
from graph.rdf.reader import view as view_of

NAME = 300  # Names, titles and dates longer than this many characters are cut: they are none.
SENTENCE = 3000
LARGE_ABOVE = 2000  # Networks of more nodes than this are drawn with WebGL.
BUNDLE = Path(__file__).with_name("bundle")
_TEMPLATES = Path(__file__).with_name("explorer")
# "<" could close the block, "&" start an entity, and U+2028/9 end a line in older parsers.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029\u007f"}


def page(store: Store, *, query: bool = True) -> str:
    """The explorer page of a graph, with its RDF inside; write it as UTF-8.

    With ``query`` it also holds the query engine, some two megabytes. Raises what ``to_html`` does.
    """
    return to_html(view_of(store), store, query=query)


def to_html(view: View, store: Store | None = None, *, query: bool = False) -> str:
    """The explorer page of a view, complete; write it as UTF-8.

    ``store`` is the graph that the view is of: with it the page can write Turtle and JSON-LD and,
    with ``query``, answer SPARQL. The same input gives the same bytes in any process. Raises
    StatecraftError if the page's script was never built.
    """
    whole, view = view, _bounded(view)
    data, numbering = page_data(view)
    nodes_drawn = data["nodes"]
    assert isinstance(nodes_drawn, list)
    large = len(nodes_drawn) > LARGE_ABOVE
    script, style = _bundled("large.js" if large else "explorer.js"), _bundled("explorer.css")
    engine = store is not None and query
    nodes = {node.iri: node for node in view.nodes}
    article = view.articles[0] if len(view.articles) == 1 else None
    return _template().render(
        title=_title(view),
        publisher=article.publisher if article is not None else None,
        date=article.date if article is not None else None,
        policy=_policy(script, style, engine=engine),
        script=Markup(script),
        style=Markup(style),
        data=Markup(json_block(data)),
        rdf=None if store is None else Markup(json_block(graph_block(store, whole, numbering))),
        questions=Markup(json_block(questions_block())) if engine else None,
        engine_script=Markup(_bundled("worker.js")) if engine else None,
        engine=Markup(_engine()) if engine else None,
        groups=_groups(view, numbering),
        facts=[_row(fact, nodes, numbering) for fact in view.facts],
    )


def _bounded(view: View) -> View:
    """The view with all names cut to what a browser can lay out at once."""

    def cut(text: str) -> str:
        return _cut(text, NAME)

    def maybe(text: str | None) -> str | None:
        return None if text is None else cut(text)

    def article(item: ArticleView) -> ArticleView:
        return replace(
            item,
            name=cut(item.name),
            title=maybe(item.title),
            publisher=maybe(item.publisher),
            date=maybe(item.date),
        )

    def node(item: Node) -> Node:
        aliases = tuple(map(cut, item.aliases))
        type_, label, title = cut(item.type), cut(item.label), maybe(item.title)
        return replace(item, type=type_, label=label, aliases=aliases, title=title)

    def fact(item: Fact) -> Fact:
        return replace(
            item,
            relation=cut(item.relation),
            factuality=cut(item.factuality),
            date=maybe(item.date),
            mode=maybe(item.mode),
            content=None if item.content is None else _cut(item.content, SENTENCE),
            medium=maybe(item.medium),
            rule=maybe(item.rule),
        )

    return View(
        articles=tuple(map(article, view.articles)),
        nodes=tuple(map(node, view.nodes)),
        facts=tuple(map(fact, view.facts)),
    )


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def json_block(data: object) -> str:
    """JSON that is safe between any two HTML tags."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_ESCAPES)


def _policy(script: str, style: str, *, engine: bool) -> str:
    """The page's own script and style; for the engine, WebAssembly in a worker made of the page."""

    def source(text: str) -> str:
        digest = hashlib.sha256(text.encode()).digest()
        return f"'sha256-{b64encode(digest).decode()}'"

    scripts = f"{source(script)} 'wasm-unsafe-eval'; worker-src blob:" if engine else source(script)
    return (
        f"default-src 'none'; script-src {scripts}; style-src {source(style)}; "
        "img-src blob:; base-uri 'none'; form-action 'none'"
    )


def _bundled(name: str) -> str:
    return _bundled_bytes(name).decode("utf-8")


@cache
def _engine() -> str:
    return b64encode(_bundled_bytes("oxigraph.wasm.gz")).decode("ascii")


@cache
def _bundled_bytes(name: str) -> bytes:
    path = BUNDLE / name
    try:
        return path.read_bytes()
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


def _groups(view: View, numbering: Numbering) -> list[dict[str, object]]:
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


def _row(fact: Fact, nodes: Mapping[str, Node], numbering: Numbering) -> dict[str, object]:
    def names(iris: tuple[str, ...]) -> str:
        return ", ".join(nodes[iri].label for iri in iris)

    sentence = sentence_of(fact, nodes)
    return {
        "id": numbering.facts[fact.iri],
        "subject": names(sentence.left),
        "verb": sentence.verb,
        "object": names(sentence.right),
        "content": fact.content or "",
        "how": words().factuality.get(fact.factuality, (fact.factuality, ""))[0],
        "by": names(fact.attributed_to),
        "date": fact.date or "",
        "sentence": _cut(" … ".join(quote.text for quote in fact.evidence), SENTENCE),
    }
