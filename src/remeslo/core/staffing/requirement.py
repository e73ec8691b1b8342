"""What an element, a competence, a workshop or a machine asks of the one who teaches there."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import CompetenceKey, ElementKey, ProgrammeKey, WorkshopKey
from remeslo.core.staffing.people import StaffRole
from remeslo.core.staffing.skills import SkillKey, checked_level, kind_of


@dataclass(frozen=True, slots=True, order=True)
class Requirement:
    """A skill at a level 1..5 or better."""

    skill: SkillKey
    level: int = 1

    def __post_init__(self) -> None:
        kind_of(self.skill)
        checked_level(f"requirement {self.skill}", self.level)


class AskedOf(StrEnum):
    """What a row of requirements speaks of."""

    ELEMENT = "element"
    COMPETENCE = "competence"
    WORKSHOP = "workshop"
    EQUIPMENT = "equipment"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachingRequirement:
    """
    One row of a cluster's requirements: speaks of exactly one of an element, a competence, a workshop, a machine.

    Parameters
    ----------
    programme
        Whose element or competence; ``None`` for that index in every programme which has no row of its own for it.
    needs
        Skills that whoever teaches there must hold, on every day of the teaching.
    roles
        Who may teach an element; empty: as is usual for its kind (`remeslo.core.staffing.duty.usual_roles`).
    workshops
        Where an element is taught; the group's own college comes first, then the order given. Empty: in a classroom,
        or where the programme itself says.
    machines
        Names of the machines that an element uses, as the workshops list them (a count in brackets apart).

    Raises
    ------
    ProblemError
        When the row speaks of nothing or of several things, or says of a competence or place what only an element has.
    """

    needs: tuple[Requirement, ...] = ()
    programme: ProgrammeKey | None = None
    element: ElementKey | None = None
    competence: CompetenceKey | None = None
    workshop: WorkshopKey | None = None
    equipment: str = ""
    roles: tuple[StaffRole, ...] = ()
    workshops: tuple[WorkshopKey, ...] = ()
    machines: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        named = [kind for kind, name in self._names() if name]
        if len(named) != 1:
            raise ProblemError(f"requirement: one of element, competence, workshop, equipment; got {named or 'none'}.")
        if named != [AskedOf.ELEMENT] and (self.roles or self.workshops or self.machines):
            raise ProblemError(f"requirement of {self.name}: roles, workshops and machines belong to elements.")
        if self.programme and named[0] in (AskedOf.WORKSHOP, AskedOf.EQUIPMENT):
            raise ProblemError(f"requirement of {self.name}: a {named[0].value} belongs to no programme.")

    @property
    def asked_of(self) -> AskedOf:
        """What the row speaks of."""
        return next(kind for kind, name in self._names() if name)

    @property
    def name(self) -> str:
        """Index, code, key or name of what the row speaks of."""
        return next((name for _, name in self._names() if name), "")

    def _names(self) -> tuple[tuple[AskedOf, str], ...]:
        return (
            (AskedOf.ELEMENT, self.element or ""),
            (AskedOf.COMPETENCE, self.competence or ""),
            (AskedOf.WORKSHOP, self.workshop or ""),
            (AskedOf.EQUIPMENT, self.equipment),
        )


@dataclass(frozen=True, slots=True)
class AskedBy:
    """Why a duty needs a skill: the element, competence, workshop or machine that asks for it."""

    requirement: Requirement
    kind: AskedOf
    name: str


def strictest(needs: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """Each skill once, at the highest level asked, in order of the keys."""
    levels: dict[SkillKey, int] = {}
    for need in needs:
        levels[need.skill] = max(levels.get(need.skill, 0), need.level)
    return tuple(Requirement(skill, levels[skill]) for skill in sorted(levels))
