"""A new secret, a test message, sending again, ending."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.webhooks.models import Delivery, Subscription
from remeslo.web.apps.webhooks.services import subscribing
from remeslo.web.apps.webhooks.views.pages import open_one, shown


@require_POST
@never_cache
@cluster_member_required(Action.MANAGE_ACCESS)
def rotate(request: ClusterRequest, key: UUID) -> HttpResponse:
    """A new secret, shown in the answer and nowhere else."""
    row, secret = subscribing.rotate(open_one(request, key), by=request.user, at=timezone.now())
    return shown(request, row, secret=secret)


@require_POST
@cluster_member_required(Action.MANAGE_ACCESS)
def ping(request: ClusterRequest, key: UUID) -> HttpResponse:
    """Try the address."""
    row = open_one(request, key)
    subscribing.ping(row, by=request.user, at=timezone.now())
    messages.success(request, _("A test message is on its way: its answer appears in the list in a few seconds."))
    return _to(request, row)


@require_POST
@cluster_member_required(Action.MANAGE_ACCESS)
def again(request: ClusterRequest, key: UUID, number: int) -> HttpResponse:
    """Send a delivery once more."""
    row = open_one(request, key)
    try:
        subscribing.send_again(row, number, by=request.user, at=timezone.now())
    except Delivery.DoesNotExist:
        raise Http404 from None
    except subscribing.CannotSend:
        messages.info(request, _("It waits already, or the subscription is not in force."))
    else:
        messages.success(request, _("It is sent again."))
    return _to(request, row)


@require_POST
@cluster_member_required(Action.MANAGE_ACCESS)
def end(request: ClusterRequest, key: UUID) -> HttpResponse:
    """Nothing is told there any more."""
    subscribing.end(open_one(request, key), by=request.user)
    messages.success(request, _("The subscription is ended: nothing is sent there any more."))
    return redirect("webhooks:list", cluster=request.cluster.key)


def _to(request: ClusterRequest, row: Subscription) -> HttpResponse:
    return redirect("webhooks:subscription", cluster=request.cluster.key, key=row.key)
