"""What cannot be taught by anybody, on whom teaching hangs, and which papers run out: by person, college, cluster."""

from dataclasses import dataclass
from datetime import date

from remeslo.core.base.keys import OrganisationKey, PersonKey
from remeslo.core.staffing.duty import DutyKey
from remeslo.core.staffing.qualification import QualificationKey
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.skills import SkillKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """
    A person of a fitting role who could come to teach: the fewer ``lacks``, the nearer.

    Parameters
    ----------
    kin
        Elements of the same programme and cycle that the person may teach already.
    """

    person: PersonKey
    lacks: tuple[Requirement, ...]
    own_college: bool
    kin: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """
    A need of duties that nobody may teach.

    Parameters
    ----------
    organisation
        College whose groups are taught; ``None`` in the list of the whole cluster.
    requirement
        What is lacking; ``None`` when every need has a holder, but no one person holds them all together.
    duties, hours
        Duties of the college (cluster) that need it and that nobody may teach, in order of their first days, and
        their hours.
    first_needed
        First day of the earliest of them.
    holders
        People who hold this one need on all days of at least one of the duties (they lack something else).
    nearest
        People of a fitting role, those who lack least first.
    """

    organisation: OrganisationKey | None
    requirement: Requirement | None
    duties: tuple[DutyKey, ...]
    hours: int
    first_needed: date
    holders: tuple[PersonKey, ...] = ()
    nearest: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonGap:
    """
    What one person would have to learn to teach more of what is short.

    Parameters
    ----------
    opens
        Duties without anybody that the person could teach with ``lacks`` learnt, and their hours.
    kin
        Elements of the same programmes and cycles that the person may teach already: how near it lies to the person.
    """

    person: PersonKey
    lacks: tuple[Requirement, ...]
    opens: tuple[DutyKey, ...]
    hours: int
    first_needed: date
    kin: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SinglePoint:
    """Duties that exactly one person may teach, with the skills that only this person holds for them."""

    person: PersonKey
    duties: tuple[DutyKey, ...]
    hours: int
    skills: tuple[SkillKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """
    A paper that runs out.

    Parameters
    ----------
    until
        Its last day.
    duties, hours
        Duties that begin or go on after it, that the person could teach if it did not run out; nothing else covers.
    sole
        Those of them that nobody may teach then.
    """

    qualification: QualificationKey
    person: PersonKey
    skill: SkillKey
    until: date
    duties: tuple[DutyKey, ...]
    hours: int
    sole: tuple[DutyKey, ...] = ()
