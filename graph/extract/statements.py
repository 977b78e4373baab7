"""Statements: who says what, to whom, where, in direct or indirect speech."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.extract import lexicon
from graph.extract.mentions import Mentions
from graph.extract.quotes import MARKS, Quotation, find_quotations, without_marks
from graph.extract.syntax import MODALS_POSSIBLE, Clause, expand, preposition
from graph.model import EntityType, Mention, MentionForm, Span
from graph.parse import Parse, Token

CLEAR = frozenset({"clear", "plain", "known"})
TWO_COMMAS = re.compile(r", ,")


@dataclass(frozen=True, slots=True)
class Utterance:
    """A statement in terms of tokens, before its stance and date are known.

    ``tokens`` are the indices of the content; ``clause`` is the head of the reporting clause (of the
    previous one for a quotation that runs on); ``kind`` is that of its verb in ``reporting.toml``.
    """

    speakers: tuple[Mention, ...]
    parts: tuple[Span, ...]
    tokens: frozenset[int]
    direct: bool
    kind: str
    clause: Token
    addressees: tuple[Mention, ...] = ()
    medium: str | None = None
    rule: str = "says-that"


class StatementFinder:
    """Finds the utterances of one document, paragraph by paragraph."""

    def __init__(
        self, mentions: Mentions, clauses: tuple[Clause, ...], paragraphs: tuple[Span, ...]
    ) -> None:
        self.doc: Parse = mentions.doc
        self.text = self.doc.text  # spaCy puts it together anew each time it is asked
        self.mentions = mentions
        self.clauses = clauses
        self.paragraphs = paragraphs
        self.words = lexicon.reporting()
        self.quotations = [tuple(find_quotations(self.text, p.begin, p.end)) for p in paragraphs]
        marked = [q.span for found in self.quotations for q in found]
        self.quoted = {i for span in marked for i in self.doc.tokens_at(span)}

    def find(self) -> tuple[Utterance, ...]:
        """All utterances in text order."""
        found: list[Utterance] = []
        for number, paragraph in enumerate(self.paragraphs):
            here = [c for c in self.clauses if paragraph.begin <= c.head.idx < paragraph.end]
            quotations = self.quotations[number]
            said = [u for c in here for u in self._reported(c, quotations, paragraph)]
            said.extend(self._according(paragraph))
            said.sort(key=lambda u: (u.parts[0].begin, u.clause.i))
            said = self._run_on(said, quotations, paragraph, found)
            found.extend(said)
        return tuple(found)

    def objection(self, clause: Clause) -> str | None:
        """Why a clause gives no statement although its verb reports; None if the verb does not."""
        if clause.lemma not in self.words.kinds:
            return None
        if clause.negated:
            return "tells what was not said"
        if self.words.kinds[clause.lemma] == "thinks":
            return "tells of a thought, not of words"
        if not self._speakers(clause):
            return "a verb of saying: who speaks is not named"
        return "a verb of saying: the words are not told"

    # ------------------------------------------------------------ one reporting clause

    def _reported(
        self, clause: Clause, quotations: tuple[Quotation, ...], paragraph: Span
    ) -> Iterator[Utterance]:
        kind = self._kind(clause)
        if kind is None or (self._is_quoted(clause.head) and not self._nested(clause)):
            return
        speakers = self._speakers(clause)
        if not speakers:
            return
        complements = self._complements(clause)
        tokens = {t.i for c in complements for t in self._content(c, clause)}
        own = [q for q in quotations if self._belongs(q, clause, tokens)]
        quoted = bool(own)
        if not tokens and not quoted:
            return
        if kind in ("asks", "thinks") and not complements and not (kind == "asks" and quoted):
            return
        if kind == "thinks" and not (quoted and any(_has_subject(c) for c in complements)):
            return
        opened = any(map(self._opens_sentence, complements))
        if own and tokens and (opened or _inside(self.doc[min(tokens)], tuple(own))):
            # What begins with a mark is told in somebody's very words, and in no others.
            tokens = {i for i in tokens if _inside(self.doc[i], tuple(own))}
        parts = self._parts(tokens, own, paragraph)
        if not parts:
            return
        direct = bool(own) and _covered(parts, own) > 0.8
        yield Utterance(
            speakers=speakers,
            parts=parts,
            tokens=self._tokens_in(parts),
            direct=direct,
            kind=kind,
            clause=clause.head,
            addressees=self._addressees(clause),
            medium=self._medium(clause),
            rule="quotation" if direct else "says-that",
        )

    def _kind(self, clause: Clause) -> str | None:
        if clause.lemma in self.words.kinds and not clause.copula:
            if clause.negated and self.words.kinds[clause.lemma] != "denies":
                return None
            if clause.modal in MODALS_POSSIBLE:
                return None  # "should explain what it means": nothing is said yet
            return self.words.kinds[clause.lemma]
        if any(self._conveyed(clause)) and not clause.negated:
            return "says"
        if clause.lemma == "make" and any(
            c.dep == "xcomp" and c.lower in CLEAR for c in clause.head.children
        ):
            return "says"
        if not clause.negated and self._named(clause):
            return "says"
        first = clause.lemma.split()[0]
        if first == "call" and clause.oblique("for"):
            return "asks"
        return "says" if first in ("go",) and clause.lemma == "go on" else None

    def _nested(self, clause: Clause) -> bool:
        """Whether a reporting clause inside a quotation still reports somebody else's words."""
        return any(self.mentions.of(t) is not None for t in clause.subjects)

    def _speakers(self, clause: Clause) -> tuple[Mention, ...]:
        found: list[Mention] = []
        outer = self._goes_on_from(clause)
        for token in clause.subjects if outer is None else outer.subjects:
            found.extend(self._voices(token))
        return tuple(dict.fromkeys(found))

    def _goes_on_from(self, clause: Clause) -> Clause | None:
        """The report that this one goes on, though the parse joins it to what was said there."""
        said = clause.head.head
        adds = clause.head.dep == "advcl" and self._adds(clause.head, said)
        if not (adds or clause.head.dep == "conj") or said.dep != "ccomp":
            return None
        for outer in self.clauses:
            if outer.head == said.head and self.words.kinds.get(outer.lemma) is not None:
                return outer if adds or self._reports_itself(clause.head, outer) else None
        return None

    def _adds(self, token: Token, said: Token) -> bool:
        """Whether a participle behind what is said goes on with the report: "said …, adding that …"."""
        return token.i > said.i and self._introduces(token) and self.doc[token.i - 1].text == ","

    def _voices(self, token: Token, depth: int = 0) -> Iterator[Mention]:
        """Who speaks where this nominal does: itself, or whose statement, letter or office it is."""
        if token.lemma in self.words.media or self.mentions.of(token) is None:
            owners = [
                part
                for child in token.children
                if child.dep in ("nmod:poss", "compound")
                or (child.dep in ("nmod", "obl") and preposition(child) in ("from", "by", "of"))
                for part in expand(child)
            ]
            if depth < 3 and owners:
                for owner in owners:
                    yield from self._voices(owner, depth + 1)
                return
            if depth < 3 and token.lemma in self.words.media:
                yield from self._issuers(token, depth)
                return
        mention = self.mentions.of(token)
        if mention is not None and mention.type is not EntityType.PLACE:
            yield mention

    def _issuers(self, token: Token, depth: int) -> Iterator[Mention]:
        """Who issues the statement that this noun is: who made it, or where it was aired."""
        for part in token.children:
            if part.dep == "acl":
                for child in part.children:
                    if child.dep.startswith("obl") and preposition(child) in ("by", "on"):
                        yield from self._voices(child, depth + 1)
        for clause in self.clauses:
            if token in clause.objects and clause.head != token:
                for subject in clause.subjects:
                    yield from self._voices(subject, depth + 1)

    # ------------------------------------------------------------ what is said

    def _complements(self, clause: Clause) -> tuple[Token, ...]:
        head = clause.head
        found = [
            c
            for c in head.children
            if (
                c.dep == "ccomp"
                or (c.dep == "conj" and head.dep != "ccomp" and _starts_with_that(c))
            )
            and not _is_question_of(c)
            and not self._introduces(c)
        ]
        fresh = [c.i for c in found if c.i < head.i and self._opens_sentence(c)]
        # "Ann Dale met X. “It is calm,” she wrote", in one tree: she wrote the quotation alone.
        found = [c for c in found if not any(c.i < opening for opening in fresh)]
        found.extend(self._conveyed(clause))
        found.extend(self._named(clause))
        if not found:
            # "said on condition of anonymity that …": parses hang what is said on the condition.
            found.extend(
                said
                for child in head.children
                if child.dep == "obl"
                for said in child.children
                if said.dep == "acl" and _starts_with_that(said)
            )
        for child in head.children:
            if child.dep == "xcomp" and child.lower in CLEAR:
                found.extend(c for c in child.children if c.dep == "ccomp")
        if not found and head.dep == "parataxis" and head.head.i != head.i and not clause.objects:
            reports = head.head.lemma in self.words.kinds
            if not (reports and any(c.dep == "ccomp" for c in head.head.children)):
                found.append(head.head)
        if not found and head.dep in ("acl", "advcl"):
            found.extend(c for c in head.children if c.dep == "parataxis")
        return tuple(found)

    def _conveyed(self, clause: Clause) -> Iterator[Token]:
        """What a noun says that the clause conveys: "expressed hope that *talks would resume*"."""
        if clause.lemma not in self.words.conveying or clause.passive:
            return
        for noun in clause.objects:
            if noun.lemma in self.words.conveyed:
                yield from (c for c in noun.children if c.dep == "acl" and _starts_with_that(c))

    def _named(self, clause: Clause) -> tuple[Token, ...]:
        """What is called something in quotation marks, and that: "called the plan “a disaster”"."""
        if clause.lemma not in self.words.naming or clause.passive or not clause.objects:
            return ()
        names = [c for c in clause.head.children if c.dep == "xcomp" and c.pos != "VERB"]
        names.extend(clause.oblique("as"))
        quoted = [name for name in names if self._is_quoted(name)]
        return (*clause.objects, *quoted) if quoted else ()

    def _opens_sentence(self, token: Token) -> bool:
        """Whether a token stands in a quotation with which a sentence seems to begin."""
        around = (q for found in self.quotations for q in found if _inside(token, (q,)))
        before = (self.text[: q.span.begin].rstrip(MARKS + " ") for q in around)
        return any(text.endswith((".", "!", "?")) for text in before)

    def _is_quoted(self, token: Token) -> bool:
        return token.i in self.quoted

    def _content(self, complement: Token, clause: Clause) -> list[Token]:
        """The tokens of a clausal object without the reporting clause, "that" and marks at its edges."""
        excluded = {t.i for t in clause.head.subtree} if clause.head.head == complement else set()
        if complement.is_ancestor(clause.head):
            excluded = {t.i for t in clause.head.subtree}
        if complement.i < clause.head.i:
            excluded |= self._after_content(complement, clause)
        else:
            speaking = [t for t in clause.subjects if complement.is_ancestor(t)]
            excluded |= {t.i for speaker in speaking for t in speaker.subtree}
        for child in complement.children:
            if child.dep == "conj" and self._reports_itself(child, clause):
                start = min([child.i, *(c.i for c in child.children if c.dep == "cc")])
                excluded |= {t.i for t in child.subtree} | {start}
            elif child.dep == "advcl" and self._adds(child, complement):
                excluded |= {t.i for t in child.subtree}
        told = [c for c in complement.children if c.dep == "nsubj"]
        if len(told) > 1 and clause.lemma in self.words.addressing:
            # "told a news conference the army was ready": parses give "was" two subjects.
            excluded |= {t.i for t in told[0].subtree}
        for child in complement.children:
            if child.dep == "mark" and child.lower == "that" and child.i > clause.head.i:
                # What stands between "said" and "that" tells of the saying.
                excluded |= set(range(clause.head.i, child.i))
        tokens = [t for t in complement.subtree if t.i not in excluded and not t.is_space]
        while tokens and (
            tokens[0].is_punct
            or tokens[0].dep == "cc"
            or (tokens[0].lower == "that" and tokens[0].dep == "mark")
        ):
            tokens.pop(0)
        while tokens and (tokens[-1].is_punct and tokens[-1].text not in (")",)):
            tokens.pop()
        return tokens

    def _after_content(self, complement: Token, clause: Clause) -> set[int]:
        """What follows words that are said before "she said, calling it a day": her, and the calling."""
        excluded: set[int] = set()
        for subject in clause.subjects:
            if complement.i < subject.i < clause.head.i:
                begin = subject.i
                while begin > complement.i and not self.doc[begin - 1].is_punct:
                    begin -= 1
                excluded |= set(range(begin, clause.head.i))
        for child in complement.children:
            if child.dep == "advcl" and child.i > clause.head.i and self._introduces(child):
                excluded |= {t.i for t in child.subtree}
        return excluded

    def _introduces(self, token: Token) -> bool:
        """Whether a participle goes on with the report: "…, she said, adding that …"."""
        return (
            token.tag == "VBG" and not _has_subject(token) and token.lemma in self.words.introducing
        )

    def _reports_itself(self, token: Token, clause: Clause) -> bool:
        """Whether a conjunct of what is said is a second report: "said it was ready and warned that …"."""
        return (
            self.words.kinds.get(token.lemma) in ("says", "claims")
            and token.tag == clause.head.tag
            and any(c.dep == "ccomp" for c in token.children)
            and not _has_subject(token)
        )

    def _belongs(self, quotation: Quotation, clause: Clause, tokens: set[int]) -> bool:
        """Whether a quotation is part of what this clause reports."""
        begin, end = clause.head.doc.sentence_around(clause.head)
        last = self.doc[end - 1]
        if quotation.span.end <= self.doc[begin].idx or last.end <= quotation.span.begin:
            return False
        if quotation.span.begin <= clause.head.idx < quotation.span.end:
            return False
        begins = self.doc.begins
        if any(quotation.span.begin <= begins[t] < quotation.span.end for t in tokens):
            return True
        if self._is_claimed(quotation, clause):
            return False
        nearest = self._nearest_reporter(quotation, begin, end)
        return nearest == clause.head.i

    def _is_claimed(self, quotation: Quotation, clause: Clause) -> bool:
        """Whether a quotation stands in what another clause of the sentence reports."""
        begin, end = clause.head.doc.sentence_around(clause.head)
        return any(
            quotation.span.begin <= token.idx < quotation.span.end
            for other in self.clauses
            if begin <= other.head.i < end and other.head != clause.head
            if self._kind(other) is not None and not _inside(other.head, (quotation,))
            for complement in self._complements(other)
            for token in self._content(complement, other)
        )

    def _nearest_reporter(self, quotation: Quotation, begin: int, end: int) -> int | None:
        """The reporting verb of the sentence that a quotation outside every complement goes with."""
        heads = [
            c.head.i
            for c in self.clauses
            if begin <= c.head.i < end
            and self._kind(c) is not None
            and not quotation.span.begin <= c.head.idx < quotation.span.end
            and self._speakers(c)
        ]
        if not heads:
            return None
        begins = self.doc.begins
        words = [
            i for i in range(begin, end) if quotation.span.begin <= begins[i] < quotation.span.end
        ]
        if not words:
            return None
        return min(heads, key=lambda h: (min(abs(h - words[0]), abs(h - words[-1])), h))

    def _parts(self, tokens: set[int], own: list[Quotation], paragraph: Span) -> tuple[Span, ...]:
        """The character spans of the content: complement and quotations, merged where they touch."""
        bridged = (self.doc[i] for i in _bridged(self.doc, tokens))
        here = [
            token.i
            for token in bridged
            if paragraph.begin <= token.idx and token.end <= paragraph.end
        ]
        quoted = [q.span for q in own]
        return _merged(
            self.text,
            [
                *_runs(self.doc, here),
                *(s for s in quoted if s.begin >= paragraph.begin and s.end <= paragraph.end),
            ],
        )

    def _tokens_in(self, parts: tuple[Span, ...]) -> frozenset[int]:
        return frozenset(i for part in parts for i in self.doc.tokens_at(part))

    # ------------------------------------------------------------ around it

    def _addressees(self, clause: Clause) -> tuple[Mention, ...]:
        tokens: tuple[Token, ...] = ()
        if clause.lemma.split()[0] in self.words.addressing:
            tokens = clause.recipients or tuple(
                t for t in clause.objects if t.i > clause.head.i or clause.passive
            )
        tokens += clause.oblique("to")
        found = [self.mentions.of(t) for t in tokens]
        return tuple(
            dict.fromkeys(m for m in found if m is not None and m.form is not MentionForm.ADJECTIVE)
        )

    def _medium(self, clause: Clause) -> str | None:
        for case, token in clause.obliques:
            if case in ("on", "in", "via", "through", "during", "at"):
                if token.text in self.words.platforms:
                    return token.text
                if token.lemma in self.words.media:
                    begin = min(t.i for t in token.subtree if t.i <= token.i and t.dep != "case")
                    words = [
                        t for t in self.doc[begin : token.i + 1] if t.pos not in ("DET", "PRON")
                    ]
                    return " ".join(t.text for t in words)
        return None

    def _according(self, paragraph: Span) -> Iterator[Utterance]:
        """ "According to X, …": the sentence around it, without it."""
        if "according" not in self.text[paragraph.begin : paragraph.end].lower():
            return
        for token in (self.doc[i] for i in self.doc.tokens_at(paragraph)):
            if token.lower != "according" or token.dep not in (
                "case",
                "advcl",
                "mark",
                "advmod",
                "obl",
            ):
                continue
            source = (
                token.head
                if token.dep == "case"
                else next((c for c in token.children if c.dep in ("obl", "nmod")), None)
            )
            if source is None or source == token:
                continue
            speakers = tuple(dict.fromkeys(m for t in expand(source) for m in self._voices(t)))
            anchor = token if token.dep != "case" else source
            governor = self._said_according(anchor)
            if not speakers or governor == anchor:
                continue
            gone = {t.i for t in anchor.subtree}
            tokens = {t.i for t in governor.subtree if t.i not in gone and not t.is_space}
            parts = self._parts(_stripped(self.doc, tokens), [], paragraph)
            if parts:
                yield Utterance(
                    speakers=speakers,
                    parts=parts,
                    tokens=self._tokens_in(parts),
                    direct=False,
                    kind="says",
                    clause=anchor,
                    rule="according-to",
                )

    def _said_according(self, anchor: Token) -> Token:
        """The clause that an "according to" speaks of: at either end of a sentence, all of it."""
        begin, end = self.doc.sentence_around(anchor)
        root = self.doc.head_of(begin, end)
        words = [t for t in self.doc[begin:end] if not t.is_punct and not t.is_space]
        edges = {anchor.left_edge, anchor.right_edge}
        if words and edges & {words[0].i, words[-1].i} and root != anchor:
            return root
        return anchor.head

    # ------------------------------------------------------------ quotations that run on

    def _run_on(
        self,
        said: list[Utterance],
        quotations: tuple[Quotation, ...],
        paragraph: Span,
        before: list[Utterance],
    ) -> list[Utterance]:
        """Give quotations without a reporting clause of their own to whoever is speaking."""
        result = list(said)
        for quotation in quotations:
            if any(_overlap(quotation.span, part) for u in result for part in u.parts):
                continue
            if not self._is_sentence(quotation):
                continue
            speaking = [u for u in result if u.direct]
            if speaking:
                index = result.index(
                    min(speaking, key=lambda u: _distance(u.parts, quotation.span))
                )
                result[index] = self._extended(result[index], quotation, paragraph)
            elif (
                self._opens(quotation, paragraph)
                and before
                and self._continues(before[-1], paragraph)
            ):
                last = before[-1]
                parts = _merged(self.text, [quotation.span])
                result.append(
                    Utterance(
                        speakers=last.speakers,
                        parts=parts,
                        tokens=self._tokens_in(parts),
                        direct=True,
                        kind="says",
                        clause=last.clause,
                        addressees=last.addressees,
                        medium=last.medium,
                        rule="quotation-runs-on",
                    )
                )
        return sorted(result, key=lambda u: u.parts[0].begin)

    def _extended(self, utterance: Utterance, quotation: Quotation, paragraph: Span) -> Utterance:
        parts = _merged(self.text, [*utterance.parts, quotation.span])
        return Utterance(
            speakers=utterance.speakers,
            parts=parts,
            tokens=self._tokens_in(parts),
            direct=True,
            kind=utterance.kind,
            clause=utterance.clause,
            addressees=utterance.addressees,
            medium=utterance.medium,
            rule=utterance.rule,
        )

    def _is_sentence(self, quotation: Quotation) -> bool:
        words = self.doc.tokens_at(quotation.span)
        return len(words) > 3 and any(self.doc[i].pos in ("VERB", "AUX") for i in words)

    def _opens(self, quotation: Quotation, paragraph: Span) -> bool:
        return self.text[paragraph.begin : quotation.span.begin].strip(MARKS + " ") == ""

    def _continues(self, last: Utterance, paragraph: Span) -> bool:
        """Whether the last words before this paragraph were direct speech, right before it."""
        between = self.text[last.parts[-1].end : paragraph.begin]
        return last.direct and between.count("\n") <= 2 and len(between) < 160


def content_of(text: str, parts: tuple[Span, ...]) -> str:
    """The words of a statement: its parts joined, without quotation marks."""
    joined = " ".join(without_marks(text[p.begin : p.end]).strip() for p in parts)
    # "The plan, she said, failed": between the parts stand the commas around "she said".
    return TWO_COMMAS.sub(",", joined).strip(" ,;:")


def _is_question_of(token: Token) -> bool:
    return any(c.dep == "mark" and c.lower in ("whether", "if") for c in token.children)


def _has_subject(token: Token) -> bool:
    return any(c.dep.startswith(("nsubj", "csubj", "expl")) for c in token.children)


def _starts_with_that(token: Token) -> bool:
    return any(c.dep == "mark" and c.lower == "that" for c in token.children)


def _inside(token: Token, quotations: tuple[Quotation, ...]) -> bool:
    return any(q.span.begin <= token.idx < q.span.end for q in quotations)


def _overlap(left: Span, right: Span) -> bool:
    return left.begin < right.end and right.begin < left.end


def _distance(parts: tuple[Span, ...], span: Span) -> int:
    return min(min(abs(p.begin - span.end), abs(span.begin - p.end)) for p in parts)


def _covered(parts: tuple[Span, ...], quotations: list[Quotation]) -> float:
    """The share of the parts' characters that stand in quotation marks."""
    total = sum(p.end - p.begin for p in parts)
    inside = sum(
        max(0, min(p.end, q.span.end) - max(p.begin, q.span.begin))
        for p in parts
        for q in quotations
    )
    return inside / total if total else 0.0


def _merged(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """The union of spans; those with only blanks, marks or punctuation between them become one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and (
            span.begin <= merged[-1].end
            or not any(c.isalnum() for c in text[merged[-1].end : span.begin])
        ):
            merged[-1] = Span(merged[-1].begin, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _bridged(doc: Parse, tokens: set[int]) -> list[int]:
    """The tokens with the conjunctions between parts of them: "that A *and that* B"."""
    found: list[int] = []
    for i in sorted(tokens):
        if found and i > found[-1] + 1:
            gap = range(found[-1] + 1, i)
            if len(gap) <= 3 and all(
                doc[g].is_punct or doc[g].dep in ("cc", "mark") or doc[g].is_space for g in gap
            ):
                found.extend(gap)
        found.append(i)
    return found


def _runs(doc: Parse, tokens: list[int]) -> Iterator[Span]:
    """The spans of tokens, which come in text order; those side by side are one."""
    begin = 0
    for end in range(1, len(tokens) + 1):
        if end == len(tokens) or tokens[end] != tokens[end - 1] + 1:
            yield doc.span_of(tokens[begin], tokens[end - 1] + 1)
            begin = end


def _stripped(doc: Parse, tokens: set[int]) -> set[int]:
    order = sorted(tokens)
    while order and doc[order[0]].is_punct:
        order.pop(0)
    while order and doc[order[-1]].is_punct:
        order.pop()
    return set(order)
