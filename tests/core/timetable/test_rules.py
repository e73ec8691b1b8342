"""Each kind of constraint, case by case from tests/golden/timetable/rules.toml, hard and soft."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.core.timetable.small import ITC_KINDS, class_, course, rooms_with

from remeslo.core.timetable.check import check
from remeslo.core.timetable.distributions import breach
from remeslo.core.timetable.kinds import PAIRWISE, DistributionKind
from remeslo.core.timetable.problem import (
    Assignment,
    ClassId,
    Distribution,
    RoomId,
    TimePattern,
    Timetable,
    TimetableProblem,
    Weights,
)
from remeslo.core.timetable.score import score
from remeslo.interchange.sentences import say

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "timetable" / "rules.toml"
CASES: list[dict[str, Any]] = tomllib.loads(GOLDEN.read_text(encoding="utf-8"))["case"]


def made(case: dict[str, Any], *, required: bool) -> tuple[TimetableProblem, Timetable]:
    """The case's classes, each with the one time and room it says, under its constraint."""
    ids = [ClassId(str(n)) for n in range(1, len(case["classes"]) + 1)]
    at = [assignment(text) for text in case["classes"]]
    classes = [class_(c, a.time, rooms=[a.room] if a.room else []) for c, a in zip(ids, at, strict=True)]
    rule = Distribution(DistributionKind(case["kind"]), tuple(ids), tuple(case.get("params", ())), penalty=3)
    problem = TimetableProblem(
        name="case",
        weeks=2,
        days=2,
        slots_per_day=20,
        rooms=rooms_with({("a", "b"): 2}, "a", "b", "c"),
        courses=(course("x", [classes]),),
        distributions=(replace(rule, required=True, penalty=0) if required else rule,),
        weights=Weights(1, 1, 10, 1),
    )
    return problem, Timetable(dict(zip(ids, at, strict=True)))


def assignment(text: str) -> Assignment:
    days, weeks, slots, room = text.split()
    start, end = (int(n) for n in slots.split("-"))
    pattern = TimePattern(int(days[::-1], 2), start, end - start, int(weeks[::-1], 2))
    return Assignment(pattern, None if room == "-" else RoomId(room))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["title"])
def test_required_constraint_is_named_with_its_classes_when_broken_and_silent_when_not(case: dict[str, Any]) -> None:
    problem, timetable = made(case, required=True)
    broken = [f for f in check(problem, timetable) if f.code != "timetable.room_occupied"]
    pairs = [(str(a), str(b)) for a, b in case.get("broken", [])]
    whole = [tuple(str(n) for n in range(1, len(case["classes"]) + 1))] * bool(case.get("amount"))

    assert [f.facts["classes"] for f in broken] == [*pairs, *whole]
    assert {(f.facts["kind"], f.hard) for f in broken} <= {(case["kind"], True)}
    assert all(case["kind"] in say(f, tongue).what for f in broken for tongue in ("ru", "en"))
    assert score(problem, timetable).distribution == 0


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["title"])
def test_soft_constraint_costs_as_much_as_it_is_broken_and_no_hard_rule(case: dict[str, Any]) -> None:
    problem, timetable = made(case, required=False)
    amount = case.get("amount", len(case.get("broken", [])))
    found = score(problem, timetable)

    assert breach(problem, problem.distributions[0], timetable.assignments).amount == amount
    assert found.distribution == case.get("cost", 3 * amount)
    assert found.total == 10 * found.distribution
    assert [f for f in check(problem, timetable) if f.code != "timetable.room_occupied"] == []


@pytest.mark.parametrize("kind", ITC_KINDS)
def test_every_kind_has_a_case_that_keeps_it_and_one_that_breaks_it(kind: DistributionKind) -> None:
    own = [bool(c.get("broken") or c.get("amount")) for c in CASES if c["kind"] == kind]

    assert set(own) == {True, False}


@pytest.mark.parametrize(
    "case", [c for c in CASES if DistributionKind(c["kind"]) in PAIRWISE], ids=lambda c: c["title"]
)
def test_a_class_that_is_not_placed_breaks_no_pair(case: dict[str, Any]) -> None:
    problem, timetable = made(case, required=True)
    rest = dict(timetable.assignments)
    del rest[ClassId("1")]
    left = [f.facts["classes"] for f in check(problem, Timetable(rest)) if "kind" in f.facts]

    assert left == [(str(a), str(b)) for a, b in case["broken"] if 1 not in (a, b)]
