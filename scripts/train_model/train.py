"""The training loop: seeded, logged, resumable after any epoch, on a CPU or a GPU."""

from __future__ import annotations

import json
import logging
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any

import torch
from torch import nn

from graph.extract.language.wordpiece import WordPiece
from scripts.train_model.augment import collect_names
from scripts.train_model.data import Corpora, Labels
from scripts.train_model.develop import develop
from scripts.train_model.network import (
    Batch,
    LabelCounts,
    Network,
    collate,
    faster_precision,
    load_pretrained,
)
from scripts.train_model.windows import LabelNumbers, batches, windows

log = logging.getLogger("train_model")

TASK_WEIGHTS: Mapping[str, float] = {"entity": 2.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What decides a training run; together with the data they decide its result on one machine.

    The rate sinks to nothing over ``epochs``; then it starts once more from ``restart`` of its peak,
    for ``more_epochs``. The model is the mean of what three epochs left (``kept``).
    """

    epochs: int = 12
    more_epochs: int = 3
    restart: float = 0.4
    budget: int = 1500
    encoder_rate: float = 2.5e-4
    head_rate: float = 1.5e-3
    warm_up: float = 0.05
    weight_decay: float = 0.01
    clip: float = 1.0
    average: float = 0.98
    average_every: int = 5
    seed: int = 1

    @property
    def kept(self) -> tuple[int, ...]:
        """The epochs after which the averaged weights are kept: at three quarters, the end, and more."""
        ends = (3 * self.epochs // 4, self.epochs, self.epochs + self.more_epochs)
        return tuple(sorted({epoch for epoch in ends if epoch > 0}))


@dataclass(slots=True)
class _Run:
    """A run's changing state; written after each epoch, so that a run can go on where it ended."""

    network: Network
    averaged: dict[str, torch.Tensor]
    optimizer: torch.optim.Optimizer
    step: int = 0
    epoch: int = 0

    def save(self, path: Path) -> None:
        state = {
            "network": self.network.state_dict(),
            "averaged": self.averaged,
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "epoch": self.epoch,
        }
        partial = path.with_suffix(".partial")
        torch.save(state, partial)
        partial.replace(path)

    def load(self, path: Path) -> None:
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.averaged = state["averaged"]
        self.step, self.epoch = state["step"], state["epoch"]


def train(
    corpora: Corpora,
    labels: Labels,
    *,
    pretrained: Path,
    pieces: WordPiece,
    folder: Path,
    settings: Settings,
    device: torch.device,
) -> Path:
    """Trains, or goes on training, in ``folder``; returns the file of the model's weights.

    After each epoch the running average of the weights is judged on the development sets.
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(settings.seed)
    network = new_network(pieces, labels)
    load_pretrained(network.encoder, pretrained)
    network.to(device)
    network.precision = faster_precision(device)
    run = _Run(network, _averageable(network), _optimizer(network, settings))
    checkpoint = folder / "checkpoint.pt"
    if checkpoint.exists():
        run.load(checkpoint)
        log.info("resumed after epoch %d", run.epoch)
    numbers = label_numbers(labels)
    total = _steps(corpora, pieces, numbers, settings)
    log.info("%d steps and more, in %s; %s", total, network.precision, json.dumps(asdict(settings)))
    while run.epoch < settings.epochs + settings.more_epochs:
        _epoch(run, corpora, pieces, numbers, settings, total, device)
        run.epoch += 1
        current = _averageable(run.network)
        figures = _judge(run.network, run.averaged, corpora, pieces, numbers, device)
        log.info("epoch %d: %s", run.epoch, json.dumps(figures))
        if run.epoch in settings.kept:
            torch.save(run.averaged, folder / f"epoch-{run.epoch}.pt")
        run.network.load_state_dict(current)
        run.save(checkpoint)
    mean = _mean([torch.load(folder / f"epoch-{n}.pt", weights_only=True) for n in settings.kept])
    log.info(
        "mean of %s: %s",
        settings.kept,
        json.dumps(_judge(network, mean, corpora, pieces, numbers, device)),
    )
    torch.save(mean, folder / "mean.pt")
    return folder / "mean.pt"


def _mean(weights: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    return {name: torch.stack([some[name] for some in weights]).mean(0) for name in weights[0]}


def new_network(pieces: WordPiece, labels: Labels) -> Network:
    """An untrained network of the right size."""
    counts = LabelCounts(tags=len(labels.tags), morphs=len(labels.morphs), deps=len(labels.deps))
    return Network(len(pieces.vocabulary), counts)


def label_numbers(labels: Labels) -> LabelNumbers:
    """The labels' numbers, in the order of ``labels``."""
    tags, morphs, deps = (
        {label: number for number, label in enumerate(names)}
        for names in (labels.tags, labels.morphs, labels.deps)
    )
    return LabelNumbers(tags=tags, morphs=morphs, deps=deps)


def _optimizer(network: Network, settings: Settings) -> torch.optim.Optimizer:
    trained = {n: p for n, p in network.named_parameters() if p.requires_grad}
    encoder = [p for name, p in trained.items() if name.startswith("encoder.")]
    heads = [p for name, p in trained.items() if not name.startswith("encoder.")]
    groups: list[dict[str, Any]] = [
        {"params": encoder, "lr": settings.encoder_rate, "peak": settings.encoder_rate},
        {"params": heads, "lr": settings.head_rate, "peak": settings.head_rate},
    ]
    return torch.optim.AdamW(
        groups, weight_decay=settings.weight_decay, betas=(0.9, 0.98), fused=True
    )


def _epoch_windows(
    corpora: Corpora, pieces: WordPiece, numbers: LabelNumbers, settings: Settings, epoch: int
) -> tuple[list[list[Any]], Random]:
    """The epoch's batches; they follow from seed and epoch alone, so a resumed run sees the same."""
    random = Random(f"{settings.seed} {epoch}")
    items = []
    for part in corpora.train:
        chosen = [*part.documents] * int(part.share)
        rest = part.share - int(part.share)
        chosen += random.sample(list(part.documents), round(rest * len(part.documents)))
        names = collect_names(
            sentence for document in part.documents for sentence in document.sentences
        )
        items += list(windows(chosen, pieces, numbers, random=random, names=names))
    return batches(items, settings.budget, random), random


def _steps(corpora: Corpora, pieces: WordPiece, numbers: LabelNumbers, settings: Settings) -> int:
    """The steps of ``settings.epochs``."""
    # Epochs differ by a few batches, as windows are drawn anew: the first stands for all.
    return round(len(_epoch_windows(corpora, pieces, numbers, settings, 0)[0]) * settings.epochs)


def _rate(step: int, total: int, settings: Settings) -> float:
    """The share of the peak rate: up, and down to two hundredths; the same, lower, once more."""
    if step >= total:
        more = total * settings.more_epochs / settings.epochs
        return settings.restart * max(0.02, 1 - (step - total) / more)
    warm = max(1.0, total * settings.warm_up)
    return min(1.0, (step + 1) / warm) * max(0.02, 1 - step / total)


def _epoch(
    run: _Run,
    corpora: Corpora,
    pieces: WordPiece,
    numbers: LabelNumbers,
    settings: Settings,
    total: int,
    device: torch.device,
) -> None:
    chosen, _ = _epoch_windows(corpora, pieces, numbers, settings, run.epoch)
    torch.manual_seed(settings.seed + run.epoch)
    sums: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    began, words = time.monotonic(), 0
    run.network.train()
    for group in chosen:
        losses = _step(run, collate(group).to(device), settings, total)
        words += sum(len(window.first) for window in group)
        sums.update(losses)
        counts.update(losses.keys())
        if run.step % 100 == 0:
            means = " ".join(f"{name} {sums[name] / counts[name]:.3f}" for name in sums)
            pace = words / (time.monotonic() - began)
            log.info("step %d/%d, %.0f words/s: %s", run.step, total, pace, means)
            sums.clear()
            counts.clear()


def _step(run: _Run, batch: Batch, settings: Settings, total: int) -> dict[str, float]:
    for group in run.optimizer.param_groups:
        group["lr"] = group["peak"] * _rate(run.step, total, settings)
    losses = run.network.losses(batch)
    run.optimizer.zero_grad()
    sum(TASK_WEIGHTS.get(name, 1.0) * loss for name, loss in losses.items()).backward()  # type: ignore[union-attr]  # never empty
    nn.utils.clip_grad_norm_(run.network.parameters(), settings.clip)
    run.optimizer.step()
    run.step += 1
    if run.step % settings.average_every == 0:
        _average(run, settings)
    return {name: loss.item() for name, loss in losses.items()}


def _averageable(network: Network) -> dict[str, torch.Tensor]:
    return {name: value.detach().clone() for name, value in network.state_dict().items()}


@torch.no_grad()
def _average(run: _Run, settings: Settings) -> None:
    """Moves the running average of the weights towards them; early on, faster."""
    updates = run.step // settings.average_every
    keep = min(settings.average, updates / (updates + 10))
    for name, value in run.network.state_dict().items():
        run.averaged[name].lerp_(value, 1 - keep)


def _judge(
    network: Network,
    weights: dict[str, torch.Tensor],
    corpora: Corpora,
    pieces: WordPiece,
    numbers: LabelNumbers,
    device: torch.device,
) -> dict[str, float]:
    network.load_state_dict(weights)
    network.eval()
    return develop(network, corpora.dev, pieces, numbers, device)
