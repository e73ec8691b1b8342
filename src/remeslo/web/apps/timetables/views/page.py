"""What the pages of a timetable have in common: the reader, the version, the draft, what is looked at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from remeslo.core.base.findings import Finding
from remeslo.core.line.weekly.lesson import LessonKey
from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.common.models import DocumentVersion, VersionedDocument
from remeslo.web.apps.common.permissions import Action, can_somewhere
from remeslo.web.apps.staffing.days import day_of
from remeslo.web.apps.timetables import queries
from remeslo.web.apps.timetables.access import Audience
from remeslo.web.apps.timetables.enums import Lens, Parity
from remeslo.web.apps.timetables.grid import Looking
from remeslo.web.apps.timetables.judging import findings_of
from remeslo.web.apps.timetables.models import Release
from remeslo.web.apps.timetables.problems import semester_of
from remeslo.web.apps.timetables.services.moving import Changes, changes_of
from remeslo.web.apps.timetables.snapshot import names_of, week_of
from remeslo.web.apps.timetables.week import Names, Week
from remeslo.web.apps.timetables.words import KINDS

TABS: Final = (
    ("grid", _("Grid"), "table", False),
    ("conflicts", _("Clashes"), "warning", True),
    ("repair", _("Repair"), "again", True),
    ("releases", _("Releases"), "publish", True),
    ("sheets", _("Sheets"), "print", False),
    ("feeds", _("Calendars"), "link", False),
)
"""Page, word, icon, and whether it is for those who make timetables."""
LOOKING = ("by", "one", "week", "day", "kind", "college")
"""What of the address says what is looked at."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab as it stands in the page."""

    url: str
    label: str | Promise
    icon: str
    current: bool


class WeekPage:
    """
    One reader at one semester's timetable.

    Who makes it sees the latest version with the own changes; everybody else what was announced last.
    """

    def __init__(self, request: ClusterRequest, semester: str, tab: str = "grid") -> None:
        self.request, self.semester, self.cluster, self.tab = request, semester, request.cluster, tab
        self.asked = request.GET
        found = queries.document(request.cluster, semester) if semester_of(semester) else None
        if found is None:
            raise Http404
        self.head: VersionedDocument = found

    @cached_property
    def names(self) -> Names:
        """Names of people, places and groups."""
        return names_of(self.cluster, self.semester)

    @cached_property
    def audience(self) -> Audience:
        """What the reader sees."""
        return Audience(self.request.user, self.cluster, self.names)

    @property
    def may_plan(self) -> bool:
        """True when the reader makes timetables."""
        return self.audience.may_plan

    @cached_property
    def release(self) -> Release | None:
        """What was announced last."""
        return queries.last_release(self.head)

    @cached_property
    def version(self) -> DocumentVersion | None:
        """The version that is looked at; ``None`` when nothing was announced and the reader makes no timetables."""
        if self.may_plan:
            return self.head.latest
        return self.release.version if self.release else None

    @cached_property
    def base(self) -> Week | None:
        """The version's timetable without the reader's changes."""
        if self.version is None:
            return None
        return week_of(self.cluster, self.version, self.semester, self.names)

    @cached_property
    def changes(self) -> Changes:
        """What the reader has moved and not saved."""
        draft = queries.draft_of(self.cluster, self.semester, self.request.user) if self.may_plan else None
        return changes_of(draft) if draft else Changes(self.version.number if self.version else 0)

    @property
    def week(self) -> Week:
        """The timetable as the reader sees it; 404 while there is none to see."""
        if self.base is None:
            raise Http404
        return self._week

    @cached_property
    def _week(self) -> Week:
        assert self.base is not None
        if self.changes.is_empty:
            return self.base
        return Week(
            semester=self.semester,
            problem=self.base.problem,
            kept=self.changes.over(self.base.kept),
            names=self.names,
        )

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the judge says of it."""
        return findings_of(self.week)

    @property
    def hard(self) -> int:
        """Rules that stop publishing."""
        return sum(1 for f in self.findings if f.hard)

    @property
    def moved(self) -> frozenset[LessonKey]:
        """Lessons that the reader has moved."""
        return frozenset(self.changes.net)

    @property
    def today(self) -> date:
        """The day it is, in an invented cluster the day it was invented for."""
        return day_of(self.cluster)

    @cached_property
    def looking(self) -> Looking:
        """What is looked at; 403 for what is not the reader's to see."""
        week, asked = self.week, self.asked
        lens = self.lens
        subjects = [key for key, _name in self.subjects]
        subject = asked.get("one", "") or self._own_subject(lens) or (subjects[0] if subjects else "")
        if subject and not self.audience.sees_subject(week, lens, subject):
            raise PermissionDenied
        when = asked.get("week", "")
        day = asked.get("day", "0")
        kind = asked.get("kind", "")
        return Looking(
            lens=lens,
            subject=subject,
            parity=Parity(when) if when in Parity.values else Parity.ALL,
            monday=next((w for w in week.problem.weeks if w.isoformat() == when), None),
            day=int(day) if day in "0123456"[: week.problem.bells.days] and day else 0,
            kinds=KINDS[kind][1] if kind in KINDS else frozenset(),
        )

    @property
    def lens(self) -> Lens:
        """By what it is looked at."""
        wanted = self.asked.get("by", "")
        if wanted in Lens.values:
            return Lens(wanted)
        lenses = self.audience.lenses(self.week)
        mine = list(self.audience.me)
        if mine and Lens.TEACHER in lenses:
            return Lens.TEACHER
        return lenses[0] if lenses else Lens.GROUP

    def _own_subject(self, lens: Lens) -> str:
        known = dict(self.subjects)
        return next((p for p in self.audience.me if lens is Lens.TEACHER and p in known), "")

    @cached_property
    def subjects(self) -> list[tuple[str, str]]:
        """What can be chosen by the lens, of one college when that is asked."""
        found = self.audience.subjects(self.week, self.lens)
        college = self.asked.get("college", "")
        if not college or self.lens is not Lens.GROUP:
            return found
        return [(k, n) for k, n in found if k in self.names.groups and self.names.groups[k].organisation == college]

    @property
    def tabs(self) -> Iterator[Tab]:
        """The pages of this timetable that the reader may open."""
        for name, label, icon, is_for_planners in TABS:
            may = can_somewhere(self.request.user, Action.SHARE_WEEKS, self.cluster) if name == "feeds" else True
            if may and (self.may_plan or not is_for_planners):
                yield Tab(self.link(name), label, icon, name == self.tab)

    @property
    def colleges(self) -> list[tuple[str, str]]:
        """Colleges whose groups are in it."""
        keys = {self.names.groups[g].organisation for g, _ in self.week.subjects[Lens.GROUP] if g in self.names.groups}
        return sorted(((str(k), self.names.organisation(k)) for k in keys), key=lambda p: p[1])

    @property
    def kept(self) -> Mapping[str, Any]:
        """What of the address the next page keeps."""
        return {k: v for k in LOOKING if (v := self.asked.get(k))}

    def link(self, name: str, query: Mapping[str, Any] | None = None, **parts: Any) -> str:
        """The address of a page of this timetable."""
        url = reverse(f"timetables:{name}", kwargs={"cluster": self.cluster.key, "semester": self.semester, **parts})
        return f"{url}?{urlencode(query)}" if query else url
