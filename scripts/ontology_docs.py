"""Write ``docs/ontology/index.html``: the vocabulary for people, by pyLODE, with two pictures.

    pip install '.[docs]'
    python -m scripts.ontology_docs

The page needs no network. What a picture shows is checked against the ontology: an arrow that it
does not know, by its domains and ranges, ends the run.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import hypot
from pathlib import Path

from rdflib import RDFS, Graph, Namespace, URIRef

from graph.resources import ONTOLOGY

PAGE = Path(__file__).resolve().parents[1] / "docs" / "ontology" / "index.html"
SC = Namespace("https://w3id.org/statecraft#")
SCHEMA = Namespace("https://schema.org/")
WIDTH, HEIGHT = 132, 40
CLAIM_PARTS = {"rdf:subject", "rdf:object"}  # of any class: they are RDF's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Boxes by the middles of their places, and arrows: from, properties, to, and how far along its
    way an arrow has its words."""

    title: str
    size: tuple[int, int]
    boxes: dict[str, tuple[int, int]]
    arrows: tuple[tuple[str, str, str, float], ...]


PICTURES = (
    Picture(
        title="Things and their relations",
        size=(860, 400),
        boxes={
            "Person": (110, 60),
            "Position": (430, 60),
            "Group": (110, 330),
            "Organization": (430, 210),
            "State": (750, 60),
            "Place": (750, 330),
        },
        arrows=(
            ("Person", "holds, formerlyHeld", "Position", 0.5),
            ("Position", "positionIn", "State", 0.5),
            ("Position", "positionIn", "Organization", 0.5),
            ("Person", "affiliatedWith", "Organization", 0.45),
            ("Group", "affiliatedWith", "Organization", 0.4),
            ("Organization", "partOf", "State", 0.3),
            ("State", "memberOf", "Organization", 0.3),
            ("Organization", "locatedIn", "Place", 0.5),
            ("Place", "capitalOf, locatedIn", "State", 0.5),
        ),
    ),
    Picture(
        title="Facts and what they rest on",
        size=(860, 420),
        boxes={
            "Thing": (110, 60),
            "Claim": (430, 60),
            "Event": (430, 160),
            "Statement": (430, 260),
            "Actor": (110, 210),
            "Factuality": (110, 370),
            "Evidence": (750, 160),
            "Article": (750, 370),
        },
        arrows=(
            ("Claim", "rdf:subject, rdf:object", "Thing", 0.5),
            ("Event", "source, target", "Actor", 0.4),
            ("Statement", "speaker, addressee", "Actor", 0.5),
            ("Claim", "evidence", "Evidence", 0.5),
            ("Event", "evidence", "Evidence", 0.5),
            ("Statement", "evidence", "Evidence", 0.5),
            ("Statement", "factuality", "Factuality", 0.5),
            ("Evidence", "mentionedIn", "Article", 0.5),
            ("Statement", "mentionedIn", "Article", 0.5),
        ),
    ),
)


def main() -> None:
    """Make the page and put the pictures before its classes."""
    # The profile alone: importing pyLODE's command line would start a server.
    from pylode.profiles.ontpub import OntPub

    ontology = Graph().parse(ONTOLOGY / "statecraft.ttl", format="turtle")
    drawn = "".join(
        f"<h3>{escape(picture.title)}</h3>{drawing(picture, ontology)}" for picture in PICTURES
    )
    page = OntPub(ONTOLOGY / "statecraft.ttl").make_html()
    where = page.index('<div class="section" id="classes">')
    section = f'<div class="section" id="pictures"><h2>Pictures</h2>{drawn}</div>\n'
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    lines = (page[:where] + section + page[where:]).splitlines()
    PAGE.write_text("".join(f"{line.rstrip()}\n" for line in lines), encoding="utf-8")


def drawing(picture: Picture, ontology: Graph) -> str:
    """The picture as SVG. Raises SystemExit for an arrow that the ontology does not know."""
    width, height = picture.size
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="100%"'
        f' role="img" aria-label="{escape(picture.title)}" font-family="sans-serif" font-size="14">',
        '<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8"'
        ' markerHeight="8" orient="auto-start-reverse"><path d="M0 0 10 5 0 10z" fill="#555"/>'
        "</marker></defs>",
    ]
    pairs = {(start, end) for start, _, end, _ in picture.arrows}
    for start, names, end, along in picture.arrows:
        for name in names.split(", "):
            check(ontology, start, name, end)
        # Of two arrows between the same boxes, each keeps to its own side.
        aside = 10.0 if (end, start) in pairs else 0.0
        parts.append(arrow(picture.boxes[start], picture.boxes[end], names, along, aside))
    for name, (x, y) in picture.boxes.items():
        parts.append(
            f'<rect x="{x - WIDTH // 2}" y="{y - HEIGHT // 2}" width="{WIDTH}" height="{HEIGHT}"'
            ' rx="6" fill="#eaf1f8" stroke="#005a9c"/>'
            f'<text x="{x}" y="{y + 5}" text-anchor="middle" font-weight="bold">{name}</text>'
        )
    return "".join((*parts, "</svg>"))


def arrow(
    start: tuple[int, int], end: tuple[int, int], words: str, along: float, aside: float
) -> str:
    """A line from the edge of one box to that of another, ``aside`` to its right, with its words on
    a white ground."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    right, down = -dy / hypot(dx, dy) * aside, dx / hypot(dx, dy) * aside
    x1, y1 = leaving(start, (start[0] + right, start[1] + down), (dx, dy))
    x2, y2 = leaving(end, (end[0] + right, end[1] + down), (-dx, -dy))
    x, y = x1 + (x2 - x1) * along, y1 + (y2 - y1) * along
    half = len(words) * 3.6
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#555"'
        ' marker-end="url(#head)"/>'
        f'<rect x="{x - half:.1f}" y="{y - 10:.1f}" width="{2 * half:.1f}" height="18" fill="#fff"/>'
        f'<text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle" font-size="13">{words}</text>'
    )


def leaving(
    box: tuple[int, int], inside: tuple[float, float], way: tuple[int, int]
) -> tuple[float, float]:
    """Where a line that starts inside a box and goes a way leaves it."""
    steps = [
        (middle + (half if along > 0 else -half) - start) / along
        for middle, start, along, half in zip(
            box, inside, way, (WIDTH / 2, HEIGHT / 2), strict=True
        )
        if along
    ]
    return inside[0] + way[0] * min(steps), inside[1] + way[1] * min(steps)


def check(ontology: Graph, start: str, name: str, end: str) -> None:
    """Raises SystemExit unless the property leads from the one class, or some of it, to the other."""
    if name in CLAIM_PARTS:
        return
    for class_, predicate in ((start, SCHEMA.domainIncludes), (end, SCHEMA.rangeIncludes)):
        allowed = set(ontology.objects(SC[name], predicate))
        narrower = set(ontology.transitive_subjects(RDFS.subClassOf, SC[class_]))
        wider = {
            URIRef(str(one)) for one in ontology.transitive_objects(SC[class_], RDFS.subClassOf)
        }
        if not allowed & (narrower | wider):
            raise SystemExit(f"ontology_docs: sc:{name} knows no {class_}; correct the picture")


if __name__ == "__main__":
    main()
