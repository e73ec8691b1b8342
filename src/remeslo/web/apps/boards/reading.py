"""
The only way from cells to readers: pages, exports, search, papers and programs all ask here.

What a reader may not see leaves this module as `ShownFigure.hidden`, without a number.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from remeslo.core.base.ratios import FigureState
from remeslo.core.registry.paths import View
from remeslo.core.results.indicator import Indicator
from remeslo.core.rollup.node import NodeFigure
from remeslo.web.apps.boards.models import BoardCell, BoardYear
from remeslo.web.apps.boards.protecting import LEAST
from remeslo.web.apps.results.figures import indicators

EVERYWHERE = "all"
"""One hierarchy and depth for all cells: a node's sums are the same in each."""


class Reader(Protocol):
    """Somebody who looks: an `Audience`, or everybody."""

    def sees(self, node: str) -> bool:
        """True when the node's board may be seen."""

    def sees_hidden(self, node: str) -> bool:
        """True when hidden figures of the node are shown too."""

    def unit_inside(self, node: str) -> str:
        """A unit within the node that the reader knows from inside; blank: none."""


class Public:
    """Everybody, of nodes whose report was published: nothing hidden."""

    def sees(self, node: str) -> bool:
        """The caller has asked whether the report is published."""
        return True

    def sees_hidden(self, node: str) -> bool:
        """Never."""
        return False

    def unit_inside(self, node: str) -> str:
        """Nobody is inside."""
        return ""


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """
    A figure as one reader sees it.

    Parameters
    ----------
    figure
        ``None`` when it is hidden, or there is none.
    num_locked
        How many of its units are locked.
    has_changed
        Facts of today give another figure than the one that is locked.
    now
        That other figure's value, ``None`` where it may not be told.
    """

    node: str
    indicator: Indicator
    period: str
    figure: NodeFigure | None
    hidden: bool = False
    num_locked: int = 0
    num_expected: int = 0
    has_changed: bool = False
    now: Fraction | None = None
    now_above: Decimal | None = None
    now_below: Decimal | None = None

    @property
    def value(self) -> Fraction | None:
        """The value, if it may be seen."""
        return self.figure.value if self.figure else None

    @property
    def state(self) -> str:
        """The word of its state."""
        if self.hidden:
            return "hidden"
        return self.figure.state.value if self.figure else FigureState.NO_DATA.value

    @property
    def difference(self) -> Fraction | None:
        """What facts of today give, less what is locked."""
        return None if self.now is None or self.value is None else self.now - self.value

    @property
    def is_provisional(self) -> bool:
        """True when it can still change, or not all have confirmed it."""
        return self.state not in (FigureState.CONFIRMED.value, FigureState.CLAIMED.value)


@dataclass(frozen=True, slots=True)
class Years:
    """Years that are summed up, the latest first; ``differs`` names those whose two views of the past differ."""

    periods: tuple[str, ...]
    differs: frozenset[str]

    def view_of(self, period: str, view: View) -> str:
        """The view under which the year's rows are kept."""
        return (view if period in self.differs else View.AS_IT_WAS).value


def years() -> Years:
    """One query."""
    rows = list(BoardYear.objects.values_list("period", "differs"))
    return Years(tuple(p for p, _d in rows), frozenset(p for p, differs in rows if differs))


def figures(
    reader: Reader,
    nodes: Iterable[str],
    periods: Iterable[str],
    *,
    known: Years,
    view: View,
    indicator: str | None = None,
    among: Collection[str] | None = None,
) -> Mapping[tuple[str, str, str], ShownFigure]:
    """
    Figures by node, indicator and period, as far as the reader may see the node; one query.

    ``indicator``: of this one only; ``among``: of these only.

    A total from which the reader's own figures would leave fewer people of others than may be told is hidden too.
    """
    chosen = {n for n in nodes if reader.sees(n)}
    inside = {n: f"unit:{u}" for n in chosen if (u := reader.unit_inside(n))}
    wanted = [(p, known.view_of(p, view)) for p in periods]
    rows = BoardCell.objects.filter(  # by view too: the key of the rows begins with it
        view__in={v for _p, v in wanted}, node__in=chosen | set(inside.values()), period__in=[p for p, _v in wanted]
    )
    if indicator is not None:
        rows = rows.filter(indicator=indicator)
    if among is not None:
        rows = rows.filter(indicator__in=list(among))
    cells = {(c.node, c.indicator, c.period): c for c in rows if (c.period, c.view) in wanted}
    every = indicators()
    found = {}
    for (node, key, period), cell in cells.items():
        if node in chosen and key in every:
            own = cells.get((inside.get(node, ""), key, period))
            secret = _is_secret(cell, own, people=every[key].people, sees=reader.sees_hidden(node))
            found[node, key, period] = _shown(cell, every[key], secret=secret, sees=reader.sees_hidden(node))
    return found


def nothing(node: str, indicator: Indicator, period: str) -> ShownFigure:
    """A figure that is not there."""
    return ShownFigure(node, indicator, period, None)


def node_figure(cell: BoardCell) -> NodeFigure:
    """A cell as the core's value."""
    return NodeFigure(
        hierarchy=EVERYWHERE,
        node=cell.node,
        depth=0,
        indicator=cell.indicator,
        period=cell.period,
        editions=tuple(date.fromisoformat(e) for e in cell.editions),
        above=cell.above,
        below=cell.below,
        known=cell.known,
        expected=cell.expected,
        people=cell.people,
        people_left_out=cell.left_out,
        to_confirm=cell.to_confirm,
        confirmed=cell.confirmed,
        disputed=cell.disputed,
        units_expected=cell.num_expected,
        units_reported=cell.num_units,
        states={FigureState(s): n for s, n in cell.states.items()},
    )


def _is_secret(cell: BoardCell, own: BoardCell | None, *, people: bool, sees: bool) -> bool:
    if sees:
        return False
    others = cell.people + cell.left_out - (own.people + own.left_out if own else 0)
    return cell.hidden or (people and own is not None and 0 < others < LEAST)


def _shown(cell: BoardCell, indicator: Indicator, *, secret: bool, sees: bool) -> ShownFigure:
    if secret:
        return ShownFigure(cell.node, indicator, cell.period, None, hidden=True, num_expected=cell.num_expected)
    figure = node_figure(cell)
    tells = cell.has_changed and (sees or not cell.change_hidden)
    return ShownFigure(
        cell.node,
        indicator,
        cell.period,
        figure,
        num_locked=cell.num_locked,
        num_expected=cell.num_expected,
        has_changed=cell.has_changed,
        now=_value(cell.now_above, cell.now_below) if tells else None,
        now_above=cell.now_above if tells else None,
        now_below=cell.now_below if tells else None,
    )


def _value(above: Decimal | None, below: Decimal | None) -> Fraction | None:
    if above is None:
        return None
    if below is None:
        return Fraction(above)
    return Fraction(above) / Fraction(below) if below else None
