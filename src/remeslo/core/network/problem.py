"""The allocation problem: a year of weeks, places with their openings, quotas, ways, and requests of groups."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey, SiteKey
from remeslo.core.network.place import Place, PlaceKey
from remeslo.core.network.quota import Quota
from remeslo.core.network.request import Grant, Request, RequestKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Dormitory:
    """
    Beds near some sites.

    Parameters
    ----------
    beds
        Learners a night, >= 0.
    near
        Sites from which one walks there.
    """

    key: str
    near: frozenset[SiteKey]
    beds: int

    def __post_init__(self) -> None:
        if self.beds < 0 or not self.near:
            raise ProblemError(f"dormitory {self.key}: beds >= 0 and at least one site near, got {self.beds}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelRules:
    """
    When learners travel daily and when they stay.

    ``daily_minutes``: the longest way, one way, > 0, that is gone daily; beyond it, beds are needed near the place.
    ``verified`` False: the figure is a proposal (DOMAIN sheet §4), shown so.
    """

    daily_minutes: int = 90
    source: str = ""
    verified: bool = False


@dataclass(frozen=True)
class AllocationProblem:
    """
    What `solve` gets and `check` judges.

    Parameters
    ----------
    weeks
        Number of weeks of the planned year, > 0.
    study_days
        Days of a study week, 5 or 6 as a rule: the most days that a group (each part of it) spends in a week.
    needs_quota
        Owners whose places partners use only within a quota (others: whoever the openings let in).
    minutes
        Way between sites, one way, > 0, for (a, b) and (b, a) alike as stored once with a < b; same site 0; pairs that
        are not here are unknown, and an unknown way counts as beyond `TravelRules.daily_minutes`.
    previous
        The last allocation: what to stay close to.
    pinned
        Grants that may not be changed.

    Raises
    ------
    ProblemError
        When a key repeats or leads nowhere, a week lies outside the year, or patterns of a request differ in days.
    """

    key: str
    weeks: int
    places: tuple[Place, ...]
    requests: tuple[Request, ...]
    quotas: tuple[Quota, ...] = ()
    needs_quota: frozenset[OrganisationKey] = frozenset()
    dormitories: tuple[Dormitory, ...] = ()
    minutes: Mapping[tuple[SiteKey, SiteKey], int] = field(default_factory=dict)
    travel: TravelRules = TravelRules()
    study_days: int = 6
    previous: Mapping[RequestKey, Grant] = field(default_factory=dict)
    pinned: Mapping[RequestKey, Grant] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.weeks <= 0 or not 1 <= self.study_days <= 7:
            raise ProblemError(f"allocation {self.key}: weeks > 0 and 1..7 study days.")
        if len(self.place_of) < len(self.places) or len(self.request_of) < len(self.requests):
            raise ProblemError(f"allocation {self.key}: a key of a place or request is given twice.")
        for place in self.places:
            if any(o.week >= self.weeks for o in place.openings):
                raise ProblemError(f"place {place.key}: an opening lies outside {self.weeks} weeks.")
        for request in self.requests:
            self._check_request(request)
        for quota in self.quotas:
            if unknown := quota.places - set(self.place_of):
                raise ProblemError(f"quota {quota.key} names {sorted(unknown)}, which are not in the problem.")
        for key in (*self.previous, *self.pinned):
            if key not in self.request_of:
                raise ProblemError(f"allocation {self.key}: a grant of {key}, which is not in the problem.")

    @cached_property
    def place_of(self) -> Mapping[PlaceKey, Place]:
        """Places by key."""
        return {p.key: p for p in self.places}

    @cached_property
    def request_of(self) -> Mapping[RequestKey, Request]:
        """Requests by key."""
        return {r.key: r for r in self.requests}

    @cached_property
    def partners(self) -> tuple[OrganisationKey, ...]:
        """Organisations that ask, in order of their first request."""
        return tuple(dict.fromkeys(r.partner for r in self.requests))

    def way(self, a: SiteKey, b: SiteKey) -> int | None:
        """Minutes one way; ``None`` when nobody said."""
        return 0 if a == b else self.minutes.get((min(a, b), max(a, b)))

    def _check_request(self, request: Request) -> None:
        if unknown := [p for p in request.places if p not in self.place_of]:
            raise ProblemError(f"request {request.key} names {unknown}, which are not in the problem.")
        if len({p.days for p in request.patterns}) > 1:
            raise ProblemError(f"request {request.key}: all patterns must have as many days.")
        if any(b.week >= self.weeks for p in request.patterns for b in p.blocks):
            raise ProblemError(f"request {request.key}: a block lies outside {self.weeks} weeks.")
