"""Approval: order kept, returned with a remark, locked with a hash, nobody twice."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.rollup.samples import leaf

from remeslo.core.base.findings import ProblemError
from remeslo.core.rollup.approval import (
    Approval,
    Level,
    Progress,
    Step,
    after,
    changed_since,
    check_step,
    hash_of,
    in_force,
    progress,
)

AT = datetime(2027, 2, 1, tzinfo=UTC)
FIGURES = (leaf("c/a"), leaf("c/a", "q"))


def step(level: Level, what: Step | None = None, by: str = "", remark: str = "") -> Approval:
    what = what or (Step.SUBMIT if level is Level.COLLEGE else Step.APPROVE)
    return Approval(
        node="c/a", period="2026", level=level, step=what, by=by or level.value, at=AT, figures=hash_of(FIGURES),
        remark=remark,
    )  # fmt: skip


def upto(level: Level) -> Progress:
    return progress(step(lv) for lv in Level if lv.rank <= level.rank)


@given(st.lists(st.tuples(st.sampled_from(Level), st.sampled_from(Step), st.sampled_from("xyzw")), max_size=12))
def test_whatever_is_tried_levels_agree_one_after_another_and_by_different_people(
    tries: list[tuple[Level, Step, str]],
) -> None:
    here = Progress()
    for level, what, by in tries:
        try:
            one = step(level, what, by, "why")
        except ProblemError:
            continue
        if not check_step(here, one):
            here = after(here, one)
        agreed = list(here.by or {})
        assert agreed == [lv for lv in Level if here.reached and lv.rank <= here.reached.rank]
        assert len(set((here.by or {}).values())) == len(agreed)
        assert here.locked == bool(here.figures)


def test_all_four_levels_agree_and_nobody_is_waited_for() -> None:
    done = upto(Level.COUNTRY)

    assert (done.reached, done.waits_for, done.figures) == (Level.COUNTRY, None, hash_of(FIGURES))


def test_a_return_opens_the_figures_and_keeps_the_remark() -> None:
    back = after(upto(Level.CLUSTER), step(Level.REGION, Step.RETURN, remark="K3 of welders"))

    assert (back.locked, back.waits_for, back.remark) == (False, Level.COLLEGE, "K3 of welders")


def test_reopening_takes_back_the_last_approval_only_and_only_by_its_level() -> None:
    here = upto(Level.REGION)

    wrong = check_step(here, step(Level.CLUSTER, Step.REOPEN, remark="r"))
    back = after(here, step(Level.REGION, Step.REOPEN, remark="r"))

    assert [f.code for f in wrong] == ["approval.not_theirs_to_reopen"]
    assert (back.reached, back.waits_for) == (Level.CLUSTER, Level.REGION)


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (step(Level.REGION), "approval.not_their_turn"),
        (step(Level.CLUSTER, by="college"), "approval.twice_by_one"),
        (step(Level.COLLEGE), "approval.not_their_turn"),
    ],
    ids=["skipped", "own", "again"],
)
def test_a_step_out_of_order_or_by_the_same_person_is_refused(one: Approval, code: str) -> None:
    here = upto(Level.COLLEGE)

    assert [f.code for f in check_step(here, one)] == [code]
    with pytest.raises(ProblemError, match=code):
        after(here, one)


def test_approving_other_figures_than_those_submitted_is_refused() -> None:
    here = progress([step(Level.COLLEGE)])
    other = Approval(
        node="c/a", period="2026", level=Level.CLUSTER, step=Step.APPROVE, by="m", at=AT, figures=hash_of(FIGURES[:1])
    )

    assert [f.code for f in check_step(here, other)] == ["approval.figures_changed"]


def test_returning_without_a_remark_is_no_step() -> None:
    with pytest.raises(ProblemError, match="remark"):
        step(Level.CLUSTER, Step.RETURN)


@given(st.randoms(use_true_random=False))
def test_the_hash_knows_neither_order_nor_the_writing_of_a_number(dice: Random) -> None:
    some = [leaf("c/a", str(n), above=Decimal(n)) for n in range(6)]
    same = [leaf("c/a", str(n), above=Decimal(n).quantize(Decimal("0.00"))) for n in range(6)]
    dice.shuffle(same)

    assert hash_of(some) == hash_of(same)
    assert hash_of(some) != hash_of(some[:-1])
    assert hash_of([leaf("c/a", "x\ty")]) != hash_of([leaf("c/a", "x")])


def test_facts_that_come_later_are_a_difference_and_change_nothing_locked() -> None:
    locked = {"c/a": (leaf("c/a"), leaf("c/a", "gone"))}
    now = (leaf("c/a", above=Decimal(8)), leaf("c/a", "new"), leaf("c/b"))

    counted = in_force(locked, now)
    changes = changed_since(locked["c/a"], [x for x in now if x.unit == "c/a"])

    assert counted == (*locked["c/a"], leaf("c/b"))
    told = [((d.now or d.locked).programme, d.above, d.below) for d in changes]  # type: ignore[union-attr]
    assert told == [
        ("gone", Decimal(-6), Decimal(-10)),
        ("new", Decimal(6), Decimal(10)),
        ("p", Decimal(2), Decimal(0)),
    ]
