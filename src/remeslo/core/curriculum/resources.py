"""What elements need besides the group's own weeks: workshop hours, employers' places, teachers, people with skills."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import NewType

from remeslo.core.base.findings import ProblemError

ResourceKey = NewType("ResourceKey", str)
TeacherKey = NewType("TeacherKey", str)
"""A person of the term problem: a teacher, a mentor, a master."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """
    Something that is there anew every week and that all elements share.

    Parameters
    ----------
    capacity
        Units in each week, >= 0: hours of a workshop, places of an employer, weekly hours of a teacher.
    by_week
        Units in single weeks that differ, by week index, >= 0 (a workshop closed in week 12: 0).
    """

    key: ResourceKey
    title: str
    capacity: int
    by_week: Mapping[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.capacity < 0 or any(n < 0 for n in self.by_week.values()):
            raise ProblemError(f"resource {self.key}: capacity must be >= 0.")

    def in_week(self, week: int) -> int:
        """Units in a week."""
        return self.by_week.get(week, self.capacity)


@dataclass(frozen=True, slots=True)
class Need:
    """``per_hour`` units of a resource, > 0, for each hour of the element, in the week in which the hour lies."""

    resource: ResourceKey
    per_hour: Fraction = Fraction(1)

    def __post_init__(self) -> None:
        if self.per_hour <= 0:
            raise ProblemError(f"need of {self.resource}: units per hour must be > 0, got {self.per_hour}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """
    Somebody who is given to whole elements, for what he or she can do.

    Parameters
    ----------
    skills
        Names that `StaffNeed.skill` uses.
    weekly_hours
        Hours of all elements that the person is on, in a week, >= 0.
    by_week
        The same in single weeks that differ, by week index.
    """

    key: TeacherKey
    title: str = ""
    skills: frozenset[str] = frozenset()
    weekly_hours: int = 36
    by_week: Mapping[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.weekly_hours < 0 or any(n < 0 for n in self.by_week.values()):
            raise ProblemError(f"person {self.key}: weekly hours must be >= 0.")

    def in_week(self, week: int) -> int:
        """Hours in a week."""
        return self.by_week.get(week, self.weekly_hours)


@dataclass(frozen=True, slots=True)
class StaffNeed:
    """``count`` people, > 0, who have a skill, for the whole element."""

    skill: str
    count: int = 1

    def __post_init__(self) -> None:
        if self.count <= 0:
            raise ProblemError(f"staff with skill {self.skill}: count must be > 0, got {self.count}.")


class SkillReading(StrEnum):
    """MULTI: a person on an element counts for every skill he or she has. SINGLE: for one skill of the element."""

    MULTI = "multi"
    SINGLE = "single"
