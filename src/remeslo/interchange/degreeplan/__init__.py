"""Degree plans and curricula as tables of Curricular Analytics (CSV), with choices of requisites as an extension."""

from remeslo.interchange.degreeplan.plan import DegreeCourse, DegreePlan
from remeslo.interchange.degreeplan.reader import (
    DegreePlanReading,
    looks_like,
    read_degree_plan,
    read_degree_plan_file,
)
from remeslo.interchange.degreeplan.writer import write_degree_plan

__all__ = [
    "DegreeCourse",
    "DegreePlan",
    "DegreePlanReading",
    "looks_like",
    "read_degree_plan",
    "read_degree_plan_file",
    "write_degree_plan",
]
