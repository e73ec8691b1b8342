"""Many rows at once are the rows that Django itself would have written."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError

from remeslo.web.apps.boards.models import BoardCell, StoredFigure
from remeslo.web.apps.common.models import Cluster, Organisation
from remeslo.web.apps.common.services.putting import put_rows
from remeslo.web.apps.results.models import FactRow

pytestmark = pytest.mark.django_db
NASTY = ("", "a\tb", "line\nbreak", "back\\slash \\N", "quote \" and ' %s", "Ёлка №1", "{}")


def values_of(model, *leave_out):
    names = [f.attname for f in model._meta.fields if f.attname not in ("id", *leave_out)]
    return sorted(map(repr, model.objects.values_list(*names)))


def test_cells_are_what_bulk_create_writes():
    names = ("view", "node", "indicator", "period", "above", "below", "editions", "states", "hidden", "people")
    rest = {"left_out": 0, "num_units": 1, "num_expected": 2, "num_locked": 0, "has_changed": False}
    rest |= {"change_hidden": True, "to_confirm": 0, "confirmed": 0, "disputed": 0}
    rows = [
        ("now", text, "K1", "2026", Decimal("1234567890.123456"), None, [text], {text: n}, bool(n % 2), n)
        for n, text in enumerate(NASTY)
    ]
    BoardCell.objects.bulk_create([BoardCell(**dict(zip(names, r, strict=True)), **rest) for r in rows])
    wanted = values_of(BoardCell)
    BoardCell.objects.all().delete()
    put_rows(BoardCell, (*names, *rest), ((*r, *rest.values()) for r in rows))
    assert values_of(BoardCell) == wanted
    assert len(wanted) == len(NASTY)


def test_dates_times_and_keys_of_other_rows_come_back():
    cluster = Cluster.objects.create(
        key="put", name="P", industry="i", region="r", day=date(2026, 1, 1), start_year=2026
    )
    house = Organisation.objects.create(cluster=cluster, key="o", name="O", role="base_college")
    at = datetime(2026, 10, 31, 23, 59, 59, 123456, tzinfo=UTC)
    names = ("cluster_id", "key", "kind", "subject", "on", "known", "by_id", "college_id", "values", "evidence", "at")
    more = {"corrects": "", "withdraws": False, "note": ""}
    row = (cluster.pk, "f", "practice", "s", date(2026, 2, 28), date(2026, 3, 1), house.pk, None)
    put_rows(FactRow, (*names, *more), [(*row, {"hours": ["int", 36]}, ["x"], at, *more.values())])
    found = FactRow.objects.get()
    assert (found.by, found.college, found.on, found.known, found.at) == (house, None, row[4], row[5], at)
    assert (found.values, found.evidence) == ({"hours": ["int", 36]}, ["x"])


def test_a_row_that_the_database_refuses_leaves_none():
    cluster = Cluster.objects.create(
        key="put", name="P", industry="i", region="r", day=date(2026, 1, 1), start_year=2026
    )
    names = ("cluster_id", "period", "college", "programme", "indicator", "edition", "above")
    names = (*names, "people", "to_confirm", "confirmed", "disputed")
    row = (cluster.pk, "2026", "c", "p", "K1", date(2024, 1, 1), Decimal(1), 1, 0, 0, 0)
    with pytest.raises(IntegrityError):
        put_rows(StoredFigure, names, [row, row])
    assert not StoredFigure.objects.exists()


def test_nothing_to_put_is_nothing():
    put_rows(BoardCell, ("view", "node"), [])
    assert not BoardCell.objects.exists()
