"""A person's page: what he or she teaches, should learn, has learnt; *my page* when it is me."""

from django.contrib import messages
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.staffing.upskill.steps import COMING, StepState
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.models import User
from remeslo.web.apps.common.permissions import Action, can, own_people
from remeslo.web.apps.common.services.access import make_account
from remeslo.web.apps.registry.models import StaffMember
from remeslo.web.apps.staffing import queries
from remeslo.web.apps.staffing.audience import myself, person_thing
from remeslo.web.apps.staffing.catalogue import courses_giving
from remeslo.web.apps.staffing.days import NotThatDay, acting_day, day_of
from remeslo.web.apps.staffing.forms import AbsenceForm, PaperForm
from remeslo.web.apps.staffing.models import QualificationRow
from remeslo.web.apps.staffing.services.accounts import tie
from remeslo.web.apps.staffing.services.qualifications import AlreadyThere, NotInForce, enter, take_back
from remeslo.web.apps.staffing.teaching import teaching


@cluster_member_required(Action.SEE_COURSES)
def me(request: ClusterRequest) -> HttpResponse:
    """My own page; for an account that is nobody of the staff there is none."""
    person = myself(request.user, request.cluster)
    if person is None:
        raise Http404
    return person_page(request, person)


@cluster_member_required(Action.SEE_PERSON)
def show(request: ClusterRequest, key: str) -> HttpResponse:
    """One person's page."""
    return person_page(request, found(request, key, Action.SEE_PERSON))


@require_POST
@cluster_member_required(Action.EDIT_PEOPLE)
def add_paper(request: ClusterRequest, key: str) -> HttpResponse:
    """Enter a paper of this person."""
    person = found(request, key, Action.EDIT_PEOPLE)
    form = PaperForm(queries.skill_titles(request.cluster), request.POST)
    if form.is_valid():
        try:
            enter(person, form.value(person), by=request.user, at=timezone.now(), on=day_of(request.cluster))
        except AlreadyThere:
            form.add_error("document", _("This paper is here already."))
        else:
            messages.success(request, _("The paper is entered."))
            return redirect("staffing:person", cluster=request.cluster.key, key=key)
    return person_page(request, person, form=form, status=400)


@require_POST
@cluster_member_required(Action.EDIT_PEOPLE)
def revoke_paper(request: ClusterRequest, pk: int) -> HttpResponse:
    """Take a paper back from a day on."""
    rows = QualificationRow.objects.select_related("person__organisation", "cluster")
    row = get_object_or_404(rows, pk=pk, cluster=request.cluster)
    require(request.user, Action.EDIT_PEOPLE, person_thing(row.person))
    target = redirect("staffing:person", cluster=request.cluster.key, key=row.person.key)
    reason = request.POST.get("reason", "").strip()
    if not reason:
        messages.error(request, _("Say why the paper is taken back."))
        return target
    try:
        day = acting_day(request.cluster, request.POST.get("on", ""))
        take_back(row, reason=reason, by=request.user, at=timezone.now(), on=day)
    except NotThatDay:
        messages.error(request, _("This day has not come yet, or is no day."))
    except NotInForce:
        messages.warning(request, _("The paper is no longer in force, or a certificate gave it: take that back."))
    else:
        messages.success(request, _("The paper is taken back; what it allowed ends on the day before."))
    return target


@require_POST
@cluster_member_required(Action.MANAGE_ACCESS)
def give_account(request: ClusterRequest, key: str) -> HttpResponse:
    """Tie an account to this person, a new one where there is none of the name."""
    person = found(request, key, Action.SEE_PERSON)
    username = request.POST.get("username", "").strip()
    target = redirect("staffing:person", cluster=request.cluster.key, key=key)
    try:
        UnicodeUsernameValidator()(username)
    except ValidationError:
        messages.error(request, _("A name to sign in has letters, digits and @ . + - _ only."))
        return target
    user = User.objects.filter(username=username).first()
    password = ""
    if user is None:
        user, password = make_account(username, person.name)
    tie(person, user, by=request.user)
    if password:
        return person_page(request, person, account=(username, password))
    messages.success(request, _("The account is this person's now."))
    return target


def found(request: ClusterRequest, key: str, action: Action) -> StaffMember:
    """The person, for somebody with this right; 404 where there is none, and for those who may not know."""
    person = queries.person(request.cluster, key)
    if person is None:
        raise Http404
    if not can(request.user, action, person_thing(person)):
        raise PermissionDenied(str(action))
    return person


def person_page(
    request: ClusterRequest,
    person: StaffMember,
    *,
    form: PaperForm | None = None,
    away_form: AbsenceForm | None = None,
    account: tuple[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with what was typed and is not entered yet."""
    cluster, thing = request.cluster, person_thing(person)
    day = day_of(cluster)
    titles = queries.skill_titles(cluster)
    papers = queries.papers(cluster, day, titles, of=person)
    steps = queries.steps_of(person)
    plans = teaching().of_person(cluster, person.key)
    may_edit = can(request.user, Action.EDIT_PEOPLE, thing)
    may_offer = can(request.user, Action.OFFER_COURSE, thing)
    wanted = {t.skill for t in plans.to_learn} | {p.row.skill for p in papers if p.state == "soon"}
    is_me = person.key in own_people(request.user, cluster)
    context = {
        "person": person,
        "is_me": is_me,
        "day": day,
        "papers": papers,
        "soon": [p for p in papers if p.state == "soon"],
        "offers": [s for s in steps if s.state == StepState.OFFERED],
        "coming": [s for s in steps if s.state in COMING[:2]],
        "past": [s for s in steps if s.state not in (StepState.OFFERED, *COMING[:2])],
        "plans": plans,
        "titles": titles,
        "ways": courses_giving(cluster, wanted, day) if wanted else {},
        "may_edit": may_edit,
        "may_offer": may_offer,
        "may_answer": can(request.user, Action.ANSWER_OFFER, thing),
        "account": account,
        "may_manage": can(request.user, Action.MANAGE_ACCESS, cluster),
        "form": form or (PaperForm(titles) if may_edit else None),
        "away": queries.absences(person, day),
        "tells_why": may_edit or is_me,
        "away_form": away_form or (AbsenceForm(auto_id="away_%s") if may_edit else None),
    }
    return render(request, "staffing/person.html", context, status=status)
