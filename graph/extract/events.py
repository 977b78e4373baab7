"""Events: the acts that a document tells of, by the rules of ``events.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.extract import lexicon
from graph.extract.actors import Actors
from graph.extract.event_syntax import (
    acts_below,
    acts_of,
    complement_of,
    content_of,
    content_of_noun,
    fits_noun,
    governing_predicate,
    has_unless,
    is_infinitive,
    is_intended,
    is_reciprocal,
    is_willed,
    noun_names,
)
from graph.extract.factuality import Reading
from graph.extract.frames import Frame, Frames, is_own
from graph.extract.lexicon import EventRule
from graph.extract.matching import Rules
from graph.extract.mentions import SINGULAR_PERSON, Mentions
from graph.extract.statements import Utterance
from graph.extract.syntax import (
    Clause,
    clause_of,
    is_predicate,
    preposition,
    surface_subjects,
)
from graph.extract.timing import Timing
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
# Who signs a deal agrees to it.
ONE_ACT = {"SUPPORT": "AGREE"}
# How far behind an act its day may be told by a noun for it.
NEXT_WORDS = 40


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
        self.reading = reading
        self.timing = timing
        self.sentence_of = sentence_of
        self.lexicon = lexicon.events()
        self.actors = Actors(mentions, timing)
        self.rules = Rules(self.actors, timing)
        self.frames = Frames(self.actors, self.rules, clauses)

    def find(self) -> tuple[Event[Mention], ...]:
        """All events in text order; a verb and the noun that it governs tell one act once."""
        found: list[tuple[int, Event[Mention]]] = []
        told: set[tuple[int, str]] = set()
        absorbed: set[int] = set()
        for clause in self.clauses:
            for rule, event in self._of_clause(clause):
                found.append((clause.head.i, event))
                kinds = {event.type, ONE_ACT.get(event.type, event.type)}
                told.update((t.i, kind) for t in clause.objects for kind in kinds)
                told.add((clause.head.i, event.type))
                if rule.absorbs:
                    absorbed.update(t.i for t in content_of(rule, clause))
        for token in self.mentions.doc.with_lemma(self.lexicon.noun_heads):
            for rule, event in self._of_noun(token):
                if (token.i, event.type) not in told:
                    found.append((token.i, event))
                if rule.absorbs:
                    absorbed.update(t.i for t in content_of_noun(token))
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
            for rule in self.rules.of(clause):
                if self.rules.fit(rule, clause):
                    yield clause.head, rule
                    break
        for token in self.mentions.doc:
            if token.pos == "NOUN":
                for lemma in sorted(noun_names(token), key=len, reverse=True):
                    rules = self.lexicon.by_noun.get(lemma, ())
                    fitting = [(token, rule) for rule in rules if fits_noun(rule, token)]
                    yield from fitting[:1]

    # ------------------------------------------------------------ verbs

    def _of_clause(self, clause: Clause) -> Iterator[tuple[EventRule, Event[Mention]]]:
        if clause.head.dep in ("amod", "compound") or _arms(clause):
            return
        frame = None
        told = False
        for rule in self.rules.of(clause):
            if told is not rule.besides or not self.rules.fit(rule, clause):
                continue
            frame = self.frames.of_predicate(clause) if frame is None else frame
            event = self._event(rule, frame)
            if event is not None:
                told = told or not rule.besides
                yield rule, event

    # ------------------------------------------------------------ nouns

    def _of_noun(self, token: Token) -> Iterator[tuple[EventRule, Event[Mention]]]:
        if token.pos not in ("NOUN", "PROPN") or token.dep in ("compound", "nmod:desc"):
            return
        chunk = self.mentions.chunk(token)
        if chunk is not None and chunk.mention.form is MentionForm.NAME:
            return
        tried = token
        while tried.dep == "conj":
            tried = tried.head
        if tried.head.lemma in lexicon.certainty().judged and preposition(tried) in ("of", "for"):
            return  # "was found guilty of assault by a court": by whom is told of the verdict
        for lemma in sorted(noun_names(token), key=len, reverse=True):
            for rule in self.lexicon.by_noun.get(lemma, ()):
                if not fits_noun(rule, token):
                    continue
                frame = self.frames.of_noun(token, rule)
                if frame is None or (rule.agentless and frame.slots.get("by")):
                    continue
                event = self._event(rule, frame)
                if event is not None:
                    yield rule, event

    # ------------------------------------------------------------ from frame to event

    def _event(self, rule: EventRule, frame: Frame) -> Event[Mention] | None:
        sources = self._sources(rule, frame)
        places = rule.place_target or rule.speech or bool({"Place"} & rule.target_types)
        targets = tuple(m for m in self._targets(rule, frame, places) if m not in sources)
        if not targets and len(sources) > 1 and not rule.mutual:
            told = (t for slot in rule.target for t in frame.slot(slot))
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
            hostile = complement is not None and self.rules.is_hostile(clause_of(complement))
            if complement is not None and clause_of(complement).negated:
                return None
            if hostile or complement is None or clause.lemma not in self.lexicon.vowing:
                return "THREATEN" if hostile else None
            done = clause_of(complement)
            fitting = next((r.type for r in self.rules.of(done) if self.rules.fit(r, done)), None)
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
                told = self.frames.of_clause(done)
                named = next((r.target for r in self.rules.of(done) if self.rules.fit(r, done)), ())
                for slot in (*(s for s in named if s in INHERITED), *INHERITED):
                    others = (t for t in self._fill(told, slot) if not is_own(t))
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
            outer = frame.slot(slot.removeprefix("in-"))
            return tuple(t for token in outer for t in self.actors.inside(token))
        return frame.slot(slot)

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


def _arms(clause: Clause) -> bool:
    """Whether a participle says whose weapon it is that strikes: "rockets fired by rebels hit Arica"."""
    weapon = clause.head.head
    words = lexicon.nouns()
    fired = clause.head.dep == "acl" and clause.lemma in words.setting_off
    return fired and weapon.dep == "nsubj" and not noun_names(weapon).isdisjoint(words.means)


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
