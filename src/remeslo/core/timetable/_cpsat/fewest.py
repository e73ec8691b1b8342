"""Fewest moves by growing: whoever must make way becomes free, until nobody has to; then the least cost."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from remeslo.core.timetable._cpsat.ground import Ground
from remeslo.core.timetable._cpsat.model import PartModel
from remeslo.core.timetable._cpsat.moves import MovesModel, moved, together
from remeslo.core.timetable._cpsat.run import Answer, Effort, run
from remeslo.core.timetable.problem import Assignment, ClassId, Timetable, TimetableProblem
from remeslo.core.timetable.result import Status

_ALL_FREE = 60
"""With so few classes all are free when the cost is minimised, and the least cost is proven."""
_NEAR = 60
"""With more, those that moved and so many of the ones tied to them."""


@dataclass(frozen=True)
class Repaired:
    """
    What was found.

    Parameters
    ----------
    assignments
        All classes; empty when nothing was found.
    least
        No lawful timetable moves fewer classes.
    looked_at
        Classes that were free in the end.
    homeless
        Classes without any open place.
    """

    status: Status
    assignments: Mapping[ClassId, Assignment]
    least: int
    is_cheapest: bool
    looked_at: frozenset[ClassId]
    homeless: tuple[ClassId, ...] = ()


def fewest(
    problem: TimetableProblem,
    timetable: Timetable,
    begin: Collection[ClassId],
    pins: frozenset[ClassId],
    effort: Effort,
) -> Repaired:
    """
    The fewest moves and then the least cost.

    ``begin`` names the classes without which nothing is wrong: those in broken rules and those without a place.
    """
    ground, held = Ground(problem), timetable.assignments
    ids = [c.id for c in problem.classes]
    pinned = {ground.number[c] for c in pins if c in held}
    free = together(ground, {ground.number[c] for c in begin})
    least, proven = 0, True
    while True:
        model = MovesModel(ground, held, free - pinned, pinned)
        looked_at = frozenset(ids[n] for n in free)
        if homeless := model.homeless():
            return Repaired(Status.INFEASIBLE, {}, 0, False, looked_at, tuple(ids[n] for n in homeless))
        answer = run(model.clauses, effort)
        least = max(least, answer.bound)
        proven = proven and answer.status is Status.OPTIMAL
        if not answer.found:
            status = Status.CANCELLED if effort.was_cancelled else answer.status
            return Repaired(status, {}, least, False, looked_at)
        gone = model.gone(answer)
        if not gone:
            break
        free = together(ground, free | gone)
    placed = {**held, **model.read(answer)}
    moves = sum(1 for c in ids if placed[c] != held.get(c))
    found, is_cheapest = _cheapest(ground, timetable, placed, moves, pinned, effort)
    status = Status.OPTIMAL if proven and moves <= least else Status.FEASIBLE
    return Repaired(status, found, least, is_cheapest and status is Status.OPTIMAL, looked_at)


def _cheapest(
    ground: Ground,
    timetable: Timetable,
    placed: Mapping[ClassId, Assignment],
    moves: int,
    pinned: Collection[int],
    effort: Effort,
) -> tuple[Mapping[ClassId, Assignment], bool]:
    """The least cost with at most so many moves, and whether that is proven."""
    held = timetable.assignments
    free, is_whole = _free_for_cost(ground, held, placed)
    free -= set(pinned)
    ids = [c.id for c in ground.problem.classes]
    standing = {c: a for c, a in placed.items() if ground.number[c] not in free}
    model = PartModel(ground, standing, free, ground.shared(timetable.students))
    literals = [moved(model.clauses, ground, c, held) for c in model.choices.values()]
    outside = sum(1 for c in standing if placed[c] != held.get(c))
    known = outside + sum(1 for x in literals if x is True)
    model.clauses.cp.add(sum(x for x in literals if not isinstance(x, bool)) <= moves - known)
    model.hint(placed)
    answer: Answer = run(model.clauses, effort)
    if not answer.found:
        return placed, False
    better = {**standing, **model.read(answer)}
    return {c: better[c] for c in ids}, is_whole and answer.status is Status.OPTIMAL


def _free_for_cost(
    ground: Ground, held: Mapping[ClassId, Assignment], placed: Mapping[ClassId, Assignment]
) -> tuple[set[int], bool]:
    """All classes of a small problem; of a larger one those that moved, and others under the same rules."""
    ids = [c.id for c in ground.problem.classes]
    if len(ids) <= _ALL_FREE:
        return set(range(len(ids))), True
    free = {n for n, c in enumerate(ids) if placed[c] != held.get(c)}
    near = [c for n in sorted(free) for rule in ground.rules_of[n] for c in rule.classes]
    return free | set([c for c in dict.fromkeys(near) if c not in free][:_NEAR]), False
