"""When a page can't be shown: in the frame, in words, without a traceback."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.template import TemplateDoesNotExist
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Trouble:
    """What an error page says: what happened and what to do."""

    code: int
    title: str
    what: str
    todo: str


@login_not_required
def bad_request(request: Any, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        Trouble(
            400,
            _("The request can't be understood"),
            _("What came from the browser is incomplete or damaged."),
            _("Go back, load the page again and repeat what you did."),
        ),
    )


@login_not_required
def forbidden(request: Any, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        Trouble(
            403,
            _("This is not open to your role"),
            _("The page exists, but your role in this cluster doesn't include it."),
            _("If you need it for your work, ask the administrator of the cluster."),
        ),
    )


@login_not_required
def not_found(request: Any, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        Trouble(
            404,
            _("There is no such page"),
            _("The address is mistyped, the thing has been withdrawn, or it belongs to a cluster you don't work in."),
            _("Look for it with the search, or start from the beginning."),
        ),
    )


@login_not_required
def broken(request: Any) -> HttpResponse:
    return _page(
        request,
        Trouble(
            500,
            _("Something went wrong on our side"),
            _("Nothing was saved half. The fault has been written to the server's log."),
            _("Try again; if it happens once more, tell the administrator what you did and when."),
        ),
    )


@login_not_required
def forged(request: Any, reason: str = "") -> HttpResponse:
    """A form from a page that is too old, or from elsewhere."""
    return _page(
        request,
        Trouble(
            403,
            _("The form is out of date"),
            _("The page was open for too long, or you signed in again in another tab."),
            _("Go back, load the page again and send the form once more."),
        ),
    )


def _page(request: Any, trouble: Trouble) -> HttpResponse:
    try:
        return render(request, "errors/page.html", {"error": trouble}, status=trouble.code)
    except TemplateDoesNotExist:
        raise
    except Exception:  # the frame itself is broken, the database perhaps: say it without the frame
        if trouble.code != 500:
            raise
        return HttpResponse(f"{trouble.title}. {trouble.what}", status=500, content_type="text/plain; charset=utf-8")
