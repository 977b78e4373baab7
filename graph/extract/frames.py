"""Frames: who does what to whom where an act is told, as the syntax shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from graph.extract import lexicon
from graph.extract.actors import LOCATIVE, Actors
from graph.extract.event_syntax import (
    MEASURES,
    complement_of,
    conditioned,
    describes,
    has_word,
    measured,
    noun_complement,
    noun_names,
    singular,
)
from graph.extract.lexicon import EventRule
from graph.extract.matching import Rules
from graph.extract.mentions import HARMS
from graph.extract.syntax import (
    Clause,
    clause_of,
    expand,
    is_predicate,
    preposition,
    surface_subjects,
)
from graph.parse import Token

# What parsers hang on the first of two phrases behind the noun of an act.
NESTED = frozenset(
    "by against on with from at to into inside near along around off toward towards".split()
)
# The acts by which one answers what one is asked for or threatened with.
ANSWERING = frozenset({"REJECT", "AGREE"})
IN_VAIN = ("despite", "in spite of", "in defiance of")
DESPITE = (*IN_VAIN, "in response to", "under", "at", "on", "upon")
PARTICIPATION = ("in", "during", "at", "after", "following", "before", "with", "to", "for", "on")


@dataclass(frozen=True, slots=True)
class Frame:
    """An act as the syntax shows it: its word, the clause around it, and what fills each slot.

    What few rules ask for is ``sought`` only when one does.
    """

    head: Token
    clause: Clause | None
    slots: dict[str, tuple[Token, ...]]
    sought: Mapping[str, Callable[[], tuple[Token, ...]]] = field(default_factory=dict)

    def slot(self, name: str) -> tuple[Token, ...]:
        """What fills a slot; () if nothing does."""
        if name not in self.slots and name in self.sought:
            self.slots[name] = self.sought[name]()
        return self.slots.get(name, ())


class Frames:
    """Makes the frames of one document."""

    def __init__(self, actors: Actors, rules: Rules, clauses: tuple[Clause, ...]) -> None:
        """``clauses`` are those that may tell of acts."""
        self.actors = actors
        self.rules = rules
        self.by_head = {c.head.i: c for c in clauses}
        self.lexicon = lexicon.events()

    # ------------------------------------------------------------ verbs

    def of_predicate(self, clause: Clause) -> Frame:
        """The frame of a predicate, with who acts as its subject.

        "Is prepared to", "was alarmed by": a participle may describe what the syntax makes its
        object, and then that is who acts.
        """
        frame = self.of_clause(clause)
        if not describes(clause, self.lexicon.by_adjective):
            return frame
        subjects = clause.subjects if clause.copula else clause.objects
        # "It is willing to": parses take this "it" for the empty one of "it is likely that".
        empty = tuple(c for c in clause.head.children if c.dep == "expl")
        slots = frame.slots | {"subject": subjects or empty}
        if not clause.copula:
            slots["object"] = clause.subjects
        return replace(frame, slots=slots)

    def of_clause(self, clause: Clause) -> Frame:
        """The frame of a verb: what its arguments are, wherever parsers hang them."""
        slots: dict[str, tuple[Token, ...]] = {
            "subject": clause.subjects,
            "object": clause.objects,
            "recipient": clause.recipients,
        }
        for case, token in clause.obliques:
            slots[case] = (*slots.get(case, ()), token)
            slots[f"possessor-of-{case}"] = tuple(self.actors.owners(token))
        for case, token in clause.obliques:
            for child in token.children:
                inner = preposition(child) if child.dep == "nmod" else None
                # "Spoke out in Oslo against the plan": not an Oslo against it; "replied with raids on Oslo".
                if inner == "against" or (case == "with" and inner in ("on", "at")):
                    slots.setdefault(inner, expand(child))
        plain = (c for c in clause.head.children if c.dep == "ccomp" and c.lower in ("no", "yes"))
        for token in (*(t for o in clause.objects for t in (o, *measured(o))), *plain):
            # Parsers hang "on Finland" on "sanctions" as often as on "imposed".
            for child in token.children:
                if child.dep in ("nmod", "obl") and child.i > token.i:
                    case = preposition(child)
                    slot = "of-object" if case == "of" else case
                    slots[slot] = (*slots.get(slot, ()), *expand(child))
        complement = complement_of(clause)
        if complement is not None:
            slots["complement"] = surface_subjects(complement)
        owners = [o for t in clause.objects for o in self.actors.owners(t)]
        slots["possessor-of-object"] = tuple(owners)
        if clause.objects:
            # "Bombed a block in Arica": where what it is done to stands.
            slots["place-of-object"] = tuple(t for case in LOCATIVE for t in slots.get(case, ()))
        if clause.passive and not clause.subjects:
            slots["subject"] = self._agents_below(clause)
        return Frame(
            clause.head,
            clause,
            slots,
            {
                "condition": lambda: tuple(conditioned(clause.head, complement)),
                "aim": lambda: tuple(self._aims(clause)),
                "demander": lambda: self._demander(clause),
                "answerer": lambda: _answerer(clause),
                "addressee": lambda: _addressee(clause),
            },
        )

    def _agents_below(self, clause: Clause) -> tuple[Token, ...]:
        """The agent of a passive that parsers hang on a noun: "threatened with expulsion | by Chile"."""
        for case, token in clause.obliques:
            kinds = (
                r.type for name in noun_names(token) for r in self.lexicon.by_noun.get(name, ())
            )
            if case in ("of", "with", "for") and "ASSAULT" not in kinds:
                for child in token.children:
                    if child.dep == "nmod" and preposition(child) == "by":
                        return expand(child)
        return ()

    def _demander(self, clause: Clause) -> tuple[Token, ...]:
        """Who demands what a clause tells: "refused, as Chile had demanded", "despite calls by Chile"."""
        heads = (clause.head, *(c for c in clause.head.children if c.dep == "xcomp"))
        for case, token in (pair for head in heads for pair in clause_of(head).obliques):
            if case in IN_VAIN and singular(token) in lexicon.certainty().uttered:
                own = (c for c in token.children if preposition(c) in ("by", "from", "of"))
                return (*self.actors.owners(token), *(t for c in own for t in expand(c)))
        for child in (c for head in heads for c in head.children):
            if _is_as_clause(child) and self._is_request(clause_of(child)):
                return clause_of(child).subjects
        return ()

    def _is_request(self, clause: Clause) -> bool:
        return any(rule.type == "REQUEST" for rule in self.rules.of(clause))

    def _aims(self, clause: Clause) -> Iterator[Token]:
        """Whom the purpose of an act is directed against: "sent troops to confront Chile"."""
        for holder in (clause.head, *clause.objects):
            for child in holder.children:
                purpose = child.dep in ("advcl", "acl", "xcomp") and child.tag in ("VB", "VBG")
                if not purpose or not is_predicate(child):
                    continue
                aim = clause_of(child)
                if aim.lemma not in self.lexicon.aimed and child.lemma not in self.lexicon.aimed:
                    continue
                yield from aim.objects
                if not aim.objects:
                    complement = complement_of(aim)
                    yield from () if complement is None else surface_subjects(complement)

    # ------------------------------------------------------------ nouns

    def of_noun(self, token: Token, rule: EventRule) -> Frame | None:
        """The frame of an act that a noun names; None where the rule asks for a verb that it lacks."""
        slots: dict[str, tuple[Token, ...]] = {"possessor": tuple(self.actors.owners(token))}
        for child in token.children:
            if child.dep in ("nmod", "obl"):
                case = preposition(child)
                slots[case] = (*slots.get(case, ()), *expand(child))
        for child in token.children:
            if child.dep == "nmod" and preposition(child) in ("of", "by"):
                # Parsers hang "by Chile" on "Arica" in "the siege of Arica by Chile", and "against
                # Peru" on "students" in "a protest by students against Peru".
                for inner in child.children:
                    if inner.dep == "nmod" and preposition(inner) in NESTED:
                        slots.setdefault(preposition(inner), expand(inner))
            if child.dep == "nmod" and preposition(child) in ("by", "from"):
                # And "to Peru" on "Chile" in "the plea by Chile to Peru".
                for inner in (i for c in expand(child) for i in c.children):
                    if inner.dep == "nmod" and preposition(inner) in (
                        "to",
                        "on",
                        "upon",
                        "against",
                    ):
                        slots.setdefault(preposition(inner), expand(inner))
        if rule.type == "ASSAULT":
            victims = self._victims(token)
            if victims and not any(slots.get(case) for case in ("on", "against", "of")):
                slots["of"] = victims
        for child in token.children:
            if (
                child.dep == "acl"
                and child.tag == "VBN"
                and child.lemma in self.lexicon.light_verbs
            ):
                # "the attack, launched by Chile"
                slots.setdefault("by", clause_of(child).subjects)
        asked = noun_complement(token)
        if asked is None:
            that = (c for c in token.children if has_word(c, frozenset({"that"})))
            asked = next(that, None)  # "the allegation that Chile had cheated"
        if asked is not None and any(c.dep.startswith("nsubj") for c in asked.children):
            slots["complement"] = surface_subjects(asked)
        for child in slots.pop("", ()):
            if child.i > token.i and child.doc[child.i - 1].head.i >= child.i:
                # "Its call for Finland to lift the ban": parsers hang "for" on "lift".
                slots.setdefault("complement", (child,))
        light = self._light(token, rule)
        if light is None and rule.needs_light:
            return None
        if "answerer" in rule.target:
            slots |= self._spoken_to(token)
        if light is None:
            culprits = self._culprits(token) or self._engaged(token, rule)
            if not culprits and rule.type in HARMS:
                culprits = self._accused(token)
            if culprits:
                slots["subject"] = culprits
        if light is not None:
            slots["subject"] = light.subjects
            slots["recipient"] = light.recipients
            if light.passive and token.dep in ("obj", "iobj"):
                slots["recipient"] = surface_subjects(light.head)  # "was given an ultimatum"
            for case, filler in light.obliques:
                slots[case] = (*slots.get(case, ()), filler)
        elif (rule.mutual or rule.mode == "visit") and not (
            slots["possessor"] or slots.get("between") or slots.get("subject")
        ):
            slots["subject"] = tuple(
                t for t in self._participants(token) if next(self.actors.of(t), None) is not None
            )
            around = self.by_head.get(token.head.i)
            if slots["subject"] and around is not None and "with" not in slots:
                # "Emerged from talks with Peru": parsers hang Peru on the verb.
                slots["with"] = tuple(t for t in around.oblique("with") if t.i > token.i)
        return Frame(token, light, slots)

    def _spoken_to(self, token: Token) -> dict[str, tuple[Token, ...]]:
        """Who answers what a noun asks for or threatens, or acts in spite of it: "Peru rejected a call by
        Chile"; who gets it; and who says something in it: "in a warning to Chile, Peru said".
        """
        anchor = token
        while anchor.dep == "conj" and anchor.head.pos in ("NOUN", "PROPN"):
            anchor = anchor.head
        clause = self.by_head.get(anchor.head.i)
        if clause is None or anchor.dep not in ("obj", "nsubj:pass", "obl") or is_own(token):
            return {}
        if anchor.dep == "obl" and preposition(anchor) in DESPITE:
            return {"answerer": clause.subjects}
        if anchor.dep == "obl" and preposition(anchor) == "in":
            indefinite = any(c.lower in ("a", "an") for c in token.children)
            return {"teller": clause.subjects} if indefinite else {}
        if clause.lemma in self.lexicon.receiving:
            return {"receiver": clause.subjects}
        answers = clause.lemma in self.lexicon.answering or any(
            rule.type in ANSWERING for rule in self.rules.of(clause)
        )
        return {"answerer": clause.subjects} if answers else {}

    def _engaged(self, token: Token, rule: EventRule) -> tuple[Token, ...]:
        """Who is said to be in what a noun names: "is in talks", "has been in touch"."""
        own = self.by_head.get(token.i)
        if own is None or not own.copula or rule.type not in self.lexicon.reciprocal:
            return ()
        return own.subjects if preposition(token) == "in" else ()

    def _accused(self, token: Token) -> tuple[Token, ...]:
        """Who is said to have done the act of a noun: "blamed Peru for the attack"."""
        clause = self.by_head.get(token.head.i)
        if clause is None or token.dep != "obl" or clause.lemma not in self.lexicon.blaming:
            return ()
        return clause.objects if preposition(token) == self.lexicon.blaming[clause.lemma] else ()

    def _victims(self, token: Token) -> tuple[Token, ...]:
        """Who an attack was done to, by the clause that it stands in: "four were killed in an attack"."""
        clause = self.by_head.get(token.head.i)
        if clause is None or clause.negated or clause.modal:
            return ()
        if token.dep == "obj" and clause.lemma in self.lexicon.undergoing:
            return clause.subjects
        if token.dep != "obl" or preposition(token) not in ("in", "during", "from"):
            return ()
        suffers = clause.objects if clause.lemma in self.lexicon.hurting and clause.passive else ()
        if clause.lemma in ("die", "perish"):
            suffers = clause.subjects
        return tuple(t for t in suffers if not any(c.lower == "no" for c in t.children))

    def _culprits(self, token: Token) -> tuple[Token, ...]:
        """Who is said to be behind, or to answer for, the act that a noun names."""
        anchor = token
        while anchor.dep == "conj" and anchor.head.pos in ("NOUN", "PROPN"):
            anchor = anchor.head
        own = self.by_head.get(anchor.i)
        if own is not None and own.copula and preposition(anchor) == "behind":
            return own.subjects
        claimed = self.by_head.get(anchor.head.i)
        if claimed is not None and anchor.dep == "obj" and claimed.lemma == "claim":
            return claimed.subjects
        if preposition(anchor) != "for":
            return ()
        governor = anchor.head
        if governor.lemma in ("responsibility", "credit"):
            governor = governor.head
        clause = self.by_head.get(governor.i)
        if clause is None:
            return ()
        taken = any(t.lemma in ("responsibility", "credit") for t in clause.objects)
        return clause.subjects if taken or governor.lemma == "responsible" else ()

    def _light(self, token: Token, rule: EventRule) -> Clause | None:
        """The clause of a verb that only says that this noun's act took place."""
        anchor = token
        while (anchor.dep == "conj" and anchor.head.pos in ("NOUN", "PROPN")) or (
            anchor.dep == "nmod" and anchor.head.lemma in MEASURES and preposition(anchor) == "of"
        ):
            anchor = anchor.head  # "three days of talks"
        governor = anchor.head
        clause = self.by_head.get(governor.i)
        if clause is None or anchor.dep not in ("obj", "nsubj:pass", "obl"):
            return None
        verbs = rule.light or self.lexicon.carrying
        if clause.lemma not in verbs and clause.lemma.split()[0] not in verbs:
            return None
        if anchor.dep == "obl" and not (
            (
                clause.lemma in ("engage", "participate", "enter", "join", "call")
                or (clause.lemma == "take" and any(t.lemma == "part" for t in clause.objects))
            )
            and preposition(anchor) in ("in", "into", "for")
        ):
            return None
        return clause

    def _participants(self, token: Token) -> tuple[Token, ...]:
        """Who took part in a meeting that a clause only mentions: "promised at a meeting with X"."""
        clause = self.by_head.get(token.head.i)
        if clause is None:
            return ()
        told = token.dep in ("obj", "iobj") and clause.lemma in ("tell", "address")
        back = preposition(token) == "from" and clause.lemma.split()[0] in self.lexicon.returning
        if not told and (
            token.dep not in ("obl", "nmod") or not (back or preposition(token) in PARTICIPATION)
        ):
            return ()
        return clause.objects if clause.passive and not clause.subjects else clause.subjects


def is_own(token: Token) -> bool:
    """Whether a nominal is of somebody told of before: "refused to recall its ambassador"."""
    return token.tag == "PRP$" or any(c.tag == "PRP$" for c in token.children)


def _is_as_clause(predicate: Token) -> bool:
    """Whether a clause says in what way: "as Chile had demanded", "as demanded by Chile"."""
    return predicate.dep == "advcl" and any(
        c.dep == "mark" and c.lower == "as" for c in predicate.children
    )


def _answerer(clause: Clause) -> tuple[Token, ...]:
    """Who does or refuses what a clause says was demanded: "refused, as Chile had demanded"."""
    return clause_of(clause.head.head).subjects if _is_as_clause(clause.head) else ()


def _addressee(clause: Clause) -> tuple[Token, ...]:
    """Whom words were addressed to that ask for something: "wrote to Chile to demand"."""
    head = clause.head
    if head.dep not in ("advcl", "xcomp") or head.tag not in ("VB", "VBG"):
        return ()
    if head.head.lemma not in lexicon.certainty().conversing:
        return ()
    talk = clause_of(head.head)
    return (*talk.oblique("to", "with"), *talk.objects)
