"""A timetable with its problem; ways between sites as rows, since JSON has no pairs for keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from remeslo.core.base.keys import SiteKey
from remeslo.core.line.weekly.lesson import LessonKey, Slot, WeekPlan, WeekProblem


@dataclass(frozen=True, slots=True)
class WeekFile:
    """
    A timetable of a semester.

    Parameters
    ----------
    half
        1 for autumn, 2 for spring.
    problem
        Without ``minutes``: these are ``ways``.
    """

    year: int
    half: int
    problem: WeekProblem
    ways: tuple[tuple[SiteKey, SiteKey, int], ...] = ()
    slots: Mapping[LessonKey, Slot] = field(default_factory=dict)

    @property
    def whole(self) -> WeekProblem:
        """The problem with its ways."""
        return replace(self.problem, minutes={(a, b): n for a, b, n in self.ways})

    @property
    def plan(self) -> WeekPlan:
        """Where and when each lesson lies."""
        return WeekPlan(self.slots)


def week_of(year: int, half: int, problem: WeekProblem, plan: WeekPlan) -> WeekFile:
    """The file of a timetable; lessons in the problem's order."""
    ways = tuple((a, b, n) for (a, b), n in sorted(problem.minutes.items()))
    slots = {x.key: plan.slots[x.key] for x in problem.lessons if x.key in plan.slots}
    return WeekFile(year, half, replace(problem, minutes={}), ways, slots)
