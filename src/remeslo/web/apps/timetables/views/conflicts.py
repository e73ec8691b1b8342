"""Everything that is wrong with a timetable in one list, by severity; each line leads to its place."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from remeslo.core.base.findings import Finding
from remeslo.interchange.sentences import say
from remeslo.interchange.values import from_json
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.enums import JobState
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.timetables import queries
from remeslo.web.apps.timetables.enums import RunKind
from remeslo.web.apps.timetables.telling import Told, counts, only, told
from remeslo.web.apps.timetables.views.page import WeekPage
from remeslo.web.apps.timetables.words import SEVERITIES

A_PAGE = 50


@cluster_member_required(Action.PLAN_WEEKS)
def show(request: ClusterRequest, semester: str) -> HttpResponse:
    """The list, of one severity when that is asked."""
    require(request.user, Action.PLAN_WEEKS, request.cluster)
    page = WeekPage(request, semester, "conflicts")
    everything = told(page.week, page.findings)
    asked = request.GET.get("severity", "")
    numbers = counts(everything)
    severities = [(key, word, css, sign, numbers[key]) for key, (word, css, sign) in SEVERITIES.items()]
    shown = Paginator(only(everything, asked), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "severities": severities,
        "asked": asked if asked in SEVERITIES else "",
        "total": len(everything),
        "shown": shown,
        "lines": [(_line(t), page.link("grid", t.place) if t.place else "") for t in shown],
        "making": _making(page),
    }
    return render(request, "timetables/conflicts.html", context)


def _making(page: WeekPage) -> list[Finding]:
    """What was told when the lessons were made from the plans: hours that make no pair, lessons without a room."""
    run = queries.latest_run(page.cluster, page.semester, RunKind.BUILD)
    if run is None or run.state != JobState.DONE:
        return []
    return [from_json(Finding, f) for f in run.result.get("findings", ())]


def _line(line: Told) -> dict[str, object]:
    """A finding in words with its sign."""
    language = "en" if (get_language() or "ru").startswith("en") else "ru"
    key = ("note", "warning", "publishing", "saving")[line.finding.severity]
    word, css, sign = SEVERITIES[key]
    says = say(line.finding, language)
    return {"word": word, "css": css, "sign": sign, "what": says.what, "todo": says.todo}
