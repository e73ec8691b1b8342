"""Employers' demand: cards that say whom an employer needs, how many, when, and able to do what."""

from dataclasses import dataclass
from datetime import date

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import DemandKey, OrganisationKey, ProgrammeKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """
    One thing a graduate must be able to do.

    Parameters
    ----------
    number
        From 1, unique in the card.
    text
        In the employer's own words; may be empty when ``functions`` are given.
    functions
        Work functions meant, as ``40.002/A/01.2`` or with the edition ``40.002@701н-2013-12-02/A/01.2``.
    criticality
        1 useful, 2 important, 3 the job cannot be done without it.
    proficiency
        1 under guidance, 2 alone, 3 able to teach others.
    """

    number: int
    text: str = ""
    functions: tuple[str, ...] = ()
    criticality: int = 2
    proficiency: int = 2

    def __post_init__(self) -> None:
        if not self.text.strip() and not self.functions:
            raise ProblemError(f"requirement {self.number}: neither a text nor a work function is given.")
        for name, value in (("criticality", self.criticality), ("proficiency", self.proficiency)):
            if value not in (1, 2, 3):
                raise ProblemError(f"requirement {self.number}: {name} must be 1, 2 or 3, got {value}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount:
    """People needed in one calendar year; ``people`` > 0."""

    year: int
    people: int

    def __post_init__(self) -> None:
        if self.people <= 0:
            raise ProblemError(f"headcount of {self.year}: people must be > 0, got {self.people}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandCard:
    """
    One employer's request for one job.

    Parameters
    ----------
    programme
        Programme the employer has in mind; ``None`` lets the constructor choose by what the requirements match.
    deadline
        Day by which the first of these people are needed at work.
    """

    key: DemandKey
    employer: OrganisationKey
    job: str
    headcount: tuple[Headcount, ...]
    deadline: date
    requirements: tuple[Requirement, ...]
    programme: ProgrammeKey | None = None
    equipment: tuple[str, ...] = ()
    note: str = ""

    @property
    def people(self) -> int:
        """Headcount over all years."""
        return sum(h.people for h in self.headcount)
