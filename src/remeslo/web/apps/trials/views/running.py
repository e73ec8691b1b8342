"""One question while it is answered, and its answer; stopping it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.enums import JobState
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.programmes.queries import Planned
from remeslo.web.apps.trials import queries
from remeslo.web.apps.trials.answered import answered
from remeslo.web.apps.trials.causes import cause_words
from remeslo.web.apps.trials.enums import TrialKind
from remeslo.web.apps.trials.models import Trial
from remeslo.web.apps.trials.pricelist import price_list
from remeslo.web.apps.trials.services.asking import stop as stop_trial
from remeslo.web.apps.trials.words import PROOF_MEANS, PROOFS, SEARCHING, STAGES, STATE, WAITING

PAGES = {TrialKind.WHAT_IF: "trials:what_if", TrialKind.PRICES: "trials:prices", TrialKind.CAUSES: "trials:causes"}


@never_cache
@cluster_member_required(Action.SEE_PROGRAMMES)
def trial(request: ClusterRequest, trial_id: int) -> HttpResponse:
    """The live part for a page that is open; by itself, the way to the page of the question."""
    found, plan = _found(request, trial_id)
    if not request.htmx:
        return _to_page(request, found)
    return render(request, "trials/parts/trial.html", trial_context(found, plan))


@require_POST
@cluster_member_required(Action.RUN_PLAN)
def stop(request: ClusterRequest, trial_id: int) -> HttpResponse:
    """Stop a question."""
    found, plan = _found(request, trial_id)
    require(request.user, Action.RUN_PLAN, request.cluster)
    stopped = stop_trial(found.pk, by=request.user, at=timezone.now())
    if request.htmx:
        return render(request, "trials/parts/trial.html", trial_context(stopped, plan))
    return _to_page(request, found)


def trial_context(trial: Trial, plan: Planned) -> dict[str, Any]:
    """What the live part shows."""
    context: dict[str, Any] = {
        "trial": trial,
        "state": STATE[JobState(trial.state)],
        "stage": STAGES.get(
            str(trial.progress.get("stage", "")), SEARCHING if trial.state == JobState.RUNNING else WAITING
        ),
        "key": plan.document.key,
        "query": "" if plan.version.pk == plan.document.latest_id else f"?version={plan.version.number}",
    }
    if trial.state == JobState.FAILED:
        context["refused"] = trial.failure
    if trial.state == JobState.DONE and trial.kind == TrialKind.WHAT_IF:
        context["answer"] = answered(trial, plan.outcome)
    if trial.state == JobState.DONE and trial.kind == TrialKind.PRICES:
        context["prices"] = price_list(trial, plan.outcome)
        context["proofs"] = [(words, PROOF_MEANS[proof], sign) for proof, (words, sign) in PROOFS.items()]
    if trial.state == JobState.DONE and trial.kind == TrialKind.CAUSES:
        context["causes"] = cause_words(trial)
    return context


def _found(request: ClusterRequest, trial_id: int) -> tuple[Trial, Planned]:
    found = queries.trial_of(request.cluster, trial_id)
    plan = queries.plan_of(found) if found else None
    if found is None or plan is None:
        raise Http404
    return found, plan


def _to_page(request: ClusterRequest, trial: Trial) -> HttpResponse:
    document, version = trial.version.document, trial.version
    own = redirect(PAGES[TrialKind(trial.kind)], cluster=request.cluster.key, key=document.key)
    query = f"?trial={trial.pk}" if trial.kind == TrialKind.WHAT_IF else "?"
    if version.pk != document.latest_id:
        query += f"&version={version.number}"
    own["Location"] += query
    return own
