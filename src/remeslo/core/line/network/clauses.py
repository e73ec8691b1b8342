"""What network contracts say of an allocation: who teaches what, and what lies outside of every contract."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import ElementKey, GroupKey, OrganisationKey
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.network.asked import Asked
from remeslo.core.line.network.places import mondays_of
from remeslo.core.line.network.requests import AllocationReading
from remeslo.core.network.place import Place, PlaceKind
from remeslo.core.network.request import Grant, RequestKey
from remeslo.core.network.result import Allocation
from remeslo.core.network.terms import ContractClause, ContractKey, NetworkContract

_LAST_DAY = timedelta(days=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Executed:
    """
    Who teaches what a request was granted for.

    Parameters
    ----------
    executor
        The side that a clause names; without a clause the group's own college, at an enterprise the enterprise.
    contract
        Contract under which it lies; ``None``: the college's own place, an enterprise's, or no contract covers it.
    """

    request: RequestKey
    executor: OrganisationKey
    contract: ContractKey | None
    clause: ContractClause | None = None


@dataclass(frozen=True, slots=True)
class ContractReading:
    """Who teaches what, by request, and what no contract covers."""

    executed: Mapping[RequestKey, Executed]
    findings: tuple[Finding, ...] = ()


def under_contracts(cluster: Cluster, reading: AllocationReading, allocation: Allocation) -> ContractReading:
    """
    Lays an allocation over the cluster's network contracts; a cluster without contracts is told nothing.

    Codes (warnings: people decide): ``network.no_contract`` for practice at another college's place without a contract
    in force on all its days; ``network.not_in_contract`` where the contract has clauses for the programme and none of
    them names the element in these days; ``network.above_contract_hours`` for a group with more hours there than the
    clause has.
    """
    judge = _Judge(cluster, reading)
    for key, grant in allocation.grants.items():
        if key in reading.asked:
            judge.granted(key, grant)
    return ContractReading(judge.executed, (*judge.findings, *judge.above()))


class _Judge:
    """One pass over the grants."""

    def __init__(self, cluster: Cluster, reading: AllocationReading) -> None:
        self.reading = reading
        self.in_force = [c for c in cluster.contracts if c.signed is not None]
        self.is_silent = not cluster.contracts
        self.clauses: dict[ContractKey, list[ContractClause]] = defaultdict(list)
        for clause in cluster.clauses:
            self.clauses[clause.contract].append(clause)
        self.mondays = mondays_of(reading.year, reading.problem.weeks)
        self.executed: dict[RequestKey, Executed] = {}
        self.findings: list[Finding] = []
        self.hours: dict[tuple[ContractKey, GroupKey, ElementKey], int] = {}
        self._told: set[tuple[str, str]] = set()

    def granted(self, key: RequestKey, grant: Grant) -> None:
        """Who teaches one request, and under what."""
        asked, place = self.reading.asked[key], self.reading.problem.place_of[grant.place]
        partner = asked.group.organisation
        if place.kind is PlaceKind.WORKPLACE or place.owner == partner:
            self.executed[key] = Executed(request=key, executor=place.owner, contract=None)
            return
        first, last = self._days(key, grant)
        contract = self._contract(place.owner, partner, first, last)
        if contract is None:
            self.executed[key] = Executed(request=key, executor=partner, contract=None)
            self._tell("network.no_contract", asked, place, {"first": first, "last": last})
            return
        clause = self._clause(contract, asked, first, last)
        executor = clause.executor if clause else partner
        self.executed[key] = Executed(request=key, executor=executor, contract=contract.key, clause=clause)
        if clause is None:
            if any(c.programme == asked.group.programme for c in self.clauses[contract.key]):
                self._tell("network.not_in_contract", asked, place, {"contract": contract.key})
        elif clause.hours is not None:
            # Parts of a group lie side by side: the group has each hour once.
            self.hours[contract.key, asked.group.key, asked.element.key] = sum(h for _, h in asked.weeks)

    def above(self) -> Iterator[Finding]:
        """Groups with more hours under a clause than it has."""
        sums: dict[tuple[ContractKey, GroupKey, ContractClause], int] = defaultdict(int)
        for done in self.executed.values():
            asked = self.reading.asked[done.request]
            counted = (done.contract, asked.group.key, asked.element.key)
            if done.contract and done.clause and counted in self.hours:
                sums[done.contract, asked.group.key, done.clause] += self.hours.pop(counted)
        for (contract, group, clause), hours in sums.items():
            if clause.hours is not None and hours > clause.hours:
                facts: dict[str, object] = {
                    "group": group,
                    "contract": contract,
                    "elements": clause.elements,
                    "hours": hours,
                    "limit": clause.hours,
                }
                yield Finding("network.above_contract_hours", str(group), facts, Severity.WARNING)

    def _contract(
        self, owner: OrganisationKey, partner: OrganisationKey, first: date, last: date
    ) -> NetworkContract | None:
        sides = [c for c in self.in_force if (c.owner, c.partner) == (owner, partner)]
        return next((c for c in sides if c.first <= first and last <= c.last), None)

    def _clause(self, contract: NetworkContract, asked: Asked, first: date, last: date) -> ContractClause | None:
        for clause in self.clauses[contract.key]:
            names = not clause.elements or asked.element.key in clause.elements
            in_time = (clause.first or contract.first) <= first and last <= (clause.last or contract.last)
            if clause.programme == asked.group.programme and names and in_time:
                return clause
        return None

    def _days(self, key: RequestKey, grant: Grant) -> tuple[date, date]:
        blocks = self.reading.problem.request_of[key].patterns[grant.pattern].blocks
        return self.mondays[blocks[0].week], self.mondays[blocks[-1].week] + _LAST_DAY

    def _tell(self, code: str, asked: Asked, place: Place, facts: Mapping[str, object]) -> None:
        """Once for all parts of a group."""
        if self.is_silent or (code, asked.key) in self._told:
            return
        self._told.add((code, asked.key))
        more = {
            "group": asked.group.key,
            "element": asked.element.key,
            "title": asked.element.title,
            "place": place.title,
            "owner": place.owner,
        }
        self.findings.append(Finding(code, asked.key, {**more, **facts}, Severity.WARNING))
