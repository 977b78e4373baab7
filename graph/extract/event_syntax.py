"""What the syntax around a word says of the act that it may name: its complement, its kind, its will."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.extract import lexicon
from graph.extract.lexicon import EventRule
from graph.extract.syntax import (
    MODALS_FUTURE,
    Clause,
    clause_of,
    expand,
    is_predicate,
    preposition,
    surface_subjects,
)
from graph.parse import Token

PARTITIVE = frozenset(
    "one some all many most several both each number group member majority part series couple"
    " part rest last bulk remainder remnant half lot pair dozen hundred thousand"
    " ten two three four five six seven eight nine".split()
)
INTENDING = frozenset("plan intend decide aim mean prepare ready".split())
CONDITIONAL = frozenset({"if", "unless", "until"})
MEASURES = frozenset(
    "$ ton tonne kilo kilogram barrel litre liter bag truckload planeload shipment consignment batch"
    " package million billion dollar euro pound worth amount quantity wave round load cargo form"
    " day week month hour session string spate percent %".split()
)


def governing_predicate(token: Token) -> Token | None:
    """The predicate that an act is the content of, directly or by a noun: "proposed a bill to ban"."""
    while token.dep in ("xcomp", "acl", "obj", "advcl", "ccomp"):
        token = token.head
        if is_predicate(token):
            return token
    return None


def singular(token: Token) -> str:
    """The lemma of a noun in lower case, in the singular."""
    lemma = token.lemma
    if token.tag == "NNS" and lemma.endswith("s") and not lemma.endswith("ss"):
        # Treebanks lemmatise "troops", "talks" and "supplies" both ways.
        lemma = f"{lemma[:-3]}y" if lemma.endswith("ies") and len(lemma) > 4 else lemma[:-1]
    return lemma


def noun_names(token: Token) -> frozenset[str]:
    """The lemma of a noun, alone and in what is made of it: "drone strike", "u-turn", "state of siege"."""
    lemma = singular(token)
    names = [lemma]
    for child in token.children:
        beside = child.dep in ("compound", "amod")
        if (beside or child.lower == "no") and child.i == token.i - 1:
            names.append(f"{child.lemma} {lemma}")
        elif beside and child.i == token.i - 2 and token.doc[token.i - 1].text == "-":
            names.append(f"{child.lemma}-{lemma}")
        elif child.dep == "nmod" and preposition(child) == "of":
            names.append(f"{lemma} of {singular(child)}")
    return frozenset(names)


def fits_noun(rule: EventRule, token: Token) -> bool:
    """Whether the words around a noun are those that a rule asks for: "use | of force"."""
    if rule.unless and has_word(token, rule.unless):
        return False
    if rule.complement and noun_complement(token) is None:
        return False
    if rule.obliques and not any(
        child.dep in ("nmod", "obl") and child.i > token.i and preposition(child) in rule.obliques
        for child in token.children
    ):
        return False
    return not rule.with_words or has_word(token, rule.with_words)


def noun_complement(token: Token) -> Token | None:
    """The clause that says what a noun's demand, threat or refusal is: "the threat | to leave"."""
    for child in token.children:
        if child.dep == "acl" and child.tag.startswith("VB"):
            marks = [c.lower for c in child.children if c.dep == "mark"]
            if "that" in marks or "to" in marks:
                return child
        if child.dep == "acl:relcl" and is_subjunctive(child):
            return child
    return None


def is_subjunctive(clause: Token | None) -> bool:
    """Whether a clause has the bare verb of what is asked for: "the demand that Chile withdraw"."""
    if clause is None or clause.tag not in ("VB", "VBP", "VBN"):
        return False
    helped = any(c.dep.startswith("aux") and c.lower != "be" for c in clause.children)
    return not helped and any(
        c.dep.startswith("nsubj")
        and c.tag in ("NN", "NNP")
        and not any(p.dep == "conj" for p in c.children)
        for c in clause.children
    )


def content_of_noun(token: Token) -> Iterator[Token]:
    """The predicates of the clause that says what a noun's demand, threat or refusal is."""
    complement = noun_complement(token)
    if complement is not None:
        yield from acts_below(complement)


def has_word(token: Token, words: frozenset[str], cases: frozenset[str] | None = None) -> bool:
    """Whether one of these lemmas, or of nouns with the word before them, stands right below a token.

    If ``cases`` are given, only with one of these prepositions.
    """
    return any(
        (cases is None or (child.dep == "nmod" and preposition(child) in cases))
        and (
            child.lemma in words
            or (child.pos == "NOUN" and not words.isdisjoint(noun_names(child)))
        )
        for child in token.children
    )


def words_below(token: Token) -> frozenset[str]:
    """The lemmas right below a token, of nouns with the word before them, too."""
    nouns = (noun_names(child) for child in token.children if child.pos == "NOUN")
    return frozenset(child.lemma for child in token.children).union(*nouns)


def is_made(predicate: Token, words: frozenset[str]) -> bool:
    """Whether one of these lemmas describes an object so that it must belong to its verb: "shot | dead
    four men", "held Chile | responsible".
    """
    return any(
        word.lemma in words and (word.i == predicate.i + 1 or word.i > token.i)
        for token in predicate.children
        if token.dep == "obj"
        for word in token.children
        if word.dep == "amod"
    )


def content_of(rule: EventRule, clause: Clause) -> Iterator[Token]:
    """What a promise, demand, threat or refusal is about: told as its content, not as acts."""
    for token in clause.objects:
        # "Rejected the request": it was made.
        if rule.type != "REJECT" or singular(token) not in lexicon.certainty().uttered:
            yield token
    for act in acts_of(rule, clause):
        yield from acts_below(act)


def acts_of(rule: EventRule, clause: Clause) -> Iterator[Token]:
    """The predicates that an act of speech, or a protest, is about."""
    complement = complement_of(clause)
    if complement is not None and not is_settled(complement):
        yield complement
    if rule.type == "PROTEST":
        # "Marched to demand", "rallied, calling for".
        yield from (c for c in clause.head.children if c.dep == "advcl" and c.tag in ("VB", "VBG"))


def is_willed(clause: Clause) -> bool:
    return clause.modal in (*MODALS_FUTURE, "would")


def is_intended(clause: Clause) -> bool:
    """Whether an act is what its actor says it means to do: "plans to send"."""
    governor = clause.head.head
    return (
        clause.head.dep == "xcomp"
        and governor.lemma in INTENDING
        and not any(child.dep in ("obj", "iobj") for child in governor.children)
    )


def describes(clause: Clause, adjectives: Mapping[str, object]) -> bool:
    """Whether a predicate says how its subject is: a copula's, or a participle that does."""
    return clause.copula or (clause.passive and clause.head.lower in adjectives)


def predicate_words(clause: Clause) -> Iterator[str]:
    """The verb with what follows it like a particle ("step aside"), with its particle, and alone."""
    verb = clause.head.lemma
    for child in clause.head.children:
        if child.dep in ("advmod", "xcomp") and 0 < child.i - clause.head.i <= 2:
            yield f"{verb} {child.lower}"
    yield clause.lemma
    yield verb


def has_unless(predicate: Token) -> bool:
    """Whether an act is announced for the case that another does not comply."""
    return any(
        child.dep == "advcl" and has_word(child, frozenset({"unless"}))
        for child in predicate.children
    )


def conditioned(*predicates: Token | None) -> Iterator[Token]:
    """Who must do something else for an act to be left undone: "will strike unless Chile withdraws"."""
    for predicate in predicates:
        if predicate is None:
            continue
        for child in predicate.children:
            if child.dep == "advcl" and has_word(child, CONDITIONAL):
                yield from surface_subjects(child)


def complement_of(clause: Clause) -> Token | None:
    """The clausal object; or an infinitive that the parse hangs elsewhere: "asked it | to leave"."""
    if clause.complement is not None:
        return clause.complement
    for holder, dep in ((clause.head, "advcl"), *((t, "acl") for t in clause.objects)):
        for child in holder.children:
            if child.dep == dep and child.tag in ("VB", "VBG"):
                marks = [c.lower for c in child.children if c.dep in ("mark", "case")]
                if "to" in marks or (dep == "acl" and "of" in marks):
                    return child
    return None


def is_infinitive(complement: Token | None) -> bool:
    """Whether a clausal object has "to", or the bare verb after it: not "called it a failure"."""
    if complement is None:
        return False
    if complement.dep == "ccomp":
        # "Told Iran: return to the talks".
        return complement.tag == "VB" and not any(
            c.dep.startswith(("nsubj", "aux", "mark")) for c in complement.children
        )
    return complement.tag == "VB" or any(child.tag == "TO" for child in complement.children)


def is_reciprocal(token: Token) -> bool:
    """Whether a nominal is "each other" or "one another"."""
    behind = token.doc[token.i + 1 : token.i + 2]
    pair = (token.lower, *(t.lower for t in behind))
    return pair in (("each", "other"), ("one", "another"))


def is_refusal(clause: Clause) -> bool:
    """Whether a denial tells what somebody will not do, not what just did not happen."""
    return clause.negated and (
        clause.modal is not None
        or any(
            c.dep == "aux" and c.tag in ("VBZ", "VBP") and c.lemma == "do"
            for c in clause.head.children
        )
    )


def kinds_of(token: Token) -> frozenset[str]:
    """The lemmas of a nominal; of "part of the aid", those of the aid."""
    return noun_names(token).union(*map(noun_names, measured(token)))


def measured(token: Token) -> Iterator[Token]:
    """What a nominal is a part or a number of: in "a series of raids", the raids."""
    if token.lemma in PARTITIVE or token.lemma in MEASURES or token.pos == "NUM":
        for child in token.children:
            if child.dep == "nmod" and preposition(child) in ("of", "in", "worth of"):
                yield child


def acts_below(predicate: Token) -> Iterator[Token]:
    """A predicate, its objects, and the predicates that it is joined to or governs in turn."""
    yield predicate
    for child in predicate.children:
        if child.dep == "obj":
            yield from expand(child)
        elif child.pos in ("VERB", "AUX") and (
            child.dep in ("conj", "xcomp") or (child.dep == "advcl" and child.tag == "VB")
        ):
            yield from acts_below(child)


def is_settled(complement: Token) -> bool:
    """Whether a clausal object tells of what is, not of what is to be: "agreed that prices rose"."""
    told = clause_of(complement)
    return complement.dep == "ccomp" and told.tense != "future" and told.modal is None


def wanted_by(rule: EventRule) -> str:
    """What a rule asks of a clause, in words."""
    if rule.negated:
        return "a denial"
    if rule.willed:
        return "a “will” or “would”"
    if rule.agentless:
        return "that nobody is named who did it"
    if rule.source_words:
        return f"a subject like “{min(rule.source_words)}”"
    if rule.objects:
        return f"an object like “{min(rule.objects)}”"
    if rule.obliques:
        return f"a phrase with “{min(rule.obliques)}”"
    if rule.with_words:
        return f"a word like “{min(rule.with_words)}”"
    if rule.needs_title:
        return "an office"
    return "a clause that says what" if rule.complement else "a verb that is no mere modifier"
