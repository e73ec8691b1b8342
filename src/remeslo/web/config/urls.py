"""
Addresses: the frame's own pages at the root, everything of a cluster under ``c/<cluster>/``.

Under ``ims/case/v1p1/`` other systems read the frameworks that are open to everyone, under ``timetable/`` calendars
read the timetables whose address they were given.
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
    "funding": "money",
}
"""Apps and the word each has in addresses."""

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("remeslo.web.apps.common.urls")),
    path("ims/case/v1p1/", include("remeslo.web.apps.frameworks.api.urls")),
    path("timetable/", include("remeslo.web.apps.timetables.api.urls")),
    *(
        path(f"c/<str:cluster>/{word}/", include(f"remeslo.web.apps.{name}.urls"))
        for name, word in _APPS.items()
        if find_spec(f"remeslo.web.apps.{name}") and find_spec(f"remeslo.web.apps.{name}.urls")
    ),
]

handler403 = "remeslo.web.apps.common.views.errors.forbidden"
handler404 = "remeslo.web.apps.common.views.errors.not_found"
handler500 = "remeslo.web.apps.common.views.errors.broken"
