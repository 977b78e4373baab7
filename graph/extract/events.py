"""Events: the acts that a document tells of, by the rules of ``events.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph.extract import lexicon
from graph.extract.factuality import Reading
from graph.extract.lexicon import EventRule
from graph.extract.mentions import Chunk, Mentions
from graph.extract.syntax import (
    MODALS_FUTURE,
    Clause,
    clause_of,
    expand,
    preposition,
    surface_subjects,
)
from graph.extract.timing import Timing
from graph.extract.titles import title_at
from graph.model import EntityType, Event, Evidence, Factuality, Mention, MentionForm, Span, Stance

ACTORS = frozenset({EntityType.PERSON, EntityType.STATE, EntityType.ORGANIZATION, EntityType.GROUP})
PARTITIVE = frozenset(
    "one some all many most several both each number group member majority part series couple"
    " pair dozen hundred thousand ten two three four five six seven eight nine".split()
)
LOCATIVE = ("in", "at", "near", "outside", "around", "inside", "across")
PARTICIPATION = ("in", "during", "at", "after", "following", "before", "with", "to", "for")


@dataclass(frozen=True, slots=True)
class Frame:
    """An act as the syntax shows it: its word, the clause around it, and what fills each slot."""

    head: Token
    clause: Clause | None
    slots: dict[str, tuple[Token, ...]]

    def fillers(self, names: Iterable[str]) -> tuple[Token, ...]:
        """The tokens of the first of these slots that is filled."""
        for name in names:
            if self.slots.get(name):
                return self.slots[name]
        return ()


class EventFinder:
    """Finds the events of one document."""

    def __init__(
        self,
        mentions: Mentions,
        clauses: tuple[Clause, ...],
        reading: Reading,
        timing: Timing,
        sentence_of: dict[int, Span],
    ) -> None:
        self.mentions = mentions
        self.clauses = clauses
        self.by_head = {c.head.i: c for c in clauses}
        self.reading = reading
        self.timing = timing
        self.sentence_of = sentence_of
        self.lexicon = lexicon.events()

    def find(self) -> tuple[Event[Mention], ...]:
        """All events in text order; a verb and the noun that it governs tell one act once."""
        found: list[tuple[int, Event[Mention]]] = []
        told: set[tuple[int, str]] = set()
        for clause in self.clauses:
            for event in self._of_clause(clause):
                found.append((clause.head.i, event))
                told.update((t.i, event.type) for t in clause.objects)
                told.add((clause.head.i, event.type))
                break
        for token in self.mentions.doc:
            for event in self._of_noun(token):
                if (token.i, event.type) not in told:
                    found.append((token.i, event))
                break
        for event, position in self._of_obligations():
            found.append((position, event))
        found.sort(key=lambda pair: pair[0])
        return tuple(event for _, event in found)

    # ------------------------------------------------------------ verbs

    def objections(self, clause: Clause) -> tuple[str, ...]:
        """Why each rule of this clause's verb gives no event; empty if no rule names the verb."""
        return tuple(
            f"{rule.id} needs {'named actors' if self._fits(rule, clause) else _wanted(rule)}"
            for rule in self._rules(clause)
        )

    def _rules(self, clause: Clause) -> tuple[EventRule, ...]:
        rules = self.lexicon.by_verb.get(clause.lemma, ())
        if not rules and " " in clause.lemma:
            rules = self.lexicon.by_verb.get(clause.lemma.split()[0], ())
        return rules

    def _of_clause(self, clause: Clause) -> Iterator[Event[Mention]]:
        for rule in self._rules(clause):
            if not self._fits(rule, clause):
                continue
            event = self._event(rule, self._frame(clause))
            if event is not None:
                yield event

    def _fits(self, rule: EventRule, clause: Clause) -> bool:
        if clause.copula or clause.head.dep_ in ("amod", "compound"):
            return False
        if rule.objects and not any(_noun(t) & rule.objects for t in clause.objects):
            return False
        if rule.obliques and not clause.oblique(*sorted(rule.obliques)):
            return False
        if rule.with_words and not any(
            c.lemma_.lower() in rule.with_words for c in clause.head.children
        ):
            return False
        if rule.complement and clause.complement is None:
            return False
        if rule.prospective and clause.complement is not None and _is_settled(clause.complement):
            return False
        if rule.verb_complement == "infinitive" and not (
            clause.complement is not None and clause.complement.dep_ == "xcomp"
        ):
            return False
        return not (rule.needs_title and not self._names_office(clause))

    def _names_office(self, clause: Clause) -> bool:
        tokens = [*clause.oblique("as", "to"), *clause.objects]
        tokens.extend(c for c in clause.head.children if c.dep_ in ("xcomp", "obl"))
        return any(title_at(t) is not None for t in tokens)

    def _frame(self, clause: Clause) -> Frame:
        slots: dict[str, tuple[Token, ...]] = {
            "subject": clause.subjects,
            "object": clause.objects,
            "recipient": clause.recipients,
        }
        for case, token in clause.obliques:
            slots[case] = (*slots.get(case, ()), token)
            slots[f"possessor-of-{case}"] = tuple(self._owners(token))
        for token in clause.objects:
            # Parsers hang "on Finland" on "sanctions" as often as on "imposed".
            for child in token.children:
                if (
                    child.dep_ in ("nmod", "obl")
                    and child.i > token.i
                    and preposition(child) != "of"
                ):
                    case = preposition(child)
                    slots[case] = (*slots.get(case, ()), *expand(child))
        if clause.complement is not None:
            slots["complement"] = surface_subjects(clause.complement)
        owners = [o for t in clause.objects for o in self._owners(t)]
        slots["possessor-of-object"] = tuple(owners)
        return Frame(clause.head, clause, slots)

    # ------------------------------------------------------------ nouns

    def _of_noun(self, token: Token) -> Iterator[Event[Mention]]:
        if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "nmod:desc"):
            return
        chunk = self.mentions.chunk(token)
        if chunk is not None and chunk.mention.form is MentionForm.NAME:
            return
        for lemma in sorted(_noun(token), key=len, reverse=True):
            for rule in self.lexicon.by_noun.get(lemma, ()):
                frame = self._noun_frame(token, rule)
                if frame is None:
                    continue
                event = self._event(rule, frame)
                if event is not None:
                    yield event

    def _noun_frame(self, token: Token, rule: EventRule) -> Frame | None:
        slots: dict[str, tuple[Token, ...]] = {"possessor": tuple(self._owners(token))}
        for child in token.children:
            if child.dep_ in ("nmod", "obl"):
                case = preposition(child)
                slots[case] = (*slots.get(case, ()), *expand(child))
        light = self._light(token, rule)
        if light is None and rule.needs_light:
            return None
        if light is not None:
            slots["subject"] = light.subjects
            slots["recipient"] = light.recipients
            for case, filler in light.obliques:
                slots[case] = (*slots.get(case, ()), filler)
        elif rule.mutual and not slots["possessor"] and not slots.get("between"):
            slots["subject"] = self._participants(token)
        return Frame(token, light, slots)

    def _owners(self, token: Token) -> Iterator[Token]:
        """Whose act or thing a noun is: possessors, and states or bodies that modify it."""
        for child in token.children:
            if child.dep_ == "nmod:poss":
                yield from expand(child)
            elif child.dep_ in ("amod", "compound", "nmod", "flat") and child.i < token.i:
                chunk = self.mentions.chunk(child)
                if chunk is not None and chunk.mention.type in (
                    EntityType.STATE,
                    EntityType.ORGANIZATION,
                ):
                    yield child

    def _light(self, token: Token, rule: EventRule) -> Clause | None:
        """The clause of a verb that only says that this noun's act took place."""
        governor = token.head
        while (
            governor.dep_ == "conj"
            and governor.pos_ in ("NOUN", "PROPN")
            and governor.head != governor
        ):
            governor = governor.head
        anchor = token
        while anchor.dep_ == "conj" and anchor.head.pos_ in ("NOUN", "PROPN"):
            anchor = anchor.head
        governor = anchor.head
        clause = self.by_head.get(governor.i)
        if clause is None or anchor.dep_ not in ("obj", "nsubj:pass", "obl"):
            return None
        verbs = (
            rule.light
            or self.lexicon.light_verbs | self.lexicon.planned_by | self.lexicon.negated_by
        )
        if clause.lemma not in verbs and clause.lemma.split()[0] not in verbs:
            return None
        if anchor.dep_ == "obl" and not (
            clause.lemma in ("engage", "participate", "enter", "join", "call")
            and preposition(anchor) in ("in", "into", "for")
        ):
            return None
        return clause

    def _participants(self, token: Token) -> tuple[Token, ...]:
        """Who took part in a meeting that a clause only mentions: "promised at a meeting with X"."""
        if token.dep_ not in ("obl", "nmod") or preposition(token) not in PARTICIPATION:
            return ()
        clause = self.by_head.get(token.head.i)
        if clause is None:
            return ()
        return clause.objects if clause.passive and not clause.subjects else clause.subjects

    # ------------------------------------------------------------ from frame to event

    def _event(self, rule: EventRule, frame: Frame) -> Event[Mention] | None:
        sources = self._actors(frame.fillers(rule.source), rule.source_types or None, places=False)
        places = rule.place_target or rule.speech or bool({"Place"} & rule.target_types)
        targets = tuple(m for m in self._targets(rule, frame, places) if m not in sources)
        if rule.mutual and targets and not sources:
            # "the talks with Peru were a dead end", said by Chile: its own talks.
            around = self.reading.around(frame.head)
            sources = around[-1].speakers if around else ()
        if rule.mutual and not targets and len(sources) > 1:
            sources, targets = sources[:1], sources[1:]
        if rule.mutual and not sources and len(targets) > 1:
            sources, targets = targets[:1], targets[1:]
        unsaid = rule.sourceless and bool(targets) and not frame.fillers(rule.source)
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
        date = self.timing.of(frame.head, frame.clause)
        place = self._place(frame, targets)
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

    def _takes_part(self, frame: Frame) -> bool:
        """Whether who is named alone with a meeting is a party to it, not only its arranger."""
        if frame.clause is None:
            return False
        lemma = frame.clause.lemma
        return bool(frame.slots.get("possessor")) or (
            lemma in self.lexicon.light_verbs and lemma not in self.lexicon.planned_by
        )

    def _stance(
        self, rule: EventRule, frame: Frame, sources: tuple[Mention, ...]
    ) -> tuple[str, Stance[Mention]]:
        own_words = sources if rule.speech else ()
        stance = self.reading.stance(
            frame.head, 0.8 if frame.clause is not None else 0.7, own_words=own_words
        )
        kind = rule.type
        if (
            stance.factuality is Factuality.PLANNED
            and kind in self.lexicon.promised
            and self._is_promise(frame)
        ):
            kind = self.lexicon.promised[kind]
        return kind, stance

    def _is_promise(self, frame: Frame) -> bool:
        """Whether a planned act is put as the actor's own promise: "will send", "pledged to send"."""
        if frame.clause is not None and frame.clause.modal in (*MODALS_FUTURE, "would"):
            return True
        rules = self.lexicon.by_verb.get(frame.head.head.lemma_.lower(), ())
        return any(rule.type == "AGREE" for rule in rules)

    def _targets(self, rule: EventRule, frame: Frame, places: bool) -> tuple[Mention, ...]:
        types = rule.target_types or None
        for slot in rule.target:
            found = self._actors(frame.slots.get(slot, ()), types, places=places)
            if found:
                return found
        return ()

    def _actors(
        self, tokens: Iterable[Token], types: frozenset[str] | None, *, places: bool
    ) -> tuple[Mention, ...]:
        found: list[Mention] = []
        for token in tokens:
            for mention in self._actor(token):
                allowed = mention.type in ACTORS or (places and mention.type is EntityType.PLACE)
                if types is not None:
                    allowed = allowed and mention.type in types
                if allowed and mention not in found:
                    found.append(mention)
        return tuple(found)

    def _actor(self, token: Token, depth: int = 0) -> Iterator[Mention]:
        """The mention that a nominal refers to; of "one of the rebels", the rebels."""
        mention = self.mentions.of(token)
        if mention is not None:
            yield mention
            return
        if depth < 2 and (token.lemma_.lower() in PARTITIVE or token.pos_ == "NUM"):
            for child in token.children:
                if child.dep_ == "nmod" and preposition(child) == "of":
                    yield from self._actor(child, depth + 1)
        elif depth < 1 and token.pos_ == "NOUN":
            owners = [o for o in self._owners(token)]
            for owner in owners[:1]:
                found = self.mentions.of(owner)
                if (
                    found is not None
                    and found.form is not MentionForm.PRONOUN
                    and found.type is EntityType.STATE
                ):
                    yield found

    def _place(self, frame: Frame, targets: tuple[Mention, ...]) -> Mention | None:
        heads = [frame.head]
        if frame.clause is not None and frame.clause.head != frame.head:
            heads.append(frame.clause.head)
        for head in heads:
            for child in head.children:
                if child.dep_.split(":")[0] in ("obl", "nmod") and preposition(child) in LOCATIVE:
                    chunk = self.mentions.chunk(child)
                    if chunk is not None and _is_location(chunk) and chunk.mention not in targets:
                        return chunk.mention
        return None

    def _trigger(self, frame: Frame) -> Span:
        head = frame.head
        particles = [c for c in head.children if c.dep_ == "compound:prt"]
        end = max([head, *particles], key=lambda t: t.i)
        if end.i - head.i > 2:
            end = head
        return Span(head.idx, end.idx + len(end))

    # ------------------------------------------------------------ "X must …", said by somebody

    def _of_obligations(self) -> Iterator[tuple[Event[Mention], int]]:
        """What a speaker says that another must do is a request to that other."""
        for clause in self.clauses:
            if clause.modal not in ("must", "should") or clause.negated:
                continue
            around = self.reading.around(clause.head)
            if not around:
                continue
            speakers = around[-1].speakers
            targets = tuple(
                m
                for m in self._actors(clause.subjects, None, places=False)
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
                    date=self.timing.of(around[-1].clause, None),
                    evidence=(
                        Evidence(
                            sentence=self.sentence_of[clause.head.i],
                            trigger=Span(clause.head.idx, clause.head.idx + len(clause.head)),
                            object=targets[0].span,
                        ),
                    ),
                    rule="event-obligation",
                ),
                clause.head.i,
            )


def _noun(token: Token) -> frozenset[str]:
    """The lemma of a noun, alone and with the word before it: {"strike", "drone strike"}."""
    lemma = token.lemma_.lower()
    if token.tag_ == "NNS" and lemma.endswith("s") and not lemma.endswith("ss"):
        lemma = lemma[:-1]  # treebanks lemmatise "troops" and "talks" both ways
    before = [
        c.lemma_.lower()
        for c in token.children
        if c.dep_ in ("compound", "amod") and c.i == token.i - 1
    ]
    return frozenset([lemma, *(f"{word} {lemma}" for word in before)])


def _meets_itself(rule: EventRule, frame: Frame, sources: tuple[Mention, ...]) -> bool:
    """Whether a mutual act with one party named can be its members' own: "NATO meets", "the leaders met"."""
    if "object" in rule.target and frame.slots.get("object"):
        return False  # "met its obligations"
    return any(s.plural or s.type in (EntityType.ORGANIZATION, EntityType.GROUP) for s in sources)


def _is_settled(complement: Token) -> bool:
    """Whether a clausal object tells of what is, not of what is to be: "agreed that prices rose"."""
    told = clause_of(complement)
    return complement.dep_ == "ccomp" and told.tense != "future" and told.modal is None


def _is_location(chunk: Chunk) -> bool:
    return chunk.mention.type in (EntityType.PLACE, EntityType.STATE) or (
        chunk.mention.type is EntityType.ORGANIZATION
        and chunk.entry is not None
        and chunk.entry.stands_for is not None
    )


def _wanted(rule: EventRule) -> str:
    """What a rule asks of a clause, in words."""
    if rule.objects:
        return f"an object like “{min(rule.objects)}”"
    if rule.obliques:
        return f"a phrase with “{min(rule.obliques)}”"
    if rule.with_words:
        return f"a word like “{min(rule.with_words)}”"
    if rule.needs_title:
        return "an office"
    return "a clause that says what" if rule.complement else "a verb that is no mere modifier"
