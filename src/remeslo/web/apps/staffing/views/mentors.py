"""Mentors: who guides how many, what is wrong, the mentor's consent, an early end with notice."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.staffing.mentors.terms import withdrawal
from remeslo.core.staffing.mentorship import EndedBy
from remeslo.core.staffing.norms import NoStaffNormInForce
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action, can, can_somewhere
from remeslo.web.apps.registry.models import StaffMember, StudentGroup, Workshop
from remeslo.web.apps.staffing import queries
from remeslo.web.apps.staffing.audience import organisation_thing
from remeslo.web.apps.staffing.days import NotThatDay, acting_day, day_of, typed_day
from remeslo.web.apps.staffing.forms import MentorshipForm
from remeslo.web.apps.staffing.mentoring import MentorBoard, ShownMentorship
from remeslo.web.apps.staffing.services import mentorships as services
from remeslo.web.apps.staffing.services.mentorships import MentorshipRefused


@cluster_member_required(Action.SEE_MENTORSHIP)
def mentorships(request: ClusterRequest) -> HttpResponse:
    """Mentors with their load and what is wrong."""
    board = _board(request)
    seen = board.seen_by(request.user)
    mentors = board.loads(seen, request.user)
    context = {
        "mentors": mentors,
        "waiting": sum(s.state in ("asked", "without_consent") for s in seen),
        "wrong": sum(s.hard for s in seen) + sum(f.hard for m in mentors for f in m.findings),
        "running": sum(s.state == "running" for s in seen),
        "norms": board.norms,
        "may_propose": bool(_own_mentors(request)),
    }
    return render(request, "staffing/mentors.html", context)


@cluster_member_required(Action.SEE_MENTORSHIP)
def mentorship(request: ClusterRequest, key: str) -> HttpResponse:
    """One mentorship: terms, trainees under pseudonyms, the mentor's word, notice."""
    return _page(request, *_found(request, key))


@require_POST
@cluster_member_required(Action.SEE_MENTORSHIP)
def act(request: ClusterRequest, key: str) -> HttpResponse:
    """Consent, decline, or notice of an early end."""
    board, shown = _found(request, key)
    wanted = request.POST.get("act", "")
    is_mentor, is_house = _sides(request, shown)
    if wanted not in ("consent", "decline", "end") or not (is_mentor or (is_house and wanted != "decline")):
        raise PermissionDenied(wanted[:20])
    note, at = request.POST.get("note", ""), timezone.now()
    try:
        day = acting_day(request.cluster, request.POST.get("on", ""))
        if wanted == "consent":
            paper = request.POST.get("paper", "")
            if not is_mentor and not paper.strip():
                said = _("Give the number and day of the signed paper: the mentor is not here to sign.")
                return _page(request, board, shown, said=said, status=400)
            services.give_consent(shown.row, paper=paper, by=request.user, at=at, on=day)
            messages.success(request, _("The consent is given."))
        elif wanted == "decline":
            services.decline(shown.row, note=note, by=request.user, at=at, on=day)
            messages.success(request, _("You declined; the enterprise sees it."))
        else:
            last = typed_day(request.POST.get("last", ""))
            side = EndedBy.MENTOR if is_mentor else EndedBy.EMPLOYER
            services.end(
                shown.row,
                side=side,
                notice=day,
                last=last,
                norms=board.norms,
                calendar=board.calendar,
                note=note,
                by=request.user,
                at=at,
            )
            messages.success(request, _("Notice is given; the mentorship ends early."))
    except NotThatDay:
        return _page(request, board, shown, said=_("This day has not come yet, or is no day."), status=400)
    except MentorshipRefused as refused:
        said = "" if refused.findings else _("This was done before, or does not fit the state: look again.")
        return _page(request, board, shown, found=refused.findings, said=said, status=409)
    return redirect("staffing:mentorship", cluster=request.cluster.key, key=key)


@cluster_member_required(Action.EDIT_MENTORSHIP)
def propose(request: ClusterRequest) -> HttpResponse:
    """Ask a mentor of my enterprise."""
    mentors = _own_mentors(request)
    if not mentors:
        raise PermissionDenied(str(Action.EDIT_MENTORSHIP))
    houses = {m.organisation_id for m in mentors}
    form = MentorshipForm(
        {m.key: m.name for m in mentors},
        StudentGroup.objects.filter(cluster=request.cluster).values_list("key", flat=True),
        Workshop.objects.filter(cluster=request.cluster, site__organisation__in=houses).values_list("key", "name"),
        request.POST or None,
    )
    if request.method == "POST" and form.is_valid():
        mentor = next(m for m in mentors if m.key == form.cleaned_data["mentor"])
        try:
            row = services.propose(mentor, form.value(), by=request.user, at=timezone.now(), on=day_of(request.cluster))
        except services.AlreadyThere:
            form.add_error("first", _("This mentor was asked for this group and day already."))
        else:
            messages.success(request, _("The mentor is asked; the mentorship holds from the written consent on."))
            return redirect("staffing:mentorship", cluster=request.cluster.key, key=row.key)
    return render(request, "staffing/propose.html", {"form": form}, status=400 if form.errors else 200)


def _board(request: ClusterRequest) -> MentorBoard:
    """The mentorships of today; 404 on a day for which the pack has no norms."""
    try:
        return MentorBoard(request.cluster, day_of(request.cluster))
    except NoStaffNormInForce as error:
        raise Http404(str(error)) from error


def _own_mentors(request: ClusterRequest) -> list[StaffMember]:
    """Mentors whom this reader may ask: those of the own enterprise."""
    if not can_somewhere(request.user, Action.EDIT_MENTORSHIP, request.cluster):
        return []
    return [
        p
        for p in queries.people(request.cluster)
        if p.role != "teacher"
        and p.organisation.is_employer
        and can(request.user, Action.EDIT_MENTORSHIP, organisation_thing(request.cluster, p.organisation))
    ]


def _found(request: ClusterRequest, key: str) -> tuple[MentorBoard, ShownMentorship]:
    board = _board(request)
    shown = next((s for s in board.shown if s.row.key == key), None)
    if shown is None:
        raise Http404
    if not can(request.user, Action.SEE_MENTORSHIP, shown.thing):
        raise PermissionDenied(str(Action.SEE_MENTORSHIP))
    return board, shown


def _sides(request: ClusterRequest, shown: ShownMentorship) -> tuple[bool, bool]:
    """Whether the reader is the mentor, and whether the reader speaks for the mentor's enterprise."""
    house = organisation_thing(request.cluster, shown.row.mentor.organisation)
    return (
        can(request.user, Action.ANSWER_MENTORSHIP, shown.thing),
        can(request.user, Action.EDIT_MENTORSHIP, house),
    )


def _page(
    request: ClusterRequest, board: MentorBoard, shown: ShownMentorship, *, status: int = 200, **more: Any
) -> HttpResponse:
    is_mentor, is_house = _sides(request, shown)
    value = shown.value
    open_now = value.consent is None and value.ended_on is None and shown.state != "over"
    may_end = value.consent is not None and value.ended_on is None and shown.state != "over"
    earliest = withdrawal(value, notice=board.day, norms=board.norms, calendar=board.calendar)
    context = {
        "shown": shown,
        "value": value,
        "mentor": shown.row.mentor,
        "story": queries.told(request.cluster, [f"mentorship:{shown.row.key}"]).get(f"mentorship:{shown.row.key}", []),
        "day": board.day,
        "earliest": earliest,
        "notice_days": board.norms.notice_days,
        "may_consent": open_now and (is_mentor or is_house),
        "may_decline": open_now and is_mentor and shown.state != "declined",
        "may_end": may_end and (is_mentor or is_house),
        "is_mentor": is_mentor,
        **more,
    }
    return render(request, "staffing/mentorship.html", context, status=status)
