"""One version of a course as every page of it needs it."""

from functools import cached_property
from typing import Any

from django.http import Http404

from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.curriculum.result import TermResult
from remeslo.core.line.courses.course import ShortCourse
from remeslo.core.line.courses.make import MadeCourse
from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.common.enums import State
from remeslo.web.apps.common.models import DocumentVersion, VersionedDocument
from remeslo.web.apps.programmes.access import audience_of
from remeslo.web.apps.programmes.queries import Planned
from remeslo.web.apps.programmes.tables.requests import RequestBook, request_book
from remeslo.web.apps.shortcourses import queries
from remeslo.web.apps.shortcourses.models import TermJob
from remeslo.web.apps.shortcourses.services.saving import result_of
from remeslo.web.apps.shortcourses.snapshot import course_basis, course_value, made_of, programme_of
from remeslo.web.apps.shortcourses.words import term_status


class CoursePage:
    """One version of one course, for one reader."""

    def __init__(self, request: ClusterRequest, document: VersionedDocument, version: DocumentVersion) -> None:
        self.request, self.document, self.version = request, document, version
        self.key, self.title = document.key, document.title
        self.is_latest = document.latest_id == version.pk

    @cached_property
    def course(self) -> ShortCourse:
        """What was asked for."""
        return course_value(self.version)

    @cached_property
    def found(self) -> Planned | None:
        """The version of the programme that it is cut from."""
        return programme_of(self.request.cluster, self.course)

    @cached_property
    def made(self) -> MadeCourse:
        """What it comes to."""
        return made_of(self.course, self.found)

    @property
    def design(self) -> ProgrammeDesign | None:
        """The programme's design."""
        return self.found.outcome.design if self.found is not None else None

    @cached_property
    def job(self) -> TermJob | None:
        """The last search for its term."""
        return queries.job_of_version(self.version, course_basis(self.version, self.found))

    @cached_property
    def result(self) -> TermResult | None:
        """What the search found."""
        return result_of(self.job)

    @property
    def status(self) -> tuple[Any, str, str] | None:
        """Word, chip and icon of the term; ``None`` where nothing was searched for."""
        return term_status(self.job) if self.job is not None else None

    @property
    def state(self) -> State:
        """How far this version has come."""
        if self.document.published_id == self.version.pk:
            return State.PUBLISHED
        return State.DRAFT if self.is_latest else State.SUPERSEDED

    @cached_property
    def book(self) -> RequestBook | None:
        """Requests as the reader may see them."""
        return request_book(self.found.cluster, audience_of(self.request)) if self.found is not None else None

    @property
    def query(self) -> str:
        """What an address ends with so that it stays in this version; empty for the latest."""
        return "" if self.is_latest else f"?version={self.version.number}"


def open_course_page(request: ClusterRequest, key: str) -> CoursePage:
    """The version that the address asks for, the latest by default; 404 when there is none."""
    document = queries.course(request.cluster, key)
    wanted = request.GET.get("version", "")
    if document is None or document.latest is None:
        raise Http404
    if not wanted:
        return CoursePage(request, document, document.latest)
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 9):
        raise Http404
    version = queries.version_of(document, int(wanted))
    if version is None:
        raise Http404
    return CoursePage(request, document, version)
