"""What the line gives back for a cluster: one outcome a programme, and all findings."""

from dataclasses import dataclass

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import DemandKey, ProgrammeKey
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import Cause, TermResult


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeOutcome:
    """
    One programme from demand to term.

    Parameters
    ----------
    design
        ``None`` when the constructor could not build one; the findings say why.
    problem, result, causes
        ``None`` or empty when there was nothing to solve.
    """

    key: ProgrammeKey
    design: ProgrammeDesign | None
    problem: TermProblem | None
    result: TermResult | None
    causes: tuple[Cause, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOutcome:
    """All programmes of a cluster, the demand that no programme answers, and findings about the whole."""

    cluster: str
    programmes: tuple[ProgrammeOutcome, ...]
    unanswered: tuple[DemandKey, ...] = ()
    findings: tuple[Finding, ...] = ()
