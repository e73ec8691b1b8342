"""The programme design: elements with hour ranges and the outcomes each first teaches or uses again."""

from dataclasses import dataclass
from fractions import Fraction

from remeslo.core.base.elements import AttestationMark, ElementKind
from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import CompetenceKey, EditionKey, ElementKey, OutcomeKey, ProgrammeKey
from remeslo.core.competence.model import GraduateModel
from remeslo.core.competence.statestandard import EntryBase, ProgrammeKind
from remeslo.core.competence.structure.choices import ElementChoice

NOT_KEPT = EditionKey("")


@dataclass(frozen=True, slots=True)
class HourShare:
    """Hours of an element given to one outcome, in the order they are taught; basis of the trace of a lesson hour."""

    outcome: OutcomeKey
    weight: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignElement:
    """
    An element of the designed programme.

    Parameters
    ----------
    hours_min, hours_wanted, hours_max
        Range for the term part, and what demand would have; min <= wanted <= max. Practices in multiples of 36.
    mandatory_min
        Of the hours, those the state standard obliges; the rest is variative.
    weight
        Demand weight of the element: how much an hour more is worth to employers, >= 0.
    first
        Outcomes taught here for the first time; each outcome of the model stands in exactly one element's ``first``.
    uses
        Outcomes taught earlier and used again here.
    shares
        How the element's hours divide over ``first`` (then ``uses``) outcomes.
    """

    index: ElementKey
    title: str
    kind: ElementKind
    cycle: str
    module: str | None
    hours_min: int
    hours_wanted: int
    hours_max: int
    mandatory_min: int
    weight: Fraction
    competences: tuple[CompetenceKey, ...] = ()
    first: tuple[OutcomeKey, ...] = ()
    uses: tuple[OutcomeKey, ...] = ()
    shares: tuple[HourShare, ...] = ()
    after: tuple[ElementKey, ...] = ()
    attestations: tuple[AttestationMark, ...] = ()
    employer_block: bool = False
    semester_hours: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeDesign:
    """
    What the constructor hands to the term part.

    Parameters
    ----------
    total_hours
        Hours of the state standard's term option that the programme must close to; ``None`` when it names none.
    state_edition
        Edition of the state standard that it was made of; ``""``: not kept with designs of earlier versions.
    choices
        What stands behind the elements that are to choose; every hour counts once, whatever is chosen.
    """

    key: ProgrammeKey
    title: str
    state_standard: str
    kind: ProgrammeKind
    base: EntryBase
    qualification: str
    norms: str
    model: GraduateModel
    elements: tuple[DesignElement, ...]
    total_hours: int | None
    findings: tuple[Finding, ...] = ()
    choices: tuple[ElementChoice, ...] = ()
    state_edition: EditionKey = NOT_KEPT

    @property
    def state_reference(self) -> str:
        """What names its state standard most exactly: the edition, else the code."""
        return self.state_edition or self.state_standard
