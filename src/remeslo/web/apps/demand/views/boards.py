"""The demand board: how many people, able to do what, when; each number opens to its cards."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from remeslo.core.competence.demandsums import Axis
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.demand.bars import HEIGHT, bars, columns, known_years
from remeslo.web.apps.demand.board import Asked, demand_board


@cluster_member_required(Action.SEE_DEMAND)
def board(request: ClusterRequest) -> HttpResponse:
    """Lines along an axis, narrowed by industry, region and year; with ``value`` the cards behind a line."""
    asked = _asked(request)
    shown = demand_board(request.user, asked)
    told = shown.forecast(request.cluster.start_year)
    value = request.GET.get("value")
    of_year = _year(request.GET.get("of"))
    context: dict[str, Any] = {
        "shown": shown,
        "asked": asked,
        "axes": [(axis.value, name) for axis, name in _axes()],
        "bars": bars(shown.board, shown.names),
        "total": shown.board.total,
        "total_years": known_years(shown.board.total),
        "first_column": dict(_axes())[asked.axis],
        "kept": _kept(asked),
        "forecast": told,
        "columns": columns(told),
        "column_height": HEIGHT,
    }
    if value is not None or of_year is not None or "cards" in request.GET:
        cards, hidden = shown.behind(value, of_year)
        context |= {"behind": cards, "behind_hidden": hidden, "of_year": of_year, "opened": True}
        context["behind_people"] = sum(b.people for b in cards)
        context["behind_name"] = shown.names.get(value, value) if value else (_("not told") if value == "" else "")
    return render(request, "demand/board.html", context)


def _axes() -> list[tuple[Axis, str]]:
    return [
        (Axis.INDUSTRY, _("Industry")),
        (Axis.REGION, _("Region")),
        (Axis.JOB, _("Job")),
        (Axis.FUNCTION, _("Able to do what")),
        (Axis.EMPLOYER, _("Employer")),
    ]


def _asked(request: ClusterRequest) -> Asked:
    axis = request.GET.get("by", "")
    return Asked(
        axis=Axis(axis) if axis in {a.value for a in Axis} else Axis.INDUSTRY,
        industry=request.GET.get("industry", "")[:200],
        region=request.GET.get("region", "")[:200],
        year=_year(request.GET.get("year")),
    )


def _year(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) == 4 else None


def _kept(asked: Asked) -> dict[str, str]:
    """The filters as they go into addresses."""
    given = {"industry": asked.industry, "region": asked.region, "year": str(asked.year or "")}
    return {k: v for k, v in given.items() if v}
