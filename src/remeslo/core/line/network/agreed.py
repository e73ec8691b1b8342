"""Agreements as contracts, teaching and quotas of the network form; contracts of a folder as agreements."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from remeslo.core.agreements.agreement import Agreement, Party
from remeslo.core.agreements.clause import Clause
from remeslo.core.agreements.kinds import AgreementKey, AgreementKind, ClauseKey, ClauseKind, PartyKey, Unit
from remeslo.core.agreements.state import InForce, days_in_force, force, signed_on, standing
from remeslo.core.base.keys import OrganisationKey, WorkshopKey
from remeslo.core.line.cluster import Cluster
from remeslo.core.network.quota import QuotaKey
from remeslo.core.network.terms import (
    STUDY_DAYS,
    ContractClause,
    ContractKey,
    NetworkContract,
    PartnerQuota,
    UseTerms,
)

_DAY = timedelta(days=1)
_CENT = Decimal("0.01")
_USUAL_HOURS = 6
"""Academic hours of a day where a workshop's conditions of use say nothing, as `UseTerms` has it."""
Pair = tuple[OrganisationKey, OrganisationKey]


@dataclass(frozen=True, slots=True)
class AgreedTerms:
    """What signed network agreements give the allocation."""

    contracts: tuple[NetworkContract, ...] = ()
    clauses: tuple[ContractClause, ...] = ()
    quotas: tuple[PartnerQuota, ...] = ()


def agreed_terms(agreements: Iterable[Agreement], use_terms: Iterable[UseTerms] = ()) -> AgreedTerms:
    """
    Contracts, clauses and quotas of every network agreement that all have signed, each with its days in force.

    An early end, and what additional agreements changed, cut them; nothing of an agreement without all signatures is in
    them. A contract stands between an owner of workshops and a partner: an agreement in which both give has two,
    ``NUMBER-OWNER``. A quota is given anew in each study year (or the part of it that its days cover), ``.-26``; hours
    become whole days by the longest day of its workshops, weeks become six.
    """
    hours = {t.workshop: t.hours_a_day for t in use_terms}
    listed = [a for a in agreements if a.kind is AgreementKind.NETWORK and a.on_paper is None]
    by_key = {a.key: a for a in listed}
    held: dict[AgreementKey, list[InForce]] = defaultdict(list)
    for each in standing(listed):
        held[each.agreement.amends or each.agreement.key].append(each)
    found = [_Contract(by_key[key], own, hours) for key, own in held.items() if key in by_key]
    return AgreedTerms(
        contracts=tuple(c for one in found for c in one.contracts()),
        clauses=tuple(c for one in found for c in one.clauses()),
        quotas=tuple(q for one in found for q in one.quotas()),
    )


def with_agreed(cluster: Cluster) -> Cluster:
    """The cluster with what its agreements give; what it has already stays once."""
    bare, terms = without_agreed(cluster), agreed_terms(cluster.agreements, cluster.use_terms)
    return replace(
        bare,
        contracts=(*bare.contracts, *terms.contracts),
        clauses=(*bare.clauses, *terms.clauses),
        quotas=(*bare.quotas, *terms.quotas),
    )


def without_agreed(cluster: Cluster) -> Cluster:
    """The cluster with only those contracts, clauses and quotas that no agreement of it gives: what its folder says."""
    own = {c.key for c in agreed_terms(cluster.agreements, cluster.use_terms).contracts}
    return replace(
        cluster,
        contracts=tuple(c for c in cluster.contracts if c.key not in own),
        clauses=tuple(c for c in cluster.clauses if c.contract not in own),
        quotas=tuple(q for q in cluster.quotas if q.contract not in own),
    )


def folder_contracts(
    contracts: Iterable[NetworkContract], clauses: Iterable[ContractClause], quotas: Iterable[PartnerQuota]
) -> tuple[Agreement, ...]:
    """
    Contracts that stand in tables of a folder, as agreements that were signed (or not yet) elsewhere.

    Quotas without a contract are nobody's clause and left out.
    """
    taught, given = list(clauses), list(quotas)
    return tuple(
        _read(c, [t for t in taught if t.contract == c.key], [q for q in given if q.contract == c.key])
        for c in contracts
    )


class _Contract:
    """One network agreement with its clauses in force."""

    def __init__(self, agreement: Agreement, held: list[InForce], hours: Mapping[WorkshopKey, int]) -> None:
        self.agreement, self.held, self.hours = agreement, held, hours
        self.pairs = list(dict.fromkeys(self._pairs()))

    def contracts(self) -> Iterator[NetworkContract]:
        """One a pair of owner and partner."""
        days, signed = force(self.agreement), signed_on(self.agreement)
        assert days is not None, "only agreements in force have clauses in force"
        for owner, partner in self.pairs:
            yield NetworkContract(
                key=self._key(owner, partner),
                owner=owner,
                partner=partner,
                first=days[0],
                last=days[1] - _DAY,
                signed=signed,
            )

    def clauses(self) -> Iterator[ContractClause]:
        """Who teaches what."""
        for each in self.held:
            clause = each.clause
            if clause.kind is ClauseKind.TEACH and clause.programme is not None:
                by, to = self._sides(clause)
                pair = (to, by) if (to, by) in self.pairs and (by, to) not in self.pairs else (by, to)
                first, until = days_in_force(each)
                yield ContractClause(
                    contract=self._key(*pair),
                    programme=clause.programme,
                    executor=by,
                    elements=clause.elements,
                    hours=clause.count,
                    first=first,
                    last=until - _DAY,
                )

    def quotas(self) -> Iterator[PartnerQuota]:
        """Days of each study year."""
        for each in self.held:
            if each.clause.kind is ClauseKind.QUOTA:
                for year, first, last in _study_years(*days_in_force(each)):
                    owner, partner = self._sides(each.clause)
                    yield PartnerQuota(
                        key=QuotaKey(f"{each.agreement.key}.{each.clause.key}-{year % 100:02d}"),
                        partner=partner,
                        workshops=each.clause.workshops,
                        first=first,
                        last=last,
                        days=self._days(each.clause),
                        price=self._price(each.clause),
                        contract=self._key(owner, partner),
                    )

    def _sides(self, clause: Clause) -> Pair:
        by, to = self.agreement.organisation(clause.party), self.agreement.organisation(clause.to)
        assert by is not None and to is not None, "a clause of these kinds names two parties"
        return by, to

    def _pairs(self) -> Iterator[Pair]:
        """Owners that let a partner in; those that only teach, where no such pair says whose workshops it is."""
        yield from (self._sides(h.clause) for h in self.held if h.clause.kind in (ClauseKind.USE, ClauseKind.QUOTA))
        given = {self._sides(h.clause) for h in self.held if h.clause.kind in (ClauseKind.USE, ClauseKind.QUOTA)}
        for each in self.held:
            if each.clause.kind is ClauseKind.TEACH:
                by, to = self._sides(each.clause)
                if not {(by, to), (to, by)} & given:
                    yield by, to

    def _key(self, owner: OrganisationKey, partner: OrganisationKey) -> ContractKey:
        alone = len(self.pairs) == 1
        many = len({o for o, _p in self.pairs}) < len(self.pairs)
        tail = "" if alone else f"-{owner}-{partner}" if many else f"-{owner}"
        return ContractKey(f"{self.agreement.key}{tail}")

    def _hours_of_day(self, clause: Clause) -> int:
        return max(self.hours.get(w, _USUAL_HOURS) for w in clause.workshops)

    def _days(self, clause: Clause) -> int:
        count = clause.count or 0
        if clause.unit is Unit.HOUR:
            return count // self._hours_of_day(clause)
        return count * len(STUDY_DAYS) if clause.unit is Unit.WEEK else count

    def _price(self, clause: Clause) -> Decimal | None:
        """Of a group-day: the quota's own, or that of a price clause for one of its workshops."""
        priced = clause
        if clause.amount is None:
            for each in self.held:
                other = each.clause
                same = (other.party, other.to) == (clause.party, clause.to) and set(other.workshops) & set(
                    clause.workshops
                )
                if other.kind is ClauseKind.PRICE and same:
                    priced = other
                    break
        if priced.amount is None:
            return None
        if priced.unit is Unit.HOUR:
            return priced.amount * self._hours_of_day(clause)
        if priced.unit is Unit.WEEK:
            return (priced.amount / len(STUDY_DAYS)).quantize(_CENT, ROUND_HALF_UP)
        return priced.amount


def _study_years(first: date, until: date) -> Iterator[tuple[int, date, date]]:
    """Year of each 1 September with the first and last day, both in."""
    year = first.year if (first.month, first.day) >= (9, 1) else first.year - 1
    while (begins := date(year, 9, 1)) < until:
        yield year, max(first, begins), min(until, date(year + 1, 9, 1)) - _DAY
        year += 1


def _read(contract: NetworkContract, taught: list[ContractClause], given: list[PartnerQuota]) -> Agreement:
    parties = {k: PartyKey(str(k)) for k in (contract.owner, contract.partner)}
    return Agreement(
        key=AgreementKey(str(contract.key)),
        kind=AgreementKind.NETWORK,
        title="",
        parties=tuple(Party(key=p, organisation=k) for k, p in parties.items()),
        first=contract.first,
        until=contract.last + _DAY,
        programmes=tuple(dict.fromkeys(c.programme for c in taught)),
        clauses=(
            *(_taught(c, contract, n) for n, c in enumerate(taught, start=1)),
            *(_given(q, contract) for q in given if q.partner == contract.partner),
        ),
        on_paper=contract.signed,
    )


def _taught(clause: ContractClause, contract: NetworkContract, number: int) -> Clause:
    other = contract.partner if clause.executor == contract.owner else contract.owner
    return Clause(
        key=ClauseKey(str(number)),
        kind=ClauseKind.TEACH,
        party=PartyKey(str(clause.executor)),
        to=PartyKey(str(other)),
        programme=clause.programme,
        elements=clause.elements,
        count=clause.hours,
        first=clause.first,
        until=None if clause.last is None else clause.last + _DAY,
    )


def _given(quota: PartnerQuota, contract: NetworkContract) -> Clause:
    return Clause(
        key=ClauseKey(str(quota.key)),
        kind=ClauseKind.QUOTA,
        party=PartyKey(str(contract.owner)),
        to=PartyKey(str(quota.partner)),
        workshops=quota.workshops,
        count=quota.days,
        unit=Unit.DAY,
        amount=quota.price,
        first=quota.first,
        until=quota.last + _DAY,
    )
