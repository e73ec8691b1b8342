"""What is told before a change is made, and the example's table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.web.studio.sitting import DROPPED, NOW, TURBINES_1, fresh, rule

from remeslo.core.competence.studio.place import PlaceKind, read_place
from remeslo.core.competence.studio.reading import read_value


def preview(table: Any, user: Any, place: str, value: Any) -> Any:
    from remeslo.web.apps.studio.services.preview import preview as told
    from remeslo.web.apps.studio.services.writing import Wanted

    return told(fresh(table), user, [Wanted(read_place(place), value)])


def test_what_a_change_touches_is_told_and_nothing_is_written(table: Any, methodist: Any) -> None:
    impact = preview(table, methodist, TURBINES_1, DROPPED)

    assert impact.groups == ("СВ-26",)
    assert [c.key for c in impact.changes.lines] == ["99.002@12н-2024-02-01:A/01.2"]
    assert not impact.term_plan
    assert fresh(table).last_number == 0
    rule(table, methodist, TURBINES_1, DROPPED)
    assert preview(table, methodist, TURBINES_1, DROPPED).nothing


def test_an_employer_may_ask_what_a_change_would_touch_and_a_stranger_may_not(
    table: Any, valves: Any, stranger: Any
) -> None:
    from remeslo.web.apps.studio.services.refusals import BadValue, NotYours

    assert preview(table, valves, "request:card-valves/1", DROPPED) is not None
    with pytest.raises(NotYours):
        preview(table, stranger, "request:card-valves/1", DROPPED)
    with pytest.raises(BadValue):
        preview(table, valves, "request:card-valves/1", {"decision": "?"})


def test_the_head_of_the_group_and_the_newest_outline_are_asked_for_before_signing(
    cluster: Any, methodist: Any
) -> None:
    from dataclasses import replace

    from remeslo.web.apps.common.models import VersionedDocument
    from remeslo.web.apps.common.services.documents import save_version
    from remeslo.web.apps.registry.contents import outline_content
    from remeslo.web.apps.studio.services.readiness import readiness
    from remeslo.web.apps.studio.services.tables import open_table, take_newer_outline
    from remeslo.web.apps.studio.snapshot import outline_of

    document = VersionedDocument.objects.get(cluster=cluster, kind="outline", key="welder")
    table = open_table(document, by=methodist, at=NOW)
    content = outline_content(replace(outline_of(table), note="поправлено"))
    save_version(cluster, content, by=methodist, at=NOW, publish=True)

    assert [f.code for f in readiness(fresh(table)).stops] == ["studio.no_head", "studio.newer_outline"]
    take_newer_outline(table, by=methodist, at=NOW)
    assert [f.code for f in readiness(fresh(table)).stops] == ["studio.no_head"]


def test_a_table_opens_on_the_rulings_of_its_version(cluster: Any, methodist: Any) -> None:
    from dataclasses import replace

    from remeslo.core.competence.studio.rulings import Rulings
    from remeslo.core.competence.studio.values import HoursRuling
    from remeslo.web.apps.common.models import VersionedDocument
    from remeslo.web.apps.common.services.documents import save_version
    from remeslo.web.apps.registry.contents import outline_content
    from remeslo.web.apps.registry.snapshot import cluster_value
    from remeslo.web.apps.studio.services.tables import open_table
    from remeslo.web.apps.studio.snapshot import rulings_of

    (outline,) = cluster_value(cluster).programmes
    ruled = Rulings.of({read_place("hours:ООД.01"): HoursRuling(hours=80)})
    save_version(cluster, outline_content(replace(outline, rulings=ruled)), by=methodist, at=NOW, publish=True)
    table = open_table(
        VersionedDocument.objects.get(cluster=cluster, kind="outline", key="welder"), by=methodist, at=NOW
    )

    assert rulings_of(fresh(table)) == ruled
    assert [(c.place, c.author) for c in table.changes.all()] == [("hours:ООД.01", methodist)]


def test_the_example_s_table_speaks_of_what_the_example_has(root: Path) -> None:
    from remeslo.interchange.clusterfile import read
    from remeslo.web.apps.studio.services.showing import MARK, PROGRAMME, REMARKS, RULINGS, WANTED

    cluster = read(root / "examples/severokamsk").cluster
    assert cluster is not None
    requests = {f"{c.key}/{r.number}" for c in cluster.demand for r in c.requirements}
    functions = {f"{s.edition}:{f.code}" for s in cluster.standards for f in s.functions}
    ruled = [(place, value) for _who, place, value, _why in RULINGS]

    assert PROGRAMME in {p.key for p in cluster.programmes} and cluster.illustrative and MARK
    assert all(read_value(read_place(p), v).ok for p, v in (*ruled, *WANTED.items()))
    assert {read_place(p).key for p, _v in ruled} | {read_place(p).key for _w, p, *_r in REMARKS} <= requests
    assert {f for _p, v in ruled if isinstance(v, dict) for f in v.get("functions", ())} <= functions  # type: ignore[union-attr]
    assert {read_place(p).key for p in WANTED if read_place(p).kind is PlaceKind.PROFICIENCY} <= functions


def test_demo_people_sit_at_one_table_of_the_example_only(cluster: Any) -> None:
    from remeslo.web.apps.studio.models import Table
    from remeslo.web.apps.studio.services.showing import show_table

    assert show_table(cluster, at=NOW) is None and not Table.objects.exists()
