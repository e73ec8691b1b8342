"""What all papers ask first: is there a plan to write?"""

from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.line.tables.laid import LaidProgramme, lay_out


class NothingPlanned(ValueError):
    """The programme has no design or no plan, so there is nothing to write."""


def planned(outcome: ProgrammeOutcome) -> tuple[LaidProgramme, ProgrammeDesign]:
    """The programme in its weeks, and its design; raises NothingPlanned."""
    laid = lay_out(outcome)
    if laid is None or outcome.design is None:
        raise NothingPlanned(outcome.key)
    return laid, outcome.design
