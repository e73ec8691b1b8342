"""What a question weighs: people, nearness, breadth and age, each with its points."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from remeslo.core.base.findings import ProblemError
from remeslo.core.dialogue.question import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightRule:
    """
    Points, all >= 0; our own proposal, to be changed as data where a cluster sees it otherwise.

    Parameters
    ----------
    most_people
        One point a person (or group of work) concerned, never above this.
    most_urgent, horizon_days
        ``most_urgent`` points on the due day and after it, evenly less to none ``horizon_days`` before it.
    each_organisation, most_organisations
        Points for each organisation beyond the first, never above the latter.
    days_a_point, most_age
        A point for each so many days that it stands open, never above the latter.
    """

    most_people: int = 40
    most_urgent: int = 30
    horizon_days: int = 360
    each_organisation: int = 5
    most_organisations: int = 20
    days_a_point: int = 30
    most_age: int = 10

    def __post_init__(self) -> None:
        if self.horizon_days <= 0 or self.days_a_point <= 0:
            raise ProblemError("weight rule: horizon_days and days_a_point must be > 0.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """What is weighed; ``people`` and ``organisations`` >= 0."""

    people: int = 0
    organisations: int = 1
    due: date | None = None
    since: date | None = None


def weigh(concern: Concern, *, on: date, rule: WeightRule | None = None) -> tuple[Reason, ...]:
    """The reasons of a weight on a day; parts without points are left out."""
    return tuple(r for r in _reasons(concern, on, rule or WeightRule()))


def _reasons(c: Concern, on: date, rule: WeightRule) -> Iterator[Reason]:
    if points := min(rule.most_people, c.people):
        yield Reason("question.people", points, {"people": c.people})
    if c.due is not None:
        left = (c.due - on).days
        near = max(0, rule.horizon_days - max(0, left))
        if points := rule.most_urgent * near // rule.horizon_days:
            code = "question.urgent" if left >= 0 else "question.overdue"
            yield Reason(code, points, {"due": c.due, "days": abs(left)})
    if points := min(rule.most_organisations, rule.each_organisation * max(0, c.organisations - 1)):
        yield Reason("question.organisations", points, {"organisations": c.organisations})
    if c.since is not None:
        days = (on - c.since).days
        if points := min(rule.most_age, max(0, days) // rule.days_a_point):
            yield Reason("question.age", points, {"since": c.since, "days": days})
