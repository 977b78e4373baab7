"""The network that is trained: MiniLM with casing; linear and biaffine heads on each word's first piece."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from scripts.train_model.windows import IGNORED, TAGS, Window

WIDTH = 384
LAYERS = 6
ATTENTION_HEADS = 12
FEED_FORWARD = 1536
CASINGS = 10
ARC_WIDTH = 192
LABEL_WIDTH = 256
LEAK = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Windows as padded tensors; ``words`` and ``attended`` mark what is no padding."""

    ids: Tensor
    case: Tensor
    attended: Tensor
    first: Tensor
    words: Tensor
    segment: Tensor
    allowed: Tensor
    boundary: Tensor
    tags: Tensor
    morphs: Tensor
    heads: Tensor
    deps: Tensor

    def to(self, device: torch.device) -> Batch:
        return Batch(**{name: getattr(self, name).to(device) for name in self.__slots__})


def faster_precision(device: torch.device) -> torch.dtype:
    """Bfloat16 where the processor multiplies in it, float32 elsewhere: found by trying both."""
    seconds = {}
    for precision in (torch.float32, torch.bfloat16):
        matrix = torch.ones(FEED_FORWARD, FEED_FORWARD, dtype=precision, device=device)
        (matrix @ matrix).sum().item()
        began = time.monotonic()
        (matrix @ matrix @ matrix).sum().item()
        seconds[precision] = time.monotonic() - began
    return min(seconds, key=seconds.__getitem__)


def collate(windows: Sequence[Window]) -> Batch:
    """Pads the windows to the longest of them."""
    pieces = max(len(window.ids) for window in windows)
    words = max(len(window.first) for window in windows)

    def padded(name: str, length: int, filling: int) -> Tensor:
        result = np.full((len(windows), length), filling, np.int64)
        for row, window in enumerate(windows):
            values = getattr(window, name)
            result[row, : len(values)] = values
        return torch.from_numpy(result)

    allowed = np.zeros((len(windows), words, len(TAGS)), bool)
    for row, window in enumerate(windows):
        allowed[row, : len(window.first)] = window.allowed
    lengths = torch.tensor([len(window.first) for window in windows])
    sizes = torch.tensor([len(window.ids) for window in windows])
    return Batch(
        ids=padded("ids", pieces, 0),
        case=padded("case", pieces, 0),
        attended=torch.arange(pieces)[None] < sizes[:, None],
        first=padded("first", words, 0),
        words=torch.arange(words)[None] < lengths[:, None],
        segment=padded("segment", words, -1),
        allowed=torch.from_numpy(allowed),
        boundary=padded("boundary", words, IGNORED),
        tags=padded("tags", words, IGNORED),
        morphs=padded("morphs", words, IGNORED),
        heads=padded("heads", words, IGNORED),
        deps=padded("deps", words, IGNORED),
    )


class Layer(nn.Module):
    """One transformer layer, normalised after each half as BERT is."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, FEED_FORWARD)
        self.down = nn.Linear(FEED_FORWARD, WIDTH)
        self.output_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, mask: Tensor | None) -> Tensor:
        def split(values: Tensor) -> Tensor:
            return values.unflatten(-1, (ATTENTION_HEADS, -1)).transpose(1, 2)

        # Written out: the fused kernel's backward pass takes a third of the time on a CPU.
        query, key, value = (split(part(hidden)) for part in (self.query, self.key, self.value))
        scores = query @ key.transpose(2, 3) * (WIDTH // ATTENTION_HEADS) ** -0.5
        if mask is not None:
            scores = scores.masked_fill(~mask, -1e4)
        attended = torch.softmax(scores, -1).to(value.dtype) @ value
        mixed = self.output(attended.transpose(1, 2).flatten(2))
        hidden = self.attention_norm(hidden + self.dropout(mixed))
        changed = self.down(functional.gelu(self.up(hidden)))
        normed: Tensor = self.output_norm(hidden + self.dropout(changed))
        return normed


class Encoder(nn.Module):
    """Pieces and casings in, one vector a piece out."""

    def __init__(self, vocabulary: int, dropout: float) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.pieces.weight.requires_grad_(False)
        self.positions = nn.Embedding(512, WIDTH)
        self.case = nn.Embedding(CASINGS, WIDTH)
        nn.init.normal_(self.case.weight, std=0.01)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def embed(self, ids: Tensor, case: Tensor) -> Tensor:
        """What the first layer reads."""
        positions = self.positions(torch.arange(ids.shape[1], device=ids.device))
        embedded: Tensor = self.norm(self.pieces(ids) + self.case(case) + positions[None])
        return embedded

    def forward(self, ids: Tensor, case: Tensor, attended: Tensor | None = None) -> Tensor:
        hidden = self.embed(ids, case)
        mask = None if attended is None else attended[:, None, None, :]
        for layer in self.layers:
            hidden = layer(hidden, mask)
        return hidden


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelCounts:
    """How many labels the heads tell apart."""

    tags: int
    morphs: int
    deps: int


class Network(nn.Module):
    """The encoder and all heads."""

    def __init__(self, vocabulary: int, labels: LabelCounts, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.precision = torch.float32
        self.encoder = Encoder(vocabulary, dropout)
        self.dropout = nn.Dropout(0.2)
        self.entity = nn.Linear(WIDTH, len(TAGS))
        self.boundary = nn.Linear(WIDTH, 2)
        self.tag = nn.Linear(WIDTH, labels.tags)
        self.morph = nn.Linear(WIDTH, labels.morphs)
        self.arc_head = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc_dependent = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc = nn.Linear(ARC_WIDTH, ARC_WIDTH)
        self.label_head = nn.Linear(WIDTH, LABEL_WIDTH)
        self.label_dependent = nn.Linear(WIDTH, LABEL_WIDTH)
        self.label = nn.Linear(LABEL_WIDTH, labels.deps)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.1)

    def words(self, batch: Batch) -> Tensor:
        """The vectors of the words: batch × words × width."""
        # Half precision is for the encoder alone: the heads are small, and their scores close.
        half = self.precision is not torch.float32
        with torch.autocast(batch.ids.device.type, self.precision, enabled=half):
            hidden = self.encoder(batch.ids, batch.case, batch.attended).float()
        index = batch.first.unsqueeze(-1).expand(-1, -1, WIDTH)
        return torch.gather(hidden, 1, index)

    def arcs(self, words: Tensor, segment: Tensor) -> tuple[Tensor, Tensor]:
        """Scores words × (root + words), across sentences impossible; and the rooted vectors."""
        rooted = torch.cat([self.root.expand(words.shape[0], 1, -1), words], 1)
        heads = self.dropout(functional.leaky_relu(self.arc_head(rooted), LEAK))
        dependents = self.dropout(functional.leaky_relu(self.arc_dependent(words), LEAK))
        scores = self.arc(dependents) @ heads.transpose(1, 2)
        possible = segment.unsqueeze(2) == segment.unsqueeze(1)
        possible = functional.pad(possible, (1, 0), value=True)
        return scores.masked_fill(~possible, -1e4), rooted

    def dep_scores(self, words: Tensor, rooted: Tensor, heads: Tensor) -> Tensor:
        """Label scores of each word under the given head (0: root)."""
        index = heads.unsqueeze(-1).expand(-1, -1, LABEL_WIDTH)
        pairs = self.label_dependent(words) + torch.gather(self.label_head(rooted), 1, index)
        scores: Tensor = self.label(self.dropout(functional.leaky_relu(pairs, LEAK)))
        return scores

    def losses(self, batch: Batch) -> dict[str, Tensor]:
        """The mean loss of each task that the batch has annotation for."""
        words = self.dropout(self.words(batch))
        found: dict[str, Tensor] = {}
        judged = batch.allowed.any(-1)
        if judged.any():
            scores = functional.log_softmax(self.entity(words[judged]), -1)
            # Any of the allowed tags is right: their probabilities add up.
            likely = scores.masked_fill(~batch.allowed[judged], -1e4)
            found["entity"] = -torch.logsumexp(likely, -1).mean()
        found |= _cross_entropies(
            {
                "boundary": (self.boundary(words), batch.boundary),
                "tag": (self.tag(words), batch.tags),
                "morph": (self.morph(words), batch.morphs),
            }
        )
        rows = (batch.heads >= 0).any(1)
        if rows.any():
            words, heads = words[rows], batch.heads[rows]
            arcs, rooted = self.arcs(words, batch.segment[rows])
            deps = self.dep_scores(words, rooted, heads.clamp(min=0))
            found |= _cross_entropies({"arc": (arcs, heads), "dep": (deps, batch.deps[rows])})
        return found


def _cross_entropies(tasks: dict[str, tuple[Tensor, Tensor]]) -> dict[str, Tensor]:
    found = {}
    for name, (scores, target) in tasks.items():
        if (target != IGNORED).any():
            found[name] = functional.cross_entropy(
                scores.flatten(0, 1), target.flatten(), ignore_index=IGNORED
            )
    return found


_NAMES = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "output",
    "attention.output.LayerNorm": "attention_norm",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "output_norm",
}


def load_pretrained(encoder: Encoder, path: Path) -> None:
    """Takes the weights of a BERT in safetensors format; raises KeyError on a missing one."""
    stored = load_file(path)
    state = {
        "pieces.weight": stored["embeddings.word_embeddings.weight"],
        # Every piece has token type 0: its embedding is part of every position's.
        "positions.weight": stored["embeddings.position_embeddings.weight"]
        + stored["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": stored["embeddings.LayerNorm.weight"],
        "norm.bias": stored["embeddings.LayerNorm.bias"],
        "case.weight": encoder.case.weight.data,
    }
    for number in range(LAYERS):
        for theirs, ours in _NAMES.items():
            for kind in ("weight", "bias"):
                source = f"encoder.layer.{number}.{theirs}.{kind}"
                state[f"layers.{number}.{ours}.{kind}"] = stored[source]
    encoder.load_state_dict(state)
