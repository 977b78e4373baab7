"""Where places and bodies are: locatedIn and capitalOf."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from graph.extract.apposition import is_apposed
from graph.extract.claims import Relating
from graph.extract.mentions import Chunk
from graph.extract.names import COMPASS
from graph.extract.syntax import expand, preposition
from graph.model import Claim, EntityType, Mention, MentionForm
from graph.parse import Token

LYING = frozenset({"base", "headquarter", "locate", "situate"})


class Locations(Relating):
    """Finds what is in a place, and the capitals."""

    def find(self) -> Iterator[Claim[Mention]]:
        """All of them, by the way in which they are told."""
        yield from self._capitals()
        yield from self._locations()
        yield from self._situated()

    def _capitals(self) -> Iterator[Claim[Mention]]:
        """ "the Hungarian capital, Budapest", "Riyadh, the capital city of Saudi Arabia"."""
        for token in self.mentions.doc.with_lemma(self.nouns.capital):
            noun = (
                token.head
                if token.head.lemma == "city" and token.dep in ("compound", "amod")
                else token
            )
            wholes = dict.fromkeys((*self._modifying(noun), *self._modifying(token)))
            for city, whole in product(self._named_city(noun), wholes):
                if city.span == whole.span:
                    continue
                if whole.type is EntityType.STATE:
                    yield self.claim(city, "capitalOf", whole, "relation-capital", token, token)
                elif whole.type is EntityType.PLACE:  # the capital of a province
                    yield self.claim(city, "locatedIn", whole, "relation-place-of", token, token)

    def _modifying(self, noun: Token) -> Iterator[Mention]:
        for child in noun.children:
            if child.dep in ("amod", "compound", "nmod:poss") or (
                child.dep == "nmod" and preposition(child) in ("of", "in")
            ):
                mention = self.mentions.of(child)
                if mention is not None and mention.form is not MentionForm.PRONOUN:
                    yield mention
                elif mention is None and child.lemma in self.nouns.place:
                    yield from self._named_city(child)  # "Dale" in "a district of Dale province"

    def _named_city(self, noun: Token) -> Iterator[Mention]:
        candidates = [c for c in noun.children if c.dep in ("appos", "flat", "nmod:desc")]
        candidates.extend(c for c in noun.children if c.dep == "nmod" and preposition(c) == "of")
        if noun.dep in ("appos", "nmod:desc"):
            candidates.append(noun.head)
        candidates.extend(c for c in noun.children if c.dep == "nsubj")
        before = self._before_comma(noun)
        if before is not None and before not in candidates:
            candidates.append(before)
        if not any(map(self.mentions.chunk, candidates)):
            # "Peru's southern Dale province"
            candidates.extend(c for c in noun.children if c.dep == "compound" and c.i < noun.i)
        for candidate in candidates:
            chunk = self.mentions.chunk(candidate)
            if chunk is not None and chunk.mention.form is MentionForm.NAME and is_place(chunk):
                yield chunk.mention

    def _before_comma(self, noun: Token) -> Token | None:
        """What a description follows after a comma, whatever the parse makes of it."""
        begin = noun.i
        while begin > 0 and noun.doc[begin - 1].pos in ("DET", "ADJ", "NOUN", "PROPN"):
            begin -= 1
        if begin < 2 or noun.doc[begin - 1].text != "," or noun.doc[begin].pos != "DET":
            return None
        return noun.doc[begin - 2]

    def _locations(self) -> Iterator[Claim[Mention]]:
        """ "the Swiss city of Geneva", "the village of Dale in Norway", "Dale, Norway"."""
        for token in self.mentions.doc.with_lemma(self.nouns.place - self.nouns.capital):
            if token.pos in ("NOUN", "PROPN"):
                around = [
                    m
                    for m in self._modifying(token)
                    if m.type in (EntityType.STATE, EntityType.PLACE)
                ]
                for inner in self._named_city(token):
                    for outer in around:
                        if outer.span != inner.span:
                            yield self.claim(
                                inner, "locatedIn", outer, "relation-place-of", token, token
                            )
        for chunk in self.mentions.chunks:
            if chunk.mention.form is not MentionForm.NAME:
                continue
            if not is_place(chunk):
                yield from self._seats(chunk)
                continue
            for child in self.token(chunk).children:
                of_kind = self.mentions.doc[chunk.end - 1].lemma in self.nouns.place
                within = ("in", "of") if of_kind else ("in",)  # "the Dale Region of Chile"
                inside = child.dep == "nmod" and preposition(child) in within
                beside = child.dep in ("appos", "nmod:unmarked") and child.i > chunk.head
                outer_chunk = self.mentions.chunk(child)
                if not (inside or beside) or outer_chunk is None or child.i <= chunk.head:
                    continue
                if self.sentence_of.get(chunk.head) != self.sentence_of.get(child.i):
                    continue  # a dateline says where the text was written, and nothing of its words
                if outer_chunk.mention.form is MentionForm.NAME and outer_chunk.mention.type in (
                    EntityType.STATE,
                    EntityType.PLACE,
                ):
                    if outer_chunk.entry is not None and chunk.mention.type is not EntityType.PLACE:
                        continue
                    yield self.claim(
                        chunk.mention,
                        "locatedIn",
                        outer_chunk.mention,
                        "relation-place-in",
                        child,
                    )
            outer_chunk = self._around(chunk)
            if outer_chunk is not None:
                yield self.claim(
                    chunk.mention,
                    "locatedIn",
                    outer_chunk.mention,
                    "relation-place-in",
                    self.token(chunk),
                )

    def _seats(self, body: Chunk) -> Iterator[Claim[Mention]]:
        """Where a body is: "the Dale Bank in Lima", "the Lima-based Dale Bank"."""
        if body.mention.type is not EntityType.ORGANIZATION:
            return
        for child in self.token(body).children:
            based = child.lower == "based" and child.dep == "amod"
            for place in child.children if based else (child,):
                outer = self.mentions.chunk(place)
                if outer is None or outer.mention.form is not MentionForm.NAME:
                    continue
                behind = place.i > body.end - 1 and preposition(place) == "in"
                if not based and not (place.dep == "nmod" and behind):
                    continue
                # "Dale University, in Peru" is there; "the United Nations in Peru" is not only there.
                kinds = {self.token(body).lemma, self.mentions.doc[body.end - 1].lemma}
                own = based or (body.entry is None and kinds & self.nouns.organization)
                if outer.mention.type is EntityType.PLACE or (
                    own and outer.mention.type is EntityType.STATE
                ):
                    yield self.claim(
                        body.mention, "locatedIn", outer.mention, "relation-seat", place
                    )

    def _around(self, place: Chunk) -> Chunk | None:
        """The state or place that words side by side put a place in, whatever the parse hangs where:
        "Peru's Sacred Valley", "in Dale in southern Norway"."""
        doc = self.mentions.doc
        found = self.mentions.possessor_before(place.begin)
        after = place.end
        if doc[after : after + 1] and doc[after].text == ",":
            after += 1  # "Talca, in central Chile,"
            found = found or self._in_address(place, after)
        side = after > place.end and doc[after : after + 1] and doc[after].lower in COMPASS
        if found is None and after < len(doc) and (doc[after].lower == "in" or side):
            begin = after + 1
            while (
                begin < len(doc)
                and doc[begin].pos in ("DET", "ADJ")
                and (begin not in self.mentions.by_token)
            ):
                begin += 1
            found = self.mentions.by_token.get(begin)
            if found is not None and found.begin != begin:
                found = None
        if (
            found is None
            or place.mention.type is not EntityType.PLACE
            or found.mention.form is not MentionForm.NAME
            or found.mention.type not in (EntityType.STATE, EntityType.PLACE)
        ):
            return None
        return found

    def _in_address(self, place: Chunk, begin: int) -> Chunk | None:
        """The state or place right behind a comma, where the parse hangs it on what is there:
        "a court in Talca, Chile"."""
        outer = self.mentions.by_token.get(begin)
        if outer is None or outer.begin != begin:
            return None
        token, inner = self.token(outer), self.token(place)
        owns = any(t.tag == "POS" for t in token.doc[outer.end : outer.end + 1])
        beside = is_apposed(token) or token.dep == "nmod:unmarked"
        return outer if beside and not owns and token.head is inner.head else None

    def _situated(self) -> Iterator[Claim[Mention]]:
        """ "The bank, based in Lima", "Talca is part of Chile"."""
        for clause in self.clauses:
            if clause.lemma in LYING:
                subjects, wholes = clause.objects or clause.subjects, clause.oblique("in")
            elif clause.copula and clause.lemma == "part":
                subjects = clause.subjects
                wholes = tuple(
                    t for c in clause.head.children if preposition(c) == "of" for t in expand(c)
                )
            else:
                continue
            if not self.is_so(clause.head):
                continue
            inners, outers = map(self.mentions.of, subjects), map(self.mentions.of, wholes)
            for inner, outer in product(inners, outers):
                if inner is None or outer is None:
                    continue
                predicate = "locatedIn"
                if clause.copula and EntityType.ORGANIZATION in (inner.type, outer.type):
                    predicate = "memberOf" if inner.type is EntityType.STATE else "partOf"
                yield self.claim(inner, predicate, outer, "relation-situated", clause.head)


def is_place(chunk: Chunk) -> bool:
    return chunk.mention.type is EntityType.PLACE or (
        chunk.entry is not None and chunk.entry.type is EntityType.PLACE
    )
