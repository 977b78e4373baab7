"""The rules and word lists of extraction, read from ``graph/data`` and checked once."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import Any

from graph.errors import OntologyError
from graph.resources import DATA


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRule:
    """One row of ``events.toml``; its header says what each field means."""

    id: str
    type: str
    mode: str | None = None
    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    obliques: frozenset[str] = frozenset()
    with_words: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    source: tuple[str, ...] = ("subject",)
    target: tuple[str, ...] = ("object",)
    source_words: frozenset[str] = frozenset()
    source_types: frozenset[str] = frozenset()
    target_types: frozenset[str] = frozenset()
    mutual: bool = False
    speech: bool = False
    complement: bool = False
    absorbs: bool = False
    negated: bool = False
    willed: bool = False
    agentless: bool = False
    besides: bool = False
    prospective: bool = False
    hostile: bool = False
    verb_complement: str | None = None
    needs_target: bool = False
    needs_source: bool = False
    needs_light: bool = False
    needs_title: bool = False
    sourceless: bool = False
    place_target: bool = False
    accepts: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLexicon:
    """All event rules, and by which words they are found.

    ``noun_heads`` are the lemmas that a noun of theirs may end in, "talks" like "talk";
    ``carrying`` are the verbs that an act named by their object may hang on.
    """

    rules: tuple[EventRule, ...]
    by_verb: Mapping[str, tuple[EventRule, ...]]
    by_noun: Mapping[str, tuple[EventRule, ...]]
    noun_heads: frozenset[str]
    by_adjective: Mapping[str, tuple[EventRule, ...]]
    light_verbs: frozenset[str]
    aspect_verbs: frozenset[str]
    planned_by: frozenset[str]
    answering: frozenset[str]
    receiving: frozenset[str]
    vowing: frozenset[str]
    hurting: frozenset[str]
    undergoing: frozenset[str]
    returning: frozenset[str]
    blaming: Mapping[str, str]
    negated_by: frozenset[str]
    carrying: frozenset[str]
    promised: Mapping[str, str]
    threatened: frozenset[str]
    refused: frozenset[str]
    reciprocal: frozenset[str]
    aimed: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """Reporting verbs by kind, and the media that words are said in."""

    kinds: Mapping[str, str]
    naming: frozenset[str]
    conveying: frozenset[str]
    conveyed: frozenset[str]
    addressing: frozenset[str]
    introducing: frozenset[str]
    media: frozenset[str]
    platforms: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """Words that decide how sure an act is; ``factuality.toml`` says what each list is."""

    refusals: frozenset[str]
    intentions: frozenset[str]
    possibilities: frozenset[str]
    plans: frozenset[str]
    hearsay: frozenset[str]
    achieved: frozenset[str]
    begun: frozenset[str]
    judged: frozenset[str]
    voted: frozenset[str]
    facts: frozenset[str]
    insistent: frozenset[str]
    conversing: frozenset[str]
    conversed: frozenset[str]
    planned_adjectives: frozenset[str]
    possible_adjectives: frozenset[str]
    called_off: frozenset[str]
    hearsay_adjectives: frozenset[str]
    hearsay_adverbs: frozenset[str]
    possible_adverbs: frozenset[str]
    short_adverbs: frozenset[str]
    accusing: frozenset[str]
    keeping: frozenset[str]
    musing: frozenset[str]
    uttered: frozenset[str]
    answered: frozenset[str]


@cache
def certainty() -> Certainty:
    """The words of factuality (lemmas)."""
    return Certainty(
        **{key: frozenset(text.split()) for key, text in _table("factuality.toml").items()}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """Words that decide when an act took place; ``timing.toml`` says what each list is."""

    simultaneous: frozenset[str]
    occasion: frozenset[str]
    bounds: frozenset[str]
    motion: frozenset[str]
    speaking: frozenset[str]
    apart: frozenset[str]
    spans: frozenset[str]
    daytimes: frozenset[str]
    continuing: frozenset[str]
    brought_about: frozenset[str]
    planned: frozenset[str]
    set_for: frozenset[str]
    intending: frozenset[str]
    taking_place: frozenset[str]
    told_of: frozenset[str]
    commenting: frozenset[str]
    words: frozenset[str]
    announcing: frozenset[str]
    announced: frozenset[str]


@cache
def timing() -> TimeWords:
    """The words of timing (lemmas, prepositions, event types)."""
    return TimeWords(
        **{
            key: frozenset(words if isinstance(words, list) else words.split())
            for key, words in _table("timing.toml").items()
        }
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Offices:
    """Words around titles; ``offices.toml`` says what each list is."""

    former: frozenset[str]
    beside_title: frozenset[str]
    no_office: frozenset[str]
    office_beside_name: frozenset[str]
    of_a_party: frozenset[str]
    role: frozenset[str]
    posts: frozenset[str]
    specifying: frozenset[str]
    sent: frozenset[str]
    assuming: frozenset[str]
    proposing: frozenset[str]
    leaving: frozenset[str]
    removing: frozenset[str]
    taking: frozenset[str]
    leading: Mapping[str, str]
    party_initials: Mapping[str, str]
    qualifiers: Mapping[str, str]
    written_out: Mapping[str, str]

    def names_office(self, noun: str) -> bool:
        """Whether a description headed by this noun names an office when it stands beside a name."""
        return noun not in self.no_office or noun in self.office_beside_name


@cache
def offices() -> Offices:
    """The words around titles."""
    table = _table("offices.toml")
    values: dict[str, Any] = {
        key: frozenset(value.split()) if isinstance(value, str) else value
        for key, value in table.items()
    }
    lists = {key: frozenset(value) for key, value in values.items() if isinstance(value, list)}
    return Offices(**{**values, **lists})


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """One row of ``titles.csv``: a word or phrase for an office, rank, role or honorific."""

    title: str
    kind: str
    body: str


@cache
def _table(name: str) -> dict[str, Any]:
    with (DATA / name).open("rb") as file:
        return tomllib.load(file)


@cache
def events() -> EventLexicon:
    """The event rules. Raises OntologyError for a rule with an unknown field or without a word."""
    table = _table("events.toml")
    light = table["light"]
    rules = tuple(_event_rule(row) for row in table["rule"])
    by_noun = _by_word((rule, rule.nouns) for rule in rules)
    ends = {noun.partition(" of ")[0].replace("-", " ").split()[-1] for noun in by_noun}
    heads = ends | set(by_noun)
    return EventLexicon(
        rules=rules,
        by_verb=_by_word((rule, rule.verbs) for rule in rules),
        by_noun=by_noun,
        noun_heads=frozenset(heads | {f"{head}s" for head in heads}),
        by_adjective=_by_word((rule, rule.adjectives) for rule in rules),
        light_verbs=frozenset(light["verbs"]),
        aspect_verbs=frozenset(light["aspect"]),
        planned_by=frozenset(light["planned"]),
        **{key: frozenset(words) for key, words in table["around"].items()},
        blaming=table["blaming"],
        negated_by=frozenset(light["negated"]),
        carrying=frozenset([*light["verbs"], *light["planned"], *light["negated"]]),
        promised=table["promised"],
        threatened=frozenset(table["threatened"]["types"]),
        refused=frozenset(table["refused"]["types"]),
        reciprocal=frozenset(table["reciprocal"]["types"]),
        aimed=frozenset(table["aimed"]["verbs"]),
    )


def _by_word(
    rules: Iterable[tuple[EventRule, frozenset[str]]],
) -> Mapping[str, tuple[EventRule, ...]]:
    """The rules by each of their words: those that ask for most first, then as in the file."""
    found: dict[str, list[EventRule]] = {}
    for rule, words in rules:
        for word in sorted(words):
            found.setdefault(word, []).append(rule)
    return {word: tuple(sorted(entries, key=_looseness)) for word, entries in found.items()}


def _looseness(rule: EventRule) -> tuple[bool, bool, int]:
    """How little a rule asks for besides its word: a denial, then anything else, what comes besides last."""
    asked = (
        rule.agentless,
        rule.willed,
        rule.hostile,
        rule.objects,
        rule.with_words,
        rule.source_words,
        rule.complement,
        rule.nouns and rule.obliques,
        "answerer" in rule.target,
        rule.needs_target and rule.target_types == {"Person"},
    )
    return rule.besides, not rule.negated, -sum(map(bool, asked))


def _event_rule(row: Mapping[str, Any]) -> EventRule:
    known = {field.name: field.type for field in fields(EventRule)}
    values: dict[str, Any] = {}
    for key, value in row.items():
        if key not in known:
            raise OntologyError(
                f"events.toml: rule {row.get('id')}: no field {key!r}; see its header"
            )
        kind = str(known[key])
        if kind.startswith("frozenset"):
            value = frozenset(value)
        elif kind.startswith("tuple"):
            value = tuple(value)
        values[key] = value
    rule = EventRule(**values)
    if not (rule.verbs or rule.nouns or rule.adjectives):
        raise OntologyError(f"events.toml: rule {rule.id}: name a verb, a noun or an adjective")
    return rule


# The kind of fact that a rule's name begins with; statements have no common beginning.
_KINDS = {"event": "events", "position": "positions", "relation": "relations"}


@cache
def confidence(rule: str) -> float:
    """How sure a rule is, in [0, 1]: measured, or the mean of its kind for one that was not."""
    table = _table("confidence.toml")
    kind = _KINDS.get(rule.partition("-")[0], "statements")
    found: float = table["rules"].get(rule, table["kinds"][kind])
    return found


@cache
def reporting() -> Reporting:
    """The reporting verbs (lemmas, with particle)."""
    table = _table("reporting.toml")
    kinds = {
        verb: kind
        for kind in ("asks", "thinks", "denies", "claims", "says")
        for verb in table[kind]
    }
    return Reporting(
        kinds=kinds,
        naming=frozenset(table["naming"]),
        conveying=frozenset(table["conveying"]),
        conveyed=frozenset(table["conveyed"]),
        addressing=frozenset(table["addressing"]),
        introducing=frozenset(table["introducing"]),
        media=frozenset(table["media"]["nouns"]),
        platforms=frozenset(table["media"]["platforms"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Nouns:
    """Common nouns for actors and places; ``nouns.toml`` says what each list is."""

    organization: frozenset[str]
    state_body: frozenset[str]
    named_again: frozenset[str]
    named_bare: frozenset[str]
    group: frozenset[str]
    place: frozenset[str]
    toponym: frozenset[str]
    capital: frozenset[str]
    serving: frozenset[str]
    owned: frozenset[str]
    part: frozenset[str]
    fellow: frozenset[str]
    kind: frozenset[str]
    calamity: frozenset[str]
    crowd: frozenset[str]
    seated: frozenset[str]
    portfolio: frozenset[str]
    deed: frozenset[str]
    deeds: frozenset[str]
    means: frozenset[str]
    setting_off: frozenset[str]
    craft: frozenset[str]
    wrecking: frozenset[str]
    person_ending: frozenset[str]
    no_person: frozenset[str]


@cache
def nouns() -> Nouns:
    """The common nouns (lemmas)."""
    return Nouns(**{key: frozenset(words) for key, words in _table("nouns.toml").items()})


# A document has the same few nouns again and again.
@lru_cache(maxsize=4096)
def names_people(noun: str) -> bool:
    """Whether a noun is one for people, by the list of them or by its ending."""
    words = nouns()
    by_ending = noun.endswith(tuple(words.person_ending)) and noun not in words.no_person
    return noun in words.group or by_ending


@cache
def titles() -> Mapping[str, Title]:
    """Titles by their lower-case form, plurals included."""
    bodies = nouns().organization
    found: dict[str, Title] = {}
    with (DATA / "titles.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            entry = Title(title=row["title"], kind=row["kind"], body=row["body"])
            words = entry.title.lower().split()
            if len(words) > 1 and words[0] in bodies:
                continue  # "ministry spokesman": the title is "spokesman", the ministry its body
            found.setdefault(entry.title.lower(), entry)
            for plural in plurals(entry.title.lower()):
                found.setdefault(plural, entry)
    return found


@cache
def title_words() -> frozenset[str]:
    """Every word that stands in some title, to tell at once that a word stands in none."""
    return frozenset(part for title in titles() for part in _words_of(title))


@cache
def title_openings() -> frozenset[str]:
    """Every word that some title begins with."""
    return frozenset(_words_of(title)[0] for title in titles())


def _words_of(title: str) -> list[str]:
    return re.split(r"[\s-]+|(?<=\w)(?=['’])", title)


def plurals(title: str) -> tuple[str, ...]:
    """The plural forms of a title: "ministers of state", "attorneys general", "spokesmen"."""
    words = title.split()
    head = next(
        (i for i, word in enumerate(words) if word in ("of", "for", "to", "at")), len(words)
    )
    if head == 0:
        return ()
    noun = words[head - 1]
    return (" ".join([*words[: head - 1], plural(noun), *words[head:]]),)


def plural(noun: str) -> str:
    """The regular plural of a noun, and those of -man and of abbreviations ("Reps.")."""
    if noun.endswith("."):
        return noun[:-1] + "s."
    if noun.endswith("man"):
        return noun[:-2] + "en"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"
