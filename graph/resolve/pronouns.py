"""Pronouns: whom "he", "it", "they" and "we" refer to.

Each candidate is scored by named features with weights; the best one above the threshold wins, and
the features that won it are the reason that is kept.
"""

from __future__ import annotations

import re

from graph.model import EntityType, Mention, MentionForm, Statement
from graph.parse import Token
from graph.resolve.discourse import Choice, Discourse
from graph.resolve.naming import Cluster, fold, given_names

WEIGHTS = {
    "same sentence": 1.6,
    "sentence before": 1.2,
    "two sentences before": 0.5,
    "subject": 0.9,
    "subject of the clause around it": 2.0,
    "subject of a clause further out": 0.7,
    "speaker of the words around it": 1.2,
    "speaks in the sentence before": 0.8,
    "distance": -0.15,
    "often named": 0.05,
    "object of the same clause": -1.5,
    "gender": -6.0,
    "possessor": -0.3,
    "joined to what is owned": 4.0,
    "for what it did": 4.0,
}
# By how many sentences lie between.
NEARNESS = ("same sentence", "sentence before", "two sentences before")
REACH = 4  # sentences that a pronoun looks back
THRESHOLD = 0.4
MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
POSSESSIVE = frozenset({"his", "her", "its", "their", "our", "my"})
SPEAKER = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
THING = frozenset({"it", "its", "itself"})
MALE_TITLES = re.compile(
    r"\b(mr|king|prince|sir|lord|chairman|spokesman|congressman|father|emperor|sheikh)\b", re.I
)
FEMALE_TITLES = re.compile(
    r"\b(ms|mrs|miss|queen|princess|dame|lady|chairwoman|spokeswoman|congresswoman|mother|empress|baroness)\b",
    re.I,
)
QUOTATION = frozenset('"“”„«»‘')


class Pronouns:
    """Resolves the pronouns of one article, in text order."""

    def __init__(self, told: Discourse) -> None:
        self.told = told
        extraction = told.extraction
        self.speaking = {m for s in extraction.statements for m in s.speakers}
        self.acting = {m for e in extraction.events for m in e.sources}
        self.gender: dict[int, str] = {}
        for cluster in told.clusters:
            self._learn_gender(cluster)

    def choose(self, mention: Mention) -> Choice | None:
        """What a pronoun refers to, if that can be told."""
        word = mention.name.lower()
        token = self.told.tokens[mention]
        if word in SPEAKER:
            return self._speaker(mention)
        if word in THING:
            if token.dep == "expl" and mention not in self.acting:
                return None  # "it is likely that"; but "it is willing to"
            kinds: tuple[EntityType, ...] = (EntityType.STATE, EntityType.ORGANIZATION)
        elif word in MALE | FEMALE:
            kinds = (EntityType.PERSON,)
        else:
            return self._they(mention)
        best = self._best(mention, token, kinds, word)
        if best is None and word in MALE | FEMALE:
            best = self._best(mention, token, (EntityType.GROUP,), word)
        return best

    def _speaker(self, mention: Mention) -> Choice | None:
        around = self._statement_around(mention, direct=True)
        if around is None:
            return None
        clusters = tuple(c for s in around.speakers for c in self.told.home.get(s, ()))
        return Choice(clusters, "speaker of the quotation") if clusters else None

    def _statement_around(self, mention: Mention, direct: bool) -> Statement[Mention] | None:
        inside = [
            s
            for s in self.told.extraction.statements
            if any(p.begin <= mention.span.begin < p.end for p in s.parts)
            and (s.direct or not direct)
        ]
        return min(inside, key=lambda s: sum(p.end - p.begin for p in s.parts), default=None)

    def _in_marks(self, mention: Mention, around: Statement[Mention]) -> bool:
        """Whether a word of somebody's speech stands in quotation marks: not "he" in `he will “go”`."""
        return any(
            part.begin <= mention.span.begin < part.end
            and not QUOTATION.isdisjoint(self.told.text[part.begin : mention.span.begin])
            for part in around.parts
        )

    def _they(self, mention: Mention) -> Choice | None:
        token = self.told.tokens[mention]
        candidates: dict[tuple[int, ...], tuple[float, tuple[Cluster, ...]]] = {}
        here = self.told.sentences[mention]
        for other in self.told.near(here, 2):
            clusters = self.told.home[other]
            if other.span.begin >= mention.span.begin:
                continue
            plural = (
                other.plural
                or len(clusters) > 1
                or clusters[0].type in (EntityType.GROUP, EntityType.ORGANIZATION)
            )
            gap = here - self.told.sentences[other]
            if not plural or other.form is MentionForm.ADJECTIVE:
                continue
            score = 2.0 - gap + (1.0 if self.told.tokens[other].dep.startswith("nsubj") else 0.0)
            score += (0.8 if other.plural else 0.0) - 0.001 * (
                mention.span.begin - other.span.begin
            )
            key = tuple(id(c) for c in clusters)
            if key not in candidates or candidates[key][0] < score:
                candidates[key] = (score, clusters)
        for clusters, score in self._conjoined(token, mention):
            candidates.setdefault(tuple(id(c) for c in clusters), (score, clusters))
        best = max(candidates.values(), key=lambda pair: pair[0], default=None)
        return None if best is None else Choice(best[1], "plural named last")

    def _conjoined(self, token: Token, mention: Mention) -> list[tuple[tuple[Cluster, ...], float]]:
        """Conjunctions of names before the pronoun: "Merkel and Sarkozy … they"."""
        found = []
        here = self.told.sentences[mention]
        near = self.told.near(here, 1)
        by_token = {self.told.tokens[m].i: m for m in near if m.form is MentionForm.NAME}
        for i, first in sorted(by_token.items()):
            if first.span.begin >= mention.span.begin:
                continue
            head = self.told.doc[i]
            conjuncts = [
                by_token[c.i] for c in head.children if c.dep == "conj" and c.i in by_token
            ]
            if conjuncts and all(c.span.begin < mention.span.begin for c in conjuncts):
                clusters = tuple(c for m in (first, *conjuncts) for c in self.told.home[m])
                score = (
                    2.6 - (here - self.told.sentences[first]) + head.dep.startswith("nsubj") * 0.6
                )
                found.append((clusters, score))
        return found

    def _best(
        self, mention: Mention, token: Token, kinds: tuple[EntityType, ...], word: str
    ) -> Choice | None:
        scores: dict[int, tuple[float, Cluster, list[str]]] = {}
        here = self.told.sentences[mention]
        around = self._statement_around(mention, direct=False)
        quoted = around is not None and around.direct and self._in_marks(mention, around)
        speakers = {
            id(c) for s in (around.speakers if around else ()) for c in self.told.home.get(s, ())
        }
        nearest, further = self._governing_subjects(token)
        behind = self._subject_behind(token)
        for other in self.told.near(here, REACH):
            clusters = self.told.home[other]
            if len(clusters) != 1 or clusters[0].type not in kinds:
                continue
            if other.span.begin >= mention.span.begin and other is not behind:
                continue
            cluster = clusters[0]
            gap = here - self.told.sentences[other]
            if quoted and id(cluster) in speakers:
                continue
            if other.form is MentionForm.ADJECTIVE and kinds == (EntityType.PERSON,):
                continue
            features = self._features(mention, token, other, cluster, gap, word)
            if id(cluster) in speakers and not quoted:
                features.append("speaker of the words around it")
            if id(cluster) in nearest or other is behind:
                features.append("subject of the clause around it")
            elif id(cluster) in further:
                features.append("subject of a clause further out")
            score = sum([WEIGHTS[f] for f in features])
            score += WEIGHTS["distance"] * max(0, gap - 1)
            score += WEIGHTS["often named"] * min(6, len(cluster.mentions))
            score -= 0.0005 * (mention.span.begin - other.span.begin)
            if id(cluster) not in scores or scores[id(cluster)][0] < score:
                scores[id(cluster)] = (score, cluster, features)
        if not scores:
            return None
        score, cluster, features = max(scores.values(), key=lambda s: (s[0], -s[1].first))
        if score < THRESHOLD:
            return None
        if word in MALE | FEMALE:
            self.gender.setdefault(id(cluster), "male" if word in MALE else "female")
        return Choice((cluster,), ", ".join(features) or "nearest")

    def _features(
        self, mention: Mention, token: Token, other: Mention, cluster: Cluster, gap: int, word: str
    ) -> list[str]:
        features = list(NEARNESS[gap : gap + 1])
        theirs = self.told.tokens[other]
        if theirs.dep in ("nsubj", "nsubj:pass") or (
            theirs.dep == "conj" and theirs.head.dep.startswith("nsubj")
        ):
            features.append("subject")
        if theirs.dep == "nmod:poss":
            features.append("possessor")
        if token.dep == "nmod:poss" and token.head.dep == "conj" and token.head.head == theirs:
            features.append("joined to what is owned")  # "Ann Dale and her deputy"
        if token.dep == "nmod:poss" and _is_reason(token.head) and _undergoes(theirs, token.head):
            features.append("for what it did")  # "condemned Peru for its attack"
        shared = theirs.dep.startswith("nsubj") and theirs.head == _verb_sharing_subject(token)
        if (shared or theirs.head == token.head) and token.dep != "nmod:poss" and theirs != token:
            features.append("object of the same clause")
        if gap == 1 and other in self.speaking:
            features.append("speaks in the sentence before")
        gender = self.gender.get(id(cluster))
        if (
            gender is not None
            and gender != ("male" if word in MALE else "female")
            and word in MALE | FEMALE
        ):
            features.append("gender")
        return features

    def _governing_subjects(self, token: Token) -> tuple[set[int], set[int]]:
        """The clusters of the subjects above a pronoun: of the nearest clause that has one, and of others.

        A possessive looks at the subject of its own clause first, a subject or object further up.
        """
        levels: list[set[int]] = []
        own = token.dep != "nmod:poss"
        current = _verb_sharing_subject(token) if own else token.head
        for _ in range(8):
            if not own:
                subjects = [
                    c
                    for c in current.children
                    if c.dep.startswith("nsubj") and c.i in self.told.by_token and c.i < token.i
                ]
                if subjects:
                    levels.append(
                        {id(c) for s in subjects for c in self.told.home[self.told.by_token[s.i]]}
                    )
            own = False
            if current.head == current:
                break
            current = current.head
        nearest = levels[0] if levels else set()
        return nearest, set().union(*levels[1:])

    def _subject_behind(self, token: Token) -> Mention | None:
        """The name that a possessive before it announces: Ann Dale, in "In her speech, Ann Dale said"."""
        current = token.head
        if token.dep != "nmod:poss" or current.dep != "obl" or current.i > current.head.i:
            return None
        subjects = [c for c in current.head.children if c.dep.startswith("nsubj")]
        found = self.told.by_token.get(subjects[0].i) if subjects else None
        return found if found is not None and found.form is MentionForm.NAME else None

    def _learn_gender(self, cluster: Cluster) -> None:
        """Take a person's gender from the first title that tells it, else from the given name."""
        if cluster.type is not EntityType.PERSON:
            return
        for mention in cluster.mentions:
            before = self.told.text[max(0, mention.span.begin - 40) : mention.span.begin]
            before = re.split(r"[.;,\n]\s", before)[-1]
            for gender, titles in (("male", MALE_TITLES), ("female", FEMALE_TITLES)):
                if titles.search(before):
                    self.gender[id(cluster)] = gender
                    return
        for name in cluster.names():
            given, _, rest = fold(name).partition(" ")
            if rest and given in given_names():
                self.gender[id(cluster)] = given_names()[given]
                return


def _verb_sharing_subject(token: Token) -> Token:
    """The verb that shares its subject with a nominal's own: "accused", in "accused Peru and urged it"."""
    verb = token.head
    while not any(c.dep.startswith("nsubj") for c in verb.children) and (
        verb.dep == "conj" or (verb.dep == "advcl" and verb.tag == "VBG")
    ):
        verb = verb.head
    return verb


def _is_reason(noun: Token) -> bool:
    """Whether a nominal says what something is done for: "over its attack"."""
    return noun.dep in ("obl", "nmod") and any(
        child.dep == "case" and child.lower in ("for", "over") for child in noun.children
    )


def _undergoes(token: Token, reason: Token) -> bool:
    """Whether a nominal is whom a verb is about that has a reason behind it: "on Peru over its attack"."""
    verb = token.head.head if token.head.dep == "obj" else token.head
    if token.i > reason.i or verb not in (reason.head, reason.head.head):
        return False
    on = any(child.dep == "case" and child.lower in ("on", "against") for child in token.children)
    return token.dep == "obj" or (token.dep in ("obl", "nmod") and on)
