"""Everybody who teaches or guides, as far as the reader may see them; counts for those who may see no names."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action, can_somewhere, own_people
from remeslo.web.apps.registry.models import STAFF_ROLES
from remeslo.web.apps.staffing import queries
from remeslo.web.apps.staffing.audience import visible
from remeslo.web.apps.staffing.days import day_of
from remeslo.web.apps.staffing.queries import PersonLine
from remeslo.web.apps.staffing.teaching import teaching

STATES = ("soon", "ended", "underway", "bare")


@cluster_member_required(Action.SEE_COURSES)
def home(request: ClusterRequest) -> HttpResponse:
    """To what this reader comes for: my page, everybody, our sessions, or the catalogue."""
    user, cluster = request.user, request.cluster
    if own_people(user, cluster):
        page = "staffing:me"
    elif can_somewhere(user, Action.SEE_PEOPLE, cluster):
        page = "staffing:people"
    elif can_somewhere(user, Action.HOST_COURSE, cluster):
        page = "staffing:hosting"
    else:
        page = "staffing:courses"
    return redirect(page, cluster=cluster.key)


@cluster_member_required(Action.SEE_PEOPLE)
def people(request: ClusterRequest) -> HttpResponse:
    """The list, narrowed as the address says, under counts over the whole cluster."""
    user, cluster = request.user, request.cluster
    everybody = queries.people(cluster)
    titles = queries.skill_titles(cluster)
    papers = queries.papers(cluster, day_of(cluster), titles)
    steps = queries.all_steps(cluster)
    context: dict[str, Any] = {
        "figures": queries.figures(everybody, papers, steps),
        "roles": dict(STAFF_ROLES),
        "may_see": can_somewhere(user, Action.SEE_PERSON, cluster),
        "may_edit": can_somewhere(user, Action.EDIT_PEOPLE, cluster),
    }
    if context["may_see"]:
        shown = visible(user, everybody)
        held = {(p.row.person_id, p.row.skill) for p in papers if p.state in ("in_force", "soon")}
        lines = queries.person_lines(shown, papers, steps)
        loads = teaching().loads(cluster, cluster.start_year)
        asked = {k: str(request.GET.get(k, ""))[:200] for k in ("q", "role", "house", "state", "skill")}
        fitting = [line for line in lines if _fits(line, asked, held)]
        context |= {
            "lines": [(line, loads.get(line.person.key)) for line in fitting],
            "all_count": len(lines),
            "asked": asked,
            "houses": {p.organisation.key: p.organisation.name for p in shown},
            "skills": sorted(titles.items(), key=lambda item: item[1]),
            "has_loads": bool(loads),
            "year": cluster.start_year,
        }
    return render(request, "staffing/people.html", context)


def _fits(line: PersonLine, asked: Mapping[str, str], held: set[tuple[int, str]]) -> bool:
    p = line.person
    state = asked["state"]
    return (
        queries.fits(asked["q"], p.name, p.key, *p.subjects)
        and asked["role"] in ("", p.role)
        and asked["house"] in ("", p.organisation.key)
        and (not asked["skill"] or (p.pk, asked["skill"]) in held)
        and (state not in STATES or bool(_states(line)[state]))
    )


def _states(line: PersonLine) -> Mapping[str, int]:
    return {"soon": line.soon, "ended": line.ended, "underway": line.underway, "bare": not line.in_force}
