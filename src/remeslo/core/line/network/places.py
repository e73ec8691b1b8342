"""Workshops and workplaces of a cluster as places of a planned year, and what partners may use of them."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import OrganisationKey, SiteKey, WorkshopKey
from remeslo.core.line.cluster import Cluster
from remeslo.core.network.openhours import openings, overlaps
from remeslo.core.network.place import Place, PlaceKey, PlaceKind
from remeslo.core.network.problem import Dormitory
from remeslo.core.network.quota import Quota
from remeslo.core.network.resources import Organisation, OrganisationRole, Workshop
from remeslo.core.network.terms import PartnerQuota, UseTerms

USUAL_WEEKS = 52
_WEEK = timedelta(weeks=1)


def mondays_of(year: int, weeks: int = USUAL_WEEKS) -> tuple[date, ...]:
    """Mondays of a planned year: week 0 holds 1 September."""
    first = date(year, 9, 1)
    monday = first - timedelta(days=first.weekday())
    return tuple(monday + n * _WEEK for n in range(weeks))


@dataclass(frozen=True)
class YearPlaces:
    """
    What a year offers.

    Parameters
    ----------
    needs_quota
        Owners under a signed network contract of this year: their partners use their places within quotas.
    findings
        Rows of opening hours that overlap, quotas of contracts that nobody signed.
    """

    mondays: tuple[date, ...]
    places: tuple[Place, ...]
    quotas: tuple[Quota, ...]
    needs_quota: frozenset[OrganisationKey]
    dormitories: tuple[Dormitory, ...]
    findings: tuple[Finding, ...] = ()


def year_places(cluster: Cluster, year: int) -> YearPlaces:
    """The places of a cluster in the study year that begins on 1 September of ``year``."""
    mondays = mondays_of(year)
    reading = _Reading(cluster, mondays)
    known = {p.key for p in reading.places}
    quotas, told = _quotas(cluster, mondays, {WorkshopKey(k) for k in known})
    return YearPlaces(
        mondays=mondays,
        places=reading.places,
        quotas=quotas,
        needs_quota=_under_contract(cluster, mondays),
        dormitories=tuple(Dormitory(key=h.key, near=frozenset(h.near), beds=h.beds) for h in cluster.hostels),
        findings=(*overlaps(cluster.open_hours), *told),
    )


class _Reading:
    """Workshops with their owners and conditions."""

    def __init__(self, cluster: Cluster, mondays: Sequence[date]) -> None:
        self.cluster = cluster
        self.members: dict[OrganisationKey, Organisation] = {o.key: o for o in cluster.organisations}
        self.owners: dict[SiteKey, OrganisationKey] = {s.key: s.organisation for s in cluster.sites}
        self.terms: dict[WorkshopKey, UseTerms] = {t.workshop: t for t in cluster.use_terms}
        days_off = frozenset(h.day for h in cluster.holidays)
        self.places = tuple(self._place(w, mondays, days_off) for w in cluster.workshops if w.site in self.owners)

    def _place(self, workshop: Workshop, mondays: Sequence[date], days_off: Set[date]) -> Place:
        owner = self.owners[workshop.site]
        kind = self._kind(owner)
        terms = self.terms.get(workshop.key, UseTerms(workshop=workshop.key))
        rows = [r for r in self.cluster.open_hours if r.workshop == workshop.key]
        offered = replace(workshop, shared=True) if kind is PlaceKind.WORKPLACE else workshop
        return Place(
            key=PlaceKey(workshop.key),
            kind=kind,
            site=workshop.site,
            owner=owner,
            title=workshop.name,
            places=workshop.places,
            parallel=terms.parallel,
            openings=openings(offered, owner, rows, mondays, days_off),
            asks=frozenset(terms.asks),
            hours_a_day=terms.hours_a_day,
        )

    def _kind(self, owner: OrganisationKey) -> PlaceKind:
        """Of an enterprise, workplaces, which serve every college; a corporate university teaches in workshops."""
        role = self.members[owner].role if owner in self.members else OrganisationRole.NETWORK_COLLEGE
        is_plant = role.is_employer and role is not OrganisationRole.CORPORATE_UNIVERSITY
        return PlaceKind.WORKPLACE if is_plant else PlaceKind.WORKSHOP


def _under_contract(cluster: Cluster, mondays: Sequence[date]) -> frozenset[OrganisationKey]:
    """Owners with a signed contract that holds on some day of the year."""
    first, last = mondays[0], mondays[-1] + _WEEK
    return frozenset(c.owner for c in cluster.contracts if c.signed is not None and c.first < last and first <= c.last)


def _quotas(
    cluster: Cluster, mondays: Sequence[date], known: Set[WorkshopKey]
) -> tuple[tuple[Quota, ...], list[Finding]]:
    """Quotas of this year; one that rests on a contract which is not signed is left out and told."""
    unsigned = {c.key for c in cluster.contracts if c.signed is None}
    found, told = [], []
    for quota in cluster.quotas:
        weeks = [
            n
            for n, monday in enumerate(mondays)
            if quota.first <= monday + 6 * timedelta(days=1) and monday <= quota.last
        ]
        if quota.contract in unsigned:
            told.append(_unsigned(quota))
        elif weeks and known & set(quota.workshops):
            found.append(
                Quota(
                    key=quota.key,
                    partner=quota.partner,
                    places=frozenset(PlaceKey(w) for w in quota.workshops if w in known),
                    first=weeks[0],
                    last=weeks[-1],
                    days=quota.days,
                    price=quota.price,
                    contract=quota.contract or "",
                )
            )
    return tuple(found), told


def _unsigned(quota: PartnerQuota) -> Finding:
    facts = {"quota": quota.key, "partner": quota.partner, "contract": quota.contract or ""}
    return Finding("network.contract_unsigned", str(quota.key), facts, Severity.WARNING)
