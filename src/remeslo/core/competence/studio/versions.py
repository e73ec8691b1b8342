"""Two versions of a programme line by line: what was ruled otherwise, and what became of the design."""

from dataclasses import dataclass
from fractions import Fraction

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import CompetenceKey, ElementKey, OutcomeKey
from remeslo.core.competence.design import DesignElement, ProgrammeDesign
from remeslo.core.competence.model import Competence, GapLine, Outcome
from remeslo.core.competence.studio.place import Place
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.competence.studio.values import Value


@dataclass(frozen=True, slots=True)
class RulingChange:
    """One place ruled otherwise; ``None``: as the constructor would."""

    place: Place
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True)
class LineChange:
    """
    A demand line that came, went or changed; one of ``before`` and ``after`` may be ``None``.

    Parameters
    ----------
    fields
        What differs when both are there: ``text``, ``function``, ``requests``, ``weight``, ``proficiency``,
        ``answer``, ``competence``, ``reason``.
    """

    key: str
    before: GapLine | None
    after: GapLine | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompetenceChange:
    """A competence that came, went or changed; ``fields``: ``title``, ``module``, ``functions``, ``lines``."""

    key: CompetenceKey
    before: Competence | None
    after: Competence | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """
    An outcome that came, went or changed.

    Outcomes are told by kind and wording, not by their number, which moves; ``fields``: ``key``, ``competence``,
    ``requests``, ``weight``, ``statements``, ``element`` (where it is first taught).
    """

    before: Outcome | None
    after: Outcome | None
    before_element: ElementKey | None = None
    after_element: ElementKey | None = None
    fields: tuple[str, ...] = ()

    @property
    def key(self) -> OutcomeKey:
        """Its code now, else before."""
        shown = self.after or self.before
        assert shown is not None
        return shown.key


@dataclass(frozen=True, slots=True)
class ElementChange:
    """
    An element that came, went or changed.

    Parameters
    ----------
    fields
        ``title``, ``hours`` (wanted), ``range`` (least and most), ``mandatory``, ``competences``, ``outcomes``,
        ``attestations``, ``after``, ``weight``.
    """

    index: ElementKey
    before: DesignElement | None
    after: DesignElement | None
    fields: tuple[str, ...] = ()

    @property
    def hours(self) -> tuple[int | None, int | None]:
        """Wanted hours before and after."""
        return (
            None if self.before is None else self.before.hours_wanted,
            None if self.after is None else self.after.hours_wanted,
        )


@dataclass(frozen=True, slots=True)
class Covered:
    """Weight of demand that the programme answers, of all that was asked: 0 <= answered <= asked."""

    answered: Fraction
    asked: Fraction

    @property
    def percent(self) -> int:
        """0..100; 100 where nothing is asked."""
        return round(100 * self.answered / self.asked) if self.asked else 100


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignChanges:
    """
    What differs between two designs of a programme; everything equal gives the empty value but for the pairs.

    Parameters
    ----------
    total, hours
        Total of the term option, and wanted hours of all elements together, before and after.
    coverage
        Before and after.
    findings_new, findings_gone
        What the second design is told that the first was not, and the other way round.
    """

    lines: tuple[LineChange, ...] = ()
    competences: tuple[CompetenceChange, ...] = ()
    outcomes: tuple[OutcomeChange, ...] = ()
    elements: tuple[ElementChange, ...] = ()
    total: tuple[int | None, int | None]
    hours: tuple[int, int]
    coverage: tuple[Covered, Covered]
    findings_new: tuple[Finding, ...] = ()
    findings_gone: tuple[Finding, ...] = ()

    @property
    def nothing(self) -> bool:
        """True when the designs are the same in all that is compared."""
        told = (self.lines, self.competences, self.outcomes, self.elements, self.findings_new, self.findings_gone)
        return not any(told) and self.total[0] == self.total[1]


def compare_rulings(before: Rulings, after: Rulings) -> tuple[RulingChange, ...]:
    """Places ruled otherwise, in their order."""
    then, now = before.mapping(), after.mapping()
    places = sorted({p for p in (*then, *now) if then.get(p) != now.get(p)})
    return tuple(RulingChange(p, then.get(p), now.get(p)) for p in places)


def compare_designs(before: ProgrammeDesign, after: ProgrammeDesign) -> DesignChanges:
    """What differs, line by line: lines by key, competences by code, outcomes by wording, elements by index."""
    raise NotImplementedError


def covered(design: ProgrammeDesign) -> Covered:
    """Weight of the demand lines that are not rejected, of all lines."""
    raise NotImplementedError
