"""The upskilling problem and its plan: who goes to which session, who then teaches what, who stands in meanwhile."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey, PersonKey
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.course import Course, CourseKey, Session, SessionKey, weekly_hours
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.people import StaffMember
from remeslo.core.staffing.qualification import Qualification
from remeslo.core.staffing.upskill.gains import in_force_from


class Going(NamedTuple):
    """A person on a session."""

    person: PersonKey
    session: SessionKey


class DutyWeek(NamedTuple):
    """The lessons of a duty in the week of a Monday."""

    duty: DutyKey
    monday: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """
    A person who has to learn again by a day, by any one of these courses.

    Parameters
    ----------
    due
        The last session day that is in time.
    overdue
        True: the real day lies before the plan's; ``due`` is then the plan's last day.
    """

    person: PersonKey
    due: date
    by: frozenset[CourseKey]
    overdue: bool = False


@dataclass(frozen=True, kw_only=True)
class UpskillProblem:
    """
    What `solve` gets and `check` judges.

    Parameters
    ----------
    day
        The day of planning: no session that began before it can be chosen any more.
    duties
        Of all weeks that a session, a substitution or a right could matter in; each has one teacher or is open.
    assignment
        Who teaches which duty. Where that person's right does not hold on all its days, the duty counts as open: it
        needs somebody, perhaps the same person once renewed.
    renewals
        See `renewal.renewals`.
    accepted
        Goings that stay: accepted, carried out or certified, with the paper not yet among the qualifications. They are
        facts: rules that they break by themselves are warnings, and only keep others out.
    refused
        Goings that were declined or withdrawn and are not offered again.
    across
        True: people may take duties and stand in at other colleges too.
    substitution
        False: nobody stands in for anybody; only those go who have room for the session beside their lessons.
    hour_price
        Price of an hour in which somebody stands in, >= 0.
    travel
        Price of one journey there and back, by the traveller's organisation and the place's, >= 0. One a week: to
        the host of a session, to another college where somebody stands in or takes a duty. Not named: free.
    budget
        Prices, substitution and travel together at most; ``None``: no limit.
    away_max
        People of an organisation on sessions in one week at most; not named: any number.
    week_hours_max
        Hours of lessons and session together that nobody exceeds in a week of a session, > 0.
    year_hours_max
        Hours of duties of one person in one study year at most; ``None``: any. Who is above already takes no more.
    missed_share_max
        A person may take a duty when weeks of absence have at most this share (0..1) of its hours.
    since
        First day of what a session gives, where that is not the day after its last day.
    """

    day: date
    people: tuple[StaffMember, ...]
    duties: tuple[Duty, ...]
    qualifications: tuple[Qualification, ...] = ()
    courses: tuple[Course, ...] = ()
    sessions: tuple[Session, ...] = ()
    assignment: Mapping[DutyKey, PersonKey] = field(default_factory=dict)
    absences: tuple[Absence, ...] = ()
    renewals: tuple[Renewal, ...] = ()
    accepted: frozenset[Going] = frozenset()
    refused: frozenset[Going] = frozenset()
    across: bool = True
    substitution: bool = True
    hour_price: Decimal = Decimal(0)
    travel: Mapping[tuple[OrganisationKey, OrganisationKey], Decimal] = field(default_factory=dict)
    budget: Decimal | None = None
    away_max: Mapping[OrganisationKey, int] = field(default_factory=dict)
    week_hours_max: int = 36
    year_hours_max: int | None = None
    missed_share_max: Fraction = Fraction(1, 4)
    since: Mapping[SessionKey, date] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for wrong in (*self._twice(), *self._unknown(), *self._out_of_range()):
            raise ProblemError(wrong)

    @cached_property
    def person(self) -> Mapping[PersonKey, StaffMember]:
        """People by key."""
        return {p.key: p for p in self.people}

    @cached_property
    def duty(self) -> Mapping[DutyKey, Duty]:
        """Duties by key."""
        return {d.key: d for d in self.duties}

    @cached_property
    def session(self) -> Mapping[SessionKey, Session]:
        """Sessions by key."""
        return {s.key: s for s in self.sessions}

    @cached_property
    def course(self) -> Mapping[CourseKey, Course]:
        """Courses by key."""
        return {c.key: c for c in self.courses}

    @cached_property
    def hours(self) -> Mapping[SessionKey, Mapping[date, int]]:
        """Hours by Monday that each session takes from whoever is on it."""
        return {s.key: dict(weekly_hours(s, self.course[s.course].hours)) for s in self.sessions}

    def course_of(self, session: SessionKey) -> Course:
        """The course that a session holds."""
        return self.course[self.session[session].course]

    def since_of(self, session: SessionKey) -> date:
        """First day of what a session gives."""
        return self.since.get(session) or in_force_from(self.session[session])

    def journey(self, person: PersonKey, to: OrganisationKey) -> Decimal:
        """Price of one journey of a person to an organisation; nothing to the own one."""
        own = self.person[person].organisation
        return Decimal(0) if own == to else self.travel.get((own, to), Decimal(0))

    def _twice(self) -> Iterator[str]:
        named: Mapping[str, list[str]] = {
            "people": [str(p.key) for p in self.people],
            "duties": [str(d.key) for d in self.duties],
            "courses": [str(c.key) for c in self.courses],
            "sessions": [str(s.key) for s in self.sessions],
        }
        for what, keys in named.items():
            if len(set(keys)) < len(keys):
                twice = sorted({k for k in keys if keys.count(k) > 1})
                yield f"upskilling: {what} given twice: {', '.join(twice)}."

    def _unknown(self) -> Iterator[str]:
        yield from (
            f"session {s.key}: unknown course {s.course}." for s in self.sessions if s.course not in self.course
        )
        yield from (f"assignment: unknown duty {d}." for d in self.assignment if d not in self.duty)
        yield from (f"assignment: unknown person {p}." for p in self.assignment.values() if p not in self.person)
        yield from (f"renewal: unknown person {r.person}." for r in self.renewals if r.person not in self.person)
        for person, session in sorted(self.accepted):
            if person not in self.person or session not in self.session:
                yield f"accepted: unknown person or session, {person} on {session}."

    def _out_of_range(self) -> Iterator[str]:
        money = [self.hour_price, *self.travel.values(), *([] if self.budget is None else [self.budget])]
        if any(not m.is_finite() or m < 0 for m in money):
            yield "upskilling: prices and budget must be >= 0."
        if self.week_hours_max <= 0 or any(n < 0 for n in self.away_max.values()):
            yield "upskilling: hours of a week must be > 0 and limits >= 0."


@dataclass(frozen=True, kw_only=True)
class UpskillPlan:
    """
    Who goes where, who teaches what was open, who stands in.

    Parameters
    ----------
    goes
        People on sessions, accepted ones included.
    teaches
        Who takes an open duty, with the rights that papers and sessions give; a duty that is not here stays uncovered.
    substitutes
        Who gives the lessons of a duty in a week, all of them, in place of its teacher who is on a session.
    """

    goes: frozenset[Going] = frozenset()
    teaches: Mapping[DutyKey, PersonKey] = field(default_factory=dict)
    substitutes: Mapping[DutyWeek, PersonKey] = field(default_factory=dict)
