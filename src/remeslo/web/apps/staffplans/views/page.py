"""What the pages of staff plans have in common: the reader, the scene, the tabs, what is looked at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from remeslo.core.staffing.skills import SkillKind
from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.common.permissions import Action, can, can_somewhere
from remeslo.web.apps.staffplans.scene import Scene
from remeslo.web.apps.staffplans.snapshot import scene

TABS: Final = (
    ("gaps", _("Gaps"), "flag", Action.SEE_PEOPLE),
    ("matrix", _("Skill matrix"), "matrix", Action.SEE_STAFF),
    ("assignment", _("Assignment"), "group", Action.SEE_STAFF),
    ("leave", _("If a person leaves"), "leave", Action.SEE_STAFF),
    ("upskill", _("Upskilling plan"), "plan", Action.SEE_STAFF),
)
"""Page, word, icon, right."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab as it stands in the page."""

    url: str
    label: str | Promise
    icon: str
    current: bool


class StaffPage:
    """One reader at one page."""

    def __init__(self, request: ClusterRequest, tab: str) -> None:
        self.request, self.tab = request, tab
        self.cluster = request.cluster
        self.asked: QueryDict = request.GET

    @cached_property
    def scene(self) -> Scene:
        """The staff as it is."""
        return scene(self.cluster)

    @property
    def tabs(self) -> Iterator[Tab]:
        """The tabs that this reader may open."""
        for name, label, icon, action in TABS:
            if can_somewhere(self.request.user, action, self.cluster):
                yield Tab(self.link(name), label, icon, name == self.tab)

    @property
    def may_plan(self) -> bool:
        """True when the reader runs planners, changes by hand, publishes."""
        return can(self.request.user, Action.PLAN_STAFF, self.cluster)

    @property
    def sees_names(self) -> bool:
        """True when the reader sees who, not only how many."""
        return can(self.request.user, Action.SEE_STAFF, self.cluster)

    @property
    def may_offer(self) -> bool:
        """True when the reader offers courses to at least some people."""
        return can_somewhere(self.request.user, Action.OFFER_COURSE, self.cluster)

    @property
    def college(self) -> str:
        """Key of the college that is looked at; "" for all."""
        wanted = self.asked.get("college", "")
        return wanted if wanted in self.scene.colleges else ""

    @property
    def colleges(self) -> list[tuple[str, str]]:
        """Colleges to choose from."""
        return [(key, self.scene.title(key)) for key in self.scene.colleges]

    @property
    def kind(self) -> str:
        """Kind of skill that is looked at; "" for all."""
        wanted = self.asked.get("kind", "")
        return wanted if wanted in tuple(SkillKind) else ""

    @property
    def text(self) -> str:
        """Words that names must have."""
        return self.asked.get("q", "").strip()[:100]

    @property
    def year(self) -> int:
        """Study year that is looked at: the asked one, or the first."""
        years = self.scene.years
        wanted = self.asked.get("year", "")
        asked = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 5 else 0
        return asked if asked in years else (years[0] if years else self.scene.day.year)

    @property
    def kept(self) -> Mapping[str, Any]:
        """What of the address the next page keeps."""
        return {k: v for k, v in self.asked.items() if k not in ("page", "duty", "person", "skill") and v}

    def link(self, name: str, **parts: Any) -> str:
        """The address of a page of this app."""
        return reverse(f"staffplans:{name}", kwargs={"cluster": self.cluster.key, **parts})
