"""A state standard as statements that two editions can be compared by: competences, outcomes, disciplines, figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.keys import StatementKey
from remeslo.core.competence.standards import Statement, StatementKind
from remeslo.core.competence.statestandard import Discipline, OutcomeKind, StateCompetence, StateStandard, TermOption


class StatePart(StrEnum):
    """What a statement of a state standard is."""

    ACTIVITY = "activity"
    """A type of activity, ``activity/1``."""
    COMPETENCE = "competence"
    """A professional competence, by its code."""
    GENERAL = "general"
    """A general competence, by its code."""
    OUTCOME = "outcome"
    """The code of its competence, ``#``, the letter of its kind and its number among its like."""
    DISCIPLINE = "discipline"
    """An obliged discipline, by its index."""
    FIGURE = "figure"
    """Minimum hours, ``min/practice``, and the hours of a term, ``term/ooo/22``."""


KIND_OF: Mapping[OutcomeKind, StatementKind] = {
    OutcomeKind.PRACTICE_SKILL: StatementKind.LABOUR_ACTION,
    OutcomeKind.ABILITY: StatementKind.SKILL,
    OutcomeKind.KNOWLEDGE: StatementKind.KNOWLEDGE,
}


@dataclass(frozen=True, slots=True)
class StateStatement:
    """
    A statement with what it is.

    Parameters
    ----------
    told
        What it says besides its words, as text: hours, work functions, competences. Two statements with the same words
        and different ``told`` are not the same.
    """

    statement: Statement
    part: StatePart
    told: str = ""
    hours: int | None = None

    @property
    def key(self) -> StatementKey:
        """Key of the statement."""
        return self.statement.key


def state_statements(standard: StateStandard) -> tuple[StateStatement, ...]:
    """Everything the standard says that a programme can rest on, in its order; a code that stands twice counts once."""
    found: dict[StatementKey, StateStatement] = {}
    for s in _all(standard):
        found.setdefault(s.key, s)
    return tuple(found.values())


def state_key(standard: StateStandard, tail: str) -> StatementKey:
    """``<edition>:<tail>``; the edition is what stands before the first colon."""
    return StatementKey(f"{standard.edition}:{tail}")


def figure_tail(name: str) -> str:
    """``min/practice``."""
    return f"min/{name}"


def term_tail(term: TermOption) -> str:
    """``term/ooo/22``."""
    return f"term/{term.base.value}/{term.months}"


def activity_tail(number: int) -> str:
    """``activity/1``."""
    return f"activity/{number}"


def minima(standard: StateStandard) -> Mapping[str, int]:
    """Minimum hours of the parts of the table "structure and volume", by the names that `hours.parts` gives them."""
    return {
        "disciplines": standard.min_disciplines,
        "practice": standard.min_practice,
        "final_attestation": standard.min_final_attestation,
    }


def _all(standard: StateStandard) -> Iterator[StateStatement]:
    for activity in standard.activities:
        yield _head(standard, activity_tail(activity.number), activity.title, StatePart.ACTIVITY)
        for competence in activity.competences:
            yield from _competence(standard, competence, StatePart.COMPETENCE, activity.number)
    for competence in standard.general:
        yield from _competence(standard, competence, StatePart.GENERAL, None)
    for discipline in standard.disciplines:
        yield _discipline(standard, discipline)
    for name, hours in minima(standard).items():
        if hours:
            yield _head(standard, figure_tail(name), str(hours), StatePart.FIGURE, hours=hours)
    for term in standard.terms:
        yield _head(standard, term_tail(term), str(term.total_hours), StatePart.FIGURE, hours=term.total_hours)


def _head(
    standard: StateStandard, tail: str, text: str, part: StatePart, *, told: str = "", hours: int | None = None
) -> StateStatement:
    key = state_key(standard, tail)
    return StateStatement(Statement(key, StatementKind.FUNCTION, text, key), part, told, hours)


def _competence(
    standard: StateStandard, competence: StateCompetence, part: StatePart, activity: int | None
) -> Iterator[StateStatement]:
    """The competence and its outcomes, numbered from 1 within their kind."""
    told = f"{activity or ''}|{' '.join(competence.functions)}"
    head = _head(standard, competence.code, competence.title, part, told=told)
    yield head
    numbers = dict.fromkeys(OutcomeKind, 0)
    for outcome in competence.outcomes:
        numbers[outcome.kind] += 1
        tail = f"{competence.code}#{outcome.kind.letter}{numbers[outcome.kind]}"
        statement = Statement(state_key(standard, tail), KIND_OF[outcome.kind], outcome.text, head.key)
        yield StateStatement(statement, StatePart.OUTCOME)


def _discipline(standard: StateStandard, discipline: Discipline) -> StateStatement:
    told = f"{discipline.cycle}|{discipline.hours_min}|{' '.join(discipline.competences)}"
    return _head(
        standard, discipline.index, discipline.title, StatePart.DISCIPLINE, told=told, hours=discipline.hours_min
    )
