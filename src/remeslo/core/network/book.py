"""Who is where: an allocation laid out by cells, groups, quotas and beds; grants come to it and go from it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import OrganisationKey, SiteKey
from remeslo.core.network.checks.beds import check_beds
from remeslo.core.network.checks.cells import check_cell
from remeslo.core.network.checks.choices import check_choice
from remeslo.core.network.checks.groups import check_group
from remeslo.core.network.checks.quotas import PlaceWeek, check_quotas
from remeslo.core.network.checks.teams import Weeks, check_team, weeks_of
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import Grant, Request, RequestKey
from remeslo.core.network.taking import Cell, GroupWeek, blocks, needs_quota, reached_daily


class Book:
    """
    Grants of a problem, and whether they stand together.

    Every request has at most one grant in it. Places that the problem does not know are refused with `KeyError`.
    """

    def __init__(self, problem: AllocationProblem, grants: Mapping[RequestKey, Grant] | None = None) -> None:
        self.problem = problem
        self.grants: dict[RequestKey, Grant] = {}
        self.cells: dict[Cell, dict[RequestKey, int]] = defaultdict(dict)
        self.groups: dict[GroupWeek, dict[RequestKey, int]] = defaultdict(dict)
        self.quotas: dict[OrganisationKey, dict[PlaceWeek, dict[RequestKey, int]]] = defaultdict(dict)
        self.beds: dict[int, dict[RequestKey, tuple[SiteKey, ...]]] = defaultdict(dict)
        self.teams: dict[str, dict[RequestKey, Weeks]] = defaultdict(dict)
        for key, grant in (grants or {}).items():
            self.add(key, grant)

    def add(self, key: RequestKey, grant: Grant) -> None:
        """Enter a grant, whatever it breaks; what the request had before is given up."""
        self.drop(key)
        self.grants[key] = grant
        request, place = self.problem.request_of[key], self.problem.place_of[grant.place]
        by_quota = needs_quota(self.problem, request.partner, place)
        stays = not reached_daily(self.problem, request, place)
        if request.team:
            self.teams[request.team][key] = weeks_of(self.problem, key, grant)
        for block in blocks(request, grant):
            self.cells[Cell(place.key, block.week, grant.shift)][key] = block.days
            for group in request.groups:
                self.groups[GroupWeek(group, block.week)][key] = block.days
            if by_quota:
                at = PlaceWeek(place.key, block.week)
                self.quotas[request.partner].setdefault(at, {})[key] = block.days
            if stays:
                self.beds[block.week][key] = (place.site,)

    def drop(self, key: RequestKey) -> Grant | None:
        """Take a grant out; what it was."""
        grant = self.grants.pop(key, None)
        if grant is None:
            return None
        request = self.problem.request_of[key]
        if request.team:
            self.teams[request.team].pop(key, None)
        for block in blocks(request, grant):
            self.cells[Cell(grant.place, block.week, grant.shift)].pop(key, None)
            for group in request.groups:
                self.groups[GroupWeek(group, block.week)].pop(key, None)
            self.quotas[request.partner].get(PlaceWeek(grant.place, block.week), {}).pop(key, None)
            self.beds[block.week].pop(key, None)
        return grant

    def findings(self) -> Iterator[Finding]:
        """Every broken rule of all grants together."""
        for key, grant in self.grants.items():
            yield from check_choice(self.problem.request_of[key], self.problem.place_of[grant.place], grant)
        yield from self._about(set(self.cells), set(self.groups), set(self.quotas), set(self.beds))
        for team, weeks in self.teams.items():
            yield from check_team(team, weeks)

    def against(self, key: RequestKey, grant: Grant, *, first: bool = False) -> list[Finding]:
        """
        What stands against a grant beside all others; the request's own grant, if it has one, does not count.

        ``first``: at most one finding, found sooner.
        """
        request = self.problem.request_of[key]
        before = self.drop(key)
        self.add(key, grant)
        found = self._touching(request, grant)
        told = [f for f, _ in zip(found, range(1), strict=False)] if first else list(found)
        self.drop(key)
        if before is not None:
            self.add(key, before)
        return told

    def fits(self, key: RequestKey, grant: Grant) -> bool:
        """True when nothing stands against a grant."""
        return not self.against(key, grant, first=True)

    def _touching(self, request: Request, grant: Grant) -> Iterator[Finding]:
        place = self.problem.place_of[grant.place]
        weeks = [b.week for b in blocks(request, grant)]
        yield from check_choice(request, place, grant)
        if request.team:
            yield from check_team(request.team, self.teams[request.team])
        yield from self._about(
            {Cell(place.key, week, grant.shift) for week in weeks},
            {GroupWeek(group, week) for group in request.groups for week in weeks},
            {request.partner} if needs_quota(self.problem, request.partner, place) else set(),
            set() if reached_daily(self.problem, request, place) else set(weeks),
        )

    def _about(
        self, cells: set[Cell], groups: set[GroupWeek], partners: set[OrganisationKey], weeks: set[int]
    ) -> Iterator[Finding]:
        for cell in sorted(cells):
            yield from check_cell(self.problem, cell, self.cells[cell])
        for at in sorted(groups):
            yield from check_group(self.problem, at, self.groups[at])
        for partner in sorted(partners):
            used = {at: sum(days.values()) for at, days in sorted(self.quotas[partner].items())}
            yield from check_quotas(self.problem, partner, {at: n for at, n in used.items() if n})
        for week in sorted(weeks):
            yield from check_beds(self.problem, week, self.beds[week])
