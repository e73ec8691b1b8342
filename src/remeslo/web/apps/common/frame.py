"""What surrounds every page: the way to the others, the clusters to choose from, who I am."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.permissions import (
    Action,
    can_somewhere,
    has_mandate,
    may_give_mandates,
    memberships,
    memberships_in,
)


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the navigation; shown to those with the right, once its app is there."""

    url_name: str
    label: Any
    icon: str
    action: Action
    group: Any = ""


WORK, REGISTRY, COUNTRY = _("Work"), _("Registry"), _("Above clusters")
PLACES = (
    Place("common:today", _("Today"), "sun", Action.SEE_CLUSTER, WORK),
    Place("demand:list", _("Demand"), "demand", Action.SEE_DEMAND, WORK),
    Place("studio:list", _("Constructor"), "layers", Action.SEE_PROGRAMMES, WORK),
    Place("programmes:list", _("Programmes"), "programme", Action.SEE_PROGRAMMES, WORK),
    Place("shortcourses:list", _("Short courses"), "clock", Action.SEE_PROGRAMMES, WORK),
    Place("planning:list", _("Planning"), "plan", Action.SEE_PROGRAMMES, WORK),
    Place("network:year", _("Network"), "workshop", Action.SEE_NETWORK, WORK),
    Place("timetables:home", pgettext_lazy("section", "Timetable"), "today", Action.SEE_WEEKS, WORK),
    Place("staffing:home", pgettext_lazy("section", "People"), "group", Action.SEE_COURSES, WORK),
    Place("results:board", _("Results"), "target", Action.SEE_RESULTS, WORK),
    Place("credentials:list", _("Credentials"), "done", Action.SEE_CREDENTIALS, WORK),
    Place("funding:home", _("Money"), "money", Action.SEE_STATEMENT, WORK),
    Place("boards:cluster", pgettext_lazy("section", "Reports"), "chart", Action.SEE_BOARD, WORK),
    Place("dialogue:home", pgettext_lazy("section", "Dialogue"), "flag", Action.SEE_DIALOGUE, WORK),
    Place("agreements:list", pgettext_lazy("section", "Agreements"), "file", Action.SEE_AGREEMENT, WORK),
    Place("registry:cluster", _("Cluster"), "cluster", Action.SEE_CLUSTER, REGISTRY),
    Place("members:home", _("Members"), "organisation", Action.SEE_REGISTRY, REGISTRY),
    Place("frameworks:list", _("Standards"), "standard", Action.SEE_STANDARDS, REGISTRY),
    Place("norms:list", _("Norms"), "shield", Action.SEE_STANDARDS, REGISTRY),
    Place("common:access", _("People and access"), "people", Action.MANAGE_ACCESS, REGISTRY),
    Place("webhooks:list", _("Messages to programs"), "publish", Action.MANAGE_ACCESS, REGISTRY),
    Place("common:log", _("Log"), "log", Action.SEE_LOG, REGISTRY),
    Place("privacy:register", _("Personal data"), "lock", Action.KEEP_PRIVACY, REGISTRY),
)
PLACES_ABOVE = (
    Place("boards_above:country", _("Boards"), "chart", Action.SEE_BOARD, COUNTRY),
    Place("organisations:registry", _("Organisations"), "cluster", Action.SEE_CLUSTER, COUNTRY),
    Place("common:mandates", _("Roles above clusters"), "people", Action.MANAGE_ACCESS, COUNTRY),
)
"""Pages above clusters; shown to those who have the right by a mandate (`permissions.mandates`)."""


@dataclass(frozen=True, slots=True)
class Link:
    """A place as it stands in a page."""

    url: str
    label: Any
    icon: str
    group: Any
    current: bool


def reverse_or_none(name: str, **kwargs: Any) -> str | None:
    """The address, or None where the app is not there."""
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return None


class Frame:
    """The frame of one request; everything is worked out when the template asks."""

    def __init__(self, request: Any) -> None:
        self.request = request
        user = getattr(request, "user", None)
        self.user = user if user is not None and user.is_authenticated else None
        self.cluster = getattr(request, "cluster", None) or self._last_cluster()
        self.demo = settings.DEMO

    def _last_cluster(self) -> Any:
        """On a page outside clusters (an error, say): the one I worked in last."""
        if self.user is None:
            return None
        key = self.request.session.get("cluster")
        return next((m.cluster for m in memberships(self.user) if m.cluster.key == key), None)

    @property
    def clusters(self) -> list[Any]:
        """Clusters I am a member of."""
        return list({m.cluster_id: m.cluster for m in memberships(self.user)}.values())

    @property
    def links(self) -> list[Link]:
        """The navigation of the cluster I am in."""
        return list(self._links()) if self.user else []

    def _links(self) -> Iterator[Link]:
        here = self.request.path
        found = [*self._in_cluster(), *self._above()]
        nearest = max((u for _p, u in found if here.startswith(u)), key=len, default="")
        for place, url in found:
            yield Link(url, place.label, place.icon, place.group, url == nearest)

    def _in_cluster(self) -> Iterator[tuple[Place, str]]:
        for place in PLACES if self.cluster else ():
            url = reverse_or_none(place.url_name, cluster=self.cluster.key)
            if url and can_somewhere(self.user, place.action, self.cluster):
                yield place, url

    def _above(self) -> Iterator[tuple[Place, str]]:
        for place in PLACES_ABOVE:
            allowed = (
                may_give_mandates(self.user)
                if place.action is Action.MANAGE_ACCESS
                else has_mandate(self.user, place.action)
            )
            if allowed and (url := reverse_or_none(place.url_name)):
                yield place, url

    @property
    def role(self) -> str:
        """My role in words, with the organisation."""
        if not (self.cluster and self.user):
            return ""
        mine = memberships_in(self.user, self.cluster.pk)
        return " · ".join(
            dict.fromkeys(str(part) for m in mine for part in (Role(m.role).label, m.organisation or "") if part)
        )

    @property
    def running_url(self) -> str | None:
        """Where the top bar asks for jobs that go on."""
        return reverse_or_none("jobs:running", cluster=self.cluster.key) if self.cluster and self.user else None

    @property
    def jobs_url(self) -> str | None:
        """Long work that I asked for."""
        return reverse_or_none("jobs:list", cluster=self.cluster.key) if self.cluster and self.user else None

    @property
    def tokens_url(self) -> str | None:
        """Where the own tokens for programs are; for those who may use them."""
        if not (self.cluster and self.user and can_somewhere(self.user, Action.USE_API, self.cluster)):
            return None
        return reverse_or_none("api_tokens:list")

    @property
    def search_url(self) -> str | None:
        """Where Ctrl+K asks."""
        return reverse_or_none("common:search", cluster=self.cluster.key) if self.cluster else None

    @property
    def theme(self) -> str:
        """light, dark or auto."""
        theme = self.request.COOKIES.get("remeslo_theme", "auto")
        return theme if theme in ("light", "dark", "auto") else "auto"

    @property
    def languages(self) -> tuple[tuple[str, str], ...]:
        """Languages, each named in itself."""
        return (("ru", "Русский"), ("en", "English"))


def frame(request: Any) -> dict[str, Any]:
    """Context processor: ``frame``."""
    return {"frame": SimpleLazyObject(lambda: Frame(request))}
