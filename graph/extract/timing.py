"""When things happened: date expressions attached to the clause or noun that they date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from itertools import zip_longest

from graph.extract import dates, lexicon
from graph.extract.event_syntax import fits_noun
from graph.extract.mentions import HARMS
from graph.extract.syntax import (
    DOCUMENTS,
    OBJECT_CONTROL,
    RELATIVE_TAGS,
    Clause,
    Tense,
    clause_of,
    gerund_preposition,
    has_copula,
    is_one_to,
    is_predicate,
    preposition,
)
from graph.model import Span
from graph.parse import Parse, Token

# Types of acts that judge acts of others.
JUDGING = frozenset({"ACCUSE", "SUPPORT"})
# Types of acts that are done by speaking of others to come.
SPOKEN = frozenset({"AGREE", "REQUEST", "THREATEN"})
AFTERWARDS = ("after", "following")
FINITE = ("VBD", "VBP", "VBZ")
# A date may be one of a noun behind its preposition: "before Monday's vote".
OF_A_NOUN = frozenset({"nmod:poss", "compound", "amod", "nummod"})
WITH_YEAR = frozenset(
    {
        dates.DateKind.DAY,
        dates.DateKind.DAY_RANGE,
        dates.DateKind.MONTH_YEAR,
        dates.DateKind.YEAR,
    }
)
# Between two dates of one year, told with the second: "visited Peru on May 3 and Chile on June 4, 2006".
JOINED = re.compile(r"(?:[^.;:,()\n]{0,40}\s)?(?:and|or|to|until)\s[^.;:,()\n]{0,40}")
# Dates climb from a nominal to the verb through these; what hangs on a subject dates the subject.
CLIMBED = ("obl", "obj", "nmod", "advmod", "flat", "compound", "nummod", "xcomp", "advcl")


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date expression at a token, and how many steps below it the date stands."""

    steps: int
    expression: dates.DateExpression


class Timing:
    """The date expressions of a document, by the predicates and nouns that they hang on."""

    def __init__(self, doc: Parse, paragraphs: tuple[Span, ...], published: str | None) -> None:
        self.published = published
        self.by_anchor: dict[int, list[_Dated]] = {}
        self.by_begin: dict[int, dates.DateExpression] = {}
        self.by_word: dict[int, dates.DateExpression] = {}
        self.expressions: list[dates.DateExpression] = []
        self.seen_from: dict[Span, str] = {}
        text = doc.text
        for paragraph in paragraphs:
            told = _YearTold(doc)
            here = dates.find(text, paragraph.begin, paragraph.end)
            for expression, following in zip_longest(here, here[1:]):
                self.expressions.append(expression)
                words = doc.tokens_at(expression.span)
                around = told.around(expression, words, following)
                if around is not None:
                    self.seen_from[expression.span] = around
                self.by_word.update((i, expression) for i in words)
                head = doc.head_of(words.start, words.stop)
                if expression.kind is dates.DateKind.LAPSE:
                    for anchor in _come_after(doc, words):
                        self.by_anchor.setdefault(anchor, []).append(_Dated(0, expression))
                    continue
                if _bounds(expression, head) and not _begins_state(expression, head):
                    continue
                self.by_begin[_phrase_begin(doc, words.start)] = expression
                for steps, anchor in enumerate(_anchors(head, words)):
                    self.by_anchor.setdefault(anchor, []).append(_Dated(steps, expression))
        for found in self.by_anchor.values():
            found.sort(key=lambda dated: dated.steps)

    def of(self, head: Token, clause: Clause | None) -> str | None:
        """The ISO date of the act at this token, from the words attached to it or to its clause."""
        tense = _tense(head, clause)
        found = self._at(head.i, tense)
        if found is None and not is_predicate(head):
            found = self._after(head, tense)
            for made in () if found is not None else _brought_about(head):
                # "The deal, signed on Monday", "the talks, scheduled for Monday"
                found = found or self._at(made.i, _tense_of_making(made))
        if found is not None:
            return found
        predicate = _predicate_of(head) if clause is None else clause.head
        if predicate is None:
            return None
        on = self._when(predicate)
        if on is not None:
            return self._resolved(on, tense)
        if predicate != head:
            found = self._at(predicate.i, tense)
        for anchor in () if found is not None else _same_time(predicate):
            above = predicate.doc[anchor]
            found = self._at(anchor, _tense_above(above, predicate, tense))
            if found is not None:
                break
        for blow in () if found is not None else _blows(predicate):
            found = found or self._at(blow.i, tense)
        for made in () if found is not None else _summed_up(predicate):
            found = found or self._at(made.i, _tense_of_making(made))
        if found is None and tense == "past":
            found = self._past_of(_past_below(predicate))
        return self._of_occasion(predicate) if found is None else found

    def _past_of(self, anchors: Iterator[int]) -> str | None:
        """The first date at these tokens that only what is past can have: "two weeks ago"."""
        for anchor in anchors:
            for dated in self.by_anchor.get(anchor, ()):
                if dates.is_past(dated.expression):
                    return self._resolved(dated.expression, "past")
        return None

    def seen_from_day(self, day: str) -> Timing:
        """The same, read as on another day than that of publication: on that of a speech it quotes."""
        other = copy(self)
        other.published = day
        return other

    def _when(self, predicate: Token) -> dates.DateExpression | None:
        """The date that a clause tells more of: "on Monday, when Peru attacked", "the day Peru attacked"."""
        if predicate.dep == "acl:relcl" and predicate.head.lemma in lexicon.timing().spans:
            day = predicate.head
            beside = (day.head, *(c for c in day.head.children if c.dep == "obl:unmarked"))
            if day.dep == "appos" and day.head.i in self.by_word:
                return self.by_word[day.head.i]  # "on 2 July, the day she left"
            for other in beside:
                if day.dep == "obl" and other.i in self.by_word:
                    return self.by_word[other.i]  # "on the day that she left, 2 July"
        for child in predicate.children:
            if child.lower == "when" and child.i < predicate.i:
                before = child.doc[child.i - 1] if child.i else child
                before = child.doc[before.i - 1] if before.text == "," else before
                return self.by_word.get(before.i) or self.by_word.get(predicate.head.i)
        return None

    def said(self, head: Token) -> str | None:
        """When something was said: what is added is said when it was begun to be said."""
        found = self.of(head, None)
        if found is not None or head.lemma not in lexicon.timing().continuing:
            return found
        begin = head.doc.sentence_around(head)[0]
        earliest = head.doc.sentence_around(head.doc[max(begin - 1, 0)])[0]
        for before in reversed(head.doc[earliest : head.i]):
            if before.lemma in lexicon.reporting().kinds and is_predicate(before):
                found = self.of(before, None)
                if found is not None or before.lemma not in lexicon.timing().continuing:
                    return found
        return None

    def _of_occasion(self, predicate: Token) -> str | None:
        """The date told before of the occasion of an act: "during the meeting", after one on Monday."""
        for occasion in _occasions(predicate):
            types = _act_types(occasion)
            for before in reversed(occasion.doc[: occasion.i]):
                if before.lemma != occasion.lemma and types.isdisjoint(_act_types(before)):
                    continue
                for anchor in (before, *_told_by(before)):
                    found = self._at(anchor.i, "past")
                    if found is not None:
                        return found
        return None

    def _at(self, anchor: int, tense: Tense) -> str | None:
        """The first date at a token that its words determine; or the day in it: "last year, on May 3"."""
        found = None
        for dated in self.by_anchor.get(anchor, ()):
            told = self._resolved(dated.expression, tense)
            if told is not None and (found is None or told.startswith(found)):
                found = told
        return found

    def _resolved(self, expression: dates.DateExpression, tense: Tense) -> str | None:
        """The date of an expression, seen from the day of publication or from the day told before it."""
        if tense != "future" and expression.span in self.seen_from:
            return dates.resolve(expression, published=self.seen_from[expression.span], tense=None)
        if expression.kind is not dates.DateKind.ANCHORED:
            return dates.resolve(expression, published=self.published, tense=tense)
        before = (e for e in reversed(self.expressions) if e.span.begin < expression.span.begin)
        seen_as: Tense = "future" if tense == "future" else "past"
        told = (dates.resolve(e, published=self.published, tense=seen_as) for e in before)
        seen = (dates.resolve_from(expression, date) for date in told if date is not None)
        return next(filter(None, seen), None)

    def _after(self, noun: Token, tense: Tense) -> str | None:
        """The date right behind a nominal, whatever the parse hangs it on: "his call with X on Monday"."""
        expression = self.by_begin.get(noun.right_edge + 1)
        if expression is None or noun.dep not in ("obl", "nmod"):
            return None
        return self._resolved(expression, tense)


class _YearTold:
    """The date with a year beside one without it: "on May 3, 2006, and again on June 4"."""

    def __init__(self, doc: Parse) -> None:
        self.doc = doc
        self.told: str | None = None
        self.sentence = (0, 0)

    def around(
        self,
        expression: dates.DateExpression,
        words: range,
        following: dates.DateExpression | None,
    ) -> str | None:
        """The date that this one is near to, if the text tells it right before in its paragraph, or
        joins one with a year to it: "on May 3 and June 4, 2006"."""
        sentence = self.doc.sentence_around(self.doc[words.start])
        if dates.lacks_year(expression):
            near = self.told is not None and (len(self.told) > 4 or sentence == self.sentence)
            if not near:
                return self._joined(expression, following)
            # All months of a year are near its middle.
            return self.told if len(self.told or "") > 4 else f"{self.told}-06"
        if expression.kind in (dates.DateKind.LAPSE, dates.DateKind.ANCHORED):
            return None
        dated = expression.kind in WITH_YEAR
        self.told = dates.resolve(expression, published=None, tense=None) if dated else None
        self.sentence = sentence
        return None

    def _joined(
        self, expression: dates.DateExpression, following: dates.DateExpression | None
    ) -> str | None:
        if following is None:
            return None
        between = self.doc.text[expression.span.end : following.span.begin]
        if JOINED.fullmatch(between) is None:
            return None
        return dates.resolve(following, published=None, tense=None)


def _occasions(predicate: Token) -> Iterator[Token]:
    """The nouns for what an act was done in: "during the talks", "at the time of the vote"."""
    for child in predicate.children:
        if child.dep == "nsubj" and child.lemma in DOCUMENTS:
            if any(c.lower in ("the", "this") for c in child.children):
                yield child  # "the resolution urges", after one adopted on Monday
            continue
        if child.dep != "obl" or preposition(child) not in ("during", "at", "in", "on"):
            continue
        if child.lemma in lexicon.timing().spans:
            nouns = [c for c in child.children if c.dep == "nmod" and preposition(c) == "of"]
        else:
            nouns = [child] if preposition(child) != "on" else []
        for noun in nouns:
            if any(c.lower in ("the", "this", "that") for c in noun.children):
                yield noun


def _blows(predicate: Token) -> Iterator[Token]:
    """The noun for what did the harm that a predicate tells of: "an attack on Monday killed four", "a crash
    on Monday that cost four lives"."""
    if _act_types(predicate).isdisjoint(HARMS | {"DIE"}):
        return
    subjects = [c for c in predicate.children if c.dep == "nsubj"]
    for subject in subjects:
        noun = predicate.head if subject.tag in RELATIVE_TAGS else subject
        harms = not _act_types(noun).isdisjoint(HARMS) or noun.lemma in lexicon.nouns().calamity
        if noun.pos == "NOUN" and harms:
            yield noun


def _summed_up(predicate: Token) -> Iterator[Token]:
    """What says when an act was done that a noun behind it sums up: "asked for help, a request it had
    made on Monday"."""
    _, end = predicate.doc.sentence_around(predicate)
    types = _act_types(predicate)
    for noun in predicate.doc[predicate.i + 1 : end]:
        if noun.dep not in ("appos", "parataxis") or noun.pos != "NOUN":
            continue
        summed = noun.lemma in lexicon.nouns().deeds or not types.isdisjoint(_act_types(noun))
        if summed and any(c.lower in ("a", "an") for c in noun.children):
            yield from (c for c in noun.children if c.dep in ("acl", "acl:relcl"))


def _act_types(token: Token) -> frozenset[str]:
    """The types of event that a word may name."""
    events = lexicon.events()
    if token.pos != "NOUN":
        return frozenset(rule.type for rule in events.by_verb.get(token.lemma, ()))
    return frozenset(r.type for r in events.by_noun.get(token.lemma, ()) if fits_noun(r, token))


def _told_by(noun: Token) -> Iterator[Token]:
    """The predicate that tells of a noun's act: "held the talks", "agreed after the talks"."""
    case = preposition(noun) if noun.dep == "obl" else ""
    if noun.dep.split(":")[0] in ("obj", "nsubj") or case in lexicon.timing().occasion:
        yield noun.head


def _bounds(expression: dates.DateExpression, head: Token) -> bool:
    """Whether a date says what an act came before or after, or how long a state lasts."""
    if head.dep in OF_A_NOUN:
        return False
    if preposition(head) == "from":
        # "Threatened a strike from Monday": from when what is spoken of is to be.
        above = head.head
        while not is_predicate(above) and above.head is not above:
            above = above.head
        return not _act_types(above).isdisjoint(SPOKEN)
    if expression.preposition in ("as of", "by"):
        # "By Monday they had left" does not say when; "by Monday they were on strike" does.
        verb = head.head
        while not is_predicate(verb) and verb.head is not verb:
            verb = verb.head
        verbs = (verb, *(c for c in verb.children if c.dep in ("aux", "cop")))
        return not any(v.tag in FINITE for v in verbs) or any(v.lemma == "have" for v in verbs)
    if expression.preposition == "for":
        # "Aid for 2005" is given some time; "planned for Monday" is meant for then.
        return head.head.lemma not in lexicon.timing().set_for
    return expression.preposition == "after" or expression.preposition in lexicon.timing().bounds


def _come_after(doc: Parse, words: range) -> Iterator[int]:
    """What a lapse of time dates, seen from the article: "the move comes two days after Peru left"."""
    verb, after = doc[max(words.start - 1, 0)], doc[words.stop - 1]
    if verb.lemma == "come" and is_predicate(verb) and clause_of(verb).tense == "present":
        yield after.head.i


def _begins_state(expression: dates.DateExpression, head: Token) -> bool:
    """Whether a date says since when something has been so: "has been held since Monday"."""
    verb = head.head
    while verb.dep == "xcomp":
        verb = verb.head  # "has been trying to leave since Monday"
    perfect = any(c.lemma == "have" and c.tag in ("VBP", "VBZ") for c in verb.children)
    return expression.preposition == "since" and perfect


def _phrase_begin(doc: Parse, begin: int) -> int:
    """Where the phrase of a date begins, its preposition included."""
    return begin - 1 if begin and doc[begin - 1].pos == "ADP" else begin


def _predicate_of(noun: Token) -> Token | None:
    """The predicate that a noun's act shares its time with, if any."""
    current = noun
    if is_predicate(noun):
        return noun
    for _ in range(4):
        dep, governor = current.dep, current.head
        if governor == current:
            return None
        case = preposition(current) if dep in ("obl", "nmod") else ""
        words = lexicon.timing()
        there = governor.lemma in words.motion or _is_there(governor)
        done = case in ("for", "to") and there
        occasion = case in words.occasion or done
        if not occasion and dep not in ("nsubj", "nsubj:pass", "obj", "conj"):
            return None
        if dep.startswith("nsubj") and governor.lemma in words.told_of:
            return None  # "the death was confirmed on Monday"
        if is_predicate(governor):
            return None if governor.lemma in words.commenting else governor
        current = governor
    return None


def _same_time(head: Token) -> list[int]:
    """The predicates that this one shares its time with: "began leaving", "spoke, when he warned"."""
    words = lexicon.timing()
    accompanying = words.speaking | words.motion
    found = [
        c.i
        for c in head.children
        if is_predicate(c)
        and not _has_subject(c)
        and (
            (c.dep == "conj" and clause_of(c).tense == clause_of(head).tense)
            or (c.dep in ("advcl", "acl") and c.lemma in accompanying)
            or (c.dep == "advcl" and gerund_preposition(c) in ("by", "while", "without"))
        )
    ]
    # "Seized a tanker flying the flag of Chile on Monday": parsers hang the day on the flying.
    found.extend(
        c.i
        for child in head.children
        if child.dep == "obj"
        for c in child.children
        if c.dep == "acl" and c.tag == "VBG"
    )
    found.extend(
        c.i
        for subject in head.children
        if subject.dep == "nsubj" and subject.i < head.i
        for c in subject.children
        if c.dep == "acl" and c.tag == "VBG" and c.lemma in accompanying
    )
    found.extend(
        c.i
        for c in head.children
        if c.dep == "advcl" and any(w.lower == "when" for w in c.children)
    )
    found.extend(
        made.i
        for child in head.children
        if child.dep == "obj"
        or (child.dep == "obl" and preposition(child) in words.occasion)
        or (child.dep == "nsubj" and child.lemma in DOCUMENTS)
        for made in _brought_about(child)
    )
    if head.lemma in OBJECT_CONTROL:
        # "Urged Chile to leave in a speech on Monday": parsers hang the speech on the leaving.
        found.extend(
            words.i
            for child in head.children
            if child.dep == "xcomp"
            for words in child.children
            if words.dep == "obl"
            and words.lemma in lexicon.timing().words
            and preposition(words) in lexicon.timing().occasion
        )
    if head.tag not in ("VB", "VBZ", "VBP"):
        # "Accused Chile of spying on Monday": parsers hang the day on what it was accused of.
        found.extend(c.i for c in head.children if _is_reproach(c))
    current = head
    for _ in range(4):
        governor = current.head
        if governor == current or not _shares_time(current, governor):
            break
        found.append(governor.i)
        current = governor
    return found


def _shares_time(token: Token, governor: Token) -> bool:
    dep = token.dep
    if not is_predicate(token):
        return dep in CLIMBED
    if _is_reproach(token):
        return False  # "accused on Monday of leaving"
    if dep == "xcomp":
        return True
    if dep == "conj":
        return not _has_subject(token) or _is_opened(governor)
    if dep == "acl:relcl":
        perfect = any(c.dep == "aux" and c.lemma == "have" for c in token.children)
        return not perfect and any(
            c.lower in lexicon.timing().simultaneous or _is_occasion(c) for c in token.children
        )
    if dep == "acl" and token.tag == "VB":
        return is_one_to(governor)  # "was on Monday the first to visit"
    if dep == "acl" and token.tag == "VBN" and token.lemma in lexicon.events().light_verbs:
        return governor.lemma in lexicon.events().noun_heads  # "talks on Monday, hosted by Peru"
    if dep == "acl" and token.tag == "VBG":
        return (
            governor.lemma in DOCUMENTS or governor.lemma in lexicon.timing().words
        )  # "a letter demanding …"
    if dep != "advcl":
        return False
    if token.tag == "VB":
        return governor.lemma in lexicon.timing().motion or _is_there(governor)
    if any(c.lower in lexicon.timing().simultaneous for c in token.children):
        return True
    # "Left on Monday, saying that"; but "left a week after Chile had left", "unless it is upheld".
    return token.tag in ("VBG", "VBN") and not _has_subject(token)


def _is_there(predicate: Token) -> bool:
    """Whether a predicate says that somebody is in a place: "was in Lima on Monday to meet", "for talks"."""
    place = has_copula(predicate) and preposition(predicate) in ("in", "at")
    return place and predicate.pos == "PROPN"


def _brought_about(noun: Token) -> list[Token]:
    """The predicates that say when what a noun names comes about: "a statement issued on Monday",
    "the visit, which began on Monday"."""
    return [
        child
        for child in noun.children
        if (
            child.dep == "acl"
            and child.tag == "VBN"
            and child.lemma in lexicon.timing().brought_about
        )
        or (child.dep == "acl" and child.tag == "VBG" and child.lemma in ("begin", "start"))
        or (child.dep == "acl:relcl" and child.lemma in lexicon.timing().taking_place)
    ]


def _is_reproach(token: Token) -> bool:
    """Whether a predicate is a gerund after a preposition: "of spying"."""
    return (
        token.dep in ("xcomp", "advcl")
        and token.tag in ("VBG", "NN")
        and not _has_subject(token)
        and gerund_preposition(token) in ("of", "for")
    )


def _past_below(predicate: Token) -> Iterator[int]:
    """The infinitives below a predicate: a past day in one is when it was meant, "pledged to help on
    Monday last week"."""
    for child in predicate.children:
        if child.dep in ("xcomp", "advcl") and child.tag == "VB":
            yield child.i
            yield from _past_below(child)


def _is_occasion(token: Token) -> bool:
    """Whether a relative pronoun stands for the occasion of what its clause tells: "during which"."""
    return token.tag in RELATIVE_TAGS and preposition(token) in lexicon.timing().occasion


def _tense_above(above: Token, predicate: Token, tense: Tense) -> Tense:
    """The tense of the words that share the time of a predicate; of what is only meant, the future."""
    if predicate.tag == "VB" and above.lemma in lexicon.timing().intending:
        return "future"  # "planned in September to retire"
    return clause_of(above).tense if is_predicate(above) else tense


def _tense_of_making(made: Token) -> Tense:
    """The tense of what says when a noun's act comes about: "the talks, scheduled for Monday"."""
    if made.lemma in lexicon.timing().planned:
        return "future"
    return clause_of(made).tense if made.dep == "acl:relcl" else "past"


def _is_opened(predicate: Token) -> bool:
    """Whether something of its time or place opens a clause, and all that is joined to it."""
    before = [c for c in predicate.children if c.dep.startswith("obl") and c.i < predicate.i]
    subjects = [c.i for c in predicate.children if c.dep.startswith("nsubj")]
    return bool(before and subjects) and before[0].i < min(subjects)


def _has_subject(token: Token) -> bool:
    return any(c.dep.startswith("nsubj") for c in token.children)


def _anchors(head: Token, words: range) -> list[int]:
    """The tokens that a date of these words belongs to: the noun it modifies, then the predicate above it."""
    current = head
    found: list[int] = []
    before = _before(words, head.doc)
    if before.pos in ("NOUN", "PROPN") and _is_apart(before):
        return [before.i]  # "since the vote ten days ago"
    spoken = before.pos == "VERB" and before.tag != "VBG" and is_predicate(before)
    if spoken and head.dep not in OF_A_NOUN:
        return [before.i]  # "announced Monday it had left": parsers hang the day on "left"
    for _ in range(6):
        governor = current.head
        outside = current.i in words
        # "Peru on Monday agreed": what stands right before a verb dates it, whatever it hangs on.
        beside = (
            current.dep.startswith("nsubj")
            and not _act_types(current)
            and words.stop in _begins(governor)
        )
        if current.i not in words and (_is_apart(current) or _is_judged(current, governor)):
            break
        # "Chile and Peru on Monday": a date of the last of several is one of them all.
        listed = current.dep == "conj" and current.lemma not in lexicon.events().noun_heads
        climbs = outside or beside or listed or current.dep.split(":")[0] in CLIMBED
        if governor == current or not climbs:
            break
        if governor.i not in words:
            found.append(governor.i)
            if is_predicate(governor):
                break
        current = governor
    return found


def _is_apart(noun: Token) -> bool:
    """Whether what a noun names takes place at another time than what is told: "since the vote"."""
    words = lexicon.timing()
    case = preposition(noun)
    if case == "before" and (noun.ent_type == "ORG" or noun.lemma in lexicon.nouns().organization):
        return False  # "testified before the Senate"
    if noun.lemma in words.daytimes:
        return False  # "before dawn today"
    return noun.lemma in words.apart or case in words.bounds


def _is_judged(act: Token, governor: Token) -> bool:
    """Whether an act is only spoken of by who judges it: "condemned the attack on Monday"."""
    judging = not _act_types(governor).isdisjoint(JUDGING)
    return judging and not _act_types(act).isdisjoint(HARMS)


def _before(words: range, doc: Parse) -> Token:
    """The token before a date and its preposition; the first of all where there is none."""
    before = max(words.start - 1, 0)
    return doc[before - 1] if before and doc[before].pos == "ADP" else doc[before]


def _begins(predicate: Token) -> set[int]:
    """Where a predicate may begin: at itself, an auxiliary or an adverb of its own."""
    before = (c for c in predicate.children if c.i < predicate.i)
    return {predicate.i, *(c.i for c in before if c.dep.startswith("aux") or c.dep == "advmod")}


def _tense(head: Token, clause: Clause | None) -> Tense:
    if clause is not None:
        return "future" if clause.modal == "would" else clause.tense
    if preposition(head) in AFTERWARDS:
        return "past"  # "will leave, following the vote on May 5"
    current = head
    while current.head != current:
        current = current.head
        if is_predicate(current):
            return clause_of(current).tense
    return "past"
