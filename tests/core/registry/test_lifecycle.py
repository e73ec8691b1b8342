"""The life of a cluster: every step asks for what the table says, and nothing else passes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.registry.keys import ClusterKey
from remeslo.core.registry.lifecycle import (
    STEPS,
    STEPS_FROM,
    ClusterState,
    Requirement,
    StateChange,
    Step,
    check_history,
    check_step,
    state_on,
)

ON = date(2026, 9, 1)


def change(state: ClusterState, on: date = ON, *shown: Requirement) -> StateChange:
    return StateChange(cluster=ClusterKey("k"), state=state, on=on, shown=dict.fromkeys(shown, "paper"))


@pytest.mark.parametrize("step", STEPS, ids=lambda s: f"{s.before.value}-{s.after.value}")
def test_a_step_passes_with_all_that_it_asks_for_and_names_each_thing_that_lacks(step: Step) -> None:
    held = [change(step.before, date(2025, 1, 1))]

    assert check_step(held, change(step.after, ON, *step.needs)) == []
    for lacking in step.needs:
        others = [r for r in step.needs if r is not lacking]
        found = check_step(held, change(step.after, ON, *others))
        assert [(f.code, f.facts["requirement"]) for f in found] == [("registry.step_needs", lacking.value)]


@given(st.sampled_from(ClusterState), st.sampled_from(ClusterState))
def test_there_is_no_way_that_the_table_does_not_have(before: ClusterState, after: ClusterState) -> None:
    found = check_step([change(before, date(2025, 1, 1))], change(after, ON, *Requirement))

    assert (found == []) == any(s.after is after for s in STEPS_FROM[before])


def test_a_blank_paper_shows_nothing() -> None:
    blank = StateChange(
        cluster=ClusterKey("k"), state=ClusterState.SELECTED, on=ON, shown={Requirement.SELECTION_PROTOCOL: " "}
    )

    assert [f.code for f in check_step([change(ClusterState.APPLIED, ON)], blank)] == ["registry.step_needs"]


def test_a_step_before_the_last_one_is_refused() -> None:
    held = [change(ClusterState.APPLIED, ON)]

    found = check_step(held, change(ClusterState.SELECTED, date(2026, 8, 31), Requirement.SELECTION_PROTOCOL))

    assert [f.code for f in found] == ["registry.step_early"]


def test_the_state_of_a_day_is_that_of_the_last_change_up_to_it() -> None:
    history = [
        change(ClusterState.DRAFT, date(2024, 1, 1)),
        change(ClusterState.APPLIED, ON),
        change(ClusterState.SELECTED, ON),
    ]

    assert state_on(history, date(2023, 1, 1)) is ClusterState.DRAFT
    assert state_on(history, date(2026, 8, 31)) is ClusterState.DRAFT
    assert state_on(history, ON) is ClusterState.SELECTED


def test_every_state_is_reached_and_one_only_is_the_end() -> None:
    reached = {s.after for s in STEPS}

    assert reached == set(ClusterState)
    assert [s for s in ClusterState if s.is_end] == [ClusterState.CLOSED]


def test_a_history_is_judged_step_by_step() -> None:
    history = [
        change(ClusterState.OPERATING, date(2024, 9, 2)),
        change(ClusterState.MONITORED, date(2025, 7, 1), Requirement.YEARLY_REPORT),
        change(ClusterState.CLOSED, date(2025, 8, 1), Requirement.MONITORING_RESULT),
    ]

    assert [(f.code, f.facts["requirement"]) for f in check_history(history)] == [
        ("registry.step_needs", "obligations_met")
    ]
