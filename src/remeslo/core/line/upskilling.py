"""From a cluster, its duties and who teaches them to the upskilling problem."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from remeslo.core.base.keys import OrganisationKey, PersonKey, SiteKey
from remeslo.core.line.cluster import Cluster
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.norms import StaffNorms
from remeslo.core.staffing.people import MOST_RATES
from remeslo.core.staffing.upskill.policy import UpskillPolicy
from remeslo.core.staffing.upskill.problem import Going, UpskillProblem
from remeslo.core.staffing.upskill.renewal import renewals

_CENT = Decimal("0.01")
_MINUTES = 60


def upskill_problem(
    cluster: Cluster,
    duties: Iterable[Duty],
    assignment: Mapping[DutyKey, PersonKey],
    norms: StaffNorms,
    *,
    day: date,
    until: date,
    policy: UpskillPolicy | None = None,
    accepted: Iterable[Going] = (),
    refused: Iterable[Going] = (),
) -> UpskillProblem:
    """
    Who has to learn what from ``day`` on, so that duties up to ``until`` have a teacher and renewals are in time.

    Parameters
    ----------
    duties
        Of the cluster; those that are over before ``day``, or begin after ``until``, are left out.
    assignment
        Who teaches which; pairs of duties or people that are left out are too.
    accepted, refused
        Goings that stay, and that are not offered again.
    """
    chosen = policy or UpskillPolicy()
    wanted = tuple(d for d in duties if d.last >= day and d.first <= until)
    people, keys = cluster.staff, {p.key for p in cluster.staff}
    sessions = {s.key for s in cluster.sessions if s.first <= until}
    known = {d.key: d for d in wanted}
    teaching = {d: p for d, p in assignment.items() if d in known and p in keys}
    return UpskillProblem(
        day=day,
        people=people,
        duties=wanted,
        qualifications=cluster.qualifications,
        courses=cluster.courses,
        sessions=tuple(s for s in cluster.sessions if s.key in sessions),
        assignment=teaching,
        absences=tuple(a for a in cluster.absences if a.person in keys),
        renewals=renewals(
            people,
            cluster.qualifications,
            cluster.courses,
            ((p, known[d]) for d, p in teaching.items()),
            norms,
            day=day,
            until=until,
        ),
        accepted=frozenset(g for g in accepted if g.person in keys and g.session in sessions),
        refused=frozenset(refused),
        across=chosen.across,
        substitution=chosen.substitution,
        hour_price=chosen.hour_price,
        travel=journeys(cluster, chosen.way_hour_price),
        budget=chosen.budget,
        away_max={} if chosen.away_max is None else {o.key: chosen.away_max for o in cluster.organisations},
        week_hours_max=norms.week_hours_max,
        year_hours_max=MOST_RATES * norms.rate_hours,
    )


def journeys(cluster: Cluster, hour_price: Decimal) -> Mapping[tuple[OrganisationKey, OrganisationKey], Decimal]:
    """Price of the way there and back between the nearest sites of two organisations, as far as ways are known."""
    if not hour_price:
        return {}
    owner: dict[SiteKey, OrganisationKey] = {s.key: s.organisation for s in cluster.sites}
    minutes: dict[tuple[OrganisationKey, OrganisationKey], int] = {}
    for way in cluster.ways:
        if way.one in owner and way.other in owner:
            one, other = owner[way.one], owner[way.other]
            for pair in ((one, other), (other, one)):
                minutes[pair] = min(way.minutes, minutes.get(pair, way.minutes))
    return {pair: (2 * n * hour_price / _MINUTES).quantize(_CENT) for pair, n in minutes.items() if pair[0] != pair[1]}
