"""Which rules of ``events.toml`` a clause fits: by its word, and by the words around it."""

from __future__ import annotations

from dataclasses import dataclass

from graph.extract import lexicon
from graph.extract.actors import Actors
from graph.extract.event_syntax import (
    complement_of,
    describes,
    has_word,
    is_infinitive,
    is_made,
    is_refusal,
    is_settled,
    is_subjunctive,
    is_willed,
    kinds_of,
    noun_names,
    predicate_words,
    wanted_by,
    words_below,
)
from graph.extract.lexicon import EventRule
from graph.extract.syntax import Clause, acts_first, clause_of, preposition
from graph.extract.timing import Timing
from graph.extract.titles import title_at

# What stands before the office that somebody gets.
OFFICE_CASES = ("as", "to", "for", "at")


@dataclass(frozen=True, slots=True)
class _Words:
    """What a rule may ask of the words around a predicate: the lemmas right below it, those of its
    objects, and those of what its objects are parts or numbers of.
    """

    below: frozenset[str]
    objects: frozenset[str]
    kinds: frozenset[str]


class Rules:
    """The rules as the clauses of one document fit them."""

    def __init__(self, actors: Actors, timing: Timing) -> None:
        self.actors = actors
        self.timing = timing
        self.lexicon = lexicon.events()
        self.words: dict[int, _Words] = {}

    def of(self, clause: Clause) -> tuple[EventRule, ...]:
        """The rules that a predicate's word names."""
        if describes(clause, self.lexicon.by_adjective):
            word = clause.head.lemma if clause.copula else clause.head.lower
            if preposition(clause.head) in self.lexicon.by_adjective:
                word = preposition(clause.head)  # "is behind the attack"
            rules = self.lexicon.by_adjective.get(word, ())
            if rules or clause.head.tag != "VBG":
                return rules  # "has been threatening": parsers may see a copula in "been"
        for word in predicate_words(clause):
            if word in self.lexicon.by_verb:
                return self.lexicon.by_verb[word]
        return ()

    def objections(self, clause: Clause) -> tuple[str, ...]:
        """Why each rule of this clause's verb gives no event; empty if no rule names the verb."""
        return tuple(
            f"{rule.id} needs {'named actors' if self.fit(rule, clause) else wanted_by(rule)}"
            for rule in self.of(clause)
        )

    def fit(self, rule: EventRule, clause: Clause, *, willed: bool = False) -> bool:
        """Whether the words around a predicate are those that a rule of its own asks for; ``willed`` counts
        the act as announced."""
        if rule.negated and not is_refusal(clause):
            return False
        if "speaker" in rule.source and (clause.negated or clause.head.dep == "acl:relcl"):
            return False
        if rule.agentless and any(True for t in clause.subjects for _ in self.actors.of(t)):
            return False
        if rule.willed and not (willed or is_willed(clause)):
            return False
        words = self._words(clause)
        if rule.objects and rule.objects.isdisjoint(words.kinds):
            return False
        if rule.source_words and not any(kinds_of(t) & rule.source_words for t in clause.subjects):
            return False
        if rule.obliques and not self._has_oblique(clause, rule.obliques):
            return False
        if rule.with_words and not (
            not rule.with_words.isdisjoint(words.below)
            or is_made(clause.head, rule.with_words)
            or any(has_word(t, rule.with_words, rule.obliques) for t in clause.objects)
        ):
            return False
        if not rule.unless.isdisjoint(words.below) or not rule.unless.isdisjoint(words.objects):
            return False
        if not self._governs(rule, clause):
            return False
        return not (rule.needs_title and not self._names_office(clause))

    def _governs(self, rule: EventRule, clause: Clause) -> bool:
        """Whether a predicate governs such a clause as a rule asks for."""
        if not (rule.complement or rule.prospective or rule.verb_complement or rule.hostile):
            return True
        complement = complement_of(clause)
        if rule.complement and complement is None:
            return False
        if rule.prospective and complement is not None and is_settled(complement):
            return False
        if rule.verb_complement == "infinitive" and not is_infinitive(complement):
            return False
        if rule.hostile and (complement is None or not self.is_hostile(clause_of(complement))):
            return False
        return not (rule.verb_complement == "subjunctive" and not is_subjunctive(complement))

    def _words(self, clause: Clause) -> _Words:
        found = self.words.get(clause.head.i)
        if found is None:
            found = self.words[clause.head.i] = _Words(
                below=words_below(clause.head),
                objects=frozenset().union(*map(noun_names, clause.objects)),
                kinds=frozenset().union(*map(kinds_of, clause.objects or clause.recipients)),
            )
        return found

    def _has_oblique(self, clause: Clause, cases: frozenset[str]) -> bool:
        """Whether one of these prepositions stands in a clause, by its verb or by an object, with no date."""
        dates = self.timing.by_word
        return any(
            case in cases and (t.i not in dates or case == "until") for case, t in clause.obliques
        ) or any(
            child.dep == "nmod" and preposition(child) in cases and child.i not in dates
            for token in clause.objects
            for child in token.children
        )

    def _names_office(self, clause: Clause) -> bool:
        """Whether a clause says which office somebody gets: "chose her | as | for the post of | premier"."""
        held = [t for case, t in clause.obliques if case in OFFICE_CASES]
        tokens = [c for c in clause.head.children if c.dep in ("xcomp", "obl")]
        # "Named her | premier", "named a premier": not who "made the premier wait".
        known = [t for t in clause.objects[:1] if has_word(t, frozenset({"the"}))]
        tokens.extend(t for t in clause.objects if t not in known)
        for token in clause.objects:
            # "Chose Ann Dale as leader": parsers hang the office on the name.
            held.extend(
                c for c in token.children if c.dep == "nmod" and preposition(c) in OFFICE_CASES
            )
        offices = lexicon.offices()
        return any(t.lemma.lower() in offices.posts for t in held) or any(
            title_at(t) is not None
            and offices.names_office(t.lemma)
            and not acts_first(t, clause.head)
            for t in (*held, *tokens)
        )

    def is_hostile(self, clause: Clause) -> bool:
        """Whether the act of a clause would be a threat if it were announced."""
        if clause.negated:
            return False
        hostile = {*self.lexicon.threatened, "THREATEN"}
        if clause.lemma in self.lexicon.light_verbs - self.lexicon.negated_by:
            # "Hold talks": the noun says what is done.
            kinds = [
                rule.type
                for token in clause.objects
                for name in noun_names(token)
                for rule in self.lexicon.by_noun.get(name, ())
            ]
            if kinds:
                return not hostile.isdisjoint(kinds)
        for rule in self.of(clause):
            if self.fit(rule, clause, willed=True):
                return rule.type in hostile
        return False
