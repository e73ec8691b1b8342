"""Cells of a year: computed from its leaves whenever they, what is locked or the places change, and only then."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from remeslo.core.registry.keys import UnitKey, unit_node
from remeslo.core.registry.paths import View
from remeslo.core.registry.placement import Hierarchy
from remeslo.core.rollup.leaf import LeafFigure
from remeslo.web.apps.boards.cells import CellKey, CellValue, cells_of
from remeslo.web.apps.boards.models import BoardCell, BoardNode, BoardYear
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


@transaction.atomic
def sum_year(whole: Country, period: str, *, today: date, at: datetime) -> None:
    """The cells of one year."""
    now = leaves_of(period)
    locked = locked_of(period)
    forests, differs = _forests(whole, period, now, locked, today)
    people = {key: one.people for key, one in indicators().items()}
    expected = expected_units(whole, year_period(int(period)))
    found = cells_of(forests, now=now, locked=locked, expected=expected, people=people)
    _write_cells(period, found)
    _write_nodes(whole, period, forests, [*now, *(leaf for some in locked.values() for leaf in some)])
    if now or locked:
        BoardYear.objects.update_or_create(period=period, defaults={"at": at, "differs": differs})
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
