"""
Which kind of training a course is, and so which paper its learners get: chosen by rule from dated norms, with reasons.

The numbers are the norm pack's (docs/rules has its page): nothing here knows a country.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from remeslo.core.base.findings import Finding, Severity

REFRESHER_MIN = "course_refresher_hours_min"
RETRAINING_MIN = "course_retraining_hours_min"
SCHOOLING_ASKED = "course_schooling_required"

COURSE_NORMS = (REFRESHER_MIN, RETRAINING_MIN, SCHOOLING_ASKED)
"""Norms that this module reads."""


class CourseNorm(Protocol):
    """A value of a norm with where it comes from."""

    @property
    def amount(self) -> Decimal:
        """The number."""

    @property
    def source(self) -> str:
        """Where it stands."""

    @property
    def verified(self) -> bool:
        """True when somebody has seen the text of the source."""


class CourseBook(Protocol):
    """Norms by key and day; a norm pack is one."""

    def has(self, key: str, day: date) -> bool:
        """True when there is a value of that norm on that day."""

    def on(self, key: str, day: date) -> CourseNorm:
        """The value in force on a day."""


class CourseKind(StrEnum):
    """
    ATTENDANCE: too short for a document of a qualification. REFRESHER, RETRAINING: further vocational training.
    TRAINING: vocational training of people without a vocational education.
    """

    ATTENDANCE = "attendance"
    REFRESHER = "refresher"
    RETRAINING = "retraining"
    TRAINING = "training"


class CourseAim(StrEnum):
    """UPGRADE: to do one's own work better. NEW_ACTIVITY: the right to another kind of work."""

    UPGRADE = "upgrade"
    NEW_ACTIVITY = "new_activity"


@dataclass(frozen=True, slots=True)
class KindChoice:
    """The kind of a course, ``None`` where a norm that decides it is missing; reasons in the order of deciding."""

    kind: CourseKind | None
    reasons: tuple[Finding, ...]


def course_kind(*, hours: int, aim: CourseAim, schooled: bool, book: CourseBook, day: date) -> KindChoice:
    """
    The kind of a course of so many hours, > 0.

    Parameters
    ----------
    aim
        What learners come for.
    schooled
        True when they have a vocational or higher education.
    book, day
        Norms in force on the first day of the course; a norm without a value decides nothing and is told.
    """
    if not schooled and book.has(SCHOOLING_ASKED, day) and book.on(SCHOOLING_ASKED, day).amount:
        return KindChoice(CourseKind.TRAINING, (_reason("course.kind_training", SCHOOLING_ASKED, hours, book, day),))
    missing = [key for key in (REFRESHER_MIN, RETRAINING_MIN) if not book.has(key, day)]
    if missing:
        facts = {"norms": tuple(missing), "day": day.isoformat()}
        return KindChoice(None, (Finding("course.no_norm", "", facts, Severity.STOPS_PUBLISHING),))
    if hours < book.on(REFRESHER_MIN, day).amount:
        return KindChoice(CourseKind.ATTENDANCE, (_reason("course.kind_attendance", REFRESHER_MIN, hours, book, day),))
    enough = _reason("course.kind_refresher", REFRESHER_MIN, hours, book, day)
    if aim is CourseAim.UPGRADE:
        return KindChoice(CourseKind.REFRESHER, (enough,))
    if hours < book.on(RETRAINING_MIN, day).amount:
        short = _reason("course.short_of_retraining", RETRAINING_MIN, hours, book, day, Severity.WARNING)
        return KindChoice(CourseKind.REFRESHER, (enough, short))
    return KindChoice(CourseKind.RETRAINING, (_reason("course.kind_retraining", RETRAINING_MIN, hours, book, day),))


def _reason(
    code: str, key: str, hours: int, book: CourseBook, day: date, severity: Severity = Severity.NOTE
) -> Finding:
    value = book.on(key, day)
    facts = {
        "hours": hours,
        "limit": int(value.amount),
        "short": max(0, int(value.amount) - hours),
        "norm": key,
        "source": value.source,
        "verified": value.verified,
    }
    return Finding(code, "", facts, severity)
