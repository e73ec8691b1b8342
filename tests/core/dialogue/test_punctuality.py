"""Answers on time: each request stands one way, and the share is made of those that count."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.base.findings import ProblemError
from remeslo.core.dialogue.punctuality import Punctual, Request, punctuality

DAY = date(2026, 9, 1)


@st.composite
def requests(draw: st.DrawFn) -> list[Request]:
    pairs = draw(st.lists(st.tuples(st.integers(0, 60), st.none() | st.integers(0, 60)), max_size=8))
    return [
        Request(f"c{n}", DAY + timedelta(asked), None if took is None else DAY + timedelta(asked + took))
        for n, (asked, took) in enumerate(pairs)
    ]


@given(requests(), st.integers(0, 140), st.integers(1, 40))
def test_every_request_stands_one_way_and_waiting_ones_do_not_count(some: list[Request], at: int, days: int) -> None:
    on = DAY + timedelta(at)
    found = punctuality(some, on=on, days=days)

    known = [r for r in some if r.answered is not None and r.answered <= on]
    in_time = sum(r.answered is not None and (r.answered - r.asked).days <= days for r in known)
    open_ = [r for r in some if r not in known]
    assert found.on_time == in_time and found.late == len(known) - in_time
    assert found.overdue == sum((on - r.asked).days > days for r in open_)
    assert found.on_time + found.late + found.overdue + found.waiting == len(some)
    assert found.share == (Fraction(in_time, found.due) if found.due else None)


def test_the_last_day_of_the_term_is_on_time_and_the_next_is_late() -> None:
    last = Request("a", DAY, DAY + timedelta(30))
    next_one = Request("b", DAY, DAY + timedelta(31))

    assert last.stands(DAY + timedelta(40)) is Punctual.ON_TIME
    assert next_one.stands(DAY + timedelta(40)) is Punctual.LATE
    assert next_one.stands(DAY + timedelta(30)) is Punctual.WAITING


def test_an_answer_before_the_question_is_refused() -> None:
    with pytest.raises(ProblemError, match="before it was asked"):
        Request("a", DAY, DAY - timedelta(1))
