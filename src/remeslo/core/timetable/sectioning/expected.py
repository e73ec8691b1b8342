"""How likely two classes clash while their times are not known yet."""

import numpy as np

from remeslo.core.timetable._kernels.students import Bytes, Ints, conflict_matrix
from remeslo.core.timetable.kinds import DistributionKind
from remeslo.core.timetable.problem import TimetableProblem

_SAMPLES = 32
_HIT = 4
"""Weight of one clash in `_SAMPLES` draws; 1 more when the two could ever meet: 129 is certain."""

_APART = frozenset((DistributionKind.SAME_ATTENDEES, DistributionKind.NOT_OVERLAP))


def expected_clashes(problem: TimetableProblem, seed: int) -> Bytes:
    """
    Weights (classes, classes), uint8, 0 .. 129: how often random times of two classes overlap.

    0 for pairs that a required rule keeps apart. Travel is left out: rooms are not known either.
    """
    classes = problem.classes
    size = len(classes)
    random = np.random.default_rng(seed)
    clash = np.zeros((size, size), np.uint8)
    hits = np.zeros((size, size), np.uint8)
    room: Ints = np.full(size, -1, np.int32)
    for _ in range(_SAMPLES):
        times = [c.times[random.integers(len(c.times))].pattern for c in classes]
        conflict_matrix(
            np.array([t.start for t in times], np.int32),
            np.array([t.end for t in times], np.int32),
            np.array([t.days for t in times], np.int64),
            np.array([t.weeks for t in times], np.int64),
            room,
            np.zeros((1, 1), np.int32),
            clash,
        )
        hits += clash
    weights = (hits > 0) + _HIT * hits
    number = {c.id: n for n, c in enumerate(classes)}
    for rule in problem.distributions:
        if rule.required and rule.kind in _APART:
            rows = np.array([number[c] for c in rule.classes])
            weights[np.ix_(rows, rows)] = 0
    return weights.astype(np.uint8)
