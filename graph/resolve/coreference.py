"""Descriptions and pronouns: whom "the foreign minister", "the two leaders", "he" and "it" refer to.

Each candidate is scored by named features with weights; the best one above the threshold wins, and
the features that won it are the reason that is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from graph.model import (
    Article,
    EntityType,
    Extraction,
    Mention,
    MentionForm,
    Statement,
    Tenure,
)
from graph.parse import Parse, Token
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
WILLING = frozenset(
    "willing unwilling ready prepared committed determined keen eager reluctant loath".split()
)
MALE_TITLES = re.compile(
    r"\b(mr|king|prince|sir|lord|chairman|spokesman|congressman|father|emperor|sheikh)\b", re.I
)
FEMALE_TITLES = re.compile(
    r"\b(ms|mrs|miss|queen|princess|dame|lady|chairwoman|spokeswoman|congresswoman|mother|empress|baroness)\b",
    re.I,
)
QUOTATION = frozenset('"“”„«»‘')
TWO = re.compile(r"\b(two|both|pair|duo)\b", re.I)
STATES_TOGETHER = frozenset(
    {
        "country",
        "countries",
        "side",
        "sides",
        "nation",
        "nations",
        "state",
        "states",
        "government",
        "governments",
        "parties",
    }
)
# Whom a description can mean that says only that somebody is at the head of a state or body.
LEADS = {
    "leader": frozenset(
        {
            "president",
            "prime minister",
            "king",
            "queen",
            "chancellor",
            "premier",
            "emir",
            "supreme leader",
        }
    ),
    "chief": frozenset(
        {
            "secretary general",
            "director general",
            "director",
            "head",
            "president",
            "chairman",
            "commissioner",
        }
    ),
    "head": frozenset(
        {"secretary general", "director general", "director", "chief", "president", "chairman"}
    ),
    "premier": frozenset({"prime minister"}),
}
COUNTRY = frozenset({"country", "nation", "homeland"})
BODIES_OF_STATES = frozenset({"organization", "organisation", "alliance", "bloc", "grouping"})
DETERMINED = frozenset(
    {"the", "this", "that", "these", "those", "his", "her", "its", "their", "both"}
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The clusters that a mention refers to, and why."""

    clusters: tuple[Cluster, ...]
    reason: str


class Coreference:
    """Resolves what is not a name, in text order, against the clusters of names."""

    def __init__(
        self, article: Article, doc: Parse, extraction: Extraction, clusters: list[Cluster]
    ) -> None:
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
        self.speaking = {m for s in extraction.statements for m in s.speakers}
        self.offices: dict[Mention, Tenure[Mention]] = {}
        for tenure in extraction.tenures:
            if tenure.holder is not None and tenure.bodies:
                self.offices.setdefault(tenure.holder, tenure)
        self.gender: dict[int, str] = {}
        self.appositions = {i.description: i for i in extraction.identities}

    def resolve(self) -> dict[Mention, Choice]:
        """What each mention that is no name refers to; mentions without a referent are left out."""
        choices: dict[Mention, Choice] = {}
        for cluster in self.clusters:
            self._learn_gender(cluster)
        for mention in self.extraction.mentions:
            if mention in self.home:
                continue
            choice = self._choose(mention)
            if choice is not None:
                choices[mention] = choice
                self.home[mention] = choice.clusters
                self.in_sentence.setdefault(self.sentences[mention], []).append(mention)
                self.by_token[self.tokens[mention].i] = mention
                if len(choice.clusters) == 1:
                    choice.clusters[0].mentions.append(mention)
        for cluster in self.clusters:
            if cluster.name:
                cluster.name = self._named_by_owner(cluster)
        return choices

    def _named_by_owner(self, cluster: Cluster) -> str:
        """The description with its owner's name for a pronoun: "government of Peru" for "her government"."""
        first, _, rest = cluster.name.partition(" ")
        if first.lower() not in POSSESSIVE or not rest:
            return cluster.name
        begin = cluster.mentions[0].span.begin
        owners = [self.home[m] for m in self.home if m.span.begin == begin and m.name == first]
        if not owners or len(owners[0]) != 1:
            return rest
        owner = owners[0][0]
        names = owner.names()
        return f"{rest} of {owner.entry.name if owner.entry else names[0]}" if names else rest

    def _choose(self, mention: Mention) -> Choice | None:
        if mention.form is MentionForm.PRONOUN:
            return self._pronoun(mention)
        identity = self.appositions.get(mention)
        if identity is not None and identity.name in self.home:
            return Choice(self.home[identity.name], identity.reason)
        found = self._country(mention) or self._named_again(mention) or self._description(mention)
        if found is not None:
            return found
        unnamed = mention.type is EntityType.PERSON or self._says_kind_alone(mention)
        cluster = Cluster(EntityType.GROUP if unnamed else mention.type, [])
        cluster.name = mention.name
        self.clusters.append(cluster)
        return Choice((cluster,), "described and not named")

    # ------------------------------------------------------------ descriptions

    def _says_kind_alone(self, mention: Mention) -> bool:
        """Whether a description says nothing of a body but what kind it is: "the ministry"."""
        if mention.type is not EntityType.ORGANIZATION or " " in mention.name:
            return False
        return not any(child.dep == "nmod:poss" for child in self.tokens[mention].children)

    def _country(self, mention: Mention) -> Choice | None:
        """The state that "her country" or "the country" stands for."""
        token = self.tokens[mention]
        beside = [c for c in token.children if c.i < token.i and c.dep != "case"]
        if token.lemma not in COUNTRY or mention.plural or len(beside) != 1:
            return None
        if any(c.dep in ("nmod", "acl", "acl:relcl", "cop") for c in token.children):
            return None
        if beside[0].lower == "the":
            near = self._latest_states(mention)
            return Choice(near, "the only state spoken of before") if len(near) == 1 else None
        owner = self.mention_at.get(beside[0].i)
        if beside[0].dep != "nmod:poss" or owner is None:
            return None
        clusters = self.home.get(owner)
        if clusters is None:
            choice = self._choose(owner) if owner.form is MentionForm.PRONOUN else None
            clusters = () if choice is None else choice.clusters
        states = [
            state
            for tenure in sorted(self.extraction.tenures, key=lambda tenure: tenure.former)
            if tenure.holder is not None and self.home.get(tenure.holder, ()) == clusters
            for body in tenure.bodies
            for state in self.home.get(body, ())
            if state.type is EntityType.STATE
        ]
        return Choice((states[0],), "the state of whose it is") if states and clusters else None

    def _latest_states(self, mention: Mention) -> tuple[Cluster, ...]:
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

    def _named_again(self, mention: Mention) -> Choice | None:
        """The body named last whose name is of this kind: "the ministry", "the alliance"."""
        token = self.tokens[mention]
        group = mention.type is EntityType.GROUP and not mention.plural and " " not in mention.name
        if not (group or self._says_kind_alone(mention)) or not self._is_definite(mention, token):
            return None
        kind = token.lemma
        before: dict[int, tuple[int, Cluster]] = {}
        for cluster in self.clusters:
            begins = [m.span.begin for m in cluster.mentions if m.span.begin < mention.span.begin]
            if cluster.type is EntityType.ORGANIZATION and begins:
                before[id(cluster)] = max(begins), cluster
        called = [pair for pair in before.values() if self._is_called(kind, pair[1])]
        if not called and kind in BODIES_OF_STATES:
            called = [pair for pair in before.values() if pair[1].entry and pair[1].entry.members]
            if len(called) > 1:
                return None  # "the alliance", after NATO and the European Union
        if not called:
            return None
        _, latest = max(called, key=lambda pair: pair[0])
        return Choice((latest,), "a body of this kind, named last")

    def _is_called(self, kind: str, cluster: Cluster) -> bool:
        """Whether a body's name says what kind it is: the Supreme Court of Peru is a "court"."""
        known = () if cluster.entry is None else cluster.entry.names
        heads = (fold(name).partition(" of ")[0].split() for name in (*cluster.names(), *known))
        return any(words[-1:] == [kind] for words in heads)

    def _description(self, mention: Mention) -> Choice | None:
        token = self.tokens[mention]
        if mention.plural or TWO.search(mention.name):
            return self._plural(mention, token)
        definite = self._is_definite(mention, token)
        same = self._same_description(mention, definite)
        if mention.type is EntityType.PERSON and definite:
            holder = self._holder(mention, token)
            if holder is not None:
                return Choice((holder,), "holds the position that the description names")
        if same is not None:
            return Choice((same,), "same description as before")
        return None

    def _is_definite(self, mention: Mention, token: Token) -> bool:
        return (
            any(c.lower in DETERMINED or c.dep == "nmod:poss" for c in token.children)
            or token.text[:1].isupper()
        )

    def _holder(self, mention: Mention, token: Token) -> Cluster | None:
        """The person whose position a definite description names, the latest mentioned first."""
        title = self._title_words(mention, token)
        bodies = self._modifying_states(mention)
        # "The Chilean leader" is Chile's president; "the UN chief" its secretary-general.
        leads = LEADS.get(token.lemma, frozenset()) if bodies and title == [token.lemma] else None
        best: tuple[int, Cluster] | None = None
        for tenure in self.extraction.tenures:
            if tenure.holder is None or tenure.holder.form is not MentionForm.NAME:
                continue
            words = fold(tenure.title).split()
            named = bool(title) and set(title) <= set(words)
            cluster = self.home[tenure.holder][0]
            own = {id(c) for b in tenure.bodies for c in self.home.get(b, ())}
            if not named and not (leads and bodies & own and " ".join(words) in leads):
                continue
            if bodies and own and not bodies & own:
                continue
            before = [m.span.begin for m in cluster.mentions if m.span.begin < mention.span.begin]
            # A headline names the office before the text names its holder.
            nearness = max(before) if before else -cluster.first
            if (before or bodies & own) and (best is None or nearness > best[0]):
                best = (nearness, cluster)
        return None if best is None else best[1]

    def _title_words(self, mention: Mention, token: Token) -> list[str]:
        words = [
            c.lemma
            for c in token.children
            if c.i < token.i
            and c.dep in ("compound", "amod")
            and c.text not in ("former",)
            and not any(m.span.begin <= c.idx < m.span.end for m in self._inner(mention))
        ]
        return [*(w for w in words if w.isalpha()), token.lemma]

    def _inner(self, mention: Mention) -> list[Mention]:
        return [
            m
            for m in self.home
            if m is not mention
            and mention.span.begin <= m.span.begin
            and m.span.end <= mention.span.end
        ]

    def _modifying_states(self, mention: Mention) -> set[int]:
        """The states and bodies inside a description, and those whose office it names."""
        named = [
            body
            for tenure in self.extraction.tenures
            if tenure.holder == mention
            for body in tenure.bodies
        ]
        return {
            id(c)
            for m in (*self._inner(mention), *named)
            for c in self.home.get(m, ())
            if c.type in (EntityType.STATE, EntityType.ORGANIZATION)
        }

    def _same_description(self, mention: Mention, definite: bool) -> Cluster | None:
        """An earlier unnamed actor under the same words, or, after "the", under the same noun."""
        words = fold(mention.name)
        head = self.tokens[mention].lemma
        office = self._office(mention)
        owners = self._owning_states(mention)
        alone = definite and " " not in words
        later: Cluster | None = None
        for cluster in self.clusters:
            if not cluster.name or not cluster.mentions:
                continue
            if fold(cluster.name) == words and (definite or mention.plural or " " in words):
                return cluster
            if definite and office is not None and self._office(cluster.mentions[0]) == office:
                return cluster
            first = cluster.mentions[0]
            if not alone or self.tokens[first].lemma != head or first.plural != mention.plural:
                continue
            # "The government of Peru", after "the Chilean government", is another one.
            other = bool(owners) and owners != self._owning_states(first)
            if not other and cluster.first < mention.span.begin:
                later = cluster
        return later

    def _owning_states(self, mention: Mention) -> set[int]:
        """The states that a description says it is of: Chile, in "the Chilean government"."""
        beside = (
            self.by_token.get(child.i)
            for child in self.tokens[mention].children
            if child.dep in ("amod", "compound", "nmod", "nmod:poss")
        )
        return {
            id(c) for m in beside if m for c in self.home.get(m, ()) if c.type is EntityType.STATE
        }

    def _office(self, mention: Mention) -> tuple[str, frozenset[int]] | None:
        """The office that a description without a name stands for: its title and its bodies."""
        tenure = self.offices.get(mention)
        if tenure is None:
            return None
        bodies = frozenset(id(c) for b in tenure.bodies for c in self.home.get(b, ()))
        return tenure.title.casefold(), bodies

    def _plural(self, mention: Mention, token: Token) -> Choice | None:
        described = any(c.dep == "cop" for c in token.children)  # "which are both members"
        if not described and (TWO.search(mention.name) or token.lemma in ("pair", "duo")):
            kinds = (EntityType.STATE,) if token.lemma in STATES_TOGETHER else (EntityType.PERSON,)
            last = self._latest(mention, kinds, 2)
            if (
                (len(last) == 2 and self._is_definite(mention, token))
                or "both" in mention.name.lower()
            ) and len(last) == 2:
                return Choice(tuple(last), "the two named last")
        same = self._same_description(mention, self._is_definite(mention, token))
        return None if same is None else Choice((same,), "same description as before")

    def _latest(self, mention: Mention, kinds: tuple[EntityType, ...], count: int) -> list[Cluster]:
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

    # ------------------------------------------------------------ pronouns

    def _pronoun(self, mention: Mention) -> Choice | None:
        word = mention.name.lower()
        token = self.tokens[mention]
        if word in SPEAKER:
            return self._speaker(mention)
        if word in THING:
            # "It is willing to": parses take this "it" for the empty one of "it is likely that".
            if token.dep == "expl" and token.head.lemma not in WILLING:
                return None
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
        clusters = tuple(c for s in around.speakers for c in self.home.get(s, ()))
        return Choice(clusters, "speaker of the quotation") if clusters else None

    def _statement_around(self, mention: Mention, direct: bool) -> Statement[Mention] | None:
        inside = [
            s
            for s in self.extraction.statements
            if any(p.begin <= mention.span.begin < p.end for p in s.parts)
            and (s.direct or not direct)
        ]
        return min(inside, key=lambda s: sum(p.end - p.begin for p in s.parts), default=None)

    def _in_marks(self, mention: Mention, around: Statement[Mention]) -> bool:
        """Whether a word of somebody's speech stands in quotation marks: not "he" in `he will “go”`."""
        return any(
            part.begin <= mention.span.begin < part.end
            and not QUOTATION.isdisjoint(self.text[part.begin : mention.span.begin])
            for part in around.parts
        )

    def _they(self, mention: Mention) -> Choice | None:
        token = self.tokens[mention]
        candidates: dict[tuple[int, ...], tuple[float, tuple[Cluster, ...]]] = {}
        here = self.sentences[mention]
        for other in self._near(here, 2):
            clusters = self.home[other]
            if other.span.begin >= mention.span.begin:
                continue
            plural = (
                other.plural
                or len(clusters) > 1
                or clusters[0].type in (EntityType.GROUP, EntityType.ORGANIZATION)
            )
            gap = here - self.sentences[other]
            if not plural or other.form is MentionForm.ADJECTIVE:
                continue
            score = 2.0 - gap + (1.0 if self.tokens[other].dep.startswith("nsubj") else 0.0)
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
        here = self.sentences[mention]
        near = self._near(here, 1)
        by_token = {self.tokens[m].i: m for m in near if m.form is MentionForm.NAME}
        for i, first in sorted(by_token.items()):
            if first.span.begin >= mention.span.begin:
                continue
            head = self.doc[i]
            conjuncts = [
                by_token[c.i] for c in head.children if c.dep == "conj" and c.i in by_token
            ]
            if conjuncts and all(c.span.begin < mention.span.begin for c in conjuncts):
                clusters = tuple(c for m in (first, *conjuncts) for c in self.home[m])
                score = 2.6 - (here - self.sentences[first]) + head.dep.startswith("nsubj") * 0.6
                found.append((clusters, score))
        return found

    def _near(self, sentence: int, reach: int) -> list[Mention]:
        """The mentions resolved so far that stand in a sentence, or in as many before it."""
        within = range(sentence - reach, sentence + 1)
        return [m for number in within for m in self.in_sentence.get(number, ())]

    def _best(
        self, mention: Mention, token: Token, kinds: tuple[EntityType, ...], word: str
    ) -> Choice | None:
        scores: dict[int, tuple[float, Cluster, list[str]]] = {}
        here = self.sentences[mention]
        around = self._statement_around(mention, direct=False)
        quoted = around is not None and around.direct and self._in_marks(mention, around)
        speakers = {
            id(c) for s in (around.speakers if around else ()) for c in self.home.get(s, ())
        }
        nearest, further = self._governing_subjects(token)
        behind = self._subject_behind(token)
        for other in self._near(here, REACH):
            clusters = self.home[other]
            if len(clusters) != 1 or clusters[0].type not in kinds:
                continue
            if other.span.begin >= mention.span.begin and other is not behind:
                continue
            cluster = clusters[0]
            gap = here - self.sentences[other]
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
        theirs = self.tokens[other]
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
        if theirs.head == token.head and token.dep != "nmod:poss" and theirs != token:
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
        current = token.head
        own = token.dep != "nmod:poss"
        for _ in range(8):
            if not own:
                subjects = [
                    c
                    for c in current.children
                    if c.dep.startswith("nsubj") and c.i in self.by_token and c.i < token.i
                ]
                if subjects:
                    levels.append({id(c) for s in subjects for c in self.home[self.by_token[s.i]]})
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
        found = self.by_token.get(subjects[0].i) if subjects else None
        return found if found is not None and found.form is MentionForm.NAME else None

    # ------------------------------------------------------------ around

    def _learn_gender(self, cluster: Cluster) -> None:
        """Take a person's gender from the first title that tells it, else from the given name."""
        if cluster.type is not EntityType.PERSON:
            return
        for mention in cluster.mentions:
            before = self.text[max(0, mention.span.begin - 40) : mention.span.begin]
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

    def _sentence(self, mention: Mention) -> int:
        """The number of the sentence that a mention stands in: the last that begins before it."""
        return bisect_right(self.sentence_begins, mention.span.begin) - 1


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
