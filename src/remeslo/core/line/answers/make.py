"""All answers of a cluster at once, since employers share the places of one programme."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from remeslo.core.base.keys import DemandKey, ProgrammeKey
from remeslo.core.competence.demand import DemandCard
from remeslo.core.competence.model import GapClass
from remeslo.core.line.answers.actions import actions
from remeslo.core.line.answers.answer import AnswerState, CardAnswer, RequirementAnswer, YearAnswer
from remeslo.core.line.answers.supply import Given, Pool, Wish, hand_out, pools
from remeslo.core.line.cluster import StudentGroup
from remeslo.core.line.outcome import ProgrammeOutcome

_LAST_YEAR = 9900
"""Later years are none that calendars reckon with."""
_BEST_FIRST = (GapClass.COVERED, GapClass.DEEPEN, GapClass.NEW, GapClass.REJECTED)


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """One answer a card, in the order of the cards' keys, and every pool of places with what is given of it."""

    answers: tuple[CardAnswer, ...]
    pools: tuple[Pool, ...]

    def given_of(self, pool: Pool) -> int:
        """Places of a pool that are given away; never more than it has."""
        return sum(g.people for a in self.answers for y in a.years for g in y.given if g.pool == pool)

    def of(self, card: DemandKey) -> CardAnswer | None:
        """The answer to a card."""
        return next((a for a in self.answers if a.card == card), None)


def answer_all(
    cards: Iterable[DemandCard],
    outcomes: Iterable[ProgrammeOutcome],
    groups: Iterable[StudentGroup],
    *,
    on: date,
    considered: Collection[DemandKey] | None = None,
) -> AnswerSheet:
    """
    The answers to all cards.

    Parameters
    ----------
    groups
        Their sizes are the places; a place goes to one card only.
    on
        The day of the answer: what can be done begins after it.
    considered
        Cards that the plans were made with; ``None``: all.
    """
    asked = sorted(cards, key=lambda c: c.key)
    made = sorted((o for o in outcomes if o.design is not None), key=lambda o: o.key)
    answering = {card.key: _answering(card, made) for card in asked}
    weeks = {o.key: o.result.weeks for o in made if o.result is not None and o.result.weeks is not None}
    offered = pools(groups, weeks)
    given = _given(asked, answering, offered)
    rivals: dict[ProgrammeKey, int] = {}
    for outcome in answering.values():
        if outcome is not None:
            rivals[outcome.key] = rivals.get(outcome.key, 0) + 1
    return AnswerSheet(
        tuple(
            _answer(
                card,
                answering[card.key],
                [g for g in given if g.card == card.key],
                others=rivals[o.key] - 1 if (o := answering[card.key]) is not None else 0,
                known=considered is None or card.key in considered,
                read=made,
                on=on,
            )
            for card in asked
        ),
        offered,
    )


def wishes_of(card: DemandCard) -> tuple[Wish, ...]:
    """People by calendar year; in the year of the card's deadline they are needed by it, else by the year's end."""
    people: dict[int, int] = {}
    for h in card.headcount:
        people[h.year] = people.get(h.year, 0) + h.people
    return tuple(Wish(card.key, year, needed_by(card, year), n) for year, n in sorted(people.items()))


def needed_by(card: DemandCard, year: int) -> date:
    """The last day on which people asked for in a year come in time."""
    return card.deadline if card.deadline.year == year else date(min(max(year, 1), _LAST_YEAR), 12, 31)


def _given(
    cards: Sequence[DemandCard], answering: Mapping[DemandKey, ProgrammeOutcome | None], offered: Sequence[Pool]
) -> list[Given]:
    found: list[Given] = []
    for programme in dict.fromkeys(p.programme for p in offered):
        wishes = [w for c in cards if (o := answering[c.key]) is not None and o.key == programme for w in wishes_of(c)]
        found += hand_out([p for p in offered if p.programme == programme], wishes)
    return found


def _answering(card: DemandCard, outcomes: Sequence[ProgrammeOutcome]) -> ProgrammeOutcome | None:
    """The programme that the card names if it meets anything, else the one that meets most, by criticality."""
    best: ProgrammeOutcome | None = None
    most = (0, False)
    for outcome in outcomes:
        met = {r.number for r in _requirements(card, outcome) if r.is_met}
        score = (sum(r.criticality for r in card.requirements if r.number in met), outcome.key == card.programme)
        if score[0] and (score[1], score[0]) > (most[1], most[0]):
            best, most = outcome, score
    return best


def _requirements(card: DemandCard, outcome: ProgrammeOutcome | None) -> tuple[RequirementAnswer, ...]:
    return tuple(_requirement(card.key, r.number, r.text or "; ".join(r.functions), outcome) for r in card.requirements)


def _requirement(card: DemandKey, number: int, text: str, outcome: ProgrammeOutcome | None) -> RequirementAnswer:
    """The best that any line of the programme makes of a requirement."""
    design = outcome.design if outcome is not None else None
    lines = [
        g
        for g in (design.model.gap if design is not None else ())
        if any(r.card == card and r.number == number for r in g.line.requests)
    ]
    if not lines:
        return RequirementAnswer(number, text, None)
    best = min(lines, key=lambda g: (_BEST_FIRST.index(g.answer), g.line.key))
    return RequirementAnswer(number, text, best.answer, best.line.key, best.competence, best.reason, best.facts)


def _answer(
    card: DemandCard,
    outcome: ProgrammeOutcome | None,
    given: Sequence[Given],
    *,
    others: int,
    known: bool,
    read: Sequence[ProgrammeOutcome],
    on: date,
) -> CardAnswer:
    years = tuple(
        YearAnswer(w.year, w.needed, w.people, tuple(g for g in given if g.year == w.year)) for w in wishes_of(card)
    )
    weeks = outcome.result.weeks if outcome is not None and outcome.result is not None else None
    state = _state(outcome, weeks, years, known=known)
    requirements = _requirements(card, outcome)
    if outcome is None:  # what programmes say of a requirement that all of them reject
        tried = [t for t in (_requirements(card, o) for o in read) if any(r.answer for r in t)]
        requirements = tried[0] if tried else requirements
    answer = CardAnswer(
        card=card.key,
        employer=card.employer,
        job=card.job,
        deadline=card.deadline,
        state=state,
        programme=outcome.key if outcome is not None else None,
        title=outcome.design.title if outcome is not None and outcome.design is not None else "",
        weeks=weeks,
        years=years,
        requirements=requirements,
        rivals=others,
    )
    return actions(answer, on=on)


def _state(
    outcome: ProgrammeOutcome | None, weeks: int | None, years: Sequence[YearAnswer], *, known: bool
) -> AnswerState:
    if outcome is None:
        return AnswerState.NO_PROGRAMME if known else AnswerState.NOT_PLANNED
    if weeks is None:
        return AnswerState.NO_TERM
    in_time = sum(y.in_time for y in years)
    if in_time == sum(y.asked for y in years):
        return AnswerState.FULL
    if in_time:
        return AnswerState.PARTLY
    return AnswerState.LATE if any(y.late for y in years) else AnswerState.NO_PLACES
