"""The scene for invented facts of a cluster: its groups every year, its employers, its workshops."""

from datetime import date

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.competence.statestandard import state_named
from remeslo.core.line.cluster import Cluster
from remeslo.core.network.resources import OrganisationRole
from remeslo.core.results.invented import Group, Scene

CUSTOMARY_MONTHS = 34


def result_scene(cluster: Cluster, *, years: int = 2) -> Scene:
    """
    The years before the cluster's first study year, as if the groups that begin then had begun in every year before.

    Raises
    ------
    ProblemError
        When the cluster has no group or no employer.
    """
    employers = tuple(
        o.key
        for role in (OrganisationRole.ANCHOR_EMPLOYER, OrganisationRole.PARTNER_EMPLOYER)
        for o in cluster.organisations
        if o.role is role
    )
    colleges = [o for o in cluster.organisations if o.role.is_college]
    if not colleges:
        raise ProblemError(f"cluster {cluster.key}: there is no college.")
    base = next((o for o in colleges if o.role is OrganisationRole.BASE_COLLEGE), colleges[0])
    authority = next((o.key for o in cluster.organisations if o.role is OrganisationRole.REGION_AUTHORITY), None)
    owner = {s.key: s.organisation for s in cluster.sites}
    return Scene(
        cluster=cluster.key,
        region=cluster.region,
        region_authority=authority or OrganisationKey("region"),
        base_college=base.key,
        groups=tuple(_groups(cluster)),
        employers=employers,
        workshops=tuple((w.key, owner[w.site]) for w in cluster.workshops if w.shared and w.site in owner),
        first=date(cluster.start_year - years, 9, 1),
        last=date(cluster.start_year, 8, 31),
    )


def _groups(cluster: Cluster) -> list[Group]:
    months = _months(cluster)
    standard = {p.key: p.state_standard.partition("@")[0] for p in cluster.offered}
    first = min((g.start_year for g in cluster.groups), default=0)
    return [
        Group(
            programme=g.programme,
            college=g.organisation,
            months=months.get(g.programme, CUSTOMARY_MONTHS),
            places=g.size,
            kit=f"{standard.get(g.programme, g.programme)}-1-{cluster.start_year}",
        )
        for g in cluster.groups
        if g.start_year == first
    ]


def _months(cluster: Cluster) -> dict[str, int]:
    """Regular months of each programme by its state standard and entry base."""
    found: dict[str, int] = {}
    for programme in cluster.offered:
        standard = state_named(cluster.state_standards, programme.state_standard, cluster.day)
        terms = [t.months for t in standard.terms if t.base is programme.base] if standard is not None else []
        if terms:
            found[programme.key] = terms[0]
    return found
