"""What a change touches, told before it is made: the design, and all around the programme that rests on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from remeslo.core.base.keys import DemandKey, ElementKey, GroupKey, OrganisationKey, ProgrammeKey, WorkshopKey
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.studio.versions import DesignChanges, compare_designs


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
    employers
        Who asks in each card.
    planned
        Programmes that have a term plan.
    """

    outlines: tuple[ProgrammeOutline, ...] = ()
    groups: Mapping[ProgrammeKey, tuple[GroupKey, ...]] = field(default_factory=dict)
    cards: Mapping[ProgrammeKey, tuple[DemandKey, ...]] = field(default_factory=dict)
    employers: Mapping[DemandKey, OrganisationKey] = field(default_factory=dict)
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
    changes = compare_designs(before, after)
    if changes.nothing:
        return Impact(changes=changes)
    key = after.key
    touched = tuple(e.index for e in changes.elements)
    return Impact(
        changes=changes,
        groups=around.groups.get(key, ()),
        term_plan=key in around.planned and _term(changes),
        others=tuple(
            shared
            for outline in around.outlines
            if outline.key != key and (shared := _shared(key, outline, touched, changes, around)) is not None
        ),
        papers=_papers(changes),
    )


_TERM = frozenset({"hours", "range", "mandatory", "attestations", "after", "weight", "rest"})
"""What of an element the term part reads; its title is only printed."""


def _term(changes: DesignChanges) -> bool:
    """True when the term problem is another one."""
    return changes.total[0] != changes.total[1] or any(
        e.before is None or e.after is None or _TERM & set(e.fields) for e in changes.elements
    )


def _papers(changes: DesignChanges) -> tuple[Paper, ...]:
    """The programme's document tells everything; the others what they print."""
    papers = [Paper.PROGRAMME]
    if changes.lines or changes.competences or changes.outcomes or changes.elements:
        papers.append(Paper.MATRIX)
    if changes.elements or changes.total[0] != changes.total[1]:
        papers.append(Paper.CURRICULUM)
    if _term(changes):
        papers += [Paper.CALENDAR, Paper.NETWORK]
    return tuple(papers)


def _shared(
    key: ProgrammeKey,
    other: ProgrammeOutline,
    touched: tuple[ElementKey, ...],
    changes: DesignChanges,
    around: Surroundings,
) -> Shared | None:
    """What another programme has in common with what changed; ``None`` when nothing."""
    own = next((o for o in around.outlines if o.key == key), None)
    changed = {e.index: e for e in (own.elements if own else ()) if e.index in touched}
    theirs = {e.index: e for e in other.elements}
    elements = tuple(i for i, e in changed.items() if i in theirs and theirs[i].title == e.title)
    rooms = {w for e in changed.values() for w in e.workshops}
    workshops = dict.fromkeys(w for e in other.elements for w in e.workshops if w in rooms)
    employers = {r.employer for line in changes.lines for g in (line.before, line.after) if g for r in g.line.requests}
    cards = tuple(c for c in around.cards.get(other.key, ()) if around.employers.get(c) in employers)
    if not (elements or workshops or cards):
        return None
    return Shared(
        programme=other.key, title=other.title, elements=elements, workshops=tuple(workshops), employers_cards=cards
    )
