"""Names in a document: where the recogniser and the reference data see one, trimmed and typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.extract import lexicon
from graph.extract.syntax import preposition
from graph.extract.titles import inside_title, title_span
from graph.model import EntityType, MentionForm
from graph.parse import Parse, Token
from graph.reference import Entry, Match, Reference

LONGEST_NAME = 9
SMALL = frozenset({"al", "el"})  # what a name may begin with, written small, before a hyphen
# What the names of halves of a country begin with.
HALVES = frozenset({"North", "South", "East", "West"})
ENTITY_TYPES = {
    "PERSON": EntityType.PERSON,
    "PER": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
    "NORP": EntityType.GROUP,
}
# Where a capital is a place, not the state that it speaks for.
PLACE_PREPOSITIONS = frozenset(
    "in at near outside around into through across over from inside above off toward towards"
    " via within".split()
)
PLACE_VERBS = frozenset("visit leave reach enter tour flee bomb shell attack storm capture".split())
# What stands beside a person's name, or for it: "His Majesty".
NO_NAMES = frozenset("jr. sr. jr sr majesty highness excellency holiness eminence".split())
DIPLOMATS = frozenset("ambassador envoy consul chargé".split())
PLACE_NOUNS = frozenset("city capital capitol town airport suburb region street".split())
# What is "of" or "to" a place and no state.
OF_PLACES = PLACE_NOUNS | frozenset("visit trip village north south east west part".split())


@dataclass(frozen=True, slots=True)
class Name:
    """A name as token indices (end exclusive), with the reference entry it matches, if any.

    ``written_out`` is the name where the text has only a part of it; ``namesake`` says that it is not
    what the reference knows by it.
    """

    begin: int
    end: int
    type: EntityType
    form: MentionForm
    entry: Entry | None = None
    written_out: str | None = None
    namesake: bool = False

    def covers(self, other: Name) -> bool:
        """Whether the other name lies within this one."""
        return self.begin <= other.begin and other.end <= self.end


def find_names(doc: Parse, reference: Reference) -> tuple[Name, ...]:
    """All names in text order; of two that overlap, the inner one only if it is an adjective."""
    surnames = _surnames(doc)
    known = tuple(
        name
        for name in (*_known(doc, reference), *_initials(doc, reference))
        # "Lima" is no city where Ann Lima is spoken of, and the recogniser sees her.
        if not (name.end - name.begin == 1 and _is_surname(doc[name.begin], surnames))
    )
    namesakes = {doc.text_of(name.begin, name.end) for name in known if name.namesake}
    if namesakes:
        known = tuple(
            _as_namesake(name) if doc.text_of(name.begin, name.end) in namesakes else name
            for name in known
        )
    known = (*known, *_half_named(doc, known))
    seen = _agreeing(doc, tuple(_recognised(doc, known, reference)))
    chosen: list[Name] = []
    taken: set[int] = set()
    for name in sorted((*known, *seen), key=lambda n: (n.begin - n.end, n.begin, n.entry is None)):
        words = range(name.begin, name.end)
        if taken.isdisjoint(words):
            chosen.append(name)
            taken.update(words)
        elif name.entry is not None:
            hosts = [o for o in chosen if name.begin < o.end and o.begin < name.end]
            if (
                len(hosts) == 1
                and hosts[0].type is EntityType.ORGANIZATION
                and hosts[0].covers(name)
            ):
                chosen.append(name)
    return tuple(sorted(chosen, key=lambda n: (n.begin, -n.end)))


def _half_named(doc: Parse, known: tuple[Name, ...]) -> Iterator[Name]:
    """The states that a text goes on to call by half their name: "the North", after North Korea."""
    entries: dict[str, dict[str, Entry]] = {}
    for name in known:
        half = doc[name.begin].text
        if name.type is EntityType.STATE and name.entry is not None and half in HALVES:
            entries.setdefault(half, {})[name.entry.iri] = name.entry
    for token in doc if entries else ():
        if token.text not in entries or not token.i or doc[token.i - 1].lower != "the":
            continue
        after = doc[min(token.i + 1, len(doc) - 1)]
        alone = after.pos not in ("NOUN", "PROPN", "ADJ") and after.lower != "of"
        found = tuple(entries[token.text].values())
        if alone and len(found) == 1:
            kind, form = EntityType.STATE, MentionForm.NAME
            yield Name(token.i, token.i + 1, kind, form, found[0], written_out=found[0].name)


def _initials(doc: Parse, reference: Reference) -> Iterator[Name]:
    """The parties that initials beside a name stand for: "Ann Dale (D-Ohio)", "Ann Dale, R-Texas"."""
    parties = lexicon.offices().party_initials
    for token in doc:
        if token.text not in parties or not 0 < token.i < len(doc) - 1:
            continue
        before, after = doc[token.i - 1].text, doc[token.i + 1].text
        if (before, after) == ("(", ")") or (after in ("-", "–") and before in ("(", ",")):
            party = parties[token.text]
            for match in reference.find(party)[:1]:
                kind, form = EntityType.ORGANIZATION, MentionForm.ADJECTIVE
                yield Name(token.i, token.i + 1, kind, form, match.entry, party)


def _surnames(doc: Parse) -> frozenset[str]:
    """The last words of the names of people that have more than one."""
    return frozenset(
        doc[end - 1].text
        for begin, end, label in doc.ents
        if ENTITY_TYPES.get(label) is EntityType.PERSON and end - begin > 1
    )


def _is_surname(token: Token, surnames: frozenset[str]) -> bool:
    is_person = ENTITY_TYPES.get(token.ent_type) is EntityType.PERSON
    return is_person and token.text in surnames


def _agreeing(doc: Parse, names: tuple[Name, ...]) -> tuple[Name, ...]:
    """The names with a surname that the recogniser takes for a place once made a person's again."""
    people = {
        doc[n.end - 1].text for n in names if n.type is EntityType.PERSON and n.end - n.begin > 1
    }
    return tuple(
        replace(n, type=EntityType.PERSON)
        if n.end - n.begin == 1 and doc[n.begin].text in people
        else n
        for n in names
    )


def _known(doc: Parse, reference: Reference) -> Iterator[Name]:
    """Matches of the reference data, longest first at each token."""
    after = 0
    previous: Name | None = None
    for token in doc:
        small = token.text == token.lower
        if token.i < after or (small and token.lower[:2] not in SMALL):
            continue  # most words are written small, and begin no name
        if not _may_start(token) or not reference.may_begin(token.text):
            continue
        for name in _beginning_at(token, reference):
            if _is_of_another_state(doc, name, previous, reference):
                continue
            if _is_elsewhere(doc, name, previous, reference):
                name = _as_namesake(name)
            previous = name
            yield name
            yield from _owner_inside(doc, name, reference)
            after = name.end
            break


def _beginning_at(token: Token, reference: Reference) -> list[Name]:
    """The matches of the reference data that begin with a token, the longest first."""
    doc, begin = token.doc, token.i
    found: list[Name] = []
    for last in doc[begin : begin + LONGEST_NAME]:
        if last.is_space or last.is_punct:
            continue
        name = _match(doc, begin, last.i + 1, reference)
        if name is not None:
            found.append(name)
        if not reference.may_go_on(doc.text_of(begin, last.i + 1), blank=bool(last.blank)):
            break
    return found[::-1]


def _is_of_another_state(
    doc: Parse, name: Name, previous: Name | None, reference: Reference
) -> bool:
    """Whether the state named beside a body is not the one it is known to belong to.

    "Senate" is known; in "the Peruvian Senate" and "the Senate of Peru" it is another one.
    """
    if name.entry is None or name.type is not EntityType.ORGANIZATION:
        return False
    state = _state_after(doc, name.end, reference)
    if previous is not None and (
        previous.end == name.begin
        or (previous.end + 1 == name.begin and doc[previous.end].tag == "POS")
    ):
        state = previous
    placed = state is None or state.type is EntityType.PLACE
    if placed and name.entry.country is not None and _of_a_name(doc, name.end) > name.end:
        return True  # "the Supreme Court of Texas"
    if state is None or state.type is not EntityType.STATE or state.entry is None:
        return False
    if name.entry.country is None:
        # "Peru's Security Council" is none of the United Nations; "Peru's NATO envoy" is of NATO.
        kind = doc[name.end - 1].lemma in lexicon.nouns().owned
        return kind and bool(name.entry.part_of) and state is previous
    return name.entry.country not in (state.entry.iri, state.entry.stands_for)


def _of_a_name(doc: Parse, end: int) -> int:
    """Where the name ends that a body is said to be of: "the Senate | of Texas"; else where its own does."""
    if doc[end - 1].lemma not in lexicon.nouns().owned or doc[end : end + 1] == ():
        return end
    begin = end + 1
    if doc[end].lower != "of" or begin >= len(doc):
        return end
    begin += doc[begin].lower == "the"
    last = begin
    while last < len(doc) and doc[last].pos == "PROPN" and doc[last].text[:1].isupper():
        last += 1
    return last if last > begin else end


def _as_namesake(name: Name) -> Name:
    return replace(name, type=EntityType.PLACE, entry=None, namesake=True)


def _is_elsewhere(doc: Parse, name: Name, previous: Name | None, reference: Reference) -> bool:
    """Whether a place lies in another state than the one known by its name: "Tripoli, Lebanon",
    "the Lebanese port of Tripoli", "Melbourne, Victoria"."""
    if name.entry is None or name.entry.type is not EntityType.PLACE or name.entry.country is None:
        return False
    own = (name.entry.country, name.entry.iri)
    after = _listed_after(doc, name.end, reference)
    if after is not None and after.type is EntityType.STATE and after.entry is not None:
        return after.entry.iri not in own
    if previous is None or previous.entry is None or previous.end >= name.begin:
        return False
    between = doc[previous.end : name.begin]
    if len(between) == 1 and between[0].text == "," and previous.entry.type is EntityType.PLACE:
        listed = doc.head_of(name.begin, name.end).dep == "conj"
        return not listed and previous.entry.country not in (None, *own)
    words = [t.lower for t in between if t.tag != "POS" and t.pos != "ADJ"]
    places = lexicon.nouns().place
    described = words[-1:] == ["of"] and len(words) > 1 and words[-2] in places
    if previous.entry.type is not EntityType.STATE or len(between) > 5 or not described:
        return False
    return set(words[:-1]) <= places and previous.entry.iri not in own


def _listed_after(doc: Parse, end: int, reference: Reference) -> Name | None:
    """What is known by the name behind a comma, unless it goes on a list."""
    if end + 1 >= len(doc) or doc[end].text != ",":
        return None
    found = next(iter(_beginning_at(doc[end + 1], reference)), None)
    if found is None or found.form is not MentionForm.NAME:
        return None
    return None if doc.head_of(found.begin, found.end).dep == "conj" else found


def _state_after(doc: Parse, end: int, reference: Reference) -> Name | None:
    """The state in "of …" right after a name."""
    if end >= len(doc) or doc[end].lower != "of":
        return None
    begin = end + 2 if end + 1 < len(doc) and doc[end + 1].lower == "the" else end + 1
    for stop in range(min(len(doc), begin + 3), begin, -1):
        if not doc[stop - 1].is_punct:
            found = _match(doc, begin, stop, reference)
            if found is not None and found.form is MentionForm.NAME:
                return found
    return None


def _owner_inside(doc: Parse, name: Name, reference: Reference) -> Iterator[Name]:
    """The state or parent that a body's name begins with: "Norway" in "Norway's Defense Ministry"."""
    if name.type is not EntityType.ORGANIZATION:
        return
    for end in range(name.end - 1, name.begin, -1):
        inner = None if doc[end - 1].is_punct else _match(doc, name.begin, end, reference)
        if inner is not None and inner.entry is name.entry:
            continue  # "U.S. House" in "U.S. House of Representatives"
        if inner is not None and inner.type in (EntityType.STATE, EntityType.ORGANIZATION):
            parent = (
                name.entry is not None
                and inner.entry is not None
                and inner.entry.iri in (*name.entry.part_of, name.entry.country)
            )
            if parent or inner.form is MentionForm.ADJECTIVE or doc[end].tag == "POS":
                yield inner
            return


def _may_start(token: Token) -> bool:
    capital = token.text[:1].isupper() or _is_small(token)
    return capital and token.lower not in ("the", "a", "an")


def _is_small(token: Token) -> bool:
    """Whether a token is the "al" that a name begins with: "al-Qaeda", whatever a pipeline splits."""
    if "-" in token.text:
        return token.lower.partition("-")[0] in SMALL
    after = token.doc[min(token.i + 1, len(token.doc) - 1)]
    return token.lower in SMALL and after.text == "-"


def _match(doc: Parse, begin: int, end: int, reference: Reference) -> Name | None:
    matches = reference.find(doc.text_of(begin, end))
    if not matches:
        return None
    match = _best(matches, doc, begin, end)
    entry = match.entry
    if match.form == "adjective" and entry.type is EntityType.PLACE:
        return None  # "African" names no place
    if match.form == "adjective" or (match.form == "demonym" and doc[end - 1].pos == "ADJ"):
        return Name(begin, end, entry.type, MentionForm.ADJECTIVE, entry)
    if match.form == "demonym":
        return Name(begin, end, EntityType.GROUP, MentionForm.NOMINAL, entry)
    kind = entry.type
    if entry.type is EntityType.PLACE and entry.capital_of and acts(doc, begin, end):
        located = _before_state(doc, end, entry.capital_of, reference)
        kind = entry.type if located else EntityType.STATE
    return Name(begin, end, kind, MentionForm.NAME, entry)


def _before_state(doc: Parse, end: int, state: str, reference: Reference) -> bool:
    """Whether a capital's own state follows it, as in an address: "the envoy to Seoul, South Korea"."""
    if end >= len(doc) or doc[end].text != ",":
        return False
    return any(
        match.entry.iri == state and match.form == "name"
        for stop in range(end + 2, min(len(doc), end + 4) + 1)
        for match in reference.find(doc.text_of(end + 1, stop))
    )


def _best(matches: tuple[Match, ...], doc: Parse, begin: int, end: int) -> Match:
    """Among homonyms, a name before an adjective, unless the syntax makes it modify a noun."""
    modifies = doc[end - 1].dep in ("amod", "compound") and doc[end - 1].head.i >= end
    preferred = ("adjective",) if modifies and doc[end - 1].pos == "ADJ" else ("name", "acronym")
    states = [m for m in matches if m.form in preferred and m.entry.type is EntityType.STATE]
    if states:
        return states[0]
    seen = ENTITY_TYPES.get(doc[end - 1].ent_type)
    agreeing = [m for m in matches if m.form in preferred and m.entry.type is seen]
    if agreeing:
        return agreeing[0]
    return next((m for m in matches if m.form in preferred), matches[0])


def acts(doc: Parse, begin: int, end: int) -> bool:
    """Whether a capital speaks for its state here: as an agent or partner, not as a location."""
    head = doc.head_of(begin, end)
    if (
        head.i + 1 < len(doc)
        and doc[head.i + 1].text in (",", "—", "–", "-")
        and _opens_line(doc, begin)
        and not any(child.dep == "conj" for child in head.children)
    ):
        return False
    governor = head.head
    case = preposition(head)
    anchor = head
    while anchor.dep == "conj" and not case:
        anchor = anchor.head
        case = preposition(anchor)
        governor = anchor.head
    if case == "from" and DIPLOMATS & {governor.lemma, *_objects_of(governor)}:
        return True  # "recalled its ambassador from Lima"
    if case in PLACE_PREPOSITIONS:
        return False
    if (
        case == "to"
        and governor.pos == "VERB"
        and governor.lemma
        in (
            "travel",
            "go",
            "fly",
            "return",
            "head",
            "come",
            "drive",
            "arrive",
            "move",
            "send",
        )
    ):
        return False
    lemma = governor.lemma
    if case in ("of", "to") and (lemma in OF_PLACES or lemma in lexicon.nouns().place):
        return False
    if anchor.dep == "appos" and governor.lemma in PLACE_NOUNS:
        return False
    beside = anchor.dep in ("appos", "nmod:unmarked") and governor.i < anchor.i
    if beside and ENTITY_TYPES.get(governor.ent_type) is EntityType.PLACE:
        return False  # "Melbourne, Victoria"
    if any(c.dep == "appos" and c.lemma in PLACE_NOUNS for c in head.children):
        return False
    if anchor.dep in ("compound", "flat") and governor.i > head.i:
        return False
    if governor.lower == "based" and governor.i == head.i + 2:
        return False  # "Lima-based"
    if anchor.dep == "nmod:poss" and governor.lemma in PLACE_NOUNS:
        return False
    return not (anchor.dep == "obj" and governor.lemma in PLACE_VERBS)


def _objects_of(verb: Token) -> Iterator[str]:
    return (child.lemma for child in verb.children if child.dep == "obj")


def _opens_line(doc: Parse, begin: int) -> bool:
    return begin == 0 or "\n" in doc[begin - 1].text


def _of_its_state(
    doc: Parse, begin: int, end: int, known: tuple[Name, ...], reference: Reference
) -> str | None:
    """A body's name with the state that owns it, where the name alone is known as another's.

    "Peru's Supreme Court" is the Supreme Court of Peru, and not of the United States.
    """
    if begin < 2 or doc[begin - 1].tag != "POS":
        return None
    owners = (n for n in known if n.end == begin - 1 and n.type is EntityType.STATE)
    owner = next(owners, None)
    text = doc.text_of(begin, end)
    owned = lexicon.nouns().owned
    if owner is None or not any(token.lemma in owned for token in doc[begin:end]):
        return None
    if not reference.find(text):
        return None
    return f"{text} of {doc.text_of(owner.begin, owner.end)}"


def _recognised(doc: Parse, known: tuple[Name, ...], reference: Reference) -> Iterator[Name]:
    """Names that the recogniser sees, trimmed; those that the reference knows exactly are left to it."""
    covered = {i: name for name in known for i in range(name.begin, name.end)}
    for first, last, label in doc.ents:
        kind = ENTITY_TYPES.get(label)
        if kind is None:
            continue
        for begin, end in _pieces(doc, first, _past_article(doc, last), kind):
            host = covered.get(end - 1)
            if host is not None and host.begin <= begin and end <= host.end:
                continue
            ends_as_title = begin < end and doc[end - 1].lower in lexicon.titles()
            if kind is EntityType.PERSON and begin > first and ends_as_title:
                continue  # "Ann Dale, independent MP"
            begin, end = _trimmed(doc, begin, end, kind, known)
            if begin >= end or not any(doc[i].text[:1].isupper() for i in range(begin, end)):
                continue
            if doc.text_of(begin, end).lower() in NO_NAMES:
                continue
            body = doc[end - 1].lemma in lexicon.nouns().organization
            if title_span(doc[end - 1])[0] < begin and not body:
                continue  # "State" in "Secretary of State"
            if inside_title(doc, begin, end) or (
                kind is EntityType.PERSON and _ends_in_title(doc, begin, end)
            ):
                continue  # "Allied" in "Supreme Allied Commander", "the Chilean Foreign Minister"
            if body and kind is EntityType.ORGANIZATION:
                begin = _with_adjective(begin, known)
            inner = [n for n in known if n.begin < end and begin < n.end]
            if any(n.begin <= begin and end <= n.end for n in inner):
                continue
            if inner and not _adds(doc, begin, end, kind, inner):
                continue
            written_out = _of_its_state(doc, begin, end, known, reference)
            whole = _of_a_name(doc, end)
            if not written_out and whole > end and kind is EntityType.ORGANIZATION:
                written_out = doc.text_of(begin, whole)
            retyped = _retyped(doc, begin, end, kind)
            yield Name(begin, end, retyped, MentionForm.NAME, written_out=written_out)


def _past_article(doc: Parse, end: int) -> int:
    """Past the rest of a name that the recogniser cut behind its article: "Fatah al[-Islam]"."""
    cut = doc[end - 1].lower in ("al", "el", "ul", "an", "ar", "as", "ash") and end + 1 < len(doc)
    if cut and doc[end].text in ("-", "–") and not doc[end].blank and not doc[end - 1].blank:
        return end + 2
    return end


def _ends_in_title(doc: Parse, begin: int, end: int) -> bool:
    """Whether a stretch is an office and no name; a single word ("Bishop") may be a surname."""
    start, title = title_span(doc[end - 1])
    return title is not None and begin <= start < end - 1


def _with_adjective(begin: int, known: tuple[Name, ...]) -> int:
    """Back over the state's adjective that a common name needs: "Peruvian" in "Peruvian Senate"."""
    for name in known:
        if name.end == begin and name.form is MentionForm.ADJECTIVE:
            return name.begin
    return begin


def _adds(doc: Parse, begin: int, end: int, kind: EntityType, inner: list[Name]) -> bool:
    """Whether a recognised name is more than the known one inside it ("eastern Poland" is not)."""
    rest = [
        token
        for token in doc[begin:end]
        if not any(n.begin <= token.i < n.end for n in inner) and token.text.isalpha()
    ]
    return any(token.text[:1].isupper() for token in rest) and not (
        kind is EntityType.PLACE
        and all(n.entry and n.entry.type is EntityType.STATE for n in inner)
        and all(token.lower in COMPASS or token.lower == "of" for token in rest)
    )


COMPASS = frozenset(
    "north south east west northern southern eastern western central upper lower greater".split()
)


def _pieces(doc: Parse, begin: int, end: int, kind: EntityType) -> Iterator[tuple[int, int]]:
    """A recognised stretch, cut at line breaks, possessives and (for people) conjunctions."""
    start = begin
    for token in (doc[i] for i in range(begin, end)):
        possessive = token.tag == "POS" and token.i + 1 < end
        joins = token.dep == "cc" and kind in (EntityType.PERSON, EntityType.PLACE)
        if token.is_space or possessive or joins or token.text in (",", ";"):
            if (possessive and kind is EntityType.PERSON) or not possessive:
                yield start, token.i
            start = token.i + 1
    yield start, end


def _trimmed(
    doc: Parse, begin: int, end: int, kind: EntityType, known: tuple[Name, ...]
) -> tuple[int, int]:
    while begin < end and (
        (
            doc[begin].pos
            in ("DET", "ADP", "PUNCT", "PART", "SPACE", "CCONJ", "VERB", "AUX", "PRON")
            and not (doc[begin].text[:1].isupper() and doc[begin].pos in ("VERB", "ADP"))
        )
        or doc[begin].lower in ("the", "a", "an")
    ):
        begin += 1
    while begin < end and (
        doc[end - 1].pos in ("PUNCT", "ADP", "PART", "DET", "SPACE", "CCONJ")
        and doc[end - 1].text[-1:] != "."
        and doc[end - 1].lower != "up"
    ):
        end -= 1
    if kind is EntityType.PERSON:
        begin = after_titles(doc, _after_title_begun_before(doc, begin, end), end)
        while (
            end - begin > 1
            and doc[end - 1].text.isupper()
            and doc[end - 1].lower in lexicon.titles()
        ):
            end -= 1
        begin = _after_state(doc, begin, end, known)
        if (
            end - begin == 1
            and doc[begin].lower in lexicon.titles()
            and not _follows_title(doc, begin)
        ):
            return begin, begin
    else:
        while end - begin > 1 and _is_rank(doc[end - 1]):
            end -= 1
        end = _before_title(doc, begin, end)
        if kind is EntityType.ORGANIZATION and doc[end - 1].lemma in lexicon.nouns().deed:
            return begin, begin  # "the Affordable Care Act"
        office, title = title_span(doc[end - 1])
        behind = next((t for t in doc[end : end + 2] if t.text != ","), None)
        named = behind is not None and ENTITY_TYPES.get(behind.ent_type) is EntityType.PERSON
        if title is not None and named and office > begin and doc[office - 1].pos != "ADP":
            end = office  # "the House Speaker, Ann Dale"
        opening = doc.text_of(begin, min(begin + 2, len(doc))).lower()
        if opening in ("members of", "leaders of", "officials of"):
            begin += 2
    return begin, end


def _after_state(doc: Parse, begin: int, end: int, known: tuple[Name, ...]) -> int:
    """Past a state that the recogniser drew into a name: "the President of [Chad Idriss Deby]"."""
    if begin and doc[begin - 1].lower == "of":
        for name in known:
            if name.begin == begin and name.end < end and name.type is EntityType.STATE:
                return name.end
    return begin


def _before_title(doc: Parse, begin: int, end: int) -> int:
    """Back to where an office begins that the recogniser cut in two: "NATO [supreme allied commander]"."""
    titles = lexicon.titles()
    for start in range(begin + 1, end):
        for stop in range(end + 1, min(len(doc), end + 3) + 1):
            if doc.text_of(start, stop).lower() in titles:
                return start
    return end


def _after_title_begun_before(doc: Parse, begin: int, end: int) -> int:
    """Past the end of a title in a name: "Secretary of State for [Defence Ann Dale]"."""
    for last in range(end - 2, begin - 1, -1):
        if title_span(doc[last])[0] < begin:
            return last + 1
    return begin


def _follows_title(doc: Parse, begin: int) -> bool:
    return begin > 0 and doc[begin - 1].lower in lexicon.titles()


def _is_rank(token: Token) -> bool:
    found = lexicon.titles().get(token.lower)
    return found is not None and found.kind == "rank"


def after_titles(doc: Parse, begin: int, end: int) -> int:
    """Where the name proper starts after leading titles: 2 in "Foreign Minister Ann Dale"."""
    titles = lexicon.titles()
    moved = True
    while moved and end - begin > 1:
        moved = False
        for size in range(min(6, end - begin - 1), 0, -1):
            phrase = doc.text_of(begin, begin + size).lower()
            if phrase in titles:
                begin += size
                moved = True
                break
        else:
            if doc[begin].text[:1].islower() and doc[begin].lower not in (
                "al",
                "de",
                "von",
                "van",
                "bin",
                "abu",
            ):
                begin += 1
                moved = True
    return begin


def _retyped(doc: Parse, begin: int, end: int, kind: EntityType) -> EntityType:
    """The class that the name's own last word gives it, else the recogniser's."""
    last = doc[end - 1].lemma
    nouns = lexicon.nouns()
    named = doc.head_of(begin, end).head
    if named.i == end and named.lemma in nouns.toponym:
        return EntityType.PLACE  # "the Al-Sinek neighborhood"
    if kind is EntityType.PERSON and end - begin > 1 and last in nouns.organization:
        return EntityType.ORGANIZATION
    if (
        kind is EntityType.ORGANIZATION
        and end - begin > 1
        and last in nouns.place
        and last not in nouns.organization
    ):
        return EntityType.PLACE
    return kind
