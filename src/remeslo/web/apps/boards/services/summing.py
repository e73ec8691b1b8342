"""Cells of a year: computed from its leaves whenever they, what is locked or the places change, and only then."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Count, Max

from remeslo.core.registry.keys import UnitKey, unit_node
from remeslo.core.registry.paths import View
from remeslo.core.registry.placement import Hierarchy
from remeslo.core.rollup.leaf import LeafFigure
from remeslo.web.apps.boards.cells import CellKey, CellValue, cells_of
from remeslo.web.apps.boards.models import BoardCell, BoardNode, BoardYear, LockedFigure, StoredFigure, UnitStanding
from remeslo.web.apps.boards.snapshot import country, leaves_of, locked_of
from remeslo.web.apps.boards.trees import (
    PROGRAMME,
    Country,
    Forest,
    cluster_of_node,
    expected_units,
    forest,
    kind_of,
    programme_node,
)
from remeslo.web.apps.common.services.putting import put_rows
from remeslo.web.apps.results.figures import indicators, year_period

NEVER: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""When a year was added up whose trees have changed since."""
_BATCH = 500
_SUMS = ("above", "below", "known", "expected", "people", "to_confirm", "confirmed", "disputed")
_COLUMNS = (
    *_SUMS,
    "left_out",
    "editions",
    "num_units",
    "num_expected",
    "states",
    "hidden",
    "num_locked",
    "has_changed",
    "now_above",
    "now_below",
    "change_hidden",
)


def sum_up(periods: Iterable[str], *, today: date, at: datetime) -> None:
    """Compute the cells of these years; rows that stay the same are left alone."""
    whole = country()
    for period in sorted(set(periods)):
        sum_year(whole, period, today=today, at=at)


def sum_year(whole: Country, period: str, *, today: date, at: datetime) -> None:
    """
    The cells of one year: worked out first, then written in a short transaction, unless something moved meanwhile.

    On SQLite nobody else writes during a transaction, and a country's year takes seconds to work out. A year whose
    trees have changed, or that moved twice meanwhile, is worked out inside the transaction all the same.
    """
    seen = _stand(period)
    for _try in range(2):
        if seen.year == NEVER:
            break
        made = _worked_out(whole, period, today)
        with transaction.atomic():
            found = _stand(period)
            if found == seen:
                _write(whole, period, made, at)
                return
        seen, whole = found, country()
    with transaction.atomic():
        whole = country()
        _write(whole, period, _worked_out(whole, period, today), at)


@dataclass(frozen=True, slots=True)
class _Stand:
    """What the cells of a year are worked out from, by numbers that grow: leaves are never changed in place."""

    leaves: tuple[Any, Any]
    locked: tuple[Any, Any]
    units: tuple[int, ...]
    year: datetime | None


def _stand(period: str) -> _Stand:
    """How the year stands now; four queries."""
    told = {"count": Count("pk"), "last": Max("pk")}
    leaves = StoredFigure.objects.filter(period=period).aggregate(**told)
    locked = LockedFigure.objects.filter(period=period).aggregate(**told)
    units = UnitStanding.objects.filter(period=period).exclude(reached="").order_by("pk")
    return _Stand(
        leaves=(leaves["count"], leaves["last"]),
        locked=(locked["count"], locked["last"]),
        units=tuple(units.values_list("pk", flat=True)),
        year=BoardYear.objects.filter(period=period).values_list("at", flat=True).first(),
    )


@dataclass(frozen=True, slots=True)
class _Year:
    """What was worked out of a year."""

    cells: Mapping[CellKey, CellValue]
    forests: Mapping[View, Forest]
    leaves: tuple[LeafFigure, ...]
    is_told: bool
    differs: bool


def _worked_out(whole: Country, period: str, today: date) -> _Year:
    """The cells of a year as it stands; nothing is written."""
    now = leaves_of(period)
    locked = locked_of(period)
    forests, differs = _forests(whole, period, now, locked, today)
    people = {key: one.people for key, one in indicators().items()}
    expected = expected_units(whole, year_period(int(period)))
    cells = cells_of(forests, now=now, locked=locked, expected=expected, people=people)
    leaves = (*now, *(leaf for some in locked.values() for leaf in some))
    return _Year(cells, forests, leaves, bool(now or locked), differs)


def _write(whole: Country, period: str, made: _Year, at: datetime) -> None:
    """Cells, nodes and the year; the caller holds a transaction."""
    _write_cells(period, made.cells)
    _write_nodes(whole, period, made.forests, made.leaves)
    if made.is_told:
        BoardYear.objects.update_or_create(period=period, defaults={"at": at, "differs": made.differs})
    else:
        BoardYear.objects.filter(period=period).delete()


def _forests(
    whole: Country,
    period: str,
    now: Iterable[LeafFigure],
    locked: Mapping[str, Any],
    today: date,
) -> tuple[dict[View, Forest], bool]:
    """The trees in both views; only the first where they are the same."""
    of = year_period(int(period))
    units = {leaf.unit for leaf in now} | locked.keys() | expected_units(whole, of)
    then, present = (forest(whole, sorted(units), of, view, today) for view in (View.AS_IT_WAS, View.TODAY))
    differs = then.paths != present.paths
    return ({View.AS_IT_WAS: then, View.TODAY: present} if differs else {View.AS_IT_WAS: then}), differs


def _write_cells(period: str, found: Mapping[CellKey, CellValue]) -> None:
    rows = BoardCell.objects.filter(period=period).values_list("pk", "view", "node", "indicator", *_COLUMNS)
    stale: list[int] = []
    kept: set[CellKey] = set()
    for pk, view, node, indicator, *told in rows:
        key = CellKey(view, node, indicator)
        value = found.get(key)
        if value is not None and _columns(value) == tuple(told):
            kept.add(key)
        else:
            stale.append(pk)
    for start in range(0, len(stale), _BATCH):
        BoardCell.objects.filter(pk__in=stale[start : start + _BATCH]).delete()
    names = ("view", "node", "indicator", "period", *_COLUMNS)
    fresh = ((k.view, k.node, k.indicator, period, *_columns(v)) for k, v in found.items() if k not in kept)
    put_rows(BoardCell, names, fresh)


def _columns(value: CellValue) -> tuple[Any, ...]:
    """What `_COLUMNS` names."""
    figure, now = value.figure, value.now
    return (
        *(getattr(figure, name) for name in _SUMS),
        figure.people_left_out,
        [e.isoformat() for e in figure.editions],
        figure.units_reported,
        figure.units_expected,
        {s.value: n for s, n in sorted(figure.states.items())},
        value.hidden,
        value.num_locked,
        now is not None,
        now.above if now else None,
        now.below if now else None,
        value.change_hidden,
    )


def _write_nodes(whole: Country, period: str, forests: Mapping[View, Forest], leaves: Iterable[LeafFigure]) -> None:
    places: dict[tuple[View, str, str], tuple[str, str]] = {}
    for view, wood in forests.items():
        for hierarchy, node, parent in (*_places(wood), *_programmes(wood, leaves)):
            places.setdefault((view, hierarchy, node), (parent, whole.name_of(node)))
    BoardNode.objects.filter(period=period).delete()
    names = ("view", "period", "hierarchy", "node", "parent", "kind", "name", "peer")
    rows = (
        (view.value, period, hierarchy, node, parent, kind_of(node), name, _peer(whole, node))
        for (view, hierarchy, node), (parent, name) in places.items()
    )
    put_rows(BoardNode, names, rows)


def _places(wood: Forest) -> Iterator[tuple[str, str, str]]:
    for (hierarchy, _unit), path in wood.paths.items():
        for parent, node in zip(("", *path), path, strict=False):
            yield hierarchy.value, node, parent


def _programmes(wood: Forest, leaves: Iterable[LeafFigure]) -> Iterator[tuple[str, str, str]]:
    for leaf in leaves:
        unit = wood.stands[leaf.unit]
        yield Hierarchy.CLUSTER.value, programme_node(unit, leaf.programme), unit_node(UnitKey(unit))


def _peer(whole: Country, node: str) -> str:
    """Clusters and colleges are compared within their industry."""
    cluster = whole.clusters.get(cluster_of_node(node))
    return cluster.industry if cluster and kind_of(node) != PROGRAMME else ""
