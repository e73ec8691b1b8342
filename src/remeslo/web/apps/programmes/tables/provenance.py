"""What an element's hours are made of: its outcomes with their hours, and the functions and requests behind each."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from remeslo.core.base.keys import OutcomeKey
from remeslo.core.competence.model import Competence, DemandLine, Outcome, RequestRef
from remeslo.core.competence.standards import Statement
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.line.tables.laid import LaidElement
from remeslo.web.apps.programmes.tables.constructor import statements_by_key
from remeslo.web.apps.programmes.tables.requests import RequestBook, Requests


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeShare:
    """
    An outcome's part of the element's hours.

    Parameters
    ----------
    hours
        Exact share; ``None`` for outcomes without a share.
    is_first
        True when it is taught here for the first time.
    requests
        Its own requests, or else those of the demand lines of its competence.
    """

    outcome: Outcome
    competence: Competence | None
    hours: Fraction | None
    is_first: bool
    statements: tuple[Statement, ...]
    requests: Requests


@dataclass(frozen=True, slots=True)
class Provenance:
    """
    An element opened.

    ``competences`` are those of the element when it has no outcomes of its own.
    """

    element: LaidElement
    shares: tuple[OutcomeShare, ...]
    competences: tuple[Competence, ...]
    requests: Requests


def provenance(outcome: ProgrammeOutcome, element: LaidElement, cluster: Cluster, book: RequestBook) -> Provenance:
    """Where the hours of an element come from, for a reader."""
    assert outcome.design is not None
    model = outcome.design.model
    outcomes = {o.key: o for o in model.outcomes}
    competences = {c.key: c for c in model.competences}
    lines = {g.line.key: g.line for g in model.gap}
    statements = statements_by_key(cluster)
    shares = []
    refs: list[RequestRef] = []
    for key in dict.fromkeys((*element.design.first, *element.design.uses)):
        if (found := outcomes.get(key)) is None:
            continue
        competence = competences.get(found.competence)
        behind = found.requests or _of_lines(competence, lines)
        refs += behind
        shares.append(
            OutcomeShare(
                outcome=found,
                competence=competence,
                hours=hours_of(element, key),
                is_first=key in element.design.first,
                statements=tuple(statements[s] for s in found.statements if s in statements),
                requests=book.read(behind),
            )
        )
    named = tuple(competences[c] for c in element.design.competences if c in competences)
    if not shares:
        refs = [r for c in named for r in _of_lines(c, lines)]
    return Provenance(element, tuple(shares), named, book.read(refs))


def hours_of(element: LaidElement, outcome: OutcomeKey) -> Fraction | None:
    """The outcome's part of the element's planned hours; ``None`` when it has no share."""
    whole = sum((s.weight for s in element.design.shares), Fraction(0))
    own = sum((s.weight for s in element.design.shares if s.outcome == outcome), Fraction(0))
    return element.total * own / whole if own and whole else None


def _of_lines(competence: Competence | None, lines: Mapping[str, DemandLine]) -> tuple[RequestRef, ...]:
    if competence is None:
        return ()
    return tuple(r for key in competence.lines if key in lines for r in lines[key].requests)
