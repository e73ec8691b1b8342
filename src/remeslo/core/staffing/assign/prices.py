"""
What one thing more would save: a right, hours of a week, a quarter of a rate; each given to one person, solved again.

Compared is with an assignment that was itself solved again around the duties nobody has, and once more from what was
found with the gift, taken back: nothing is counted as a gift's worth that was found to be had without it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing._cpsat.run import Effort
from remeslo.core.staffing.assign.allowed import obstacles
from remeslo.core.staffing.assign.board import Board
from remeslo.core.staffing.assign.parts import districts
from remeslo.core.staffing.assign.problem import AssignmentProblem, Objective
from remeslo.core.staffing.assign.result import Assignment
from remeslo.core.staffing.assign.rings import around
from remeslo.core.staffing.assign.score import loads, score
from remeslo.core.staffing.assign.table import Table
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.people import MOST_RATES, StaffMember
from remeslo.core.staffing.qualification import Qualification, QualificationKey
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.result import CancelledFn

RATE_STEP = Decimal("0.25")
"""Of a rate, that one offer adds."""


class OfferKind(StrEnum):
    """What one person would get."""

    RIGHT = "right"
    HOURS = "hours"
    RATE = "rate"


_ASKED = {
    OfferKind.RIGHT: (Objective.UNCOVERED,),
    OfferKind.HOURS: (Objective.UNCOVERED,),
    OfferKind.RATE: (Objective.UNCOVERED, Objective.ABOVE_RATE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """
    One thing more for one person.

    Parameters
    ----------
    need
        ``RIGHT``: the skill and level that the person would hold on all days.
    hours
        ``HOURS``: so many more hours of a week, > 0, within the norm.
    duties
        Duties that it is about: those that nobody has, and for ``RATE`` those of the person.
    """

    kind: OfferKind
    person: PersonKey
    duties: tuple[DutyKey, ...]
    need: Requirement | None = None
    hours: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """
    What an offer is worth.

    Parameters
    ----------
    saved
        Hours fewer that nobody teaches, >= 0.
    above_saved
        ``RATE``: hours fewer above the rates; else 0.
    proven
        True when both assignments are proven best, so that the numbers are exact; else a longer search may find more
        or less.
    """

    offer: Offer
    saved: int
    above_saved: int
    proven: bool


def prices(
    problem: AssignmentProblem,
    plan: Assignment,
    *,
    most: int = 6,
    limit_s: float = 30.0,
    work_limit: float | None = None,
    seed: int = 0,
    cancelled: CancelledFn | None = None,
) -> tuple[Price, ...]:
    """
    Offers that save something, most hours first; ``most`` of each kind are tried, in turn for each group of duties.

    A duty for which everybody lacks two things is helped by no single offer. ``above_saved`` counts only where it is
    asked for: of rights and hours, which are solved for uncovered hours alone, it is nothing. Limits hold for all
    questions together.
    """
    asked = {kind: problem.changed(objective=objectives) for kind, objectives in _ASKED.items()}
    chosen = {kind: _in_turn(bare, offers(bare, plan, kind))[:most] for kind, bare in asked.items()}
    count = sum(1 + 2 * len(own) for own in chosen.values())
    questions, found = _Questions(Effort(limit_s, work_limit, seed, 1, cancelled), count), []
    for kind, own in chosen.items():
        base = questions.solved(asked[kind], plan, {d for o in own for d in o.duties})
        for offer in own:
            if questions.effort.is_over:
                break
            found.append(questions.price(asked[kind], base, offer))
    return tuple(sorted((p for p in found if _helps(p)), key=lambda p: (-p.saved, -p.above_saved)))


def offers(problem: AssignmentProblem, plan: Assignment, kind: OfferKind) -> tuple[Offer, ...]:
    """Everything of a kind that could help, by people in their order."""
    left = tuple(d for d in problem.duties if d.key not in plan.person_of)
    if kind is OfferKind.RIGHT:
        return tuple(o for p in problem.people for o in _rights(problem, p, left))
    if kind is OfferKind.HOURS:
        return tuple(o for p in problem.people for o in _hours(problem, plan, p, left))
    return tuple(_rates(problem, plan))


def with_offer(problem: AssignmentProblem, offer: Offer) -> AssignmentProblem:
    """The problem as it would be."""
    if offer.need is not None:
        paper = Qualification(
            key=QualificationKey(f"offered/{offer.person}/{offer.need.skill}"),
            person=offer.person,
            skill=offer.need.skill,
            level=offer.need.level,
            since=min(d.first for d in problem.duties),
        )
        return problem.changed(qualifications=(*problem.qualifications, paper))
    more = RATE_STEP if offer.kind is OfferKind.RATE else Decimal(0)
    people = tuple(
        replace(p, weekly_hours=p.weekly_hours + offer.hours, rate=min(p.rate + more, Decimal(MOST_RATES)))
        if p.key == offer.person
        else p
        for p in problem.people
    )
    return problem.changed(people=people)


def _rights(problem: AssignmentProblem, person: StaffMember, left: tuple[Duty, ...]) -> Iterator[Offer]:
    """Needs that are all that a person lacks for duties, each with the duties."""
    opened: Mapping[Requirement, list[DutyKey]] = defaultdict(list)
    for duty in left:
        lacks = problem.rights.lacks(person, duty)
        if len(lacks) != 1 or lacks[0].skill is None or any(True for _ in obstacles(problem, person, duty)):
            continue
        opened[Requirement(lacks[0].skill, lacks[0].need_level)].append(duty.key)
    for need, duties in opened.items():
        yield Offer(kind=OfferKind.RIGHT, person=person.key, need=need, duties=tuple(duties))


def _hours(
    problem: AssignmentProblem, plan: Assignment, person: StaffMember, left: tuple[Duty, ...]
) -> Iterator[Offer]:
    """More hours of a week, as many as a duty needs beside what the person has."""
    held = [problem.duty_of[d] for d in plan.of(person.key) if d in problem.duty_of]
    now, most, opened = problem.week_hours(person), problem.norms.week_hours_max, defaultdict[int, list[DutyKey]](list)
    for duty in left:
        if problem.rights.may(person.key, duty) and set(obstacles(problem, person, duty)) <= {"week"}:
            fullest = max(n + sum(d.hours_of_week(monday) for d in held) for monday, n in duty.hours_by_week)
            if now < fullest <= most:
                opened[fullest - now].append(duty.key)
    for hours in sorted(opened):
        within = [d for n, duties in opened.items() if n <= hours for d in duties]
        yield Offer(kind=OfferKind.HOURS, person=person.key, hours=hours, duties=tuple(within))


def _rates(problem: AssignmentProblem, plan: Assignment) -> Iterator[Offer]:
    """A step more for everybody who teaches above the rate."""
    above = {p for (p, _), n in loads(problem, plan).items() if n > problem.rate_hours(problem.person_of[p])}
    for person in problem.people:
        if person.key in above and person.rate < MOST_RATES:
            yield Offer(kind=OfferKind.RATE, person=person.key, duties=plan.of(person.key))


def _in_turn(problem: AssignmentProblem, found: Iterable[Offer]) -> list[Offer]:
    """One offer for each group of duties, most hours at stake first; then the next one for each."""
    groups: dict[tuple[DutyKey, ...], list[Offer]] = defaultdict(list)
    for offer in found:
        groups[offer.duties].append(offer)
    turns: list[tuple[int, int, int, Offer]] = []
    for n, (duties, group) in enumerate(groups.items()):
        stake = sum(problem.duty_of[d].hours for d in duties)
        group.sort(key=lambda o: _least_change(problem, o))
        turns.extend((turn, -stake, n, offer) for turn, offer in enumerate(group))
    return [offer for *_, offer in sorted(turns, key=lambda t: t[:3])]


def _least_change(problem: AssignmentProblem, offer: Offer) -> tuple[int, int, bool, PersonKey]:
    """Few hours before many, few levels before many, people of the duties' own college before others."""
    person, duty = problem.person_of[offer.person], problem.duty_of[offer.duties[0]]
    need = offer.need
    levels = 0 if need is None else need.level - problem.rights.level(person.key, need.skill, duty.first)
    return offer.hours, levels, person.organisation != duty.organisation, person.key


@dataclass(frozen=True, slots=True)
class _Found:
    """An assignment of all duties, and whether it is proven best at every objective asked about."""

    plan: Assignment
    proven: bool


@dataclass
class _Questions:
    """Solves that share an effort; ``left``: how many are still to be asked."""

    effort: Effort
    left: int

    def price(self, problem: AssignmentProblem, base: _Found, offer: Offer) -> Price:
        """Solved with the offer; then without it again, from there: what can be kept without it is no gift's worth."""
        given = with_offer(problem, offer)
        other = self.solved(given, base.plan, set(offer.duties), only=True)
        taken_back = self.solved(problem, other.plan, set(offer.duties), only=True)
        before, after = score(problem, base.plan), score(given, other.plan)
        best = min(before, score(problem, taken_back.plan), key=lambda s: s.by(problem.objective))
        return Price(
            offer=offer,
            saved=best.uncovered - after.uncovered,
            above_saved=best.above_rate - after.above_rate if offer.kind is OfferKind.RATE else 0,
            proven=base.proven and other.proven,
        )

    def solved(
        self, problem: AssignmentProblem, plan: Assignment, duties: Set[DutyKey], *, only: bool = False
    ) -> _Found:
        """
        Solved again around duties, all that nobody has, and what is not lawful in a plan; ``only``: in the districts of
        these duties alone.
        """
        effort, person_of, proven = self._part(), dict(plan.person_of), True
        for part in districts(problem):
            if only and not duties & part.duty_of.keys():
                continue
            table = Table(part)
            stand = _lawful(table, table.stand(plan))
            seeds = [d for d, key in enumerate(part.duty_of) if key in duties and table.options[d]]
            found = around(table, stand, seeds, effort, asked=problem.objective)
            proven = proven and set(problem.objective) <= set(found.proven)
            person_of = {d: p for d, p in person_of.items() if d not in part.duty_of}
            person_of |= table.plan(found.stand).person_of
        self.effort.spent += effort.spent
        left = tuple(d.key for d in problem.duties if d.key not in person_of)
        return _Found(Assignment(person_of, left), proven)

    def _part(self) -> Effort:
        """An equal part of what is left."""
        e, share = self.effort, 1 / max(1, self.left)
        self.left -= 1
        work = None if e.work_left is None else share * e.work_left
        return Effort(share * e.seconds_left, work, e.seed, e.workers, e.cancelled)


def _lawful(table: Table, stand: Sequence[int]) -> list[int]:
    """What of an assignment keeps every rule, pinned duties first."""
    board = Board(table)
    for d in sorted(range(len(stand)), key=lambda d: not table.pinned[d]):
        if stand[d] in table.options[d] and board.fits(d, stand[d]):
            board.put(d, stand[d])
    return board.stand


def _helps(price: Price) -> bool:
    return (price.saved, price.above_saved) > (0, 0)
