"""What the finders of relations share."""

from __future__ import annotations

from graph.extract import lexicon
from graph.extract.factuality import local_factuality
from graph.extract.mentions import Chunk, Mentions
from graph.extract.syntax import Clause
from graph.model import Claim, EntityType, Evidence, Factuality, Mention, MentionForm, Span, Stance
from graph.parse import Token


class Relating:
    """A reader of one document for lasting relations of some kind."""

    def __init__(
        self, mentions: Mentions, clauses: tuple[Clause, ...], sentence_of: dict[int, Span]
    ) -> None:
        self.mentions = mentions
        self.clauses = clauses
        self.sentence_of = sentence_of
        self.nouns = lexicon.nouns()

    def claim(
        self,
        subject: Mention,
        predicate: str,
        object_: Mention,
        rule: str,
        token: Token,
        trigger: Token | None = None,
    ) -> Claim[Mention]:
        """That one mention stands in a relation to another, as the sentence of ``token`` says."""
        return Claim(
            subject=subject,
            predicate=predicate,
            object=object_,
            stance=Stance(factuality=Factuality.ASSERTED, confidence=lexicon.confidence(rule)),
            evidence=Evidence(
                sentence=self.sentence_of[token.i],
                trigger=None if trigger is None else trigger.span,
                subject=subject.span,
                object=object_.span,
            ),
            rule=rule,
        )

    def token(self, chunk: Chunk) -> Token:
        """The head of a chunk."""
        return self.mentions.doc[chunk.head]

    def is_so(self, noun: Token) -> bool:
        """Whether a text says outright that something is what a noun says, and still is."""
        former = lexicon.offices().former
        still = not any(child.lower in former for child in noun.children)
        return still and local_factuality(noun, self.mentions)[0] is Factuality.ASSERTED


def is_named_body(chunk: Chunk) -> bool:
    """Whether a chunk names an organization."""
    mention = chunk.mention
    return mention.type is EntityType.ORGANIZATION and mention.form is MentionForm.NAME
