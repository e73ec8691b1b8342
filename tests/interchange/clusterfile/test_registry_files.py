"""The registry's files: what is written is read back the same, what is wrong is told with its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.interchange.clusterfile.strategies import ANY, TEXT, distinct
from tests.interchange.clusterfile.test_staffing import DAYS, FRAME, KEYS

from remeslo.core.base.roles import OrganisationRole
from remeslo.core.line.cluster import Cluster
from remeslo.core.network.resources import Site
from remeslo.core.registry.entity import EntityKind, EntityName, LegalEntity
from remeslo.core.registry.keys import COUNTRY, ClusterKey, NodeKey, NodeKind, node_key
from remeslo.core.registry.lifecycle import ClusterState, Requirement, StateChange
from remeslo.core.registry.members import Licence, MemberOf
from remeslo.core.registry.placement import Hierarchy, Placement
from remeslo.core.registry.succession import Succession
from remeslo.interchange.clusterfile import read_files, write_files
from remeslo.interchange.clusterfile.description import LANGUAGES

DEGREES = st.decimals(-90, 90, places=6).map(lambda d: d + 0)  # no minus before nought
NAMES = TEXT.filter(lambda t: t == t.strip() and ":" not in t)
PAPERS = st.text("абв abc №1-./=", min_size=1).map(str.strip).filter(bool)


@st.composite
def _days(draw: st.DrawFn) -> tuple[date, date | None]:
    since = draw(DAYS)
    return since, draw(st.none() | st.integers(1, 900).map(lambda n: since + timedelta(days=n)))


@st.composite
def _entity(draw: st.DrawFn, key: str) -> LegalEntity:
    there = draw(st.booleans())
    return LegalEntity(
        key=key,
        name=draw(TEXT),
        kind=draw(st.sampled_from(EntityKind)),
        short=draw(ANY),
        inn=draw(ANY),
        ogrn=draw(ANY),
        region=draw(ANY),
        latitude=draw(DEGREES) if there else None,
        longitude=draw(DEGREES) if there else None,
    )


@st.composite
def clusters(draw: st.DrawFn) -> Cluster:
    """A small cluster with any registry."""
    keys = draw(distinct(KEYS)) or ["e"]
    whose = st.sampled_from(keys)
    kinds = st.sampled_from([k for k in NodeKind if k not in (NodeKind.UNIT, NodeKind.COUNTRY)])
    nodes = st.builds(node_key, kinds, NAMES)
    pairs = st.lists(st.tuples(nodes, nodes | st.just(COUNTRY)).filter(lambda p: p[0] != p[1]), max_size=3)
    latitude, longitude = draw(DEGREES), draw(DEGREES)
    site = Site(key="s1", organisation="org", name="s", latitude=latitude, longitude=longitude)
    others = [k for k in keys if k != keys[0]]
    return replace(
        FRAME,
        sites=(site, FRAME.sites[1]),
        entities=tuple(draw(_entity(k)) for k in keys),
        entity_names=tuple(
            EntityName(entity=draw(whose), name=draw(TEXT), kind=draw(st.sampled_from(EntityKind)), since=s, until=u)
            for s, u in draw(st.lists(_days(), max_size=3))
        ),
        memberships=tuple(
            MemberOf(
                entity=draw(whose),
                cluster=ClusterKey(FRAME.key),
                organisation="org",
                role=draw(st.sampled_from(OrganisationRole)),
                since=s,
                until=u,
            )
            for s, u in draw(st.lists(_days(), max_size=3))
        ),
        licences=tuple(
            Licence(entity=draw(whose), code=draw(TEXT), title=draw(TEXT), since=s, until=u, number=draw(ANY))
            for s, u in draw(st.lists(_days(), max_size=3))
        ),
        placements=tuple(
            Placement(hierarchy=draw(st.sampled_from(Hierarchy)), child=c, parent=p, since=draw(DAYS))
            for c, p in draw(pairs)
        ),
        successions=tuple(
            Succession(key=k, on=draw(DAYS), predecessors=(keys[0],), successors=tuple(others), document=draw(ANY))
            for k in draw(distinct(KEYS, 2))
            if others
        ),
        states=tuple(
            StateChange(
                cluster=ClusterKey(FRAME.key),
                state=draw(st.sampled_from(ClusterState)),
                on=draw(DAYS),
                shown=draw(st.dictionaries(st.sampled_from(Requirement), PAPERS, max_size=3)),
                note=draw(ANY),
            )
            for _ in range(draw(st.integers(0, 3)))
        ),
    )


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_the_registry_written_and_read_is_the_same(data: st.DataObject) -> None:
    cluster, language = data.draw(clusters()), data.draw(st.sampled_from(LANGUAGES))

    back = read_files(write_files(cluster, language=language))

    assert not [f for f in back.findings if f.hard], back.findings
    assert back.cluster == cluster


@pytest.mark.parametrize(
    ("path", "rows", "code"),
    [
        ("юрлица.csv", "ключ,название,вид,широта\na,А,колледж,95\n", "cluster.out_of_range"),
        ("юрлица.csv", "ключ,название,вид,широта\na,А,колледж,55\n", "cluster.not_accepted"),
        ("участие.csv", "организация,участник,роль,с\nno,org,базовый колледж,2026-09-01\n", "cluster.leads_nowhere"),
        ("иерархии.csv", "иерархия,что,внутри,с\nотрасль,завод:А,отрасль:Б,2026-09-01\n", "cluster.wrong_value"),
        ("иерархии.csv", "иерархия,что,внутри,с\nотрасль,кластер:c,кластер:c,2026-09-01\n", "cluster.not_accepted"),
        ("состояния.csv", "состояние,дата,подтверждено\nзаявка,2026-09-01,печать=1\n", "cluster.wrong_value"),
    ],
)
def test_a_wrong_row_of_the_registry_is_told_with_its_place(path: str, rows: str, code: str) -> None:
    files = dict(write_files(FRAME))
    files[path] = rows.encode()

    back = read_files(files)

    assert back.cluster is None
    assert [(f.code, f.where.split(":")[0]) for f in back.findings if f.hard] == [(code, path)]


def test_a_site_south_and_west_is_read_with_its_signs() -> None:
    files = dict(write_files(FRAME))
    files["площадки.csv"] = 'ключ,организация,название,широта,долгота\ns1,org,А,"-33,9","-18,42"\ns2,org,Б,,\n'.encode()

    cluster = read_files(files).cluster

    assert cluster is not None
    assert cluster.sites[0].point == (Decimal("-33.9"), Decimal("-18.42"))
    assert cluster.sites[1].point is None


def test_a_node_is_read_in_both_languages() -> None:
    files = dict(write_files(FRAME))
    files["иерархии.csv"] = "иерархия,что,внутри,с\nотрасль,кластер:c,отрасль: Металл (и сплавы) ,2026-09-01\n".encode()

    cluster = read_files(files).cluster

    assert cluster is not None
    assert cluster.placements[0].parent == NodeKey("industry:Металл (и сплавы)")
