"""One individual plan: what is recognised, by whom, what follows; asking, answering, taking back, erasing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from remeslo.core.base.findings import Finding
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.whatif.change import ChangeRefused
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.programmes.queries import Planned, planned
from remeslo.web.apps.shortcourses import queries
from remeslo.web.apps.shortcourses.enums import OPEN, Evidence, RecognitionState
from remeslo.web.apps.shortcourses.forms import ClaimForm, problems
from remeslo.web.apps.shortcourses.models import LearnerPlan, Recognition, TermJob
from remeslo.web.apps.shortcourses.services import learning
from remeslo.web.apps.shortcourses.services.learning import Claim, Refused
from remeslo.web.apps.shortcourses.services.saving import result_of
from remeslo.web.apps.shortcourses.snapshot import credit_of, learner_basis, own_problem
from remeslo.web.apps.shortcourses.tables.learner import SWITCHES, board, norms, own_term, tickable
from remeslo.web.apps.shortcourses.words import RECOGNITION, term_status

MOST_CODES = 2_000


@cluster_member_required(Action.SEE_LEARNER)
def learner(request: ClusterRequest, plan_id: int) -> HttpResponse:
    """The page."""
    plan, found = opened(request, plan_id, Action.SEE_LEARNER)
    return render(request, "shortcourses/learner.html", learner_context(request, plan, found))


@never_cache
@cluster_member_required(Action.SEE_LEARNER)
def term(request: ClusterRequest, plan_id: int) -> HttpResponse:
    """The live part while the search goes on; by itself, the way to the plan."""
    plan, found = opened(request, plan_id, Action.SEE_LEARNER)
    if not request.htmx:
        return _to(request, plan)
    return render(request, "shortcourses/parts/own_term.html", learner_context(request, plan, found))


@require_POST
@cluster_member_required(Action.EDIT_LEARNER)
def claim(request: ClusterRequest, plan_id: int) -> HttpResponse:
    """Ask to recognise what is ticked; another person confirms it."""
    plan, found = opened(request, plan_id, Action.EDIT_LEARNER)
    form = ClaimForm(request.POST)
    refused: tuple[Finding, ...] = ()
    if form.is_valid():
        asked = Claim(
            elements=tuple(dict.fromkeys(request.POST.getlist("elements")[:MOST_CODES])),
            outcomes=tuple(dict.fromkeys(request.POST.getlist("outcomes")[:MOST_CODES])),
            evidence=Evidence(form.cleaned_data["evidence"]),
            document=form.cleaned_data["document"],
            document_day=form.cleaned_data["document_day"],
        )
        try:
            learning.claim(plan, asked, found, by=request.user, at=timezone.now())
            messages.success(request, _("It is asked for: another person has to confirm it."))
            return _to(request, plan)
        except Refused as refusal:
            refused = refusal.findings
    context = learner_context(request, plan, found) | {"form": form, "problems": problems(form), "refused": refused}
    return render(request, "shortcourses/learner.html", context, status=400)


@require_POST
@cluster_member_required(Action.EDIT_LEARNER)
def answer(request: ClusterRequest, plan_id: int, recognition_id: int) -> HttpResponse:
    """Confirm, refuse or take back, as the button says."""
    plan, found = opened(request, plan_id, Action.EDIT_LEARNER)
    if not Recognition.objects.filter(pk=recognition_id, plan=plan).exists():
        raise Http404
    now, reason = timezone.now(), request.POST.get("reason", "")[:300]
    try:
        match request.POST.get("do"):
            case "confirm":
                learning.confirm(recognition_id, found, by=request.user, at=now)
                messages.success(request, _("Recognised; the learner's own term is being searched for."))
            case "refuse":
                learning.refuse(recognition_id, reason=reason, by=request.user, at=now)
            case "withdraw":
                learning.withdraw(recognition_id, found, reason=reason, by=request.user, at=now)
            case _:
                raise Http404
    except Refused as refusal:
        context = learner_context(request, plan, found) | {"refused": refusal.findings}
        return render(request, "shortcourses/learner.html", context, status=409)
    return _to(request, plan)


@require_POST
@cluster_member_required(Action.EDIT_LEARNER)
def erase(request: ClusterRequest, plan_id: int) -> HttpResponse:
    """Erase the plan with all that it knows of the learner."""
    plan, _found = opened(request, plan_id, Action.EDIT_LEARNER)
    learning.erase(plan, by=request.user)
    messages.success(request, _("The individual plan is erased."))
    return redirect("shortcourses:learners", cluster=request.cluster.key)


def opened(request: ClusterRequest, plan_id: int, action: Action) -> tuple[LearnerPlan, Planned]:
    """The plan and the group's term plan; 404 for strangers' plans, so that not even a number tells of a learner."""
    plan = queries.learner_plan(request.cluster, plan_id)
    if plan is None or not can(request.user, Action.SEE_LEARNER, plan):
        raise Http404
    require(request.user, action, plan)
    found = planned(request.cluster, plan.version.document.key, plan.version.number)
    if found is None:
        raise Http404
    return plan, found


def learner_context(request: ClusterRequest, plan: LearnerPlan, found: Planned) -> dict[str, Any]:
    """What the page and its live part show."""
    rows = queries.recognitions(plan)
    given = credit_of(rows, found)
    job = queries.job_of_learner(plan, learner_basis(plan, given, found)) if given is not None else None
    result = result_of(job)
    own, stops = _own(plan, rows, found)
    return {
        "plan": plan,
        "found": found,
        "title": found.document.title,
        "rows": [(r, RECOGNITION[RecognitionState(r.state)], _may_answer(request, r)) for r in rows],
        "board": board(given, found, plan.from_week) if given is not None else None,
        "job": job,
        "status": term_status(job) if job is not None else None,
        "own": own_term(result, found) if result is not None else None,
        "norms": norms(found.outcome.problem, own),
        "switches": SWITCHES,
        "stops": stops,
        "tickable": tickable(found, frozenset(c for r in rows if r.state in OPEN for c in r.codes)),
        "evidence": Evidence.choices,
        "may_edit": can(request.user, Action.EDIT_LEARNER, plan),
        "failed": _failed(job),
    }


def _own(plan: LearnerPlan, rows: list[Recognition], found: Planned) -> tuple[TermProblem | None, tuple[Finding, ...]]:
    """The learner's own problem, or what stands in its way."""
    given = credit_of(rows, found)
    if given is None:
        return None, ()
    try:
        return own_problem(plan, given, found), ()
    except ChangeRefused as refusal:
        return None, (Finding(refusal.code, "", dict(refusal.facts)),)


def _failed(job: TermJob | None) -> tuple[Finding, ...]:
    return tuple(job.failure) if job is not None else ()


def _may_answer(request: ClusterRequest, row: Recognition) -> bool:
    return row.state == RecognitionState.CLAIMED and row.claimed_by_id != request.user.pk


def _to(request: ClusterRequest, plan: LearnerPlan) -> HttpResponse:
    return redirect("shortcourses:learner", cluster=request.cluster.key, plan_id=plan.pk)
