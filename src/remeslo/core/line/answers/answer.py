"""What an employer is told of one demand card."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import CompetenceKey, DemandKey, OrganisationKey, ProgrammeKey
from remeslo.core.competence.model import GapClass
from remeslo.core.line.answers.supply import Given, Timing


class AnswerState(StrEnum):
    """How a request is answered; every card has exactly one."""

    FULL = "full"
    """As many graduates as asked for, in time."""
    PARTLY = "partly"
    """Some in time, fewer than asked for."""
    LATE = "late"
    """None in time, some later."""
    NO_PLACES = "no_places"
    """A programme answers; no group's place is left for it, early or late."""
    NO_TERM = "no_term"
    """A programme answers; it has no term plan, so that nobody knows when graduates come."""
    NO_PROGRAMME = "no_programme"
    """Programmes were made with the card at hand; none answers it."""
    NOT_PLANNED = "not_planned"
    """No plan was made since the card was published."""


UNANSWERED = frozenset({AnswerState.NO_PROGRAMME, AnswerState.NOT_PLANNED})
WITHOUT_GRADUATES = frozenset({AnswerState.PARTLY, AnswerState.LATE, AnswerState.NO_PLACES, AnswerState.NO_TERM})


@dataclass(frozen=True, slots=True)
class RequirementAnswer:
    """
    What the programme makes of one requirement.

    Parameters
    ----------
    answer
        ``None``: it stands in no line of the programme.
    line, competence
        Key of the demand line and code of the competence, for the trace; blank and ``None`` without them.
    reason, facts
        Of the gap line, for the sentence catalogue.
    """

    number: int
    text: str
    answer: GapClass | None
    line: str = ""
    competence: CompetenceKey | None = None
    reason: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_met(self) -> bool:
        """True when the programme teaches it."""
        return self.answer not in (None, GapClass.REJECTED)


@dataclass(frozen=True, slots=True)
class YearAnswer:
    """People asked for in one calendar year, needed by a day, and the places given."""

    year: int
    needed: date
    asked: int
    given: tuple[Given, ...] = ()

    @property
    def in_time(self) -> int:
        """Places whose graduates come by the day."""
        return sum(g.people for g in self.given if g.timing is not Timing.LATE)

    @property
    def late(self) -> int:
        """Places whose graduates come after it."""
        return sum(g.people for g in self.given if g.timing is Timing.LATE)

    @property
    def missing(self) -> int:
        """People for whom there is no place at all."""
        return self.asked - self.in_time - self.late


@dataclass(frozen=True, slots=True, kw_only=True)
class CardAnswer:
    """
    The answer to one demand card.

    Parameters
    ----------
    programme, title
        ``None`` and blank where no programme answers.
    weeks
        Calendar weeks of its term plan.
    rivals
        Other cards that ask for the same programme.
    actions
        What can be done, as notes for the sentence catalogue.
    """

    card: DemandKey
    employer: OrganisationKey
    job: str
    deadline: date
    state: AnswerState
    programme: ProgrammeKey | None = None
    title: str = ""
    weeks: int | None = None
    years: tuple[YearAnswer, ...] = ()
    requirements: tuple[RequirementAnswer, ...] = ()
    rivals: int = 0
    actions: tuple[Finding, ...] = ()

    @property
    def asked(self) -> int:
        """People asked for over all years."""
        return sum(y.asked for y in self.years)

    @property
    def in_time(self) -> int:
        """Places whose graduates come in time."""
        return sum(y.in_time for y in self.years)

    @property
    def late(self) -> int:
        """Places whose graduates come late."""
        return sum(y.late for y in self.years)

    @property
    def missing(self) -> int:
        """People without a place."""
        return sum(y.missing for y in self.years)

    @property
    def first_day(self) -> date | None:
        """When the first graduates for this card come; ``None``: never, as things stand."""
        return min((g.pool.day for y in self.years for g in y.given), default=None)
