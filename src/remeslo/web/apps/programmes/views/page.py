"""What every page of one programme has in common: which version is open, who reads it, the tabs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from remeslo.core.base.findings import Finding
from remeslo.core.curriculum.result import TermResult
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.line.tables.laid import LaidProgramme, lay_out
from remeslo.core.line.tables.titles import module_titles
from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.common.enums import State
from remeslo.web.apps.common.frame import reverse_or_none
from remeslo.web.apps.programmes.access import audience_of
from remeslo.web.apps.programmes.queries import Planned, planned
from remeslo.web.apps.programmes.tables.findings import FindingLine, Places
from remeslo.web.apps.programmes.tables.requests import RequestBook, request_book
from remeslo.web.apps.programmes.words import NOT_PLANNED, STATUS

TABS = (
    ("term", _("Term"), "clock", False),
    ("curriculum", _("Curriculum"), "table", True),
    ("calendar", pgettext_lazy("tab", "Calendar"), "today", True),
    ("gantt", pgettext_lazy("tab", "Chart"), "gantt", True),
    ("weeks", pgettext_lazy("tab", "By week"), "hours", True),
    ("what_if", _("What if"), "target", True),
    ("constructor", _("Constructor"), "layers", False),
    ("tree", pgettext_lazy("tab", "Structure"), "tree", False),
    ("hours", pgettext_lazy("tab", "Hours"), "hours", False),
    ("matrix", _("Matrices"), "matrix", False),
    ("structure", pgettext_lazy("tab", "Order"), "trace", False),
    ("versions", _("Versions"), "history", False),
)
"""Name of the address, word, icon, whether it needs a plan."""

ELSEWHERE = {"what_if": "trials:what_if", "structure": "structure:programme", "tree": "structure:tree"}
"""Tabs that are pages of another app; shown when it is there."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab as it stands in the page."""

    url: str
    label: Any
    icon: str
    current: bool


class ProgrammePage:
    """One version of one programme, for one reader."""

    def __init__(self, request: ClusterRequest, found: Planned, tab: str) -> None:
        self.request, self.found, self.tab = request, found, tab
        self.cluster_key = request.cluster.key
        self.document, self.version = found.document, found.version
        self.key, self.title = found.document.key, found.document.title
        self.number = found.version.number
        latest = found.document.latest
        self.is_latest = latest is None or latest.pk == found.version.pk
        self.latest_number = latest.number if latest else self.number

    @cached_property
    def outcome(self) -> ProgrammeOutcome:
        """What the line made."""
        return self.found.outcome

    @cached_property
    def result(self) -> TermResult | None:
        """The term's result."""
        return self.outcome.result

    @cached_property
    def laid(self) -> LaidProgramme | None:
        """The elements in their weeks; ``None`` without a plan."""
        return lay_out(self.outcome) if self.result and self.result.plan else None

    @cached_property
    def book(self) -> RequestBook:
        """Requests as the reader may see them."""
        return request_book(self.found.cluster, audience_of(self.request))

    @property
    def state(self) -> State:
        """How far this version has come."""
        if self.document.published_id == self.version.pk:
            return State.PUBLISHED
        return State.DRAFT if self.is_latest else State.SUPERSEDED

    @property
    def status(self) -> tuple[Any, str, str]:
        """Word, chip and icon of the result."""
        return STATUS[self.result.status] if self.result else NOT_PLANNED

    @property
    def gap_weeks(self) -> int | None:
        """Weeks between the plan and the bound; ``None`` without a plan."""
        return self.result.weeks - self.result.bound if self.result and self.result.weeks is not None else None

    @property
    def tabs(self) -> Iterator[Tab]:
        """The tabs of this version."""
        for name, label, icon, needs_plan in TABS:
            if not needs_plan or self.laid:
                url = self._elsewhere(name) if name in ELSEWHERE else self.link(name)
                if url:
                    yield Tab(url, label, icon, name == self.tab)

    def _elsewhere(self, name: str) -> str | None:
        url = reverse_or_none(ELSEWHERE[name], cluster=self.cluster_key, key=self.key)
        return url + self.query if url else None

    def link(self, name: str, **parts: str) -> str:
        """The address of a page of this version."""
        url = reverse(f"programmes:{name}", kwargs={"cluster": self.cluster_key, "key": self.key, **parts})
        return url + self.query

    @property
    def query(self) -> str:
        """What an address ends with so that it stays in this version; empty for the latest."""
        return "" if self.is_latest else f"?version={self.number}"

    @property
    def amp(self) -> str:
        """The same for an address that has a query already."""
        return "" if self.is_latest else f"&version={self.number}"

    def finding_lines(self, findings: Iterable[Finding]) -> tuple[FindingLine, ...]:
        """Findings that the reader may see, in words, with the way to their places."""
        design = self.outcome.design
        places = Places(
            cluster=self.cluster_key,
            within=self.key,
            programmes={self.key: self.title},
            documents={d["key"]: d["kind"] for d in self.found.origin.input.documents},
            elements={self.key: frozenset(e.index for e in design.elements)} if design else {},
        )
        return places.lines(self.book.audience.readable(findings))

    @cached_property
    def module_titles(self) -> Mapping[str, str]:
        """Titles of professional modules."""
        return module_titles(self.found.cluster, self.outcome)


def open_page(request: ClusterRequest, key: str, tab: str) -> ProgrammePage:
    """The page of the version that the address asks for, the latest by default; 404 when there is none."""
    wanted = request.GET.get("version", "")
    if "\0" in key:  # PostgreSQL refuses the letter itself
        raise Http404
    if wanted and not (wanted.isascii() and wanted.isdigit() and len(wanted) < 10):
        raise Http404
    found = planned(request.cluster, key, int(wanted) if wanted else None)
    if found is None:
        raise Http404
    return ProgrammePage(request, found, tab)
