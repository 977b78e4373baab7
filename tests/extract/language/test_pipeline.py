"""The shipped pipeline is a spaCy pipeline like any other, and says the same of a text every time."""

from __future__ import annotations

import functools
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

import graph
from graph.errors import ModelError
from graph.resources import MODEL
from tests.extract.language.conftest import TEXTS, analysis

COMPONENTS = {"encoder", "senter", "tagger", "morphologizer", "parser", "ner", "lemmatizer"}
HEADS = ("senter", "tagger", "morphologizer", "parser", "ner")


def same(one: Doc, other: Doc) -> bool:
    return (
        analysis(one) == analysis(other)
        and [(e.start, e.end, e.label_) for e in one.ents]
        == [(e.start, e.end, e.label_) for e in other.ents]
        and [(s.start, s.end) for s in one.sents] == [(s.start, s.end) for s in other.sents]
        and np.array_equal(one.tensor, other.tensor)
    )


@pytest.fixture(scope="module")
def alone(nlp: Language) -> list[Doc]:
    """Each text analysed by itself."""
    return [nlp(text) for text in TEXTS]


# Loading


def test_spacy_loads_the_folder_by_its_path(nlp: Language) -> None:
    loaded = spacy.load(MODEL)
    assert set(loaded.pipe_names) == set(nlp.pipe_names) == COMPONENTS
    assert same(loaded(TEXTS[0]), nlp(TEXTS[0]))


def test_spacy_alone_loads_it_in_a_process_that_never_imports_statecraft_itself() -> None:
    code = f"import spacy; print(spacy.load({str(MODEL)!r})('Peru agreed.')[0].text)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "Peru\n", done.stderr


def test_each_component_finds_what_it_requires(nlp: Language) -> None:
    problems = nlp.analyze_pipes()["problems"]
    assert problems == {name: [] for name in COMPONENTS}


def test_each_component_says_what_it_assigns(nlp: Language) -> None:
    assigned = {name: nlp.get_pipe_meta(name).assigns for name in nlp.pipe_names}
    assert assigned["encoder"] == ["doc.tensor"]
    assert all(assigned.values())
    assert all("doc.tensor" in nlp.get_pipe_meta(n).requires for n in HEADS)


def test_analysis_imports_neither_torch_nor_transformers() -> None:
    # thinc takes a torch that is there by itself: here there must be none to take.
    code = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("torch", "transformers", "tensorflow", "safetensors"):
            asked.append(name)
            raise ModuleNotFoundError(name)
asked = []
sys.meta_path.insert(0, Refuse())
import graph
doc = graph.load_pipeline()("Peru agreed with Chile in Lima.")
assert doc.has_annotation("DEP") and len(doc.tensor) == len(doc)
assert not {"torch", "transformers"} & set(sys.modules)
print("done")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "done\n", done.stderr


# Same text, same analysis


@pytest.mark.parametrize("batch_size", [1, 3, 100])
def test_a_batch_of_any_size_changes_nothing(
    nlp: Language, alone: list[Doc], batch_size: int
) -> None:
    piped = list(nlp.pipe(TEXTS, batch_size=batch_size))
    assert all(same(one, other) for one, other in zip(alone, piped, strict=True))


@functools.cache
def loaded() -> Language:
    return graph.load_pipeline()


@given(order=st.permutations(range(len(TEXTS))))
@settings(max_examples=5, deadline=None)
def test_the_order_of_the_texts_changes_nothing(order: list[int]) -> None:
    nlp = loaded()
    piped = list(nlp.pipe(TEXTS[i] for i in order))
    assert all(same(nlp(TEXTS[i]), doc) for i, doc in zip(order, piped, strict=True))


def test_several_processes_change_nothing(nlp: Language, alone: list[Doc]) -> None:
    piped = list(nlp.pipe(TEXTS, n_process=2, batch_size=2))
    assert all(same(one, other) for one, other in zip(alone, piped, strict=True))


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_the_encoder_s_threads_change_nothing(alone: list[Doc], threads: int) -> None:
    other = spacy.load(MODEL, config={"components": {"encoder": {"threads": threads}}})
    assert other.get_pipe("encoder").threads == threads  # type: ignore[attr-defined]
    assert all(same(one, doc) for one, doc in zip(alone, other.pipe(TEXTS), strict=True))


def test_what_was_read_before_changes_nothing(nlp: Language) -> None:
    fresh = graph.load_pipeline()
    assert all(same(nlp(text), fresh(text)) for text in TEXTS)


# What spaCy's users do with a pipeline


def test_pipe_keeps_the_context_of_each_text(nlp: Language, alone: list[Doc]) -> None:
    pairs = list(nlp.pipe(((text, i) for i, text in enumerate(TEXTS)), as_tuples=True))
    assert [context for _, context in pairs] == list(range(len(TEXTS)))
    assert all(same(alone[i], doc) for doc, i in pairs)


def test_pipe_yields_before_all_texts_are_read(nlp: Language) -> None:
    read = []

    def texts():  # type: ignore[no-untyped-def]
        for number in range(60):
            read.append(number)
            yield "The ministers of Peru and Chile met in Lima on Monday. " * 20

    next(iter(nlp.pipe(texts(), batch_size=4)))
    assert len(read) < 60


def test_a_disabled_component_sets_nothing_and_hinders_no_other(
    nlp: Language, alone: list[Doc]
) -> None:
    with nlp.select_pipes(disable=["ner", "parser"]):
        doc = nlp(TEXTS[0])
    assert not doc.ents and not doc.has_annotation("DEP")
    assert [t.tag_ for t in doc] == [t.tag_ for t in alone[0]]
    assert same(nlp(TEXTS[0]), alone[0])


def test_only_the_enabled_components_run(nlp: Language, alone: list[Doc]) -> None:
    with nlp.select_pipes(enable=["encoder", "senter", "ner"]):
        doc = nlp(TEXTS[0])
    assert not doc.has_annotation("TAG")
    assert [e.text for e in doc.ents] == [e.text for e in alone[0].ents]


def test_a_written_pipeline_reads_back_as_it_was(
    nlp: Language, alone: list[Doc], tmp_path: Path
) -> None:
    nlp.to_disk(tmp_path / "copy")
    copy = spacy.load(tmp_path / "copy")
    assert all(same(one, copy(text)) for one, text in zip(alone, TEXTS, strict=True))


def test_a_pipeline_written_twice_has_the_same_files(nlp: Language, tmp_path: Path) -> None:
    for name in ("one", "two"):
        nlp.to_disk(tmp_path / name)
    for component in COMPONENTS | {"tokenizer"}:
        one, two = tmp_path / "one" / component, tmp_path / "two" / component
        files = sorted(one.iterdir()) if one.is_dir() else [one]
        assert files
        assert all(
            f.read_bytes() == (two / f.name if one.is_dir() else two).read_bytes() for f in files
        )


def test_a_pipeline_goes_through_bytes_and_back(nlp: Language, alone: list[Doc]) -> None:
    empty = spacy.util.load_model_from_config(nlp.config, auto_fill=True)
    copy = empty.from_bytes(nlp.to_bytes())
    assert same(copy(TEXTS[1]), alone[1])


def test_a_pipeline_and_each_component_can_be_pickled(nlp: Language, alone: list[Doc]) -> None:
    copy = pickle.loads(pickle.dumps(nlp))
    assert same(copy(TEXTS[1]), alone[1])
    for name in nlp.pipe_names:
        assert type(pickle.loads(pickle.dumps(nlp.get_pipe(name)))) is type(nlp.get_pipe(name))


def test_a_rule_added_to_the_tokenizer_is_kept_on_disk(tmp_path: Path) -> None:
    one = spacy.load(MODEL)
    one.tokenizer.add_special_case("tradewise", [{"ORTH": "trade"}, {"ORTH": "wise"}])  # type: ignore[attr-defined]
    one.to_disk(tmp_path / "copy")
    doc = spacy.load(tmp_path / "copy").make_doc("tradewise")
    assert [token.text for token in doc] == ["trade", "wise"]


def test_a_document_goes_through_bytes_and_back(nlp: Language, alone: list[Doc]) -> None:
    for doc in alone:
        assert same(doc, Doc(nlp.vocab).from_bytes(doc.to_bytes())) or len(doc) == 0


def test_documents_go_through_a_docbin_and_back(nlp: Language, alone: list[Doc]) -> None:
    attributes = [
        "TAG",
        "POS",
        "MORPH",
        "HEAD",
        "DEP",
        "LEMMA",
        "ENT_IOB",
        "ENT_TYPE",
        "SENT_START",
    ]
    stored = DocBin(attrs=attributes, docs=alone).to_bytes()
    read = DocBin().from_bytes(stored).get_docs(spacy.blank("en").vocab)
    for one, other in zip(alone, read, strict=True):
        assert analysis(one) == analysis(other)


@pytest.mark.parametrize("style", ["dep", "ent"])
def test_displacy_draws_trees_and_names(nlp: Language, style: str) -> None:
    doc = nlp("Ministers of Peru met in Lima.")
    doc.ents = [Span(doc, 2, 3, label="GPE")]
    drawn = displacy.render(doc, style=style, jupyter=False)  # type: ignore[arg-type]
    assert "Peru" in drawn and (doc[1].dep_ if style == "dep" else "GPE") in drawn


# Documents that bring something with them


def given_words(nlp: Language, **more: object) -> Doc:
    words = "Ministers of Peru met . Nobody from the New Harbour League came .".split()
    return Doc(nlp.vocab, words=words, **more)  # type: ignore[arg-type]


def run(nlp: Language, doc: Doc) -> Doc:
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def test_given_words_stay_as_they_are(nlp: Language) -> None:
    doc = run(nlp, given_words(nlp, spaces=[True, False] * 6 + [False]))
    assert [token.text for token in doc] == [token.text for token in given_words(nlp)]
    assert all(token.tag_ and token.dep_ and token.lemma_ for token in doc)


@pytest.mark.parametrize("starts", [[0], [0, 5], [0, 2, 9]])
def test_given_sentence_starts_stay(nlp: Language, starts: list[int]) -> None:
    doc = run(nlp, given_words(nlp, sent_starts=[i in starts for i in range(13)]))
    assert [sentence.start for sentence in doc.sents] == starts
    for sentence in doc.sents:
        assert sum(token.head == token for token in sentence) == 1


def test_given_entities_stay(nlp: Language) -> None:
    ents = ["O", "O", "B-CUSTOM", *["O"] * 5, "B-LEAGUE", "I-LEAGUE", "I-LEAGUE", "O", "O"]
    doc = run(nlp, given_words(nlp, ents=ents))
    found = {(e.start, e.end): e.label_ for e in doc.ents}
    assert found[2, 3] == "CUSTOM" and found[8, 11] == "LEAGUE"


# Errors


def test_a_component_without_weights_says_so(nlp: Language) -> None:
    blank = spacy.blank("en")
    blank.add_pipe("statecraft_encoder")
    with pytest.raises(ModelError, match="has no weights") as raised:
        blank("Peru agreed.")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("head", ["tagger", "morphologizer", "parser", "ner"])
def test_a_head_without_weights_says_so(nlp: Language, head: str) -> None:
    doc = nlp.make_doc("Peru agreed.")
    for token in doc:
        token.is_sent_start = token.i == 0
    doc.tensor = np.zeros((len(doc), 384), np.float32)
    blank = spacy.blank("en")
    component = blank.add_pipe(f"statecraft_{head}")
    with pytest.raises(ModelError, match="has no weights"):
        component(doc)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MODEL, tmp_path / "model"))


def fault(folder: Path) -> str:
    with pytest.raises(ModelError) as raised:
        graph.load_pipeline(folder)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "no spaCy pipeline" in fault(tmp_path / "nothing")


@pytest.mark.parametrize("part", ["encoder", "tagger", "lemmatizer"])
def test_a_folder_without_one_part_names_it(broken: Path, part: str) -> None:
    shutil.rmtree(broken / part)
    assert part in fault(broken)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("encoder/encoder.onnx", b"not a graph"),
        ("tagger/scores.onnx", b""),
        ("tagger/labels.json", b"{"),
        ("encoder/vocabulary.txt", b"no\nmarks\n"),
        ("encoder/vocabulary.txt", b"\xff\xfe"),
        ("lemmatizer/lemmas.tsv", b"form only\n"),
        ("config.cfg", b"[nlp\n"),
        ("config.cfg", b""),
        ("meta.json", b"{"),
    ],
)
def test_a_folder_with_a_broken_file_is_named(broken: Path, file: str, content: bytes) -> None:
    (broken / file).write_bytes(content)
    assert str(broken) in fault(broken)


@pytest.mark.parametrize(
    "file", ["encoder/vocabulary.txt", "tagger/labels.json", "encoder/encoder.onnx"]
)
def test_a_folder_without_one_file_is_named(broken: Path, file: str) -> None:
    (broken / file).unlink()
    assert str(broken) in fault(broken)


def test_a_pipeline_that_lacks_components_names_them(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    message = fault(tmp_path / "blank")
    assert all(name in message for name in ("tagger", "parser", "ner", "lemmatizer"))
