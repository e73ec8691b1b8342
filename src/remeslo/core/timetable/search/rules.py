"""Distribution rules as tables: pairwise ones as edges of a graph of classes, the others as lists."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from remeslo.core.timetable._kernels import tables as tb
from remeslo.core.timetable._kernels.tables import Longs
from remeslo.core.timetable.kinds import PAIRWISE, DistributionKind
from remeslo.core.timetable.problem import ClassId, Distribution, TimetableProblem

K = DistributionKind

_EDGE_RULES = {
    K.SAME_START: tb.SAME_START,
    K.SAME_TIME: tb.SAME_TIME,
    K.DIFFERENT_TIME: tb.DIFFERENT_TIME,
    K.SAME_DAYS: tb.SAME_DAYS,
    K.DIFFERENT_DAYS: tb.DIFFERENT_DAYS,
    K.SAME_WEEKS: tb.SAME_WEEKS,
    K.DIFFERENT_WEEKS: tb.DIFFERENT_WEEKS,
    K.OVERLAP: tb.OVERLAP,
    K.NOT_OVERLAP: tb.NOT_OVERLAP,
    K.SAME_ROOM: tb.SAME_ROOM,
    K.DIFFERENT_ROOM: tb.DIFFERENT_ROOM,
    K.SAME_ATTENDEES: tb.SAME_ATTENDEES,
    K.PRECEDENCE: tb.BEFORE,
    K.WORK_DAY: tb.WORK_DAY,
    K.MIN_GAP: tb.MIN_GAP,
}
_WHOLE_RULES = {
    K.MAX_DAYS: tb.MAX_DAYS,
    K.MAX_DAY_LOAD: tb.MAX_DAY_LOAD,
    K.MAX_BREAKS: tb.MAX_BREAKS,
    K.MAX_BLOCK: tb.MAX_BLOCK,
    K.MIN_WORKING_DAYS: tb.MIN_WORKING_DAYS,
    K.COMPACTNESS: tb.COMPACTNESS,
    K.ROOM_STABILITY: tb.ROOM_STABILITY,
}


@dataclass(frozen=True, slots=True)
class Rules:
    """
    Tables of `Board`, and where each class's rows begin.

    Parameters
    ----------
    edge_first, whole_first
        (classes + 1).
    """

    edge_first: Longs
    edges: Longs
    edge_cost: Longs
    whole_first: Longs
    in_wholes: Longs
    wholes: Longs
    members: Longs


def rules_of(problem: TimetableProblem, index: Mapping[ClassId, int]) -> Rules:
    """The tables; one rule on one pair is one edge (its penalties added), and what costs nothing is left out."""
    weight = problem.weights.distribution
    pairs: dict[tuple[int, int, int, int, bool], int] = {}
    lists: list[Distribution] = []
    for rule in problem.distributions:
        if not rule.required and rule.penalty * weight == 0:
            continue
        if rule.kind in PAIRWISE:
            _add_pairs(pairs, rule, [index[c] for c in rule.classes], weight)
        else:
            lists.append(rule)
    edge_first, edges, edge_cost = _edges(pairs, len(index))
    whole_first, in_wholes, wholes, members = _wholes(lists, index)
    return Rules(edge_first, edges, edge_cost, whole_first, in_wholes, wholes, members)


def _add_pairs(
    pairs: dict[tuple[int, int, int, int, bool], int], rule: Distribution, classes: list[int], weight: int
) -> None:
    kind = _EDGE_RULES[rule.kind]
    param = rule.params[0] if rule.params else 0
    hard, cost = rule.required, rule.penalty * weight
    for i, a in enumerate(classes):
        for b in classes[i + 1 :]:
            if a == b:
                continue
            key = (a, b, kind, param, hard) if a < b else (b, a, tb.AFTER if kind == tb.BEFORE else kind, param, hard)
            pairs[key] = pairs.get(key, 0) + cost


def _edges(pairs: dict[tuple[int, int, int, int, bool], int], num: int) -> tuple[Longs, Longs, Longs]:
    keys = np.array([(a, b, kind, param, hard) for a, b, kind, param, hard in pairs], np.int64).reshape(-1, 5)
    cost = np.array(list(pairs.values()), np.int64)
    edge = np.arange(len(keys))
    back = keys[:, 2].copy()
    back[keys[:, 2] == tb.BEFORE] = tb.AFTER
    back[keys[:, 2] == tb.AFTER] = tb.BEFORE
    there = np.column_stack((keys[:, 0], keys[:, 1], keys[:, 2], keys[:, 3], edge, 1 - keys[:, 4]))
    here = np.column_stack((keys[:, 1], keys[:, 0], back, keys[:, 3], edge, 1 - keys[:, 4]))
    rows = np.concatenate((there, here))
    rows = rows[np.lexsort((rows[:, 1], rows[:, 5], rows[:, 0]))]  # by class, hard ones first, by partner
    first = np.searchsorted(rows[:, 0], np.arange(num + 1)).astype(np.int64)
    return first, np.ascontiguousarray(rows[:, 1:5], np.int64), cost


def _wholes(lists: list[Distribution], index: Mapping[ClassId, int]) -> tuple[Longs, Longs, Longs, Longs]:
    rows: list[tuple[int, ...]] = []
    members: list[int] = []
    of_class: list[list[int]] = [[] for _ in index]
    for w, rule in enumerate(lists):
        classes = list(dict.fromkeys(index[c] for c in rule.classes))
        p, q = (*rule.params, 0, 0)[:2]
        rows.append(
            (
                _WHOLE_RULES[rule.kind],
                p,
                q,
                rule.penalty,
                int(rule.required),
                len(members),
                len(members) + len(classes),
                0,
            )
        )
        members += classes
        for c in classes:
            of_class[c].append(w)
    first = np.cumsum([0, *(len(ws) for ws in of_class)]).astype(np.int64)
    flat = np.array([w for ws in of_class for w in ws], np.int64)
    return first, flat, np.array(rows, np.int64).reshape(-1, tb.WHOLE_COLUMNS), np.array(members, np.int64)
