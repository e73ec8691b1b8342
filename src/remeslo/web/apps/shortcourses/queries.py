"""Questions over courses, individual plans and searches; each takes a fixed number of queries."""

from collections.abc import Collection, Mapping

from django.db.models import QuerySet

from remeslo.web.apps.common.enums import DocumentKind, JobState
from remeslo.web.apps.common.models import Cluster, DocumentVersion, Organisation, VersionedDocument
from remeslo.web.apps.shortcourses.models import LearnerPlan, Recognition, TermJob


def courses(cluster: Cluster) -> list[VersionedDocument]:
    """Every course that is not withdrawn, without bodies, the newest first; one query."""
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.SHORT_COURSE, withdrawn=False)
    rows = rows.select_related("owner", "latest__author").defer("latest__body")
    return list(rows.order_by("-latest__saved_at", "-id"))


def course(cluster: Cluster, key: str) -> VersionedDocument | None:
    """One course with its latest version; one query. A key with a NUL is nobody's: PostgreSQL refuses the letter."""
    if "\0" in key:
        return None
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.SHORT_COURSE, key=key)
    return rows.select_related("owner", "latest__author", "published").first()


def version_of(document: VersionedDocument, number: int) -> DocumentVersion | None:
    """One version of a course; one query."""
    return DocumentVersion.objects.select_related("author").filter(document=document, number=number).first()


def versions(document: VersionedDocument) -> list[DocumentVersion]:
    """All versions without their bodies, newest first; one query."""
    return list(DocumentVersion.objects.filter(document=document).select_related("author").defer("body"))


def last_jobs(versions: Collection[int | None]) -> Mapping[int, TermJob]:
    """The last search of each of these versions of courses; one query."""
    rows = TermJob.objects.filter(course__in=[v for v in versions if v is not None]).order_by("id")
    return {job.course_id: job for job in rows if job.course_id is not None}


def job_of_version(version: DocumentVersion, basis: str) -> TermJob | None:
    """The last search of a version of a course that is about what it is now; one query."""
    return TermJob.objects.filter(course=version, basis=basis).order_by("-id").first()


def job_of_learner(plan: LearnerPlan, basis: str) -> TermJob | None:
    """The last search for a learner that is about what is recognised now; one query."""
    return TermJob.objects.filter(learner=plan, basis=basis).order_by("-id").first()


def learner_plans(cluster: Cluster, owners: Collection[Organisation] | None) -> list[LearnerPlan]:
    """Individual plans of these colleges (``None``: of all) with their recognitions; two queries."""
    rows = _plans(cluster).prefetch_related("recognitions")
    return list(rows if owners is None else rows.filter(owner__in=owners))


def learner_plan(cluster: Cluster, plan_id: int) -> LearnerPlan | None:
    """One individual plan; one query."""
    return _plans(cluster).filter(pk=plan_id).first()


def recognitions(plan: LearnerPlan) -> list[Recognition]:
    """Everything that was asked for a learner, in order; one query."""
    return list(Recognition.objects.filter(plan=plan).select_related("claimed_by", "answered_by"))


def waiting_recognitions(cluster: Cluster) -> list[Recognition]:
    """Recognitions that wait for another person's word; one query."""
    rows = Recognition.objects.filter(plan__cluster=cluster, state="claimed")
    return list(rows.select_related("plan__owner", "claimed_by"))


def solved(job: TermJob | None) -> bool:
    """True when a search ended with an answer."""
    return job is not None and job.state == JobState.DONE


def _plans(cluster: Cluster) -> "QuerySet[LearnerPlan]":
    rows = LearnerPlan.objects.filter(cluster=cluster).select_related("owner", "version__document", "opened_by")
    return rows.defer("version__body")
