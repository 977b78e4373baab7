"""Factuality: whether the text asserts a predicate, reports, plans, supposes or denies it.

Two things decide: the words around the predicate (negation, modals, what governs it), and in whose
words it stands. The second never hides the first: what a minister says will happen is planned, and
attributed to the minister.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graph.extract import lexicon
from graph.extract.mentions import Mentions
from graph.extract.statements import Utterance
from graph.extract.syntax import (
    BRINGING_ABOUT,
    MODALS_FUTURE,
    MODALS_POSSIBLE,
    clause_of,
    gerund_preposition,
    is_negated,
    is_one_to,
    is_passive,
    is_predicate,
    is_to_be,
    predicate_lemma,
    preposition,
)
from graph.model import Factuality, Mention, MentionForm, Stance
from graph.parse import Token

ORDER = (
    Factuality.NEGATED,
    Factuality.HYPOTHETICAL,
    Factuality.PLANNED,
    Factuality.REPORTED,
    Factuality.ASSERTED,
)
CONDITIONAL = frozenset({"if", "unless", "whether", "lest", "provided", "should"})
# Singulars with a verb in the plural.
SEVERAL = frozenset({"police", "people", "staff", "crew", "majority", "number", "media", "public"})
# Who says "said that she agrees" mostly speaks of herself.
THIRD = frozenset({"he", "she", "it", "they"})
THEIRS = frozenset({"his", "her", "its", "their"})
SEQUENCE = frozenset({"after", "when", "once", "until", "before"})


@dataclass(frozen=True, slots=True)
class Reading:
    """Which utterances the tokens of a document stand in, outermost first."""

    mentions: Mentions
    utterances: tuple[Utterance, ...]

    def around(self, token: Token) -> tuple[Utterance, ...]:
        """The utterances whose content holds this token, outermost first."""
        return tuple(
            sorted(
                (u for u in self.utterances if token.i in u.tokens), key=lambda u: -len(u.tokens)
            )
        )

    def stance(
        self, token: Token, confidence: float, *, own_words: tuple[Mention, ...] = ()
    ) -> Stance[Mention]:
        """How the text puts the predicate at this token.

        ``own_words`` are the actors of a speech act: what an utterance of theirs does by being
        uttered needs no attribution to them.
        """
        local, hearsay = local_factuality(token, self.mentions)
        chain: list[Mention] = []
        denied = False
        for utterance in self.around(token):
            if own_words and self._same(utterance.speakers, own_words):
                continue
            denied = denied or utterance.kind == "denies"
            chain.append(utterance.speakers[0])
        chain.extend(h for h in hearsay if h not in chain)
        if denied and local is Factuality.ASSERTED:
            factuality = Factuality.NEGATED
        elif chain or local is Factuality.REPORTED:
            factuality = Factuality.REPORTED if local is Factuality.ASSERTED else local
        else:
            factuality = local
        return Stance(factuality=factuality, attributed_to=tuple(chain), confidence=confidence)

    def are_of(self, utterance: Utterance, actors: tuple[Mention, ...]) -> bool:
        """Whether an utterance is some of these actors' own, or their bodies', as far as a pronoun tells."""
        # "He", and "his government".
        meant = any(
            (a.form is MentionForm.PRONOUN and a.name.lower() in THIRD)
            or a.name.lower().split()[0] in THEIRS
            for a in actors
        )
        return meant or self._same(utterance.speakers, actors)

    def are_by(self, utterance: Utterance, actors: tuple[Mention, ...]) -> bool:
        """Whether an utterance in the next sentence is by these actors, as far as a pronoun tells."""
        speaks = utterance.speakers[0]
        pronoun = speaks.form is MentionForm.PRONOUN and speaks.name.lower() in THIRD
        return pronoun or self._same(utterance.speakers, actors)

    def _same(self, speakers: tuple[Mention, ...], actors: tuple[Mention, ...]) -> bool:
        names = {s.name.split()[-1] for s in speakers}
        return any(
            a in speakers
            or a.name.split()[-1] in names
            or (a.form is MentionForm.PRONOUN and a.name.lower() in ("we", "i", "our", "my", "us"))
            for a in actors
        )


def local_factuality(token: Token, mentions: Mentions) -> tuple[Factuality, tuple[Mention, ...]]:
    """What the words around a predicate make of it, and who is said to hold it ("X believes that …")."""
    found: list[Factuality] = [Factuality.ASSERTED]
    holders: list[Mention] = []
    current = token
    for _ in range(12):
        found.append(_own(current))
        governor = current.head
        if governor == current:
            break
        relation = _through(current, governor)
        if relation is None:
            break
        found.append(relation)
        if relation is Factuality.REPORTED:
            subjects = clause_of(governor).subjects if is_predicate(governor) else ()
            holders.extend(m for s in subjects if (m := mentions.of(s)) is not None)
        current = governor
    return min(found, key=ORDER.index), tuple(dict.fromkeys(holders))


def _own(token: Token) -> Factuality:
    """Negation and modality of the predicate itself."""
    if not token.children:
        return Factuality.ASSERTED
    if is_negated(token) or any(
        c.dep == "det" and c.lower in ("no", "neither") for c in token.children
    ):
        return Factuality.NEGATED
    by_adverb = _by_adverb(token)
    if by_adverb is not Factuality.ASSERTED:
        return by_adverb
    if _is_asked(token):
        return Factuality.HYPOTHETICAL
    if is_to_be(token):
        return Factuality.PLANNED
    for child in token.children:
        if child.dep == "aux" and child.lemma == "be" and token.tag == "VB":
            return Factuality.PLANNED  # "is to meet", "was due to meet"
        if child.dep == "aux" and child.tag == "MD":
            if child.lower in MODALS_FUTURE:
                return Factuality.PLANNED
            if child.lower == "would":
                return Factuality.PLANNED if not _conditional(token) else Factuality.HYPOTHETICAL
            if child.lower in MODALS_POSSIBLE:
                return Factuality.HYPOTHETICAL
        if child.dep == "mark" and child.lower in CONDITIONAL:
            return Factuality.HYPOTHETICAL
        if child.dep == "mark" and _looks_ahead(child.lower, token):
            return Factuality.PLANNED
    return Factuality.PLANNED if _is_wished(token) else _by_adjective(token)


def _is_wished(token: Token) -> bool:
    """Whether a clause has the bare verb of what is asked for: "the demand that Chile withdraw"."""
    if token.tag not in ("VBP", "VB") or any(c.dep.startswith("aux") for c in token.children):
        return False
    one = [
        c
        for c in token.children
        if c.dep == "nsubj"
        and c.tag in ("NN", "NNP")
        and c.lemma not in SEVERAL
        and not any(p.dep == "conj" for p in c.children)
    ]
    return bool(one) and any(c.lower == "that" and c.i < one[0].i for c in token.children)


def _by_adverb(token: Token) -> Factuality:
    """What an adverb makes of a predicate: "allegedly attacked", "perhaps left", "nearly fell"."""
    words = lexicon.certainty()
    for child in token.children:
        if child.dep != "advmod":
            continue
        if child.lower in words.short_adverbs and child.i == token.i - 1:
            return Factuality.NEGATED
        if child.lower in words.possible_adverbs:
            return Factuality.HYPOTHETICAL
        if child.lower in words.hearsay_adverbs:
            return Factuality.REPORTED
    return Factuality.ASSERTED


def _is_asked(token: Token) -> bool:
    """Whether a predicate is a question's or a condition's: "Did Peru leave?", "Had Peru left, …"."""
    asks = token.dep == "ROOT" and token.doc[token.doc.sentence_around(token)[1] - 1].text == "?"
    if not asks and token.dep != "advcl":
        return False
    subjects = [c.i for c in token.children if c.dep.startswith("nsubj")]
    before = (c for c in token.children if subjects and c.i < subjects[0])
    return any(c.dep == "cop" or c.dep.startswith("aux") for c in before)


def by_words(words: Collection[str]) -> Factuality:
    """What words before a description make of it: "alleged", "the likely next"; in lower case."""
    certainty = lexicon.certainty()
    if not certainty.possible_adjectives.isdisjoint(words):
        return Factuality.HYPOTHETICAL
    if not certainty.planned_adjectives.isdisjoint(words):
        return Factuality.PLANNED
    hearsay = (certainty.hearsay_adjectives, certainty.hearsay_adverbs)
    sure = all(listed.isdisjoint(words) for listed in hearsay)
    return Factuality.ASSERTED if sure else Factuality.REPORTED


def _by_adjective(token: Token) -> Factuality:
    """What an adjective makes of an act that a noun names: "a planned visit"."""
    words = lexicon.certainty()
    for child in token.children:
        if child.dep != "amod":
            continue
        if child.lemma in words.planned_adjectives:
            return Factuality.PLANNED
        superlative = any(c.tag == "JJS" for c in token.children)  # "the warmest possible welcome"
        if child.lower in words.possible_adjectives and not superlative:
            return Factuality.HYPOTHETICAL
        if child.lower in words.hearsay_adjectives:
            return Factuality.REPORTED
    return Factuality.ASSERTED


def _looks_ahead(mark: str, token: Token) -> bool:
    """Whether a clause of time tells of what is still to come: "will leave after the king comes"."""
    if token.tag not in ("VBZ", "VBP", "VBG") or mark not in SEQUENCE:
        return False
    if mark in ("before", "until"):
        return True
    return any(c.dep == "aux" and c.tag == "MD" for c in token.head.children)


def _conditional(token: Token) -> bool:
    """Whether a "would" is one of a condition rather than a future in the past."""
    have = any(c.dep == "aux" and c.lemma == "have" for c in token.children)
    return have or any(
        c.dep == "advcl"
        and any(m.dep == "mark" and m.lower in ("if", "unless") for m in c.children)
        for c in token.children
    )


def _through(token: Token, governor: Token) -> Factuality | None:
    """What a governor makes of its dependent; None where nothing further up can touch it."""
    dep = token.dep
    infinitive = _is_infinitive(token)
    if token.tag == "VBG" or any(c.dep == "cop" and c.tag == "VBG" for c in token.children):
        gerund = _as_gerund(token, governor)
        if gerund is not None:
            return gerund
    if dep == "conj":
        shares = token.tag == governor.tag or token.tag == "VB"
        return Factuality.ASSERTED if shares and not _has_own_subject(token) else None
    if dep.startswith("csubj") and governor.lemma in lexicon.certainty().hearsay:
        return Factuality.REPORTED
    if dep == "ccomp" and not infinitive and governor.pos in ("VERB", "AUX", "ADJ"):
        return _as_clause(governor)
    if dep in ("xcomp", "ccomp", "advcl", "acl", "csubj") and (infinitive or dep == "xcomp"):
        return _as_infinitive(token, governor, infinitive)
    if dep in ("obj", "nsubj:pass", "nsubj") and governor.pos == "VERB":
        return _as_argument(token, governor, dep)
    if dep == "nsubj" and governor.pos in ("ADJ", "ADV", "NOUN"):
        return _as_described(governor)
    if dep in ("nmod", "obl", "acl") and governor.pos in ("NOUN", "PROPN", "VERB", "ADJ"):
        return _as_oblique(token, governor)
    return None


def _as_gerund(token: Token, governor: Token) -> Factuality | None:
    """A gerund after a preposition: "accused of leaving", "without leaving"; None where it tells nothing."""
    words = lexicon.certainty()
    lemma = governor.lemma
    case = gerund_preposition(token)
    if case in ("without", "instead of", "rather than"):
        return Factuality.NEGATED
    if case == "from" and lemma in words.keeping:
        return Factuality.NEGATED
    if case == "against" or (case in ("of", "about") and lemma in words.musing):
        return Factuality.HYPOTHETICAL
    if case in ("of", "for", "with", "over", "on") and lemma in words.accusing:
        return Factuality.REPORTED
    if case in ("at", "of") and (lemma in words.intentions or lemma in words.plans):
        return Factuality.PLANNED
    return None


def _is_infinitive(token: Token) -> bool:
    """Whether a predicate, copular ones included, is one with "to"."""
    bare = token.tag == "VB" or any(
        c.tag == "VB" and (c.dep == "cop" or c.dep.startswith("aux")) for c in token.children
    )
    return bare and any(c.dep == "mark" and c.lower == "to" for c in token.children)


def _as_clause(governor: Token) -> Factuality | None:
    """A finite clause under a verb or adjective: "hopes that …", "denied that …"."""
    words = lexicon.certainty()
    lemma = governor.lemma
    kind = lexicon.reporting().kinds.get(lemma)
    if lemma in words.refusals:
        return Factuality.NEGATED
    if kind == "thinks" or (lemma in words.hearsay and _impersonal(governor)):
        return Factuality.REPORTED
    if kind in ("says", "claims"):
        return None
    if lemma in words.intentions or kind == "asks":
        return Factuality.PLANNED
    return None


def _as_infinitive(token: Token, governor: Token, infinitive: bool) -> Factuality:
    """An infinitive under a verb, adjective or noun: "refused to meet", "is said to have met"."""
    words = lexicon.certainty()
    lemma = governor.lemma
    if lemma in words.refusals or (lemma == "have" and _has_adverb(governor, "yet")):
        return Factuality.NEGATED  # "has yet to leave"
    if predicate_lemma(governor) in lexicon.events().negated_by:
        return Factuality.NEGATED  # "ruled out leaving"
    if lemma == "go" and governor.tag == "VBG" and infinitive:
        return Factuality.PLANNED  # "was going to leave"
    if lexicon.reporting().kinds.get(lemma) == "claims" and infinitive:
        return Factuality.REPORTED  # "claims to have left"
    if not infinitive and token.tag == "VBG" and lemma in words.possibilities:
        return Factuality.HYPOTHETICAL  # "considers leaving"
    if not infinitive and token.tag == "VBG" and lemma in words.intentions:
        return Factuality.PLANNED
    if governor.pos == "VERB" and lemma in words.hearsay and is_passive(governor):
        return Factuality.REPORTED
    first = is_one_to(governor) or any(c.dep == "xcomp" and is_one_to(c) for c in governor.children)
    begun = token.dep == "xcomp" or lemma in words.begun
    if (lemma in words.achieved and begun) or first:
        return Factuality.ASSERTED
    if lemma in BRINGING_ABOUT and is_passive(governor):
        return Factuality.ASSERTED  # "was forced to resign"
    if lemma == "able" and clause_of(governor).tense == "past":
        return Factuality.ASSERTED  # "were able to leave"
    if lemma == "vote" and token.lemma in words.voted and governor.pos == "VERB":
        return Factuality.ASSERTED
    if lemma in words.conversing and token.lemma in words.conversed and token.dep == "advcl":
        return Factuality.ASSERTED  # "met to discuss", "called to congratulate"
    if lemma in words.insistent and lexicon.reporting().kinds.get(predicate_lemma(token)) == "says":
        return Factuality.ASSERTED
    if lemma in words.possibilities and lemma not in words.intentions:
        return Factuality.HYPOTHETICAL
    return Factuality.PLANNED if infinitive else Factuality.ASSERTED


def _as_oblique(token: Token, governor: Token) -> Factuality | None:
    """An act named by a noun after a preposition: "arrangements for talks", "the risk of war"."""
    words = lexicon.certainty()
    lemma = governor.lemma
    if token.dep == "acl" and any(c.dep == "mark" and c.lower == "that" for c in token.children):
        return _as_content(governor)
    case = preposition(token)
    if governor.pos == "VERB" and lemma == "warn" and case in ("of", "about", "against"):
        return Factuality.HYPOTHETICAL
    if governor.pos == "VERB" and case in ("of", "for") and lemma in ("accuse", "blame", "suspect"):
        return Factuality.REPORTED
    if case not in AIMING and (governor.pos in ("VERB", "ADJ") or lemma not in words.possibilities):
        return None
    if lemma in words.possibilities and lemma not in words.plans:
        return Factuality.HYPOTHETICAL
    planned = lemma in words.plans or lemma in words.intentions
    return Factuality.PLANNED if planned else None


def _as_content(noun: Token) -> Factuality:
    """A clause that says what a noun is: "the demand that Chile leave", "a claim that it has left"."""
    words = lexicon.certainty()
    if noun.lemma in words.refusals:
        return Factuality.NEGATED
    if noun.lemma in words.possibilities and noun.lemma not in words.plans:
        return Factuality.HYPOTHETICAL
    if noun.lemma in words.plans or noun.lemma in words.intentions:
        return Factuality.PLANNED
    return Factuality.ASSERTED if noun.lemma in words.facts else Factuality.REPORTED


AIMING = frozenset({"for", "of", "to", "on", "with", "towards", "toward"})


def _as_described(predicate: Token) -> Factuality | None:
    """An act named by a noun that something is said of: "talks are unlikely", "the visit is off"."""
    words = lexicon.certainty()
    if predicate.lower in words.possible_adjectives or predicate.lower in words.possibilities:
        return Factuality.HYPOTHETICAL
    if predicate.lower in words.planned_adjectives or predicate.lower in words.intentions:
        return Factuality.PLANNED
    return Factuality.NEGATED if predicate.lower in words.called_off else None


def _as_argument(noun: Token, governor: Token, dep: str) -> Factuality | None:
    """An act named by a noun, as subject or object of a verb: "cancelled the talks"."""
    verbs = lexicon.events()
    lemma = governor.lemma
    if noun.lemma in lexicon.certainty().uttered and lemma in lexicon.certainty().answered:
        return None  # "rejected the request": it was made
    if predicate_lemma(governor) in verbs.negated_by:
        return Factuality.NEGATED if dep != "nsubj" else None
    if lemma in verbs.negated_by or lemma in lexicon.certainty().refusals:
        return Factuality.NEGATED if dep != "nsubj" else None
    if dep == "nsubj":
        return Factuality.ASSERTED if lemma in verbs.aspect_verbs else None
    if lemma in verbs.planned_by:
        return Factuality.PLANNED
    if lemma in verbs.light_verbs:
        return Factuality.ASSERTED
    return None


def _has_own_subject(token: Token) -> bool:
    return any(c.dep.startswith(("nsubj", "csubj")) for c in token.children)


def _has_adverb(token: Token, word: str) -> bool:
    return any(c.dep == "advmod" and c.lower == word for c in token.children)


def _impersonal(token: Token) -> bool:
    return is_passive(token) or any(c.dep == "expl" for c in token.children)
