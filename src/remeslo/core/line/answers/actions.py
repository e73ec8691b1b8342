"""What can be done about a request that is not answered in full."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.model import GapClass
from remeslo.core.line.answers.answer import AnswerState, CardAnswer, YearAnswer
from remeslo.core.line.answers.supply import graduation_day


def actions(answer: CardAnswer, *, on: date) -> CardAnswer:
    """The answer with its ways out; none for one that is answered in full."""
    return replace(answer, actions=tuple(_ways(answer, on)))


def _ways(a: CardAnswer, on: date) -> Iterator[Finding]:
    match a.state:
        case AnswerState.NOT_PLANNED:
            yield _note(a, "answer.plan_again")
        case AnswerState.NO_PROGRAMME:
            yield _note(a, "answer.no_programme", people=a.asked)
        case AnswerState.NO_TERM:
            yield _note(a, "answer.make_term", programme=a.title)
        case _:
            yield from _groups(a, on)
    rejected = tuple(r.number for r in a.requirements if r.answer is GapClass.REJECTED)
    nowhere = tuple(r.number for r in a.requirements if r.answer is None)
    if rejected:
        yield _note(a, "answer.rejected", numbers=rejected)
    if nowhere and a.programme is not None:
        yield _note(a, "answer.not_in_programme", numbers=nowhere, programme=a.title)


def _groups(a: CardAnswer, on: date) -> Iterator[Finding]:
    """A new group where one can still come in time, else the soonest one; and late graduates as they are."""
    for y in a.years:
        if y.late:
            day = min(g.pool.day for g in y.given if g.pool.day > y.needed)
            yield _note(a, "answer.take_late", year=y.year, people=y.late, day=day, needed=y.needed)
        if y.missing and a.weeks is not None:
            yield _group(a, y, a.weeks, on)


def _group(a: CardAnswer, y: YearAnswer, weeks: int, on: date) -> Finding:
    soonest = on.year if on <= date(on.year, 9, 1) else on.year + 1
    start = soonest
    while graduation_day(start + 1, weeks) <= y.needed:
        start += 1
    day = graduation_day(start, weeks)
    code = "answer.open_group" if day <= y.needed else "answer.open_group_late"
    return _note(a, code, year=y.year, people=y.missing, start=start, day=day, needed=y.needed, programme=a.title)


def _note(a: CardAnswer, code: str, **facts: object) -> Finding:
    return Finding(code, f"card {a.card}", facts, Severity.NOTE)
