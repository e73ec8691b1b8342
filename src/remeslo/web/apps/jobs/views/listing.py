"""The list of jobs, and the top bar's piece."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.jobs import queries
from remeslo.web.apps.jobs.access import whose
from remeslo.web.apps.jobs.words import CHIPS, CREWS, FILTERS


@never_cache
@cluster_member_required(Action.SEE_CLUSTER)
def listing(request: ClusterRequest) -> HttpResponse:
    """Jobs by state, crew and person, newest first; asked by htmx, only the live part."""
    sees_all = whose(request) is None
    mine = not sees_all or request.GET.get("mine") == "1"
    state = request.GET.get("state", "")
    crew = request.GET.get("crew", "")
    state, crew = state if state in FILTERS else "", crew if crew in queries.teams() else ""
    page = _number(request.GET.get("page", "1"))
    of = request.user if mine else None
    start = (page - 1) * queries.A_PAGE
    found = queries.lines(
        request.cluster,
        of=of,
        states=queries.STATES.get(state, ()),
        crew=crew,
        start=start,
        most=queries.A_PAGE + 1,
    )
    numbers = queries.counts(request.cluster, of=of, crew=crew)
    chosen = {"crew": crew, "mine": "1" if mine and sees_all else ""}
    context: dict[str, Any] = {
        "lines": [(line, CHIPS[line.state]) for line in found[: queries.A_PAGE]],
        "filters": [
            (name == state, _query(**chosen, state=name), word, numbers.get(name, sum(numbers.values())))
            for name, word in FILTERS.items()
        ],
        "crews": [(key, word, key == crew) for key, word in CREWS.items() if key in queries.teams()],
        "state": state,
        "mine": mine,
        "sees_all": sees_all,
        "is_live": numbers["active"] > 0 and page == 1,
        "here": _query(**chosen, state=state),
        "earlier": _query(**chosen, state=state, page=page + 1) if len(found) > queries.A_PAGE else "",
        "later": _query(**chosen, state=state, page=page - 1) if page > 1 else "",
    }
    return render(request, "jobs/parts/list.html" if request.htmx else "jobs/list.html", context)


@never_cache
@cluster_member_required(Action.SEE_CLUSTER)
def running(request: ClusterRequest) -> HttpResponse:
    """
    The top bar's piece: how many jobs go on, and once, what became of those that were watched.

    The page that holds a job itself announces its end there.
    """
    of = whose(request)
    active = queries.going_on(request.cluster, of=of)
    now = {line.key for line in active}
    before = [key for key in request.GET.get("watch", "").split(",") if key and key not in now]
    context = {
        "active": active,
        "first": active[0] if len(active) == 1 else None,
        "watch": ",".join(line.key for line in active[: queries.MOST_WATCHED]),
        "ended": [(line, CHIPS[line.state]) for line in queries.watched(request.cluster, before, of=of)],
    }
    return render(request, "jobs/parts/running.html", context)


def _query(**chosen: Any) -> str:
    return "?" + urlencode({k: v for k, v in chosen.items() if v})


def _number(written: str) -> int:
    return max(1, int(written)) if written.isascii() and written.isdigit() and len(written) < 6 else 1
