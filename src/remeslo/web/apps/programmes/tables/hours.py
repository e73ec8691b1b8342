"""Hours of a programme's elements beside what comparable elements of other curricula have, with reasons."""

from collections.abc import Mapping
from dataclasses import dataclass

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import ElementKey
from remeslo.core.competence.design import DesignElement, ProgrammeDesign
from remeslo.core.competence.estimate.hours import HoursEstimate
from remeslo.interchange.sentences import Sentence, say

OF_DEMAND = ("estimate.proficiency", "estimate.weight")
"""Reasons that tell what employers ask for; only for those who may read every request."""


@dataclass(frozen=True, slots=True)
class HoursRow:
    """
    An element.

    Parameters
    ----------
    estimate
        ``None`` where nothing is comparable.
    reasons
        In words of the page's language, as far as the reader may see them.
    """

    element: DesignElement
    estimate: HoursEstimate | None
    reasons: tuple[Sentence, ...]

    @property
    def where(self) -> str:
        """``below``, ``inside`` or ``above`` the comparables' range; empty without an estimate."""
        if self.estimate is None:
            return ""
        hours = self.element.hours_wanted
        return "below" if hours < self.estimate.low else "above" if hours > self.estimate.high else "inside"


def hours_rows(
    design: ProgrammeDesign, found: Mapping[ElementKey, HoursEstimate], *, reads_all: bool, language: str
) -> tuple[HoursRow, ...]:
    """A row for each element that has an estimate, in the order of the programme."""
    return tuple(_row(e, found[e.index], reads_all, language) for e in design.elements if e.index in found)


def _row(element: DesignElement, estimate: HoursEstimate, reads_all: bool, language: str) -> HoursRow:
    told = (r for r in estimate.reasons if reads_all or r.code not in OF_DEMAND)
    reasons = tuple(say(Finding(r.code, "", dict(r.facts), Severity.NOTE), language) for r in told)
    return HoursRow(element, estimate, reasons)
