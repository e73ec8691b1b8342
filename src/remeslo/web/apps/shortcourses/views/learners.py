"""Individual plans of the college's learners: the list, and a new one."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.core.base.findings import Finding
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.common.permissions import Action, can_somewhere
from remeslo.web.apps.programmes.queries import listed_programmes, planned
from remeslo.web.apps.registry.models import StudentGroup
from remeslo.web.apps.shortcourses import queries
from remeslo.web.apps.shortcourses.access import Held, colleges
from remeslo.web.apps.shortcourses.enums import RecognitionState
from remeslo.web.apps.shortcourses.forms import LearnerForm, problems
from remeslo.web.apps.shortcourses.models import LearnerPlan
from remeslo.web.apps.shortcourses.services.learning import Refused, begin


@dataclass(frozen=True, slots=True)
class Line:
    """A plan of the list, with how many recognitions are in which state."""

    plan: LearnerPlan
    counts: Mapping[str, int]

    @property
    def waiting(self) -> int:
        """Recognitions that wait for another person."""
        return self.counts.get(RecognitionState.CLAIMED, 0)

    @property
    def confirmed(self) -> int:
        """Recognitions in force."""
        return self.counts.get(RecognitionState.CONFIRMED, 0)


@cluster_member_required(Action.SEE_LEARNER)
def listing(request: ClusterRequest) -> HttpResponse:
    """Plans of the colleges whose learners the reader may see."""
    mine = colleges(request, Action.SEE_LEARNER, request.cluster.organisations.select_related("parent"))
    plans = queries.learner_plans(request.cluster, mine)
    lines = [Line(p, Counter(r.state for r in p.recognitions.all())) for p in plans]
    may_add = can_somewhere(request.user, Action.EDIT_LEARNER, request.cluster)
    return render(request, "shortcourses/learners.html", {"lines": lines, "may_add": may_add})


@cluster_member_required(Action.EDIT_LEARNER)
def new(request: ClusterRequest) -> HttpResponse:
    """A plan for a learner of a group of one's own college, against the group's latest term plan."""
    mine = colleges(request, Action.EDIT_LEARNER, request.cluster.organisations.select_related("parent"))
    groups = _groups(request, mine)
    form = LearnerForm([(g.key, g.key) for g in groups], request.POST or None, initial={"week": 1})
    found: tuple[Finding, ...] = ()
    if request.method == "POST" and form.is_valid():
        group = next(g for g in groups if g.key == form.cleaned_data["group"])
        require(request.user, Action.EDIT_LEARNER, Held(request.cluster.pk, group.organisation))
        try:
            plan = _begin(request, form, group)
            messages.success(request, _("The individual plan is begun: say what shall be recognised."))
            return redirect("shortcourses:learner", cluster=request.cluster.key, plan_id=plan.pk)
        except Refused as refused:
            found = refused.findings
    titles = {p.key: p.title for p in listed_programmes(request.cluster) if p.plan is not None}
    context = {
        "form": form,
        "groups": [(g, titles[g.programme]) for g in groups if g.programme in titles],
        "problems": problems(form),
        "found": found,
    }
    return render(request, "shortcourses/learner_new.html", context, status=400 if form.errors or found else 200)


def _begin(request: ClusterRequest, form: LearnerForm, group: StudentGroup) -> LearnerPlan:
    plan = planned(request.cluster, group.programme)
    if plan is None:
        raise Http404
    return begin(
        request.cluster,
        plan,
        owner=group.organisation,
        pseudonym=form.cleaned_data["pseudonym"].strip(),
        group=group.key,
        week=form.cleaned_data["week"] - 1,
        by=request.user,
        at=timezone.now(),
    )


def _groups(request: ClusterRequest, mine: tuple[Organisation, ...]) -> list[StudentGroup]:
    rows = StudentGroup.objects.filter(cluster=request.cluster, organisation__in=mine)
    return list(rows.select_related("organisation__parent"))
