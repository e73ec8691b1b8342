"""Values as plain JSON: there and back, and rubbish told by what is wrong with it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence.studio.ruled import values

from remeslo.core.base.findings import ProblemError
from remeslo.core.competence.studio.place import OF_REQUESTS, Place, PlaceKind, read_place
from remeslo.core.competence.studio.reading import plain, read_value
from remeslo.core.competence.studio.rulings import Ruling, Rulings
from remeslo.core.competence.studio.values import HoursRuling, WordingRuling
from remeslo.interchange.sentences import say
from remeslo.interchange.values import from_json, to_json

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)
HOLE = re.compile(r"\{[a-z_]{4,}")
"""A fact that a sentence asks for and the finding does not have; data may have braces of its own."""
FIELDS = (
    "decision",
    "functions",
    "rejected",
    "line",
    "text",
    "answer",
    "payer",
    "proficiency",
    "hours",
    "title",
    "note",
)


def a_place(kind: PlaceKind) -> Place:
    return Place(kind, "карта/1" if kind in OF_REQUESTS else "own:карта/1")


@pytest.mark.parametrize("kind", sorted(PlaceKind))
@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_a_value_comes_back_from_json_as_it_was(kind: PlaceKind, data: st.DataObject) -> None:
    value = data.draw(values(kind))

    read = read_value(a_place(kind), json.loads(json.dumps(plain(value))))

    assert read.findings == ()
    assert read.value == value


@settings(deadline=None)
@given(st.sampled_from(sorted(PlaceKind)), JSON | st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=3))
def test_rubbish_is_told_and_never_taken(kind: PlaceKind, data: Any) -> None:
    read = read_value(a_place(kind), data)

    if read.value is None:
        assert (data is None) != bool(read.findings)
        for finding in read.findings:
            assert finding.hard and finding.where == str(a_place(kind))
            assert not any(HOLE.search(f"{say(finding, tongue)}") for tongue in ("ru", "en"))
    else:
        assert read_value(a_place(kind), plain(read.value)).value == read.value


@pytest.mark.parametrize(
    ("place", "data", "code"),
    [
        ("hours:МДК.01.01", 72, "value_not_object"),
        ("hours:МДК.01.01", {"hours": 72, "colour": 1}, "value_field_unknown"),
        ("hours:МДК.01.01", {"note": "так"}, "value_field_missing"),
        ("hours:МДК.01.01", {"hours": "72"}, "value_field_type"),
        ("hours:МДК.01.01", {"hours": True}, "value_field_type"),
        ("hours:МДК.01.01", {"hours": 0}, "value_refused"),
        ("hours:МДК.01.01", {"hours": 10**9}, "value_refused"),
        ("request:a/1", {"decision": "accepted"}, "value_refused"),
        ("request:a/1", {"decision": "maybe"}, "value_field_type"),
        ("request:a/1", {"decision": "own", "functions": ["40.002@1н-2020-01-01:A/01.2"]}, "value_refused"),
        ("request:a/1", {"decision": "accepted", "functions": ["A/01.2"]}, "value_refused"),
        ("rejected:a/1", {"rejected": []}, "value_refused"),
        ("line:a/1", {"line": "куда-то"}, "value_refused"),
        ("wording:own:a/1", {"text": "  "}, "value_refused"),
        ("answer:own:a/1", {"answer": "new", "competence": "ПК 1.1"}, "value_refused"),
        ("proficiency:own:a/1", {"proficiency": 4}, "value_refused"),
        ("title:ПК 3.1", {"title": "x" * 2000}, "value_refused"),
    ],
)
def test_what_is_wrong_with_a_value_is_named(place: str, data: Any, code: str) -> None:
    assert [f.code for f in read_value(read_place(place), data).findings] == [f"ruling.{code}"]


def test_white_space_of_a_form_is_no_fault() -> None:
    read = read_value(read_place("wording:own:a/1"), {"text": " Точить\r\n валы ", "note": " раз \r\nдва\t"})

    assert read.value == WordingRuling(text="Точить валы", note="раз \nдва")


@pytest.mark.parametrize(
    "text", ["", "hours", "hours:", "время:МДК.01.01", "request:карта", "request:карта/0", "line:/1"]
)
def test_a_text_that_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(ProblemError):
        read_place(text)


@given(st.sampled_from(sorted(PlaceKind)))
def test_a_place_comes_back_from_its_text(kind: PlaceKind) -> None:
    assert read_place(str(a_place(kind))) == a_place(kind)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_rulings_keep_one_order_whatever_order_they_come_in_and_come_back_from_json(data: st.DataObject) -> None:
    kinds = data.draw(st.lists(st.sampled_from(sorted(PlaceKind)), unique=True))
    entries = [Ruling(a_place(kind), data.draw(values(kind))) for kind in kinds]

    ruled = Rulings(tuple(entries))

    assert Rulings(tuple(data.draw(st.permutations(entries)))) == ruled
    assert from_json(Rulings, json.loads(json.dumps(to_json(ruled)))) == ruled
    assert Rulings.of(ruled.mapping()) == ruled
    assert ruled.with_((e.place, None) for e in entries) == Rulings.NONE


def test_a_place_ruled_on_twice_and_a_value_of_another_place_are_refused() -> None:
    hours = Ruling(read_place("hours:УП.01"), HoursRuling(hours=36))

    with pytest.raises(ProblemError, match="twice"):
        Rulings((hours, Ruling(hours.place, HoursRuling(hours=72))))
    with pytest.raises(ProblemError, match="takes a HoursRuling"):
        Ruling(hours.place, WordingRuling(text="x"))
