"""What a degree plan's file says, value by value, and the graph that it means."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from remeslo.core.curriculum.analytics import NOTHING, Requisite, System, Unit, UnitGraph, UnitKey

ADDITIONAL = "additional"
"""Group of units that stand under ``Additional Courses``: taken in the plan, not asked for by the curriculum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DegreeCourse:
    """
    A row.

    Parameters
    ----------
    key
        Course ID, unique in the file.
    credits
        Credit hours, >= 0; ``None`` where the cell is blank.
    term
        From 1; ``None`` in a curriculum that places nothing.
    """

    key: UnitKey
    name: str
    prefix: str = ""
    number: str = ""
    requisite: Requisite = NOTHING
    credits: Decimal | None = None
    institution: str = ""
    canonical: str = ""
    term: int | None = None
    additional: bool = False

    @property
    def unit(self) -> Unit:
        """The row as a unit of a graph: it begins and ends in its term."""
        return Unit(
            key=self.key,
            title=self.name,
            code=f"{self.prefix} {self.number}".strip(),
            requisite=self.requisite,
            size=self.credits,
            terms=() if self.term is None else ((self.term, self.credits or Decimal(0)),),
            starts=self.term,
            ends=self.term,
            group=ADDITIONAL if self.additional else "",
        )


@dataclass(frozen=True, kw_only=True)
class DegreePlan:
    """
    A whole file, in its order.

    Parameters
    ----------
    file
        Name of the file, for plans that do not say their own.
    curriculum, degree_plan, institution, degree_type, cip
        As the head has them, ``""`` where it is silent.
    """

    file: str
    courses: tuple[DegreeCourse, ...]
    curriculum: str = ""
    degree_plan: str = ""
    institution: str = ""
    degree_type: str = ""
    system: System = System.SEMESTER
    cip: str = ""

    @property
    def title(self) -> str:
        """What to call it: the plan's name without an ending, else the curriculum's, else the file's."""
        return self.degree_plan.removesuffix(".csv") or self.curriculum or self.file.removesuffix(".csv")

    @cached_property
    def graph(self) -> UnitGraph:
        """Its courses as units; a step of time is a term."""
        return UnitGraph(name=self.title, units=tuple(c.unit for c in self.courses), system=self.system)
