"""The network: MiniLM's first layers, letter case, and the heads.

Shapes: B sentences, P pieces, W words, d = width, x = d + 16. The root is position 0 of the heads' axis.
What the exported file holds is exactly what this module computes in evaluation, with its linear maps quantised.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as functional
from safetensors.torch import load_file
from torch import Tensor, nn

from reader.pieces import CASES

PIECES_MAX = 256
WEIGHT_STEPS = 63
ACTIVATION_STEPS = 127
EMBEDDING_STEPS = 127
FAR = -1e4


@dataclass(frozen=True)
class Shape:
    """Sizes of the network; the label counts come from the training sets."""

    layers: int
    n_upos: int
    n_xpos: int
    n_deprel: int
    n_ner: int
    width: int = 384
    heads: int = 12
    ff: int = 1536
    case_width: int = 16
    arc: int = 192
    relation: int = 192
    ner: int = 192


def quantised(values: Tensor, steps: int) -> Tensor:
    """Returns `values` rounded to the grid of their last axis's largest size; gradients pass through."""
    scale = values.detach().abs().amax(-1, keepdim=True).clamp(min=1e-12) / steps
    rounded = torch.clamp(torch.round(values.detach() / scale), -steps, steps) * scale
    return values + (rounded - values.detach())


class Dropout(nn.Module):
    """Dropout whose masks are slices of a pool of random bits: drawing them afresh took a fifth of a CPU step."""

    POOL = 1 << 23

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        n = x.numel()
        if not self.training:
            return x
        if n >= self.POOL:
            return functional.dropout(x, self.share)
        pool = self._pool(x.dtype)
        start = int(torch.randint(self.POOL - n, ()))
        return x * pool[start : start + n].view(x.shape)

    def _pool(self, dtype: torch.dtype) -> Tensor:
        key = (self.share, dtype)
        if key not in _POOLS:
            kept = torch.rand(self.POOL, generator=torch.Generator().manual_seed(7)) >= self.share
            _POOLS[key] = kept.to(dtype) / (1 - self.share)
        return _POOLS[key]


_POOLS: dict[tuple[float, torch.dtype], Tensor] = {}


class Linear(nn.Linear):
    """A linear map that can act as it will after export: 7-bit weights, 8-bit inputs."""

    simulate = False

    def forward(self, input: Tensor) -> Tensor:
        if not Linear.simulate:
            return super().forward(input)
        return functional.linear(quantised(input, ACTIVATION_STEPS), quantised(self.weight, WEIGHT_STEPS), self.bias)


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv, self.o = Linear(shape.width, 3 * shape.width), Linear(shape.width, shape.width)
        self.f1, self.f2 = Linear(shape.width, shape.ff), Linear(shape.ff, shape.width)
        self.n1, self.n2 = nn.LayerNorm(shape.width, eps=1e-12), nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5 + mask.to(q.dtype)
        seen = (torch.softmax(scores, -1) @ v).transpose(1, 2).reshape(batch, length, width)
        x = self.n1(x + self.dropout(self.o(seen)))
        return self.n2(x + self.dropout(self.f2(functional.gelu(self.f1(x)))))


class Encoder(nn.Module):
    """Embeddings and layers, started from the base weights. Word embeddings are frozen unless the run says otherwise."""

    def __init__(self, base: Path, shape: Shape) -> None:
        super().__init__()
        weights = load_file(base / "model.safetensors")
        positions = weights["embeddings.position_embeddings.weight"][:PIECES_MAX]
        positions = positions + weights["embeddings.token_type_embeddings.weight"][0]
        words = quantised(weights["embeddings.word_embeddings.weight"], EMBEDDING_STEPS)
        self.word = nn.Embedding.from_pretrained(words, freeze=True)
        self.position = nn.Embedding.from_pretrained(positions.clone(), freeze=False)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = Dropout(0.1)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        _copy(self.norm, weights, "embeddings.LayerNorm")
        for at, layer in enumerate(self.layers):
            _start_layer(layer, weights, f"encoder.layer.{at}.")

    def forward(self, pieces: Tensor) -> Tensor:
        x = self.dropout(self.norm(self.word(pieces) + self.position.weight[: pieces.shape[1]]))
        mask = torch.zeros(pieces.shape, device=pieces.device).masked_fill(pieces == 0, FAR)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.data = weights[f"{name}.weight"].clone()
    module.bias.data = weights[f"{name}.bias"].clone()


def _start_layer(layer: Layer, weights: dict[str, Tensor], prefix: str) -> None:
    parts = [f"{prefix}attention.self.{part}" for part in ("query", "key", "value")]
    layer.qkv.weight.data = torch.cat([weights[f"{part}.weight"] for part in parts])
    layer.qkv.bias.data = torch.cat([weights[f"{part}.bias"] for part in parts])
    _copy(layer.o, weights, f"{prefix}attention.output.dense")
    _copy(layer.n1, weights, f"{prefix}attention.output.LayerNorm")
    _copy(layer.f1, weights, f"{prefix}intermediate.dense")
    _copy(layer.f2, weights, f"{prefix}output.dense")
    _copy(layer.n2, weights, f"{prefix}output.LayerNorm")


@dataclass
class Scores:
    """The heads' raw scores: words by labels, `arc` words by possible heads, and the relation halves."""

    upos: Tensor
    xpos: Tensor
    ner: Tensor
    arc: Tensor
    dependent: Tensor
    governor: Tensor


class Reader(nn.Module):
    """Encoder and heads."""

    def __init__(self, base: Path, shape: Shape, *, has_case: bool = True) -> None:
        super().__init__()
        self.shape, self.has_case = shape, has_case
        self.encoder = Encoder(base, shape)
        self.case = nn.Embedding(CASES, shape.case_width)
        x = shape.width + shape.case_width
        self.dropout, self.head_dropout = Dropout(0.2), Dropout(0.2)
        self.root = nn.Parameter(torch.randn(x) * 0.02)
        self.upos, self.xpos = Linear(x, shape.n_upos), Linear(x, shape.n_xpos)
        self.ner1, self.ner2 = Linear(x, shape.ner), nn.Linear(shape.ner, shape.n_ner)
        self.arc_dep, self.arc_head = Linear(x, shape.arc), Linear(x, shape.arc)
        self.arc = nn.Parameter(nn.init.xavier_uniform_(torch.empty(shape.arc + 1, shape.arc)))
        self.rel_dep, self.rel_head = Linear(x, shape.relation), Linear(x, shape.relation, bias=False)
        self.rel = nn.Linear(shape.relation, shape.n_deprel)

    def forward(self, pieces: Tensor, first: Tensor, case: Tensor, is_word: Tensor) -> Scores:
        """Scores a batch; `first` holds each word's first piece, `is_word` is false on padding."""
        encoded = self.encoder(pieces)
        words = torch.gather(encoded, 1, first[..., None].expand(-1, -1, encoded.shape[-1])).float()
        x = self.dropout(torch.cat([words, self.case(case) * self.has_case], -1))
        y = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        return Scores(
            upos=self.upos(x),
            xpos=self.xpos(x),
            ner=self.ner2(self.head_dropout(functional.gelu(self.ner1(x)))),
            arc=self._arcs(x, y, is_word),
            dependent=self.rel_dep(x),
            governor=self.rel_head(y),
        )

    def _arcs(self, x: Tensor, y: Tensor, is_word: Tensor) -> Tensor:
        dependent = self.head_dropout(functional.gelu(self.arc_dep(x)))
        governor = self.head_dropout(functional.gelu(self.arc_head(y)))
        dependent = torch.cat([dependent, torch.ones_like(dependent[..., :1])], -1)
        scores = (dependent @ self.arc.to(dependent.dtype)) @ governor.transpose(1, 2)
        can_head = functional.pad(is_word, (1, 0), value=True)
        return scores.float().masked_fill(~can_head[:, None, :], FAR)

    def relations(self, scores: Scores, heads: Tensor) -> Tensor:
        """Scores each word's relation to its head in `heads` (0 is the root)."""
        at = heads.clamp(min=0)[..., None].expand(-1, -1, scores.governor.shape[-1])
        hidden = functional.gelu(scores.dependent + torch.gather(scores.governor, 1, at))
        return self.rel(self.head_dropout(hidden))
