"""Load of people against their rates, and the share of practitioners in the professional cycle."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from remeslo.core.base.keys import OrganisationKey, PersonKey
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.norms import StaffNorms
from remeslo.core.staffing.people import StaffMember


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """
    What one person teaches in one study year, every subgroup counted by itself.

    Parameters
    ----------
    year
        Calendar year of its 1 September.
    rate_hours
        Hours that the person's rate pays in a study year.
    peak_week, peak_hours
        Monday of the fullest week and its hours.
    week_limit
        Hours of a week that the person teaches at most.
    weeks_over
        Mondays of weeks above that.
    """

    person: PersonKey
    year: int
    hours: int
    rate_hours: Fraction
    peak_week: date
    peak_hours: int
    week_limit: int
    weeks_over: tuple[date, ...] = ()

    @property
    def above(self) -> Fraction:
        """Hours above the rate, 0 when there are none."""
        return max(self.hours - self.rate_hours, Fraction(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class PractitionerShare:
    """
    Practitioners in the professional cycle of one college in one study year.

    Parameters
    ----------
    hours, professional_hours
        Hours of the professional cycle taught by practitioners, and all of them, nobody's too.
    rate_hours
        Hours of a full rate, by which both are told as rates.
    least
        Share that the norm asks.
    """

    organisation: OrganisationKey
    year: int
    hours: int
    professional_hours: int
    rate_hours: int
    least: Fraction

    @property
    def share(self) -> Fraction:
        """Practitioners' rates over all rates of the cycle, 0..1."""
        return Fraction(self.hours, self.professional_hours)

    @property
    def rates(self) -> tuple[Fraction, Fraction]:
        """Rates of practitioners, and of the whole cycle."""
        return Fraction(self.hours, self.rate_hours), Fraction(self.professional_hours, self.rate_hours)

    @property
    def short_hours(self) -> int:
        """Hours that practitioners would have to teach besides, rounded up; 0 when the norm is kept."""
        short = self.least * self.professional_hours - self.hours
        return max(0, -int(-short // 1))


def is_practitioner(person: StaffMember, norms: StaffNorms, on: date) -> bool:
    """True when the person has, by a day, as many full years of work in the field as the norms ask."""
    begun = person.industry_from
    if begun is None:
        return False
    end = on if person.industry_until is None else min(on, person.industry_until + timedelta(days=1))
    years = end.year - begun.year - ((end.month, end.day) < (begun.month, begun.day))
    return years >= norms.practitioner_years


def loads(
    duties: Iterable[Duty], person_of: Mapping[DutyKey, PersonKey], people: Iterable[StaffMember], norms: StaffNorms
) -> tuple[Load, ...]:
    """Loads of everybody who teaches anything, in order of years and people."""
    known = {p.key: p for p in people}
    weeks: dict[tuple[int, PersonKey], Counter[date]] = {}
    for duty in duties:
        person = person_of.get(duty.key)
        if person in known:
            weeks.setdefault((duty.year, person), Counter()).update(dict(duty.hours_by_week))
    return tuple(_load(known[person], year, weeks[year, person], norms) for year, person in sorted(weeks))


def practitioner_shares(
    duties: Iterable[Duty], person_of: Mapping[DutyKey, PersonKey], people: Iterable[StaffMember], norms: StaffNorms
) -> tuple[PractitionerShare, ...]:
    """
    Shares of every college and study year that has hours of the professional cycle.

    Work in the field is counted up to the first day of each duty. Source: DOMAIN sheet §6, the college calculation
    [28]: hours taught by people with industry experience over 720, over the hours of the cycle over 720.
    """
    known = {p.key: p for p in people}
    every: Counter[tuple[OrganisationKey, int]] = Counter()
    practised: Counter[tuple[OrganisationKey, int]] = Counter()
    for duty in duties:
        if not duty.professional:
            continue
        every[duty.organisation, duty.year] += duty.hours
        person = known.get(person_of.get(duty.key, PersonKey("")))
        if person is not None and is_practitioner(person, norms, duty.first):
            practised[duty.organisation, duty.year] += duty.hours
    return tuple(
        PractitionerShare(
            organisation=organisation,
            year=year,
            hours=practised[organisation, year],
            professional_hours=every[organisation, year],
            rate_hours=norms.rate_hours,
            least=Fraction(norms.practitioner_share_min),
        )
        for organisation, year in sorted(every)
    )


def _load(person: StaffMember, year: int, weeks: Counter[date], norms: StaffNorms) -> Load:
    limit = min(person.weekly_hours, norms.week_hours_max)
    peak = min(weeks, key=lambda monday: (-weeks[monday], monday))
    return Load(
        person=person.key,
        year=year,
        hours=sum(weeks.values()),
        rate_hours=Fraction(person.rate) * norms.rate_hours,
        peak_week=peak,
        peak_hours=weeks[peak],
        week_limit=limit,
        weeks_over=tuple(sorted(monday for monday, hours in weeks.items() if hours > limit)),
    )
