"""What trains the model, without torch: corpora read, varied, cut into windows, and measured."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from graph.extract.language.lemmas import Lemmas
from graph.extract.language.wordpiece import WordPiece
from scripts.train_model.augment import collect_names, space_initials, swap_names, vary
from scripts.train_model.card import render
from scripts.train_model.corpora import (
    LABELS,
    UNPLACED,
    Document,
    Entity,
    Sentence,
    Syntax,
    read_entities,
    read_treebank,
    split_fifth,
)
from scripts.train_model.inflection import irregular_forms, regular_forms
from scripts.train_model.lemmas import learn_lemmas, lemma_rows
from scripts.train_model.measure import (
    entity_score,
    score_counts,
    sentence_score,
    syntax_figures,
)
from scripts.train_model.names import names_score
from scripts.train_model.steps import STEPS, on_steps
from scripts.train_model.windows import (
    IGNORED,
    MAX_PIECES,
    TAG_NUMBER,
    TAGS,
    LabelNumbers,
    allowed_tags,
    batches,
    windows,
)


def syntax(heads: Iterable[int], deps: str, tags: str = "") -> Syntax:
    heads = tuple(heads)
    found = tags.split() or ["NN"] * len(heads)
    return Syntax(
        tags=tuple(found),
        morphs=tuple("NOUN|_" for _ in heads),
        heads=heads,
        deps=tuple(deps.split()),
        lemmas=tuple(f"l{i}" for i in range(len(heads))),
    )


def sentence(text: str, **more: Any) -> Sentence:
    words = tuple(text.split())
    return Sentence(words=words, spaces=(True,) * len(words), **more)


US = sentence(
    "The U.S. envoy left",
    entities=((1, 2, ("GPE",)),),
    syntax=syntax([3, 3, 4, 0], "det compound nsubj root", "DT NNP NN VBD"),
)


# Variants


def test_initials_come_apart_with_their_tree_and_their_name() -> None:
    parted = space_initials(US)
    assert parted.words == ("The", "U.", "S.", "envoy", "left")
    assert parted.entities == ((1, 3, ("GPE",)),)
    assert parted.syntax is not None
    assert parted.syntax.heads == (4, 3, 4, 5, 0)
    assert parted.syntax.deps == ("det", "compound", "compound", "nsubj", "root")
    assert len(parted.spaces) == 5


def test_a_root_that_comes_apart_stays_the_root() -> None:
    one = sentence("U.S.", syntax=syntax([0], "root", "NNP"))
    parted = space_initials(one).syntax
    assert parted is not None and parted.heads == (2, 0) and parted.deps == ("compound", "root")


@given(st.integers(0, 10_000))
def test_every_variant_stays_aligned(seed: int) -> None:
    varied = vary(US, Random(seed))
    assert varied.syntax is not None and varied.entities is not None
    count = len(varied.words)
    assert len(varied.spaces) == count == len(varied.syntax.tags) == len(varied.syntax.heads)
    assert sum(head == 0 for head in varied.syntax.heads) == 1
    ((begin, end, labels),) = varied.entities
    assert "".join(varied.words[begin:end]).lower() == "u.s."
    assert labels == ("GPE",)


def test_variants_depend_on_the_seed_alone() -> None:
    assert [vary(US, Random(n)) for n in range(50)] == [vary(US, Random(n)) for n in range(50)]
    assert len({vary(US, Random(n)).words for n in range(50)}) > 3


def test_quotes_become_curly_in_pairs() -> None:
    plain = sentence('" No , " he said')
    kinds = {vary(plain, Random(n)).words for n in range(60)}
    assert any(words[0] == "“" and words[3] == "”" for words in kinds)
    assert not any(words[0] == "”" for words in kinds)


LIMA = sentence("Ann Dale left Lima", entities=((0, 2, ("PERSON",)), (3, 4, ("GPE",))))
OSLO = sentence(
    "In Oslo the Holm Prize went to Bo on Friday",
    entities=((1, 2, ("GPE",)), (3, 5, UNPLACED), (7, 8, ("PERSON",)), (9, 10, ("DATE",))),
)


@given(st.integers(0, 10_000))
def test_a_name_gives_way_to_another_of_its_kind_in_the_corpus(seed: int) -> None:
    names = collect_names([LIMA, OSLO])
    assert names == {
        ("PERSON",): [(("Ann", "Dale"), (True, True)), (("Bo",), (True,))],
        ("GPE",): [(("Lima",), (True,)), (("Oslo",), (True,))],
    }
    swapped = swap_names(OSLO, names, Random(seed))
    assert len(swapped.words) == len(swapped.spaces)
    found = {
        labels: " ".join(swapped.words[begin:end]) for begin, end, labels in swapped.entities or ()
    }
    assert found[("GPE",)] in ("Oslo", "Lima") and found[("PERSON",)] in ("Bo", "Ann Dale")
    assert found[UNPLACED] == "Holm Prize" and found[("DATE",)] == "Friday"
    kept = " ".join(swapped.words).replace("Lima", "Oslo").replace("Ann Dale", "Bo")
    assert kept == " ".join(OSLO.words)


def test_some_names_are_swapped_and_none_in_a_tree() -> None:
    names = collect_names([LIMA, OSLO])
    assert len({swap_names(OSLO, names, Random(n)).words for n in range(60)}) == 4
    assert all(swap_names(US, names, Random(n)) is US for n in range(60))


# Corpora


CONLLU = """# newdoc id = one
# newpar
# text = Don't go.
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\tMood=Imp\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\tVB\tMood=Imp\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_
1.1\tsaid\tsay\tVERB\tVBD\t_\t_\t_\t_\t_

# newdoc id = two
1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_

"""


@pytest.fixture
def treebank(tmp_path: Path) -> list[Document]:
    path = tmp_path / "tiny.conllu.gz"
    path.write_bytes(gzip.compress(CONLLU.encode()))
    return read_treebank(path, mentions=False)


def test_documents_and_paragraphs_are_told_apart(treebank: list[Document]) -> None:
    assert [(d.name, len(d.sentences)) for d in treebank] == [("one", 2), ("two", 1)]
    assert [s.paragraph_start for s in treebank[0].sentences] == [True, False]


def test_contractions_are_their_words_and_empty_words_are_none(treebank: list[Document]) -> None:
    first, second = treebank[0].sentences
    assert first.words == ("Do", "n't", "go", ".")
    assert first.spaces == (False, True, False, True)
    assert second.words == ("Yes",)


def test_trees_are_read_with_their_labels(treebank: list[Document]) -> None:
    read = treebank[0].sentences[0].syntax
    assert read is not None
    assert read.heads == (3, 3, 0, 3)
    assert read.morphs == ("AUX|Mood=Imp", "PART|_", "VERB|Mood=Imp", "PUNCT|_")
    assert read.lemmas == ("do", "not", "go", ".")


def test_entities_are_read_by_document(tmp_path: Path) -> None:
    rows = [
        {"id": "redocred-dev-1-0", "corpus": "redocred", "tokens": ["Oslo"], "spaces": [False]},
        {"id": "redocred-dev-1-1", "corpus": "redocred", "tokens": ["Riga"], "spaces": [False]},
        {"id": "re3d-7", "corpus": "re3d", "tokens": ["Lima"], "spaces": [False]},
    ]
    lines = "".join(
        json.dumps({**r, "ents": [[0, 1, ["GPE"]]], "open": ["FAC"]}) + "\n" for r in rows
    )
    path = tmp_path / "tiny.jsonl.gz"
    path.write_bytes(gzip.compress(lines.encode()))
    found = read_entities(path)
    assert [len(document.sentences) for document in found] == [2, 1]
    assert found[0].sentences[0].entities == ((0, 1, ("GPE",)),)
    assert found[0].sentences[0].open_labels == {"FAC"}
    assert found[0].sentences[0].bounded and not found[1].sentences[0].bounded


@pytest.mark.parametrize("count", [1, 4, 5, 23])
def test_what_is_held_out_is_in_no_training(count: int) -> None:
    documents = [Document(name=str(n), sentences=(sentence(f"w{n}"),)) for n in range(count)]
    if count == 1:
        documents = [Document(name="0", sentences=tuple(sentence(f"w{n}") for n in range(10)))]
    train, held = split_fifth(documents)
    words = [[s.words for d in part for s in d.sentences] for part in (train, held)]
    assert not set(words[0]) & set(words[1])
    assert len(words[0]) + len(words[1]) == (10 if count == 1 else count)


# Entity tags that a corpus allows


def allowed(one: Sentence) -> list[set[str]]:
    return [{TAGS[n] for n in np.flatnonzero(row)} for row in allowed_tags(one)]


def test_a_word_outside_all_names_allows_nothing_else() -> None:
    assert allowed(sentence("envoys met", entities=())) == [{"O"}, {"O"}]


def test_a_name_of_two_possible_types_allows_both() -> None:
    one = sentence("in New Malta", entities=((1, 3, ("GPE", "LOC")),))
    assert allowed(one) == [{"O"}, {"B-GPE", "B-LOC"}, {"I-GPE", "I-LOC"}]


def test_a_name_that_cannot_be_placed_is_not_judged() -> None:
    every = set(TAGS)
    assert allowed(sentence("in Malta", entities=((1, 2, UNPLACED),))) == [{"O"}, every]


def test_a_capital_may_be_what_the_corpus_does_not_annotate() -> None:
    one = sentence("The Treaty was", entities=(), open_labels=frozenset({"EVENT"}))
    assert allowed(one) == [{"O"}, {"O", "B-EVENT", "I-EVENT"}, {"O"}]


def test_without_entities_no_word_is_judged() -> None:
    rows = allowed_tags(sentence("Oslo met"))
    assert rows.all(axis=1).all() or not rows.any()


def test_each_label_has_its_two_tags_in_the_order_that_decoding_reads() -> None:
    assert TAGS[0] == "O"
    for number, label in enumerate(LABELS):
        assert TAG_NUMBER[f"B-{label}"] == 2 * number + 1
        assert TAG_NUMBER[f"I-{label}"] == 2 * number + 2


# Windows


PIECES = WordPiece(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefghijklmnopqrstuvwxyz."])
NUMBERS = LabelNumbers(
    tags={"NN": 0, "DT": 1, "NNP": 2, "VBD": 3},
    morphs={"NOUN|_": 0},
    deps={"root": 0, "det": 1, "compound": 2, "nsubj": 3},
)


def test_for_evaluation_each_sentence_is_a_window_as_it_is() -> None:
    document = Document(name="d", sentences=(US, US))
    found = list(windows([document], PIECES, NUMBERS, random=None))
    assert len(found) == 2
    assert len(found[0].first) == 4
    assert found[0].ids[0] == PIECES.cls and found[0].ids[-1] == PIECES.sep
    assert found[0].tags.tolist() == [1, 2, 0, 3]
    assert found[0].boundary.tolist() == [IGNORED, 0, 0, 0]


def test_a_label_that_is_not_known_is_not_trained_on() -> None:
    odd = replace(US, syntax=syntax([3, 3, 4, 0], "det odd nsubj root", "DT ODD NN VBD"))
    (window,) = windows([Document(name="d", sentences=(odd,))], PIECES, NUMBERS, random=None)
    assert window.tags.tolist() == [1, IGNORED, 0, 3]
    assert window.deps[1] == IGNORED


@given(st.integers(0, 5_000), st.lists(st.integers(1, 120), min_size=1, max_size=8))
def test_training_windows_fit_the_encoder_and_stay_aligned(seed: int, lengths: list[int]) -> None:
    sentences = tuple(
        sentence(
            " ".join(["a"] * n), syntax=syntax([0, *[1] * (n - 1)], "root " + "nsubj " * (n - 1))
        )
        for n in lengths
    )
    for window in windows(
        [Document(name="d", sentences=sentences)], PIECES, NUMBERS, random=Random(seed)
    ):
        assert len(window.ids) == len(window.case) <= MAX_PIECES
        words = len(window.first)
        columns = (window.segment, window.allowed, window.boundary, window.tags, window.heads)
        assert {len(column) for column in columns} == {words}
        assert (np.diff(window.segment) >= 0).all()


def test_batches_hold_every_window_once_within_their_budget() -> None:
    sentences = tuple(sentence(" ".join(["a"] * n)) for n in (3, 50, 7, 90, 12, 12, 4))
    found = list(windows([Document(name="d", sentences=sentences)], PIECES, NUMBERS, random=None))
    made = batches(found, 120, Random(1))
    assert sorted(id(w) for batch in made for w in batch) == sorted(map(id, found))
    for batch in made:
        longest = max(len(window.ids) for window in batch)
        assert len(batch) == 1 or longest * len(batch) <= 120


# Lemmas


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("sign", "signs signed signing"),
        ("deny", "denies denied denying"),
        ("agree", "agrees agreed agreeing"),
        ("invade", "invades invaded invading"),
        ("veto", "vetoes vetoed vetoing"),
        ("ban", "bans banned banning"),
        ("die", "dies died dying"),
        ("push", "pushes pushed pushing"),
        ("stay", "stays stayed staying"),
        ("fix", "fixes fixed fixing"),
        ("traffic", "traffics trafficked trafficking"),
    ],
)
def test_a_regular_verb_has_its_forms(verb: str, forms: str) -> None:
    third, past, gerund = forms.split()
    found = regular_forms([verb])
    assert found[third, "VBZ"] == found[past, "VBD"] == found[past, "VBN"] == verb
    assert found[gerund, "VBG"] == verb


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("overthrew", "VBD", "overthrow"),
        ("fled", "VBD", "flee"),
        ("upheld", "VBN", "uphold"),
        ("froze", "VBD", "freeze"),
        ("referenda", "NNS", "referendum"),
    ],
)
def test_an_irregular_form_has_its_lemma_whatever_the_rules_say(
    form: str, tag: str, lemma: str
) -> None:
    assert irregular_forms()[form, tag] == lemma
    assert learn_lemmas([(form, tag, "slip")] * 2)(form, tag) == lemma


WORDS = [
    ("talks", "NNS", "talk"),
    ("states", "NNS", "state"),
    ("pacts", "NNS", "pact"),
    ("envoys", "NNS", "envoy"),
    ("went", "VBD", "go"),
    ("men", "NNS", "man"),
    ("Lima", "NNP", "Lima"),
    ("’s", "VBZ", "be"),
]


def test_lemmas_are_learnt_as_rules_and_exceptions() -> None:
    lemmas = learn_lemmas(WORDS)
    assert all(lemmas(form, tag) == lemma for form, tag, lemma in WORDS)
    assert lemmas("treaties", "NNP") == "treaties"
    assert lemmas("blocs", "NNS") == "bloc"
    assert lemmas("'s", "VBZ") == "be"


def test_known_verbs_add_forms_that_no_rule_gives() -> None:
    assert learn_lemmas(WORDS, ["veto"])("vetoed", "VBD") == "veto"
    assert learn_lemmas(WORDS)("vetoed", "VBD") != "veto"


def test_the_tables_read_back_as_they_were_written() -> None:
    lemmas = learn_lemmas(WORDS, ["veto", "ban"])
    again = Lemmas.loads(lemmas.dumps())
    assert again == lemmas
    assert again.dumps() == lemmas.dumps()


def test_a_row_of_no_table_is_refused() -> None:
    with pytest.raises(ValueError, match="line 1"):
        Lemmas.loads("prefix\ta\tNN\tb\n")


def test_lemmas_come_from_parsed_sentences_alone() -> None:
    document = Document(name="d", sentences=(US, sentence("no tree")))
    assert [form for form, _, _ in lemma_rows([document])] == list(US.words)


# Measures


class Fixed:
    """A component that sets what it was given."""

    def __init__(self, annotate: Any) -> None:
        self.annotate = annotate

    def __call__(self, doc: Doc) -> Doc:
        self.annotate(doc)
        return doc


def fixed(annotate: Any) -> Language:
    nlp = spacy.blank("en")
    Language.component("fixed_for_tests", func=Fixed(annotate))
    nlp.add_pipe("fixed_for_tests")
    return nlp


def spans(*wanted: tuple[int, int, str]) -> Any:
    def annotate(doc: Doc) -> None:
        doc.ents = [Span(doc, b, e, label=label) for b, e, label in wanted if e <= len(doc)]

    return annotate


def entities_of(gold: tuple[Entity, ...], *found: tuple[int, int, str]) -> tuple[float, float, int]:
    one = sentence("Peru met New Malta in Oslo", entities=gold)
    score = entity_score(
        fixed(spans(*found)),
        [Document(name="d", sentences=(one,))],
        frozenset({"PER", "ORG", "LOC"}),
        connected=True,
    )
    return score.precision, score.recall, score.gold


def test_a_span_of_another_extent_is_wrong() -> None:
    gold = ((0, 1, ("GPE",)), (2, 4, ("LOC",)))
    assert entities_of(gold, (0, 1, "GPE"), (2, 4, "GPE")) == (1.0, 1.0, 2)
    assert entities_of(gold, (0, 1, "GPE"), (3, 4, "GPE")) == (0.5, 0.5, 2)


def test_a_span_of_another_coarse_type_is_wrong() -> None:
    assert entities_of(((0, 1, ("GPE",)),), (0, 1, "PERSON")) == (0.0, 0.0, 1)


def test_what_the_gold_cannot_place_is_not_judged() -> None:
    gold = ((0, 1, ("GPE",)), (2, 4, UNPLACED))
    assert entities_of(gold, (0, 1, "GPE"), (2, 4, "ORG")) == (1.0, 1.0, 1)


def test_what_the_test_has_no_type_for_is_not_judged() -> None:
    gold = ((0, 1, ("GPE",)), (2, 4, ("EVENT",)))
    assert entities_of(gold, (0, 1, "GPE"), (3, 4, "ORG"), (5, 6, "DATE")) == (1.0, 1.0, 1)


def test_nothing_found_and_nothing_there_are_scores_of_nought() -> None:
    assert score_counts(0, 0, 0).f1 == 0.0
    assert score_counts(1, 2, 1).f1 == pytest.approx(2 / 3)


def test_trees_are_compared_within_their_sentences() -> None:
    def annotate(doc: Doc) -> None:
        for token in doc:
            first = doc[token.i - token.i % 4]
            token.head = doc[first.i + 3]
            token.dep_ = "ROOT" if token.i % 4 == 3 else "nsubj"
            token.tag_, token.lemma_, token.pos_ = "NN", f"l{token.i % 4}", "NOUN"

    figures = syntax_figures(fixed(annotate), [Document(name="d", sentences=(US, US))])
    # Heads of "envoy" and "left" are right; of the labels "nsubj" and the root; of the tags one.
    assert figures["UAS"] == 50.0 and figures["LAS"] == 50.0
    assert figures["tag"] == 25.0 and figures["lemma"] == 100.0 and figures["pos"] == 100.0


def test_sentences_are_compared_in_raw_text() -> None:
    def annotate(doc: Doc) -> None:
        for token in doc:
            token.is_sent_start = token.text == "The"

    assert sentence_score(fixed(annotate), [Document(name="d", sentences=(US, US))]).f1 == 1.0


def names_of(tmp_path: Path, text: str, entities: list[dict[str, Any]], *found: Any) -> Any:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    gold = tmp_path / "a.gold.json"
    gold.write_text(json.dumps({"entities": entities}), encoding="utf-8")
    return names_score(fixed(spans(*found)), [gold])


VALE = {"type": "Person", "names": ["President Vale", "Vale"]}
LEAGUE = {"type": "Organization", "names": ["the League", "League"]}
MALTA = {"type": "State", "names": ["Malta", "Valletta"]}


def test_a_title_before_a_name_is_left_aside(tmp_path: Path) -> None:
    for found in ((0, 2, "PERSON"), (1, 2, "PERSON")):
        score = names_of(tmp_path, "President Vale left", [VALE], found)
        assert (score.recall, score.precision, score.gold) == (1.0, 1.0, 1)


def test_an_article_and_a_genitive_are_left_aside(tmp_path: Path) -> None:
    for found in ((0, 2, "ORG"), (1, 2, "ORG"), (1, 3, "ORG")):
        assert names_of(tmp_path, "the League's plan", [LEAGUE], found).recall == 1.0


def test_each_occurrence_counts_and_only_whole_words(tmp_path: Path) -> None:
    score = names_of(tmp_path, "Malta met Maltana in Malta", [MALTA], (0, 1, "GPE"))
    assert (score.recall, score.gold) == (0.5, 2)


def test_a_name_of_another_type_is_missed_and_wrong(tmp_path: Path) -> None:
    score = names_of(tmp_path, "Malta met", [MALTA], (0, 1, "PERSON"))
    assert (score.recall, score.precision) == (0.0, 0.0)


def test_the_seat_that_acts_for_a_state_is_a_place_name(tmp_path: Path) -> None:
    assert names_of(tmp_path, "Valletta agreed", [MALTA], (0, 1, "GPE")).recall == 1.0


def test_optional_names_are_not_judged(tmp_path: Path) -> None:
    optional = {"type": "Organization", "names": ["Malta Guard"], "optional": True}
    score = names_of(
        tmp_path, "Malta Guard left Malta", [MALTA, optional], (0, 2, "GPE"), (3, 4, "GPE")
    )
    assert (score.recall, score.precision, score.gold) == (1.0, 1.0, 1)


# The card


def test_the_card_s_tables_are_made_anew_and_its_prose_stays() -> None:
    figures = {m: 90.0 for m in ("tag", "pos", "morph", "UAS", "LAS", "lemma", "sentences")}
    scores = {"precision": 80.0, "recall": 70.0, "F1": 75.0}
    meta = {
        "performance": {
            "ewt-test": figures,
            "gum-test": figures,
            "redocred-held": scores,
            "crossner-held": scores,
        },
        "training": {
            "settings": {"epochs": 3},
            "data": {"a.gz": {"licence": "CC0", "sha256": "0" * 64}},
            "unquantised": {"ewt-test": {"LAS": 90.1}, "redocred-held": {"F1": 75.2}},
        },
    }
    card = "Prose.\n<!-- table entities -->\nold\n<!-- end -->\nMore.\n"
    made = render(card, meta)
    assert made.startswith("Prose.\n") and made.endswith("More.\n") and "old" not in made
    assert "| redocred-held | 80.0 | 70.0 | 75.0 |" in made
    assert render(made, meta) == made


def test_a_table_that_there_is_none_of_is_refused() -> None:
    with pytest.raises(KeyError):
        render("<!-- table nothing -->\n<!-- end -->", {"performance": {}, "training": {}})


# Quantisation


def test_a_matrix_on_its_steps_computes_nearly_the_same() -> None:
    random = np.random.default_rng(1)
    # Inputs that go together, as those of a language model do.
    inputs = random.normal(size=(500, 8)) @ random.normal(size=(8, 32))
    inputs += 0.1 * random.normal(size=inputs.shape)
    weight = random.normal(size=(16, 32)).astype(np.float32)
    fitted = on_steps(weight, inputs.T @ inputs)
    step = np.abs(weight).max(1, keepdims=True) / STEPS
    assert np.abs(fitted / step - np.round(fitted / step)).max() < 1e-3
    assert np.abs(fitted).max(1) == pytest.approx(np.abs(weight).max(1))
    nearest = np.round(weight / step) * step

    def error(other: np.ndarray) -> float:
        return float(np.square(inputs @ (other - weight).T).mean())

    assert error(fitted) < 0.3 * error(nearest)


def test_all_of_this_needs_no_torch() -> None:
    code = """
import sys
sys.modules["torch"] = None
from scripts.train_model import augment, card, corpora, data, figures, inflection, lemmas
from scripts.train_model import measure, names, silver, steps, windows
from scripts.evaluation import language
"""
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
