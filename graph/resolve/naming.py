"""Which names are names of one thing: people by their parts, bodies and places by what is known."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, lru_cache

from graph.model import EntityType, Mention, MentionForm
from graph.reference import Entry, Match, Reference
from graph.resources import DATA

ROMAN = re.compile(r"^(?=[ivx])(x{0,2})(ix|iv|v?i{0,3})$")
PLAIN = re.compile(r"[A-Za-z0-9 ]*")
SAME_SPELLING = 0.83  # "Sergei" and "Sergey": one letter of six
STYLES = frozenset({"kingdom", "republic", "federation", "emirate", "sultanate"})
# What a body's name may leave out at its end.
KINDS = frozenset("party movement group organization organisation company corporation bloc".split())
PARTICLES = frozenset("of the and in for on de la al el bin ibn von van der du le".split())


@dataclass(eq=False, slots=True)
class Cluster:
    """The mentions taken to be one thing, under construction."""

    type: EntityType
    mentions: list[Mention] = field(default_factory=list)
    entry: Entry | None = None
    name: str = ""

    @property
    def first(self) -> int:
        """Where the thing is first mentioned."""
        return min(m.span.begin for m in self.mentions)

    def names(self) -> list[str]:
        """Its distinct surface names in text order; adjectives and pronouns are none."""
        named = [m for m in self.mentions if m.form is MentionForm.NAME]
        if len(named) > 1:
            named.sort(key=lambda m: (m.span.begin, m.span.end, m.name))
        return list(dict.fromkeys([m.name for m in named]))


# A document asks for the same few names again and again.
@lru_cache(maxsize=1024)
def fold(name: str) -> str:
    """A name for comparison: no accents, case, punctuation, leading article or possessive."""
    # Most names are plain words; the rest of the work is only for those that are not.
    return _without_article(name.casefold() if PLAIN.fullmatch(name) else _plain(name))


def _plain(name: str) -> str:
    name = name.replace("ł", "l").replace("Ł", "L").replace("’", "'")
    decomposed = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"'s\b", "", plain)
    plain = re.sub(r"(?<=\b\w)\.\s?(?=\w\b)", "", plain)
    return re.sub(r"[^\w\s]", " ", plain)


def _without_article(plain: str) -> str:
    words = plain.split()
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=1024)
def person_parts(name: str) -> tuple[str, ...]:
    """The parts of a person's name without ordinals: ("abdullah",) for "Abdullah II"."""
    parts = tuple(fold(name).split())
    kept = tuple(p for p in parts if not ROMAN.match(p) and p not in ("jr", "sr"))
    return kept or parts


@lru_cache(maxsize=4096)
def same_person(short: str, full: str) -> bool:
    """Whether two names can be the same person's: equal surnames, and given names that agree."""
    left, right = person_parts(short), person_parts(full)
    if not left or not right:
        return False
    if len(left) > len(right):
        left, right = right, left
    if len(left) == 1:
        return _alike(left[0], right[-1]) or left[0] == right[0] or left[0] in right[1:]
    if left == right[-len(left) :]:
        return True
    if not _alike(left[-1], right[-1]):
        return set(left) <= set(right) and left[0] == right[0]
    return left[0] == right[0] or (
        left[0][0] == right[0][0]
        and (len(left[0]) == 1 or len(right[0]) == 1 or _alike(left[0], right[0]))
    )


def _alike(left: str, right: str) -> bool:
    if left == right:
        return True
    if min(len(left), len(right)) < 5 or left[0] != right[0]:
        return False
    return SequenceMatcher(None, left, right).ratio() >= SAME_SPELLING


@cache
def given_names() -> dict[str, str]:
    """Given names, folded, with the gender that they tell: "male" or "female"."""
    with (DATA / "given_names.toml").open("rb") as file:
        table = tomllib.load(file)
    return {fold(name): gender for gender, names in table.items() for name in names.split()}


def acronym(name: str) -> str:
    """The initials of a name's content words: "eu" for "European Union"."""
    return "".join(w[0] for w in fold(name).split() if w not in PARTICLES)


class NameResolver:
    """Clusters the mentions by name of one article."""

    def __init__(self, reference: Reference, mentions: tuple[Mention, ...]) -> None:
        self.reference = reference
        self.named = [m for m in mentions if m.form in (MentionForm.NAME, MentionForm.ADJECTIVE)]
        names = dict.fromkeys(m.name for m in self.named)
        # "Supreme Court", where the Supreme Court of Peru is named.
        self.of_something = {before for name in names for before in _before_of(name)}
        namesakes = {m.name for m in self.named if m.namesake}
        self.known = {n: () if n in namesakes else reference.find(n) for n in names}
        self.countries = self._countries()
        self.clusters: list[Cluster] = []
        self.reasons: dict[Mention, str] = {}

    def resolve(self) -> tuple[list[Cluster], dict[Mention, str]]:
        """The clusters in order of first mention, and why each mention is where it is."""
        people = [m for m in self.named if m.type is EntityType.PERSON]
        for mention in sorted(people, key=lambda m: (-len(person_parts(m.name)), m.span)):
            self._place_person(mention)
        things = [m for m in self.named if m.type is not EntityType.PERSON]
        unknown: list[Mention] = []
        for mention in things:
            entry = self._entry(mention)
            if entry is None:
                unknown.append(mention)
            else:
                self._join_entry(mention, entry)
        for mention in sorted(unknown, key=lambda m: (-len(fold(m.name).split()), m.span)):
            self._place_unknown(mention)
        self.clusters.sort(key=lambda c: c.first)
        return self.clusters, self.reasons

    # ------------------------------------------------------------ people

    def _place_person(self, mention: Mention) -> None:
        matches = [
            c
            for c in self.clusters
            if c.type is EntityType.PERSON
            and any(same_person(mention.name, n) for n in {m.name for m in c.mentions})
        ]
        if len(matches) > 1:
            surname = person_parts(mention.name)[-1]
            exact = [c for c in matches if any(person_parts(n)[-1] == surname for n in c.names())]
            before = [c for c in exact or matches if c.first <= mention.span.begin]
            matches = sorted(before or exact or matches, key=lambda c: -c.first)[:1]
        if matches:
            matches[0].mentions.append(mention)
            self.reasons[mention] = "name of a person named before"
        else:
            self.clusters.append(Cluster(EntityType.PERSON, [mention]))
            self.reasons[mention] = "first name of its kind"

    # ------------------------------------------------------------ what is known

    def _countries(self) -> Counter[str]:
        """How often each state is named, or a place that lies in no other, by the state's IRI."""
        found: Counter[str] = Counter()
        for mention in self.named:
            entries = [match.entry for match in self.known[mention.name]]
            states = [entry.iri for entry in entries if entry.type is EntityType.STATE]
            around = {entry.country for entry in entries if entry.type is EntityType.PLACE}
            if states:
                found[states[0]] += 1
            elif len(around) == 1 and mention.type is EntityType.PLACE:
                found.update(filter(None, around))
        return found

    def _entry(self, mention: Mention) -> Entry | None:
        matches = list(self.known[mention.name])
        if not matches:
            return self._qualified(mention) or self._styled(mention)
        if mention.form is MentionForm.ADJECTIVE:
            matches = [m for m in matches if m.form in ("adjective", "name", "acronym")] or matches
        else:
            matches = [m for m in matches if m.form in ("name", "acronym")]
        fitting = [m for m in matches if self._fits(m, mention)]
        if not fitting:
            return None
        best = max(fitting, key=lambda m: (self._weight(m, mention), m.form == "name"))
        entry = best.entry
        if mention.type is EntityType.STATE and entry.type is EntityType.PLACE:
            state = entry.stands_for or entry.capital_of
            return self.reference.entries[state] if state is not None else entry
        return entry

    def _qualified(self, mention: Mention) -> Entry | None:
        """A known body under its state's or parent's name: "UK House of Commons", "UN Security Council"."""
        words = mention.name.split()
        for cut in range(1, len(words)):
            owners = {m.entry.iri for m in self.reference.find(" ".join(words[:cut]))}
            for match in self.reference.find(" ".join(words[cut:])):
                entry = match.entry
                if entry.type is mention.type and ({entry.country, *entry.part_of} & owners):
                    return entry
        return None

    def _styled(self, mention: Mention) -> Entry | None:
        """The state that its style alone stands for: "the Kingdom" where Jordan is spoken of."""
        if mention.name.lower() not in STYLES:
            return None
        style = f"{mention.name.lower()} of "
        for iri, _ in self.countries.most_common():
            entry = self.reference.entries[iri]
            if any(style in name.lower() for name in entry.names):
                return entry
        return None

    def _fits(self, match: Match, mention: Mention) -> bool:
        entry = match.entry
        if mention.type is EntityType.PLACE and entry.type is EntityType.ORGANIZATION:
            return False
        if (
            entry.type is EntityType.ORGANIZATION
            and entry.country is not None
            and (_is_generic(mention.name) or mention.name in entry.hidden_names)
        ):
            return self.countries[entry.country] > 0
        # "The Supreme Court", after the Supreme Court of Peru.
        return mention.name not in self.of_something

    def _weight(self, match: Match, mention: Mention) -> tuple[bool, int]:
        entry = match.entry
        same = entry.type is mention.type or (
            mention.type is EntityType.STATE
            and entry.type is EntityType.PLACE
            and entry.capital_of is not None
        )
        country = entry.iri if entry.type is EntityType.STATE else entry.country
        return same, 0 if country is None else self.countries[country]

    def _join_entry(self, mention: Mention, entry: Entry) -> None:
        for cluster in self.clusters:
            if cluster.entry is not None and cluster.entry.iri == entry.iri:
                cluster.mentions.append(mention)
                break
        else:
            self.clusters.append(Cluster(entry.type, [mention], entry))
        self.reasons[mention] = f"a name of {entry.name} in the reference data"

    # ------------------------------------------------------------ what is not

    def _place_unknown(self, mention: Mention) -> None:
        folded = fold(mention.name)
        matches = [
            c
            for c in self.clusters
            if c.type is mention.type
            and (c.entry is None or c.entry.type is mention.type)
            and any(_same_thing(folded, mention.name, fold(n), n) for n in c.names())
        ]
        if not matches and mention.type is EntityType.ORGANIZATION and " " not in folded:
            # "the Union" where one union is spoken of
            ending = [
                c
                for c in self.clusters
                if c.type is EntityType.ORGANIZATION
                and any(fold(n).split()[-1:] == [folded] for n in c.names())
            ]
            matches = ending if len(ending) == 1 else []
        if matches:
            best = min(
                matches,
                key=lambda c: (c.first > mention.span.begin, abs(c.first - mention.span.begin)),
            )
            best.mentions.append(mention)
            self.reasons[mention] = "short form of a name in the same article"
        else:
            self.clusters.append(Cluster(mention.type, [mention]))
            self.reasons[mention] = "first name of its kind"


def _before_of(name: str) -> Iterator[str]:
    """What stands before each "of" of a name."""
    words = name.split(" of ")
    return (" of ".join(words[:cut]) for cut in range(1, len(words)))


def _is_generic(name: str) -> bool:
    """Whether many states have something of this name: "Congress", "the Defense Ministry"."""
    return len(fold(name).split()) == 1 and not name.isupper()


def _same_thing(folded: str, name: str, other: str, other_name: str) -> bool:
    if folded == other:
        return True
    words, longer = folded.split(), other.split()
    if len(words) < len(longer):
        # "Quartet" for "Quartet on the Middle East", "Defense Ministry" for "Russian Defense Ministry".
        if longer[: len(words)] == words and longer[len(words)] in PARTICLES:
            return True
        if [*words, longer[-1]] == longer and longer[-1] in KINDS:
            return True  # "Labour", the Labour Party
        if len(words) > 1 and longer[-len(words) :] == words:
            return True
    return (
        name.isupper() and 1 < len(folded) <= 6 and acronym(other_name) == folded.replace(" ", "")
    )
