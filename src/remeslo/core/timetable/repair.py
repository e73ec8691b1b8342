"""
Repair: after a change, a lawful timetable again with the fewest classes moved, then at the least cost.

The changed problem is stated first (`changes` has the usual ones); the timetable is the one that was good before.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.timetable._cpsat.fewest import Repaired, fewest
from remeslo.core.timetable._cpsat.run import Effort
from remeslo.core.timetable.checks.placing import bits, check_placing, check_rooms
from remeslo.core.timetable.checks.rules import check_rules
from remeslo.core.timetable.problem import Assignment, ClassId, Timetable, TimetableProblem
from remeslo.core.timetable.result import CancelledFn, Status, TimetableScore
from remeslo.core.timetable.score import score


@dataclass(frozen=True, slots=True)
class RepairResult:
    """
    Answer of `repair`.

    Parameters
    ----------
    status
        ``OPTIMAL``: fewest classes, proven; ``FEASIBLE``: lawful, perhaps with fewer; ``INFEASIBLE``: proven that no
        placing of the classes that are not pinned is lawful; else nothing was found in time.
    timetable
        Repaired; as given when nothing was found.
    moved
        Classes that are elsewhere than before, in the order of the problem; classes that were not placed count.
    least
        No lawful timetable moves fewer.
    is_cheapest
        True when no other timetable with so few moves costs less (students keeping their classes), proven.
    findings
        What moved and why (notes), or why nothing could be done; broken rules that pinned classes have all by
        themselves.
    """

    status: Status
    timetable: Timetable
    score: TimetableScore
    moved: tuple[ClassId, ...]
    least: int
    is_cheapest: bool
    findings: tuple[Finding, ...]

    @property
    def is_proven(self) -> bool:
        """True when no lawful timetable moves fewer classes."""
        return self.status is Status.OPTIMAL


def repair(
    problem: TimetableProblem,
    timetable: Timetable,
    *,
    limit_s: float = 30.0,
    work_limit: float | None = None,
    seed: int = 0,
    workers: int = 8,
    pins: Collection[ClassId] = (),
    cancelled: CancelledFn | None = None,
) -> RepairResult:
    """
    A lawful timetable of the (changed) problem as near to the given one as can be.

    Only times and rooms are repaired: students keep their classes.

    Parameters
    ----------
    timetable
        Good before the change; classes that it lacks are placed, classes that the problem no longer has are dropped.
    work_limit
        Units of CP-SAT's deterministic time; with it the answer is the same on each run, unless ``limit_s`` comes
        first.
    pins
        Classes that must stay where they are; one that lies nowhere is placed like any other.
    """
    held = {c: a for c, a in timetable.assignments.items() if c in problem.class_of}
    given = Timetable(held, timetable.students)
    broken = _broken(problem, given)
    fixed = frozenset(c for c in pins if c in held)
    if stuck := tuple(f for f, classes in _faults(problem, given) if fixed.issuperset(classes)):
        return RepairResult(Status.INFEASIBLE, given, score(problem, given), (), 0, False, stuck)
    effort = Effort(limit_s, work_limit, seed, workers, cancelled)
    found = fewest(problem, given, broken.keys() | (problem.class_of.keys() - held.keys()), fixed, effort)
    after = Timetable(found.assignments or held, timetable.students)
    moved = tuple(c.id for c in problem.classes if after.assignments.get(c.id) != held.get(c.id))
    return RepairResult(
        status=found.status,
        timetable=after,
        score=score(problem, after),
        moved=moved,
        least=found.least,
        is_cheapest=found.is_cheapest,
        findings=tuple(_told(problem, held, after.assignments, moved, broken, found)),
    )


def _faults(problem: TimetableProblem, timetable: Timetable) -> Iterator[tuple[Finding, tuple[ClassId, ...]]]:
    """Broken hard rules of places, rooms and distributions, and their classes."""
    for check in (check_placing, check_rooms, check_rules):
        for finding in check(problem, timetable):
            classes = finding.facts.get("classes", (finding.facts.get("each"),))
            if isinstance(classes, tuple):
                yield finding, tuple(c for c in classes if c in problem.class_of)


def _broken(problem: TimetableProblem, timetable: Timetable) -> dict[ClassId, tuple[str, ...]]:
    """Classes in broken hard rules, and the codes of what they break."""
    codes: dict[ClassId, dict[str, None]] = {}
    for finding, classes in _faults(problem, timetable):
        for c in classes:
            codes.setdefault(c, {})[finding.code] = None
    return {c: tuple(row) for c, row in codes.items()}


def _told(
    problem: TimetableProblem,
    held: Mapping[ClassId, Assignment],
    after: Mapping[ClassId, Assignment],
    moved: tuple[ClassId, ...],
    broken: Mapping[ClassId, tuple[str, ...]],
    found: Repaired,
) -> Iterator[Finding]:
    for c in found.homeless:
        yield Finding("timetable.no_place_left", f"class {c}", {"each": c})
    if found.status is Status.INFEASIBLE and not found.homeless:
        tied = tuple(c.id for c in problem.classes if c.id in found.looked_at)
        yield Finding("timetable.repair_impossible", "timetable", {"classes": tied, "count": len(tied)})
    elif not found.assignments and not found.homeless:
        yield Finding("timetable.repair_not_found", "timetable", {"classes": len(found.looked_at)})
    for c in moved:
        facts: dict[str, object] = {"each": c, **_place(problem, "to", after[c])}
        if c in held:
            facts |= _place(problem, "from", held[c])
        if c not in held:
            yield Finding("timetable.placed", f"class {c}", facts, Severity.NOTE)
        elif c in broken:
            yield Finding(
                "timetable.moved",
                f"class {c}",
                {**facts, "because": tuple(x.removeprefix("timetable.") for x in broken[c])},
                Severity.NOTE,
            )
        else:
            for_ = tuple(o for o in moved if o != c and _in_the_way(problem, c, held[c], o, after))
            yield Finding("timetable.moved_for_others", f"class {c}", {**facts, "others": for_}, Severity.NOTE)


def _place(problem: TimetableProblem, word: str, a: Assignment) -> dict[str, object]:
    """Facts of a place: days and weeks as the published files write them."""
    facts: dict[str, object] = {
        f"{word}_days": bits(a.time.days, problem.days),
        f"{word}_start": a.time.start,
        f"{word}_weeks": bits(a.time.weeks, problem.weeks),
    }
    return facts if a.room is None else {**facts, f"{word}_room": a.room}


def _in_the_way(
    problem: TimetableProblem, each: ClassId, old: Assignment, other: ClassId, after: Mapping[ClassId, Assignment]
) -> bool:
    """True when a class at its old place would break a hard rule with another one at its new place."""
    pair = Timetable({each: old, other: after[other]})
    if any(True for _ in check_rooms(problem, Timetable({**pair.assignments}))):
        return True
    both = {each, other}
    return any(
        both <= {str(c) for c in classes}
        for f in check_rules(problem, pair)
        if isinstance(classes := f.facts.get("classes"), tuple)
    )
