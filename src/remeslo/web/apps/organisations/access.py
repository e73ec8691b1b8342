"""The door of the pages above clusters; strangers see nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from remeslo.web.apps.common.models import User
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.organisations.reach import Reach


class RegistryRequest(HttpRequest):
    """A request to a page of the registry."""

    user: User
    reach: Reach


RegistryView = Callable[Concatenate[RegistryRequest, ...], HttpResponseBase]


def registry_reader_required(view: RegistryView) -> Callable[..., HttpResponseBase]:
    """Let in who sees any organisation; sets ``request.reach``. A stranger gets 404."""

    @wraps(view)
    def door(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.reach = Reach(request.user)
        if not request.reach.sees_anything:
            raise Http404
        return view(request, *args, **kwargs)

    return door


def registry_editor_required(view: RegistryView) -> Callable[..., HttpResponseBase]:
    """Let in who may change something; others of the registry get 403."""

    @registry_reader_required
    @wraps(view)
    def door(request: RegistryRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.reach.edits_anything:
            raise PermissionDenied(str(Action.EDIT_REGISTRY))
        return view(request, *args, **kwargs)

    return door
