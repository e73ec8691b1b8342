"""One reader at the assignment: the version that is looked at, with the reader's own changes over the latest."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from remeslo.core.base.findings import Finding
from remeslo.core.staffing.assign.check import check
from remeslo.core.staffing.assign.problem import AssignmentProblem
from remeslo.core.staffing.assign.result import Assignment
from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import DocumentVersion, VersionedDocument
from remeslo.web.apps.staffplans import queries
from remeslo.web.apps.staffplans.assigned import Assigned, Wanted
from remeslo.web.apps.staffplans.kept import Kept
from remeslo.web.apps.staffplans.problems import assignment_problem
from remeslo.web.apps.staffplans.services.assigning import Changes, changes_of, kept_of
from remeslo.web.apps.staffplans.views.page import StaffPage


class AssignPage(StaffPage):
    """The page, from GET (showing) or POST (changing, with what was looked at in the form)."""

    def __init__(self, request: ClusterRequest) -> None:
        super().__init__(request, "assignment")
        if request.method == "POST":
            self.asked = request.POST

    @cached_property
    def head(self) -> VersionedDocument | None:
        """The document; None before the first run."""
        return queries.document(self.cluster, DocumentKind.ASSIGNMENT)

    @cached_property
    def version(self) -> DocumentVersion | None:
        """The version that the address names, or the latest."""
        if self.head is None:
            return None
        wanted = self.asked.get("version", "")
        if wanted.isascii() and wanted.isdigit() and len(wanted) < 8:
            return queries.version_numbered(self.head, int(wanted)) or self.head.latest
        return self.head.latest

    @property
    def is_latest(self) -> bool:
        """True when the latest version is looked at: only there things are changed."""
        return self.head is not None and self.version is not None and self.version.pk == self.head.latest_id

    @property
    def is_published(self) -> bool:
        """True when this version is what everybody works with."""
        return self.head is not None and self.version is not None and self.version.pk == self.head.published_id

    @cached_property
    def changes(self) -> Changes | None:
        """My changes that are not saved; None where nothing can be changed."""
        if not (self.may_plan and self.is_latest):
            return None
        return changes_of(queries.draft_of(self.cluster, self.request.user))

    @cached_property
    def held(self) -> Kept:
        """The assignment that is shown."""
        held = kept_of(self.version)
        return held.with_changes(self.changes.persons, self.changes.pins) if self.changes else held

    @cached_property
    def problem(self) -> AssignmentProblem:
        """The problem that it answers today."""
        return assignment_problem(self.scene, self.held)

    @cached_property
    def plan(self) -> Assignment:
        """The assignment over today's duties and people."""
        return self.held.plan(self.scene)

    @cached_property
    def findings(self) -> list[Finding]:
        """What is wrong with it, the gravest first."""
        return sorted(check(self.problem, self.plan), key=lambda f: -f.severity)

    @property
    def hard(self) -> list[Finding]:
        """What stops publishing."""
        return [f for f in self.findings if f.hard]

    @cached_property
    def assigned(self) -> Assigned:
        """What is looked at of it."""
        wanted = Wanted(self.year, self.college, self.text)
        return Assigned(self.scene, self.problem, self.plan, wanted, self.held.pinned)

    @property
    def view(self) -> str:
        """By what it is laid out: teacher, group, element, or what nobody teaches."""
        asked = self.asked.get("by", "")
        return asked if asked in ("group", "element", "uncovered") else "teacher"

    @property
    def kept(self) -> Mapping[str, Any]:
        """What of the address the next page keeps."""
        names = ("by", "year", "college", "q", "version", "page")
        return {name: self.asked[name] for name in names if self.asked.get(name)}
