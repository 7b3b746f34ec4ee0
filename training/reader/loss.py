"""What training minimises: the sum of the heads' losses, each on the words that carry its labels."""

from __future__ import annotations

import torch
import torch.nn.functional as functional
from torch import Tensor

from reader.batch import IGNORE, Batch
from reader.entities import LABELS
from reader.model import Reader, Scores

HEAD_WEIGHTS = {"upos": 1.0, "xpos": 0.5, "ner": 1.0, "arc": 1.0, "relation": 1.0}
_BITS = torch.tensor([1 << at for at in range(len(LABELS))])


def supervised(model: Reader, scores: Scores, batch: Batch, weight_of_relation: Tensor) -> Tensor:
    """Returns the loss against gold labels; `weight_of_relation` makes a relation's words count more."""
    loss = HEAD_WEIGHTS["ner"] * partial_label_loss(scores.ner, batch.allowed)
    if (batch.heads < 0).all():
        return loss
    loss = loss + HEAD_WEIGHTS["upos"] * _cross_entropy(scores.upos, batch.upos)
    loss = loss + HEAD_WEIGHTS["xpos"] * _cross_entropy(scores.xpos, batch.xpos)
    weights = weight_of_relation[batch.relations.clamp(min=0)]
    loss = loss + HEAD_WEIGHTS["arc"] * _cross_entropy(scores.arc, batch.heads, weights)
    relations = model.relations(scores, batch.heads)
    return loss + HEAD_WEIGHTS["relation"] * _cross_entropy(relations, batch.relations, weights)


def _cross_entropy(scores: Tensor, gold: Tensor, weights: Tensor | None = None) -> Tensor:
    known = gold != IGNORE
    losses = functional.cross_entropy(scores[known].float(), gold[known], reduction="none")
    if weights is None:
        return losses.sum() / known.sum().clamp(min=1)
    return (losses * weights[known]).sum() / weights[known].sum().clamp(min=1)


def partial_label_loss(scores: Tensor, allowed: Tensor) -> Tensor:
    """Returns minus the log of the allowed labels' total probability, averaged over words that say anything."""
    can_be = (allowed[..., None] & _BITS) > 0
    says = ~can_be.all(-1)
    if not says.any():
        return scores.sum() * 0.0
    scores, can_be = scores[says].float(), can_be[says]
    inside = torch.logsumexp(scores.masked_fill(~can_be, -1e4), -1)
    return (torch.logsumexp(scores, -1) - inside).mean()


def distilled(model: Reader, scores: Scores, batch: Batch) -> Tensor:
    """Returns the cross-entropy against the teachers' probabilities (`batch.soft`)."""
    words = batch.is_word
    soft = batch.soft
    loss = torch.zeros(())
    for key in ("upos", "xpos", "ner", "arc"):
        loss = loss + HEAD_WEIGHTS[key] * _soft_cross_entropy(getattr(scores, key)[words], soft[key][words])
    relations = model.relations(scores, soft["heads"])
    return loss + HEAD_WEIGHTS["relation"] * _soft_cross_entropy(relations[words], soft["relation"][words])


def _soft_cross_entropy(scores: Tensor, probabilities: Tensor) -> Tensor:
    return -(probabilities * torch.log_softmax(scores.float(), -1)).sum(-1).mean()
