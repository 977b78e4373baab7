"""Trees in ClearNLP's labels, as ``en_core_web_*`` gives them, made the Universal ones of our rules.

The labels differ, and so does the shape: there a preposition heads its noun and "is" its predicate;
here they hang off it as ``case`` and ``cop``. Conjuncts hang in a chain there, off the first here, and
a person's last name heads the name there, the first one here.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

# Labels by which a parser is known to speak ClearNLP; Universal Dependencies has none of them.
SIGNS = frozenset({"dobj", "pobj", "nsubjpass", "auxpass"})

_RENAMED = {
    "dobj": "obj",
    "dative": "iobj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "poss": "nmod:poss",
    "possessive": "case",
    "relcl": "acl:relcl",
    "neg": "advmod",
    "prt": "compound:prt",
    "npadvmod": "obl:unmarked",
    "predet": "det:predet",
    "preconj": "cc:preconj",
    "quantmod": "advmod",
    "intj": "discourse",
    "meta": "dep",
    "nn": "compound",
    "oprd": "xcomp",
    "attr": "xcomp",
    "acomp": "xcomp",
    "prep": "advmod",
    "agent": "advmod",
    "pobj": "obl",
    "pcomp": "advcl",
    "subtok": "goeswith",
}
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


@Language.component(
    "statecraft_universal",
    requires=["token.dep", "token.head", "token.tag", "doc.ents"],
    assigns=["token.dep", "token.head"],
)
def to_universal(doc: Doc) -> Doc:
    """Sets heads and labels anew; a tree that is Universal already stays as it is."""
    if len(doc) == 0:
        return doc
    trees = _Trees(doc)
    trees.invert_prepositions()
    trees.invert_copulas()
    trees.spread_conjuncts()
    for name in doc.ents:
        if name.label_ == "PERSON":
            trees.head_names_first(name)
    trees.rename()
    return trees.write()


class _Trees:
    """Heads and labels of a document's words, while they are changed."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.heads = [token.head.i for token in doc]
        self.deps = [token.dep_ for token in doc]
        self.sentences = [(s.start, s.end) for s in doc.sents for _ in s]

    def children(self, word: int) -> list[int]:
        # Only within the sentence: over the whole document, time would grow with its square.
        sentence = self.sentences[word]
        return [i for i in range(*sentence) if self.heads[i] == word and i != word]

    def children_by_dep(self, word: int, *deps: str) -> list[int]:
        return [child for child in self.children(word) if self.deps[child] in deps]

    def swap(self, old: int, new: int, dep: str) -> None:
        """Makes ``new`` stand where ``old`` stood, with all that hung off it, and ``old`` its child."""
        for child in self.children(old):
            self.heads[child] = new
        self.heads[new] = new if self.heads[old] == old else self.heads[old]
        self.deps[new] = self.deps[old]
        self.heads[old], self.deps[old] = new, dep

    def invert_prepositions(self) -> None:
        # From the right: in "with ministers from states", what hangs deeper is settled first.
        for word in reversed(range(len(self.doc))):
            conjoined = self.deps[word] == "conj" and self.doc[word].pos_ == "ADP"
            if self.deps[word] in _PREPOSITIONS or conjoined:
                objects = self.children_by_dep(word, "pobj", "pcomp")
                if objects:
                    self._invert_preposition(word, objects[0])

    def _invert_preposition(self, preposition: int, object_: int) -> None:
        head = self.heads[preposition]
        dep = self.deps[preposition]
        nominal = self.doc[head].pos_ in _NOMINAL
        clausal = self.deps[object_] == "pcomp" and self.doc[object_].pos_ in ("VERB", "AUX")
        self.swap(preposition, object_, "mark" if clausal else "case")
        if dep == "conj":
            self.deps[object_] = "conj"
        elif clausal:
            self.deps[object_] = "acl" if nominal else "advcl"
        elif dep == "agent":
            self.deps[object_] = "obl:agent"
        else:
            self.deps[object_] = "nmod" if nominal else "obl"

    def invert_copulas(self) -> None:
        for word in range(len(self.doc)):
            if self.doc[word].lemma_ != "be" or self.deps[word] in ("aux", "auxpass", "cop"):
                continue
            complements = self.children_by_dep(word, "attr", "acomp")
            if self.children_by_dep(word, "expl"):
                # "There were talks": the talks are the subject, "were" stays the head.
                for complement in complements:
                    self.deps[complement] = "nsubj"
            elif complements:
                self.swap(word, complements[0], "cop")
            elif places := self.children_by_dep(word, "obl"):
                self.swap(word, places[0], "cop")

    def spread_conjuncts(self) -> None:
        for word in range(len(self.doc)):
            if self.deps[word] == "conj":
                while self.deps[self.heads[word]] == "conj":
                    self.heads[word] = self.heads[self.heads[word]]
        for word in range(len(self.doc)):
            if self.deps[word] == "cc":
                later = [c for c in self._conjuncts(self.heads[word]) if c > word]
                self.heads[word] = later[0] if later else self.heads[word]

    def _conjuncts(self, word: int) -> list[int]:
        first = self.heads[word] if self.deps[word] == "conj" else word
        return self.children_by_dep(first, "conj")

    def head_names_first(self, name: Span) -> None:
        first, last = name.start, name.end - 1
        if self.heads[first] == last and self.deps[first] == "compound":
            self.swap(last, first, "flat")
            for word in range(first + 1, last):
                self.heads[word], self.deps[word] = first, "flat"
        titles = [
            word
            for word in self.children_by_dep(first, "compound")
            if word < first and self.doc[word].tag_ in ("NNP", "NNPS")
        ]
        for word in titles[:-1]:
            self.heads[word] = titles[-1]
        for word in titles[-1:]:
            self.deps[word] = "nmod:desc"

    def rename(self) -> None:
        self.deps = [_RENAMED.get(dep, dep) for dep in self.deps]
        for word, head in enumerate(self.heads):
            if word == head:
                self.deps[word] = "ROOT"

    def write(self) -> Doc:
        for word, head in enumerate(self.heads):
            self.doc[word].head = self.doc[head]
            self.doc[word].dep_ = self.deps[word]
        return self.doc
