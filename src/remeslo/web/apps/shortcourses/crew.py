"""Searches for the term of a course or of a learner as jobs."""

from collections.abc import Callable

from django.db.models import Case, CharField, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.crews import Crew
from remeslo.web.apps.shortcourses.models import TermJob
from remeslo.web.apps.shortcourses.services.answering import Solver, answered_by, keep_answer
from remeslo.web.apps.shortcourses.services.asking import stop_search


def the_solver() -> Solver:
    """The core's own solver, loaded with the first search."""
    from remeslo.web.apps.shortcourses.solving import the_terms

    return the_terms


def crew(solver: Callable[[], Solver] = the_solver) -> Crew:
    """Those who search for terms of courses and learners; tests bring another solver."""
    return Crew(
        key="course",
        model=TermJob,
        lanes={"quick": ()},
        work=answered_by(solver),
        keep=keep_answer,
        action=Action.EDIT_SHORT_COURSE,
        titles={"course": _("Term of a short course"), "learner": _("Term of a learner")},
        kind=Case(When(course__isnull=False, then=Value("course")), default=Value("learner"), output_field=CharField()),
        url=_page,
        related=("cluster", "asked_by", "course__document__cluster", "learner__cluster"),
        copied=("course_id", "learner_id", "basis"),
        stop=stop_search,
    )


def _page(job: TermJob) -> str:
    here = {"cluster": job.cluster.key}
    if job.course is not None:
        return reverse("shortcourses:course", kwargs={**here, "key": job.course.document.key})
    return reverse("shortcourses:learner", kwargs={**here, "plan_id": job.learner_id})
