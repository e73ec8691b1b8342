"""
Addresses: the frame's own pages at the root, everything of a cluster under ``c/<cluster>/``.

Under ``country/`` stand the pages above clusters (an app's ``country_urls``), under ``published/`` what everybody may
read, under ``api/`` the interface for programs. Under ``ims/case/v1p1/`` other systems read the frameworks that are
open to everyone, under ``timetable/`` calendars read the timetables whose address they were given.
"""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

_APPS = {
    "registry": "cluster",
    "norms": "norms",
    "revision": "standards/review",
    "frameworks": "standards",
    "demand": "demand",
    "studio": "studio",
    "structure": "programmes/order",
    "trials": "programmes",
    "programmes": "programmes",
    "shortcourses": "courses",
    "planning": "planning",
    "network": "network",
    "timetables": "timetable",
    "staffplans": "people/plan",
    "staffing": "people",
    "results": "results",
    "credentials": "credentials",
    "funding": "money",
    "organisations": "members",
    "agreements": "agreements",
    "dialogue": "dialogue",
    "boards": "reports",
    "webhooks": "webhooks",
    "jobs": "jobs",
    "privacy": "privacy",
}
"""Apps and the word each has in addresses."""

_COUNTRY = {"organisations": "registry", "boards": "boards"}
"""Apps that have pages above clusters, and the word each has there."""


def _there(module: str) -> bool:
    """True when the module and the package it is in are there."""
    package, _dot, _name = module.rpartition(".")
    return find_spec(package) is not None and find_spec(module) is not None


urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("remeslo.web.apps.common.urls")),
    path("ims/case/v1p1/", include("remeslo.web.apps.frameworks.api.urls")),
    path("timetable/", include("remeslo.web.apps.timetables.api.urls")),
    *(
        path(f"c/<str:cluster>/{word}/", include(f"remeslo.web.apps.{name}.urls"))
        for name, word in _APPS.items()
        if _there(f"remeslo.web.apps.{name}.urls")
    ),
    *(
        path(f"country/{word}/", include(f"remeslo.web.apps.{name}.country_urls"))
        for name, word in _COUNTRY.items()
        if _there(f"remeslo.web.apps.{name}.country_urls")
    ),
    path("published/", include("remeslo.web.apps.boards.public_urls")),
    path("account/", include("remeslo.web.apps.common.account_urls")),
    path("credentials/", include("remeslo.web.apps.credentials.public_urls")),
    path("account/tokens/", include("remeslo.web.api.account_urls")),
    path("api/", include("remeslo.web.api.urls")),
]

handler403 = "remeslo.web.apps.common.views.errors.forbidden"
handler404 = "remeslo.web.apps.common.views.errors.not_found"
handler500 = "remeslo.web.apps.common.views.errors.broken"
