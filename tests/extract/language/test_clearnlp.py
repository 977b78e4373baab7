"""Another's pipeline: its labels and the shape of its trees are made those of our rules."""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vocab import Vocab

import graph
from graph.cli.main import main
from graph.extract.language.clearnlp import to_universal
from graph.pipeline import Built, Pipeline
from tests.conftest import article


def parsed(rows: str, ents: dict[tuple[int, int], str] | None = None) -> Doc:
    """A document from ``word/tag/part of speech/head (from 1; 0: root)/label`` for each word."""
    columns = [row.split("/") for row in rows.split()]
    words, tags, pos, heads, deps = zip(*columns, strict=True)
    lemmas = ["be" if word in ("is", "was", "were") else word.lower() for word in words]
    doc = Doc(
        Vocab(),
        words=list(words),
        tags=list(tags),
        pos=list(pos),
        heads=[int(head) - 1 if head != "0" else i for i, head in enumerate(heads)],
        deps=[dep if dep != "root" else "ROOT" for dep in deps],
        lemmas=lemmas,
    )
    doc.ents = [Span(doc, begin, end, label=label) for (begin, end), label in (ents or {}).items()]
    return doc


def tree(doc: Doc) -> dict[str, tuple[str, str]]:
    """Word → (label, head); the words of these examples differ."""
    return {t.text: (t.dep_, t.head.text) for t in doc}


def test_a_copula_hangs_off_its_predicate() -> None:
    doc = parsed(
        "Marsh/NNP/PROPN/2/nsubj is/VBZ/AUX/0/root the/DT/DET/4/det envoy/NN/NOUN/2/attr ././PUNCT/2/punct"
    )
    assert tree(to_universal(doc)) == {
        "Marsh": ("nsubj", "envoy"),
        "is": ("cop", "envoy"),
        "the": ("det", "envoy"),
        "envoy": ("ROOT", "envoy"),
        ".": ("punct", "envoy"),
    }


def test_an_adjective_takes_its_copula_too() -> None:
    doc = parsed("Talks/NNS/NOUN/2/nsubj were/VBD/AUX/0/root hard/JJ/ADJ/2/acomp")
    assert tree(to_universal(doc))["were"] == ("cop", "hard")


def test_an_existential_keeps_its_verb() -> None:
    doc = parsed("There/EX/PRON/2/expl were/VBD/AUX/0/root talks/NNS/NOUN/2/attr")
    found = tree(to_universal(doc))
    assert found["were"] == ("ROOT", "were")
    assert found["talks"] == ("nsubj", "were")


def test_a_preposition_hangs_off_its_noun() -> None:
    doc = parsed(
        "envoys/NNS/NOUN/4/nsubj of/IN/ADP/1/prep Peru/NNP/PROPN/2/pobj met/VBD/VERB/0/root "
        "in/IN/ADP/4/prep Lima/NNP/PROPN/5/pobj"
    )
    found = tree(to_universal(doc))
    assert found["of"] == ("case", "Peru")
    assert found["Peru"] == ("nmod", "envoys")
    assert found["in"] == ("case", "Lima")
    assert found["Lima"] == ("obl", "met")


def test_prepositions_in_a_row_are_each_turned() -> None:
    doc = parsed(
        "met/VBD/VERB/0/root with/IN/ADP/1/prep ministers/NNS/NOUN/2/pobj from/IN/ADP/3/prep "
        "states/NNS/NOUN/4/pobj on/IN/ADP/5/prep coasts/NNS/NOUN/6/pobj"
    )
    found = tree(to_universal(doc))
    assert found["ministers"] == ("obl", "met")
    assert found["states"] == ("nmod", "ministers")
    assert found["coasts"] == ("nmod", "states")


def test_the_agent_of_a_passive_is_one() -> None:
    doc = parsed(
        "Treaty/NN/NOUN/3/nsubjpass was/VBD/AUX/3/auxpass signed/VBN/VERB/0/root "
        "by/IN/ADP/3/agent Peru/NNP/PROPN/4/pobj"
    )
    found = tree(to_universal(doc))
    assert found["Treaty"] == ("nsubj:pass", "signed")
    assert found["was"] == ("aux:pass", "signed")
    assert found["Peru"] == ("obl:agent", "signed")
    assert found["by"] == ("case", "Peru")


def test_a_clause_behind_a_preposition_is_marked_by_it() -> None:
    doc = parsed("left/VBD/VERB/0/root after/IN/ADP/1/prep signing/VBG/VERB/2/pcomp")
    found = tree(to_universal(doc))
    assert found["signing"] == ("advcl", "left")
    assert found["after"] == ("mark", "signing")


def test_conjuncts_hang_off_the_first_and_their_and_off_them() -> None:
    doc = parsed(
        "Peru/NNP/PROPN/6/nsubj ,/,/PUNCT/1/punct Chile/NNP/PROPN/1/conj and/CC/CCONJ/3/cc "
        "Cuba/NNP/PROPN/3/conj met/VBD/VERB/0/root"
    )
    found = tree(to_universal(doc))
    assert found["Chile"] == ("conj", "Peru")
    assert found["Cuba"] == ("conj", "Peru")
    assert found["and"] == ("cc", "Cuba")


def test_a_person_s_first_name_heads_the_name_and_the_title_hangs_off_it() -> None:
    doc = parsed(
        "Minister/NNP/PROPN/3/compound Ida/NNP/PROPN/3/compound Marsh/NNP/PROPN/4/nsubj left/VBD/VERB/0/root",
        {(1, 3): "PERSON"},
    )
    found = tree(to_universal(doc))
    assert found["Ida"] == ("nsubj", "left")
    assert found["Marsh"] == ("flat", "Ida")
    assert found["Minister"] == ("nmod:desc", "Ida")


def test_a_name_that_is_no_person_keeps_its_head() -> None:
    doc = parsed(
        "Harbour/NNP/PROPN/2/compound League/NNP/PROPN/3/nsubj left/VBD/VERB/0/root",
        {(0, 2): "ORG"},
    )
    assert tree(to_universal(doc))["Harbour"] == ("compound", "League")


def test_each_remaining_label_gets_its_universal_name() -> None:
    doc = parsed(
        "They/PRP/PRON/2/nsubj gave/VBD/VERB/0/root up/RP/ADP/2/prt "
        "its/PRP$/PRON/5/poss ports/NNS/NOUN/2/dobj"
    )
    found = tree(to_universal(doc))
    assert {word: found[word][0] for word in ("up", "its", "ports")} == {
        "up": "compound:prt",
        "its": "nmod:poss",
        "ports": "obj",
    }


def test_a_universal_tree_stays_as_it_is() -> None:
    doc = parsed(
        "Marsh/NNP/PROPN/4/nsubj is/VBZ/AUX/4/cop the/DT/DET/4/det envoy/NN/NOUN/0/root "
        "of/IN/ADP/6/case Peru/NNP/PROPN/4/nmod and/CC/CCONJ/8/cc Chile/NNP/PROPN/6/conj",
        {(0, 1): "PERSON"},
    )
    before = tree(doc)
    assert tree(to_universal(doc)) == before


def test_an_empty_document_is_none_the_worse() -> None:
    assert len(to_universal(Doc(Vocab()))) == 0


# Pipelines trained here, on sentences made by a small grammar of our own

NAMES = "Marsh Vale Prado Tavares Lind Orr Klein Roux".split()
STATES = "Peru Chile Malta Norway Latvia Cuba Kenya Nepal".split()
VERBS = {"criticized": "criticize", "met": "meet", "invited": "invite", "sanctioned": "sanction"}


def sentences(*, universal: bool) -> list[tuple[list[str], dict[str, Any]]]:
    """(words, annotation) of sentences in ClearNLP's labels, or in Universal ones."""
    made = []
    for number in range(48):
        state, other = STATES[number % 8], STATES[(number * 3 + 1) % 8]
        verb, name = list(VERBS)[number % 4], NAMES[(number * 5) % 8]
        if number % 3 == 0:
            rows = [
                (state, "NNP", "PROPN", 1, "nsubj", "B-GPE"),
                (verb, "VBD", "VERB", 1, "ROOT", "O"),
            ]
            rows += [(other, "NNP", "PROPN", 1, "obj" if universal else "dobj", "B-GPE")]
        elif number % 3 == 1:
            by = [(2, "obl:agent"), (5, "case")] if universal else [(4, "pobj"), (2, "agent")]
            passive = ("nsubj:pass", "aux:pass") if universal else ("nsubjpass", "auxpass")
            rows = [(state, "NNP", "PROPN", 2, passive[0], "B-GPE")]
            rows += [
                ("was", "VBD", "AUX", 2, passive[1], "O"),
                (verb, "VBN", "VERB", 2, "ROOT", "O"),
            ]
            if universal:
                rows += [
                    ("by", "IN", "ADP", 4, by[1][1], "O"),
                    (other, "NNP", "PROPN", 2, by[0][1], "B-GPE"),
                ]
            else:
                rows += [
                    ("by", "IN", "ADP", 2, by[1][1], "O"),
                    (other, "NNP", "PROPN", 3, by[0][1], "B-GPE"),
                ]
        else:
            rows = [
                (name, "NNP", "PROPN", 1, "nsubj", "B-PERSON"),
                (verb, "VBD", "VERB", 1, "ROOT", "O"),
            ]
            head, dep, case = (1, "obl", 3) if universal else (2, "pobj", 1)
            rows += [("in", "IN", "ADP", case, "case" if universal else "prep", "O")]
            rows += [(other, "NNP", "PROPN", head, dep, "B-GPE")]
        last = 2 if number % 3 == 1 else 1
        rows.append((".", ".", "PUNCT", last, "punct", "O"))
        words, tags, pos, heads, deps, ents = map(list, zip(*rows, strict=True))
        lemmas = ["be" if w == "was" else VERBS.get(w, w) for w in words]
        annotation = {"tags": tags, "pos": pos, "heads": heads, "deps": deps, "lemmas": lemmas}
        made.append((words, annotation | {"ents": ents}))
    return made


def train(folder: Path, *, universal: bool) -> Path:
    """A pipeline of spaCy's own components, trained for a few seconds and written to a folder."""
    random.seed(1)
    spacy.util.fix_random_seed(1)
    nlp = spacy.blank("en")
    for name in ("tagger", "morphologizer", "ner", "trainable_lemmatizer"):
        nlp.add_pipe(name)
    # By default it forgets the labels that it sees less than thirty times.
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    examples = []
    made = sentences(universal=universal)
    # Several sentences a document, so that the parser learns where one ends.
    for begin in range(0, len(made), 3):
        words: list[str] = []
        annotation: dict[str, list[Any]] = defaultdict(list)
        for more, its in made[begin : begin + 3]:
            annotation["heads"] += [len(words) + head for head in its.pop("heads")]
            for name, values in its.items():
                annotation[name] += values
            words += more
        reference = Doc(nlp.vocab, words=words, **annotation)
        examples.append(Example(Doc(nlp.vocab, words=words), reference))
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(10):
        random.shuffle(examples)
        for begin in range(0, len(examples), 3):
            nlp.update(examples[begin : begin + 3], sgd=optimizer, drop=0.0)
    nlp.to_disk(folder)
    return folder


@pytest.fixture(scope="module")
def clearnlp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return train(tmp_path_factory.mktemp("clearnlp") / "model", universal=False)


@pytest.fixture(scope="module")
def universal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return train(tmp_path_factory.mktemp("universal") / "model", universal=True)


PASSIVE = "Malta was criticized by Kenya ."


def test_a_clearnlp_parser_is_known_by_its_labels_and_adapted(clearnlp: Path) -> None:
    nlp = graph.load_pipeline(clearnlp)
    assert nlp.pipe_names[-1] == "statecraft_universal"
    found = tree(nlp(PASSIVE))
    assert found["Malta"] == ("nsubj:pass", "criticized")
    assert found["Kenya"] == ("obl:agent", "criticized")
    assert found["by"] == ("case", "Kenya")


def test_the_pipeline_itself_is_not_changed(clearnlp: Path) -> None:
    assert tree(spacy.load(clearnlp)(PASSIVE))["Kenya"] == ("pobj", "by")


def test_a_universal_parser_is_used_as_it_is(universal: Path) -> None:
    nlp: Language = graph.load_pipeline(universal)
    assert "statecraft_universal" not in nlp.pipe_names
    assert tree(nlp(PASSIVE)) == tree(spacy.load(universal)(PASSIVE))
    assert tree(nlp(PASSIVE))["Kenya"] == ("obl:agent", "criticized")


ARTICLE = """Malta and Kenya Quarrel

LIMA, August 20, 2025 (Harbour Wire) —

Malta criticized Kenya. Peru was sanctioned by Chile. Marsh met in Cuba.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "quarrel.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def acts(built: Built) -> set[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Each event as its act, who did it and to whom, by the ends of their IRIs."""

    def ends(iris: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1] for iri in iris)

    return {
        (fact.relation, ends(fact.subjects), ends(fact.objects))
        for fact in built.facts
        if fact.kind == "event"
    }


@pytest.mark.parametrize("which", ["clearnlp", "universal"])
def test_a_graph_can_be_built_with_it(
    which: str, file: Path, request: pytest.FixtureRequest
) -> None:
    built = graph.build(file, model=request.getfixturevalue(which))
    assert built.facts
    assert {fact.kind for fact in built.facts} >= {"event"}


def test_both_give_the_same_graph_of_the_same_words(clearnlp: Path, universal: Path) -> None:
    text = "Malta criticized Kenya. Peru was sanctioned by Chile. Marsh met in Cuba."
    found = [acts(Pipeline(model).build_article(article(text))) for model in (clearnlp, universal)]
    assert found[0] == found[1]
    assert {act for act, _, _ in found[0]} == {"ACCUSE", "SANCTION"}


def test_the_command_takes_its_path(
    file: Path, clearnlp: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    options = ["--model", str(clearnlp), "-o", str(out), "--format", "ttl"]
    status = main(["build", str(file), *options])
    assert status == 0, capsys.readouterr().err
    assert (out / "quarrel.ttl").read_text(encoding="utf-8")
