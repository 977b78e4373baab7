"""Events: the acts that a document tells of, by the rules of ``events.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph.extract import lexicon
from graph.extract.actors import LOCATIVE, Actors
from graph.extract.event_syntax import (
    MEASURES,
    acts_below,
    acts_of,
    complement_of,
    conditioned,
    content_of,
    content_of_noun,
    describes,
    fits_noun,
    governing_predicate,
    has_unless,
    has_word,
    has_word_with,
    is_infinitive,
    is_intended,
    is_reciprocal,
    is_refusal,
    is_settled,
    is_subjunctive,
    is_willed,
    kinds_of,
    measured,
    noun_complement,
    noun_names,
    predicate_words,
    singular,
    wanted_by,
)
from graph.extract.factuality import Reading
from graph.extract.lexicon import EventRule
from graph.extract.mentions import HARMS, SINGULAR_PERSON, Mentions
from graph.extract.statements import Utterance
from graph.extract.syntax import (
    Clause,
    acts_first,
    clause_of,
    expand,
    is_predicate,
    preposition,
    surface_subjects,
)
from graph.extract.timing import Timing
from graph.extract.titles import title_at
from graph.model import EntityType, Event, Evidence, Factuality, Mention, MentionForm, Span, Stance
from graph.parse import Token

# Where the one that an act is done to may stand, for acts that are only spoken of.
INHERITED = (
    "object",
    "recipient",
    "with",
    "to",
    "from",
    "on",
    "against",
    "possessor-of-object",
    "in-object",
)
ACTING = ("by", "against", "on", "with", "from")
# What parsers hang on the first of two phrases behind the noun of an act.
NESTED = (
    *ACTING,
    "at",
    "to",
    "into",
    "inside",
    "near",
    "along",
    "around",
    "off",
    "toward",
    "towards",
)
# What stands before the office that somebody gets.
OFFICE_CASES = ("as", "to", "for", "at")
# The acts by which one answers what one is asked for or threatened with.
ANSWERING = frozenset({"REJECT", "AGREE"})
IN_VAIN = ("despite", "in spite of", "in defiance of")
DESPITE = (*IN_VAIN, "in response to", "under", "at", "on", "upon")
HURTING = frozenset("kill wound injure hurt slay maim behead execute shoot murder massacre".split())
ACCUSING = {"accuse": "of", "blame": "for", "suspect": "of"}
UNDERGOING = frozenset("survive escape suffer withstand repel repulse".split())
# How far behind an act its day may be told by a noun for it.
NEXT_WORDS = 40
# Who does so from a meeting took part in it.
RETURNING = frozenset("arrive come emerge fly go return travel".split())
PARTICIPATION = ("in", "during", "at", "after", "following", "before", "with", "to", "for", "on")


@dataclass(frozen=True, slots=True)
class Frame:
    """An act as the syntax shows it: its word, the clause around it, and what fills each slot."""

    head: Token
    clause: Clause | None
    slots: dict[str, tuple[Token, ...]]


class EventFinder:
    """Finds the events of one document."""

    def __init__(
        self,
        mentions: Mentions,
        clauses: tuple[Clause, ...],
        reading: Reading,
        timing: Timing,
        sentence_of: dict[int, Span],
        headline: frozenset[int] = frozenset(),
    ) -> None:
        """``clauses`` are those that may tell of acts; ``headline`` the tokens of the title."""
        self.headline = headline
        self.mentions = mentions
        self.clauses = clauses
        self.by_head = {c.head.i: c for c in clauses}
        self.reading = reading
        self.timing = timing
        self.sentence_of = sentence_of
        self.lexicon = lexicon.events()
        self.actors = Actors(mentions, timing)

    def find(self) -> tuple[Event[Mention], ...]:
        """All events in text order; a verb and the noun that it governs tell one act once."""
        found: list[tuple[int, Event[Mention]]] = []
        told: set[tuple[int, str]] = set()
        absorbed: set[int] = set()
        for clause in self.clauses:
            for rule, event in self._of_clause(clause):
                found.append((clause.head.i, event))
                told.update((t.i, event.type) for t in clause.objects)
                told.add((clause.head.i, event.type))
                if rule.absorbs:
                    absorbed.update(t.i for t in content_of(rule, clause))
        for token in self.mentions.doc.with_lemma(self.lexicon.noun_heads):
            for rule, event in self._of_noun(token):
                if (token.i, event.type) not in told:
                    found.append((token.i, event))
                if rule.absorbs:
                    absorbed.update(t.i for t in content_of_noun(token))
                    if rule.absorbs:
                        absorbed.update(c.i for c in token.children if preposition(c) == "of")
                break
        found = [pair for pair in found if pair[0] not in absorbed]
        # What the headline tells is told again below, with more of when and where.
        told_below = [event for i, event in found if i not in self.headline]
        found = [
            (i, event)
            for i, event in found
            if i not in self.headline or not any(_is_retold(event, e) for e in told_below)
        ]
        found = list(self._with_days_told_below(found))
        for event, position in self._of_obligations():
            found.append((position, event))
        found.sort(key=lambda pair: pair[0])
        return tuple(event for _, event in found)

    def _with_days_told_below(
        self, found: list[tuple[int, Event[Mention]]]
    ) -> Iterator[tuple[int, Event[Mention]]]:
        """The events, dated by what is told of them next: "Peru attacked. The attack was on Monday"."""
        held = list(self._held())
        for i, event in found:
            day = event.date
            if day is None and held:
                doc = self.mentions.doc
                begin, end = doc.sentence_around(doc[i])
                told = {doc[i].lemma, *(c.lemma for c in doc[i].children if c.dep == "obj")}
                for noun, date in held:
                    near = end <= noun.i < end + NEXT_WORDS or begin <= i < noun.i < end
                    kinds = (
                        r for name in noun_names(noun) for r in self.lexicon.by_noun.get(name, ())
                    )
                    same = noun.lemma in told or any(rule.type == event.type for rule in kinds)
                    if near and same:
                        day = date
                        break
            yield i, event if day == event.date else replace(event, date=day)

    def _held(self) -> Iterator[tuple[Token, str]]:
        """The nouns of acts known already that are said to have taken place, with the day."""
        words = lexicon.timing().brought_about | lexicon.timing().taking_place
        for clause in self.clauses:
            if clause.lemma not in words or clause.negated:
                continue
            for noun in (*clause.objects, *clause.subjects):
                known = any(c.lower in ("the", "this", "these", "both") for c in noun.children)
                if noun.pos == "NOUN" and known:
                    date = self.timing.of(clause.head, clause)
                    if date is not None:
                        yield noun, date

    def named(self) -> Iterator[tuple[Token, EventRule]]:
        """The words that name an act, with the first rule that they fit, whoever acts; verbs first."""
        for clause in self.clauses:
            for rule in self._rules(clause):
                if self._fits(rule, clause):
                    yield clause.head, rule
                    break
        for token in self.mentions.doc:
            if token.pos == "NOUN":
                for lemma in sorted(noun_names(token), key=len, reverse=True):
                    rules = self.lexicon.by_noun.get(lemma, ())
                    fitting = [(token, rule) for rule in rules if fits_noun(rule, token)]
                    yield from fitting[:1]

    # ------------------------------------------------------------ verbs

    def objections(self, clause: Clause) -> tuple[str, ...]:
        """Why each rule of this clause's verb gives no event; empty if no rule names the verb."""
        return tuple(
            f"{rule.id} needs {'named actors' if self._fits(rule, clause) else wanted_by(rule)}"
            for rule in self._rules(clause)
        )

    def _of_clause(self, clause: Clause) -> Iterator[tuple[EventRule, Event[Mention]]]:
        if clause.head.dep in ("amod", "compound"):
            return
        frame = None
        told = False
        for rule in self._rules(clause):
            if told is not rule.besides or not self._fits(rule, clause):
                continue
            frame = self._predicate_frame(clause) if frame is None else frame
            event = self._event(rule, frame)
            if event is not None:
                told = told or not rule.besides
                yield rule, event

    def _rules(self, clause: Clause) -> tuple[EventRule, ...]:
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

    def _predicate_frame(self, clause: Clause) -> Frame:
        """The frame of a predicate, with who acts as its subject.

        "Is prepared to", "was alarmed by": a participle may describe what the syntax makes its
        object, and then that is who acts.
        """
        frame = self._frame(clause)
        if not describes(clause, self.lexicon.by_adjective):
            return frame
        subjects = clause.subjects if clause.copula else clause.objects
        # "It is willing to": parses take this "it" for the empty one of "it is likely that".
        empty = tuple(c for c in clause.head.children if c.dep == "expl")
        slots = frame.slots | {"subject": subjects or empty}
        if not clause.copula:
            slots["object"] = clause.subjects
        return replace(frame, slots=slots)

    def _fits(self, rule: EventRule, clause: Clause, *, willed: bool = False) -> bool:
        if rule.negated and not is_refusal(clause):
            return False
        if "speaker" in rule.source and (clause.negated or clause.head.dep == "acl:relcl"):
            return False
        if rule.agentless and any(True for t in clause.subjects for _ in self.actors.of(t)):
            return False
        if rule.willed and not (willed or is_willed(clause)):
            return False
        if rule.source_words and not any(kinds_of(t) & rule.source_words for t in clause.subjects):
            return False
        if rule.objects and not any(
            kinds_of(t) & rule.objects for t in clause.objects or clause.recipients
        ):
            return False
        if rule.obliques and not self._has_oblique(clause, rule.obliques):
            return False
        if rule.with_words and not (
            has_word_with(clause.head, rule.with_words)
            or any(has_word(t, rule.with_words, rule.obliques) for t in clause.objects)
        ):
            return False
        if rule.unless and (
            has_word(clause.head, rule.unless)
            or any(noun_names(t) & rule.unless for t in clause.objects)
        ):
            return False
        complement = complement_of(clause)
        if rule.complement and complement is None:
            return False
        if rule.prospective and complement is not None and is_settled(complement):
            return False
        if rule.verb_complement == "infinitive" and not is_infinitive(complement):
            return False
        if rule.hostile and (complement is None or not self._is_hostile(clause_of(complement))):
            return False
        if rule.verb_complement == "subjunctive" and not is_subjunctive(complement):
            return False
        return not (rule.needs_title and not self._names_office(clause))

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

    def _frame(self, clause: Clause) -> Frame:
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
        slots["condition"] = tuple(conditioned(clause.head, complement))
        owners = [o for t in clause.objects for o in self.actors.owners(t)]
        slots["possessor-of-object"] = tuple(owners)
        if clause.objects:
            # "Bombed a block in Arica": where what it is done to stands.
            slots["place-of-object"] = tuple(t for case in LOCATIVE for t in slots.get(case, ()))
        slots["aim"] = tuple(self._aims(clause))
        slots |= self._demanding(clause)
        if clause.passive and not clause.subjects:
            slots["subject"] = self._agents_below(clause)
        return Frame(clause.head, clause, slots)

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

    def _demanding(self, clause: Clause) -> dict[str, tuple[Token, ...]]:
        """Who demands what a clause tells, and who does or refuses it: "refused, as Chile had demanded"."""
        slots = {}
        heads = (clause.head, *(c for c in clause.head.children if c.dep == "xcomp"))
        for child in (c for head in heads for c in head.children):
            if _is_as_clause(child) and self._is_request(clause_of(child)):
                slots["demander"] = clause_of(child).subjects
        for case, token in (pair for head in heads for pair in clause_of(head).obliques):
            if case in IN_VAIN and singular(token) in lexicon.certainty().uttered:
                own = (c for c in token.children if preposition(c) in ("by", "from", "of"))
                spoke = (*self.actors.owners(token), *(t for c in own for t in expand(c)))
                slots.setdefault("demander", spoke)
        if _is_as_clause(clause.head):
            slots["answerer"] = clause_of(clause.head.head).subjects
        above = clause.head.head
        if (
            clause.head.dep in ("advcl", "xcomp")
            and clause.head.tag in ("VB", "VBG")
            and above.lemma in lexicon.certainty().conversing
        ):
            # "Wrote to Chile to demand", "telephoned the king, asking for help".
            talk = clause_of(above)
            slots["addressee"] = (*talk.oblique("to", "with"), *talk.objects)
        return slots

    def _is_request(self, clause: Clause) -> bool:
        return any(rule.type == "REQUEST" for rule in self._rules(clause))

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

    def _of_noun(self, token: Token) -> Iterator[tuple[EventRule, Event[Mention]]]:
        if token.pos not in ("NOUN", "PROPN") or token.dep in ("compound", "nmod:desc"):
            return
        chunk = self.mentions.chunk(token)
        if chunk is not None and chunk.mention.form is MentionForm.NAME:
            return
        for lemma in sorted(noun_names(token), key=len, reverse=True):
            for rule in self.lexicon.by_noun.get(lemma, ()):
                if not fits_noun(rule, token):
                    continue
                frame = self._noun_frame(token, rule)
                if frame is None or (rule.agentless and frame.slots.get("by")):
                    continue
                event = self._event(rule, frame)
                if event is not None:
                    yield rule, event

    def _noun_frame(self, token: Token, rule: EventRule) -> Frame | None:
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
        if clause is None or anchor.dep not in ("obj", "nsubj:pass", "obl") or _is_own(token):
            return {}
        if anchor.dep == "obl" and preposition(anchor) in DESPITE:
            return {"answerer": clause.subjects}
        if anchor.dep == "obl" and preposition(anchor) == "in":
            indefinite = any(c.lower in ("a", "an") for c in token.children)
            return {"teller": clause.subjects} if indefinite else {}
        if clause.lemma in self.lexicon.receiving:
            return {"receiver": clause.subjects}
        answers = clause.lemma in self.lexicon.answering or any(
            rule.type in ANSWERING for rule in self._rules(clause)
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
        if clause is None or token.dep != "obl" or clause.lemma not in ACCUSING:
            return ()
        return clause.objects if preposition(token) == ACCUSING[clause.lemma] else ()

    def _victims(self, token: Token) -> tuple[Token, ...]:
        """Who an attack was done to, by the clause that it stands in: "four were killed in an attack"."""
        clause = self.by_head.get(token.head.i)
        if clause is None or clause.negated or clause.modal:
            return ()
        if token.dep == "obj" and clause.lemma in UNDERGOING:
            return clause.subjects
        if token.dep != "obl" or preposition(token) not in ("in", "during", "from"):
            return ()
        suffers = clause.objects if clause.lemma in HURTING and clause.passive else ()
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
        back = preposition(token) == "from" and clause.lemma.split()[0] in RETURNING
        if not told and (
            token.dep not in ("obl", "nmod") or not (back or preposition(token) in PARTICIPATION)
        ):
            return ()
        return clause.objects if clause.passive and not clause.subjects else clause.subjects

    # ------------------------------------------------------------ from frame to event

    def _event(self, rule: EventRule, frame: Frame) -> Event[Mention] | None:
        sources = self._sources(rule, frame)
        places = rule.place_target or rule.speech or bool({"Place"} & rule.target_types)
        targets = tuple(m for m in self._targets(rule, frame, places) if m not in sources)
        if not targets and len(sources) > 1 and not rule.mutual:
            told = (t for slot in rule.target for t in frame.slots.get(slot, ()))
            if any(is_reciprocal(t) for t in told):
                sources, targets = sources[:1], sources[1:]
        if rule.mutual and targets and not sources:
            # "the talks with Peru were a dead end", said by Chile: its own talks.
            around = self.reading.around(frame.head)
            sources = around[-1].speakers if around else ()
        if rule.mutual and not targets and len(sources) > 1:
            sources, targets = sources[:1], sources[1:]
        if rule.mutual and not sources and len(targets) > 1:
            sources, targets = targets[:1], targets[1:]
        # Without a doer, an act is told only of somebody named, or of who gets or loses an office.
        by_vote = rule.type in ("ELECT", "APPOINT", "RESIGN") and not sources
        unsaid = (
            rule.sourceless
            and (by_vote or not self._fillers(frame, rule.source))
            and any(
                _is_somebody(t, frame) or (by_vote and t.type is EntityType.PERSON) for t in targets
            )
        )
        if rule.source and not sources and not unsaid:
            return None
        if not sources and not targets:
            return None
        if rule.needs_target and not targets:
            return None
        if rule.mutual and rule.verbs and not targets and not _meets_itself(rule, frame, sources):
            return None
        if rule.needs_source and not sources:
            return None
        if rule.mutual and rule.nouns and not targets and not self._takes_part(frame):
            return None
        kind, stance = self._stance(rule, frame, sources)
        date = self._date(rule, frame, kind, sources)
        place = self.actors.place(_heads(frame), targets)
        evidence = Evidence(
            sentence=self.sentence_of[frame.head.i],
            trigger=self._trigger(frame),
            subject=sources[0].span if sources else None,
            object=targets[0].span if targets else None,
        )
        return Event(
            type=kind,
            mode=rule.mode,
            sources=sources,
            targets=targets,
            place=place,
            date=date,
            stance=stance,
            evidence=(evidence,),
            rule=f"event-{rule.id}",
        )

    def _date(
        self, rule: EventRule, frame: Frame, kind: str, sources: tuple[Mention, ...]
    ) -> str | None:
        """When the act took place; what is done by saying it, when it was said."""
        around = self.reading.around(frame.head)
        if around and "speaker" in rule.source:
            return self.timing.said(around[-1].clause)
        if kind != rule.type:
            # What is promised for Monday is not promised on Monday.
            if around:
                return self.timing.said(around[-1].clause)
            above = governing_predicate(frame.head)
            return None if above is None else self.timing.of(above, None)
        timing = self._timing_in(around)
        found = timing.of(frame.head, frame.clause)
        words = lexicon.timing()
        above = frame.head.head
        if found is None and kind in words.announced and above.lemma in words.announcing:
            found = timing.of(above, None)  # "it was announced on Monday that …"
        if found is None and rule.speech and not around:
            found = self._of_words_below(frame.head, sources)
        if found is not None or not around:
            return found
        # "Said on Monday that it would help": a word is given when it is said.
        said = around[-1].clause
        done = kind in words.announced and said.lemma in words.announcing
        past = frame.clause is not None and frame.clause.tense == "past"
        own = (rule.speech or (done and past)) and self.reading.are_of(around[-1], sources)
        return self.timing.said(said) if own else None

    def _timing_in(self, around: tuple[Utterance, ...]) -> Timing:
        """The timing of what is quoted: "today" is the day on which it was said, where that is told."""
        if not around or not around[-1].direct:
            return self.timing
        said = self.timing.said(around[-1].clause)
        return self.timing if said is None or len(said) < 10 else self.timing.seen_from_day(said)

    def _of_words_below(self, head: Token, sources: tuple[Mention, ...]) -> str | None:
        """When somebody's words were said that the next sentence quotes: "called for peace. “…,” she said
        on Monday"."""
        begin = head.doc.sentence_around(head)[1]
        if begin >= len(head.doc):
            return None
        sentences = (begin, head.doc.sentence_around(head.doc[begin])[1])
        for words in self.reading.utterances:
            below = sentences[0] <= words.clause.i < sentences[1]
            if below and words.direct and self.reading.are_by(words, sources):
                return self.timing.said(words.clause)
        return None

    def _sources(self, rule: EventRule, frame: Frame) -> tuple[Mention, ...]:
        if "speaker" in rule.source:
            around = self.reading.around(frame.head)
            return around[-1].speakers[:1] if around else ()
        return self.actors.all_of(
            self._fillers(frame, rule.source), rule.source_types or None, places=False
        )

    def _takes_part(self, frame: Frame) -> bool:
        """Whether who is named alone with a meeting is a party to it, not only its arranger."""
        if frame.clause is None:
            # "After a meeting of the League": its members met.
            members = (m for t in frame.slots.get("of", ()) for m in self.actors.of(t))
            return any(m.plural or m.type is EntityType.ORGANIZATION for m in members)
        lemma = frame.clause.lemma
        return bool(frame.slots.get("possessor")) or (
            lemma in self.lexicon.light_verbs and lemma not in self.lexicon.planned_by
        )

    def _stance(
        self, rule: EventRule, frame: Frame, sources: tuple[Mention, ...]
    ) -> tuple[str, Stance[Mention]]:
        confidence = lexicon.confidence(f"event-{rule.id}")
        own_words = sources if rule.speech else ()
        stance = self.reading.stance(frame.head, confidence, own_words=own_words)
        given = rule.negated or rule.willed or (rule.speech and _is_performed(frame))
        kind = rule.type if given else self._announced(rule, frame, stance)
        if kind is None:
            return rule.type, stance
        # What is promised, threatened or refused is still to come, or not to; the word is given.
        stance = self.reading.stance(frame.head, confidence, own_words=sources)
        said = Factuality.REPORTED if stance.attributed_to else Factuality.ASSERTED
        return kind, replace(stance, factuality=said)

    def _announced(self, rule: EventRule, frame: Frame, stance: Stance[Mention]) -> str | None:
        """The type of the promise, threat or refusal that an act is put as; None if it is not."""
        clause = frame.clause
        willed = clause is not None and (is_willed(clause) or is_intended(clause))
        if rule.type == "AGREE" and clause is not None:
            # "Is prepared to attack": what is offered decides whether it is an offer.
            complement = complement_of(clause)
            hostile = complement is not None and self._is_hostile(clause_of(complement))
            if complement is not None and clause_of(complement).negated:
                return None
            if hostile or complement is None or clause.lemma not in self.lexicon.vowing:
                return "THREATEN" if hostile else None
            done = clause_of(complement)
            fitting = next((r.type for r in self._rules(done) if self._fits(r, done)), None)
            return "REJECT" if fitting == "REJECT" and not done.negated else None
        if stance.factuality is Factuality.PLANNED:
            unless = rule.type != "THREATEN" and has_unless(frame.head)
            if willed and (rule.type in self.lexicon.threatened or unless):
                return "THREATEN"
            if willed or self._is_promised(frame):
                return self.lexicon.promised.get(rule.type)
        if stance.factuality is Factuality.NEGATED and willed:
            return "REJECT" if rule.type in self.lexicon.refused else None
        return None

    def _is_hostile(self, clause: Clause) -> bool:
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
        for rule in self._rules(clause):
            if self._fits(rule, clause, willed=True):
                return rule.type in hostile
        return False

    def _is_promised(self, frame: Frame) -> bool:
        """Whether what governs an act makes it the actor's promise: "pledged to send"."""
        act = frame.head if frame.clause is None else frame.clause.head
        rules = self.lexicon.by_verb.get(act.head.lemma, ())
        return act.head != act and any(rule.type == "AGREE" for rule in rules)

    def _targets(self, rule: EventRule, frame: Frame, places: bool) -> tuple[Mention, ...]:
        types = rule.target_types or None
        for slot in rule.target:
            found = self.actors.all_of(self._fill(frame, slot), types, places=places)
            if slot in ("complement", "subject") and rule.speech and not _is_told_to(frame):
                # "Claimed that he failed": who is blamed or warned so is not told apart from who speaks.
                found = tuple(m for m in found if m.form is not MentionForm.PRONOUN)
            if found:
                return found
        if rule.absorbs:
            # "Refused to lift the siege of Arica": those that the refused act would be done to.
            if frame.clause is not None and frame.head is frame.clause.head:
                acts = [a for act in acts_of(rule, frame.clause) for a in acts_below(act)]
            else:
                acts = list(content_of_noun(frame.head))
            for act in filter(is_predicate, acts):
                done = clause_of(act)
                told = self._frame(done)
                named = next((r.target for r in self._rules(done) if self._fits(r, done)), ())
                for slot in (*(s for s in named if s in INHERITED), *INHERITED):
                    others = (t for t in self._fill(told, slot) if not _is_own(t))
                    found = self.actors.all_of(others, types, places=places)
                    if found:
                        return found
        return ()

    def _fillers(self, frame: Frame, slots: Iterable[str]) -> tuple[Token, ...]:
        """The tokens of the first of these slots that is filled."""
        return next(filter(None, (self._fill(frame, slot) for slot in slots)), ())

    def _fill(self, frame: Frame, slot: str) -> tuple[Token, ...]:
        """The tokens of a slot; those of "in-X" are the names inside the nominals of slot X."""
        if slot.startswith("in-"):
            outer = frame.slots.get(slot.removeprefix("in-"), ())
            return tuple(t for token in outer for t in self.actors.inside(token))
        return frame.slots.get(slot, ())

    def _trigger(self, frame: Frame) -> Span:
        head = frame.head
        particles = [c for c in head.children if c.dep == "compound:prt"]
        end = max([head, *particles], key=lambda t: t.i)
        if end.i - head.i > 2:
            end = head
        return Span(head.idx, end.end)

    # ------------------------------------------------------------ "X must …", said by somebody

    def _of_obligations(self) -> Iterator[tuple[Event[Mention], int]]:
        """What a speaker says that another must do is a request to that other."""
        for clause in self.clauses:
            if clause.modal not in ("must", "should") or clause.negated or _is_inverted(clause):
                continue
            around = self.reading.around(clause.head)
            if not around:
                continue
            speakers = around[-1].speakers
            targets = tuple(
                m
                for m in self.actors.all_of(clause.subjects, None, places=False)
                if m.form is not MentionForm.PRONOUN and m not in speakers
            )
            if not targets or clause.copula:
                continue
            stance = self.reading.stance(around[-1].clause, 0.6, own_words=speakers)
            yield (
                Event(
                    type="REQUEST",
                    sources=speakers[:1],
                    targets=targets,
                    stance=stance,
                    date=self.timing.said(around[-1].clause),
                    evidence=(
                        Evidence(
                            sentence=self.sentence_of[clause.head.i],
                            trigger=clause.head.span,
                            object=targets[0].span,
                        ),
                    ),
                    rule="event-obligation",
                ),
                clause.head.i,
            )


def _is_told_to(frame: Frame) -> bool:
    """Whether somebody is told to do something: "urged him to leave"."""
    return frame.clause is not None and is_infinitive(complement_of(frame.clause))


def _is_somebody(mention: Mention, frame: Frame) -> bool:
    """Whether a mention is a name, or stands for one: "she was arrested"."""
    told = frame.clause is not None and frame.head == frame.clause.head
    return mention.form is MentionForm.NAME or (told and mention.name.lower() in SINGULAR_PERSON)


def _heads(frame: Frame) -> tuple[Token, ...]:
    """The words of an act: its own, and that of the clause that only says that it took place."""
    clause = frame.clause
    return (frame.head,) if clause is None else tuple(dict.fromkeys((frame.head, clause.head)))


def _is_inverted(clause: Clause) -> bool:
    """Whether a clause asks or supposes by its order: "Should Peru leave, …"."""
    auxiliaries = [c.i for c in clause.head.children if c.dep.startswith("aux")]
    return bool(auxiliaries) and any(s.i > auxiliaries[0] for s in surface_subjects(clause.head))


def _is_own(token: Token) -> bool:
    """Whether a nominal is of somebody told of before: "refused to recall its ambassador"."""
    return token.tag == "PRP$" or any(c.tag == "PRP$" for c in token.children)


def _is_as_clause(predicate: Token) -> bool:
    """Whether a clause says in what way: "as Chile had demanded", "as demanded by Chile"."""
    return predicate.dep == "advcl" and any(
        c.dep == "mark" and c.lower == "as" for c in predicate.children
    )


def _is_retold(event: Event[Mention], other: Event[Mention]) -> bool:
    """Whether two events may be one act told twice: one type, and an actor of the same name."""
    return event.type == other.type and not _last_words(event).isdisjoint(_last_words(other))


def _last_words(event: Event[Mention]) -> frozenset[str]:
    return frozenset(m.name.split()[-1].lower() for m in (*event.sources, *event.targets))


def _is_performed(frame: Frame) -> bool:
    """Whether wanting to say something says it: "I would like to thank"."""
    clause = frame.clause
    return (
        clause is not None
        and clause.head.dep == "xcomp"
        and clause.head.head.lemma in ("like", "want", "wish")
        and any(s.lower in ("i", "we") for s in clause.subjects)
    )


def _meets_itself(rule: EventRule, frame: Frame, sources: tuple[Mention, ...]) -> bool:
    """Whether a mutual act with one party named can be its members' own: "NATO meets", "the leaders met"."""
    if "object" in rule.target and frame.slots.get("object"):
        return False  # "met its obligations"
    return any(s.plural or s.type in (EntityType.ORGANIZATION, EntityType.GROUP) for s in sources)
