"""Fewest moves by growing: whoever must make way becomes free, until nobody has to; then the least cost."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from remeslo.core.timetable._cpsat.ground import Ground
from remeslo.core.timetable._cpsat.model import PartModel
from remeslo.core.timetable._cpsat.moves import MovesModel, moved, nearest, together
from remeslo.core.timetable._cpsat.run import Answer, Effort, run
from remeslo.core.timetable.problem import Assignment, ClassId, Timetable, TimetableProblem
from remeslo.core.timetable.result import Status

_SHARE = 0.4
"""What one question may spend of what is left."""
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

    ``begin`` names the classes without which nothing is wrong: those in broken rules and those without a place. Each
    round asks two questions: how few move when others may simply leave (a bound), and when nobody else may (a lawful
    timetable). Where the answers meet, the number is proven; else whoever left becomes free too, and others near.
    """
    ground, held = Ground(problem), timetable.assignments
    ids = [c.id for c in problem.classes]
    pinned = {ground.number[c] for c in pins if c in held}
    free = together(ground, {ground.number[c] for c in begin})
    best: Mapping[ClassId, Assignment] | None = None
    least, most = 0, len(ids) + 1
    while least < most:
        model = MovesModel(ground, held, free - pinned, pinned)
        looked_at = frozenset(ids[n] for n in free)
        if homeless := model.homeless():
            return Repaired(Status.INFEASIBLE, {}, 0, False, looked_at, tuple(ids[n] for n in homeless))
        answer = run(model.clauses, effort, share=_SHARE)
        least = max(least, answer.bound)
        if answer.status is Status.INFEASIBLE:
            return Repaired(Status.INFEASIBLE, {}, least, False, looked_at)
        gone = model.gone(answer) if answer.found else set()
        found = {**held, **model.read(answer)} if answer.found and not gone else None
        if found is None:
            wide = free | gone
            wide |= set(nearest(ground, wide, _NEAR // 2 + 2 * len(wide)))
            found = _among(ground, held, wide - pinned, effort)
        if found is not None and (moves := _moves(held, found)) < most:
            most, best = moves, found
        if effort.is_over or not answer.found or not gone:
            break
        free = together(ground, free | gone | set(nearest(ground, free | gone, len(free) // 4)))
    if best is None:
        status = Status.CANCELLED if effort.was_cancelled else Status.UNKNOWN
        return Repaired(status, {}, least, False, looked_at)
    cheapest, is_cheapest = _cheapest(ground, timetable, best, most, pinned, effort)
    status = Status.OPTIMAL if most <= least else Status.FEASIBLE
    return Repaired(status, cheapest, least, is_cheapest and status is Status.OPTIMAL, looked_at)


def _among(
    ground: Ground, held: Mapping[ClassId, Assignment], free: Collection[int], effort: Effort
) -> dict[ClassId, Assignment] | None:
    """A lawful timetable in which only these classes may move, as few as can be; None when none was found."""
    standing = {c: a for c, a in held.items() if ground.number[c] not in free}
    model = PartModel(ground, standing, free, ground.shared({}))
    model.clauses.weighted.clear()
    model.clauses.constant = 0
    for c in model.choices.values():
        model.clauses.charge(moved(model.clauses, ground, c, held), 1)
    model.clauses.minimise()
    answer = run(model.clauses, effort, share=_SHARE)
    return {**held, **model.read(answer)} if answer.found else None


def _moves(held: Mapping[ClassId, Assignment], placed: Mapping[ClassId, Assignment]) -> int:
    return sum(1 for c, a in placed.items() if held.get(c) != a)


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
