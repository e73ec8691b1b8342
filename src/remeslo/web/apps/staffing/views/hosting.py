"""The host's pages: who comes when, who was there, certificates. Nothing of the participants beyond that."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.staffing.upskill.steps import COMING, StepAct, StepRefused, StepState
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.staffing import queries
from remeslo.web.apps.staffing.audience import session_thing
from remeslo.web.apps.staffing.days import NotThatDay, acting_day, day_of
from remeslo.web.apps.staffing.hosted import HostedSession, hosted_session, hosted_sessions
from remeslo.web.apps.staffing.services.certifying import NumberTaken, certify, revoke
from remeslo.web.apps.staffing.services.steps import move

ACTS = {"carry_out": StepAct.CARRY_OUT, "miss": StepAct.MISS}


@cluster_member_required(Action.HOST_COURSE)
def sessions(request: ClusterRequest) -> HttpResponse:
    """Sessions that my organisation holds, those that wait for something first."""
    day = day_of(request.cluster)
    held = [h for h in hosted_sessions(request.cluster, day) if can(request.user, Action.HOST_COURSE, h.thing)]
    return render(request, "staffing/hosting.html", {"held": held, "day": day})


@cluster_member_required(Action.HOST_COURSE)
def participants(request: ClusterRequest, key: str) -> HttpResponse:
    """Who comes to one session."""
    return _page(request, _held(request, key))


@require_POST
@cluster_member_required(Action.HOST_COURSE)
def attend(request: ClusterRequest, key: str) -> HttpResponse:
    """Confirm who was there, and who was not: all that is ticked, or nothing."""
    held = _held(request, key)
    act = ACTS.get(request.POST.get("act", ""))
    chosen = [s for s in held.steps if str(s.pk) in request.POST.getlist("chosen")]
    if act is None or not chosen:
        messages.warning(request, _("Nobody was chosen."))
        return redirect("staffing:participants", cluster=request.cluster.key, key=key)
    try:
        day = acting_day(request.cluster, request.POST.get("on", ""))

        with transaction.atomic():
            for step in chosen:
                move(step, act, by=request.user, at=timezone.now(), on=day)
    except NotThatDay:
        return _page(request, held, said=_("This day has not come yet, or is no day."), status=400)
    except StepRefused as refused:
        return _page(request, held, found=refused.findings, status=409)
    messages.success(request, _("Attendance is entered."))
    return redirect("staffing:participants", cluster=request.cluster.key, key=key)


@require_POST
@cluster_member_required(Action.HOST_COURSE)
def give(request: ClusterRequest, pk: int) -> HttpResponse:
    """Give a participant the certificate."""
    step = queries.step_of(request.cluster, pk)
    if step is None:
        raise Http404
    held = _held(request, step.session.key)
    number = request.POST.get("number", "").strip()[:100]
    signed = request.POST.get("signed_by", "").strip()[:200]
    if not number or not signed:
        return _page(request, held, said=_("Give the number of the certificate and who signs it."), status=400)
    try:
        day = acting_day(request.cluster, request.POST.get("on", ""))
        certify(step, number=number, signed_by=signed, by=request.user, at=timezone.now(), on=day)
    except NotThatDay:
        return _page(request, held, said=_("This day has not come yet, or is no day."), status=400)
    except NumberTaken:
        said = _("Another certificate has the number %(number)s: give the next one.") % {"number": number}
        return _page(request, held, said=said, status=409)
    except StepRefused as refused:
        return _page(request, held, found=refused.findings, status=409)
    messages.success(request, _("The certificate is given: the right to teach follows from it."))
    return redirect("staffing:participants", cluster=request.cluster.key, key=step.session.key)


@require_POST
@cluster_member_required(Action.HOST_COURSE)
def take_back(request: ClusterRequest, pk: int) -> HttpResponse:
    """Take a certificate back, with the reason."""
    certificate = queries.certificate_of(request.cluster, pk)
    if certificate is None:
        raise Http404
    held = _held(request, certificate.step.session.key)
    reason = request.POST.get("reason", "").strip()
    if not reason:
        return _page(request, held, said=_("Say why the certificate is taken back."), status=400)
    try:
        day = acting_day(request.cluster, request.POST.get("on", ""))
        revoke(certificate, reason=reason, by=request.user, at=timezone.now(), on=day)
    except NotThatDay:
        return _page(request, held, said=_("This day has not come yet, or is no day."), status=400)
    except StepRefused as refused:
        return _page(request, held, found=refused.findings, status=409)
    messages.success(request, _("The certificate is taken back; the rights that it gave end on the day before."))
    return redirect("staffing:participants", cluster=request.cluster.key, key=held.row.key)


def _held(request: ClusterRequest, key: str) -> HostedSession:
    """The session, for its host; 404 for what is not there."""
    held = hosted_session(request.cluster, key, day_of(request.cluster))
    if held is None:
        raise Http404
    if not can(request.user, Action.HOST_COURSE, session_thing(held.row)):
        raise PermissionDenied(str(Action.HOST_COURSE))
    return held


def _page(request: ClusterRequest, held: HostedSession, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "held": held,
        "acting": max(held.day, held.row.last) if request.cluster.illustrative else held.day,
        "open_states": (StepState.ACCEPTED, StepState.CARRIED_OUT, StepState.MISSED),
        "coming_states": COMING,
        "next_number": held.next_number,
        **more,
    }
    return render(request, "staffing/participants.html", context, status=status)
