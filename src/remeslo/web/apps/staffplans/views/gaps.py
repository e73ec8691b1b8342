"""The gap board: by cluster, college and person, single points of failure, papers that run out; offers from it."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.course import SessionKey
from remeslo.core.staffing.upskill.problem import Going
from remeslo.interchange.sentences import say
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.staffplans import queries
from remeslo.web.apps.staffplans.enums import RunKind
from remeslo.web.apps.staffplans.gapboard import Board
from remeslo.web.apps.staffplans.services.offering import Offered, offer_all
from remeslo.web.apps.staffplans.sheets import gap_sheet
from remeslo.web.apps.staffplans.views.download import download
from remeslo.web.apps.staffplans.views.page import StaffPage
from remeslo.web.apps.staffplans.views.running import run_context

A_PAGE: Final = 50
VIEWS: Final = (
    ("cluster", gettext_lazy("In the cluster")),
    ("college", gettext_lazy("By college")),
    ("person", gettext_lazy("By person")),
    ("single", gettext_lazy("Held by one person")),
    ("expiring", gettext_lazy("Papers that run out")),
)
NAMED: Final = ("person", "single", "expiring")
"""Views that are about people: only for those who see names."""


class GapPage(StaffPage):
    """One reader at the board."""

    def __init__(self, request: ClusterRequest) -> None:
        super().__init__(request, "gaps")

    @property
    def view(self) -> str:
        """By what the board is laid out."""
        wanted = self.asked.get("by", "")
        known = [name for name, _ in self.views]
        return wanted if wanted in known else "cluster"

    @property
    def views(self) -> list[tuple[str, Any]]:
        """Ways to lay it out that are open to the reader."""
        return [v for v in VIEWS if self.sees_names or v[0] not in NAMED]


@cluster_member_required(Action.SEE_PEOPLE)
def show(request: ClusterRequest) -> HttpResponse:
    """The board; names only for those who may see them."""
    page = GapPage(request)
    stakes = queries.done_run(request.cluster, RunKind.STAKES)
    board = _board(page, stakes)
    run = queries.latest_run(request.cluster, RunKind.STAKES)
    context: dict[str, Any] = {
        "page": page,
        "shown": Paginator(_lines(page, board), A_PAGE).get_page(request.GET.get("page")),
        "counts": _counts(page, board),
        "stakes": stakes,
        "stakes_old": stakes is not None and stakes.scene != page.scene.digest,
        **run_context(page, run),
    }
    return render(request, "staffplans/gaps.html", context)


@cluster_member_required(Action.SEE_PEOPLE)
def export(request: ClusterRequest) -> HttpResponse:
    """The lines that the page shows, all its pages, as XLSX."""
    page = GapPage(request)
    board = _board(page, queries.done_run(request.cluster, RunKind.STAKES))
    sheet = gap_sheet(page.view, _lines(page, board), names=page.sees_names)
    return download(request, "gaps", [sheet])


@require_POST
@cluster_member_required(Action.OFFER_COURSE)
def offer(request: ClusterRequest) -> HttpResponse:
    """Offer a session that closes a gap to a person."""
    page = GapPage(request)
    going = Going(PersonKey(request.POST.get("person", "")), SessionKey(request.POST.get("session", "")))
    if going.person not in page.scene.person or going.session not in page.scene.session:
        raise Http404
    why = request.POST.get("why", "")[:300]
    done = offer_all(request.cluster, {going: why}, by=request.user, at=timezone.now(), on=page.scene.day)
    _tell(request, page, going, done)
    answer = redirect(page.link("gaps"))
    answer["Location"] += f"?{urlencode({k: request.POST[k] for k in ('by', 'college') if request.POST.get(k)})}"
    return answer


def _tell(request: ClusterRequest, page: GapPage, going: Going, done: Offered) -> None:
    course = page.scene.course[page.scene.session[going.session].course]
    facts = {"course": course.title, "person": page.scene.name(going.person)}
    if done.made:
        messages.success(request, _("“%(course)s” is offered to %(person)s.") % facts)
    elif done.there:
        messages.info(request, _("“%(course)s” was offered to %(person)s before.") % facts)
    elif done.not_mine:
        facts["person"] = facts["person"] if page.sees_names else str(going.person)
        text = _("%(person)s is of another college: that college or the cluster manager offers it.")
        messages.warning(request, text % facts)
    for _going, findings in done.refused:
        language = "en" if (getattr(request, "LANGUAGE_CODE", "ru")).startswith("en") else "ru"
        for finding in findings:
            messages.error(request, say(finding, language).what)


def _board(page: GapPage, stakes: Any) -> Board:
    return Board(page.scene, page.college, stakes.result.get("stakes") if stakes else None)


def _lines(page: GapPage, board: Board) -> list[Any]:
    ways: dict[str, Callable[[], list[Any]]] = {
        "cluster": board.cluster,
        "college": board.colleges,
        "person": board.people,
        "single": board.singles,
        "expiring": board.expiring,
    }
    return ways[page.view]()


def _counts(page: GapPage, board: Board) -> dict[str, int]:
    """Figures at the head of the board."""
    gaps = (
        page.scene.gaps if not page.college else [g for g in page.scene.college_gaps if g.organisation == page.college]
    )
    duties = {d for g in gaps for d in g.duties}
    return {
        "gaps": len(gaps),
        "hours": sum(page.scene.duty[d].hours for d in duties),
        "singles": len(board.singles()),
        "expiring": len(board.expiring()),
    }
