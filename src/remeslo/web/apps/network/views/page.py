"""What the pages of the network form have in common: the reader, the year, the version that is looked at, the tabs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.result import Allocation
from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.common.models import DocumentVersion, VersionedDocument
from remeslo.web.apps.common.permissions import Action, can_somewhere
from remeslo.web.apps.network import queries
from remeslo.web.apps.network.kept import Kept, allocation_of, trusting, with_pieces
from remeslo.web.apps.network.rights import Reader
from remeslo.web.apps.network.scene import Scene
from remeslo.web.apps.network.snapshot import scene

TABS: Final = (
    ("year", _("Year"), "chart", Action.SEE_NETWORK),
    ("gantt", _("Who is where"), "gantt", Action.SEE_NETWORK),
    ("sites", _("Sites"), "place", Action.SEE_NETWORK),
    ("requests", pgettext_lazy("network", "Requests"), "group", Action.SEE_NETWORK),
    ("slots", _("Between colleges"), "people", Action.SEE_NETWORK),
    ("openings", _("Opening hours"), "clock", Action.SEE_NETWORK),
    ("quotas", _("Quotas"), "matrix", Action.SEE_QUOTA),
    ("used", _("Used days"), "check", Action.SEE_NETWORK),
    ("settlement", pgettext_lazy("network", "Settlement"), "money", Action.SEE_QUOTA),
    ("prices", _("What more gives"), "target", Action.SEE_NETWORK),
    ("change", _("Change"), "again", Action.ALLOCATE),
    ("releases", _("Releases"), "compare", Action.SEE_NETWORK),
)
"""Page, word, icon, right."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab as it stands in the page."""

    url: str
    label: str | Promise
    icon: str
    current: bool


class NetworkPage:
    """One reader at one page; from GET (showing) or POST (changing, with what was looked at in the form)."""

    def __init__(self, request: ClusterRequest, tab: str) -> None:
        self.request, self.tab = request, tab
        self.cluster = request.cluster
        self.asked: QueryDict = request.POST if request.method == "POST" else request.GET

    @cached_property
    def reader(self) -> Reader:
        """Who looks, and for whom."""
        return Reader(self.request.user, self.cluster, queries.organisations(self.cluster))

    @cached_property
    def scene(self) -> Scene:
        """The year as it stands today."""
        return scene(self.cluster, number(self.asked.get("year")))

    @property
    def year(self) -> int:
        """The year that is looked at."""
        return self.scene.year

    @property
    def tabs(self) -> Iterator[Tab]:
        """The tabs that this reader may open."""
        for name, label, icon, action in TABS:
            if can_somewhere(self.request.user, action, self.cluster):
                yield Tab(self.link(name) + self.year_query, label, icon, name == self.tab)

    @property
    def year_query(self) -> str:
        """What keeps the year in an address; nothing for the first."""
        return "" if self.year == self.scene.years[0] else f"?year={self.year}"

    @property
    def year_url(self) -> str:
        """The page of the year that is looked at."""
        return self.link("year") + self.year_query

    @cached_property
    def head(self) -> VersionedDocument | None:
        """The year's allocation; None before the first run."""
        return queries.document(self.cluster, self.year)

    @cached_property
    def version(self) -> DocumentVersion | None:
        """The version that the address names; or the latest for who allocates, what is published for all others."""
        if self.head is None:
            return None
        wanted = number(self.asked.get("version"))
        named = queries.version_numbered(self.head, wanted) if wanted is not None else None
        if named is not None:
            return named
        return self.head.latest if self.reader.may_allocate else self.head.published or self.head.latest

    @property
    def is_latest(self) -> bool:
        """True when the latest version is looked at: only there things are changed."""
        return self.head is not None and self.version is not None and self.version.pk == self.head.latest_id

    @property
    def is_published(self) -> bool:
        """True when this version is what everybody works by."""
        return self.head is not None and self.version is not None and self.version.pk == self.head.published_id

    @cached_property
    def held(self) -> Kept | None:
        """What the version keeps."""
        return queries.kept(self.version) if self.version is not None else None

    @cached_property
    def problem(self) -> AllocationProblem:
        """The problem of today, in which what is kept can be said."""
        return with_pieces(trusting(self.scene.problem, self.held), self.held) if self.held else self.scene.problem

    @cached_property
    def allocation(self) -> Allocation:
        """What is kept, over the problem of today."""
        return allocation_of(self.problem, self.held) if self.held else Allocation({})

    @property
    def college(self) -> OrganisationKey | None:
        """The college that is looked at; None for all."""
        wanted = self.asked.get("college", "")
        return OrganisationKey(wanted) if wanted in self.scene.colleges else None

    @property
    def colleges(self) -> list[tuple[str, str]]:
        """Colleges to choose from."""
        return [(key, self.scene.name(key)) for key in self.scene.colleges]

    @property
    def owner(self) -> OrganisationKey | None:
        """The owner of workshops that is looked at; None for all."""
        wanted = OrganisationKey(self.asked.get("owner", ""))
        return wanted if wanted in self.scene.owners else None

    @property
    def owners(self) -> list[tuple[str, str]]:
        """Owners of workshops to choose from."""
        return [(key, self.scene.name(key)) for key in self.scene.owners]

    @property
    def text(self) -> str:
        """Words that names must have."""
        return self.asked.get("q", "").strip()[:100]

    @property
    def kept(self) -> Mapping[str, Any]:
        """What of the address the next page keeps."""
        return {k: v for k, v in self.asked.items() if k in KEPT and v}

    bare: Final[Mapping[str, Any]] = {}
    """For addresses that keep nothing."""

    def link(self, name: str, **parts: Any) -> str:
        """The address of a page of this app."""
        return reverse(f"network:{name}", kwargs={"cluster": self.cluster.key, **parts})

    def back(self, name: str = "", **more: Any) -> str:
        """The address of a page, with what is kept of this one."""
        from django.utils.http import urlencode

        query = urlencode({**self.kept, **{k: v for k, v in more.items() if v is not None}})
        return self.link(name or self.tab) + (f"?{query}" if query else "")


KEPT: Final = ("year", "version", "by", "college", "owner", "q", "state", "week", "a", "b")


def number(written: str | None, most: int = 99_999_999) -> int | None:
    """A whole number as an address or a form has it, 0..``most``; None for anything else."""
    text = (written or "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        return None
    return int(text) if int(text) <= most else None
