"""Beside an element's hours: what comparable elements of other curricula have, why, and the hours to take over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from remeslo.core.base.keys import ElementKey
from remeslo.core.competence.estimate.comparable import Comparable
from remeslo.core.competence.estimate.hours import HoursBook, HoursEstimate
from remeslo.core.competence.estimate.ofdesign import estimates
from remeslo.core.competence.studio.board import Board, ElementOnBoard
from remeslo.web.apps.common.templatetags.words import hours, num
from remeslo.web.apps.programmes.tables.hours import HoursRow, hours_rows
from remeslo.web.apps.studio.snapshot.memory import Last

_kept: Last[tuple[Any, tuple[Comparable, ...], int], Mapping[ElementKey, HoursEstimate]] = Last(8)


@dataclass(frozen=True, slots=True)
class EstimateItem:
    """
    An element's estimate for one reader.

    Parameters
    ----------
    take
        Hours to take over: the estimate, brought to what may be ruled for the element; 0 when it has them already.
    note
        The reason that is kept with them.
    """

    row: HoursRow
    take: int
    note: str


def estimates_of(
    design: Any, board: Board, known: Sequence[Comparable], *, practice_step: int, reads_all: bool, language: str
) -> Mapping[str, EstimateItem]:
    """By index, of elements that have anything comparable; reckoned once a design."""
    key = (design, tuple(known), practice_step)
    found = _kept.get(key, lambda: estimates(design, HoursBook(key[1]), practice_step=practice_step))
    rows = hours_rows(design, found, reads_all=reads_all, language=language)
    elements = {e.index: e for e in board.elements}
    return {r.element.index: _item(r, elements[r.element.index]) for r in rows if r.element.index in elements}


def _item(row: HoursRow, element: ElementOnBoard) -> EstimateItem:
    assert row.estimate is not None
    lawful = _lawful(row.estimate.hours, element)
    told = {"hours": hours(lawful), "low": num(row.estimate.low), "high": num(row.estimate.high)}
    note = _("by the estimate: %(hours)s, comparable elements have %(low)s–%(high)s") % told
    return EstimateItem(row, 0 if lawful == row.element.hours_wanted else lawful, note)


def _lawful(wanted: int, element: ElementOnBoard) -> int:
    """The nearest hours that may be ruled: in steps, not below the least, not above the most."""
    stepped = max(element.least, round(wanted / element.step) * element.step)
    return stepped if element.most is None else min(stepped, element.most)
