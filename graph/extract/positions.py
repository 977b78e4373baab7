"""Positions: who holds which office, in all the ways news says so.

Before the name, in apposition either way round, with a copula, with "as", after verbs of
appointment and departure, and descriptions that name an office and nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.extract import lexicon
from graph.extract.apposition import holder_of, is_apposed, is_set_off
from graph.extract.factuality import by_words, local_factuality
from graph.extract.mentions import Chunk, Mentions, is_party
from graph.extract.syntax import Clause, acts_first, expand, is_ended, preposition
from graph.extract.titles import title_around, title_heads, title_span
from graph.model import (
    EntityType,
    Evidence,
    Factuality,
    Mention,
    MentionForm,
    Span,
    Stance,
    Tenure,
)
from graph.parse import Parse, Token

INSIDE = frozenset({"at", "in", "with", "on"})
BODY_PREPOSITIONS = frozenset({"of", "for", "at", "in", "to", "with", "on"})


@dataclass(frozen=True, slots=True)
class Office:
    """A title as the text puts it, with the bodies it belongs to."""

    title: str
    span: Span
    bodies: tuple[Mention, ...]
    former: bool
    qualifier: str | None
    factuality: Factuality = Factuality.ASSERTED


@dataclass(frozen=True, slots=True)
class Holding:
    """That somebody (or nobody named) holds an office; ``head`` is the predicate that says so, if any."""

    holder: Mention | None
    office: Office
    rule: str
    head: Token | None = None
    former: bool = False
    settled: bool = False


def find_tenures(
    mentions: Mentions, clauses: tuple[Clause, ...], sentence_of: dict[int, Span]
) -> tuple[Tenure[Mention], ...]:
    """Every position that the document gives somebody, or names without a holder."""
    found: dict[tuple[Span | None, str, Span], Tenure[Mention]] = {}
    holdings = [
        *_before_names(mentions),
        *_appositions(mentions),
        *(h for clause in clauses for h in _predicated(clause, mentions)),
    ]
    for holding in holdings:
        office, holder = holding.office, holding.holder
        key = (None if holder is None else holder.span, office.title.lower(), office.span)
        if key not in found:
            first = mentions.doc.tokens_at(office.span)[0]
            found[key] = _tenure(holding, sentence_of[first], mentions)
    return tuple(found.values())


def _tenure(holding: Holding, sentence: Span, mentions: Mentions) -> Tenure[Mention]:
    office, holder = holding.office, holding.holder
    factuality: Factuality = Factuality.ASSERTED
    believers: tuple[Mention, ...] = ()
    if holding.head is not None and not holding.settled:
        factuality, believers = local_factuality(holding.head, mentions)
    if factuality is Factuality.ASSERTED:
        factuality = office.factuality
    return Tenure(
        holder=holder,
        title=office.title,
        bodies=office.bodies,
        former=holding.former or office.former,
        qualifier=office.qualifier,
        stance=Stance(
            factuality=factuality,
            attributed_to=believers,
            # A title whose body is not told is the weaker half of an office.
            confidence=lexicon.confidence(
                holding.rule if office.bodies else f"{holding.rule}-alone"
            ),
        ),
        evidence=Evidence(
            sentence=sentence,
            trigger=office.span,
            subject=None if holder is None else holder.span,
            object=office.bodies[0].span if office.bodies else None,
        ),
        rule=holding.rule,
    )


# ---------------------------------------------------------------- before the name


def _before_names(mentions: Mentions) -> Iterator[Holding]:
    for chunk in mentions.named_people():
        states = tuple(
            b
            for b in _bodies_after(mentions.doc[chunk.head], mentions)
            if b.type is EntityType.STATE
        )
        for office, plural in _before_name(chunk, mentions):
            if not office.bodies:
                office = replace(office, bodies=states)  # "King Harald of Norway"
            together = tuple(_named_together(chunk, mentions)) if plural else ()
            if plural and not together:
                continue  # "according to reporters Ann Dale left": two nominals that only meet
            for holder in (chunk.mention, *together):
                yield Holding(holder, office, "position-before-name")


def _named_together(chunk: Chunk, mentions: Mentions) -> Iterator[Mention]:
    """The people joined to a name: those who share "Senators" with "Ann Dale"."""
    for token in expand(mentions.doc[chunk.head]):
        other = mentions.chunk(token)
        if (
            other is not None
            and other != chunk
            and other.mention.type is EntityType.PERSON
            and other.mention.form is MentionForm.NAME
        ):
            yield other.mention


def _before_name(chunk: Chunk, mentions: Mentions) -> Iterator[tuple[Office, bool]]:
    """Offices directly before a name ("Russian Foreign Minister"), and whether each is one in the plural."""
    doc = mentions.doc
    for begin, end, _ in mentions.titles_of(chunk):
        left = _left_edge(begin, mentions)
        office = _office(begin, end, mentions, left, holder=chunk.mention)
        if not lexicon.offices().names_office(doc[end - 1].lemma):
            continue  # "lawyer Ann Dale": what she is, and no office
        yield office, _is_plural(doc[end - 1])


def _is_plural(token: Token) -> bool:
    return token.tag in ("NNS", "NNPS")


def _left_edge(begin: int, mentions: Mentions) -> int:
    """How far left of a title the words still modify it."""
    doc = mentions.doc
    edge = begin
    first, _ = doc.sentence_around(doc[begin])
    while edge > first:
        token = doc[edge - 1]
        if token.is_space or token.pos in ("VERB", "ADP", "AUX", "CCONJ", "PRON", "SCONJ", "NUM"):
            if (
                token.i in mentions.by_token
                and mentions.by_token[token.i].mention.form is not MentionForm.PRONOUN
            ):
                edge -= 1
                continue
            break
        if token.is_punct and token.text not in ("-", ".") and token.tag != "HYPH":
            break
        edge -= 1
        if token.pos == "DET":
            break
    return edge


def _office(
    begin: int, end: int, mentions: Mentions, left: int, *, holder: Mention | None = None
) -> Office:
    """The office named by the title tokens begin..end, with modifiers from ``left`` on.

    ``holder``, where already known, is none of its bodies.
    """
    doc = mentions.doc
    around = lexicon.offices()
    before = [doc[i].lower for i in range(left, begin)]
    bodies: list[Mention] = []
    for chunk in mentions.within(left, end):
        governor = doc[chunk.head].head
        if governor.dep == "nmod:poss" and governor.i < begin:
            continue  # "Peruvian" in "the Peruvian premier's chief of staff"
        if is_party(chunk) and doc[end - 1].lemma not in around.of_a_party:
            continue  # "Republican Senator": a party's member, and not the party's senator
        if chunk.mention.type is EntityType.GROUP:
            continue
        if chunk.mention.form in (MentionForm.NAME, MentionForm.ADJECTIVE) or (
            chunk.mention.type is EntityType.ORGANIZATION
        ):
            bodies.append(chunk.mention)
    bodies = _outermost(bodies)
    errand = ""
    for i in sorted({end - 1, doc.head_of(begin, end).i}):
        after, where = _bodies_after(doc[i], mentions), _errand(doc[i], mentions)
        if where is not None:
            # "Peru's ambassador to Chile" is an office of Peru.
            named = where.span.end <= doc[end - 1].end
            errand = "" if named else f" to {where.name}"
            after = [b for b in after if b != where]
            bodies = [b for b in bodies if b != where]
        places = not any(b.type is not EntityType.PLACE for b in bodies)
        bodies.extend(
            b for b in after if b not in bodies and (places or b.type is not EntityType.PLACE)
        )
    bodies = [b for b in _closest(bodies, mentions) if b != holder]
    if not bodies and not errand:
        bodies.extend(_body_right_after(end, mentions))
    qualifiers = around.qualifiers
    qualifier = next((qualifiers[w] for w in before if w in qualifiers), None)
    title_begin = begin
    while title_begin > left and _specifies(doc[title_begin - 1], mentions):
        title_begin -= 1
    title_words = [
        t
        for t in (doc[i] for i in range(title_begin, end))
        if t.lower not in qualifiers
        and t.lower not in around.former
        and t.lower not in around.beside_title
    ]
    first = doc[begin].lower
    if first in qualifiers and qualifier is None:
        qualifier = qualifiers[first]
    if doc[end - 1].lower in qualifiers:
        qualifier = qualifiers[doc[end - 1].lower]
    text = "".join(t.text + t.blank for t in title_words).strip(" -") or doc.text_of(begin, end)
    if _is_plural(doc[end - 1]):
        found = title_span(doc[end - 1])[1]
        text = text if found is None else found.title
    return Office(
        title=title_case(text) + errand,
        span=doc.span_of(title_begin, end),
        bodies=tuple(bodies),
        former=any(w in around.former for w in before),
        qualifier=qualifier,
        factuality=_put_as(doc, left, begin, end),
    )


def _put_as(doc: Parse, left: int, begin: int, end: int) -> Factuality:
    """What the words around a title make of its holder's having it: "an alleged", "reportedly the"."""
    head = doc.head_of(begin, end)
    first, _ = doc.sentence_around(head)
    while left > first and (
        doc[left - 1].tag in ("JJ", "VBN", "RB", "HYPH")
        or "HYPH" in (doc[left].tag, doc[max(first, left - 2)].tag)
    ):
        left -= 1  # "Suspected", "Self-declared", "Would-be"
    words = doc.text_of(left, begin).lower().split()
    words.extend(c.lower for c in head.children if c.dep == "advmod" and c.i < begin)
    return by_words(words)


def _body_right_after(end: int, mentions: Mentions) -> list[Mention]:
    """The body named in "of …" or "for …" right behind a title, whatever the parse hangs it on."""
    doc = mentions.doc
    if end >= len(doc) or doc[end].lower not in ("of", "for"):
        return []
    begin = end + 2 if end + 1 < len(doc) and doc[end + 1].pos == "DET" else end + 1
    found = mentions.by_token.get(begin)
    if (
        found is None
        or found.begin != begin
        or found.mention.form is not MentionForm.NAME
        or found.mention.type is EntityType.PERSON
    ):
        return []
    return [found.mention]


def _specifies(token: Token, mentions: Mentions) -> bool:
    """Whether a word before a title is part of it: "political" in "political editor"."""
    if token.i in mentions.by_token or token.pos not in ("ADJ", "NOUN"):
        return False
    return token.lower in lexicon.offices().specifying


def _outermost(bodies: list[Mention]) -> list[Mention]:
    return [
        b
        for b in bodies
        if not any(
            o is not b and o.span.begin <= b.span.begin and b.span.end <= o.span.end for o in bodies
        )
    ]


def _closest(bodies: list[Mention], mentions: Mentions) -> list[Mention]:
    """Bodies without the states that only own another of them: "Poland's ministry" is the ministry."""
    doc = mentions.doc
    if len(bodies) < 2:
        return bodies
    organizations = [doc.tokens_at(b.span) for b in bodies if b.type is EntityType.ORGANIZATION]
    owners = {
        b
        for b in bodies
        for words in organizations
        if b.type is EntityType.STATE
        and (
            doc[doc.tokens_at(b.head)[0]].head.i in words
            or (
                (owner := mentions.possessor_before(words.start)) is not None and owner.mention == b
            )
        )
    }
    return [b for b in bodies if b not in owners]


def title_case(text: str) -> str:
    """A title as it stands in a list of offices: "foreign minister" → "Foreign Minister"."""
    text = " ".join(text.replace("\n", " ").split())
    expanded = lexicon.offices().written_out.get(text.lower().replace(".", ""), text)
    words = expanded.split(" ")
    return " ".join(
        word if not word.islower() or (i and word in SMALL_WORDS) else word[0].upper() + word[1:]
        for i, word in enumerate(words)
    )


SMALL_WORDS = frozenset({"of", "for", "the", "and", "to", "in", "at", "on", "with", "a", "an"})
# ---------------------------------------------------------------- apposition


def _appositions(mentions: Mentions) -> Iterator[Holding]:
    """Offices in descriptions: beside a name, or standing for their unnamed holder."""
    for token in title_heads(mentions.doc):
        begin, end, title = title_around(token)
        if title is None or title.kind == "rank":
            continue
        beside = token.dep in ("compound", "nmod:desc") and not is_apposed(token)
        if beside and not is_set_off(token):
            continue
        chunk = mentions.chunk(token)
        if chunk is None or chunk.mention.form is not MentionForm.NOMINAL or chunk.head != token.i:
            continue
        holder = (
            _in_role(token, mentions) or _named_as(token, mentions) or holder_of(token, mentions)
        )
        office = _office(begin, end, mentions, _left_edge(begin, mentions), holder=holder)
        word = token.lemma
        if holder is None:
            if (
                not office.bodies
                or word in lexicon.offices().no_office
                or chunk.mention.plural
                or _is_predicative(token)
                or _is_sought(token)
            ):
                continue
            yield Holding(chunk.mention, office, "position-apposition")
        elif lexicon.offices().names_office(word):
            yield Holding(holder, office, "position-apposition")


def _in_role(token: Token, mentions: Mentions) -> Mention | None:
    """Who has the role that an office is: "her" in "her role as governor", whatever "as" hangs on."""
    if preposition(token) != "as":
        return None
    before = min(child.i for child in token.children if child.lower == "as") - 1
    role = mentions.doc[max(before, 0)]
    if role.lemma not in lexicon.offices().role:
        return None
    owners = (mentions.of(child) for child in role.children if child.dep == "nmod:poss")
    return next((o for o in owners if o is not None and o.type is EntityType.PERSON), None)


def _named_as(token: Token, mentions: Mentions) -> Mention | None:
    """Who stands right before "as" and an office: "with Ann Dale as treasurer"."""
    case = next((c for c in token.children if c.dep == "case" and c.lower == "as"), None)
    if case is None or case.i < 1:
        return None
    doc, end = mentions.doc, case.i
    if doc[end - 1].text in ("MP", "MEP"):
        end -= 1
    person = mentions.by_token.get(end - 1)
    if person is None or person.end != end or person.mention.form is not MentionForm.NAME:
        return None
    # What a verb has both of ("named Ann Dale as treasurer", "saw … as") is read from the verb.
    of_a_verb = token.head.pos == "VERB" and doc[person.head].head is token.head
    return None if of_a_verb or person.mention.type is not EntityType.PERSON else person.mention


def _is_predicative(token: Token) -> bool:
    """Whether a description says what its clause's subject is, and names nobody itself."""
    return (
        any(c.dep == "cop" for c in token.children)
        or token.dep == "xcomp"
        or (token.head.lemma in lexicon.offices().assuming and preposition(token) in ("", "as"))
    )


def _is_sought(token: Token) -> bool:
    """Whether a description names an office and nobody in it: "ran for president of Peru"."""
    determined = any(c.dep in ("det", "nmod:poss", "amod") for c in token.children)
    return preposition(token) == "for" and not determined


def _errand(head: Token, mentions: Mentions) -> Mention | None:
    """Where an office is sent: "Chile" in "ambassador to Chile"."""
    if head.lemma not in lexicon.offices().sent:
        return None
    for child in head.children:
        if child.dep == "nmod" and child.i > head.i and preposition(child) == "to":
            mention = mentions.of(child)
            if (
                mention is not None
                and mention.form is MentionForm.NAME
                and (mention.type is not EntityType.PERSON)
            ):
                return mention
    return None


def _bodies_after(head: Token, mentions: Mentions) -> list[Mention]:
    """Bodies that follow or own a title: "of Ukraine", "Zelenskyy's", "for Europe" (a place last)."""
    found: list[Mention] = []
    title = title_around(head)[2]
    inside = INSIDE
    if title is not None and title.kind in ("royal", "office"):
        # "a professor at the university"; a minister is in many rooms.
        inside = frozenset({"at"} if title.body == "organization" else ())
    for child in head.children:
        case = preposition(child)
        owns = child.dep == "nmod:poss"
        if not owns and not (
            child.dep == "nmod" and case in BODY_PREPOSITIONS and child.i > head.i
        ):
            continue
        for part in expand(child):
            chunk = mentions.chunk(part)
            if chunk is None:
                continue
            if (
                part != child
                and chunk.mention.form is MentionForm.NOMINAL
                and title_around(part)[2] is not None
            ):
                continue
            if (
                chunk.mention.form is MentionForm.NOMINAL
                and chunk.mention.type is EntityType.PERSON
            ):
                inner = holder_of(part, mentions)
                found.append(chunk.mention if inner is None else inner)
            elif case in INSIDE and not (
                case in inside and chunk.mention.type is EntityType.ORGANIZATION
            ):
                continue
            elif chunk.mention.form is not MentionForm.PRONOUN or owns:
                found.append(chunk.mention)
    seats = [b for b in found if b.type is not EntityType.PLACE]
    return seats or found


# ---------------------------------------------------------------- predicated


def _predicated(clause: Clause, mentions: Mentions) -> Iterator[Holding]:
    """Offices that a clause predicates of somebody: "is", "became", "was appointed", "resigned as"."""
    if clause.copula:
        yield from _copular(clause, mentions)
        return
    words = lexicon.offices()
    if clause.lemma in words.taking:
        yield from _taken(clause, mentions)
        return
    if clause.lemma in words.leading:
        yield from _leading(clause, mentions)
        return
    if clause.lemma not in words.assuming and clause.lemma not in words.leaving:
        return
    named = clause.lemma in words.assuming and clause.lemma not in ("become", "serve")
    removed = clause.lemma in words.removing
    people = clause.objects if removed or (named and clause.objects) else clause.subjects
    leaving = clause.lemma in words.leaving
    left = leaving and local_factuality(clause.head, mentions)[0] in (
        Factuality.ASSERTED,
        Factuality.REPORTED,
    )
    for token in _role_tokens(clause):
        begin, end, title = title_around(token)
        if title is None or acts_first(token, clause.head):
            continue
        if not lexicon.offices().names_office(token.lemma):
            continue  # "was named as a suspect"
        office = _office(begin, end, mentions, _left_edge(begin, mentions))
        if not office.bodies:
            # "was appointed envoy to Asia for the Quartet": the parse hangs it on the verb.
            found = [mentions.of(t) for t in clause.oblique("for") if t.i > token.i]
            bodies = (m for m in found if m is not None and m.type is EntityType.ORGANIZATION)
            office = replace(office, bodies=tuple(bodies))
        for person in people:
            holder = _person(person, mentions)
            if holder is not None:
                # Who will leave an office, or did not, still holds it.
                if clause.lemma in words.proposing:
                    office = replace(office, factuality=Factuality.PLANNED)
                yield Holding(
                    holder,
                    office,
                    "position-predicated",
                    head=clause.head,
                    former=left,
                    settled=leaving and not left,
                )


def _taken(clause: Clause, mentions: Mentions) -> Iterator[Holding]:
    """Who takes a role that is an office: "took up the post of governor"."""
    for role in clause.objects:
        if role.lemma not in lexicon.offices().role:
            continue
        for token in role.children:
            begin, end, title = title_around(token)
            if title is None or preposition(token) not in ("of", "as"):
                continue
            office = _office(begin, end, mentions, _left_edge(begin, mentions))
            for holder in (_person(subject, mentions) for subject in clause.subjects):
                if holder is not None:
                    yield Holding(holder, office, "position-predicated", head=clause.head)


def _leading(clause: Clause, mentions: Mentions) -> Iterator[Holding]:
    """Who is at the head of a body now: "who heads the bank", "the bank, led by Ann Dale"."""
    participle = clause.head.dep == "acl" and clause.head.tag == "VBN"
    if not participle and (clause.tense != "present" or clause.passive):
        return
    bodies = [m for m in map(mentions.of, clause.objects) if m is not None]
    for body in bodies:
        if body.type is not EntityType.ORGANIZATION or body.form is not MentionForm.NAME:
            continue
        title = lexicon.offices().leading[clause.lemma]
        office = Office(title, clause.head.span, (body,), former=False, qualifier=None)
        for holder in (_person(token, mentions) for token in clause.subjects):
            if holder is not None:
                yield Holding(holder, office, "position-predicated", head=clause.head)


def _role_tokens(clause: Clause) -> tuple[Token, ...]:
    """The nominals that name the role: "as envoy", "was appointed envoy", "became envoy"."""
    roles = list(clause.oblique("as"))
    for child in clause.head.children:
        if (
            child.dep in ("xcomp", "obj", "obl")
            and child.pos in ("NOUN", "PROPN")
            and child not in roles
        ) and preposition(child) in ("", "as"):
            roles.extend(expand(child))
    return tuple(roles)


def _copular(clause: Clause, mentions: Mentions) -> Iterator[Holding]:
    begin, end, title = title_around(clause.head)
    if title is None or preposition(clause.head):
        return
    office = _office(begin, end, mentions, _left_edge(begin, mentions))
    noun = clause.head.lemma
    if noun in lexicon.offices().no_office and not (
        office.bodies and lexicon.offices().names_office(noun)
    ):
        return  # "is a leader"; but "is the leader of the Labour Party"
    ended = is_ended(clause.head)
    bare = any(child.dep == "cop" and child.tag == "VB" for child in clause.head.children)
    for token in clause.subjects:
        holder = _person(token, mentions)
        if holder is not None:
            past = ended or (clause.tense == "past" and not bare)  # not "tipped to be"
            yield Holding(
                holder, office, "position-copula", head=clause.head, former=past, settled=ended
            )


def _person(token: Token, mentions: Mentions) -> Mention | None:
    mention = mentions.of(token)
    if mention is None or mention.type not in (EntityType.PERSON,) or mention.plural:
        return None
    return mention
