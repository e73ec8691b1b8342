"""The constructor: a programme's outline, its state standard and employers' demand in, the programme's design out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import EditionKey, ElementKey
from remeslo.core.competence.demand import DemandCard
from remeslo.core.competence.design import DesignElement, ProgrammeDesign
from remeslo.core.competence.graduate.build import build_model
from remeslo.core.competence.graduate.frame import Frame, frame
from remeslo.core.competence.graduate.gap import GapAnalysis, keep_what_fits
from remeslo.core.competence.graduate.ruled import RuledGap, not_taken, rule_gap
from remeslo.core.competence.limits import Limits, NormBook, limits, missing_norms
from remeslo.core.competence.lines.library import Library
from remeslo.core.competence.lines.merge import in_order, merge, people_findings
from remeslo.core.competence.lines.requests import Matching, ask, drawn_on
from remeslo.core.competence.lines.ruled import rule_lines, ruled_requests
from remeslo.core.competence.matching import MatchIndex, edition_of
from remeslo.core.competence.model import GapClass, GraduateModel
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.programme.attestations import attest
from remeslo.core.competence.programme.choices import CUSTOMARY, Choices
from remeslo.core.competence.programme.employers import block_room, employers_block
from remeslo.core.competence.programme.forming import Forming
from remeslo.core.competence.programme.hours import begin, choose_term, fill, finish, hold_minima, keep_share
from remeslo.core.competence.programme.nodes import Nodes
from remeslo.core.competence.programme.order import ordered
from remeslo.core.competence.programme.ruled import (
    Bounds,
    bounds,
    fit,
    hours_ruled,
    hours_told,
    lift,
    pin,
    titles_ruled,
    titles_told,
)
from remeslo.core.competence.programme.skeleton import insert, skeleton
from remeslo.core.competence.programme.slot import Slot
from remeslo.core.competence.programme.teaching import Taught, Teaching
from remeslo.core.competence.programme.weights import demand_weights
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.core.competence.statestandard import StateStandard, TermOption
from remeslo.core.competence.structure.branches import with_activities
from remeslo.core.competence.structure.folding import fold

MONTHS_PER_YEAR = 12


def construct(
    outline: ProgrammeOutline,
    *,
    state: StateStandard,
    standards: Iterable[OccupationalStandard],
    cards: Iterable[DemandCard],
    pack: NormBook,
    index: MatchIndex,
    day: date,
    start_year: int | None = None,
    choices: Choices = CUSTOMARY,
) -> ProgrammeDesign:
    """
    The design of one programme; never raises on bad data: what is wrong stands in its findings.

    Parameters
    ----------
    cards
        Demand that was assigned to this programme, in any order.
    pack
        Norms in force; see `limits` for those that the constructor reads.
    index
        Over the statements of ``standards``.
    day
        For editions and norms in force.
    start_year
        Year of the 1 September on which study begins; the next one after ``day`` when not given.
    """
    return _Construction(outline, state, tuple(standards), tuple(cards), pack, index, day, start_year, choices).design()


@dataclass(slots=True)
class _Demand:
    """Demand answered: the gap under the group's rulings, and what matching drew on."""

    cards: tuple[DemandCard, ...]
    frame: Frame
    editions: frozenset[EditionKey]
    ruled: RuledGap


class _Construction:
    """One run of the constructor; each step adds its findings."""

    def __init__(
        self,
        outline: ProgrammeOutline,
        state: StateStandard,
        standards: Sequence[OccupationalStandard],
        cards: Sequence[DemandCard],
        pack: NormBook,
        index: MatchIndex,
        day: date,
        start_year: int | None,
        choices: Choices,
    ) -> None:
        self.state, outline, unknown = with_activities(state, outline)
        folded = fold(outline, state)
        self.outline = folded.outline
        self.offers = folded.choices
        self.nodes = Nodes(outline.structure, folded.choices)
        self.index = index
        self.library = Library(standards, day)
        self.given = cards
        self.choices = choices
        self.hours = hours_ruled(outline.rulings)
        self.bounds: dict[ElementKey, Bounds] = {}
        self.begins = date(start_year if start_year is not None else _next_september(day), 9, 1)
        self.limits: Limits = limits(pack, day=day, kind=state.kind, base=outline.base)
        self.findings: list[Finding] = [*missing_norms(self.limits, outline.norms), *folded.findings, *unknown]

    def design(self) -> ProgrammeDesign:
        """The whole way, step by step."""
        demand = self._demand()
        base = skeleton(self.outline, self.state, self.limits, self.choices)
        self.findings += base.findings
        slots = self._begun(base.slots)
        slots = self._minima(slots)
        option, said = choose_term(self.state, self.outline.base, sum(s.hours for s in slots))
        self.findings += said
        self._deadlines(demand.cards, option)
        slots, model = self._model(demand, slots, base.modules, option)
        slots = self._fitted(slots, option.total_hours if option else 0)
        slots = self._told(Forming(model.competences, self.state).complete(slots))
        modules = {c.key: c.module for c in model.competences}
        weights = demand_weights(slots, model.gap, modules, self.choices, demand.ruled.factors)
        if option is not None:
            slots = self._filled(slots, option.total_hours, weights)
        slots = self._told(keep_share(slots, self.state, self.limits))
        slots = self.nodes.narrowed(finish(slots, self.limits, self.choices), self.limits)
        slots = self._told(attest(slots, _years(option), self.limits, self.choices))
        slots = self._told(ordered(self.nodes.in_turn(slots)))
        self.findings += [*hours_told(slots, self.hours, self.bounds), *self.nodes.told(slots)]
        teaching = Teaching(slots, model, self.index)
        taught = teaching.place()
        self.findings += [*model.findings, *teaching.findings]
        return self._result(slots, model, taught, weights, option)

    def _begun(self, slots: Sequence[Slot]) -> list[Slot]:
        """Slots at their least hours, those that were ruled at what was ruled."""
        begun = self._told(begin(slots, self.limits))
        self.bounds |= {s.index: bounds(s, self.limits) for s in begun}
        return pin(begun, self.hours, self.limits)

    def _inserted(self, slots: Sequence[Slot], more: Iterable[Slot]) -> list[Slot]:
        """Slots with others at their places, those at their least hours or what was ruled."""
        there = {s.index for s in slots}
        joined = list(slots)
        for slot in more:
            joined = insert(joined, slot)
        begun = {s.index: s for s in self._begun([s for s in joined if s.index not in there])}
        return [begun.get(s.index, s) for s in joined]

    def _minima(self, slots: list[Slot]) -> list[Slot]:
        """The standard's minima held; ruled hours move where the longest term, or a minimum, leaves no other way."""
        longest = max((t.total_hours for t in self.state.terms if t.base is self.outline.base), default=0)
        held, said = hold_minima(slots, self.state, self.limits)
        fitted = lift(self._fitted(held, longest), self.state, self.bounds)
        if fitted != held:
            held, said = hold_minima(fitted, self.state, self.limits)
        self.findings += said
        return self.nodes.lifted(held, self.limits)

    def _filled(self, slots: list[Slot], total: int, weights: Mapping[ElementKey, Fraction]) -> list[Slot]:
        """Variative hours given out, each node of the tree inside its bounds as far as that can be."""
        floor = self.nodes.lifted(slots, self.limits, total - sum(s.hours for s in slots))
        filled = self._told(fill(floor, total, weights, self.limits, self.choices))
        return self.nodes.settled(filled, floor, self.limits)

    def _fitted(self, slots: list[Slot], total: int) -> list[Slot]:
        """Ruled hours cut to the total where there is one."""
        least = {index: given.nearest(given.least) for index, given in self.bounds.items()}
        return fit(slots, total, least, self.limits) if total and self.hours else slots

    def _told(self, step: tuple[list[Slot], list[Finding]]) -> list[Slot]:
        """Keeps the findings of a step, gives its slots on."""
        slots, findings = step
        self.findings += findings
        return slots

    def _demand(self) -> _Demand:
        """Cards in order, requirements matched, lines merged, each answered against the state standard."""
        cards, said = in_order(self.given)
        self.findings += [*said, *people_findings(cards)]
        if not cards:
            facts = {"title": self.outline.title}
            self.findings.append(Finding("demand.none_for_programme", "", facts, Severity.WARNING))
        state, said_of_state = frame(self.state, self.library)
        editions, said = drawn_on(self.outline.occupational_standards, self.library, "")
        self.findings += [*said_of_state, *said]
        editions = editions | {edition_of(f) for c in state.competences for f in c.functions}
        matching = Matching(self.library, self.index, editions, self.limits.qual_level_max)
        ruled = ruled_requests(self.outline.rulings, cards, self.library, editions)
        asked, said_of_requests = ask(cards, matching, ruled)
        merged = merge(asked, cards, self.library, self.index.stems)
        lines, said_of_lines = rule_lines(merged, self.outline.rulings)
        analysis = GapAnalysis(state, self.library, self.index, self.limits.qual_level_max)
        before = {line.key: line for line in merged}
        gap = rule_gap(analysis.answer(lines), before, self.outline.rulings, analysis, self.choices)
        self.findings += [*said_of_requests, *ruled.findings, *said_of_lines, *gap.findings]
        return _Demand(cards, state, editions, gap)

    def _model(
        self, demand: _Demand, slots: list[Slot], modules: dict[int, str], option: TermOption | None
    ) -> tuple[list[Slot], GraduateModel]:
        """Cuts new lines to the hours there are, makes the employers' block and the graduate model."""
        budget = (option.total_hours if option else 0) - sum(s.hours for s in slots)
        room = block_room(slots, budget)
        gap = keep_what_fits(demand.ruled.gap, room.places(self.limits, self.choices), budget)
        self.findings += not_taken(demand.ruled.gap, gap)
        block = employers_block(
            [g.line for g in gap if g.answer is GapClass.NEW],
            slots,
            title=self.outline.employer_block,
            taken=[c.key for c in demand.frame.competences],
            activities=modules,
            room=room,
            limits=self.limits,
            choices=self.choices,
        )
        slots = self._inserted(slots, block.slots)
        titles = titles_ruled(self.outline.rulings)
        model = build_model(
            self.outline.key,
            frame=demand.frame,
            gap=gap,
            employers=block.competences,
            modules=modules,
            library=self.library,
            index=self.index,
            editions=demand.editions,
            titles=titles,
        )
        self.findings += titles_told(titles, model.competences)
        return slots, model

    def _deadlines(self, cards: Iterable[DemandCard], option: TermOption | None) -> None:
        """Cards that want people before anybody can have finished the shortest term; they still count."""
        if option is None:
            return
        earliest = months_later(self.begins, option.months)
        for card in cards:
            if card.deadline < earliest:
                facts = {"job": card.job, "deadline": card.deadline, "earliest": earliest, "months": option.months}
                where = f"card {card.key}"
                self.findings.append(Finding("demand.deadline_before_graduation", where, facts, Severity.WARNING))

    def _result(
        self,
        slots: Sequence[Slot],
        model: GraduateModel,
        taught: Mapping[ElementKey, Taught],
        weights: Mapping[ElementKey, Fraction],
        option: TermOption | None,
    ) -> ProgrammeDesign:
        return ProgrammeDesign(
            key=self.outline.key,
            title=self.outline.title,
            state_standard=self.state.code,
            kind=self.state.kind,
            base=self.outline.base,
            qualification=self.outline.qualification or self.state.qualification,
            norms=self.outline.norms,
            model=model,
            elements=tuple(_element(s, taught[s.index], weights.get(s.index, Fraction(0))) for s in slots),
            total_hours=option.total_hours if option else None,
            findings=tuple(_once(self.findings)),
            choices=self.offers,
            state_edition=self.state.edition,
        )


def _element(s: Slot, taught: Taught, weight: Fraction) -> DesignElement:
    return DesignElement(
        index=s.index,
        title=s.title,
        kind=s.kind,
        cycle=s.cycle,
        module=s.module,
        hours_min=s.hours_min,
        hours_wanted=s.hours,
        hours_max=s.hours_max,
        mandatory_min=s.mandatory_min,
        weight=weight,
        competences=s.competences,
        first=taught.first,
        uses=taught.uses,
        shares=taught.shares,
        after=s.after,
        attestations=s.attestations,
        employer_block=s.employer_block,
        semester_hours=s.semester_hours,
    )


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later (days 1..28)."""
    year, month = divmod(day.month - 1 + months, MONTHS_PER_YEAR)
    return date(day.year + year, month + 1, day.day)


def _next_september(day: date) -> int:
    return day.year if (day.month, day.day) <= (9, 1) else day.year + 1


def _years(option: TermOption | None) -> int:
    """Years of study that a term touches."""
    return max(1, -(-(option.months if option else MONTHS_PER_YEAR) // MONTHS_PER_YEAR))


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Findings without repetitions, in their order."""
    kept: list[Finding] = []
    for f in findings:
        if f not in kept:
            kept.append(f)
    return kept
