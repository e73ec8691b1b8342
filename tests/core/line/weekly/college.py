"""A cluster of two colleges with classrooms, one shared workshop and bells; duties of one group."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from remeslo.core.base.elements import ElementKind
from remeslo.core.line.cluster import Cluster, StudentGroup
from remeslo.core.network.resources import Organisation, OrganisationRole, Site, Way, Workshop
from remeslo.core.network.rooms import Room, RoomKind
from remeslo.core.network.terms import Bell
from remeslo.core.staffing.duty import Duty

WEEKS = tuple(date(2026, 8, 31) + timedelta(weeks=n) for n in range(4))


def cluster(**more: Any) -> Cluster:
    """Group ``g`` of 25 at college ``a``; the workshop ``lathes`` of college ``b`` has 13 places."""
    base: dict[str, Any] = {
        "key": "c",
        "name": "Кластер",
        "industry": "i",
        "region": "r",
        "day": date(2026, 9, 1),
        "start_year": 2026,
        "organisations": (
            Organisation(key="a", name="a", role=OrganisationRole.NETWORK_COLLEGE),
            Organisation(key="b", name="b", role=OrganisationRole.BASE_COLLEGE),
        ),
        "sites": (Site(key="a1", organisation="a", name="a"), Site(key="b1", organisation="b", name="b")),
        "ways": (Way(one="a1", other="b1", minutes=30),),
        "workshops": (Workshop(key="lathes", site="b1", name="lathes", places=13, shared=True),),
        "groups": (StudentGroup(key="g", organisation="a", programme="p", start_year=2026, size=25),),
        "rooms": (
            Room(key="small", site="a1", title="1", seats=15),
            Room(key="large", site="a1", title="2", seats=30),
            Room(key="lab", site="a1", title="3", seats=30, kind=RoomKind.LABORATORY),
            Room(key="gym", site="a1", title="4", seats=60, kind=RoomKind.GYM, subjects=("Sport",)),
        ),
        "bells": tuple(Bell(start=s, end=s + 90, shift=n) for s, n in ((510, 1), (610, 1), (740, 1), (840, 2))),
    }
    return Cluster(**(base | more))


def duty(key: str = "g/МДК/s1", hours: tuple[int, ...] = (4, 4, 4, 4), **more: Any) -> Duty:
    """Theory of the group's first semester, hours by week from the first on."""
    base: dict[str, Any] = {
        "key": key,
        "programme": "p",
        "element": key.split("/")[1],
        "group": "g",
        "organisation": "a",
        "year": 2026,
        "hours_by_week": tuple((m, h) for m, h in zip(WEEKS, hours, strict=False) if h),
        "title": key,
        "kind": ElementKind.THEORY,
        "site": "a1",
    }
    return Duty(**(base | more))
