"""What is reported: MRR, R-precision at 5, recall at 10 (and hits at 1 and 3), with bootstrap intervals by group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.published.matching.methods import Scores
from benchmarks.published.matching.tasks import Task

MEASURES = ("MRR", "RP@5", "R@10", "hit@1", "hit@3")
DRAWS, LEVEL = 1000, 0.95


@dataclass(frozen=True)
class Estimate:
    """Mean over queries and the interval of its bootstrap distribution."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:.3f} [{self.low:.3f}, {self.high:.3f}]"


def per_query(task: Task, scores: Scores) -> npt.NDArray[np.float64]:
    """Each measure for each query, (queries, measures); what a method scores -1 was not found."""
    values = np.zeros((len(task.queries), len(MEASURES)))
    for row, gold in enumerate(task.gold):
        order = np.argsort(-scores[row], kind="stable")
        order = order[scores[row][order] > -1.0]
        ranks = np.flatnonzero(np.isin(order, list(gold)))
        first = ranks[0] if len(ranks) else None
        values[row] = (
            0.0 if first is None else 1.0 / (first + 1),
            np.count_nonzero(ranks < 5) / min(5, len(gold)),
            np.count_nonzero(ranks < 10) / min(10, len(gold)),
            float(first is not None and first < 1),
            float(first is not None and first < 3),
        )
    return values


def draws(groups: tuple[str, ...], *, seed: int = 0) -> npt.NDArray[np.float64]:
    """How often each query counts in each bootstrap draw, (draws, queries): whole groups are drawn."""
    names = {g: i for i, g in enumerate(dict.fromkeys(groups))}
    of_query = np.array([names[g] for g in groups])
    rng = np.random.default_rng(seed)
    counts = rng.multinomial(len(names), np.full(len(names), 1 / len(names)), size=DRAWS)
    return counts[:, of_query].astype(np.float64)


def estimates(values: npt.NDArray[np.float64], groups: tuple[str, ...]) -> tuple[Estimate, ...]:
    """Estimate of each measure."""
    weights = draws(groups)
    means = (weights @ values) / np.maximum(weights.sum(axis=1, keepdims=True), 1)
    low, high = np.quantile(means, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    return tuple(Estimate(*map(float, triple)) for triple in zip(values.mean(axis=0), low, high, strict=True))
