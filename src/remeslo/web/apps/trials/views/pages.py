"""The page of sliders and the page of prices of one version of a programme."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.whatif.apply import apply
from remeslo.core.curriculum.whatif.change import ChangeRefused
from remeslo.core.curriculum.whatif.spelling import parse, spell
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.programmes.views.page import ProgrammePage, open_page
from remeslo.web.apps.trials import queries
from remeslo.web.apps.trials.answered import asked_of
from remeslo.web.apps.trials.enums import TrialKind
from remeslo.web.apps.trials.models import Trial
from remeslo.web.apps.trials.services.asking import LIMITS, ask
from remeslo.web.apps.trials.sliders import filled, settings_of
from remeslo.web.apps.trials.views.running import trial_context
from remeslo.web.apps.trials.words import LIMIT_WORDS


@cluster_member_required(Action.SEE_PROGRAMMES)
def what_if(request: ClusterRequest, key: str) -> HttpResponse:
    """Sliders; what they ask for is solved in the background and shown beneath."""
    page, problem = _planned(request, key, "what_if")
    if request.method == "POST":
        return _ask_what_if(request, page, problem)
    shown = _chosen(request, page)
    context: dict[str, Any] = {"page": page, "settings": settings_of(problem, shown.changes if shown else ())}
    context["open"] = TrialKind.WHAT_IF
    context["limits"] = [(s, LIMIT_WORDS[s]) for s in LIMITS]
    context["limit"] = shown.limit_s if shown else LIMITS[0]
    context["earlier"] = [
        (t, list(asked_of(problem, t.changes)))
        for t in queries.answered(page.version, TrialKind.WHAT_IF)
        if shown is None or t.pk != shown.pk
    ]
    if shown is not None:
        context |= trial_context(shown, page.found)
    return render(request, "trials/what_if.html", context)


def _ask_what_if(request: ClusterRequest, page: ProgrammePage, problem: TermProblem) -> HttpResponse:
    require(request.user, Action.RUN_PLAN, request.cluster)
    settings = filled(problem, request.POST, request.POST.getlist("recognise"))
    here = reverse("trials:what_if", kwargs={"cluster": request.cluster.key, "key": page.key})
    if not settings.changes:
        if request.htmx:
            return render(request, "trials/parts/nothing.html", {"page": page})
        messages.info(request, _("Nothing is moved: the settings are those of the plan."))
        return redirect(here + page.query)
    trial = _asked(request, page, TrialKind.WHAT_IF, settings.changes)
    if request.htmx:
        return render(request, "trials/parts/trial.html", {"page": page, **trial_context(trial, page.found)})
    return redirect(f"{here}?trial={trial.pk}{page.amp}")


@require_POST
@cluster_member_required(Action.RUN_PLAN)
def ask_one(request: ClusterRequest, key: str) -> HttpResponse:
    """One change in its one-line spelling: from the price list to the plan that it would give."""
    page, problem = _planned(request, key, "what_if")
    require(request.user, Action.RUN_PLAN, request.cluster)
    text = request.POST.get("change", "")[:300]
    try:
        apply(problem, parse(text))
    except ChangeRefused:
        raise Http404 from None
    trial = _asked(request, page, TrialKind.WHAT_IF, (spell(parse(text)),))
    here = reverse("trials:what_if", kwargs={"cluster": request.cluster.key, "key": key})
    return redirect(f"{here}?trial={trial.pk}{page.amp}")


@cluster_member_required(Action.SEE_PROGRAMMES)
def prices(request: ClusterRequest, key: str) -> HttpResponse:
    """What a unit of every norm and resource costs in weeks."""
    return _one_question(request, key, TrialKind.PRICES)


@cluster_member_required(Action.SEE_PROGRAMMES)
def causes(request: ClusterRequest, key: str) -> HttpResponse:
    """What together makes a week less impossible."""
    return _one_question(request, key, TrialKind.CAUSES)


def _one_question(request: ClusterRequest, key: str, kind: TrialKind) -> HttpResponse:
    """A page of one question about a version: asked by a button, its last answer shown."""
    page, _problem = _planned(request, key, "what_if")
    if request.method == "POST":
        require(request.user, Action.RUN_PLAN, request.cluster)
        _asked(request, page, kind, ())
        here = reverse(f"trials:{kind}", kwargs={"cluster": request.cluster.key, "key": key})
        return redirect(here + page.query)
    shown = queries.latest(page.version, kind)
    context: dict[str, Any] = {"page": page, "limits": [(s, LIMIT_WORDS[s]) for s in LIMITS], "open": kind}
    if shown is not None:
        context |= trial_context(shown, page.found)
    return render(request, f"trials/{kind}.html", context)


def _asked(request: ClusterRequest, page: ProgrammePage, kind: TrialKind, changes: tuple[str, ...]) -> Trial:
    written = request.POST.get("limit", "")
    limit = int(written) if written.isascii() and written.isdigit() and len(written) < 6 else LIMITS[0]
    return ask(page.found, kind, changes, by=request.user, at=timezone.now(), limit_s=limit)


def _planned(request: ClusterRequest, key: str, tab: str) -> tuple[ProgrammePage, TermProblem]:
    page = open_page(request, key, tab)
    if page.laid is None or page.outcome.problem is None:
        raise Http404
    return page, page.outcome.problem


def _chosen(request: ClusterRequest, page: ProgrammePage) -> Trial | None:
    """The question that the address names, if it is about this very version."""
    wanted = request.GET.get("trial", "")
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 12):
        return None
    found = queries.trial_of(request.cluster, int(wanted))
    return found if found and found.version_id == page.version.pk and found.kind == TrialKind.WHAT_IF else None
