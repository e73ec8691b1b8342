"""
Demand of many employers as sums: how many people, able to do what, when; nobody's own figure given away.

Cards that the reader may open are summed as they are. Of all other cards only such sums are shown as `disclosure` lets
through, for all axes at once: changing the axis gives nothing away. Filtering the cards before they come here would.
The reader's own employers are not among the others, so two others stay two unknowns to everybody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from remeslo.core.base.disclosure import may_show
from remeslo.core.base.keys import DemandKey, StatementKey
from remeslo.core.competence.demand import DemandCard


class Axis(StrEnum):
    """What the lines of a board are."""

    INDUSTRY = "industry"
    REGION = "region"
    JOB = "job"
    EMPLOYER = "employer"
    FUNCTION = "function"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCard:
    """
    A demand card and where it belongs.

    Parameters
    ----------
    functions
        Work functions that its requirements name or were matched to; empty: all kept in the employer's own words.
    open
        True when the reader may open the card itself.
    """

    card: DemandCard
    industry: str = ""
    region: str = ""
    functions: tuple[StatementKey, ...] = ()
    open: bool = False

    def values(self, axis: Axis) -> tuple[str, ...]:
        """The lines of a board that the card counts in; without a value it counts in ``""``."""
        if axis is Axis.FUNCTION:
            return tuple(dict.fromkeys(self.functions)) or ("",)
        single = {
            Axis.INDUSTRY: self.industry,
            Axis.REGION: self.region,
            Axis.JOB: self.card.job,
            Axis.EMPLOYER: str(self.card.employer),
        }
        return (single[axis],)


@dataclass(frozen=True, slots=True)
class Sum:
    """
    People over some cards.

    Parameters
    ----------
    people, employers, cards
        ``None``: hidden, because the figure would give an employer away.
    by_year
        Calendar year -> people; ``None``: hidden, although the sum may be shown.
    earliest
        First deadline; told only of cards that the reader may open.
    """

    people: int | None = 0
    employers: int | None = 0
    cards: int | None = 0
    by_year: Mapping[int, int] | None = field(default_factory=dict)
    earliest: date | None = None

    @property
    def hidden(self) -> bool:
        """True when even the sum is hidden."""
        return self.people is None


HIDDEN = Sum(None, None, None, None)


@dataclass(frozen=True, slots=True)
class Line:
    """One industry, region, job, employer or work function: cards that the reader may open, and all others."""

    value: str
    own: Sum
    others: Sum

    @property
    def people(self) -> int:
        """People that the reader may know of."""
        return (self.own.people or 0) + (self.others.people or 0)


@dataclass(frozen=True, slots=True)
class Board:
    """
    Demand along one axis.

    Parameters
    ----------
    lines
        Most people first, then by name. Along ``FUNCTION`` a card counts in each of its functions, so that lines do not
        add up to the total; along ``EMPLOYER`` there are only employers whose cards the reader may open.
    years
        Years that some shown sum tells.
    """

    axis: Axis
    lines: tuple[Line, ...]
    total: Line
    years: tuple[int, ...]


Fact = tuple[DemandKey, int]
"""A headcount: card and year."""
Figure = tuple[Axis | None, str, int | None]
"""A sum over others: axis (``None``: the total), line, year (``None``: all years)."""


def boards(cards: Iterable[PlacedCard]) -> Mapping[Axis, Board]:
    """Demand along every axis; each card counts once, its key is its identity."""
    by_key = {p.card.key: p for p in cards}
    closed = [p for p in by_key.values() if not p.open]
    shown = _shown(closed)
    return {axis: _board(axis, by_key, shown) for axis in Axis}


def _board(axis: Axis, by_key: Mapping[DemandKey, PlacedCard], shown: frozenset[Figure]) -> Board:
    groups: dict[str, list[PlacedCard]] = {}
    for placed in by_key.values():
        if placed.open or axis is not Axis.EMPLOYER:
            for value in placed.values(axis):
                groups.setdefault(value, []).append(placed)
    lines = [_line(value, group, (axis, value), shown) for value, group in groups.items()]
    lines.sort(key=lambda line: (-line.people, line.value))
    total = _line("", list(by_key.values()), (None, ""), shown)
    years = {y for line in (*lines, total) for s in (line.own, line.others) for y in s.by_year or ()}
    return Board(axis, tuple(lines), total, tuple(sorted(years)))


def _line(value: str, group: list[PlacedCard], figure: tuple[Axis | None, str], shown: frozenset[Figure]) -> Line:
    others = [p for p in group if not p.open]
    own = _sum([p for p in group if p.open], years=True)
    if figure[0] is Axis.EMPLOYER or not others:
        return Line(value, own, Sum())
    if (*figure, None) not in shown:
        return Line(value, own, HIDDEN)
    yearly = all((*figure, h.year) in shown for p in others for h in p.card.headcount)
    return Line(value, own, _sum(others, years=yearly, deadline=False))


def _sum(cards: list[PlacedCard], *, years: bool, deadline: bool = True) -> Sum:
    by_year: dict[int, int] = {}
    for h in (h for p in cards for h in p.card.headcount):
        by_year[h.year] = by_year.get(h.year, 0) + h.people
    return Sum(
        people=sum(by_year.values()),
        employers=len({p.card.employer for p in cards}),
        cards=len(cards),
        by_year=dict(sorted(by_year.items())) if years else None,
        earliest=min((p.card.deadline for p in cards), default=None) if deadline else None,
    )


def _shown(others: list[PlacedCard]) -> frozenset[Figure]:
    """Sums over others that may be shown, whichever board the reader opens, and in what order."""
    figures: dict[Figure, set[Fact]] = {}
    for p in others:
        lines = [(None, ""), *((axis, v) for axis in Axis if axis is not Axis.EMPLOYER for v in p.values(axis))]
        for axis, value in lines:
            for h in p.card.headcount:
                figures.setdefault((axis, value, None), set()).add((p.card.key, h.year))
                figures.setdefault((axis, value, h.year), set()).add((p.card.key, h.year))
    by_line: dict[tuple[Axis | None, str], list[Figure]] = {}
    for key in figures:
        if key[2] is not None:
            by_line.setdefault(key[:2], []).append(key)
    employer_of = {p.card.key: p.card.employer for p in others}
    return may_show(
        {k: frozenset(facts) for k, facts in figures.items()},
        owner=lambda fact: employer_of[fact[0]],
        together=list(by_line.values()),
    )
