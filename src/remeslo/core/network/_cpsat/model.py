"""
CP-SAT model of an allocation.

x[r, g] = 1 when request r gets the grant g (a place, a shift, a pattern of weeks). Only grants that break no rule by
themselves have an x; a request without a true x is refused. Seats are first counted over all days of a cell, and day by
day where `Levels` finds that it matters.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from ortools.sat.python import cp_model

from remeslo.core.base.keys import OrganisationKey, SiteKey
from remeslo.core.network._cpsat.cells import CellRules, Ways, weighted
from remeslo.core.network._cpsat.run import Answer, Linear
from remeslo.core.network._cpsat.supplies import served
from remeslo.core.network.checks.quotas import PlaceWeek, covering
from remeslo.core.network.checks.teams import Weeks, weeks_of
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.quota import QuotaKey
from remeslo.core.network.request import Grant, RequestKey
from remeslo.core.network.result import Allocation, Objective
from remeslo.core.network.taking import Cell, GroupWeek, away, blocks, needs_quota, rank, reached_daily

Options = Mapping[RequestKey, tuple[Grant, ...]]


class AllocationModel:
    """All rules of an allocation, and the objectives as expressions."""

    def __init__(self, problem: AllocationProblem, options: Options) -> None:
        self.problem, self.options = problem, options
        self.cp = cp_model.CpModel()
        self.cells = CellRules(self.cp)
        self.known: dict[Objective, Linear] = {}
        self.x: dict[tuple[RequestKey, Grant], cp_model.IntVar] = {
            (key, grant): self.cp.new_bool_var("") for key, grants in options.items() for grant in grants
        }
        self.got: dict[RequestKey, Linear] = {
            key: sum(self.x[key, g] for g in grants) for key, grants in options.items()
        }
        self.loads: dict[PlaceWeek, dict[RequestKey, Ways]] = defaultdict(lambda: defaultdict(list))
        self._one_grant_each()
        self._pinned_stay()
        self._places_have_room()
        self._groups_have_days()
        self._teams_lie_together()
        self._quotas()
        self._beds()

    def read(self, answer: Answer) -> Allocation:
        """The allocation of an answer."""
        return Allocation({key: grant for (key, grant), x in self.x.items() if answer.value(x)})

    def hint(self, allocation: Allocation) -> None:
        """Begin the search at an allocation."""
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for (key, grant), x in self.x.items():
            self.cp.add_hint(x, allocation.grants.get(key) == grant)

    def objective(self, which: Objective, asked: Mapping[OrganisationKey, int]) -> Linear:
        """What is made least; for UNFAIR in units of 1 / `fairness_unit`."""
        if which not in self.known:
            self.known[which] = self._objective(which, asked)
        return self.known[which]

    def _objective(self, which: Objective, asked: Mapping[OrganisationKey, int]) -> Linear:
        match which:
            case Objective.REFUSED:
                return self.refused(self.options)
            case Objective.UNFAIR:
                return self._unfair(asked)
            case Objective.AWAY:
                return self._sum(self._away)
            case Objective.UNEVEN:
                return self._uneven()
            case Objective.MOVED:
                return self._sum(self._moved)
            case Objective.CHANGED:
                return self._changed()
            case Objective.UNWANTED:
                return self._sum(self._unwanted)

    def refused(self, keys: Iterable[RequestKey]) -> Linear:
        """Weighted days refused of some requests that have a choice."""
        requests = [self.problem.request_of[key] for key in keys]
        return sum(r.weight * r.days * (1 - self.got[r.key]) for r in requests)

    def hold_shares(self, asked: Mapping[OrganisationKey, int], unfair: Fraction) -> None:
        """No partner is refused more than this share of what it could have had."""
        for partner, keys in self._by_partner().items():
            self.cp.add(self.refused(keys) <= int(unfair * asked[partner]))

    def grant(self, key: RequestKey) -> None:
        """Let this request get something."""
        self.cp.add(self.got[key] == 1)

    def _one_grant_each(self) -> None:
        """Sum over g of x[r, g] <= 1."""
        for key, grants in self.options.items():
            self.cp.add_at_most_one(self.x[key, g] for g in grants)

    def _pinned_stay(self) -> None:
        """x[r, g] = 1 for every pinned grant."""
        for key, grant in self.problem.pinned.items():
            self.cp.add(self.x[key, grant] == 1)

    def _places_have_room(self) -> None:
        """See `cells`."""
        ways: dict[Cell, dict[RequestKey, Ways]] = defaultdict(lambda: defaultdict(list))
        for (key, grant), x in self.x.items():
            for block in blocks(self.problem.request_of[key], grant):
                ways[Cell(grant.place, block.week, grant.shift)][key].append((block.days, x))
                self.loads[PlaceWeek(grant.place, block.week)][key].append((block.days, x))
        for cell, askers in ways.items():
            place = self.problem.place_of[cell.place]
            opening = place.opening(cell.week, cell.shift)
            if opening is not None:
                self.cells.add(cell, place, opening, askers, self.problem.request_of)

    def _groups_have_days(self) -> None:
        """For each group, week and part: days of the whole group + days of the part <= study days."""
        terms: dict[GroupWeek, dict[int, dict[RequestKey, Ways]]] = defaultdict(lambda: defaultdict(dict))
        for (key, grant), x in self.x.items():
            request = self.problem.request_of[key]
            for block in blocks(request, grant):
                for group in request.groups:
                    of_part = terms[GroupWeek(group, block.week)][request.part]
                    of_part.setdefault(key, []).append((block.days, x))
        for by_part in terms.values():
            whole = by_part.get(0, {})
            for part in [p for p in by_part if p] or [0]:
                ways = [*whole.values(), *(by_part[part].values() if part else ())]
                if sum(max(d for d, _ in one) for one in ways) > self.problem.study_days:
                    self.cp.add(weighted([way for one in ways for way in one]) <= self.problem.study_days)

    def _teams_lie_together(self) -> None:
        """Sum over weeks w of y[team, w] <= 1, and sum over g in w of x[r, g] <= y[team, w] for all r of the team."""
        lies: dict[str, dict[Weeks, cp_model.IntVar]] = defaultdict(dict)
        terms: dict[tuple[RequestKey, Weeks], list[cp_model.IntVar]] = defaultdict(list)
        for (key, grant), x in self.x.items():
            if self.problem.request_of[key].team:
                terms[key, weeks_of(self.problem, key, grant)].append(x)
        for (key, weeks), ways in terms.items():
            of_team = lies[self.problem.request_of[key].team]
            if weeks not in of_team:
                of_team[weeks] = self.cp.new_bool_var("")
            self.cp.add(sum(ways) <= of_team[weeks])
        for of_team in lies.values():
            self.cp.add_at_most_one(of_team.values())

    def _quotas(self) -> None:
        """For each partner: its days at places that need a quota are served by the quotas that cover them."""
        asked: dict[OrganisationKey, dict[frozenset[QuotaKey], list[Linear]]]
        asked = defaultdict(lambda: defaultdict(list))
        known: dict[tuple[OrganisationKey, PlaceWeek], frozenset[QuotaKey]] = {}
        for (key, grant), x in self.x.items():
            request = self.problem.request_of[key]
            if not needs_quota(self.problem, request.partner, self.problem.place_of[grant.place]):
                continue
            for block in blocks(request, grant):
                at = (request.partner, PlaceWeek(grant.place, block.week))
                if at not in known:
                    known[at] = covering(self.problem, *at)
                asked[request.partner][known[at]].append(block.days * x)
        limits = {q.key: q.days for q in self.problem.quotas}
        for of_partner in asked.values():
            served(self.cp, of_partner, limits)

    def _beds(self) -> None:
        """In each week: learners who stay are served by the dormitories near their places."""
        asked: dict[int, dict[frozenset[str], list[Linear]]] = defaultdict(lambda: defaultdict(list))
        near: dict[SiteKey, frozenset[str]] = {}
        for (key, grant), x in self.x.items():
            request, place = self.problem.request_of[key], self.problem.place_of[grant.place]
            if reached_daily(self.problem, request, place):
                continue
            if place.site not in near:
                near[place.site] = frozenset(d.key for d in self.problem.dormitories if place.site in d.near)
            for block in blocks(request, grant):
                asked[block.week][near[place.site]].append(request.size * x)
        beds = {d.key: d.beds for d in self.problem.dormitories}
        for of_week in asked.values():
            served(self.cp, of_week, beds)

    def _by_partner(self) -> Mapping[OrganisationKey, list[RequestKey]]:
        found: dict[OrganisationKey, list[RequestKey]] = defaultdict(list)
        for key in self.options:
            found[self.problem.request_of[key].partner].append(key)
        return found

    def _unfair(self, asked: Mapping[OrganisationKey, int]) -> Linear:
        """The least t with unit * refused of q <= t * asked of q for every partner q."""
        unit = fairness_unit(asked)
        worst = self.cp.new_int_var(0, unit, "")
        for partner, keys in self._by_partner().items():
            self.cp.add(unit * self.refused(keys) <= asked[partner] * worst)
        return worst + 0

    def _uneven(self) -> Linear:
        """Sum of s[p, w] with s >= (2 n + 1) u - n (n + 1) for every n: the square of u, the days used in the week."""
        total: list[Linear] = []
        for at, askers in self.loads.items():
            most = self._most(at, askers)
            used = self.cp.new_int_var(0, most, "")
            square = self.cp.new_int_var(0, most * most, "")
            self.cp.add(used == weighted([way for ways in askers.values() for way in ways]))
            for n in range(most):
                self.cp.add(square >= (2 * n + 1) * used - n * (n + 1))
            total.append(square)
        return sum(total)

    def _most(self, at: PlaceWeek, askers: Mapping[RequestKey, Ways]) -> int:
        """Group-days of a week at most: what is asked, or what the place has in all its shifts."""
        place = self.problem.place_of[at.place]
        there_is = sum(o.all_days for s in place.shifts if (o := place.opening(at.week, s)) is not None)
        return min(place.parallel * there_is, sum(max(d for d, _ in ways) for ways in askers.values()))

    def _changed(self) -> Linear:
        """Requests of the last allocation that do not get the same."""
        before = self.problem.previous
        kept = [self.x[key, grant] for key, grant in before.items() if (key, grant) in self.x]
        return len(before) - sum(kept)

    def _away(self, key: RequestKey, grant: Grant) -> int:
        return away(self.problem, self.problem.request_of[key], self.problem.place_of[grant.place])

    def _moved(self, key: RequestKey, grant: Grant) -> int:
        return self.problem.request_of[key].patterns[grant.pattern].moved

    def _unwanted(self, key: RequestKey, grant: Grant) -> int:
        request = self.problem.request_of[key]
        return rank(request, grant.place) * request.days

    def _sum(self, cost: Callable[[RequestKey, Grant], int]) -> Linear:
        """Cost of each grant, where it is not 0."""
        return weighted([(n, x) for (key, grant), x in self.x.items() if (n := cost(key, grant))])


def fairness_unit(asked: Mapping[OrganisationKey, int]) -> int:
    """So fine that any two different shares of refused days fall on different whole numbers."""
    return max(asked.values(), default=1) ** 2 + 1
