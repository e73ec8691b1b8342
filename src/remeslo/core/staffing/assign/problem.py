"""The assignment problem: duties of colleges in reach of one another, people with rights and hours, what is wanted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey, PersonKey, SiteKey
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.norms import StaffNorms
from remeslo.core.staffing.people import MOST_RATES, StaffMember
from remeslo.core.staffing.qualification import Qualification
from remeslo.core.staffing.rights import Rights

WORKING_DAYS = 6
"""Days of a study week, Monday to Saturday."""


class Objective(StrEnum):
    """What is made least, in whole numbers; how each is counted is said in `remeslo.core.staffing.assign.score`."""

    UNCOVERED = "uncovered"
    CHANGES = "changes"
    ABOVE_RATE = "above_rate"
    PRACTITIONERS = "practitioners"
    CONTINUITY = "continuity"
    TRAVEL = "travel"
    UNFAIRNESS = "unfairness"


USUAL = tuple(o for o in Objective if o is not Objective.CHANGES)
"""The usual order: each next one only among what is best by those before."""
MENDING = tuple(Objective)
"""The order for mending a plan that people already know: after what is uncovered, the fewest changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """
    What the planner decides, within the norms.

    Parameters
    ----------
    missed_share_max
        A person may take a duty when absence takes at most this share (0..1) of its hours; a substitute gives these.
    reach_min
        Minutes on the way, one way, to the farthest site at which a person may teach; ``None``: any.
    day_hours
        Hours that one return trip to a site serves at most, > 0: those of a day's timetable.
    """

    missed_share_max: Fraction = Fraction(1, 4)
    reach_min: int | None = None
    day_hours: int = 8

    def __post_init__(self) -> None:
        if not 0 <= self.missed_share_max <= 1 or self.day_hours <= 0:
            raise ProblemError(f"policy: the share must be 0..1 and hours of a day > 0, got {self}.")


@dataclass(frozen=True, kw_only=True)
class AssignmentProblem:
    """
    Who may teach the duties of some colleges, and what a good assignment is.

    Parameters
    ----------
    people, duties
        Keys unique.
    previous
        Who should go on: whoever taught the duty's group this element, or its like, before; by duty of this problem.
    travel
        Minutes on the way from one site to another, either direction; a pair that is absent costs nothing, and `check`
        notes it.
    pinned
        Duties with whom they must stay.
    forbidden
        Pairs that must not be.
    present
        The assignment that people know; changes are counted against it.
    objective
        What is made least, in this order, `UNCOVERED` first.

    Raises
    ------
    ProblemError
        When a key comes twice, a pin names nobody or nothing of the problem, minutes are negative, or the objectives
        do not begin with `UNCOVERED` or repeat.
    """

    people: tuple[StaffMember, ...]
    duties: tuple[Duty, ...]
    qualifications: tuple[Qualification, ...]
    norms: StaffNorms
    absences: tuple[Absence, ...] = ()
    previous: Mapping[DutyKey, PersonKey] = field(default_factory=dict)
    travel: Mapping[tuple[SiteKey, SiteKey], int] = field(default_factory=dict)
    pinned: Mapping[DutyKey, PersonKey] = field(default_factory=dict)
    forbidden: frozenset[tuple[DutyKey, PersonKey]] = frozenset()
    present: Mapping[DutyKey, PersonKey] = field(default_factory=dict)
    objective: tuple[Objective, ...] = USUAL
    policy: Policy = field(default_factory=Policy)

    def __post_init__(self) -> None:
        _unique("person", (p.key for p in self.people))
        _unique("duty", (d.key for d in self.duties))
        for duty, person in self.pinned.items():
            if duty not in self.duty_of or person not in self.person_of:
                raise ProblemError(f"pin of {person} to {duty}: not of this problem.")
        if any(minutes < 0 for minutes in self.travel.values()):
            raise ProblemError("travel: minutes must be >= 0.")
        if self.objective[:1] != (Objective.UNCOVERED,) or len(set(self.objective)) < len(self.objective):
            raise ProblemError(f"objectives must begin with what is uncovered, each once, got {self.objective}.")

    @cached_property
    def person_of(self) -> Mapping[PersonKey, StaffMember]:
        """People by key."""
        return {p.key: p for p in self.people}

    @cached_property
    def duty_of(self) -> Mapping[DutyKey, Duty]:
        """Duties by key."""
        return {d.key: d for d in self.duties}

    @cached_property
    def rights(self) -> Rights:
        """Who may teach what by papers."""
        return Rights(self.people, self.qualifications)

    @cached_property
    def able(self) -> dict[DutyKey, tuple[PersonKey, ...]]:
        """What `remeslo.core.staffing.assign.allowed.able` has found so far."""
        return {}

    @cached_property
    def chains(self) -> Mapping[tuple[str, ...], tuple[DutyKey, ...]]:
        """Duties of one element of one group (and subgroup) over its semesters: they should keep their teacher."""
        found: dict[tuple[str, ...], list[DutyKey]] = {}
        for d in self.duties:
            found.setdefault((d.programme, d.group, d.element, f"{d.part}/{d.subgroups}"), []).append(d.key)
        return {chain: tuple(keys) for chain, keys in found.items()}

    @cached_property
    def bases(self) -> Mapping[PersonKey, SiteKey | None]:
        """From where each person travels: the home site, or where the own organisation teaches most."""
        hours: dict[OrganisationKey, Counter[SiteKey]] = {}
        for d in self.duties:
            if d.site is not None:
                hours.setdefault(d.organisation, Counter())[d.site] += d.hours
        usual = {o: min(sites, key=lambda s: (-sites[s], s)) for o, sites in hours.items()}
        return {p.key: p.home or usual.get(p.organisation) for p in self.people}

    def minutes(self, one: SiteKey | None, other: SiteKey | None) -> int | None:
        """Minutes one way between two sites, 0 for the same or none; ``None`` when they are not known."""
        if one is None or other is None or one == other:
            return 0
        return self.travel.get((one, other), self.travel.get((other, one)))

    def minutes_to(self, person: PersonKey, duty: Duty) -> int:
        """Minutes one way from a person's base to a duty; 0 where they are not known."""
        return self.minutes(self.bases[person], duty.site) or 0

    def rate_hours(self, person: StaffMember) -> int:
        """Hours of a study year that the person's rate pays, rounded down."""
        return int(person.rate * self.norms.rate_hours)

    def changed(self, **changes: object) -> "AssignmentProblem":
        """The problem with other values of these fields; what is known of rights is kept where nothing changes it."""
        other = replace(self, **changes)  # type: ignore[arg-type]
        if not {"people", "qualifications"} & changes.keys():
            other.__dict__["rights"] = self.rights
        return other

    @property
    def year_hours_max(self) -> int:
        """Hours that nobody teaches more of in a study year."""
        return MOST_RATES * self.norms.rate_hours

    def week_hours(self, person: StaffMember) -> int:
        """Hours of a week that the person teaches at most."""
        return min(person.weekly_hours, self.norms.week_hours_max)

    def is_practitioner(self, person: StaffMember, on: date) -> bool:
        """True when the person has worked in the field for as many years as the norms ask, by that day."""
        if person.industry_from is None:
            return False
        until = on if person.industry_until is None else min(on, person.industry_until + timedelta(days=1))
        since = person.industry_from
        years = until.year - since.year - ((until.month, until.day) < (since.month, since.day))
        return years >= self.norms.practitioner_years

    @cached_property
    def professional_hours(self) -> Mapping[tuple[OrganisationKey, int], int]:
        """Hours of the professional cycle of each college in each study year."""
        found: Counter[tuple[OrganisationKey, int]] = Counter()
        for d in self.duties:
            if d.professional:
                found[d.organisation, d.year] += d.hours
        return found

    def missed(self, person: PersonKey, duty: Duty) -> int:
        """Hours of a duty that the person's absences take: of each week as many sixths as days, rounded up."""
        away = self._away.get(person)
        if not away:
            return 0
        return sum(-(-hours * away[monday] // WORKING_DAYS) for monday, hours in duty.hours_by_week if monday in away)

    def is_absent_too_long(self, person: PersonKey, duty: Duty) -> bool:
        """True when absences take more of a duty than the policy leaves to substitutes."""
        return self.missed(person, duty) > self.policy.missed_share_max * duty.hours

    def is_out_of_reach(self, person: PersonKey, duty: Duty) -> bool:
        """True when the way to a duty is longer than the policy has it."""
        return self.policy.reach_min is not None and self.minutes_to(person, duty) > self.policy.reach_min

    @cached_property
    def _away(self) -> Mapping[PersonKey, Mapping[date, int]]:
        """Working days of absence by person and Monday, 1..6."""
        days: dict[PersonKey, set[date]] = {}
        for a in self.absences:
            count = (a.last - a.first).days + 1
            days.setdefault(a.person, set()).update(a.first + timedelta(days=n) for n in range(count))
        found: dict[PersonKey, Counter[date]] = {}
        for person, gone in days.items():
            mondays = (d - timedelta(days=d.weekday()) for d in gone if d.weekday() < WORKING_DAYS)
            found[person] = Counter(mondays)
        return found


def _unique(kind: str, keys: Iterable[str]) -> None:
    seen = Counter(keys)
    for key, count in seen.items():
        if count > 1:
            raise ProblemError(f"{kind} {key} is there {count} times.")
