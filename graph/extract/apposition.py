"""Appositions: whose description it is, in "the ministry's spokesperson, Ann Dale"."""

from __future__ import annotations

from graph.extract.mentions import Chunk, Mentions
from graph.extract.titles import title_around
from graph.model import EntityType, Identity, Mention, MentionForm
from graph.parse import Token


def find_identities(mentions: Mentions) -> tuple[Identity, ...]:
    """Descriptions that stand in apposition to a name."""
    found: list[Identity] = []
    for chunk in mentions.chunks:
        if chunk.mention.form is MentionForm.NOMINAL and not chunk.mention.plural:
            token = mentions.doc[chunk.head]
            name = (
                holder_of(token, mentions)
                or _named_body(chunk.mention, token, mentions)
                or _named_behind(chunk, token, mentions)
            )
            if name is not None:
                found.append(Identity(description=chunk.mention, name=name, reason="apposition"))
    return tuple(found)


def _named_behind(described: Chunk, token: Token, mentions: Mentions) -> Mention | None:
    """The state or body whose name runs on from its description: "Peru's ally Chile"."""
    name = mentions.by_token.get(described.end)
    if name is None or name.begin != described.end or name.mention.form is not MentionForm.NAME:
        return None
    if name.mention.type not in (EntityType.STATE, EntityType.ORGANIZATION):
        return None
    head = mentions.doc[name.head]
    return name.mention if head.head is token or token.head is head else None


def _named_body(described: Mention, token: Token, mentions: Mentions) -> Mention | None:
    """The organization that its description stands beside: "the nuclear watchdog, the IAEA"."""
    if described.type is not EntityType.ORGANIZATION:
        return None
    beside = [c for c in token.children if c.dep == "appos"]
    if token.dep == "appos":
        beside.append(token.head)
    for other in beside:
        name = mentions.of(other)
        if name is not None and name.type is described.type and name.form is MentionForm.NAME:
            return name
    return None


def holder_of(token: Token, mentions: Mentions) -> Mention | None:
    """The named person that a description stands in apposition to, conjuncts of it included."""
    before = mentions.by_token.get(token.i - 1)
    if before is not None and before.end == token.i and token.text.isupper():
        return _named_person(mentions.doc[before.head], mentions)  # "Ann Dale MP"
    if is_set_off(token):
        return _named_person(token.head, mentions)
    anchor = token
    while anchor.dep == "conj" and _describes(anchor.head, mentions):
        anchor = anchor.head
    if _is_second_description(anchor):
        return _named_person(anchor.head, mentions)
    if (
        anchor.dep == "conj"
        and anchor.head.dep == "nmod"
        and title_around(anchor.head.head)[2] is not None
    ):
        # "the head of the Blue Command and supreme commander for Asia": the parse joins the wrong two.
        anchor = anchor.head.head
    if is_apposed(anchor):
        above = _named_person(anchor.head, mentions)
        if above is not None:
            return above
        if is_apposed(anchor.head):
            return holder_of(anchor.head, mentions)
    inner = _last_inside(anchor, mentions)
    for child in _appended(anchor):
        if child.dep in ("appos", "flat"):
            name = _named_person(child, mentions)
            # In "an adviser to the premier's chief of staff, Ann Dale", she is the chief of staff.
            if name is not None and (inner is None or child.i < inner.i):
                return name
    return (
        _beside_outer(anchor, mentions)
        or _before_comma(anchor, mentions)
        or (_after_comma(anchor, mentions) if inner is None else None)
    )


def is_set_off(token: Token) -> bool:
    """Whether a description before a name has a comma behind it: "the envoy, Ann Dale, …"."""
    before = token.dep == "nmod:desc" and token.i < token.head.i
    return before and token.doc[token.i + 1].text == ","


def _is_second_description(token: Token) -> bool:
    """Whether an office is joined to a name whose description it goes on:
    "Ann Dale, the head of the bank and deputy governor, …"."""
    if token.dep != "conj" or any(child.dep == "det" for child in token.children):
        return False
    joint = next((child.i for child in token.children if child.dep == "cc"), None)
    return (
        joint is not None
        and token.doc[joint - 1].text != ","
        and any(is_apposed(c) and c.i < joint for c in token.head.children)
    )


def is_apposed(token: Token) -> bool:
    """Whether a nominal stands behind another as its description; parsers call it by either name."""
    return token.dep == "appos" or (token.dep == "nmod:desc" and token.i > token.head.i)


def _before_comma(token: Token, mentions: Mentions) -> Mention | None:
    """The name that a description follows after a comma, whatever the parse makes of it."""
    chunk = mentions.chunk(token)
    doc = mentions.doc
    if chunk is None or token.dep in ("conj", "nmod:poss") or token.dep.startswith("nsubj"):
        return None
    begin = chunk.begin
    while begin > 0 and doc[begin - 1].pos == "DET":
        begin -= 1
    if begin == chunk.begin or begin < 2 or doc[begin - 1].text != ",":
        return None
    name = mentions.by_token.get(begin - 2)
    if name is None or name.end != begin - 1:
        return None
    return _named_person(doc[name.head], mentions)


def _after_comma(token: Token, mentions: Mentions) -> Mention | None:
    """The name set off by commas right after a description, whatever the parse makes of it."""
    chunk = mentions.chunk(token)
    doc = mentions.doc
    if chunk is None or chunk.end + 1 >= len(doc) or doc[chunk.end].text != ",":
        return None
    if token.dep == "conj" or not any(c.dep in ("det", "nmod:poss") for c in token.children):
        return None
    name = mentions.by_token.get(chunk.end + 1)
    if name is None or name.begin != chunk.end + 1 or name.end >= len(doc):
        return None
    closed = doc[name.end].text in (",", ".", ";", ")", "—", "–") or doc[name.end].lower == "and"
    speaks = doc[name.head].dep.startswith("nsubj") and doc[name.head].head.i == name.end
    return _named_person(doc[name.head], mentions) if closed and not speaks else None


def _appended(token: Token) -> list[Token]:
    """What may stand in apposition to a nominal.

    In "the premier's chief of staff, Ann Dale" parsers hang the name on "premier" as often as on
    "chief"; it is the chief's.
    """
    found = [c for c in token.children if token.dep != "nmod:poss" or c.i < token.head.i]
    for owner in token.children:
        if owner.dep == "nmod:poss":
            found.extend(c for c in owner.children if c.dep == "appos" and c.i > token.i)
    return found


def _describes(token: Token, mentions: Mentions) -> bool:
    chunk = mentions.chunk(token)
    return chunk is None or chunk.mention.form is MentionForm.NOMINAL


def _named_person(token: Token, mentions: Mentions) -> Mention | None:
    chunk = mentions.chunk(token)
    if chunk is None or chunk.mention.form is not MentionForm.NAME:
        return None
    return chunk.mention if chunk.mention.type is EntityType.PERSON else None


def _last_inside(token: Token, mentions: Mentions) -> Token | None:
    """An office inside the description of another: "chief" in "adviser to the chief of staff"."""
    for child in token.children:
        if child.dep == "nmod" and child.i > token.i and child.tag in ("NN", "NNP"):
            chunk = mentions.chunk(child)
            if (
                chunk is not None
                and chunk.head == child.i
                and chunk.mention.form is MentionForm.NOMINAL
                and (title_around(child)[2] is not None)
            ):
                return child
    return None


def _beside_outer(token: Token, mentions: Mentions) -> Mention | None:
    """The name after a nested description, which the syntax hangs on the outer one."""
    if token.dep != "nmod":
        return None
    outer = token.head
    if _last_inside(outer, mentions) != token:
        return None
    for child in outer.children:
        if child.dep in ("appos", "flat") and child.i > token.i:
            return _named_person(child, mentions)
    if outer.dep == "appos" or outer.dep.startswith("nsubj"):
        for sibling in outer.head.children:
            if sibling.dep == "appos" and sibling.i > token.i and sibling != outer:
                return _named_person(sibling, mentions)
    return None
