"""The upskilling plan: a calendar of people by weeks, costs, what it opens; offered to everybody at once."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from remeslo.core.staffing.upskill.problem import Going, UpskillPlan, UpskillProblem
from remeslo.core.staffing.upskill.result import UpskillScore
from remeslo.core.staffing.upskill.score import score
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import DocumentVersion, VersionedDocument
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.documents import publish_version
from remeslo.web.apps.common.templatetags.words import hours as in_hours
from remeslo.web.apps.common.templatetags.words import short_day
from remeslo.web.apps.staffplans import queries
from remeslo.web.apps.staffplans.enums import RunKind
from remeslo.web.apps.staffplans.kept import kept_plan
from remeslo.web.apps.staffplans.models import StaffRun
from remeslo.web.apps.staffplans.problems import policy_of, upskill_problem, what_is_left
from remeslo.web.apps.staffplans.services.asking import LIMITS
from remeslo.web.apps.staffplans.services.assigning import assignment_in_force
from remeslo.web.apps.staffplans.services.offering import goings, offer_all, states
from remeslo.web.apps.staffplans.sheets import upskill_sheets
from remeslo.web.apps.staffplans.upskilling import Calendar, Trip
from remeslo.web.apps.staffplans.views.download import download
from remeslo.web.apps.staffplans.views.page import StaffPage
from remeslo.web.apps.staffplans.views.running import run_context
from remeslo.web.apps.staffplans.words import LIMIT_WORDS, MODULES, STAGES


class UpskillPage(StaffPage):
    """One reader at the plan: the version that the address names, or the latest."""

    def __init__(self, request: ClusterRequest) -> None:
        super().__init__(request, "upskill")

    @property
    def modules(self) -> Mapping[str, Any]:
        """Kinds of courses in words."""
        return MODULES

    @cached_property
    def head(self) -> VersionedDocument | None:
        """The document; None before the first run."""
        return queries.document(self.cluster, DocumentKind.UPSKILL_PLAN)

    @cached_property
    def version(self) -> DocumentVersion | None:
        """What is looked at."""
        if self.head is None:
            return None
        wanted = self.asked.get("version", "")
        if wanted.isascii() and wanted.isdigit() and len(wanted) < 8:
            return queries.version_numbered(self.head, int(wanted)) or self.head.latest
        return self.head.latest

    @property
    def is_latest(self) -> bool:
        """True when the latest version is looked at."""
        return self.head is not None and self.version is not None and self.version.pk == self.head.latest_id

    @property
    def is_published(self) -> bool:
        """True when this version is what everybody works with."""
        return self.head is not None and self.version is not None and self.version.pk == self.head.published_id

    @cached_property
    def made_by(self) -> StaffRun | None:
        """The run that gave the version."""
        return queries.result_of(self.version) if self.version else None

    @cached_property
    def plan(self) -> UpskillPlan:
        """The plan; 404 before the first run."""
        if self.version is None:
            raise Http404
        return kept_plan(queries.body_of(self.version))

    @cached_property
    def problem(self) -> UpskillProblem:
        """The problem as it stands today."""
        accepted, refused = goings(self.cluster)
        assignment = assignment_in_force(self.cluster).plan(self.scene).person_of
        policy = policy_of(self.made_by.asked if self.made_by else {})
        return upskill_problem(self.scene, assignment, policy, accepted=accepted, refused=refused)

    @cached_property
    def calendar(self) -> Calendar:
        """The plan by people and weeks."""
        return Calendar(self.scene, self.problem, self.plan, states(self.cluster), self.college)

    @cached_property
    def score(self) -> UpskillScore:
        """How good is what is left of the plan today."""
        return score(self.problem, what_is_left(self.problem, self.plan))


@cluster_member_required(Action.SEE_STAFF)
def show(request: ClusterRequest) -> HttpResponse:
    """The calendar, the costs, what stays uncovered; asked by htmx for a session, only what is behind it."""
    page = UpskillPage(request)
    behind = _behind(page)
    if request.htmx and behind is not None:
        return render(request, "staffplans/parts/trip.html", {"page": page, "trip": behind})
    context: dict[str, Any] = {
        "page": page,
        "trip": behind,
        "limits": [(s, LIMIT_WORDS[s]) for s in LIMITS],
        "stages": STAGES,
        "versions": queries.versions(page.head) if page.head else [],
        "may_offer": page.may_plan and page.is_latest,
        **run_context(page, queries.latest_run(request.cluster, RunKind.UPSKILL)),
    }
    return render(request, "staffplans/upskill.html", context)


@cluster_member_required(Action.SEE_STAFF)
def export(request: ClusterRequest) -> HttpResponse:
    """What the page shows as XLSX: sessions with costs and reasons, and the calendar."""
    page = UpskillPage(request)
    return download(request, "upskilling", upskill_sheets(page.calendar))


@require_POST
@cluster_member_required(Action.PLAN_STAFF)
def offer(request: ClusterRequest) -> HttpResponse:
    """Publish the latest plan and offer every session of it to whom it sends there."""
    page = UpskillPage(request)
    if page.version is None or not page.is_latest:
        raise Http404
    chosen = request.POST.get("going", "")
    trips = [t for t in page.calendar.trips if chosen in ("", f"{t.going.person}@{t.going.session}")]
    wanted: Mapping[Going, str] = {t.going: reason(t) for t in trips}
    done = offer_all(request.cluster, wanted, by=request.user, at=timezone.now(), on=page.scene.day)
    if not chosen and not page.is_published:
        publish_version(page.version, by=request.user)
    if done.made:
        text = ngettext("%(n)s session is offered.", "%(n)s sessions are offered.", done.made)
        messages.success(request, text % {"n": done.made})
    if done.there:
        text = ngettext("%(n)s was offered before.", "%(n)s were offered before.", done.there)
        messages.info(request, text % {"n": done.there})
    if done.not_mine:
        text = ngettext(
            "%(n)s is for people of other colleges: their own college or the cluster manager offers it.",
            "%(n)s are for people of other colleges: their own college or the cluster manager offers them.",
            done.not_mine,
        )
        messages.warning(request, text % {"n": done.not_mine})
    for going, findings in done.refused[:5]:
        facts = {"person": page.scene.name(going.person), "why": ", ".join(f.code for f in findings)}
        messages.error(request, _("Not offered to %(person)s: %(why)s") % facts)
    return redirect(page.link("upskill"))


def reason(trip: Trip) -> str:
    """Why a person should go, in the reader's words: what it opens, or that it renews."""
    if trip.opens:
        elements = ", ".join(dict.fromkeys(f"{d.element} {d.title}".strip() for d in trip.opens))
        facts = {"elements": elements, "hours": in_hours(trip.opened_hours), "day": short_day(trip.first_opened)}
        return _("gives the right to teach %(elements)s (%(hours)s, from %(day)s)") % facts
    if trip.renews:
        return _("learning again is due by %(day)s") % {"day": short_day(trip.renews)}
    return _("was accepted before")


def _behind(page: UpskillPage) -> Trip | None:
    """The session that the address names."""
    wanted = page.asked.get("going", "")
    if not wanted or page.version is None:
        return None
    found = next((t for t in page.calendar.trips if f"{t.going.person}@{t.going.session}" == wanted), None)
    if found is None:
        raise Http404
    return found
