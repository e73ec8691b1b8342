"""Days on which a person is away: entered and taken back by the person's own house."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.staffing.audience import person_thing
from remeslo.web.apps.staffing.days import day_of
from remeslo.web.apps.staffing.forms import AbsenceForm
from remeslo.web.apps.staffing.models import AbsenceRow
from remeslo.web.apps.staffing.services.absences import AlreadyAway, OfTheFolder, enter_absence, take_absence_back
from remeslo.web.apps.staffing.views.person import found, person_page


@require_POST
@cluster_member_required(Action.EDIT_PEOPLE)
def add(request: ClusterRequest, key: str) -> HttpResponse:
    """Enter days on which this person is away."""
    person = found(request, key, Action.EDIT_PEOPLE)
    form = AbsenceForm(request.POST, auto_id="away_%s")
    if form.is_valid():
        day = day_of(request.cluster)
        try:
            enter_absence(person, form.value(person), by=request.user, at=timezone.now(), on=day)
        except AlreadyAway:
            form.add_error("first", _("Some of these days are entered already."))
        else:
            messages.success(request, _("The absence is entered; plans worked out from now on know it."))
            return redirect("staffing:person", cluster=request.cluster.key, key=key)
    return person_page(request, person, away_form=form, status=400)


@require_POST
@cluster_member_required(Action.EDIT_PEOPLE)
def take_back(request: ClusterRequest, pk: int) -> HttpResponse:
    """The person is not away after all."""
    row = get_object_or_404(AbsenceRow.objects.select_related("person__organisation"), pk=pk, cluster=request.cluster)
    require(request.user, Action.EDIT_PEOPLE, person_thing(row.person))
    try:
        take_absence_back(row, by=request.user, at=timezone.now(), on=day_of(request.cluster))
    except OfTheFolder:
        messages.warning(request, _("This absence stands in the cluster folder (absences.csv): take it out there."))
    else:
        messages.success(request, _("The absence is taken back."))
    return redirect("staffing:person", cluster=request.cluster.key, key=row.person.key)
