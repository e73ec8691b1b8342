"""Lays the table: a design, what was ruled and who ruled it, as the values of `board`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import EditionKey
from remeslo.core.competence.coverage import LineRow, coverage
from remeslo.core.competence.demand import DemandCard, Requirement
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.graduate.frame import frame
from remeslo.core.competence.limits import Limits, NormBook, limits
from remeslo.core.competence.lines.library import Library
from remeslo.core.competence.lines.merge import in_order
from remeslo.core.competence.lines.requests import drawn_on
from remeslo.core.competence.matching import Decision, MatchIndex, edition_of
from remeslo.core.competence.model import Competence, GapLine, RequestRef
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.core.competence.statestandard import OutcomeKind, StateStandard
from remeslo.core.competence.structure.alone import payer_of
from remeslo.core.competence.studio.board import (
    Board,
    CardOnBoard,
    CompetenceOnBoard,
    LineOnBoard,
    RequestOnBoard,
    Spot,
)
from remeslo.core.competence.studio.book import EMPTY, Book
from remeslo.core.competence.studio.candidates import Candidates
from remeslo.core.competence.studio.hoursboard import elements_on_board, hours_rows
from remeslo.core.competence.studio.place import Place, PlaceKind, of_competence, of_line, of_request
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.competence.studio.values import Payer, RejectedRuling, Value
from remeslo.core.competence.studio.versions import covered

_OF_REQUEST = (PlaceKind.REQUEST, PlaceKind.REJECTED, PlaceKind.LINE)
_OF_LINE = (PlaceKind.WORDING, PlaceKind.ANSWER, PlaceKind.PAYER, PlaceKind.PROFICIENCY)


def board(
    design: ProgrammeDesign,
    *,
    outline: ProgrammeOutline,
    cards: Iterable[DemandCard],
    state: StateStandard,
    standards: Iterable[OccupationalStandard],
    pack: NormBook,
    index: MatchIndex,
    day: date,
    book: Book = EMPTY,
    decisions: Sequence[Decision] = (),
) -> Board:
    """
    The table of a design that was made with ``outline.rulings``; `core.line.studio` gives it its arguments.

    Parameters
    ----------
    book
        Who ruled what, and what is contested; without it the spots know only values.
    decisions
        What other working groups accepted and rejected; they order the candidates.
    """
    library = Library(standards, day)
    norms = limits(pack, day=day, kind=state.kind, base=outline.base)
    editions = _editions(outline, state, library)
    candidates = Candidates(library, index, editions, norms.qual_level_max, decisions)
    spots = Spots(outline.rulings.mapping(), book)
    return _Laying(design, in_order(cards)[0], candidates, spots, outline.rulings).board(outline, state, norms)


def _editions(outline: ProgrammeOutline, state: StateStandard, library: Library) -> frozenset[EditionKey]:
    """Editions that the programme draws on, as the constructor takes them."""
    named = {edition_of(f) for c in frame(state, library)[0].competences for f in c.functions}
    return drawn_on(outline.occupational_standards, library, "")[0] | named


@dataclass(frozen=True, slots=True)
class Spots:
    """What stands at each place: in the book, or ruled in the outline from which a table has not opened yet."""

    ruled: Mapping[Place, Value]
    book: Book

    def at(self, place: Place) -> Spot:
        """One place."""
        register = self.book.registers.get(place)
        if register is None:
            return Spot(place=place, value=self.ruled.get(place))
        return Spot(
            place=place,
            value=register.value,
            seen=register.newest,
            by=register.by,
            contested=register.contested,
        )

    def of(self, kinds: Iterable[PlaceKind], key: str) -> dict[PlaceKind, Spot]:
        """Places of several kinds with one key."""
        return {kind: self.at(Place(kind, key)) for kind in kinds}

    def strays(self, shown: Collection[Place]) -> tuple[Spot, ...]:
        """Places with a ruling, or a dispute, that are not on the table."""
        there = {p for p, r in self.book.registers.items() if r.value is not None or r.contested}
        return tuple(self.at(p) for p in sorted({*self.ruled, *there}) if p not in shown)


class _Laying:
    """The three columns, one after another."""

    def __init__(
        self, design: ProgrammeDesign, cards: Sequence[DemandCard], candidates: Candidates, spots: Spots, ruled: Rulings
    ) -> None:
        self.design = design
        self.cards = cards
        self.candidates = candidates
        self.spots = spots
        self.ruled = ruled
        self.lines_of: dict[RequestRef, list[GapLine]] = {}
        for g in design.model.gap:
            for request in g.line.requests:
                self.lines_of.setdefault(request, []).append(g)
        self.by_where: dict[str, list[Finding]] = {}
        for f in design.findings:
            self.by_where.setdefault(f.where, []).append(f)

    def board(self, outline: ProgrammeOutline, state: StateStandard, norms: Limits) -> Board:
        """The whole table."""
        cards = tuple(self._card(c) for c in self.cards)
        lines = tuple(self._line(row) for row in coverage(self.design).lines)
        competences = tuple(self._competence(c) for c in self.design.model.competences)
        elements = elements_on_board(self.design, outline, state, norms, self.spots.at)
        shown = [s.place for c in cards for r in c.requests for s in r.spots.values()]
        shown += [s.place for x in lines for s in x.spots.values()]
        shown += [c.title.place for c in competences] + [e.hours.place for e in elements]
        return Board(
            cards=cards,
            lines=lines,
            competences=competences,
            elements=elements,
            hours=hours_rows(self.design, state, norms),
            coverage=covered(self.design),
            num_outcomes=len(self.design.model.outcomes),
            strays=self.spots.strays(frozenset(shown)),
            findings=self.design.findings,
        )

    def _card(self, card: DemandCard) -> CardOnBoard:
        numbered = {r.number: r for r in sorted(card.requirements, key=lambda r: (r.number, r.text, r.functions))}
        return CardOnBoard(card=card, requests=tuple(self._request(card, r) for r in numbered.values()))

    def _request(self, card: DemandCard, requirement: Requirement) -> RequestOnBoard:
        ref = RequestRef(card.key, requirement.number, card.employer)
        spots = self.spots.of(_OF_REQUEST, of_request(PlaceKind.REQUEST, card.key, requirement.number).key)
        lines = self.lines_of.get(ref, [])
        refused = spots[PlaceKind.REJECTED].value
        return RequestOnBoard(
            ref=ref,
            requirement=requirement,
            lines=tuple(dict.fromkeys(g.line.key for g in lines)),
            spots=spots,
            candidates=self.candidates.of(
                requirement.text,
                taken=tuple(dict.fromkeys(f for g in lines for f in g.line.functions)),
                rejected=refused.rejected if isinstance(refused, RejectedRuling) else (),
            ),
        )

    def _line(self, row: LineRow) -> LineOnBoard:
        g = row.gap
        spots = self.spots.of(_OF_LINE, of_line(PlaceKind.WORDING, g.line.key).key)
        return LineOnBoard(
            gap=g,
            evidence=g.line.evidence,
            employers=tuple(dict.fromkeys(r.employer for r in g.line.requests)),
            payer=payer_of(g, self.ruled, self.design) or Payer.VARIABLE,
            outcomes=row.outcomes,
            elements=row.elements,
            spots=spots,
            findings=tuple(f for s in spots.values() for f in self.by_where.get(str(s.place), ())),
        )

    def _competence(self, c: Competence) -> CompetenceOnBoard:
        own = [o for o in self.design.model.outcomes if o.competence == c.key or c.key in o.also]
        skills, abilities, knowledge = (
            sum(o.kind is kind for o in own)
            for kind in (OutcomeKind.PRACTICE_SKILL, OutcomeKind.ABILITY, OutcomeKind.KNOWLEDGE)
        )
        return CompetenceOnBoard(
            competence=c,
            outcomes=(skills, abilities, knowledge),
            lines=c.lines,
            elements=tuple(e.index for e in self.design.elements if c.key in e.competences),
            title=self.spots.at(of_competence(c.key)),
        )
