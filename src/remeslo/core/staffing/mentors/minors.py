"""
Working hours of trainees at an enterprise, of minors by their age on each day.

For every age A of the norms: hours on days on which the trainee is younger than A stay within the week's limit of A,
and those of each such day within the day's. What holds for the older holds for the younger too, so that a birthday
inside a week needs no rule of its own. Of several limits that one day or week breaks, that of the youngest is told.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.staffing.mentors.norms import AgeHours, Limit, MentorNorms
from remeslo.core.staffing.mentors.work import DayAtWork, age
from remeslo.core.staffing.mentorship import Trainee

_MINUTES = 60


@dataclass(frozen=True, slots=True)
class _Breach:
    """A day, or the Monday of a week, with more clock hours than the limit of those under an age."""

    on: date
    hours: Fraction
    limit: Limit
    under: int | None


def check_hours(trainees: Mapping[str, Trainee], days: Iterable[DayAtWork], norms: MentorNorms) -> list[Finding]:
    """
    What is too long, by trainee: one finding a kind and age, with how often and the worst of them.

    Trainees whose age nobody told are named too: of them only the limit of those of age can be judged.
    """
    by_trainee: dict[str, list[DayAtWork]] = {}
    for day in days:
        by_trainee.setdefault(day.trainee, []).append(day)
    findings: list[Finding] = []
    for key in sorted(by_trainee):
        worked = sorted(by_trainee[key], key=lambda d: d.on)
        findings += _of_trainee(trainees.get(key, Trainee(key=key)), worked, norms)
    return findings


def _of_trainee(trainee: Trainee, worked: list[DayAtWork], norms: MentorNorms) -> Iterator[Finding]:
    if trainee.born is None:
        facts = {"trainee": trainee.key, "day": worked[0].on, "days": len({d.on for d in worked})}
        yield Finding("mentor.age_unknown", trainee.key, facts, Severity.WARNING)
    young = [(a, [d for d in worked if _is_under(trainee, d.on, a.under)]) for a in norms.ages]
    weeks = [b for a, ds in young for b in _breaches(_sums(ds, by_week=True), a.week, a.under)]
    weeks += _breaches(_sums(worked, by_week=True), norms.week_hours, None)
    days = [b for a, ds in young for b in _breaches(_sums(ds, by_week=False), a.day, a.under)]
    yield from _told("mentor.minor_day", trainee, days)
    yield from _told("mentor.week_hours", trainee, weeks)
    yield from _nights(trainee, young)


def _is_under(trainee: Trainee, day: date, under: int) -> bool:
    years = age(trainee, day)
    return years is not None and years < under


def _sums(worked: Iterable[DayAtWork], *, by_week: bool) -> dict[date, Fraction]:
    """Clock hours by day, or by the Monday of the week."""
    sums: dict[date, Fraction] = {}
    for d in worked:
        key = d.on - timedelta(days=d.on.weekday()) if by_week else d.on
        sums[key] = sums.get(key, Fraction(0)) + d.minutes / _MINUTES
    return sums


def _breaches(sums: Mapping[date, Fraction], limit: Limit, under: int | None) -> list[_Breach]:
    return [_Breach(on, hours, limit, under) for on, hours in sums.items() if hours > limit.amount]


def _told(code: str, trainee: Trainee, breaches: Iterable[_Breach]) -> Iterator[Finding]:
    first: dict[date, _Breach] = {}
    for b in breaches:
        first.setdefault(b.on, b)
    by_age: dict[int | None, list[_Breach]] = {}
    for b in first.values():
        by_age.setdefault(b.under, []).append(b)
    for under, met in by_age.items():
        worst = max(met, key=lambda b: (b.hours, -b.on.toordinal()))
        facts: dict[str, object] = {
            "trainee": trainee.key,
            "day": worst.on,
            "hours": Decimal(round(worst.hours * 100)) / 100,
            "limit": worst.limit.amount,
            "times": len(met),
            "under": under,
            "source": worst.limit.source,
            "verified": worst.limit.verified,
        }
        minor_week = code == "mentor.week_hours" and under is not None
        yield Finding("mentor.minor_week" if minor_week else code, trainee.key, facts)


def _nights(trainee: Trainee, young: Iterable[tuple[AgeHours, list[DayAtWork]]]) -> Iterator[Finding]:
    for ages, days in young:
        nights = sorted(d.on for d in days if d.night)
        if nights:
            facts = {"trainee": trainee.key, "day": nights[0], "times": len(nights), "under": ages.under}
            yield Finding("mentor.minor_night", trainee.key, facts)
            return
