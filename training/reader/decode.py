"""From scores to a tree and to names.

A tree: the best single-rooted spanning tree (Chu-Liu-Edmonds), sought only where the greedy heads are none.
Names: the best label sequence in which I- only follows B- or I- of its own type (Viterbi).
"""

from __future__ import annotations

import numpy as np

from reader.entities import LABELS

NEVER = -1e9


def best_tree(scores: np.ndarray) -> np.ndarray:
    """Returns each word's head (1-based, 0 the root) for `scores[word, head]`, words by words + 1."""
    n = scores.shape[0]
    square = np.full((n + 1, n + 1), NEVER, dtype=np.float64)
    square[1:] = scores
    np.fill_diagonal(square, NEVER)
    heads = square.argmax(1)
    if _is_tree(heads) and (heads[1:] == 0).sum() == 1:
        return heads[1:]
    return _best_single_root(square)[1:]


def _best_single_root(square: np.ndarray) -> np.ndarray:
    heads = _chu_liu_edmonds(square)
    roots = [at for at in range(1, len(heads)) if heads[at] == 0]
    if len(roots) == 1:
        return heads
    best, best_score = heads, -np.inf
    for root in roots:
        tried = square.copy()
        tried[1:, 0] = NEVER
        tried[root] = NEVER
        tried[root, 0] = 0.0
        candidate = _chu_liu_edmonds(tried)
        score = square[np.arange(1, len(heads)), candidate[1:]].sum()
        if score > best_score:
            best, best_score = candidate, score
    return best


def _is_tree(heads: np.ndarray) -> bool:
    return not _cycle(heads)


def _cycle(heads: np.ndarray) -> list[int]:
    """Returns the words of one cycle, or nothing."""
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path, at = [], start
        while at > 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if at > 0 and state[at] == 1:
            return path[path.index(at) :]
        for done in path:
            state[done] = 2
    return []


def _chu_liu_edmonds(square: np.ndarray) -> np.ndarray:
    heads = square.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = set(cycle)
    rest = [at for at in range(len(heads)) if at not in inside]
    cycle_at = np.array(cycle)
    own = square[cycle_at, heads[cycle_at]]
    small = np.full((len(rest) + 1, len(rest) + 1), NEVER)
    small[:-1, :-1] = square[np.ix_(rest, rest)]
    small[:-1, -1] = square[np.ix_(rest, cycle)].max(1)
    leaves_from = cycle_at[square[np.ix_(rest, cycle)].argmax(1)]
    entering = square[np.ix_(cycle, rest)] - own[:, None]
    small[-1, :-1] = entering.max(0) + own.sum()
    enters_at = cycle_at[entering.argmax(0)]
    np.fill_diagonal(small, NEVER)
    small[0] = NEVER
    found = _chu_liu_edmonds(small)
    result = heads.copy()
    for at, word in enumerate(rest[1:], start=1):
        result[word] = leaves_from[at] if found[at] == len(rest) else rest[found[at]]
    result[enters_at[found[-1]]] = rest[found[-1]]
    return result


_FOLLOWS = np.array(
    [[0.0 if after[0] != "I" or (before != "O" and before[2:] == after[2:]) else NEVER for after in LABELS] for before in LABELS]
)
_STARTS = np.array([NEVER if label[0] == "I" else 0.0 for label in LABELS])


def best_names(scores: np.ndarray) -> list[str]:
    """Returns the best label of each word for `scores[word, label]`."""
    best = scores[0] + _STARTS
    came_from = []
    for row in scores[1:]:
        paths = best[:, None] + _FOLLOWS
        came_from.append(paths.argmax(0))
        best = paths.max(0) + row
    labels = [int(best.argmax())]
    for step in reversed(came_from):
        labels.append(int(step[labels[-1]]))
    return [LABELS[label] for label in reversed(labels)]
