"""What a change touches, told before it is made: the design, and all around the programme that rests on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from remeslo.core.base.keys import DemandKey, ElementKey, GroupKey, ProgrammeKey, WorkshopKey
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.studio.versions import DesignChanges


class Paper(StrEnum):
    """Papers made of a programme that a change of its design makes stale."""

    PROGRAMME = "programme"
    """The document of the programme (ОПОП-П) with its annexes."""
    MATRIX = "matrix"
    """Matrices: graduate, competences by elements, demand by elements."""
    CURRICULUM = "curriculum"
    """The curriculum (учебный план)."""
    CALENDAR = "calendar"
    """The calendar of study (календарный график)."""
    NETWORK = "network"
    """Who is sent where: agreements of the network form and their sheets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """
    What stands around the programmes of a cluster.

    Parameters
    ----------
    outlines
        All programmes, this one too.
    groups
        Study groups of each programme.
    cards
        Cards handed out to each programme.
    planned
        Programmes that have a term plan.
    """

    outlines: tuple[ProgrammeOutline, ...] = ()
    groups: Mapping[ProgrammeKey, tuple[GroupKey, ...]] = field(default_factory=dict)
    cards: Mapping[ProgrammeKey, tuple[DemandKey, ...]] = field(default_factory=dict)
    planned: frozenset[ProgrammeKey] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """
    Another programme that shares something with the elements, or the employers, that a change touches.

    Parameters
    ----------
    elements
        Changed elements that it has too (same index and title).
    workshops
        Workshops of changed elements where its elements lie too.
    employers_cards
        Its cards of employers whose requests the change touches.
    """

    programme: ProgrammeKey
    title: str
    elements: tuple[ElementKey, ...] = ()
    workshops: tuple[WorkshopKey, ...] = ()
    employers_cards: tuple[DemandKey, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """
    Everything that a change touches; ``nothing`` when it changes no design.

    Parameters
    ----------
    changes
        Lines, competences, outcomes, elements with hours before and after, findings.
    groups
        Study groups of this programme: they will study by the changed plan.
    term_plan
        True when a term plan of this programme no longer answers to the design.
    others
        Other programmes that share elements, workshops or employers with what changed.
    papers
        Papers that become stale.
    """

    changes: DesignChanges
    groups: tuple[GroupKey, ...] = ()
    term_plan: bool = False
    others: tuple[Shared, ...] = ()
    papers: tuple[Paper, ...] = ()

    @property
    def nothing(self) -> bool:
        """True when the design stays as it is."""
        return self.changes.nothing


def impact(before: ProgrammeDesign, after: ProgrammeDesign, around: Surroundings) -> Impact:
    """What going from one design of a programme to another touches; ``core.line.studio`` makes the surroundings."""
    raise NotImplementedError
