"""The scene of a planned year from rows and stored term plans; the number of queries does not grow with them."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from remeslo.core.base.keys import SiteKey
from remeslo.core.line.cluster import Cluster as ClusterValue
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.network.enums import AskState, Part
from remeslo.web.apps.network.folder import PART
from remeslo.web.apps.network.models import Outage, SlotAsk
from remeslo.web.apps.network.overlay import overlaid
from remeslo.web.apps.network.problems import reading
from remeslo.web.apps.network.scene import Scene
from remeslo.web.apps.programmes.values import Memory
from remeslo.web.apps.staffplans.scene import Scene as StaffScene
from remeslo.web.apps.staffplans.snapshot import scene as staff_scene

KEPT: Final = 6
_scenes = Memory(KEPT)


def scene(cluster: Cluster, year: int | None = None, *, moves: bool = False) -> Scene:
    """
    What is asked of the cluster's workshops in a year (the asked one, if it is planned; or else the first).

    ``moves``: with all weeks in which a practice could lie as well, for the planners; the digest is the same.
    """
    staff = staff_scene(cluster)
    value = replace(staff.value, **PART.values(cluster))  # the staff's picture may be older than the agreed terms
    years = staff.years or (cluster.start_year,)
    chosen = year if year is not None and year in years else years[0]
    out, more = outages(cluster, chosen), approved(cluster, chosen)
    bare = _digest(staff, value, chosen)
    digest = hashlib.sha256(repr((bare, [_outage(o) for o in out], [_ask(a) for a in more])).encode()).hexdigest()
    made: Scene = _scenes.get(
        (digest, moves), lambda: _scene(staff, value, years, chosen, bare, digest, out, more, moves)
    )
    return made


def outages(cluster: Cluster, year: int) -> list[Outage]:
    """Workshops out of use that nobody has lifted; one query."""
    return list(Outage.objects.filter(cluster=cluster, year=year, lifted_at__isnull=True).select_related("by"))


def approved(cluster: Cluster, year: int) -> list[SlotAsk]:
    """Approved requests between colleges; one query."""
    rows = SlotAsk.objects.filter(cluster=cluster, year=year, state=AskState.APPROVED)
    return list(rows.select_related("partner").order_by("number"))


def homes(value: ClusterValue) -> dict[str, SiteKey]:
    """First site of each organisation that has one."""
    return {str(s.organisation): s.key for s in reversed(value.sites)}


def _scene(
    staff: StaffScene,
    value: ClusterValue,
    years: tuple[int, ...],
    year: int,
    bare: str,
    digest: str,
    out: list[Outage],
    more: list[SlotAsk],
    moves: bool,
) -> Scene:
    asked = reading(staff, value, year, bare, moves=moves)
    problem = asked.problem
    return Scene(
        value=value,
        year=year,
        years=years,
        day=staff.day,
        problem=overlaid(problem, out, more, homes(value)),
        digest=digest,
        bare=bare,
        findings=asked.findings,
        outages=tuple(out),
        asks=tuple(more),
        names={**staff.titles, **_sites(value), **{str(p.key): p.title for p in problem.places}},
    )


def _sites(value: ClusterValue) -> dict[str, str]:
    """Names of sites, with the town (or whose it is) where several are called the same."""
    owners = {o.key: o.settlement or o.name for o in value.organisations}
    called = Counter(s.name for s in value.sites)
    return {str(s.key): f"{s.name}, {owners[s.organisation]}" for s in value.sites if called[s.name] > 1}


def _digest(staff: StaffScene, value: ClusterValue, year: int) -> str:
    """The same for the same plans and the same agreed terms, in this process and in the worker."""
    terms: Iterable[object] = (getattr(value, part) for part in Part)
    return hashlib.sha256(repr((staff.digest, year, *terms)).encode()).hexdigest()


def _outage(outage: Outage) -> tuple[object, ...]:
    return (outage.place, outage.first, outage.last)


def _ask(ask: SlotAsk) -> tuple[object, ...]:
    return (ask.number, ask.partner.key, ask.group, ask.element, ask.size, ask.place, ask.shift, ask.blocks, ask.title)
