"""Rows of this app; the courses themselves are versioned documents."""

from remeslo.web.apps.shortcourses.models.jobs import TermJob
from remeslo.web.apps.shortcourses.models.learners import LearnerPlan, Recognition

__all__ = ["LearnerPlan", "Recognition", "TermJob"]
