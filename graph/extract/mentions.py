"""Mentions: every stretch of text that refers to an actor or a place, by name, description or pronoun."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.extract import lexicon
from graph.extract.names import Name, find_names
from graph.extract.syntax import noun_phrase, preposition
from graph.extract.titles import title_around, title_at, title_span, titles_before
from graph.model import EntityType, Mention, MentionForm
from graph.parse import Parse, Token
from graph.reference import Entry, Reference

SINGULAR_PERSON = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
SPEAKER = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
THING = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
INDEFINITE = frozenset({"a", "an", "some", "any", "another", "one", "many", "several", "no", "few"})
# The parts of speech of what may refer to an actor.
REFERRING = frozenset({"NOUN", "PROPN", "PRON", "DET"})
# Types of acts before whose noun stands who does them: "a rebel attack".
HARMS = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})


@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """A mention with its tokens (indices, end exclusive), its head and the entry its name matches."""

    mention: Mention
    begin: int
    end: int
    head: int
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of a document in text order, and which one a token stands for.

    ``begins`` are the tokens that the ``chunks`` begin at.
    """

    doc: Parse
    chunks: tuple[Chunk, ...]
    by_token: dict[int, Chunk]
    begins: list[int]

    def chunk(self, token: Token) -> Chunk | None:
        """The chunk that the nominal headed by this token refers to."""
        return self.by_token.get(token.i)

    def of(self, token: Token) -> Mention | None:
        """The mention that the nominal headed by this token is."""
        found = self.by_token.get(token.i)
        return None if found is None else found.mention

    def named_people(self) -> Iterator[Chunk]:
        """The mentions of people by name, in text order."""
        return (
            chunk
            for chunk in self.chunks
            if chunk.mention.type is EntityType.PERSON and chunk.mention.form is MentionForm.NAME
        )

    def titles_of(self, person: Chunk) -> Iterator[tuple[int, int, lexicon.Title]]:
        """The titles before a name, the nearest first, also with their body between:
        "President of Chad Ann Dale"."""
        return _titles_of(self.doc, person, self.by_token)

    def possessor_before(self, begin: int) -> Chunk | None:
        """The named thing in the possessive right before a token: Peru at "ministry" in "Peru's ministry"."""
        if begin < 2 or self.doc[begin - 1].tag != "POS":
            return None
        found = self.by_token.get(begin - 2)
        if found is None or found.end != begin - 1 or found.mention.form is not MentionForm.NAME:
            return None
        return found

    def within(self, begin: int, end: int) -> tuple[Chunk, ...]:
        """The chunks that lie inside a stretch of tokens."""
        first = bisect_left(self.begins, begin)
        last = bisect_left(self.begins, end, first)
        return tuple(c for c in self.chunks[first:last] if c.end <= end)


def find_mentions(doc: Parse, reference: Reference, ranges: Iterable[range]) -> Mentions:
    """All mentions inside the token ranges that are prose."""
    allowed = {i for words in ranges for i in words}
    names = [n for n in find_names(doc, reference) if n.begin in allowed]
    chunks = [_named(doc, name) for name in names]
    by_token: dict[int, Chunk] = {}
    for chunk in sorted(chunks, key=lambda c: c.begin - c.end):
        for i in range(chunk.begin, chunk.end):
            by_token[i] = chunk
    for chunk in chunks:
        if chunk.mention.form is MentionForm.NAME:
            by_token[chunk.head] = chunk
    known = set(chunks)
    for token in doc:
        refers = token.pos in REFERRING or token.lower == "mp"
        if refers and token.i in allowed and token.i not in by_token:
            found = _nominal(token, by_token) or _pronoun(token)
            if found is not None:
                by_token[token.i] = found
                if found not in known:
                    known.add(found)
                    chunks.append(found)
    _adopt_titles(doc, chunks, by_token)
    chunks.sort(key=lambda c: (c.begin, -c.end))
    return Mentions(doc, tuple(chunks), by_token, [chunk.begin for chunk in chunks])


def _named(doc: Parse, name: Name) -> Chunk:
    head = doc.head_of(name.begin, name.end)
    return Chunk(
        _mention(
            doc,
            name.begin,
            name.end,
            head,
            name.type,
            name.form,
            acts=name.type is EntityType.STATE,
            written_out=name.written_out,
            namesake=name.namesake,
        ),
        name.begin,
        name.end,
        head.i,
        name.entry,
    )


def _mention(
    doc: Parse,
    begin: int,
    end: int,
    head: Token,
    kind: EntityType,
    form: MentionForm,
    *,
    acts: bool = False,
    plural: bool = False,
    written_out: str | None = None,
    namesake: bool = False,
) -> Mention:
    return Mention(
        span=doc.span_of(begin, end),
        head=head.span,
        name=written_out or " ".join(doc.text_of(begin, end).split()),
        type=kind,
        form=form,
        acts=acts,
        plural=plural,
        namesake=namesake,
    )


def _nominal(token: Token, by_token: dict[int, Chunk]) -> Chunk | None:
    """A description with this token as its head: a body, a group, an unnamed person."""
    if (token.pos not in ("NOUN", "PROPN") and token.lower != "mp") or _sits_on(token):
        return None
    lemma = token.lemma
    nouns = lexicon.nouns()
    if _has_office(token):
        return None  # "the prosecutor's office" acts, not the prosecutor
    if lemma in nouns.organization:
        office = _office(token)
        if office is not None:
            return office
        named = _named_kind(token, by_token)
        if named is not None:
            return named
        body = _body(token, _phrase(token, by_token)[0], by_token)
        if body is not None:
            return body
    if _is_named_again(token):
        again = _mention(
            token.doc, token.i, token.i + 1, token, EntityType.ORGANIZATION, MentionForm.NOMINAL
        )
        return Chunk(again, token.i, token.i + 1, token.i)
    modifies = token.dep in ("compound", "flat", "nmod:desc") and token.head.i > token.i
    if modifies and token.doc[token.i + 1].text != ",":
        return _actor_of_act(token)
    title = title_at(token)
    crowd = lemma in nouns.crowd and token.tag == "NNS" and not _counts(token)
    if title is None and not crowd and (not lexicon.names_people(lemma) or _inside_title(token)):
        return None
    doc = token.doc
    begin, end = _phrase(token, by_token)
    plural = token.tag in ("NNS", "NNPS") or token.lower in ("police", "people", "opposition")
    person = (
        title is not None and not plural and lemma not in ("side", "party", "government", "state")
    )
    indefinite = doc[begin].lower in INDEFINITE
    kind = EntityType.PERSON if person and not indefinite else EntityType.GROUP
    begin = _after_determiner(doc, begin, token.i)
    mention = _mention(doc, begin, end, token, kind, MentionForm.NOMINAL, plural=plural)
    return Chunk(mention, begin, end, token.i)


def _counts(number: Token) -> bool:
    """Whether a number says how many there are of something: "thousands of people"."""
    after = number.doc[number.i + 1 : number.i + 2]
    return number.dep in ("nummod", "compound") or any(t.lower == "of" for t in after)


def _actor_of_act(token: Token) -> Chunk | None:
    """Who does what the next noun names: the rebels of "a rebel attack"."""
    act = token.head
    if token.tag != "NN" or token.dep != "compound" or act.i != token.i + 1:
        return None
    rules = lexicon.events().by_noun
    harms = any(rule.type in HARMS for rule in rules.get(act.lemma, ()))
    if token.lemma not in lexicon.nouns().group or not harms:
        return None
    if f"{token.lemma} {act.lemma}" in rules:
        return None  # "press conference"
    if any(child.i < token.i and child.dep == "compound" for child in act.children):
        return None  # "Hamas leader Ali Dale's meeting": an office, with more before it
    mention = _mention(
        token.doc, token.i, token.i + 1, token, EntityType.GROUP, MentionForm.NOMINAL, plural=True
    )
    return Chunk(mention, token.i, token.i + 1, token.i)


def _inside_title(token: Token) -> bool:
    """Whether a noun is only part of an office's name: "staff" in "chief of staff"."""
    governor = token.head
    if token.dep != "nmod" or governor.i > token.i:
        return False
    _, end, title = title_around(governor)
    return title is not None and token.i < end


def _phrase(token: Token, by_token: dict[int, Chunk]) -> tuple[int, int]:
    begin, end = noun_phrase(token)
    while begin < token.i and (token.doc[begin].is_space or token.doc[begin].is_punct):
        begin += 1
    left = by_token.get(begin - 1) if begin else None
    # A body or state right before belongs to the description, whatever the parse hangs it on.
    if (
        left is not None
        and left.end == begin
        and left.mention.form in (MentionForm.NAME, MentionForm.ADJECTIVE)
        and left.mention.type in (EntityType.STATE, EntityType.ORGANIZATION)
        and token.doc[begin].pos in ("NOUN", "ADJ")
    ):
        begin = left.begin
    return begin, max(end, token.i + 1)


def _after_determiner(doc: Parse, begin: int, head: int) -> int:
    while (
        begin < head
        and doc[begin].pos in ("DET", "PUNCT")
        and doc[begin].lower not in ("all", "both")
    ):
        begin += 1
    return begin


def _is_named_again(token: Token) -> bool:
    """Whether a noun and its article alone stand for a body named before: "the ministry"."""
    if token.lemma not in lexicon.nouns().named_again or token.tag != "NN":
        return False
    beside = {child.dep for child in token.children if child.i < token.i}
    after = {child.dep for child in token.children if child.i > token.i}
    bare = beside <= {"case", "cc"} and token.lemma in lexicon.nouns().named_bare
    definite = bare or any(c.lower in ("the", "this", "that") for c in token.children)
    return definite and beside <= {"det", "case", "punct"} and not after & {"nmod", "acl", "appos"}


def _named_kind(token: Token, by_token: dict[int, Chunk]) -> Chunk | None:
    """The body that a noun only says the kind of: Hamas, of "the Hamas organization"."""
    if token.lemma not in lexicon.nouns().kind or token.text[:1].isupper():
        return None
    for child in token.children:
        chunk = by_token.get(child.i)
        if (
            child.dep == "compound"
            and chunk is not None
            and chunk.mention.type is EntityType.ORGANIZATION
            and chunk.mention.form is MentionForm.NAME
        ):
            return chunk
    return None


def _body(token: Token, begin: int, by_token: dict[int, Chunk]) -> Chunk | None:
    """An organization described by a common noun: capitals or a state make it one of its kind."""
    doc = token.doc
    start = token.i
    while start > begin and _belongs(doc[start - 1], token):
        start -= 1
    start = _after_determiner(doc, start, token.i)
    inside = range(start, token.i + 1)
    capitals = sum(doc[i].text[:1].isupper() for i in inside if doc[i].text.isalpha())
    owned = _owner(token, by_token) is not None
    common = lexicon.nouns().state_body
    last_two = doc.text_of(token.i - 1, token.i + 1).lower() if len(inside) > 1 else ""
    lemma = token.lemma
    specific = owned or any(i in by_token for i in inside)
    named = token.text[:1].isupper() and (capitals > 1 or specific)
    if token.tag in ("NNS", "NNPS"):
        return None
    described = specific and (lemma in common or last_two in common)
    if not named and not described:
        return None
    kind = EntityType.ORGANIZATION
    form = MentionForm.NAME if named else MentionForm.NOMINAL
    end = max([token.i, *(child.i for child in token.children if _sits_on(child))]) + 1
    mention = _mention(doc, start, end, token, kind, form)
    return Chunk(mention, start, end, token.i)


def _has_office(token: Token) -> bool:
    """Whether a title is part of a body's name: "the prosecutor's office"."""
    office = token.head
    beside = token.dep == "nmod:poss" and office.i == token.i + 2
    return beside and office.lemma == "office" and title_at(token) is not None


def _office(token: Token) -> Chunk | None:
    """The office of somebody with a title, as a body."""
    for child in token.children:
        if _has_office(child):
            doc = token.doc
            begin = _after_determiner(doc, child.left_edge, token.i)
            form = MentionForm.NAME if token.text[:1].isupper() else MentionForm.NOMINAL
            mention = _mention(doc, begin, token.i + 1, token, EntityType.ORGANIZATION, form)
            return Chunk(mention, begin, token.i + 1, token.i)
    return None


def _sits_on(token: Token) -> bool:
    """Whether a noun is part of a body's name: "the board of governors", "the ministry of defence"."""
    nouns = lexicon.nouns()
    seated = token.lemma in nouns.seated and token.head.lemma == "board"
    kept = token.lemma in nouns.portfolio and token.head.lemma in ("ministry", "department")
    return (seated or kept) and token.dep == "nmod" and preposition(token) == "of"


def _belongs(left: Token, head: Token) -> bool:
    if left.tag == "POS" or left.pos in (
        "VERB",
        "ADP",
        "AUX",
        "CCONJ",
        "SPACE",
        "NUM",
        "PRON",
        "SCONJ",
    ):
        return False
    if left.is_punct and left.text not in ("-",):
        return False
    return left.pos in ("NOUN", "PROPN", "ADJ", "DET", "PUNCT", "X") and left.lower not in (
        "former",
        "new",
        "senior",
        "own",
        "last",
        "next",
        "several",
        "other",
    )


def _owner(token: Token, by_token: dict[int, Chunk]) -> Chunk | None:
    """The state or body that a noun belongs to: "Poland's ministry", "the ministry of Poland"."""
    for child in token.children:
        if child.dep == "nmod:poss" or (child.dep == "nmod" and preposition(child) == "of"):
            chunk = by_token.get(child.i)
            if chunk is None and child.lemma in lexicon.nouns().state_body:
                chunk = _owner(child, by_token)  # "the lower house of Peru's parliament"
            if chunk is not None and chunk.mention.form is not MentionForm.PRONOUN:
                return chunk
    return None


def _titles_of(
    doc: Parse, person: Chunk, by_token: dict[int, Chunk]
) -> Iterator[tuple[int, int, lexicon.Title]]:
    body = by_token.get(person.begin - 1)
    if (
        body is not None
        and body.end == person.begin
        and body.mention.type in (EntityType.STATE, EntityType.ORGANIZATION)
        and body.mention.form is MentionForm.NAME
    ):
        of = body.begin - 2 if doc[body.begin - 1].pos == "DET" else body.begin - 1
        if of > 0 and doc[of].lower == "of":
            yield from titles_before(doc, of)
            return
    yield from titles_before(doc, person.begin)


def _adopt_titles(doc: Parse, chunks: list[Chunk], by_token: dict[int, Chunk]) -> None:
    """Let a title directly before a name refer to its bearer: "Secretary of State" to Ann Dale."""
    for person in list(chunks):
        if (
            person.mention.type is not EntityType.PERSON
            or person.mention.form is not MentionForm.NAME
        ):
            continue
        for begin, end, _ in _titles_of(doc, person, by_token):
            for i in range(begin, end):
                described = by_token.get(i)
                if described is None or described.mention.form is MentionForm.NOMINAL:
                    by_token[i] = person
                    if described in chunks:
                        chunks.remove(described)
        _adopt_modifier(doc, person, by_token)


def _adopt_modifier(doc: Parse, person: Chunk, by_token: dict[int, Chunk]) -> None:
    """Where the parse makes "US" the head of "US Secretary of State Ann Dale", it is she who is meant."""
    start = person.begin
    while start > 0:
        begin, title = title_span(doc[start - 1])
        if title is None:
            break
        start = begin
    body = by_token.get(start - 1) if 0 < start < person.begin else None
    if (
        body is None
        or body.end != start
        or body.mention.type not in (EntityType.STATE, EntityType.ORGANIZATION)
    ):
        return
    head = doc[body.head]
    if not body.begin <= head.head.i < person.end and any(
        doc[i].head == head for i in range(start, person.end)
    ):
        by_token[head.i] = person


def _pronoun(token: Token) -> Chunk | None:
    if token.tag not in ("PRP", "PRP$"):
        return None
    word = token.lower
    if word in SINGULAR_PERSON or word in SPEAKER:
        kind = EntityType.PERSON
    elif word in THING:
        kind = EntityType.ORGANIZATION
    elif word in PLURAL:
        kind = EntityType.GROUP
    else:
        return None
    mention = _mention(
        token.doc, token.i, token.i + 1, token, kind, MentionForm.PRONOUN, plural=word in PLURAL
    )
    return Chunk(mention, token.i, token.i + 1, token.i)


def is_party(chunk: Chunk) -> bool:
    """Whether a mention is an organization's adjective, as parties have them: "Republican"."""
    return (
        chunk.mention.form is MentionForm.ADJECTIVE
        and chunk.mention.type is EntityType.ORGANIZATION
    )
