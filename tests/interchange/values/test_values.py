"""Values to JSON and back: nothing changes, and a wrong place is named."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum, StrEnum
from fractions import Fraction
from typing import NewType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.values import ValuesError, from_json, to_json

Key = NewType("Key", str)


class Colour(StrEnum):
    RED = "red"


class Rank(IntEnum):
    LOW = 0
    HIGH = 1


@dataclass(frozen=True)
class Inner:
    key: Key
    share: Fraction = Fraction(1)


@dataclass(frozen=True)
class Everything:
    name: str
    inner: tuple[Inner, ...]
    pair: tuple[int, str]
    weeks: frozenset[int] | None
    colour: Colour
    rank: Rank
    price: Decimal
    day: date | None
    hours: Mapping[Key, Mapping[int, int]]
    facts: Mapping[str, object] = field(default_factory=dict)
    flag: bool = False


@dataclass(frozen=True)
class Changed:
    at: datetime | None


facts = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.fractions()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.dates()
    | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
inners = st.builds(Inner, key=st.text().map(Key), share=st.fractions())
everything = st.builds(
    Everything,
    name=st.text(),
    inner=st.lists(inners, max_size=3).map(tuple),
    pair=st.tuples(st.integers(), st.text()),
    weeks=st.none() | st.frozensets(st.integers()),
    colour=st.just(Colour.RED),
    rank=st.sampled_from(Rank),
    price=st.decimals(allow_nan=False, allow_infinity=False),
    day=st.none() | st.dates(),
    hours=st.dictionaries(st.text().map(Key), st.dictionaries(st.integers(), st.integers())),
    facts=st.dictionaries(st.text(), facts, max_size=3),
    flag=st.booleans(),
)


@given(everything)
def test_any_value_written_and_read_is_equal(value):
    assert from_json(Everything, json.loads(json.dumps(to_json(value)))) == value


@given(everything)
def test_the_text_depends_on_the_value_alone(value):
    again = from_json(Everything, json.loads(json.dumps(to_json(value))))

    assert json.dumps(to_json(again)) == json.dumps(to_json(value))


def test_a_finding_keeps_its_fractions_dates_and_severity():
    finding = Finding(
        "term.x", "week 3", {"share": Fraction(7, 10), "day": date(2026, 9, 1), "n": (1, 2)}, Severity.NOTE
    )

    assert from_json(Finding, to_json(finding)) == finding


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"name": 3}, ".name"),
        ({"pair": [1]}, ".pair"),
        ({"rank": "MIDDLE"}, ".rank"),
        ({"colour": "blue"}, ".colour"),
        ({"price": "much"}, ".price"),
        ({"day": "2026-13-01"}, ".day"),
        ({"inner": [{"key": "a"}, {"share": "1/2"}]}, ".inner[1].key"),
        ({"inner": [{"key": "a", "share": "1/0"}]}, ".inner[0].share"),
        ({"hours": {"a": {"x": 1}}}, ".hours.a"),
        ({"unknown": 1}, ".unknown"),
        ({"flag": 1}, ".flag"),
        ({"facts": {"a": {"$float": []}}}, ".facts.a"),
        ({"facts": {"a": {"$float": "much"}}}, ".facts.a"),
        ({"facts": {"a": {"$tuple": 5}}}, ".facts.a"),
        ({"facts": {"a": {"$map": 5}}}, ".facts.a"),
    ],
)
def test_wrong_data_names_the_place(change, path):
    good = to_json(Everything("n", (), (1, "a"), None, Colour.RED, Rank.LOW, Decimal("1.50"), None, {}, {}, False))

    with pytest.raises(ValuesError) as caught:
        from_json(Everything, {**good, **change})

    assert caught.value.path == path


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=5, minutes=30)), None])
def test_a_moment_comes_back_with_its_time_zone(zone):
    moment = datetime(2023, 7, 13, 15, 16, 44, 968_000, tzinfo=zone)

    assert from_json(Changed, json.loads(json.dumps(to_json(Changed(moment))))) == Changed(moment)
    finding = Finding("x", "", {"at": moment, "day": date(2023, 7, 13)}, Severity.NOTE)
    assert from_json(Finding, to_json(finding)) == finding
