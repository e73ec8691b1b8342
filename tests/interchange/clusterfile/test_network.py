"""The network's files: what is written is read back the same, what is wrong is told with its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.interchange.clusterfile.strategies import ANY, TEXT, distinct, one_of_or_none
from tests.interchange.clusterfile.test_staffing import DAYS, FRAME, KEYS, MONEY

from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.statestandard import EntryBase, ProgrammeKind, StateStandard
from remeslo.core.line.cluster import Cluster, StudentGroup
from remeslo.core.network.place import Condition
from remeslo.core.network.resources import Organisation, OrganisationRole
from remeslo.core.network.rooms import Room, RoomKind
from remeslo.core.network.terms import (
    Bell,
    ContractClause,
    Holding,
    Hostel,
    NetworkContract,
    OpenHours,
    PartnerQuota,
    UseTerms,
    Weekday,
)
from remeslo.interchange.clusterfile import read_files, write_files
from remeslo.interchange.clusterfile.description import LANGUAGES

ORGANISATIONS = ("org", "other")


def frame() -> Cluster:
    """Two colleges with a workshop and a group."""
    second = Organisation(key="other", name="Второй", role=OrganisationRole.NETWORK_COLLEGE)
    group = StudentGroup(key="g1", organisation="org", programme="p", start_year=2026, size=20)
    state = StateStandard(
        code="15.01.38",
        title="Оператор",
        kind=ProgrammeKind.WORKER,
        order_number="1",
        approved=None,
        qualification="к",
        activities=(),
    )
    outline = ProgrammeOutline(
        key="p",
        title="Программа",
        state_standard=state.code,
        base=EntryBase.BASIC_GENERAL,
        qualification="к",
        norms=next(iter(FRAME.norms)),
    )
    return replace(
        FRAME,
        organisations=(*FRAME.organisations, second),
        groups=(group,),
        state_standards=(state,),
        programmes=(outline,),
    )


@st.composite
def clusters(draw: st.DrawFn) -> Cluster:
    """A small cluster with any network that holds together."""
    contracts = tuple(draw(_contract(k)) for k in draw(distinct(KEYS, 3)))
    keys = [c.key for c in contracts]
    return replace(
        frame(),
        rooms=tuple(draw(_room(k)) for k in draw(distinct(KEYS, 3))),
        bells=tuple(draw(st.lists(_bell(), max_size=4))),
        open_hours=tuple(draw(st.lists(_hours(), max_size=4))),
        use_terms=tuple(draw(st.lists(_terms(), max_size=2))),
        holdings=tuple(
            draw(st.lists(st.builds(Holding, group=st.just("g1"), condition=CONDITION, since=DAYS), max_size=3))
        ),
        contracts=contracts,
        clauses=tuple(draw(_clause(k)) for k in keys),
        quotas=tuple(draw(_quota(k, keys)) for k in draw(distinct(KEYS, 3))),
        hostels=tuple(
            Hostel(key=k, organisation="org", name=draw(TEXT), near=("s1",), beds=draw(st.integers(0, 900)))
            for k in draw(distinct(KEYS, 2))
        ),
    )


CONDITION = st.sampled_from(Condition)


def _room(key: str) -> st.SearchStrategy[Room]:
    return st.builds(
        Room,
        key=st.just(key),
        site=st.sampled_from(("s1", "s2")),
        title=TEXT,
        seats=st.integers(1, 2000),
        kind=st.sampled_from(RoomKind),
        subjects=st.lists(TEXT, max_size=2).map(tuple),
    )


@st.composite
def _bell(draw: st.DrawFn) -> Bell:
    start = draw(st.integers(0, 1439))
    return Bell(start=start, end=draw(st.integers(start + 1, 1440)), shift=draw(st.integers(1, 4)))


@st.composite
def _hours(draw: st.DrawFn) -> OpenHours:
    first = draw(st.none() | DAYS)
    closed = draw(st.booleans())
    return OpenHours(
        workshop="w1",
        days=tuple(draw(st.lists(st.sampled_from(Weekday), unique=True, min_size=1))),
        shifts=tuple(draw(st.lists(st.integers(1, 4), unique=True, min_size=1))),
        user=None if closed else draw(st.sampled_from((None, *ORGANISATIONS))),
        first=first,
        last=draw(st.none() | st.dates(first or date(2000, 1, 1), date(2190, 1, 1))),
        closed=closed,
    )


def _terms() -> st.SearchStrategy[UseTerms]:
    return st.builds(
        UseTerms,
        workshop=st.just("w1"),
        parallel=st.integers(1, 20),
        hours_a_day=st.integers(1, 12),
        asks=st.lists(CONDITION, unique=True, max_size=3).map(tuple),
        programmes=st.sampled_from(((), ("p",))),
        grant=ANY,
    )


@st.composite
def _contract(draw: st.DrawFn, key: str) -> NetworkContract:
    first = draw(DAYS)
    last = first + timedelta(days=draw(st.integers(0, 900)))
    return NetworkContract(key=key, owner="org", partner="other", first=first, last=last, signed=draw(st.none() | DAYS))


@st.composite
def _clause(draw: st.DrawFn, contract: str) -> ContractClause:
    first = draw(st.none() | DAYS)
    return ContractClause(
        contract=contract,
        programme="p",
        executor=draw(st.sampled_from(ORGANISATIONS)),
        elements=draw(st.sampled_from(((), ("УП.01",), ("УП.01", "МДК.01.01")))),
        hours=draw(st.none() | st.integers(1, 10_000)),
        first=first,
        last=draw(st.none() | st.dates(first or date(2000, 1, 1), date(2190, 1, 1))),
    )


@st.composite
def _quota(draw: st.DrawFn, key: str, contracts: list[str]) -> PartnerQuota:
    first = draw(DAYS)
    return PartnerQuota(
        key=key,
        partner="other",
        workshops=("w1",),
        first=first,
        last=first + timedelta(days=draw(st.integers(0, 900))),
        days=draw(st.integers(0, 100_000)),
        price=draw(st.none() | MONEY),
        contract=draw(one_of_or_none(contracts)),
    )


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_the_network_written_and_read_is_the_same(data: st.DataObject) -> None:
    cluster, language = data.draw(clusters()), data.draw(st.sampled_from(LANGUAGES))

    back = read_files(write_files(cluster, language=language))

    assert not [f for f in back.findings if f.hard]
    assert back.cluster == cluster


@pytest.mark.parametrize(
    ("path", "rows", "code"),
    [
        ("звонки.csv", "начало,конец\n9:10,25:00\n", "cluster.wrong_value"),
        ("звонки.csv", "начало,конец\n10:00,9:00\n", "cluster.not_accepted"),
        ("часы_работы.csv", "мастерская,дни\nw1,пн;воскр\n", "cluster.unknown_word"),
        ("часы_работы.csv", "мастерская,кому,закрыта\nw1,org,да\n", "cluster.not_accepted"),
        ("договоры.csv", "номер,владелец,партнёр,с,по\n1,org,org,2026-09-01,2027-06-30\n", "cluster.not_accepted"),
        ("аудитории.csv", "ключ,площадка,название,мест\na,s1,101,0\n", "cluster.out_of_range"),
    ],
)
def test_a_wrong_row_of_the_network_is_told_with_its_place(path: str, rows: str, code: str) -> None:
    files = dict(write_files(frame()))
    files[path] = rows.encode()

    found = [f for f in read_files(files).findings if f.hard]

    assert [(f.code, f.where.partition(":")[0]) for f in found] == [(code, path)]
