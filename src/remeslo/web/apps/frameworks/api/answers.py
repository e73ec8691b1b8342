"""Answers of the CASE API: JSON that any site may read, and what went wrong in the words of the specification."""

import logging
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

log = logging.getLogger(__name__)
CaseView = Callable[..., HttpResponse]


class Refused(Exception):
    """A request that is answered with a status: its HTTP code, the minor code and a description."""

    def __init__(self, status: int, minor: str, said: str) -> None:
        super().__init__(said)
        self.status, self.minor, self.said = status, minor, said


def answer(body: Mapping[str, Any], *, status: int = 200, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """A body in JSON."""
    response = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "Link, X-Total-Count"
    for name, value in (headers or {}).items():
        response[name] = value
    return response


def refusal(error: Refused) -> HttpResponse:
    """An ``imsx_StatusInfo``."""
    body = {
        "imsx_codeMajor": "failure",
        "imsx_severity": "error",
        "imsx_description": error.said,
        "imsx_codeMinor": {
            "imsx_codeMinorField": [
                {"imsx_codeMinorFieldName": "TargetEndSystem", "imsx_codeMinorFieldValue": error.minor}
            ]
        },
    }
    return answer(body, status=error.status)


def case_view(view: CaseView) -> CaseView:
    """Open to everyone, reading only; whatever happens, the answer is JSON."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if request.method == "OPTIONS":
                return answer({}, headers={"Allow": "GET, HEAD, OPTIONS", "Access-Control-Allow-Methods": "GET"})
            if request.method not in ("GET", "HEAD"):
                raise Refused(405, "invalid_selection_field", "Frameworks are read here with GET, and nothing else.")
            return view(request, *args, **kwargs)
        except Refused as error:
            return refusal(error)
        except Exception:
            log.exception("the CASE API failed")
            return refusal(Refused(500, "internal_server_error", "Something went wrong on our side."))

    return door
