"""The catalogue, a course, a session: offering it, answering, taking back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.staffing.course import CourseModule
from remeslo.core.staffing.upskill.steps import COMING, StepAct, StepRefused, StepState
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action, can, can_somewhere
from remeslo.web.apps.staffing import queries, words
from remeslo.web.apps.staffing.audience import may_see, organisation_thing, person_thing, session_thing, step_thing
from remeslo.web.apps.staffing.catalogue import ShownCourse, ShownSession, courses
from remeslo.web.apps.staffing.days import day_of
from remeslo.web.apps.staffing.forms import SessionForm
from remeslo.web.apps.staffing.models import Step
from remeslo.web.apps.staffing.services.sessions import AlreadyPlanned, plan_session
from remeslo.web.apps.staffing.services.steps import move, offer

ANSWERS = {StepAct.ACCEPT: Action.ANSWER_OFFER, StepAct.DECLINE: Action.ANSWER_OFFER}
"""Acts that are the person's own; a withdrawal is open to both sides."""


@cluster_member_required(Action.SEE_COURSES)
def catalogue(request: ClusterRequest) -> HttpResponse:
    """All courses, narrowed as the address says."""
    everything = courses(request.cluster, day_of(request.cluster))
    asked = {k: str(request.GET.get(k, ""))[:200] for k in ("q", "module", "host", "skill")}
    context = {
        "courses": [c for c in everything if _fits(c, asked)],
        "all_count": len(everything),
        "asked": asked,
        "modules": {m.value: words.MODULES[m] for m in CourseModule},
        "hosts": {c.host.key: c.host.name for c in everything},
        "titles": queries.skill_titles(request.cluster),
    }
    return render(request, "staffing/courses.html", context)


@cluster_member_required(Action.SEE_COURSES)
def course(request: ClusterRequest, key: str) -> HttpResponse:
    """One course with its sessions."""
    return _course_page(request, _course(request, key))


@require_POST
@cluster_member_required(Action.HOST_COURSE)
def plan(request: ClusterRequest, key: str) -> HttpResponse:
    """The host plans one more session."""
    shown, day = _course(request, key), day_of(request.cluster)
    require(request.user, Action.HOST_COURSE, organisation_thing(request.cluster, shown.host))
    form = SessionForm(day, request.POST)
    if form.is_valid():
        value = form.value(shown.value.key)
        try:
            row = plan_session(shown.row, value, by=request.user, at=timezone.now(), on=day)
        except AlreadyPlanned:
            form.add_error("first", _("A session of this course begins on this day already."))
        else:
            messages.success(request, _("The session is planned; its places can be offered."))
            return redirect("staffing:session", cluster=request.cluster.key, key=row.key)
    return _course_page(request, shown, form=form, status=400)


@cluster_member_required(Action.SEE_COURSES)
def session(request: ClusterRequest, key: str) -> HttpResponse:
    """A session: what it is, whom I can send, who of mine goes; the host sees who comes."""
    shown, held = _session(request, key)
    return _session_page(request, shown, held)


@require_POST
@cluster_member_required(Action.OFFER_COURSE)
def offer_session(request: ClusterRequest, key: str) -> HttpResponse:
    """Offer a session to a person."""
    shown, held = _session(request, key)
    person = queries.person(request.cluster, request.POST.get("person", ""))
    if person is None:
        messages.error(request, _("Choose whom to offer it."))
        return _session_page(request, shown, held, status=400)
    if not can(request.user, Action.OFFER_COURSE, person_thing(person)):
        raise PermissionDenied(str(Action.OFFER_COURSE))
    day, why = day_of(request.cluster), request.POST.get("why", "")
    try:
        offer(person, held.row, by=request.user, at=timezone.now(), on=day, why=why)
    except StepRefused as refused:
        return _session_page(request, shown, held, found=refused.findings, status=409)
    messages.success(request, _("It is offered to %(name)s, who answers on the own page.") % {"name": person.name})
    return redirect("staffing:session", cluster=request.cluster.key, key=key)


@require_POST
@cluster_member_required(Action.SEE_COURSES)
def act(request: ClusterRequest, pk: int) -> HttpResponse:
    """The person's answer, or taking an offer back."""
    step = queries.step_of(request.cluster, pk)
    if step is None:
        raise Http404
    wanted = request.POST.get("act", "")
    if wanted not in (*ANSWERS, StepAct.WITHDRAW) or not _may(request, step, StepAct(wanted)):
        raise PermissionDenied(wanted[:20])
    day, note = day_of(request.cluster), request.POST.get("note", "")
    try:
        moved = move(step, StepAct(wanted), by=request.user, at=timezone.now(), on=day, note=note)
    except StepRefused as refused:
        context = {"found": refused.findings, "step": step, "person": step.person}
        return render(request, "staffing/refused.html", context, status=409)
    messages.success(request, _said(moved.state))
    if can(request.user, Action.SEE_PERSON, step_thing(step)):
        return redirect("staffing:person", cluster=request.cluster.key, key=step.person.key)
    return redirect("staffing:session", cluster=request.cluster.key, key=step.session.key)


def _may(request: ClusterRequest, step: Step, wanted: StepAct) -> bool:
    thing = step_thing(step)
    if wanted in ANSWERS:
        return can(request.user, ANSWERS[wanted], thing)
    return can(request.user, Action.OFFER_COURSE, thing) or can(request.user, Action.ANSWER_OFFER, thing)


def _said(state: str) -> str:
    words = {
        StepState.ACCEPTED: _("Accepted. The host sees who comes."),
        StepState.DECLINED: _("Declined. The college sees the answer."),
        StepState.WITHDRAWN: _("Taken back; the place is free again."),
    }
    return words[StepState(state)]


def _course(request: ClusterRequest, key: str) -> ShownCourse:
    shown = next((c for c in courses(request.cluster, day_of(request.cluster)) if c.row.key == key), None)
    if shown is None:
        raise Http404
    return shown


def _course_page(
    request: ClusterRequest, shown: ShownCourse, *, form: SessionForm | None = None, status: int = 200
) -> HttpResponse:
    hosts = can(request.user, Action.HOST_COURSE, organisation_thing(request.cluster, shown.host))
    context = {
        "course": shown,
        "titles": queries.skill_titles(request.cluster),
        "form": form or (SessionForm(day_of(request.cluster)) if hosts else None),
    }
    return render(request, "staffing/course.html", context, status=status)


def _session(request: ClusterRequest, key: str) -> tuple[ShownCourse, ShownSession]:
    for shown in courses(request.cluster, day_of(request.cluster)):
        for held in shown.sessions:
            if held.row.key == key:
                return shown, held
    raise Http404


def _session_page(request: ClusterRequest, shown: ShownCourse, held: ShownSession, **more: Any) -> HttpResponse:
    status = more.pop("status", 200)
    user, cluster = request.user, request.cluster
    rows = Step.objects.filter(session=held.row).select_related("person__organisation", "session__course__host")
    steps = list(rows.prefetch_related("certificates").order_by("person__position", "person_id"))
    held.row.course = shown.row
    hosts = can(user, Action.HOST_COURSE, session_thing(held.row))
    offering = can_somewhere(user, Action.OFFER_COURSE, cluster)
    taken = {s.person_id for s in steps if s.state in (StepState.OFFERED, *COMING, StepState.MISSED, StepState.REVOKED)}
    everybody = queries.people(cluster) if offering and held.open else []
    context = {
        "course": shown,
        "session": held,
        "titles": queries.skill_titles(cluster),
        "ours": [s for s in steps if may_see(user, s.person)],
        "is_host": hosts,
        "candidates": [p for p in everybody if p.pk not in taken and can(user, Action.OFFER_COURSE, person_thing(p))],
        "chosen": request.GET.get("person", ""),
        "why": request.GET.get("why", ""),
        **more,
    }
    return render(request, "staffing/session.html", context, status=status)


def _fits(c: ShownCourse, asked: dict[str, str]) -> bool:
    return (
        queries.fits(asked["q"], c.value.title, c.value.topic, *c.value.equipment)
        and asked["module"] in ("", c.value.module.value)
        and asked["host"] in ("", c.host.key)
        and (not asked["skill"] or asked["skill"] in {g.skill for g in c.value.gives})
    )
