"""Units, what each requires, when each is taught: the graph that all measures are taken of."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from remeslo.core.base.findings import ProblemError
from remeslo.core.curriculum.analytics.requisites import (
    NOTHING,
    Need,
    Requisite,
    RequisiteKind,
    UnitKey,
    mandatory,
    needs,
)


class System(StrEnum):
    """How the school year is cut."""

    SEMESTER = "semester"
    QUARTER = "quarter"


class SizeUnit(StrEnum):
    """What the size of a unit counts."""

    CREDITS = "credits"
    HOURS = "hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """
    A course of a degree plan, or an element of a programme.

    Parameters
    ----------
    code
        By which people know it: ``ОП.01``, ``BW 101``; ``""`` where there is none.
    size
        Credits or academic hours (see `UnitGraph.size_unit`), >= 0; ``None`` where nobody said.
    terms
        Terms in which it is taught, from 1, ascending, with the size of each; empty when it is placed nowhere.
    starts, ends
        First and last step of time in which it is taught, starts <= ends. A step is what the graph was given in:
        a term, or a week where weeks are known. ``None`` when it is placed nowhere.
    kind, group
        Words of the source for drawing: kind of element, cycle or module; ``""`` for none.
    """

    key: UnitKey
    title: str
    code: str = ""
    requisite: Requisite = NOTHING
    size: Decimal | None = None
    terms: tuple[tuple[int, Decimal], ...] = ()
    starts: int | None = None
    ends: int | None = None
    kind: str = ""
    group: str = ""

    def __post_init__(self) -> None:
        if self.size is not None and (not self.size.is_finite() or self.size < 0):
            raise ProblemError(f"unit {self.key}: size must be >= 0, got {self.size}.")
        numbers = [t for t, _size in self.terms]
        if numbers != sorted(set(numbers)) or (numbers and numbers[0] < 1):
            raise ProblemError(f"unit {self.key}: terms must ascend from 1, got {numbers}.")
        if (self.starts is None) != (self.ends is None):
            raise ProblemError(f"unit {self.key}: beginning and end go together.")
        if self.starts is not None and self.ends is not None and self.starts > self.ends:
            raise ProblemError(f"unit {self.key}: begins in {self.starts} and ends in {self.ends}.")

    @property
    def first_term(self) -> int | None:
        """The term in which it begins."""
        return self.terms[0][0] if self.terms else None

    @property
    def last_term(self) -> int | None:
        """The term in which it ends."""
        return self.terms[-1][0] if self.terms else None

    @property
    def name(self) -> str:
        """Code and title, as people would say it."""
        return f"{self.code} {self.title}".strip() or self.key


@dataclass(frozen=True, slots=True)
class Arc:
    """``before`` is required by ``after``; ``choice`` when another branch would do as well."""

    before: UnitKey
    after: UnitKey
    need: Need
    choice: bool = False


@dataclass(frozen=True, kw_only=True)
class UnitGraph:
    """
    A curriculum.

    Parameters
    ----------
    steps_are_terms
        True when a step of time is a term; False when elements of one term can be in order (steps are weeks or less).

    Raises
    ------
    ProblemError
        When keys repeat.
    """

    name: str
    units: tuple[Unit, ...]
    size_unit: SizeUnit = SizeUnit.CREDITS
    system: System = System.SEMESTER
    steps_are_terms: bool = True

    def __post_init__(self) -> None:
        if len({u.key for u in self.units}) < len(self.units):
            seen: set[str] = set()
            twice = next(u.key for u in self.units if u.key in seen or seen.add(u.key))  # type: ignore[func-returns-value]
            raise ProblemError(f"graph {self.name}: unit {twice} stands twice.")

    @cached_property
    def by_key(self) -> Mapping[UnitKey, Unit]:
        """Units by key."""
        return {u.key: u for u in self.units}

    @cached_property
    def arcs(self) -> tuple[Arc, ...]:
        """One arc for each pair of units, whichever kinds and branches join them; needs of unknown units have none."""
        found: dict[tuple[UnitKey, UnitKey], Arc] = {}
        for unit in self.units:
            outright = set(mandatory(unit.requisite))
            for need in needs(unit.requisite):
                arc = Arc(need.unit, unit.key, need, choice=need not in outright)
                known = found.get((need.unit, unit.key))
                if need.unit in self.by_key and (known is None or _stronger(arc, known)):
                    found[need.unit, unit.key] = arc
        return tuple(found.values())

    @cached_property
    def after(self) -> Mapping[UnitKey, tuple[UnitKey, ...]]:
        """Unit -> units that require it."""
        found: dict[UnitKey, list[UnitKey]] = {u.key: [] for u in self.units}
        for arc in self.arcs:
            found[arc.before].append(arc.after)
        return {k: tuple(v) for k, v in found.items()}

    @cached_property
    def before(self) -> Mapping[UnitKey, tuple[UnitKey, ...]]:
        """Unit -> units that it requires."""
        found: dict[UnitKey, list[UnitKey]] = {u.key: [] for u in self.units}
        for arc in self.arcs:
            found[arc.after].append(arc.before)
        return {k: tuple(v) for k, v in found.items()}

    @property
    def num_terms(self) -> int:
        """The last term in which anything is taught; 0 when nothing is placed."""
        return max((t for u in self.units for t, _size in u.terms), default=0)

    @property
    def size(self) -> Decimal:
        """Sum of the sizes that are known."""
        return sum((u.size for u in self.units if u.size is not None), Decimal(0))


_STRENGTH = {RequisiteKind.CO: 0, RequisiteKind.STRICT: 1, RequisiteKind.PRE: 2}


def _stronger(arc: Arc, known: Arc) -> bool:
    """An outright requisite before a branch, then the harder kind."""
    return (not arc.choice, _STRENGTH[arc.need.kind]) > (not known.choice, _STRENGTH[known.need.kind])
