"""Where a course comes from: each of its outcomes back to labour functions and employers' requests."""

from collections.abc import Iterator
from dataclasses import dataclass

from remeslo.core.base.keys import ElementKey, StatementKey
from remeslo.core.competence.courses.closure import CourseCut
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.model import Competence, DemandLine, Outcome, RequestRef
from remeslo.core.line.courses.make import MadeCourse


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedOutcome:
    """
    An outcome of the course.

    Parameters
    ----------
    elements
        Parts of the course whose lessons teach it or use it again, in their order.
    taken_in
        True when nobody chose it: others rest on it.
    functions
        Work functions of occupational standards behind it, in the order of the requests, those of the competence last.
    lines
        Demand lines behind it: what employers asked for, merged.
    requests
        Of these lines; of the outcome's own where it has any.
    """

    outcome: Outcome
    competence: Competence | None
    elements: tuple[ElementKey, ...]
    taken_in: bool
    functions: tuple[StatementKey, ...]
    lines: tuple[DemandLine, ...]
    requests: tuple[RequestRef, ...]


def traced(made: MadeCourse, design: ProgrammeDesign) -> tuple[TracedOutcome, ...]:
    """Every outcome that lessons of the course teach, in the order of the graduate model."""
    return tuple(_traced(made, made.cut, design)) if made.cut is not None else ()


def _traced(made: MadeCourse, cut: CourseCut, design: ProgrammeDesign) -> Iterator[TracedOutcome]:
    competences = {c.key: c for c in design.model.competences}
    chosen = set(cut.chosen)
    for outcome in design.model.outcomes:
        where = tuple(p.element for p in made.parts if outcome.key in p.first or outcome.key in p.repeats)
        if not where:
            continue
        competence = competences.get(outcome.competence)
        lines = tuple(_lines(design, outcome))
        requests = outcome.requests or tuple(dict.fromkeys(r for line in lines for r in line.requests))
        functions = [StatementKey(s.split("#")[0]) for s in outcome.statements]
        functions += [f for line in lines for f in line.functions]
        functions += competence.functions if competence is not None and not functions else ()
        yield TracedOutcome(
            outcome=outcome,
            competence=competence,
            elements=where,
            taken_in=outcome.key not in chosen,
            functions=tuple(dict.fromkeys(functions)),
            lines=lines,
            requests=requests,
        )


def _lines(design: ProgrammeDesign, outcome: Outcome) -> Iterator[DemandLine]:
    """Lines that share a request with the outcome; for an outcome without requests, those of its competence."""
    for gap in design.model.gap:
        if gap.answer == "rejected":
            continue
        own = set(outcome.requests) & set(gap.line.requests)
        if own or (not outcome.requests and gap.competence == outcome.competence):
            yield gap.line
