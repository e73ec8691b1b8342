"""Courses and internships that give skills to those who teach, and the days on which they are held."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.staffing.requirement import Requirement

CourseKey = NewType("CourseKey", str)
SessionKey = NewType("SessionKey", str)


class CourseModule(StrEnum):
    """Kind of a course (DOMAIN sheet §6): pedagogic module, production module, internship at an enterprise."""

    PEDAGOGIC = "pedagogic"
    PRODUCTION = "production"
    INTERNSHIP = "internship"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """
    One course of the catalogue.

    Parameters
    ----------
    topic
        Theme in plain words.
    gives
        Skills and the level that a certificate shows.
    needs_before
        Skills that a participant must hold on the first day.
    hours
        Academic hours of the whole course, > 0.
    host
        College or enterprise that holds it.
    equipment
        Machines on which it is held.
    price
        For one participant, >= 0; in the cluster's currency.
    certificate
        Name of the paper that it ends with.
    valid_months
        How long the paper is in force, > 0; ``None``: for good.

    Raises
    ------
    ProblemError
        When a number is out of its range, or the course gives nothing.
    """

    key: CourseKey
    title: str
    module: CourseModule
    gives: tuple[Requirement, ...]
    hours: int
    host: OrganisationKey
    topic: str = ""
    needs_before: tuple[Requirement, ...] = ()
    equipment: tuple[str, ...] = ()
    price: Decimal = Decimal(0)
    certificate: str = ""
    valid_months: int | None = None

    def __post_init__(self) -> None:
        if self.hours <= 0:
            raise ProblemError(f"course {self.key}: hours must be > 0, got {self.hours}.")
        if not self.price.is_finite() or self.price < 0:
            raise ProblemError(f"course {self.key}: price must be >= 0, got {self.price}.")
        if self.valid_months is not None and self.valid_months <= 0:
            raise ProblemError(f"course {self.key}: months of validity must be > 0, got {self.valid_months}.")
        if not self.gives:
            raise ProblemError(f"course {self.key}: gives no skill.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """
    One holding of a course.

    Parameters
    ----------
    first, last
        Days, both in.
    places
        Participants at most, > 0.
    hours_by_week
        Mondays in order with hours >= 0 that a participant is away from teaching; weeks not named take none.
        Empty: the course's hours spread evenly over the weeks of the session (`weekly_hours`).

    Raises
    ------
    ProblemError
        When it ends before it begins, has no places, or names a day that is no Monday of the session or hours < 0.
    """

    key: SessionKey
    course: CourseKey
    first: date
    last: date
    places: int
    hours_by_week: tuple[tuple[date, int], ...] = ()

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ProblemError(f"session {self.key}: ends on {self.last}, before it begins on {self.first}.")
        if self.places <= 0:
            raise ProblemError(f"session {self.key}: places must be > 0, got {self.places}.")
        days = [monday for monday, _ in self.hours_by_week]
        if days != sorted(set(days)):
            raise ProblemError(f"session {self.key}: weeks must stand in order, each once, got {days}.")
        for monday, hours in self.hours_by_week:
            if monday not in self.mondays or hours < 0:
                raise ProblemError(f"session {self.key}: {hours} hours in the week of {monday} are not of it.")

    @property
    def mondays(self) -> tuple[date, ...]:
        """Mondays of the weeks that the session touches, in order."""
        monday = monday_of(self.first)
        count = (monday_of(self.last) - monday).days // 7 + 1
        return tuple(monday + timedelta(weeks=n) for n in range(count))


def monday_of(day: date) -> date:
    """Monday of the week that holds a day."""
    return day - timedelta(days=day.weekday())


def weekly_hours(session: Session, hours: int) -> Mapping[date, int]:
    """Hours by week of one participant: as the session says, else ``hours`` spread evenly, the first weeks fuller."""
    if session.hours_by_week:
        return dict(session.hours_by_week)
    weeks = session.mondays
    whole, rest = divmod(hours, len(weeks))
    return {monday: whole + (n < rest) for n, monday in enumerate(weeks)}
