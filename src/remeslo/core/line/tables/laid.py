"""Elements of a programme with the hours that the plan gave them: where every table and picture starts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from remeslo.core.base.calendar import AcademicCalendar
from remeslo.core.base.keys import ElementKey
from remeslo.core.competence.design import DesignElement
from remeslo.core.competence.structure.choices import ElementChoice
from remeslo.core.line.outcome import ProgrammeOutcome

CYCLE_ORDER = ("ООД", "ОУД", "ОГСЭ", "СГ", "ЕН", "ОП", "П", "ПМ", "ГИА")
"""Customary order of cycles; others follow in the order of the design."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidElement:
    """
    A programme element in its weeks.

    Parameters
    ----------
    hours
        Week index -> hours, only weeks with hours, in order; empty when nothing was planned.
    by_semester
        Semester -> hours.
    """

    design: DesignElement
    hours: Mapping[int, int]
    by_semester: Mapping[int, int]

    @property
    def total(self) -> int:
        """All hours planned."""
        return sum(self.hours.values())

    @property
    def first_week(self) -> int | None:
        """Index of the first week with hours."""
        return next(iter(self.hours), None)

    @property
    def last_week(self) -> int | None:
        """Index of the last week with hours."""
        return max(self.hours, default=None)

    @property
    def last_semester(self) -> int | None:
        """Semester in which it ends, where its attestation lies."""
        return max(self.by_semester, default=None)


@dataclass(frozen=True)
class LaidProgramme:
    """A programme with a calendar and its elements in their weeks, in the customary order of cycles."""

    elements: tuple[LaidElement, ...]
    calendar: AcademicCalendar
    week_cap: int | None = None
    choices: tuple[ElementChoice, ...] = ()

    @cached_property
    def weeks(self) -> int:
        """Calendar weeks from the first to the last one used."""
        return max((e.last_week for e in self.elements if e.last_week is not None), default=-1) + 1

    @cached_property
    def load(self) -> tuple[int, ...]:
        """Hours of all elements week by week, for the weeks of the term."""
        sums = [0] * self.weeks
        for element in self.elements:
            for week, hours in element.hours.items():
                sums[week] += hours
        return tuple(sums)

    @cached_property
    def courses(self) -> tuple[int, ...]:
        """Courses that the term touches."""
        return tuple(sorted({w.course for w in self.calendar.weeks[: self.weeks]}))

    @cached_property
    def semesters(self) -> tuple[int, ...]:
        """Semesters that the term touches."""
        return tuple(sorted({w.semester for w in self.calendar.weeks[: self.weeks] if w.semester is not None}))

    @cached_property
    def by_key(self) -> Mapping[ElementKey, LaidElement]:
        """Elements by index."""
        return {e.design.index: e for e in self.elements}


def lay_out(outcome: ProgrammeOutcome) -> LaidProgramme | None:
    """The programme in its weeks; ``None`` when it has no design or was never put on a calendar."""
    if outcome.design is None or outcome.problem is None:
        return None
    calendar = outcome.problem.calendar
    plan = outcome.result.plan if outcome.result else None
    elements = tuple(
        _laid(element, plan.hours.get(element.index, {}) if plan else {}, calendar)
        for element in sorted(outcome.design.elements, key=_cycle_rank)
    )
    cap = outcome.problem.rules.get("week_max_hours")
    return LaidProgramme(elements, calendar, int(cap.amount) if cap else None, outcome.design.choices)


def _cycle_rank(element: DesignElement) -> int:
    """Place of the element's cycle in the customary order; the sort is stable, so the design's order stays within."""
    return CYCLE_ORDER.index(element.cycle) if element.cycle in CYCLE_ORDER else CYCLE_ORDER.index("ГИА")


def _laid(element: DesignElement, hours: Mapping[int, int], calendar: AcademicCalendar) -> LaidElement:
    by_semester: dict[int, int] = {}
    for week, amount in sorted(hours.items()):
        semester = calendar.weeks[week].semester
        if semester is not None:
            by_semester[semester] = by_semester.get(semester, 0) + amount
    return LaidElement(design=element, hours=dict(sorted(hours.items())), by_semester=by_semester)
