"""MiniZinc and OPL data: what is read, and where a bad text is wrong."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from remeslo.interchange.modeldata import Notes, Values, circle, plain_weeks, read_model_data, working_order
from remeslo.interchange.modeldata.notes import MOST_FINDINGS
from remeslo.interchange.modeldata.statements import Members


def read(text: str):
    notes = Notes("x.dzn")
    return read_model_data(text, notes), notes


def test_values_of_every_form_are_read() -> None:
    data, notes = read(
        'include "m.mzn"; % a comment\n'
        "n = -3; w = word; l = [1, 2, 3,]; s = {2, 1}; r = 2..4; /* two\nlines */ t = [| 1, 2 | 3, 4 |];\n"
        "a = array2d(rows, 1..2, [1, 2, 3, 4]); b = array1d(1..2, [5, 6]); p = {<a, b>, <c, d>}; // end\n"
        "constraint prerequisite(3, 1)"
    )

    assert notes.told == ()
    assert data.values == {
        "n": -3,
        "w": "word",
        "l": (1, 2, 3),
        "s": Members((2, 1)),
        "r": Members((2, 3, 4)),
        "t": ((1, 2), (3, 4)),
        "a": ((1, 2), (3, 4)),
        "b": (5, 6),
        "p": Members((("a", "b"), ("c", "d"))),
    }
    assert [(c.name, c.arguments, c.line) for c in data.calls] == [("prerequisite", (3, 1), 5)]
    assert data.lines["t"] == 3


def test_a_comment_that_is_never_closed_ends_with_its_line_and_is_told() -> None:
    data, notes = read("a = 1; /* open\nb = 2;")

    assert dict(data.values) == {"a": 1, "b": 2}
    assert [(f.code, f.where, f.hard) for f in notes.told] == [("instance.comment_open", "x.dzn:1", False)]


def test_a_syntax_error_names_its_line_and_stops_the_reading() -> None:
    for text, line in (
        ("a = 1;\nb 2;", 2),
        ("a = [1, 2", 1),
        ("a =\n\n?;", 3),
        ("a = 1234567890123456;", 1),
        ("a = {1;", 1),
    ):
        _, notes = read(text)

        assert [(f.code, f.where) for f in notes.told] == [("instance.syntax", f"x.dzn:{line}")], text


def test_too_deep_and_too_long_values_are_refused() -> None:
    for text in ("a = " + "[" * 50 + "]" * 50 + ";", "a = 1..99999999;"):
        _, notes = read(text)

        assert [f.code for f in notes.told] == ["instance.syntax"]


@given(st.text(max_size=80) | st.text(alphabet='abc12[]{}|<>()=;,.-/*%" \n', max_size=80))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    _, notes = read(text)

    assert len(notes.told) <= MOST_FINDINGS + 1


def test_getters_tell_what_is_missing_or_of_another_shape() -> None:
    data, notes = read("n = 5; l = [1, 2]; s = [{1}, {9}]; t = [| 1, 2 | 3, 4 |]; odd = 1;")
    values = Values(data, notes)

    assert values.number("n", least=1, most=9) == 5
    assert values.numbers("l", 2) == (1, 2)
    assert values.rows("t", 2, 2) == ((1, 2), (3, 4))
    assert notes.told == ()
    assert values.number("n", least=6) == 6
    assert values.numbers("l", 3) == ()
    assert values.sets("s", 2, most=3) == (frozenset({1}), frozenset())
    assert values.number("nowhere") == 0
    values.tell_unknown()
    assert [f.code for f in notes.told] == [
        "instance.bad_value",
        "instance.wrong_length",
        "instance.bad_value",
        "instance.name_unknown",
    ]


def test_a_missing_name_is_told_where_nothing_else_is_wrong() -> None:
    data, notes = read("a = 1;")

    Values(data, notes).number("b")

    assert [(f.code, f.facts["name"]) for f in notes.told] == [("instance.name_missing", "b")]


EDGES = st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7)), max_size=12)


@given(EDGES)
def test_circle_is_empty_exactly_when_the_numbers_can_be_put_in_order(pairs: list[tuple[int, int]]) -> None:
    left = {n for pair in pairs for n in pair}
    while free := {n for n in left if not any(b in left and a == n for b, a in pairs)}:
        left -= free

    assert set(circle(pairs)) == left


@given(st.permutations(range(1, 7)), EDGES, st.sets(st.integers(1, 6)))
def test_working_order_keeps_what_order_says_through_numbers_that_do_not_work(order, pairs, working) -> None:
    rank = {n: i for i, n in enumerate(order)}
    forward = {(b, a) for b, a in pairs if b in rank and a in rank and rank[b] < rank[a]}

    found = working_order(working, forward)

    def before(n: int) -> set[int]:
        direct = {b for b, a in forward if a == n}
        return {b for b in direct if b in working}.union(*(before(b) for b in direct if b not in working))

    assert found == {n: frozenset(before(n)) for n in working}


def test_plain_weeks_are_study_weeks_in_a_row() -> None:
    calendar = plain_weeks(4)

    assert [w.index for w in calendar.study] == [0, 1, 2, 3]
    assert all((b.monday - a.monday).days == 7 for a, b in pairwise(calendar.weeks))
