"""The way through a session: every walk obeys the table, the days and the places."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.staffing.course import Session
from remeslo.core.staffing.upskill.steps import (
    COMING,
    MOVES,
    Circumstances,
    StepAct,
    StepRefused,
    StepState,
    after,
    moves,
    refusals,
)

FIRST, LAST = date(2026, 10, 5), date(2026, 10, 16)
SESSION = Session(key="s", course="c", first=FIRST, last=LAST, places=2)


def when(on, taken=0):
    return Circumstances(session=SESSION, on=on, taken=taken)


@given(
    st.lists(st.tuples(st.sampled_from(StepAct), st.integers(-3, 15), st.integers(0, 3)), max_size=12),
)
def test_whatever_is_tried_a_paper_needs_an_offer_an_acceptance_and_attendance_before_it(tries):
    state, walked = None, []
    for act, days, taken in tries:
        try:
            state = after(state, act, when(FIRST + timedelta(days=days), taken))
        except StepRefused as refused:
            assert refused.findings
        else:
            walked.append((act, days, taken))
    acts = [act for act, _, _ in walked]
    if StepAct.CERTIFY in acts:
        before = acts[: acts.index(StepAct.CERTIFY)]
        assert before.index(StepAct.OFFER) < before.index(StepAct.ACCEPT) < before.index(StepAct.CARRY_OUT)
    assert all(days <= 0 and taken < SESSION.places for act, days, taken in walked if act in ("offer", "accept"))
    assert all(FIRST + timedelta(days=days) >= LAST for act, days, _ in walked if act == StepAct.CERTIFY)


@pytest.mark.parametrize("state", [None, *StepState])
@pytest.mark.parametrize("act", list(StepAct))
def test_an_act_is_refused_as_out_of_turn_exactly_when_the_table_has_no_move(state, act):
    found = [f.code for f in refusals(state, act, when(FIRST if act in ("offer", "accept") else LAST))]

    assert found == ([] if (state, act) in MOVES else ["step.not_now"])
    assert (act in moves(state)) is ((state, act) in MOVES)


def test_a_full_session_that_has_begun_tells_both():
    found = list(refusals(None, StepAct.OFFER, when(FIRST + timedelta(days=1), taken=2)))

    assert [f.code for f in found] == ["step.begun", "step.full"] and all(f.hard for f in found)
    assert found[1].facts["taken"] == found[1].facts["places"] == 2


def test_those_who_come_take_a_place_and_so_does_an_offer():
    assert {s for s in StepState if s.takes_a_place} == {StepState.OFFERED, *COMING}
