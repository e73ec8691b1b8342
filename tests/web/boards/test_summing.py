"""Adding a year up holds nobody back while it thinks, and never writes what is outdated by then."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from tests.web.boards.conftest import NOW, TODAY, YEAR

from remeslo.web.apps.boards.cells import cells_of
from remeslo.web.apps.boards.models import BoardCell, BoardYear, StoredFigure
from remeslo.web.apps.boards.services import summing
from remeslo.web.apps.boards.services.summing import NEVER, sum_up


def cells() -> list[Any]:
    told = ("view", "node", "indicator", "above", "below", "hidden", "num_units", "num_expected")
    return sorted(BoardCell.objects.filter(period=YEAR).values_list(*told), key=repr)


@pytest.fixture
def thinking(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What happens each time the cells are worked out, in turn; how deep in transactions that was."""
    acts: list[Any] = []
    inside: list[int] = []
    work = cells_of

    def watched(*args: Any, **kwargs: Any) -> Any:
        found = work(*args, **kwargs)
        inside.append(len(connection.savepoint_ids))
        if acts:
            acts.pop(0)()
        return found

    monkeypatch.setattr(summing, "cells_of", watched)
    return [acts, inside]


def lose_a_leaf() -> None:
    """Facts were taken back while somebody added up."""
    StoredFigure.objects.filter(pk=StoredFigure.objects.filter(period=YEAR).latest("pk").pk).delete()


def test_it_thinks_outside_of_its_transaction(refreshed: Any, thinking: list[Any]) -> None:
    outside = len(connection.savepoint_ids)
    before = cells()

    sum_up([YEAR], today=TODAY, at=NOW)

    assert thinking[1] == [outside] and cells() == before


@pytest.mark.parametrize("times", [1, 2])
def test_what_moved_meanwhile_is_in_the_cells(refreshed: Any, thinking: list[Any], times: int) -> None:
    outside, before = len(connection.savepoint_ids), cells()
    thinking[0].extend([lose_a_leaf] * times)

    sum_up([YEAR], today=TODAY, at=NOW)
    written = cells()

    assert thinking[1] == [outside, outside, outside + 1][: times + 1], "twice outside, then it holds the others back"
    sum_up([YEAR], today=TODAY, at=NOW)
    assert cells() == written != before


def test_year_whose_trees_changed_is_added_up_inside(refreshed: Any, thinking: list[Any]) -> None:
    outside = len(connection.savepoint_ids)
    BoardYear.objects.filter(period=YEAR).update(at=NEVER)

    sum_up([YEAR], today=TODAY, at=NOW)

    assert thinking[1] == [outside + 1] and BoardYear.objects.get(period=YEAR).at == NOW
