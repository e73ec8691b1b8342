"""What one employer alone asks for, and who pays: the mandatory part, the variative part, or that employer."""

from dataclasses import dataclass

from remeslo.core.base.keys import ElementKey, OrganisationKey
from remeslo.core.competence.coverage import coverage
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.graduate.ruled import EMPLOYER_PAYS, EMPLOYER_PAYS_MORE
from remeslo.core.competence.model import GapClass, GapLine
from remeslo.core.competence.studio.place import PlaceKind, of_line
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.competence.studio.values import Payer, PayerRuling


@dataclass(frozen=True, slots=True, kw_only=True)
class AloneLine:
    """
    A demand line of a single employer.

    Parameters
    ----------
    payer
        ``None`` for a line that nobody pays for: it is rejected.
    elements
        Elements that teach it first; others may be taught there too.
    """

    gap: GapLine
    employer: OrganisationKey
    payer: Payer | None
    elements: tuple[ElementKey, ...]


def asked_alone(design: ProgrammeDesign, rulings: Rulings) -> tuple[AloneLine, ...]:
    """Lines that one employer alone asks for, the heaviest first."""
    found = []
    for row in coverage(design).lines:
        employers = {r.employer for r in row.gap.line.requests}
        if len(employers) == 1:
            [employer] = employers
            payer = payer_of(row.gap, rulings, design)
            found.append(AloneLine(gap=row.gap, employer=employer, payer=payer, elements=row.elements))
    return tuple(found)


def payer_of(g: GapLine, rulings: Rulings, design: ProgrammeDesign) -> Payer | None:
    """Who pays for a line as the design stands: as ruled where the ruling holds, else by its answer."""
    if g.reason in (EMPLOYER_PAYS, EMPLOYER_PAYS_MORE):
        return Payer.EMPLOYER
    if g.answer is GapClass.REJECTED:
        return None
    place = of_line(PlaceKind.PAYER, g.line.key)
    ruled = rulings.at(place)
    if isinstance(ruled, PayerRuling) and all(f.where != str(place) for f in design.findings):
        return ruled.payer
    return Payer.CORE if g.answer is GapClass.COVERED else Payer.VARIABLE
