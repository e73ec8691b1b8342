"""Each page of the studio asks the same few questions of the database, however much stands on the table."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.studio.sitting import NOW, OWN, TURBINES_1, TURBINES_2, VALVES_1, fresh, rule

STUDIO = "/c/small/studio/"
HERE = f"{STUDIO}welder/"
PAGES = {
    STUDIO: 6,
    f"{STUDIO}new/": 6,
    HERE: 15,
    f"{HERE}proposals/": 9,
    f"{HERE}history/": 8,
    f"{HERE}compare/": 10,
    f"{HERE}signing/": 17,
    f"{HERE}sheet/": 7,
    f"{HERE}menu/?what={TURBINES_1}": 7,
    f"{HERE}since/?stamp=old&base=0": 16,
}


def fill(table: Any, methodist: Any, turbines: Any, times: int) -> None:
    """So many of each: contested places, remarks, proposals with a vote."""
    from remeslo.core.competence.studio.place import read_place
    from remeslo.web.apps.studio.enums import Opinion, RemarkKind
    from remeslo.web.apps.studio.services.proposals import propose, vote
    from remeslo.web.apps.studio.services.remarks import remark
    from remeslo.web.apps.studio.services.writing import Wanted

    for n, place in enumerate((TURBINES_1, TURBINES_2, VALVES_1)[:times]):
        rule(table, methodist, place, OWN)
        rule(table, methodist, place, {"decision": "dropped"})
        remark(table, turbines, read_place(TURBINES_1), f"слово {n}", at=NOW, kind=RemarkKind.DISAGREEMENT)
        wanted = [Wanted(read_place("title:ПК 1.1"), {"title": f"Название {n}"})]
        vote(propose(table, methodist, f"Предложение {n}", wanted, at=NOW), turbines, Opinion.AGREE, at=NOW)


def asked(client: Any, path: str, table: Any) -> int:
    """
    Queries of a page that was asked for before, less those that read the cluster as a value.

    The latter are the registry's and of each app that keeps a part of a cluster: a fixed number, tested there.
    """
    from remeslo.web.apps.registry.snapshot import cluster_value

    client.get(path)
    with CaptureQueriesContext(connection) as value:
        cluster_value(fresh(table).cluster)
    with CaptureQueriesContext(connection) as found:
        answer = client.get(path)
    assert answer.status_code in (200, 204), path
    times = [q["sql"] for q in found].count(value[-1]["sql"])
    return len(found) - times * (len(value) - 1)  # the first of the value's is that of the table


@pytest.mark.parametrize("times", [1, 3])
def test_pages_take_as_many_queries_however_much_stands_on_the_table(client, table, methodist, turbines, times):
    fill(table, methodist, turbines, times)
    client.force_login(methodist)

    assert {path: asked(client, path, table) for path in PAGES} == PAGES


def test_asking_whether_anything_is_new_takes_seven_queries_when_nothing_is(client, table, methodist):
    client.force_login(methodist)
    stamp = client.get(HERE).context["stamp"]

    assert asked(client, f"{HERE}since/?stamp={stamp}", table) == 7
