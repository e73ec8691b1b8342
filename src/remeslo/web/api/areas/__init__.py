"""One module an area, with its shapes and operations; `AREAS` is the whole interface in order."""

from typing import Final

from remeslo.web.api.area import Area
from remeslo.web.api.areas import (
    clusters,
    demand,
    jobs,
    log,
    me,
    money,
    network,
    plans,
    programmes,
    results,
    standards,
    starting,
    timetables,
    webhooks,
)

AREAS: Final[tuple[Area, ...]] = (
    me.AREA,
    clusters.AREA,
    demand.AREA,
    standards.AREA,
    programmes.AREA,
    plans.AREA,
    jobs.AREA,
    starting.AREA,
    network.AREA,
    timetables.AREA,
    results.AREA,
    money.AREA,
    webhooks.AREA,
    log.AREA,
)
