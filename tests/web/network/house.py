"""Two colleges and an enterprise: one sends its groups to the other's lathes, under a contract with a quota."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from tests.web.staffplans.house import LATHES, load, staffed

from remeslo.core.line.cluster import Cluster, StudentGroup
from remeslo.core.network.resources import Organisation, OrganisationRole, Site, Way, Workshop
from remeslo.core.network.terms import STUDY_DAYS, NetworkContract, OpenHours, PartnerQuota, UseTerms

__all__ = ("NOW", "allocated", "grid", "load", "shared", "url")

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
YEAR = 2026


def shared(extra: int = 0) -> Cluster:
    """The planned cluster with a second college; ``extra`` more workshops."""
    value = staffed()
    return replace(
        value,
        organisations=(
            *value.organisations,
            Organisation(key="guests", name="Сетевой техникум", role=OrganisationRole.NETWORK_COLLEGE),
            Organisation(key="alien", name="Чужой колледж", role=OrganisationRole.NETWORK_COLLEGE),
        ),
        sites=(
            Site(key="home", organisation="college", name="Ресурсный центр"),
            Site(key="far", organisation="guests", name="Корпус техникума"),
            Site(key="aside", organisation="alien", name="Корпус чужого колледжа"),
            Site(key="plant", organisation="pipes", name="Цех"),
        ),
        workshops=(
            Workshop(key="lathes", site="home", name="Токарная", places=14, shared=True, equipment=("станок",)),
            Workshop(key="pipe-line", site="plant", name="Трубная линия", places=14),
            *(Workshop(key=f"more-{n}", site="far", name=f"Ещё {n}", places=14) for n in range(extra)),
        ),
        ways=(Way(one="home", other="far", minutes=40), Way(one="home", other="plant", minutes=15)),
        groups=(
            *value.groups,
            StudentGroup(key="Т-26", organisation="guests", programme="mach-operator", start_year=2026, size=10),
        ),
        requirements=tuple(replace(r, workshops=("lathes",)) if r.element == LATHES else r for r in value.requirements),
        open_hours=(OpenHours(workshop="lathes", days=STUDY_DAYS, shifts=(1, 2)),),
        use_terms=(UseTerms(workshop="lathes", grant="Грант 2025"),),
        contracts=(
            NetworkContract(
                key="С-1",
                owner="college",
                partner="guests",
                first=date(2026, 9, 1),
                last=date(2027, 6, 30),
                signed=date(2026, 8, 20),
            ),
        ),
        quotas=(
            PartnerQuota(
                key="К-1",
                partner="guests",
                workshops=("lathes",),
                first=date(2026, 9, 1),
                last=date(2027, 8, 31),
                days=150,
                price=Decimal("1200.50"),
                contract="С-1",
            ),
        ),
    )


def url(name: str, **parts: Any) -> str:
    return reverse(f"network:{name}", kwargs={"cluster": "example", **parts})


def allocated(cluster: Any, *, publish: str = "") -> Any:
    """The year shared out first come, first served (no search), in the test's thread; the version."""
    from remeslo.core.network.firstcome import hardest_first
    from remeslo.core.network.solve import possible_grants
    from remeslo.web.apps.common.services.documents import save_version
    from remeslo.web.apps.network.kept import content_of, keep
    from remeslo.web.apps.network.services.releasing import publish as release
    from remeslo.web.apps.network.snapshot import scene

    here = scene(cluster, moves=True)
    allocation = hardest_first(here.problem, possible_grants(here.problem))
    kept = keep(here.problem, allocation, year=here.year, names=here.names)
    version = save_version(cluster, content_of(kept), by=None, at=NOW)
    if publish:
        release(version, here, name=publish, by=None, at=NOW)  # type: ignore[arg-type]
    return version


def grid(**cells: str) -> dict[str, str]:
    """Fields of the grid of opening hours: ``c0-1`` is Monday's first shift."""
    return {f"c{d}-{s}": "" for d in range(7) for s in (1, 2)} | cells
