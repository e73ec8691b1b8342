"""What the pages and the planners look at: the allocation problem of a year as it stands today, with names and days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import OrganisationKey, SiteKey
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.network.places import mondays_of
from remeslo.core.network.place import Place, PlaceKey
from remeslo.core.network.problem import AllocationProblem
from remeslo.web.apps.network.models import Outage, SlotAsk

_WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """
    One picture of a planned year.

    Parameters
    ----------
    value
        The cluster that it was made from.
    year
        Year of the 1 September on which it begins; ``years``: those that can be looked at.
    problem
        With workshops that are out of use closed and with approved requests between colleges.
    digest
        The same for the same problem: what a run was asked of; ``bare``: without what happened since.
    findings
        What is worth knowing about the requests and places.
    outages, asks
        What was laid over the cluster's own picture.
    """

    value: Cluster
    year: int
    years: Sequence[int]
    day: date
    problem: AllocationProblem
    digest: str
    bare: str = ""
    findings: tuple[Finding, ...] = ()
    outages: tuple[Outage, ...] = ()
    asks: tuple[SlotAsk, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """True when nobody asks for anything or there is no place."""
        return not self.problem.requests or not self.problem.places

    @cached_property
    def first_monday(self) -> date:
        """Monday of week 0, which holds 1 September."""
        return first_monday(self.year)

    def monday(self, week: int) -> date:
        """First day of a week."""
        return self.first_monday + week * _WEEK

    def week_of(self, day: date) -> int:
        """Week of a day, from 0; outside of the year, its first or last week."""
        return min(max((day - self.first_monday).days // 7, 0), self.problem.weeks - 1)

    @cached_property
    def this_week(self) -> int:
        """Week of the day of planning."""
        return self.week_of(self.day)

    def name(self, key: object) -> str:
        """Name of a place, an organisation or a site; its key where nobody named it."""
        return self.names.get(str(key), str(key))

    def places_of(self, owner: OrganisationKey) -> list[Place]:
        """Places that an organisation keeps."""
        return [p for p in self.problem.places if p.owner == owner]

    @cached_property
    def owners(self) -> tuple[OrganisationKey, ...]:
        """Organisations that keep places, in order of their first."""
        return tuple(dict.fromkeys(p.owner for p in self.problem.places))

    @cached_property
    def colleges(self) -> tuple[OrganisationKey, ...]:
        """Colleges of the cluster."""
        return tuple(o.key for o in self.value.organisations if o.role.is_college)

    def home(self, organisation: OrganisationKey) -> SiteKey | None:
        """The first site of an organisation: where its learners come from."""
        return next((s.key for s in self.value.sites if s.organisation == organisation), None)

    def place(self, key: str) -> Place | None:
        """A place by its key as an address has it."""
        return self.problem.place_of.get(PlaceKey(key))


def first_monday(year: int) -> date:
    """Monday of the week of 1 September."""
    return mondays_of(year, 1)[0]
