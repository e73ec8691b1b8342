"""A whole staffing as one value: who teaches, who stands in, who goes to which session."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.course import Course, Session, SessionKey
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.norms import StaffNorms
from remeslo.core.staffing.people import StaffMember
from remeslo.core.staffing.qualification import Qualification


@dataclass(frozen=True, kw_only=True)
class Staffed:
    """
    What `check` judges, made by whatever solvers or hands.

    Parameters
    ----------
    person_of
        Who teaches which duty, whoever an upskilling plan found for it too.
    substitutes
        Who gives the lessons of a duty in the week of a Monday instead.
    goes
        People and the sessions they go to; what these give counts as papers.
    """

    people: tuple[StaffMember, ...]
    duties: tuple[Duty, ...]
    norms: StaffNorms
    qualifications: tuple[Qualification, ...] = ()
    absences: tuple[Absence, ...] = ()
    courses: tuple[Course, ...] = ()
    sessions: tuple[Session, ...] = ()
    person_of: Mapping[DutyKey, PersonKey] = field(default_factory=dict)
    substitutes: Mapping[tuple[DutyKey, date], PersonKey] = field(default_factory=dict)
    goes: frozenset[tuple[PersonKey, SessionKey]] = frozenset()
