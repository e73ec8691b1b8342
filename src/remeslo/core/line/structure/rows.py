"""Elements of a design, an outline or a study plan as rows of one shape."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from remeslo.core.base.elements import AttestationForm, AttestationMark, ElementKind
from remeslo.core.competence.design import DesignElement
from remeslo.core.competence.outline import OutlineElement
from remeslo.core.line.tables.laid import LaidElement

_CLOSING = frozenset({AttestationForm.MODULE_EXAM, AttestationForm.QUALIFICATION_EXAM})
_STEPS_PER_PLACE = 2
"""An exam of a module closes the week (or semester) in which the module's last lesson lies: half a step later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """
    An element.

    Parameters
    ----------
    terms
        Semester -> hours.
    place
        First and last week (or semester) in which it is taught; ``None``: nowhere yet.
    first, uses
        Outcomes it teaches first, and those it uses.
    """

    index: str
    title: str
    kind: ElementKind
    cycle: str
    module: str | None
    hours: int
    terms: Mapping[int, int]
    place: tuple[int, int] | None
    after: Sequence[str] = ()
    attestations: Sequence[AttestationMark] = ()
    competences: Sequence[str] = ()
    first: Sequence[str] = ()
    uses: Sequence[str] = ()

    @property
    def is_module_exam(self) -> bool:
        """True for an exam that closes a professional module."""
        closes = any(m.form in _CLOSING for m in self.attestations)
        return closes and self.kind is ElementKind.ATTESTATION and self.module is not None

    @property
    def steps(self) -> tuple[int, int] | None:
        """First and last step of time."""
        if self.place is None:
            return None
        half = int(self.is_module_exam)
        return self.place[0] * _STEPS_PER_PLACE + half, self.place[1] * _STEPS_PER_PLACE + half

    @property
    def sizes(self) -> tuple[tuple[int, Decimal], ...]:
        """Hours of each semester."""
        return tuple((s, Decimal(h)) for s, h in sorted(self.terms.items()) if s >= 1)


def row_of_design(element: DesignElement, laid: LaidElement | None) -> Row:
    """With the weeks of the plan where there is one, else with the semesters that are fixed."""
    fixed = {s: h for s, h in element.semester_hours if h}
    terms = dict(laid.by_semester) if laid and laid.by_semester else fixed
    place = (min(terms), max(terms)) if terms else None
    if laid and laid.first_week is not None and laid.last_week is not None:
        place = laid.first_week, laid.last_week
    return Row(
        index=element.index,
        title=element.title,
        kind=element.kind,
        cycle=element.cycle,
        module=element.module,
        hours=laid.total if laid and laid.total else element.hours_wanted,
        terms=terms,
        place=place,
        after=element.after,
        attestations=element.attestations,
        competences=element.competences,
        first=element.first,
        uses=element.uses,
    )


def row_of_outline(element: OutlineElement) -> Row:
    """With the semesters of an existing curriculum where they are given."""
    terms = {s: h for s, h in element.semester_hours if h}
    return Row(
        index=element.index,
        title=element.title,
        kind=element.kind,
        cycle=element.cycle,
        module=element.module,
        hours=element.hours_min,
        terms=terms,
        place=(min(terms), max(terms)) if terms else None,
        after=element.after,
        attestations=element.attestations,
        competences=element.competences,
    )
