"""What is known before an article is read: states, places and organizations, under all their names.

The knowledge lies in ``ontology/states.ttl``, ``places.ttl`` and ``organizations.ttl``; this module
reads it once per process and finds entries by name. Which of several entries a text means
("Georgia", "Congress") is for resolution to decide: ``find`` returns all of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Final, Literal

import pyoxigraph

from graph.errors import OntologyError
from graph.model import EntityType
from graph.resources import ONTOLOGY

FILES: Final = ("states.ttl", "places.ttl", "organizations.ttl")

_SC: Final = "https://w3id.org/statecraft#"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_GEO: Final = "http://www.opengis.net/ont/geosparql#"
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SAME_AS: Final = "http://www.w3.org/2002/07/owl#sameAs"
_WIKIDATA: Final = "http://www.wikidata.org/entity/"
_REFERENCES: Final = (
    _SC + "capital",
    _SC + "continent",
    _SC + "hasMember",
    _SC + "locatedIn",
    _SC + "partOf",
    _SC + "standsFor",
)

Form = Literal["name", "acronym", "adjective", "demonym"]
_FORMS: Final[tuple[Form, ...]] = ("name", "acronym", "adjective", "demonym")
_TYPES: Final = (EntityType.STATE, EntityType.ORGANIZATION, EntityType.PLACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One state, place or organization.

    ``names`` are its names other than ``name`` (official, short, former; acronyms with and without
    dots); ``acronyms`` those of them that are acronyms; ``hidden_names`` further ones by which
    something else is better known ("Congress", of India's party). ``demonyms`` holds singulars and
    plurals.
    ``country`` is the state that a place lies in or an organization belongs to, over however many
    steps; None where there is none or it is disputed. ``stands_for`` is whom a seat of power or a
    capital stands for when it acts. ``part_of`` and ``members`` are direct. All of these are IRIs.
    ``point`` is (latitude, longitude) in degrees, WGS 84.
    """

    iri: str
    type: EntityType
    name: str
    names: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    hidden_names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    wikidata: str | None = None
    country: str | None = None
    capital: str | None = None
    capital_of: str | None = None
    stands_for: str | None = None
    part_of: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    point: tuple[float, float] | None = None

    def __hash__(self) -> int:
        """By its IRI alone, which no other entry has."""
        return hash(self.iri)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An entry that a name may mean, and what kind of name of it that is."""

    entry: Entry
    form: Form


@dataclass(frozen=True, slots=True)
class _Key:
    """A name as the index stores it: ``folded`` keeps its case; a low ``standing`` comes first."""

    folded: str
    match: Match
    standing: int


@dataclass(frozen=True, slots=True)
class Reference:
    """All entries by IRI, and the index over their names."""

    entries: Mapping[str, Entry]
    _index: Mapping[str, tuple[_Key, ...]] = field(repr=False, compare=False)
    _first_words: frozenset[str] = field(repr=False, compare=False)
    _beginnings: frozenset[str] = field(repr=False, compare=False)

    def may_begin(self, word: str) -> bool:
        """Whether a name may begin with this word; may be true without one, is never false with one."""
        # What has a dot joins with what follows: "U." and "S." are one word when they are folded.
        first = fold(word).casefold().partition(" ")[0]
        return first in self._first_words or "." in word or not first

    def may_go_on(self, beginning: str, *, blank: bool) -> bool:
        """Whether a name may begin with this text and go on behind it, after a blank or at once.

        May be true without one, is never false with one.
        """
        words = fold(beginning).casefold().split(" ")
        # The last word may change yet: "St" to "Saint", "U." joins with "S.", and "The" goes.
        if not blank or beginning.endswith(".") or len(words[-1]) < 2 or words[-1] in ("st", "the"):
            words.pop()
        return not words or " ".join(words) in self._beginnings

    def find(self, name: str) -> tuple[Match, ...]:
        """Every entry that goes by ``name``, best first; empty if there is none.

        Accents, the shape of quotation marks, hyphens, a leading "the" and the dots and spaces of
        "U. S." make no difference. Case makes none either for a name that begins with a capital
        ("Security council", "RUSSIA"), but acronyms must be written as such: "US" is not "us", nor
        "WHO" "Who". States come before organizations and these before places; a main name before
        another, this before a hidden one; a name before an acronym, an adjective and a demonym. One
        entry may come twice: "Russian" is adjective and demonym.
        """
        folded = fold(name)
        keys = self._index.get(folded.casefold())
        if keys is None:
            return ()
        return tuple(dict.fromkeys(key.match for key in keys if _same_case(folded, key)))


@cache
def load() -> Reference:
    """The bundled reference knowledge, read once per process; OntologyError if it is broken."""
    return read(tuple(ONTOLOGY / name for name in FILES))


def read(paths: Iterable[Path]) -> Reference:
    """The reference knowledge of Turtle files that refer to nothing outside them.

    Raises OntologyError for a file that is missing or does not parse, an entry without class or
    label, and a reference to an entry that is not there.
    """
    rows = _rows(paths)
    _check(rows)
    capitals = {place: iri for iri, row in rows.items() for place in row.get(_SC + "capital", ())}
    entries = {iri: _entry(iri, rows, capitals) for iri in sorted(rows)}
    index = _indexed(entries.values())
    first_words = {name.partition(" ")[0] for name in index} | {"st"}  # "St" is folded to "Saint"
    beginnings = {b for name in index for b in accumulate(name.split()[:-1], "{} {}".format)}
    return Reference(entries, index, frozenset(first_words), frozenset(beginnings))


_INITIALS: Final = re.compile(r"\b[A-Z]\.(?:\s?[A-Z]\.)+")
_ARTICLE: Final = re.compile(r"^the\s+(?=\S)", re.IGNORECASE)
_SAINT: Final = re.compile(r"\bSt\.?(?=\s[A-Z])")
_UNSTACKED: Final = str.maketrans(
    {
        **dict.fromkeys("'’‘ʼʻ`´\"“”", ""),
        **dict.fromkeys("-‐‑‒–—/,", " "),
        **{"&": " and ", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"},
        **{"ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ə": "a", "Ə": "A"},
    }
)
_PLAIN: Final = re.compile(r"(?!the )[A-Za-z]+(?: [A-Za-z]+)*", re.IGNORECASE)


# A text asks for the same words again and again.
@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """``name`` as names are compared: accents, quotation marks, hyphens, "the" and dots taken off.

    Case is kept.
    """
    # Most names are plain words; the rest of the work is only for those that are not.
    if _PLAIN.fullmatch(name) and not name.startswith("St "):
        return name
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name)
        if any(map(unicodedata.combining, name)):
            name = "".join(char for char in name if not unicodedata.combining(char))
    name = name.translate(_UNSTACKED)
    if "." in name:
        name = _INITIALS.sub(lambda found: re.sub(r"[.\s]", "", found.group()), name)
    if "St" in name:
        name = _SAINT.sub("Saint", name)
    return _ARTICLE.sub("", " ".join(name.replace(".", " ").split()))


def _same_case(folded: str, key: _Key) -> bool:
    if folded == key.folded:
        return True
    if key.match.form == "acronym":
        return False
    # "al-Qaeda" may begin small, because its name does; "turkey" may not.
    return folded[0].isupper() or not key.folded[0].isupper()


_Row = dict[str, list[str]]


def _rows(paths: Iterable[Path]) -> dict[str, _Row]:
    """Each subject of ours with its values by predicate, in the order of the files."""
    rows: dict[str, _Row] = defaultdict(lambda: defaultdict(list))
    for path in paths:
        shapes: dict[str, str] = {}
        for subject, predicate, value in _triples(path):
            if predicate == _GEO + "asWKT":
                shapes[subject] = value
            else:
                rows[subject][predicate].append(value)
        for row in rows.values():
            for shape in row.pop(_GEO + "hasGeometry", ()):
                row[_GEO + "asWKT"].append(shapes[shape])
    return rows


def _triples(path: Path) -> Iterator[tuple[str, str, str]]:
    try:
        for quad in pyoxigraph.parse(path=path):
            subject, predicate, value = quad.subject, quad.predicate, quad.object
            yield subject.value, predicate.value, value.value
    except FileNotFoundError as error:
        raise OntologyError(
            f"{path}: reference file not found; reinstall statecraft or restore it"
        ) from error
    except SyntaxError as error:
        raise OntologyError(f"{path}: not valid Turtle: {error}; mend it there") from error


def _check(rows: Mapping[str, _Row]) -> None:
    for iri, row in rows.items():
        for predicate in (_TYPE, _SKOS + "prefLabel"):
            if len(row.get(predicate, ())) != 1:
                raise OntologyError(f"{iri}: needs exactly one <{predicate}>; add or remove one")
        for predicate in _REFERENCES:
            for value in row.get(predicate, ()):
                if value not in rows:
                    raise OntologyError(
                        f"{iri}: <{predicate}> names {value}, which no reference file describes;"
                        " describe it or correct the IRI"
                    )


def _entry(iri: str, rows: Mapping[str, _Row], capitals: Mapping[str, str]) -> Entry:
    row = rows[iri]
    acronyms = tuple(row.get(_SC + "acronym", ()))
    wikidata = (same for same in row.get(_SAME_AS, ()) if same.startswith(_WIKIDATA))
    capital_of = capitals.get(iri)
    type_ = EntityType(row[_TYPE][0].removeprefix(_SC))
    return Entry(
        iri=iri,
        type=type_,
        name=row[_SKOS + "prefLabel"][0],
        names=(*row.get(_SKOS + "altLabel", ()), *acronyms),
        acronyms=acronyms,
        hidden_names=tuple(row.get(_SKOS + "hiddenLabel", ())),
        adjectives=tuple(row.get(_SC + "adjective", ())),
        demonyms=tuple(row.get(_SC + "demonym", ())),
        wikidata=next(wikidata, None),
        country=None if type_ is EntityType.STATE else _country(iri, rows),
        capital=_first(row, "capital"),
        capital_of=capital_of,
        stands_for=_first(row, "standsFor") or capital_of,
        part_of=tuple(row.get(_SC + "partOf", ())),
        members=tuple(row.get(_SC + "hasMember", ())),
        point=_point(iri, row),
    )


def _first(row: _Row, name: str) -> str | None:
    return next(iter(row.get(_SC + name, ())), None)


def _country(iri: str, rows: Mapping[str, _Row]) -> str | None:
    """The state reached over partOf, else locatedIn; None where these lead to none or several."""
    states = set()
    reached = {iri}
    frontier = [iri]
    while frontier:
        here = frontier.pop()
        if rows[here][_TYPE][0] == _SC + EntityType.STATE:
            states.add(here)
            continue
        steps = rows[here].get(_SC + "partOf") or rows[here].get(_SC + "locatedIn") or []
        frontier.extend(step for step in steps if step not in reached)
        reached.update(steps)
    return states.pop() if len(states) == 1 else None


def _point(iri: str, row: _Row) -> tuple[float, float] | None:
    for shape in row.get(_GEO + "asWKT", ()):
        found = re.fullmatch(r"POINT\((-?[\d.]+) (-?[\d.]+)\)", shape)
        if found is None:
            raise OntologyError(f"{iri}: {shape!r} is no point; write POINT(longitude latitude)")
        return float(found[2]), float(found[1])
    return None


def _indexed(entries: Iterable[Entry]) -> dict[str, tuple[_Key, ...]]:
    index: dict[str, list[_Key]] = defaultdict(list)
    for entry in entries:
        for name, form, standing in _names(entry):
            folded = fold(name)
            key = _Key(folded, Match(entry=entry, form=form), standing)
            index[folded.casefold()].append(key)
    return {folded: tuple(sorted(keys, key=_rank)) for folded, keys in index.items()}


def _names(entry: Entry) -> Iterator[tuple[str, Form, int]]:
    """Each name of an entry with its form and standing."""
    yield entry.name, "name", 0
    acronyms = frozenset(entry.acronyms)
    for name in entry.names:
        yield name, "acronym" if name in acronyms else "name", 1
    for name in entry.hidden_names:
        yield name, "name", 2
    for name in entry.adjectives:
        yield name, "adjective", 1
    for name in entry.demonyms:
        yield name, "demonym", 1


def _rank(key: _Key) -> tuple[int, int, int, str]:
    match = key.match
    return (
        _TYPES.index(match.entry.type),
        key.standing,
        _FORMS.index(match.form),
        match.entry.iri,
    )
