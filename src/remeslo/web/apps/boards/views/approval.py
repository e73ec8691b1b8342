"""Approval: what stands where, one unit's year with its history, and the steps."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from remeslo.core.rollup.approval import Difference, Level, Progress, Step, changed_since, hash_of
from remeslo.interchange.sentences import as_language, say
from remeslo.web.apps.boards.addresses import college_key, college_word
from remeslo.web.apps.boards.audience import Audience
from remeslo.web.apps.boards.lines import board_lines
from remeslo.web.apps.boards.models import ApprovalAct
from remeslo.web.apps.boards.queries import standings
from remeslo.web.apps.boards.rights import levels_of
from remeslo.web.apps.boards.services.approving import (
    NotAllowedNow,
    Which,
    current_leaves,
    locked_leaves,
    take_step,
    where_it_stands,
)
from remeslo.web.apps.boards.snapshot import titles_of
from remeslo.web.apps.boards.views.scene import Scene
from remeslo.web.apps.boards.work import Waiting, steps_waiting
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.results.figures import indicators

MOST_AT_ONCE = 1000


@cluster_member_required(Action.SEE_BOARD)
def cluster(request: ClusterRequest) -> HttpResponse:
    """How far the year of each college has come."""
    scene = Scene(request, f"cluster:{request.cluster.key}")
    reader = scene.reader
    houses = list(request.cluster.organisations.all())
    known = {r.college: r for r in standings([request.cluster.pk], scene.asked.period)}
    colleges = [(o.key, o.name) for o in houses if o.is_college]
    rows = [
        {
            "college": key,
            "word": college_word(key),
            "name": name,
            "standing": known.get(key),
            "levels": levels_of(request.user, request.cluster, key, houses),
        }
        for key, name in [*colleges, ("", _("The cluster's own figures"))]
        if reader.sees(f"unit:{request.cluster.key}/{key}")
    ]
    return render(request, "boards/approval.html", {**scene.context, "rows": rows})


def country(request: Any) -> HttpResponse:
    """What waits for the reader in all clusters, and how far each cluster has come."""
    reader = Audience(request.user)
    if not reader.realms:
        raise Http404
    waiting = steps_waiting(request.user)
    context = {"waiting": [w for w in waiting if w.level is not Level.COLLEGE], "names": _names(waiting), "query": {}}
    return render(request, "boards/country_approval.html", context)


def _names(waiting: list[Waiting]) -> dict[str, str]:
    """Names of colleges by cluster's id and key; one query."""
    houses = Organisation.objects.filter(cluster__in={w.standing.cluster_id for w in waiting})
    return {f"{o.cluster_id}/{o.key}": o.name for o in houses}


@require_POST
def approve_chosen(request: Any) -> HttpResponse:
    """Approve the years that were chosen from the list, each on the level whose turn it is; what fails is told."""
    reader = Audience(request.user)
    if not reader.realms:
        raise Http404
    chosen = set(request.POST.getlist("chosen")[:MOST_AT_ONCE])
    done = 0
    for one in steps_waiting(request.user):
        row = one.standing
        if one.level is Level.COLLEGE or f"{row.pk}:{row.sha256}" not in chosen:
            continue
        which = Which(row.cluster, row.college, row.period)
        try:
            take_step(which, Step.APPROVE, one.level, by=request.user, at=timezone.now(), seen=row.sha256)
            done += 1
        except NotAllowedNow as refused:
            _tell(request, refused)
    if done:
        text = ngettext("%(n)s year is approved.", "%(n)s years are approved.", done) % {"n": done}
        messages.success(request, text)
    return redirect("boards_above:country_approval")


@cluster_member_required(Action.SEE_BOARD)
def unit(request: ClusterRequest, college: str, period: str) -> HttpResponse:
    """One unit's year: its figures, what changed since, its history, the steps that are the reader's."""
    scene, which = _found(request, college, period)
    scene.asked = type(scene.asked)(period, scene.asked.view, "")
    return render(request, "boards/unit.html", _context(request, scene, which))


@require_POST
@cluster_member_required(Action.SEE_BOARD)
def step(request: ClusterRequest, college: str, period: str) -> HttpResponse:
    """Take one step."""
    scene, which = _found(request, college, period)
    scene.asked = type(scene.asked)(period, scene.asked.view, "")
    wanted, level = request.POST.get("step", ""), request.POST.get("level", "")
    houses = list(request.cluster.organisations.all())
    if wanted not in tuple(Step) or level not in levels_of(request.user, request.cluster, which.college, houses):
        raise Http404
    try:
        take_step(
            which,
            Step(wanted),
            Level(level),
            by=request.user,
            at=timezone.now(),
            seen=request.POST.get("seen", ""),
            remark=request.POST.get("remark", "").strip()[:2000],
        )
    except NotAllowedNow as refused:
        _tell(request, refused)
        return render(request, "boards/unit.html", _context(request, scene, which), status=409)
    messages.success(request, _DONE[Step(wanted)]())
    return redirect("boards:unit", cluster=request.cluster.key, college=college, period=period)


_DONE = {
    Step.SUBMIT: lambda: _("Submitted: the figures are locked, the cluster has been asked."),
    Step.APPROVE: lambda: _("Approved."),
    Step.RETURN: lambda: _("Returned with your remark; the figures are open again."),
    Step.REOPEN: lambda: _("Reopened: your approval is taken back."),
}


def _tell(request: Any, refused: NotAllowedNow) -> None:
    for finding in refused.findings:
        told = say(finding, as_language(request.LANGUAGE_CODE))
        messages.error(request, f"{told.what} {told.todo}")


def _found(request: ClusterRequest, college: str, period: str) -> tuple[Scene, Which]:
    key = college_key(college)
    scene = Scene(request, f"unit:{request.cluster.key}/{key}")
    if period not in scene.known.periods or (key and not _college(request, key)):
        raise Http404
    return scene, Which(request.cluster, key, period)


def _college(request: ClusterRequest, key: str) -> Organisation | None:
    return request.cluster.organisations.filter(key=key).first()


def _context(request: ClusterRequest, scene: Scene, which: Which) -> dict[str, Any]:
    here = where_it_stands(which)
    now, locked = current_leaves(which), locked_leaves(which)
    sees = scene.reader.sees_hidden(scene.node)
    changes = changed_since(locked, now) if here.locked else ()
    houses = list(request.cluster.organisations.all())
    mine = levels_of(request.user, request.cluster, which.college, houses)
    return {
        **scene.context,
        "year": which.period,
        "which": which,
        "word": college_word(which.college),
        "here": here,
        "lines": [
            line
            for line in board_lines(scene.here, scene.place, scene.country, scene.asked.query)
            if line.shown.figure or line.shown.hidden
        ],
        "changes": [_change(c, which) for c in changes] if sees else [],
        "num_changes": len(changes),
        "acts": list(ApprovalAct.objects.filter(**which.where).defer("figures").order_by("-id")),
        "seen": here.figures if here.locked else hash_of(now),
        "steps": _steps(here, mine),
        "titles": titles_of(request.cluster),
    }


def _steps(here: Progress, mine: tuple[Level, ...]) -> list[tuple[Step, Level]]:
    """Steps that the reader may take now."""
    found: list[tuple[Step, Level]] = []
    turn = here.waits_for
    if turn in mine and turn is not None:
        found += [(Step.SUBMIT, turn)] if turn is Level.COLLEGE else [(Step.APPROVE, turn), (Step.RETURN, turn)]
    if here.reached in mine and here.reached is not None:
        found.append((Step.REOPEN, here.reached))
    return found


def _change(one: Difference, which: Which) -> dict[str, Any]:
    leaf = one.now or one.locked
    assert leaf is not None
    return {
        "indicator": indicators().get(leaf.indicator),
        "programme": leaf.programme,
        "locked": one.locked,
        "now": one.now,
        "above": one.above,
        "below": one.below,
    }
