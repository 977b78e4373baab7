"""Which body is part of which: partOf."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.apposition import is_apposed
from graph.extract.claims import Relating
from graph.extract.mentions import Chunk
from graph.extract.syntax import preposition
from graph.model import Claim, EntityType, Mention, MentionForm
from graph.parse import Token


class Bodies(Relating):
    """Finds the bodies that are part of a state or of another body."""

    def find(self) -> Iterator[Claim[Mention]]:
        """ "Poland's Foreign Affairs Ministry", "the Russian Security Council", "NATO's committee"."""
        for chunk in self.mentions.chunks:
            if (
                chunk.mention.type is not EntityType.ORGANIZATION
                or chunk.mention.form is MentionForm.PRONOUN
            ):
                continue
            head = self.mentions.doc[chunk.end - 1]
            token = self.token(chunk)
            owned = head.lemma in self.nouns.owned or token.lemma in self.nouns.owned
            if not owned and not any(self._descriptions(chunk)):
                continue
            for owner in self._owners(chunk):
                if owner.begin <= chunk.begin and chunk.end <= owner.end:
                    continue  # a longer name of the body itself
                if owner.mention.type in (EntityType.STATE, EntityType.ORGANIZATION):
                    yield self.claim(
                        chunk.mention,
                        "partOf",
                        owner.mention,
                        "relation-body-of",
                        self.token(chunk),
                    )

    def _descriptions(self, chunk: Chunk) -> Iterator[Token]:
        """The nouns beside a body that describe it as part of another: "the armed wing of Hamas"."""
        body = self.token(chunk)
        beside = [c for c in body.children if is_apposed(c) or c.dep == "nmod:desc"]
        if is_apposed(body):
            beside.append(body.head)
        for token in body.doc[max(0, chunk.begin - 1) : chunk.begin]:
            if (token.head, token.dep) == (body.head, body.dep) and not preposition(body):
                beside.append(token)  # "UN agency UNICEF": two nominals that meet
        nouns = self.nouns
        return (t for t in beside if t.lemma in nouns.owned or t.lemma in nouns.part)

    def _owners(self, chunk: Chunk) -> Iterator[Chunk]:
        head = self.token(chunk)
        for described in self._descriptions(chunk):
            # "the World Health Organization, a United Nations agency"
            owners = (
                owner
                for owner in described.children
                if owner.dep in ("compound", "amod", "nmod:poss") or preposition(owner) == "of"
            )
            yield from (o for o in map(self.mentions.chunk, owners) if o not in (None, chunk))
        doc = self.mentions.doc
        for inner in self.mentions.within(chunk.begin, chunk.end):
            if inner is chunk:
                continue
            begins = inner.begin == chunk.begin and inner.end < chunk.end
            of = {doc[i].lower for i in range(max(chunk.begin, inner.begin - 2), inner.begin)}
            if begins or (inner.end == chunk.end and "of" in of):
                yield inner  # "Peruvian Congress", "Congress of Peru"
        before = self.mentions.possessor_before(chunk.begin)
        if before is not None:
            yield before
        for child in head.children:
            hyphened = any(after.tag == "HYPH" for after in doc[child.i + 1 : child.i + 2])
            if chunk.begin <= child.i < chunk.end or hyphened:
                continue
            if (
                child.dep == "nmod:poss"
                or (child.dep == "nmod" and preposition(child) == "of")
                or (child.dep in ("amod", "compound") and child.i < chunk.begin)
            ):
                owner = self.mentions.chunk(child)
                if owner is not None and owner.mention.form in (
                    MentionForm.NAME,
                    MentionForm.ADJECTIVE,
                ):
                    yield owner
