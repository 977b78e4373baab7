"""Views to draw: the sample article's, a made-up one of any size, and one full of hostile text."""

from __future__ import annotations

import random
from functools import cache

from pyoxigraph import Store

from graph.model import ArticleView, Fact, Node, Quote, View
from graph.rdf.mapping import quads
from graph.rdf.reader import view
from graph.rdf.store import collect
from tests.fixtures.analysis import sample
from tests.fixtures.reference import small

_TYPES = ("Person", "State", "Organization", "Place", "Group")
_RELATIONS = (
    ("event", "CONSULT"),
    ("event", "ASSAULT"),
    ("event", "AID"),
    ("claim", "affiliatedWith"),
    ("claim", "memberOf"),
)
_FACTUALITY = ("Asserted", "Reported", "Planned", "Hypothetical", "Negated")
_SYLLABLES = ("ka", "ro", "min", "tel", "sa", "vor", "lin", "dea", "mu", "ber")


@cache
def sample_store() -> Store:
    """The sample article's graph."""
    return collect(quads(sample(), small()))


@cache
def sample_view() -> View:
    """The sample article, all the way through RDF and back."""
    return view(sample_store())


def node_labelled(view: View, label: str) -> Node:
    """The node of this name. Raises StopIteration if there is none."""
    return next(node for node in view.nodes if node.label == label)


def random_view(count: int, facts: int, seed: int = 1) -> View:
    """So many things and facts, in sentences of nonsense; the same for the same seed."""
    dice = random.Random(seed)

    def word() -> str:
        return "".join(dice.choice(_SYLLABLES) for _ in range(dice.randint(2, 3))).capitalize()

    names = [f"{word()} {word()}" if dice.random() < 0.6 else word() for _ in range(count)]
    text = ""
    mentions: list[list[tuple[str, int, int]]] = [[] for _ in names]
    made: list[Fact] = []
    for number in range(facts):
        # Few are spoken of a lot, most once or twice.
        subject, object_ = (int(count * dice.random() ** 1.8) for _ in range(2))
        kind, relation = dice.choice(_RELATIONS)
        begin = len(text)
        marks = []
        for role, piece in (
            ("subject", names[subject]),
            ("trigger", "dealt with"),
            ("object", names[object_]),
        ):
            marks.append((role, len(text), len(text) + len(piece)))
            text += piece + " "
        text = text[:-1] + "."
        mentions[subject].append(("urn:article", marks[0][1], marks[0][2]))
        mentions[object_].append(("urn:article", marks[2][1], marks[2][2]))
        quote = Quote(
            article="urn:article",
            begin=begin,
            end=len(text),
            text=text[begin:],
            marks=tuple(marks),
        )
        text += "\n" if number % 4 == 3 else " "
        made.append(
            Fact(
                iri=f"urn:fact:{number}",
                kind=kind,
                relation=relation,
                subjects=(f"urn:thing:{subject}",),
                objects=(f"urn:thing:{object_}",),
                factuality=dice.choice(_FACTUALITY),
                confidence=0.5 + dice.random() / 2,
                evidence=(quote,),
            )
        )
    nodes = tuple(
        Node(
            iri=f"urn:thing:{number}",
            type=dice.choice(_TYPES),
            label=name,
            aliases=(f"the {name}",),
            mentions=tuple(mentions[number]),
        )
        for number, name in enumerate(names)
    )
    article = ArticleView(
        iri="urn:article", name="nonsense", text=text, title="Nonsense in Parliament"
    )
    return View(articles=(article,), nodes=nodes, facts=tuple(made))


def hostile_view(payload: str) -> View:
    """A payload in every place of a view that text can reach."""
    text = f"{payload}\n{payload} met Anna. She said: {payload}."
    end = len(text)
    begin = len(payload) + 1
    marks = (
        ("subject", begin, begin + len(payload)),
        ("trigger", begin + len(payload) + 1, begin + len(payload) + 4),
    )
    quote = Quote(article="urn:a", begin=begin, end=end, text=text[begin:end], marks=marks)
    nodes = (
        Node(
            iri="urn:hostile",
            type="Person",
            label=payload,
            aliases=(payload, f"also {payload}"),
            mentions=(("urn:a", 0, len(payload)), ("urn:a", begin, begin + len(payload))),
        ),
        Node(iri="urn:anna", type="Person", label="Anna"),
        Node(iri=f"urn:{payload}", type=payload, label=f"of {payload}"),
        Node(
            iri="urn:office",
            type="Position",
            label=payload,
            title=payload,
            bodies=("urn:hostile",),
        ),
    )
    common = {"attributed_to": ("urn:hostile",), "date": payload, "rule": payload}
    facts = (
        Fact(
            iri=f"urn:fact:{payload}",
            kind="event",
            relation=payload,
            mode=payload,
            subjects=("urn:hostile",),
            objects=("urn:anna",),
            factuality=payload,
            confidence=0.5,
            evidence=(quote,),
            **common,
        ),
        Fact(
            iri="urn:says",
            kind="statement",
            relation="says",
            subjects=("urn:anna",),
            objects=("urn:hostile",),
            factuality="Reported",
            confidence=0.5,
            content=payload,
            medium=payload,
            direct=True,
            evidence=(quote,),
            **common,
        ),
        Fact(
            iri="urn:holds",
            kind="claim",
            relation="holds",
            subjects=("urn:anna",),
            objects=("urn:office",),
            factuality="Asserted",
            confidence=0.5,
            evidence=(quote,),
        ),
    )
    article = ArticleView(
        iri="urn:a",
        name=payload,
        text=text,
        title=payload,
        publisher=payload,
        date=payload,
        dateline=payload,
    )
    return View(articles=(article,), nodes=nodes, facts=facts)
