"""The interface put together: every area, and what becomes of exceptions."""

import logging
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.renderers import JSONRenderer

from remeslo.web.api.access import Replay
from remeslo.web.api.areas import AREAS
from remeslo.web.api.problems import Problem, answer, invalid, outdated
from remeslo.web.api.reading import StrictParser, slips_of
from remeslo.web.apps.common.services.documents import Outdated

log = logging.getLogger("remeslo.api")


class _Plainly(JSONRenderer):
    """JSON in the letters it is about."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


API: Final = NinjaAPI(
    title="Remeslo",
    version="1",
    description=(
        "Clusters of colleges and enterprises: demand, standards, programmes, plans, workshops, timetables, results "
        "and money. Everything asks for a token; a token does no more than the person whose it is. Learners appear "
        "under pseudonyms only."
    ),
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
    parser=StrictParser(),
    renderer=_Plainly(),
)


def _problem(made: Callable[[Any], Problem]) -> Callable[[HttpRequest, Any], HttpResponse]:
    return lambda request, error: answer(request, made(error))


def _unreadable(error: HttpError) -> Problem:
    """Ninja wraps what the parser raised."""
    return error.__cause__ if isinstance(error.__cause__, Problem) else Problem("unreadable")


def _replayed(request: HttpRequest, error: Any) -> HttpResponse:
    made: HttpResponse = error.response
    return made


def _broken(request: HttpRequest, error: Any) -> HttpResponse:
    if isinstance(error, IntegrityError):
        raise error  # of two requests with one key at one moment: the door answers it
    log.exception("the API failed", exc_info=error)
    return answer(request, Problem("broken"))


API.add_exception_handler(Problem, _problem(lambda problem: problem))
API.add_exception_handler(Replay, _replayed)
API.add_exception_handler(Http404, _problem(lambda _error: Problem("not-found")))
API.add_exception_handler(PermissionDenied, _problem(lambda _error: Problem("forbidden")))
API.add_exception_handler(Outdated, _problem(lambda _error: outdated()))
API.add_exception_handler(ValidationError, _problem(lambda error: invalid(slips_of(error.errors))))
API.add_exception_handler(HttpError, _problem(_unreadable))
API.add_exception_handler(Exception, _broken)

for _area in AREAS:
    API.add_router("", _area.router)
