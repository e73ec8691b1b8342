"""The door of every page inside a cluster: finds the cluster, asks for the right; strangers see nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from remeslo.web.apps.common.models import Cluster, Membership, User
from remeslo.web.apps.common.permissions import Action, can, can_somewhere, memberships, memberships_in


class ClusterRequest(HttpRequest):
    """A request of a member to a page of a cluster."""

    user: User
    cluster: Cluster
    memberships: tuple[Membership, ...]
    htmx: Any


ClusterView = Callable[Concatenate[ClusterRequest, ...], HttpResponseBase]


def cluster_member_required(*actions: Action | str) -> Callable[[ClusterView], Callable[..., HttpResponseBase]]:
    """
    Let members with all these rights in; sets ``request.cluster`` and ``request.memberships``.

    The address gives ``cluster`` (its key), which the view does not get. A stranger gets 404, since even the name of
    a cluster is not theirs to learn; a member without the right gets 403. For a right that a role has for its own
    things only, the page opens and the view asks `require` for each thing.
    """

    def decorate(view: ClusterView) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def door(request: Any, *args: Any, cluster: str, **kwargs: Any) -> HttpResponseBase:
            enter(request, cluster)
            for action in actions:
                if not can_somewhere(request.user, action, request.cluster):
                    raise PermissionDenied(str(action))
            return view(request, *args, **kwargs)

        return door

    return decorate


class ClusterMemberMixin:
    """The same door for class-based views: set ``actions``."""

    actions: tuple[Action | str, ...] = ()

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        parent = super().dispatch  # type: ignore[misc]
        return cluster_member_required(*self.actions)(parent)(request, *args, **kwargs)


def enter(request: Any, key: str) -> None:
    """Put the cluster of the address into the request, or 404 for strangers."""
    found = next((m.cluster for m in memberships(request.user) if m.cluster.key == key), None)
    if found is None:
        raise Http404
    request.cluster = found
    request.memberships = memberships_in(request.user, found.pk)


def require(user: Any, action: Action | str, thing: Any) -> None:
    """Raise 403 unless the person may do this to this very thing."""
    if not can(user, action, thing):
        raise PermissionDenied(str(action))
