"""The parts of a course: which lessons of the programme's elements it takes, hour by hour."""

from collections.abc import Iterable
from dataclasses import dataclass

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import ElementKey, OutcomeKey
from remeslo.core.competence.courses.closure import CourseCut, CutPart
from remeslo.core.competence.design import DesignElement
from remeslo.core.curriculum.result import TermPlan
from remeslo.core.line.lessons import Lessons, lessons_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePart:
    """
    Lessons of one element of the programme.

    Parameters
    ----------
    hours, of
        Hours that the course takes, > 0, of so many that the programme gives the element.
    lessons
        Which hours of the element these are: first and last, from 1, in order.
    first, repeats
        Outcomes taught in these lessons for the first time, and those used again.
    """

    element: ElementKey
    title: str
    kind: ElementKind
    cycle: str
    module: str | None
    hours: int
    of: int
    lessons: tuple[tuple[int, int], ...]
    first: tuple[OutcomeKey, ...]
    repeats: tuple[OutcomeKey, ...]

    def lesson(self, hour: int) -> int:
        """The hour of the programme's element, from 1, that is the ``hour``-th of the part; LookupError beyond it."""
        left = hour
        for first, last in self.lessons:
            if 1 <= left <= last - first + 1:
                return first + left - 1
            left -= last - first + 1
        raise LookupError(f"{self.element} has {self.hours} hours in the course, not {hour}")


def course_parts(cut: CourseCut, plan: TermPlan | None) -> tuple[CoursePart, ...]:
    """
    The parts of a cut in the order of the programme.

    Hours are those of the programme's plan, or those that demand wants where it has none. An hour that teaches a wanted
    outcome is taken whole, also when another outcome begins in it.
    """
    return tuple(p for p in (_part(c, plan) for c in cut.parts) if p is not None)


def element_lessons(element: DesignElement, plan: TermPlan | None) -> Lessons:
    """The lessons of an element by week of the plan; without a plan, all wanted hours in one."""
    weeks = dict(plan.hours.get(element.index, {})) if plan is not None else {}
    return lessons_of(element, weeks or {0: element.hours_wanted})


def _part(cut: CutPart, plan: TermPlan | None) -> CoursePart | None:
    element = cut.element
    lessons = element_lessons(element, plan)
    ranges = ((1, lessons.total),) if cut.whole else _ranges(_taken(lessons, {*cut.first, *cut.repeats}))
    if not ranges:
        return None
    return CoursePart(
        element=element.index,
        title=element.title,
        kind=element.kind,
        cycle=element.cycle,
        module=element.module,
        hours=sum(last - first + 1 for first, last in ranges),
        of=lessons.total,
        lessons=ranges,
        first=cut.first,
        repeats=cut.repeats,
    )


def _taken(lessons: Lessons, wanted: set[OutcomeKey]) -> Iterable[int]:
    return (n for n in range(1, lessons.total + 1) if wanted & set(lessons.of_hours(n, n)))


def _ranges(hours: Iterable[int]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for n in hours:
        if found and found[-1][1] == n - 1:
            found[-1] = (found[-1][0], n)
        else:
            found.append((n, n))
    return tuple(found)
