"""Required distribution constraints: one finding for each broken pair, or for each constraint judged as a whole."""

from collections.abc import Iterator, Mapping

from remeslo.core.base.findings import Finding
from remeslo.core.timetable.distributions import breach
from remeslo.core.timetable.kinds import DistributionKind
from remeslo.core.timetable.problem import Distribution, Timetable, TimetableProblem

CODES: Mapping[DistributionKind, str] = {kind: "timetable." + kind.name.lower() for kind in DistributionKind}
"""Each kind has a code of its own, ``timetable.same_start`` and so on."""
_MOST_DAYS = 20


def check_rules(problem: TimetableProblem, timetable: Timetable) -> Iterator[Finding]:
    """Every required constraint that is broken, by name and with its classes."""
    for number, d in enumerate(problem.distributions, start=1):
        if d.required:
            yield from _broken(problem, timetable, number, d)


def _broken(problem: TimetableProblem, timetable: Timetable, number: int, d: Distribution) -> Iterator[Finding]:
    found = breach(problem, d, timetable.assignments)
    if not found.amount:
        return
    named: dict[str, object] = {"kind": d.kind.value, "constraint": number, "label": d.label}
    if d.params:
        named |= {"limit": d.params[0], "params": d.params}
    for a, b in found.pairs:
        facts = {**named, "classes": (a, b)}
        if d.kind is DistributionKind.SAME_ATTENDEES:
            rooms = timetable.assignments[a].room, timetable.assignments[b].room
            facts["travel"] = problem.travel(*rooms)
        yield Finding(CODES[d.kind], f"constraint {number}", facts)
    if not found.pairs:
        days = tuple(f"{week + 1}/{day + 1}" for week, day in found.days[:_MOST_DAYS])
        facts = {**named, "classes": d.classes, "amount": found.amount, "inside": found.classes, "days": days}
        yield Finding(CODES[d.kind], f"constraint {number}", facts)
