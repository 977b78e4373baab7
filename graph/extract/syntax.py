"""Clauses, normalised once for every rule: voice, negation, conjunction, control and relative clauses.

Works on Universal Dependencies trees. A rule that asks a clause for its subjects gets the logical
ones: the agent of a passive, every conjunct, the antecedent of "who", the controller of an infinitive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from graph.parse import Parse, Token

Tense = Literal["past", "present", "future"]

# Verbs whose object, not subject, does what the infinitive says: "urged Iran to comply".
OBJECT_CONTROL = frozenset(
    "advise allow ask authorize beg cause challenge command compel convince direct enable"
    " encourage exhort expect force help aid implore instruct invite let make need order permit"
    " persuade press pressure prompt push remind request require see send summon task teach"
    " tell tempt trust urge want warn".split()
)
MODALS_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
MODALS_POSSIBLE = frozenset({"could", "may", "might", "can", "should", "must", "ought", "ca"})
NEGATORS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "barely"})
RELATIVE_TAGS = frozenset({"WP", "WDT", "WP$"})
SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
# What these say is said by whoever issues them.
DOCUMENTS = frozenset(
    "resolution statement letter declaration communique communiqué decree petition motion report inquiry"
    " study audit".split()
)
# Adverbs that go with a verb like its particle.
APART = frozenset({"away", "aside", "apart"})
# Verbs whose infinitive took place when they did.
BRINGING_ABOUT = frozenset("begin cause compel continue force manage oblige start".split())
# Nouns for what somebody means to do: "Peru's plan to leave", "announced a decision to leave".
INTENTS = frozenset(
    "agreement attempt bid commitment decision desire effort intention move offer plan pledge"
    " promise proposal readiness refusal threat vow willingness".split()
)
# Verbs that have no passive without a preposition left behind.
INTRANSITIVE = frozenset(
    "arrive commute confer haggle intercede mediate parley shuttle talk travel wrangle".split()
)
# "The first to …" did it.
ONE_TO = frozenset("first second third last latest only".split())
CLAUSAL = frozenset({"advcl", "acl", "ccomp", "parataxis", "csubj", "xcomp"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with its logical arguments, as tokens.

    ``lemma`` includes a verb particle ("step down"). ``obliques`` pairs each prepositional
    dependent with its preposition ("in front of" joined by blanks). ``complement`` is the head of a
    clausal object. ``modal`` is the lower-cased modal verb. ``copula`` marks nominal predicates.
    """

    head: Token
    lemma: str
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]
    recipients: tuple[Token, ...]
    obliques: tuple[tuple[str, Token], ...]
    complement: Token | None
    passive: bool
    negated: bool
    modal: str | None
    tense: Tense
    copula: bool

    def oblique(self, *prepositions: str) -> tuple[Token, ...]:
        """The dependents that stand with one of these prepositions, in text order."""
        return tuple(token for case, token in self.obliques if case in prepositions)


def clauses(doc: Parse) -> Iterator[Clause]:
    """Every verbal or copular predicate of the document, in text order."""
    for token in doc:
        if (token.children or token.pos == "VERB") and is_predicate(token):
            yield clause_of(token)


def is_predicate(token: Token) -> bool:
    """Whether a clause is built on this token: a verb that is no mere modifier, or a copular predicate."""
    if token.pos == "VERB":
        return token.dep not in ("amod", "compound", "case", "mark", "fixed", "flat", "aux")
    return has_copula(token)


def has_copula(token: Token) -> bool:
    """Whether a copula hangs on a token."""
    return bool(token.children) and "cop" in [child.dep for child in token.children]


def clause_of(head: Token) -> Clause:
    """The clause built on a predicate."""
    known = _known_clauses(head.doc)
    found = known.get(head.i)
    if found is None:
        found = known[head.i] = _built_on(head)
    return found


# Rules ask for the clause above or below theirs, most of which were made before.
@lru_cache(maxsize=2)
def _known_clauses(doc: Parse) -> dict[int, Clause]:
    return {}


def _built_on(head: Token) -> Clause:
    passive = is_passive(head)
    surface = surface_subjects(head)
    objects = _arguments(head, "obj") or _described_object(head)
    obliques = _obliques(head)
    agents = tuple(
        token for case, token in obliques if case == "by" and not _is_time_or_manner(token)
    )
    if passive:
        if not agents:
            # "Was punched and kicked by rebels": parsers give the agent to the last verb alone.
            agents = tuple(
                agent
                for c in head.children
                if c.dep == "conj" and c.tag == "VBN" and not _own_subjects(c)
                for case, agent in _obliques(c)
                if case == "by" and not _is_time_or_manner(agent)
            )
        if not agents:
            # "Was pelted with stones by rebels": parsers hang the agent on the stones.
            agents = tuple(
                agent
                for case, token in obliques
                if case == "with" and token.pos == "NOUN"
                for child in token.children
                if child.dep == "nmod" and preposition(child) == "by"
                for agent in expand(child)
            )
        subjects, objects = agents, surface + objects
        obliques = tuple(pair for pair in obliques if pair[1] not in agents)
    else:
        subjects = surface
    modal = _modal(head)
    return Clause(
        head=head,
        lemma=predicate_lemma(head),
        subjects=subjects,
        objects=objects,
        recipients=_arguments(head, "iobj"),
        obliques=obliques,
        complement=_complement(head),
        passive=passive,
        negated=is_negated(head),
        modal=modal,
        tense=_tense(head, modal),
        copula=has_copula(head),
    )


def predicate_lemma(head: Token) -> str:
    """The lemma in lower case with its particle: "carry out"."""
    particles = [child.lower for child in head.children if child.dep == "compound:prt"]
    return " ".join([head.lemma, *particles])


def is_passive(head: Token) -> bool:
    """Whether the predicate's surface subject is its logical object."""
    deps = {child.dep for child in head.children}
    if "aux:pass" in deps or "obl:agent" in deps:
        return True
    if "nsubj:pass" in deps and any(map(_is_fronted, head.children)):
        return False  # "whom parliament elected": parsers may make subjects of both
    if "obj" in deps and "aux" in deps and _has_perfect(head):
        return False  # "which had snubbed Peru": parsers may take "which" for a passive subject
    if head.lemma in INTRANSITIVE:
        return False  # of "mediated", parsers make a participle
    if "nsubj:pass" in deps or "csubj:pass" in deps:
        return True
    if head.tag != "VBN" or "aux" in deps or deps & {"nsubj", "cop"}:
        return False
    if head.dep in ("acl", "acl:relcl", "advcl"):
        return "obj" not in deps
    if head.dep == "conj" and head.head.pos == "VERB":
        return "obj" not in deps and is_passive(head.head)
    return False


def _is_fronted(token: Token) -> bool:
    """Whether a "whom" stands where parsers see a subject."""
    return token.lower == "whom" and token.dep in SUBJECT


def _has_perfect(head: Token) -> bool:
    return [c.lemma for c in head.children if c.dep.startswith("aux")] == ["have"]


def surface_subjects(head: Token, depth: int = 0) -> tuple[Token, ...]:
    """The subjects as the syntax has them, inherited where the clause has none of its own."""
    own = _own_subjects(head)
    if own:
        found: list[Token] = []
        for child in own:
            found.extend(expand(_antecedent(child, head)))
        return tuple(found)
    if depth > 8:
        return ()
    governor = head.head
    if governor == head:
        return ()
    if (
        head.dep == "parataxis"
        and head.tag == "VBD"
        and governor.i < head.i
        and governor.pos == "VERB"
    ):
        return surface_subjects(governor, depth + 1)  # "Dale voted, then urged others to vote"
    if head.dep == "conj":
        if _is_finite(head) and governor.pos in ("NOUN", "PROPN"):
            # "denies the claims and accuses Peru": parses join "accuses" to "claims".
            while governor.dep in ("obj", "obl", "nmod", "conj") and governor.pos != "VERB":
                governor = governor.head
            return surface_subjects(governor, depth + 1)
        if head.tag in ("VBD", "VBN") and governor.tag == "VB" and governor.dep in CLAUSAL:
            # "She said it must leave, and asked for help": parses join "asked" to "leave".
            return surface_subjects(governor.head, depth + 1)
        return surface_subjects(governor, depth + 1)
    if head.dep in ("xcomp", "advcl") and _is_charge(head):
        charged = _arguments(governor, "obj")
        if charged and not is_passive(governor):
            return charged  # "accused Chile of attacking Peru", "praised it for leaving"
    if head.dep == "xcomp" or _is_commanded(head, governor):
        return _controller(governor, depth)
    if head.dep == "advcl" and not _is_finite(head):
        before = head.doc[head.i - 1] if head.i else head
        alone = not any(child.dep in ("obj", "obl", "xcomp") for child in head.children)
        if head.tag == "VBG" and alone and before.head is governor and before.tag == "NNS":
            return expand(before)  # "attacked people protesting"
        if head.tag == "VBG" and before.text == ",":
            # "Urged Chile to leave, saying that …": who urged says so.
            while governor.dep in ("xcomp", "advcl", "conj") and governor.tag in ("VB", "VBG"):
                governor = governor.head
        having = next((c for c in head.children if c.lower == "having" and c.dep == "aux"), None)
        if having is not None and having.i and head.doc[having.i - 1].text == ",":
            # "Said that Chile had won, having called it first": who said so had called.
            while governor.dep == "ccomp" and governor.head.i < governor.i:
                governor = governor.head
        quoted = _arguments(governor, "obj")
        if quoted and head.tag == "VBG" and any(child.lower == "as" for child in head.children):
            return quoted  # "cited an aide as saying"
        if is_passive(governor) and not is_passive(head):
            # "was arrested after leaving": the one who left is the surface subject, too.
            return surface_subjects(governor, depth + 1)
        return surface_subjects(governor, depth + 1)
    if head.dep in ("acl", "acl:relcl") and head.tag in ("VBG", "VBN", "VB"):
        relative = any(child.tag in RELATIVE_TAGS for child in head.children)
        if head.tag == "VB" and is_one_to(governor):
            return surface_subjects(governor, depth + 1)
        intended = head.tag == "VB" or any(child.lower == "of" for child in head.children)
        if intended and governor.lemma in INTENTS and not relative:
            return _intending(governor, depth)  # "a plan to leave", "no intention of leaving"
        if head.tag == "VB" or relative:
            return ()
        if head.tag == "VBG" and governor.lemma in DOCUMENTS and governor.dep == "obj":
            return surface_subjects(governor.head, depth + 1)  # "issued a letter urging Peru"
        return expand(governor)
    if head.dep == "ccomp" and not _is_finite(head):
        return _controller(governor, depth)  # "warned Chile not to attack Peru"
    return ()


def _intending(noun: Token, depth: int) -> tuple[Token, ...]:
    """Whose intent a noun names: Peru's in "Peru's plan", "Peruvian plans" and "Peru announced a plan"."""
    for child in noun.children:
        names = child.dep in ("amod", "compound") and child.text[:1].isupper()
        if child.i < noun.i and (child.dep == "nmod:poss" or names):
            return expand(child)
    if noun.dep == "obj" or (noun.dep == "obl" and preposition(noun) == "with"):
        return surface_subjects(noun.head, depth + 1)  # "will press on with plans to leave"
    return ()


def is_one_to(noun: Token) -> bool:
    """Whether a predicate says that its subject does what its infinitive says: "was the first to call",
    "was at pains to stress"."""
    singled_out = any(child.lower in ONE_TO for child in (noun, *noun.children))
    return (singled_out or noun.lower == "pains") and (has_copula(noun) or noun.dep == "xcomp")


def acts_first(noun: Token, predicate: Token) -> bool:
    """Whether a nominal only says that somebody was the first to do what is told: "became the first
    leader to visit Peru"."""
    beside = (*noun.children, *predicate.children)
    return is_one_to(noun) and any(c.dep in ("acl", "xcomp") and c.tag == "VB" for c in beside)


def _is_charge(head: Token) -> bool:
    """Whether a gerund says what somebody is accused of, praised for or kept from."""
    return head.tag == "VBG" and gerund_preposition(head) in ("of", "for", "with", "from", "over")


def gerund_preposition(head: Token) -> str:
    """The preposition before a gerund, in lower case; "" if there is none."""
    for child in head.children:
        if child.i < head.i and child.dep in ("mark", "case") and child.tag != "TO":
            fixed = [part.lower for part in child.children if part.dep == "fixed"]
            return " ".join([child.lower, *fixed])
    return ""


def _is_commanded(head: Token, governor: Token) -> bool:
    """Whether an infinitive says what somebody is told to do, though the parse calls it a purpose."""
    return (
        head.dep == "advcl"
        and head.tag == "VB"
        and governor.lemma in OBJECT_CONTROL
        and any(child.dep == "obj" for child in governor.children)
    )


def _own_subjects(head: Token) -> list[Token]:
    """The subjects among the predicate's children, mended where parsers slip.

    After a preposed clausal object ("…, the envoy's aide said") the subject is the nominal right
    before the verb, even if the parse gives it to the clause that is said.
    """
    own = [child for child in head.children if child.dep in SUBJECT]
    own = [c for c in own if not (_is_object_by_place(c) or _is_fronted(c))]
    if not own and head.dep == "ccomp" and head.i < head.head.i:
        # "Norway has left the bloc, officials said": parses give "said" both subjects.
        own = [
            child
            for child in head.head.children
            if child.dep in SUBJECT and child.i < head.i and child.tag not in RELATIVE_TAGS
        ]
    if not own:
        # "Officials, who had asked …, said the talks had failed": parses give "failed" both subjects.
        own = [
            subject
            for child in head.children
            if child.dep == "ccomp" and child.i > head.i
            for subject in child.children
            if subject.dep in SUBJECT and subject.i < head.i
        ]
    elif head.dep == "ccomp" and head.i > head.head.i:
        own = [t for t in own if t.i > head.head.i] or own
    if len(own) > 1:
        # Of two subjects side by side ("White House | official"), the first modifies the second.
        own = [t for t in own if not any(_modifies(t, o) for o in own)]
        # "Following the report, Peru left": parses make a subject of the report, too.
        own = [t for t in own if not any(c.dep == "case" for c in t.children)] or own
        # "Sounded out | Chilean leader | Ann Dale": parses give the title before an object apart.
        titled = [c.i - 1 for c in head.children if c.dep == "obj"]
        own = [t for t in own if t.i < head.i or t.i not in titled] or own
    said = [c for c in head.children if c.dep == "ccomp" and c.i < head.i]
    if said and head.tag in ("VBD", "VBZ", "VBP"):
        inverted = [c for c in head.children if c.dep == "obj" and c.i == head.i + 1]
        if not own and inverted:
            return inverted  # "“We want peace”, declared Ann Dale"
        content = min(said, key=lambda t: t.i)
        if not own or all(t.i < content.i for t in own):
            beside = _nominal_before(head, content.i)
            if beside is not None:
                return [beside]
    if head.dep in ("conj", "advcl") and head.tag in ("VBD", "VBZ", "VBP"):
        joined = _joined_before(head)
        # In "Chile and Peru met", Peru is joined to the subject itself.
        if joined is not None and not any(joined.head == t or joined == t for t in own):
            return [joined]
    if not own and head.dep == "ROOT" and head.tag in ("VBD", "VBZ", "VBP"):
        beside = _nominal_before(head, head.left_edge - 1)
        return [] if beside is None else [beside]
    return own


def _joined_before(head: Token) -> Token | None:
    """The nominal right before a verb that the parse joins to one further left.

    In "went between the two sides and Norway offered to help", it is Norway that offered.
    """
    token = head.doc[head.i - 1] if head.i else head
    while token.dep in ("flat", "compound", "nmod:desc") and token.head.i < head.i:
        token = token.head
    listed = token.dep == "conj" and any(child.dep == "cc" for child in token.children)
    return token if listed and token.pos in ("NOUN", "PROPN", "PRON") else None


def _modifies(token: Token, later: Token) -> bool:
    """Whether a nominal runs on into a later one: "House" in "White House official"."""
    return token.i < later.i <= token.i + 3 and all(
        token.doc[i].pos in ("NOUN", "PROPN", "ADJ") for i in range(token.i + 1, later.i)
    )


def _nominal_before(head: Token, content: int) -> Token | None:
    """The nominal that ends right before a verb, climbing out of names and appositions."""
    i = head.i - 1
    while i > content and (head.doc[i].is_punct or head.doc[i].pos in ("ADV", "AUX")):
        i -= 1
    token = head.doc[i]
    if i <= content or token.pos not in ("NOUN", "PROPN", "PRON"):
        return None
    while (
        token.dep in ("flat", "appos", "compound", "nmod", "nmod:poss", "nmod:desc", "conj", "amod")
        and token.head.i > content
        and not (token.dep == "appos" and preposition(token.head))
        and not is_predicate(token.head)
        and token.head.i < head.i
    ):
        token = token.head
    return token


def _controller(governor: Token, depth: int) -> tuple[Token, ...]:
    objects = _arguments(governor, "obj") + _arguments(governor, "iobj")
    if objects and governor.lemma in OBJECT_CONTROL:
        return objects
    if is_passive(governor) or governor.pos in ("VERB", "AUX", "ADJ", "NOUN"):
        return surface_subjects(governor, depth + 1)
    return ()


def _antecedent(token: Token, head: Token) -> Token:
    """What a relative pronoun stands for: the noun that the relative clause hangs on."""
    if token.tag not in RELATIVE_TAGS and token.lower != "that":
        return token
    clause = head
    while clause.dep in ("conj", "xcomp", "ccomp") and clause.head != clause:
        clause = clause.head
    if clause.dep == "acl:relcl":
        return clause.head
    return token


def _is_object_by_place(subject: Token) -> bool:
    """Whether a subject behind a verb that has one before it is its object: "Peru confirmed Ann Dale"."""
    verb = subject.head
    if subject.dep != "nsubj" or subject.i < verb.i or verb.tag not in ("VBD", "VBZ", "VBP"):
        return False
    if subject.left_edge != verb.i + 1:
        return False
    beside = [c for c in verb.children if c.dep in ("nsubj", "obj", "ccomp") and c != subject]
    return [c.dep for c in beside] == ["nsubj"] and beside[0].i < verb.i


def _is_whom_named(token: Token) -> bool:
    """Whether a name that the parse makes a description is who is named: "named Ann Dale as envoy"."""
    verb = token.head
    if token.dep != "xcomp" or token.pos != "PROPN" or verb.lemma != "name":
        return False
    return not any(c.dep in ("obj", "nsubj:pass") for c in verb.children)


def _arguments(head: Token, dep: str) -> tuple[Token, ...]:
    found: list[Token] = []
    for child in head.children:
        if child.dep == dep or (
            dep == "obj"
            and (_is_object_by_place(child) or _is_whom_named(child) or _is_fronted(child))
        ):
            found.extend(expand(_antecedent(child, head)))
    return tuple(found)


def _described_object(head: Token) -> tuple[Token, ...]:
    """What a verb says how it is, before it is named: "dismissed as baseless | a complaint"."""
    for child in head.children:
        as_marked = child.children and child.children[0].lower == "as"
        if child.dep == "advcl" and child.pos == "ADJ" and as_marked:
            return _arguments(child, "obj")
    return ()


def _obliques(head: Token) -> tuple[tuple[str, Token], ...]:
    found: list[tuple[str, Token]] = []
    # "Walked away from the deal": parsers hang "from" on "away".
    apart = (c for a in head.children if a.dep == "advmod" and a.lower in APART for c in a.children)
    for child in (*head.children, *apart):
        if child.dep == "advcl" and child.pos == "NOUN" and child.children:
            # "Open to talks": parsers take "to" for that of an infinitive.
            if child.children[0].lower == "to":
                found.extend(("to", token) for token in expand(child))
            continue
        phrase = child.dep == "xcomp" and child.pos == "NOUN" and preposition(child)
        if not phrase and not child.dep.startswith(("obl", "nmod")):
            continue
        case = preposition(child)
        if child.dep == "obl:agent" and (not case or case.endswith(" by")):
            case = "by"  # "was objected to by Chile"
        found.extend((case, token) for token in expand(_antecedent(child, head)))
    return tuple(found)


def preposition(token: Token) -> str:
    """The preposition that introduces a nominal, in lower case; "" if there is none."""
    words: list[str] = []
    for child in token.children:
        if child.i > token.i:
            break
        if child.dep == "case":
            words.append(child.lower)
            if child.children:
                words.extend(part.lower for part in child.children if part.dep == "fixed")
    return " ".join(words)


def expand(token: Token) -> tuple[Token, ...]:
    """A nominal and its conjuncts, in text order."""
    joined = [c for c in token.children if c.dep == "conj" and c.pos not in ("VERB", "AUX")]
    if not joined:
        return (token,)
    found = [token]
    # In "the premier's chief of staff, Ann Dale, left" parsers see a list; it has no "and".
    while joined and not any(c.dep == "cc" or c.text == "&" for c in joined[-1].children):
        if not any(c.dep == "conj" for c in joined[-1].children):
            joined.pop()
        else:
            break
    for child in joined:
        found.extend(expand(child))
    return tuple(found)


def _complement(head: Token) -> Token | None:
    for child in head.children:
        if child.dep in ("ccomp", "xcomp"):
            return child
    return None


def is_ended(head: Token) -> bool:
    """Whether a predicate was so and is no more: "is no longer president"."""
    for child in head.children:
        if child.lower == "longer":
            return any(part.lower == "no" for part in child.children)
    return False


def is_negated(head: Token) -> bool:
    """Whether the predicate itself is denied: "did not meet", "no longer meets", "no one met"."""
    for child in head.children:
        if child.lower in NEGATORS and child.dep in ("advmod", "neg", "aux", "cc:preconj", "det"):
            return True
        if child.dep in SUBJECT:
            for part in child.children:
                if part.lower == "neither" or (part.dep == "det" and part.lower == "no"):
                    return True
            first = child
            while first.children and first.children[0].i < first.i:
                first = first.children[0]
            if first.lower == "not":
                return True  # "not all of them left"
        elif child.lower == "longer":
            return is_ended(head)
    return False


def _modal(head: Token) -> str | None:
    found = _own_modal(head)
    if found is None and head.dep in ("conj", "xcomp") and not _is_finite(head):
        governor = head.head
        if governor.pos in ("VERB", "AUX", "ADJ"):
            found = _own_modal(governor)
    return found


def _own_modal(head: Token) -> str | None:
    for child in head.children:
        if child.dep == "aux" and child.tag == "MD":
            return child.lower
    return None


def is_to_be(head: Token) -> bool:
    """Whether a passive tells of what is to come: "is to be received", "was to be received"."""
    if head.tag != "VBN":
        return False
    finite = [c.i for c in head.children if c.lemma == "be" and c.tag in ("VBD", "VBZ", "VBP")]
    return bool(finite) and any(c.tag == "TO" and c.i > finite[0] for c in head.children)


def _is_finite(head: Token) -> bool:
    if head.tag in ("VBD", "VBZ", "VBP"):
        return True
    return any(
        child.dep in ("aux", "cop", "aux:pass")
        and child.tag in ("MD", "VBD", "VBZ", "VBP")
        and not (child.lemma == "be" and head.tag == "VB")  # "is due to meet"
        for child in head.children
    )


def _tense(head: Token, modal: str | None) -> Tense:
    if modal in MODALS_FUTURE:
        return "future"
    for child in head.children:
        if child.dep in ("aux", "cop", "aux:pass") and child.tag in ("VBD", "VBZ", "VBP"):
            if is_to_be(head):
                return "future"
            if child.tag == "VBD" or (child.lemma == "have" and head.tag == "VBN"):
                return "past"
            if child.lower in ("is", "are", "am", "'re", "'s") and (
                _goes_to(head) or (head.tag == "VB" and child.lemma == "be")
            ):
                return "future"  # "is going to meet", "is to meet"
            return "present"
    if head.tag == "VBD":
        return "past"
    if head.tag in ("VBZ", "VBP"):
        return "present"
    governor = head.head
    while head.tag == "VBG" and governor.pos in ("NOUN", "PROPN") and governor.head != governor:
        governor = governor.head  # "the two, meeting in Oslo on Monday, agreed"
    if governor != head and governor.pos in ("VERB", "AUX"):
        above = _tense(governor, _own_modal(governor))
        if head.tag == "VB" and governor.lemma in BRINGING_ABOUT:
            return above  # "was forced to resign"
        if head.tag == "VB" and (head.dep == "xcomp" or _is_commanded(head, governor)):
            # What somebody was told to do may be done by now, or is still to come.
            return "present" if above == "past" else "future"
        return above
    return "past" if head.tag in ("VBN", "VBD") else "present"


def _goes_to(head: Token) -> bool:
    return head.lower == "going" and any(child.dep == "xcomp" for child in head.children)


def _is_time_or_manner(token: Token) -> bool:
    return token.ent_type == "DATE" or token.tag in ("VBG", "CD")


def noun_phrase(token: Token) -> tuple[int, int]:
    """The nominal on this head as token indices (begin, end exclusive), without what follows a comma.

    Leaves out relative clauses, appositions, parentheticals and conjuncts, and the preposition
    before it; keeps determiners, adjectives, compounds, possessors and "of" phrases.
    """
    keep = {token.i}
    _collect(token, keep)
    begin = end = token.i
    while begin - 1 in keep:
        begin -= 1
    while end + 1 in keep:
        end += 1
    return begin, end + 1


DROPPED = frozenset(
    "acl acl:relcl appos parataxis conj cc punct case mark cop nsubj nsubj:pass advcl"
    " discourse dep list vocative ccomp aux aux:pass obl obl:tmod obl:unmarked nmod:tmod"
    " nmod:unmarked csubj xcomp".split()
)


def _collect(token: Token, keep: set[int]) -> None:
    for child in token.children:
        if child.dep in DROPPED and not _inside_word(child, token):
            continue
        if child.dep == "nmod" and preposition(child) not in ("of", "for", "at", "from"):
            continue
        _keep_whole(child, keep)


def _inside_word(child: Token, token: Token) -> bool:
    """Hyphens and quotation marks inside a nominal: "anti-Syrian", "Russian 'peace' plan"."""
    return child.dep == "punct" and child.i < token.i and child.text in ("-", "–")


def _keep_whole(token: Token, keep: set[int]) -> None:
    keep.add(token.i)
    for child in token.children:
        if child.dep in ("acl", "acl:relcl", "appos", "parataxis", "advcl"):
            continue
        if child.dep == "punct" and child.text in (",", ";", ":", "—", "–"):
            continue
        _keep_whole(child, keep)
