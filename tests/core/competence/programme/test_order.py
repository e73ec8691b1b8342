"""Prerequisites: circles are found and named as one would have to study them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.base.elements import ElementKind
from remeslo.core.competence.programme.order import circles, ordered
from remeslo.core.competence.programme.slot import Slot


def slot(index: str, *after: str) -> Slot:
    return Slot(
        index=index,
        title=f"Element {index}",
        kind=ElementKind.THEORY,
        cycle="П",
        module=None,
        hours_min=36,
        hours_max=36,
        mandatory_min=36,
        made=False,
        after=after,
    )


def test_a_circle_is_named_in_the_order_of_study_and_left_in() -> None:
    slots, findings = ordered([slot("A", "C"), slot("B", "A"), slot("C", "B")])

    assert [s.after for s in slots] == [("C",), ("A",), ("B",)]
    assert [(f.code, f.facts["circle"]) for f in findings] == [("programme.prerequisite_circle", "A → B → C → A")]


def test_an_unknown_prerequisite_is_named_and_left_out() -> None:
    slots, findings = ordered([slot("A"), slot("B", "A", "X", "A")])

    assert slots[1].after == ("A",)
    assert [(f.code, f.where, f.facts["before"]) for f in findings] == [("programme.unknown_prerequisite", "B", "X")]


GRAPHS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14).map(
    lambda edges: [slot(str(n), *dict.fromkeys(str(b) for a, b in edges if a == n)) for n in range(7)]
)


@given(GRAPHS)
def test_a_circle_is_found_exactly_when_the_elements_cannot_be_put_in_a_row(slots: list[Slot]) -> None:
    found = circles(slots)

    assert bool(found) == (not can_be_studied(slots))
    after = {s.index: s.after for s in slots}
    for loop in found:
        assert loop[0] == loop[-1]
        assert all(before in after[later] for before, later in pairwise(loop))


def can_be_studied(slots: list[Slot]) -> bool:
    """Takes away what waits for nobody until nothing is left or nothing can be taken."""
    left = {s.index: set(s.after) for s in slots}
    while ready := [k for k, waits in left.items() if not waits]:
        for k in ready:
            del left[k]
        left = {k: waits - set(ready) for k, waits in left.items()}
    return not left


def test_a_long_chain_needs_no_deep_recursion() -> None:
    chain = [slot(str(n), str(n - 1)) if n else slot("0") for n in range(5000)]

    assert circles(chain) == []
    assert len(circles([replace(chain[0], after=("4999",)), *chain[1:]])) == 1
