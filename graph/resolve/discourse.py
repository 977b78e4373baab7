"""What resolution knows of an article as it reads on: mentions, where they stand, whom they refer to."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from graph.model import Article, EntityType, Extraction, Mention, MentionForm
from graph.parse import Parse
from graph.resolve.naming import Cluster


@dataclass(frozen=True, slots=True)
class Choice:
    """The clusters that a mention refers to, and why."""

    clusters: tuple[Cluster, ...]
    reason: str


class Discourse:
    """The mentions of one article, and what those read so far refer to."""

    def __init__(
        self, article: Article, doc: Parse, extraction: Extraction, clusters: list[Cluster]
    ) -> None:
        """``clusters`` are those of names; descriptions of actors without a name are added to them."""
        self.doc = doc
        self.text = article.text
        self.extraction = extraction
        self.clusters = clusters
        self.home: dict[Mention, tuple[Cluster, ...]] = {
            m: (c,) for c in clusters for m in c.mentions
        }
        self.sentence_begins = [span.begin for span in extraction.sentences]
        self.tokens = {
            m: doc[bisect_right(doc.begins, m.head.begin) - 1] for m in extraction.mentions
        }
        self.sentences = {m: self._sentence(m) for m in extraction.mentions}
        self.in_sentence: dict[int, list[Mention]] = {}
        for mention in self.home:
            self.in_sentence.setdefault(self.sentences[mention], []).append(mention)
        # Mentions whose referent is known, and all of them, by their head's place.
        self.by_token = {self.tokens[m].i: m for m in self.home}
        self.mention_at = {token.i: m for m, token in self.tokens.items()}

    def settle(self, mention: Mention, choice: Choice) -> None:
        """Keep what a mention refers to, for those that are read after it."""
        self.home[mention] = choice.clusters
        self.in_sentence.setdefault(self.sentences[mention], []).append(mention)
        self.by_token[self.tokens[mention].i] = mention
        if len(choice.clusters) == 1:
            choice.clusters[0].mentions.append(mention)

    def near(self, sentence: int, reach: int) -> list[Mention]:
        """The mentions resolved so far that stand in a sentence, or in as many before it."""
        within = range(sentence - reach, sentence + 1)
        return [m for number in within for m in self.in_sentence.get(number, ())]

    def latest_states(self, mention: Mention) -> tuple[Cluster, ...]:
        """The states spoken of in the sentence before a mention, or in the next one before that has any."""
        here = self.sentences[mention]
        for gap in range(3):
            near = {
                id(cluster): cluster
                for other in self.in_sentence.get(here - gap, ())
                for cluster in self.home[other][:1]
                if other.span.begin < mention.span.begin and cluster.type is EntityType.STATE
            }
            if near:
                return tuple(near.values())
        return ()

    def latest(self, mention: Mention, kinds: tuple[EntityType, ...], count: int) -> list[Cluster]:
        found: list[Cluster] = []
        names = (m for m in self.home if m.form is MentionForm.NAME)
        before = (m for m in names if m.span.begin < mention.span.begin)
        for other in sorted(before, key=lambda m: -m.span.begin):
            cluster = self.home[other][0]
            if cluster.type in kinds and cluster not in found:
                found.append(cluster)
                if len(found) == count:
                    break
        return found[::-1]

    def _sentence(self, mention: Mention) -> int:
        """The number of the sentence that a mention stands in: the last that begins before it."""
        return bisect_right(self.sentence_begins, mention.span.begin) - 1
