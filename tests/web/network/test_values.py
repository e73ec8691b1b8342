"""Kept allocations, differences between two, grids of hours, the schematic: what pages are made of."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.web.network.house import shared

from remeslo.core.network.place import ANYBODY, Opening, Place, PlaceKind, Shift
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import Block, Grant, Pattern, Request
from remeslo.core.network.result import Allocation
from remeslo.core.network.terms import OpenHours
from remeslo.interchange.values import from_json, to_json
from remeslo.web.apps.network.comparing import What, differences, touched
from remeslo.web.apps.network.grid import CLOSED, cells_of, is_usual, rows_from
from remeslo.web.apps.network.kept import Booking, Kept, allocation_of, keep, with_pieces
from remeslo.web.apps.network.scene import first_monday
from remeslo.web.apps.network.sitemap import layout

WEEKS = 8


def booking(key: str = "r1", weeks: tuple[int, ...] = (1, 2), **more: Any) -> Booking:
    fields: dict[str, Any] = {
        "request": key,
        "partner": "a",
        "groups": ("g",),
        "element": "УП.01",
        "title": "Практика",
        "size": 10,
        "place": "w",
        "owner": "b",
        "shift": Shift(1),
        "blocks": tuple(Block(w, 5) for w in weeks),
    }
    return Booking(**{**fields, **more})


BOOKINGS = st.lists(
    st.builds(
        booking,
        key=st.sampled_from(["r1", "r2", "r3"]),
        weeks=st.lists(st.integers(0, 7), min_size=1, max_size=3, unique=True).map(lambda w: tuple(sorted(w))),
        place=st.sampled_from(["w", "v"]),
        shift=st.sampled_from([Shift(1), Shift(2)]),
    ),
    max_size=3,
    unique_by=lambda b: b.request,
).map(lambda rows: Kept(2026, tuple(rows)))


@given(BOOKINGS)
def test_what_is_kept_comes_back_from_its_body(kept: Kept) -> None:
    assert from_json(Kept, to_json(kept)) == kept


@given(BOOKINGS, BOOKINGS)
def test_differences_are_none_between_equals_and_name_each_change_once(a: Kept, b: Kept) -> None:
    found = differences(a, b)

    assert differences(a, a) == []
    assert len({d.request for d in found}) == len(found)
    assert {d.request for d in found} == {d.request for d in differences(b, a)}
    same = {k for k in a.booking_of if k in b.booking_of and a.booking_of[k] == b.booking_of[k]}
    assert {d.request for d in found} == ({*a.booking_of, *b.booking_of} - same)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"place": "v"}, What.PLACE),
        ({"weeks": (3, 4)}, What.WEEKS),
        ({"shift": Shift(2)}, What.SHIFT),
    ],
    ids=["place", "weeks", "shift"],
)
def test_a_change_is_called_by_what_changed_and_touches_both_sides(changes: dict[str, Any], what: What) -> None:
    (found,) = differences(Kept(2026, (booking(),)), Kept(2026, (booking(**changes),)))

    assert found.what is what
    assert touched([found]) == {"a": 1, "b": 1}


def test_a_parted_request_is_one_difference() -> None:
    parts = (booking("r1~1", (1,), of="r1"), booking("r1~2", (2,), of="r1", place="v"))
    (found,) = differences(Kept(2026, (booking(),)), Kept(2026, parts))

    assert (found.request, found.what, len(found.after)) == ("r1", What.PARTED, 2)


def problem() -> AllocationProblem:
    def place(key: str) -> Place:
        openings = tuple(Opening(w, Shift(1), {ANYBODY: 5}) for w in range(WEEKS))
        return Place(key=key, kind=PlaceKind.WORKSHOP, site=key, owner="b", title=key, places=12, openings=openings)

    def request(key: str, *starts: int) -> Request:
        patterns = tuple(Pattern((Block(s, 5), Block(s + 1, 5))) for s in starts)
        return Request(key, "a", ("g",), "УП.01", 10, patterns, ("w", "v"), "a", title="Практика")

    return AllocationProblem("p", WEEKS, (place("w"), place("v")), (request("r1", 0, 2), request("r2", 4)))


def test_a_kept_allocation_means_the_same_in_its_problem_and_says_what_was_denied() -> None:
    stated, allocation = problem(), Allocation({"r1": Grant("w", Shift(1), 1)})
    kept = keep(stated, allocation, year=2026, names={"w": "Токарная"}, pinned=["r1", "r2"])

    assert allocation_of(stated, kept) == allocation
    assert [d.request for d in kept.denied] == ["r2"] and kept.pinned == ("r1",)
    assert kept.figures == {"bookings": 1, "refused": 1, "days": 10, "refused_days": 10}


def test_a_booking_whose_weeks_the_plan_no_longer_has_is_left_out() -> None:
    kept = keep(problem(), Allocation({"r1": Grant("w", Shift(1), 1)}), year=2026, names={})
    other = replace(
        problem(), requests=(replace(problem().requests[0], patterns=(problem().requests[0].patterns[0],)),)
    )

    assert allocation_of(other, kept).grants == {}


def test_pieces_of_a_mend_are_put_back_beside_what_was_denied_of_them() -> None:
    whole = problem().requests[0]
    pieces = tuple(replace(whole, key=f"r1~{w}", patterns=(Pattern((Block(w, 5),)),), of=whole.key) for w in (0, 1))
    parted = replace(problem(), requests=(*pieces, problem().requests[1]))
    kept = keep(parted, Allocation({"r1~0": Grant("v", Shift(1), 0)}), year=2026, names={})

    again = with_pieces(problem(), kept)
    assert [r.key for r in again.requests] == ["r1~0", "r1~1", "r2"]
    assert allocation_of(again, kept).grants == {"r1~0": Grant("v", Shift(1), 0)}


MINUTES = st.integers(5, 100)


@given(MINUTES, MINUTES, MINUTES)
@settings(max_examples=30)
def test_the_longest_of_three_ways_is_drawn_longest(ab: int, ac: int, bc: int) -> None:
    low, middle, longest = sorted((ab, ac, bc))
    assume(longest <= low + middle and longest - middle >= 8)  # a triangle, with a longest side to tell
    points = layout(["a", "b", "c"], {("a", "b"): ab, ("a", "c"): ac, ("b", "c"): bc})

    drawn = {pair: math.dist(points[pair[0]], points[pair[1]]) for pair in ("ab", "ac", "bc")}
    assert max(drawn, key=drawn.__getitem__) == max({"ab": ab, "ac": ac, "bc": bc}.items(), key=lambda p: p[1])[0]


@given(st.dictionaries(st.tuples(st.integers(0, 6), st.integers(1, 2)), st.sampled_from(["*", "college", "guests"])))
@settings(max_examples=25)
def test_a_grid_comes_back_from_its_rows(cells: dict[tuple[int, int], str]) -> None:
    class Here:
        value: Any

    full = {(d, s): cells.get((d, s), CLOSED) for d in range(7) for s in (1, 2)}
    rows = rows_from("lathes", full, [])
    here = Here()
    here.value = replace(shared(), open_hours=tuple(rows))
    workshop = here.value.workshops[0]

    assert all(isinstance(r, OpenHours) for r in rows)
    shown = cells_of(here, workshop, "college") if any(is_usual(r) for r in rows) else dict.fromkeys(full, CLOSED)  # type: ignore[arg-type]
    assert {k: v for k, v in shown.items() if k in full} == full


def test_a_month_has_the_weeks_of_its_thursdays() -> None:
    monday = first_monday(2026)
    assert monday.isoformat() == "2026-08-31" and (monday + timedelta(days=3)).month == 9
