"""A change of a term problem as data: what is changed, where, and to what; and who would have to agree to it."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from remeslo.core.base.findings import ProblemError


class Aspect(StrEnum):
    """
    What a change is about; ``key`` of the change says which one.

    RULE: the value of a rule (key: a `Rule`). VACATION: vacation weeks of a course (key: its number; empty: each).
    RESOURCE: places or hours of a shared resource in every week. PERSON: weekly hours of a teacher. SKILL: so many more
    teachers who have it. RECOGNISE: an element, or all elements of a module, counted as already learnt. HOURS: least
    hours of an element. PACE: its most hours in a week. WINDOW: the weeks it may use, so many wider on both sides.
    LINK: one element no longer waits for another (key: ``before>after``). WHOLE_WEEKS: practice need not lie in whole
    weeks (key: an element; empty: all). CURRICULUM: hours fixed by semester are given up. CALENDAR: so many courses
    more in which to place.
    """

    RULE = "rule"
    VACATION = "vacation"
    RESOURCE = "resource"
    PERSON = "person"
    SKILL = "skill"
    RECOGNISE = "recognise"
    HOURS = "hours"
    PACE = "pace"
    WINDOW = "window"
    LINK = "link"
    WHOLE_WEEKS = "whole_weeks"
    CURRICULUM = "curriculum"
    CALENDAR = "calendar"


class Decider(StrEnum):
    """
    Who would have to agree to a change, the hardest last.

    COLLEGE, EMPLOYER: theirs to decide. LEARNER: by an individual plan of each learner (prior learning recognised).
    LAW: the norms in force do not allow it; it is information and never offered as a plan.
    """

    COLLEGE = "college"
    EMPLOYER = "employer"
    LEARNER = "learner"
    LAW = "law"

    @property
    def is_lawful(self) -> bool:
        """False only where the norms forbid."""
        return self is not Decider.LAW


class ChangeRefused(ProblemError):
    """
    A change that means nothing in this problem.

    ``code`` is a finding's code with a sentence in both languages; ``facts`` what the sentence needs.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(f"{code}: {facts}")
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Change:
    """
    One change. ``to``: the new value; ``by``: so much more (less where negative); neither: gone (recognised, dropped).

    Raises
    ------
    ChangeRefused
        When both ``to`` and ``by`` are given.
    """

    aspect: Aspect
    key: str = ""
    to: int | Fraction | None = None
    by: int | Fraction | None = None

    def __post_init__(self) -> None:
        if self.to is not None and self.by is not None:
            raise ChangeRefused("whatif.to_and_by", change=f"{self.aspect}:{self.key}")

    @property
    def is_gone(self) -> bool:
        """True when the thing is given up altogether."""
        return self.to is None and self.by is None

    def value(self, now: int | Fraction) -> int | Fraction:
        """The new value of something that is ``now``; only where it is not gone."""
        if self.to is not None:
            return self.to
        return now + (self.by or 0)
