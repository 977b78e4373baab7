"""Positions: who holds which office, in all the ways news says so.

Before the name, in apposition either way round, with a copula, with "as", after verbs of
appointment and departure, and descriptions that name an office and nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from graph.extract import lexicon
from graph.extract.names import head_of
from graph.extract.mentions import Chunk, Mentions, title_around, title_span
from graph.extract.syntax import Clause, expand, preposition
from graph.model import (
    EntityType,
    Evidence,
    Factuality,
    Identity,
    Mention,
    MentionForm,
    Span,
    Stance,
    Tenure,
)

FORMER = frozenset({"former", "ex", "late", "onetime", "then", "previous", "erstwhile", "outgoing"})
NO_LONGER = frozenset({"former", "ex", "late", "onetime", "previous", "erstwhile"})
QUALIFIERS = {
    "acting": "acting", "interim": "acting", "caretaker": "acting", "designate": "designate",
    "elect": "elect", "incoming": "designate",
}
BODY_PREPOSITIONS = frozenset({"of", "for", "at", "in", "to", "with", "on"})
# Descriptions that name nobody's office, only a kind of actor.
NO_OFFICE = frozenset(
    "official ally rival member national citizen resident source critic opponent supporter expert"
    " analyst student worker refugee activist protester politician terrorist militant figure"
    " extremist gunman reporter journalist friend man woman people leader counterpart host guest"
    " candidate winner hero father son wife husband brother native veteran player".split()
)
# Those that are an office at the side of a name ("Hamas leader Ali Dale", "Dale, a CNN reporter").
OFFICE_BESIDE_NAME = frozenset({"leader", "member", "journalist", "reporter", "analyst", "candidate"})
ASSUMING = frozenset({"become", "appoint", "name", "elect", "nominate", "serve", "select", "choose", "install", "inaugurate", "reappoint", "reelect", "re-elect", "promote"})
LEAVING = frozenset({"resign", "quit", "step down", "stand down", "retire", "leave", "dismiss", "sack", "oust", "fire", "remove", "relinquish"})
HEADING = {"head": "head", "lead": "leader", "chair": "chair", "command": "commander", "govern": "governor", "preside over": "president"}


@dataclass(frozen=True, slots=True)
class Office:
    """A title as the text puts it, with the bodies it belongs to."""

    title: str
    span: Span
    bodies: tuple[Mention, ...]
    former: bool
    qualifier: str | None


def find_tenures(mentions: Mentions, clauses: tuple[Clause, ...], sentence_of: dict[int, Span]) -> tuple[Tenure[Mention], ...]:
    """Every position that the document gives somebody, or names without a holder."""
    found: dict[tuple[Span | None, str, Span], Tenure[Mention]] = {}
    doc = mentions.doc

    def add(holder: Mention | None, office: Office, rule: str, confidence: float, former: bool = False,
            factuality: Factuality = Factuality.ASSERTED) -> None:
        key = (None if holder is None else holder.span, office.title.lower(), office.span)
        if key in found:
            return
        found[key] = Tenure(
            holder=holder,
            title=office.title,
            bodies=office.bodies,
            former=former or office.former,
            qualifier=office.qualifier,
            stance=Stance(factuality=factuality, confidence=confidence),
            evidence=Evidence(
                sentence=sentence_of[_token_at(doc, office.span.begin).i],
                trigger=office.span,
                subject=None if holder is None else holder.span,
                object=office.bodies[0].span if office.bodies else None,
            ),
            rule=rule,
        )

    for chunk in mentions.chunks:
        if chunk.mention.type is EntityType.PERSON and chunk.mention.form is MentionForm.NAME:
            of_name = _bodies_after(doc[chunk.head], mentions)
            for office in _before_name(chunk, mentions):
                if not office.bodies and of_name:
                    # "King Harald of Norway"
                    office = replace(office, bodies=tuple(b for b in of_name if b.type is EntityType.STATE))
                add(chunk.mention, office, "position-before-name", 0.95)
    for holder, office in _appositions(mentions):
        add(holder, office, "position-apposition", 0.9)
    for clause in clauses:
        for holder, office, rule, former, factuality in _predicated(clause, mentions):
            add(holder, office, rule, 0.8, former, factuality)
    return tuple(found.values())


def _token_at(doc: Doc, offset: int) -> Token:
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0]


# ---------------------------------------------------------------- before the name


def _before_name(chunk: Chunk, mentions: Mentions) -> Iterator[Office]:
    """Offices directly before a name: "Russian Foreign Minister", "U.S. Air Force Gen."."""
    doc = mentions.doc
    start = chunk.begin
    while start > 0:
        last = doc[start - 1]
        if last.is_punct and last.text in ("-",) and start > 1:
            break
        begin, title = title_span(last)
        if title is None:
            if last.lower_ in ("and",) and start < chunk.begin:
                start -= 1
                continue
            return
        left = _left_edge(begin, mentions)
        yield _office(begin, last.i + 1, mentions, left)
        start = begin
        if left < begin and doc[begin - 1].i in mentions.by_token and start == left:
            return
        if begin == 0 or title_span(doc[begin - 1])[1] is None:
            return


def _left_edge(begin: int, mentions: Mentions) -> int:
    """How far left of a title the words still modify it."""
    doc = mentions.doc
    edge = begin
    while edge > 0:
        token = doc[edge - 1]
        if token.is_space or token.pos_ in ("VERB", "ADP", "AUX", "CCONJ", "PRON", "SCONJ", "NUM"):
            if token.i in mentions.by_token and mentions.by_token[token.i].mention.form is not MentionForm.PRONOUN:
                edge -= 1
                continue
            break
        if token.is_punct and token.text not in ("-", ".") and token.tag_ != "HYPH":
            break
        edge -= 1
        if token.pos_ == "DET":
            break
    return edge


def _office(begin: int, end: int, mentions: Mentions, left: int) -> Office:
    """The office named by the title tokens begin..end, with modifiers from ``left`` on."""
    doc = mentions.doc
    words = [token.lower_ for token in doc[left:begin]]
    bodies: list[Mention] = []
    for chunk in mentions.within(left, begin):
        if chunk.mention.form in (MentionForm.NAME, MentionForm.ADJECTIVE) or (
            chunk.mention.type is EntityType.ORGANIZATION
        ):
            bodies.append(chunk.mention)
    bodies = _outermost(bodies)
    for i in sorted({end - 1, head_of(doc, begin, end).i}):
        head = doc[i]
        bodies.extend(b for b in _bodies_after(head, mentions) if b not in bodies)
    qualifier = next((QUALIFIERS[w] for w in words if w in QUALIFIERS), None)
    title_begin = begin
    while title_begin > left and _specifies(doc[title_begin - 1], mentions):
        title_begin -= 1
    title_words = [t for t in doc[title_begin:end] if t.lower_ not in QUALIFIERS and t.lower_ not in FORMER]
    first = doc[begin].lower_
    if first in QUALIFIERS and qualifier is None:
        qualifier = QUALIFIERS[first]
    if doc[end - 1].lower_ in QUALIFIERS:
        qualifier = QUALIFIERS[doc[end - 1].lower_]
    text = "".join(t.text_with_ws for t in title_words).strip(" -") or doc[begin:end].text
    return Office(
        title=title_case(text),
        span=Span(doc[title_begin].idx, doc[end - 1].idx + len(doc[end - 1])),
        bodies=tuple(bodies),
        former=any(w in NO_LONGER for w in words),
        qualifier=qualifier,
    )


def _specifies(token: Token, mentions: Mentions) -> bool:
    """Whether a word before a title is part of it: "political" in "political editor"."""
    if token.i in mentions.by_token or token.lower_ in FORMER or token.lower_ in QUALIFIERS:
        return False
    return token.pos_ in ("ADJ", "NOUN") and token.is_alpha and token.lower_ in ROLE_ADJECTIVES


ROLE_ADJECTIVES = frozenset(
    "chief deputy senior special political permanent supreme national economic foreign military"
    " defense defence assistant vice joint first second associate principal global regional allied"
    " executive general".split()
)


def _outermost(bodies: list[Mention]) -> list[Mention]:
    return [
        b for b in bodies
        if not any(o is not b and o.span.begin <= b.span.begin and b.span.end <= o.span.end for o in bodies)
    ]


def title_case(text: str) -> str:
    """A title as it stands in a list of offices: "foreign minister" → "Foreign Minister"."""
    text = " ".join(text.replace("\n", " ").split())
    expanded = RANKS.get(text.lower().rstrip("."), text)
    words = expanded.split(" ")
    return " ".join(
        word if not word.islower() or (i and word in SMALL_WORDS) else word[0].upper() + word[1:]
        for i, word in enumerate(words)
    )


SMALL_WORDS = frozenset({"of", "for", "the", "and", "to", "in", "at", "on", "with", "a", "an"})
RANKS = {
    "gen": "General", "lt gen": "Lieutenant General", "lt. gen": "Lieutenant General",
    "maj gen": "Major General", "maj. gen": "Major General", "brig gen": "Brigadier General",
    "brig. gen": "Brigadier General", "adm": "Admiral", "col": "Colonel", "lt col": "Lieutenant Colonel",
    "lt. col": "Lieutenant Colonel", "maj": "Major", "capt": "Captain", "lt": "Lieutenant",
    "sgt": "Sergeant", "sen": "Senator", "rep": "Representative", "gov": "Governor", "pres": "President",
    "cmdr": "Commander", "mp": "Member of Parliament", "rear adm": "Rear Admiral", "vice adm": "Vice Admiral", "pm": "Prime Minister",
}


# ---------------------------------------------------------------- apposition


def _appositions(mentions: Mentions) -> Iterator[tuple[Mention | None, Office]]:
    """Offices in descriptions: beside a name, or standing for their unnamed holder."""
    doc = mentions.doc
    for token in doc:
        begin, end, title = title_around(token)
        if title is None or token.dep_ in ("compound", "nmod:desc") or title.kind == "rank":
            continue
        chunk = mentions.chunk(token)
        if chunk is None or chunk.mention.form is not MentionForm.NOMINAL or chunk.head != token.i:
            continue
        holder = holder_of(token, mentions)
        office = _office(begin, end, mentions, _left_edge(begin, mentions))
        word = token.lemma_.lower()
        if holder is None:
            if not office.bodies or word in NO_OFFICE or chunk.mention.plural or _is_predicative(token):
                continue
            yield chunk.mention, office
        elif word not in NO_OFFICE or word in OFFICE_BESIDE_NAME:
            yield holder, office


def _is_predicative(token: Token) -> bool:
    """Whether a description says what its clause's subject is, and names nobody itself."""
    return any(c.dep_ == "cop" for c in token.children) or token.dep_ == "xcomp" or (
        token.head.lemma_ in ASSUMING and preposition(token) in ("", "as")
    )


def holder_of(token: Token, mentions: Mentions) -> Mention | None:
    """The named person that a description stands in apposition to, conjuncts of it included."""
    anchor = token
    while anchor.dep_ == "conj" and _describes(anchor.head, mentions):
        anchor = anchor.head
    if anchor.dep_ == "conj" and anchor.head.dep_ == "nmod" and title_around(anchor.head.head)[2] is not None:
        # "the head of the Blue Command and supreme commander for Asia": the parse joins the wrong two.
        anchor = anchor.head.head
    if anchor.dep_ == "appos":
        above = _named_person(anchor.head, mentions)
        if above is not None:
            return above
        if anchor.head.dep_ == "appos":
            return holder_of(anchor.head, mentions)
    inner = _last_inside(anchor, mentions)
    for child in anchor.children:
        if child.dep_ in ("appos", "flat"):
            name = _named_person(child, mentions)
            # In "an adviser to the premier's chief of staff, Ann Dale", she is the chief of staff.
            if name is not None and (inner is None or child.i < inner.i):
                return name
    return _beside_outer(anchor, mentions) or (_after_comma(anchor, mentions) if inner is None else None)


def _after_comma(token: Token, mentions: Mentions) -> Mention | None:
    """The name set off by commas right after a description, whatever the parse makes of it."""
    chunk = mentions.chunk(token)
    doc = mentions.doc
    if chunk is None or chunk.end + 1 >= len(doc) or doc[chunk.end].text != ",":
        return None
    if token.dep_ == "conj" or not any(c.dep_ in ("det", "nmod:poss") for c in token.children):
        return None
    name = mentions.by_token.get(chunk.end + 1)
    if name is None or name.begin != chunk.end + 1 or name.end >= len(doc):
        return None
    closed = doc[name.end].text in (",", ".", ";", ")", "—", "–") or doc[name.end].lower_ == "and"
    speaks = doc[name.head].dep_.startswith("nsubj") and doc[name.head].head.i == name.end
    return _named_person(doc[name.head], mentions) if closed and not speaks else None


def _describes(token: Token, mentions: Mentions) -> bool:
    chunk = mentions.chunk(token)
    return chunk is None or chunk.mention.form is MentionForm.NOMINAL


def _named_person(token: Token, mentions: Mentions) -> Mention | None:
    chunk = mentions.chunk(token)
    if chunk is None or chunk.mention.form is not MentionForm.NAME:
        return None
    return chunk.mention if chunk.mention.type is EntityType.PERSON else None


def _last_inside(token: Token, mentions: Mentions) -> Token | None:
    """An office inside the description of another one: "chief of staff" in "adviser to the chief of staff"."""
    for child in token.children:
        if child.dep_ == "nmod" and child.i > token.i and child.tag_ == "NN":
            chunk = mentions.chunk(child)
            if chunk is not None and chunk.head == child.i and chunk.mention.form is MentionForm.NOMINAL and (
                title_around(child)[2] is not None
            ):
                return child
    return None


def _beside_outer(token: Token, mentions: Mentions) -> Mention | None:
    """The name after a nested description, which the syntax hangs on the outer one."""
    if token.dep_ != "nmod":
        return None
    outer = token.head
    if _last_inside(outer, mentions) != token:
        return None
    for child in outer.children:
        if child.dep_ in ("appos", "flat") and child.i > token.i:
            return _named_person(child, mentions)
    if outer.dep_ == "appos" or outer.dep_.startswith("nsubj"):
        for sibling in outer.head.children:
            if sibling.dep_ == "appos" and sibling.i > token.i and sibling != outer:
                return _named_person(sibling, mentions)
    return None


def find_identities(mentions: Mentions) -> tuple[Identity, ...]:
    """Descriptions that stand in apposition to a name."""
    found: list[Identity] = []
    for chunk in mentions.chunks:
        if chunk.mention.form is MentionForm.NOMINAL and not chunk.mention.plural:
            name = holder_of(mentions.doc[chunk.head], mentions)
            if name is not None:
                found.append(Identity(description=chunk.mention, name=name, reason="apposition"))
    return tuple(found)


def _bodies_after(head: Token, mentions: Mentions) -> list[Mention]:
    """Bodies that follow or own a title: "of Ukraine", "Zelenskyy's", "for Europe" (a place last)."""
    found: list[Mention] = []
    for child in head.children:
        case = preposition(child)
        owns = child.dep_ == "nmod:poss"
        if not owns and not (child.dep_ == "nmod" and case in BODY_PREPOSITIONS and child.i > head.i):
            continue
        for part in expand(child):
            chunk = mentions.chunk(part)
            if chunk is None:
                continue
            if part != child and chunk.mention.form is MentionForm.NOMINAL and title_around(part)[2] is not None:
                continue
            if chunk.mention.form is MentionForm.NOMINAL and chunk.mention.type is EntityType.PERSON:
                inner = holder_of(part, mentions)
                found.append(chunk.mention if inner is None else inner)
            elif chunk.mention.form is not MentionForm.PRONOUN or owns:
                found.append(chunk.mention)
    seats = [b for b in found if b.type is not EntityType.PLACE]
    return seats or found


# ---------------------------------------------------------------- predicated


def _predicated(clause: Clause, mentions: Mentions) -> Iterator[tuple[Mention, Office, str, bool, Factuality]]:
    """Offices that a clause predicates of somebody."""
    if clause.copula:
        yield from _copular(clause, mentions)
        return
    lemma = clause.lemma
    people = clause.objects if lemma in ASSUMING and clause.objects and lemma not in ("become", "serve") else clause.subjects
    factuality = _clause_factuality(clause)
    if lemma in ASSUMING or lemma in LEAVING:
        former = lemma in LEAVING and factuality is Factuality.ASSERTED
        if lemma in LEAVING and not former:
            factuality = Factuality.ASSERTED
        for token in _role_tokens(clause):
            begin, end, title = title_around(token)
            if title is None:
                continue
            office = _office(begin, end, mentions, _left_edge(begin, mentions))
            for person in people:
                holder = _person(person, mentions)
                if holder is not None:
                    yield holder, office, "position-predicated", former, factuality


def _role_tokens(clause: Clause) -> tuple[Token, ...]:
    """The nominals that name the role: "as envoy", "was appointed envoy", "became envoy"."""
    roles = list(clause.oblique("as"))
    for child in clause.head.children:
        if child.dep_ in ("xcomp", "obj", "obl") and child.pos_ in ("NOUN", "PROPN") and child not in roles:
            if preposition(child) in ("", "as"):
                roles.extend(expand(child))
    return tuple(roles)


def _copular(clause: Clause, mentions: Mentions) -> Iterator[tuple[Mention, Office, str, bool, Factuality]]:
    begin, end, title = title_around(clause.head)
    if title is None or clause.head.lemma_.lower() in NO_OFFICE or preposition(clause.head):
        return
    office = _office(begin, end, mentions, _left_edge(begin, mentions))
    for token in clause.subjects:
        holder = _person(token, mentions)
        if holder is not None:
            yield holder, office, "position-copula", clause.tense == "past", _clause_factuality(clause)


def _clause_factuality(clause: Clause) -> Factuality:
    if clause.negated:
        return Factuality.NEGATED
    if clause.tense == "future":
        return Factuality.PLANNED
    if clause.modal is not None:
        return Factuality.HYPOTHETICAL
    return Factuality.ASSERTED


def _person(token: Token, mentions: Mentions) -> Mention | None:
    mention = mentions.of(token)
    if mention is None or mention.type not in (EntityType.PERSON,) or mention.plural:
        return None
    return mention


