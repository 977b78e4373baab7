"""Who acts: the mentions that a nominal in the place of an actor stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.extract import lexicon
from graph.extract.event_syntax import PARTITIVE, noun_names, singular
from graph.extract.mentions import HARMS, Chunk, Mentions
from graph.extract.syntax import DOCUMENTS, clause_of, expand, preposition
from graph.extract.timing import Timing
from graph.model import EntityType, Mention, MentionForm
from graph.parse import Token

ACTORS = frozenset({EntityType.PERSON, EntityType.STATE, EntityType.ORGANIZATION, EntityType.GROUP})
# Who does this to a text says what it says.
ISSUING = frozenset("adopt approve draft issue pass publish release send sign submit write".split())
# Who suffers what a noun of harm names stands with these.
SUFFERING = ("of", "on", "against", "at", "upon")
# How the word for who acts hangs on that for the act.
ACTING = ("nsubj", "obl:agent")
LOCATIVE = ("in", "at", "near", "outside", "around", "inside", "across", "off")


class Actors:
    """The actors of one document."""

    def __init__(self, mentions: Mentions, timing: Timing) -> None:
        self.mentions = mentions
        self.timing = timing
        self.lexicon = lexicon.events()

    def owners(self, token: Token) -> Iterator[Token]:
        """Whose act or thing a noun is: possessors, and states or bodies that modify it."""
        for child in token.children:
            if child.i in self.timing.by_begin:
                continue  # "Monday's attack" is nobody's
            if child.dep == "nmod:poss":
                yield from expand(child)
            elif child.dep in ("amod", "compound", "nmod", "flat") and child.i < token.i:
                chunk = self.mentions.chunk(child)
                owning = (EntityType.STATE, EntityType.ORGANIZATION, EntityType.GROUP)
                owns = chunk is not None and chunk.mention.type in owning
                if owns or (_is_voice(chunk) and singular(token) in lexicon.certainty().uttered):
                    yield child

    def inside(self, token: Token, depth: int = 0) -> Iterator[Token]:
        """What a nominal is said to be of, by, from or against: "the attack on Arica by Peru"."""
        harms = any(rule.type in HARMS for rule in self.lexicon.by_noun.get(singular(token), ()))
        for child in token.children:
            if preposition(child) == "according to":
                continue
            if harms and child.dep == "nmod" and preposition(child) in SUFFERING:
                # "Condemned the attack on Arica by Chile": Arica has done nothing.
                for inner in child.children:
                    if inner.dep == "nmod" and preposition(inner) == "by":
                        yield from expand(inner)
                continue
            if child.dep in ("nmod:poss", "compound", "amod", "nmod", "acl", "obl", "obl:agent"):
                # "The opposition coalition, Concord": the body that is named.
                named = iter(self._apposed(child, EntityType.ORGANIZATION))
                mention = self.mentions.of(child) or next(named, None)
                if token.dep == "acl" and preposition(child) in LOCATIVE:
                    continue  # of "groups involved in the Chile conflict", nobody
                if mention is None:
                    if depth < 3:
                        yield from self.inside(child, depth + 1)
                elif mention.form is not MentionForm.PRONOUN:
                    yield from expand(child)

    def all_of(
        self, tokens: Iterable[Token], types: frozenset[str] | None, *, places: bool
    ) -> tuple[Mention, ...]:
        """The actors that these nominals stand for, of these types (None: of any); places if asked for."""
        found: list[Mention] = []
        for token in tokens:
            for mention in self.of(token):
                allowed = mention.type in ACTORS or (places and mention.type is EntityType.PLACE)
                if types is not None:
                    allowed = allowed and mention.type in types
                if allowed and mention not in found:
                    found.append(mention)
        return tuple(found)

    def of(self, token: Token, depth: int = 0) -> Iterator[Mention]:
        """The mention that a nominal refers to; of "one of the rebels", the rebels."""
        mention = self.mentions.of(token)
        if mention is not None and token.dep == "appos" and mention.form is MentionForm.NOMINAL:
            named = self.mentions.of(token.head)  # "Ann Dale, the governor who was ousted"
            if named is not None and named.form is MentionForm.NAME:
                # "Ann Dale, a banker whom the voters elected"
                one = named.type is EntityType.PERSON and not mention.plural
                mention = named if one or named.type is mention.type else mention
        if mention is not None:
            group = mention.type is EntityType.GROUP and mention.form is MentionForm.NOMINAL
            several = self._of_several(token) if mention.type is EntityType.GROUP else ()
            own = self._apposed(token, EntityType.ORGANIZATION) if group else ()
            yield from several or own or (mention,)
            return
        yield from self._behind(token, depth)

    def _behind(self, token: Token, depth: int) -> Iterator[Mention]:
        """Who acts by what a nominal names that is no mention: a part, a text, an attack."""
        apposed = self._apposed(token, EntityType.ORGANIZATION, EntityType.PERSON)
        if apposed:
            yield from apposed  # "Peru's media regulator, Concortv"
        elif token.lemma in lexicon.nouns().deeds and depth < 1:
            yield from self._doers(token)
        elif depth < 2 and (token.lemma in PARTITIVE or token.pos == "NUM"):
            for child in token.children:
                if child.dep == "nmod" and preposition(child) == "of":
                    yield from self.of(child, depth + 1)
        elif depth < 1 and token.dep in ACTING and noun_names(token) & lexicon.nouns().means:
            for owner in self._wielders(token):
                yield from self.of(owner, depth + 1)
        elif depth < 1 and token.lemma in DOCUMENTS:
            for issuer in self._issuers(token):
                yield from self.of(issuer, depth + 1)
        elif depth < 1 and token.pos == "NOUN" and token.lemma not in lexicon.nouns().calamity:
            owners = [o for o in self.owners(token)]
            rules = (r for name in noun_names(token) for r in self.lexicon.by_noun.get(name, ()))
            harms = any(rule.type in HARMS for rule in rules)
            if harms and token.dep == "nsubj":  # "an attack by rebels killed four"
                owners[:0] = [
                    c for c in token.children if c.dep == "nmod" and preposition(c) == "by"
                ]
            if not owners and token.dep in ("nsubj", "nsubj:pass"):
                # "Warships from Norway", "helicopters of the Norwegian army"
                cases = ("from", "of") if singular(token) in lexicon.nouns().craft else ("from",)
                owners = [c for c in token.children if c.dep == "nmod" and preposition(c) in cases]
            for owner in (o for first in owners[:1] for o in expand(first)):
                found = self.mentions.of(owner)
                if found is None or found.form is MentionForm.PRONOUN:
                    continue
                vehicle = singular(token) in lexicon.nouns().craft
                if vehicle and token.head.lemma in lexicon.nouns().wrecking:
                    continue  # "a NATO plane crashed, killing ten"
                moved = vehicle and found.type is EntityType.ORGANIZATION
                if found.type is EntityType.STATE or moved or (harms and found.type in ACTORS):
                    yield found  # of "a NATO air strike" and "NATO jets", NATO

    def _wielders(self, means: Token) -> Iterator[Token]:
        """Whose weapon it is: "its artillery", "warships from Norway", "rockets fired by rebels"."""
        yield from self.owners(means)
        for child in means.children:
            if child.dep == "nmod" and preposition(child) == "from":
                yield from expand(child)
            if child.dep == "acl" and child.tag == "VBN":
                act = clause_of(child)
                if act.lemma in lexicon.nouns().setting_off:
                    yield from act.subjects

    def _apposed(self, token: Token, *types: EntityType) -> tuple[Mention, ...]:
        """The names of these types in apposition to a nominal."""
        found = (self.mentions.of(c) for c in token.children if c.dep == "appos")
        return tuple(
            m for m in found if m is not None and m.form is MentionForm.NAME and m.type in types
        )

    def _doers(self, deed: Token) -> Iterator[Mention]:
        """Who did what a noun behind it sums up: "Peru closed the border, a step that Chile condemned"."""
        begin, _ = deed.doc.sentence_around(deed)
        apposed = deed.i > begin and any(c.lower in ("a", "an") for c in deed.children)
        root = next((t for t in deed.doc[begin : deed.i] if t.dep == "ROOT"), None)
        if (
            apposed
            and root is not None
            and deed.dep in ("appos", "parataxis", "dep", "obl", "nmod")
        ):
            for subject in clause_of(root).subjects:
                yield from self.of(subject, 1)

    def _issuers(self, text: Token) -> tuple[Token, ...]:
        """Whose words a text is: "Peru's statement", "a statement by Peru", "a letter sent by Peru"; of
        "the statement", those of the one told of before.
        """
        found = self._told_issuers(text)
        if found or not any(c.lower in ("the", "this", "its") for c in text.children):
            return found
        earlier = (t for t in reversed(text.doc[: text.i]) if t.lemma == text.lemma)
        return next(filter(None, map(self._told_issuers, earlier)), ())

    def _told_issuers(self, text: Token) -> tuple[Token, ...]:
        found = [*self.owners(text)]
        for child in text.children:
            if child.dep == "nmod" and preposition(child) in ("by", "from"):
                found.append(child)
            elif child.dep == "acl" and child.lemma in lexicon.timing().brought_about:
                found.extend(clause_of(child).subjects)
        if text.dep in ("obj", "nsubj:pass") and text.head.lemma in ISSUING:
            found.extend(clause_of(text.head).subjects)
        return tuple(found)

    def _of_several(self, group: Token) -> tuple[Mention, ...]:
        """The states of a group of several: "the Chilean and Peruvian governments"."""
        if group.tag not in ("NNS", "NNPS"):
            return ()
        adjectives = [t for c in group.children if c.dep == "amod" for t in expand(c)]
        states = [m for t in adjectives if (m := self.mentions.of(t)) is not None]
        states = [m for m in states if m.type is EntityType.STATE]
        return tuple(states) if len(states) > 1 else ()

    def place(self, heads: Iterable[Token], targets: tuple[Mention, ...]) -> Mention | None:
        """Where an act with these words took place, if that is none of its targets."""
        for head in heads:
            for child in head.children:
                if child.dep.startswith(("obl", "nmod")) and preposition(child) in LOCATIVE:
                    chunk = self.mentions.chunk(child)
                    if chunk is not None and _is_location(chunk) and chunk.mention not in targets:
                        return chunk.mention
        return None


def _is_voice(chunk: Chunk | None) -> bool:
    """Whether a place may stand for the state that it is the capital of."""
    return chunk is not None and chunk.entry is not None and chunk.entry.stands_for is not None


def _is_location(chunk: Chunk) -> bool:
    return chunk.mention.type in (EntityType.PLACE, EntityType.STATE) or (
        chunk.mention.type is EntityType.ORGANIZATION
        and chunk.entry is not None
        and chunk.entry.stands_for is not None
    )
