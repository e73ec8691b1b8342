"""The harness of published scheduling: its own cost functions, its peer's statement, its table, its contract."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.published.term.costs import bacp_cost, gbac_cost, mspsp_cost, psplib_cost
from benchmarks.published.term.instances import NotAnInstance, as_modes, load
from benchmarks.published.term.known import FAMILIES, Known, known, published
from benchmarks.published.term.run import OURS, PEER, Run, solve_case
from benchmarks.published.term.table import markdown, rows, summary

from remeslo.core.curriculum.result import TermPlan
from remeslo.interchange.bacp import BacpInstance
from remeslo.interchange.gbac import GbacInstance
from remeslo.interchange.mspsp import MspspInstance, Task
from remeslo.interchange.psplib import Job, PsplibInstance, write_psplib

PROJECT = PsplibInstance("p", (Job(1, 2, (1,), (4,)), Job(2, 3, (1,)), Job(3, 2, (2,)), Job(4, 0, (0,), (3,))), (2,))


def plan(hours: dict[str, dict[int, int]], people: dict[str, tuple[str, ...]] | None = None) -> TermPlan:
    return TermPlan(hours, people or {})  # type: ignore[arg-type]


def run(start: int, weeks: int) -> dict[int, int]:
    return dict.fromkeys(range(start, start + weeks), 1)


def test_a_project_costs_its_length_and_nothing_when_a_rule_is_broken() -> None:
    good = {"j1": run(0, 2), "j2": run(0, 3), "j3": run(3, 2)}

    assert psplib_cost(PROJECT, plan(good)) == 5
    assert psplib_cost(PROJECT, plan({**good, "j3": run(2, 2)})) is None  # more than there is
    assert psplib_cost(PROJECT, plan({**good, "j2": run(5, 3), "j3": run(1, 2)})) is None  # order through job 4
    assert psplib_cost(PROJECT, plan({**good, "j2": run(0, 2)})) is None  # too short
    assert psplib_cost(PROJECT, plan({**good, "j2": {0: 1, 1: 1, 3: 1}})) is None  # torn apart
    assert psplib_cost(PROJECT, plan({"j1": run(0, 2), "j3": run(3, 2)})) is None  # left out


def test_people_count_for_every_skill_or_for_one() -> None:
    instance = MspspInstance("m", (Task(1, (1, 1)), Task(1, (1, 0))), (frozenset({1, 2}), frozenset({1})), 2)
    hours = {"t1": run(0, 1), "t2": run(0, 1)}
    alone = plan(hours, {"t1": ("w1",), "t2": ("w2",)})
    later = plan({"t1": run(0, 1), "t2": run(1, 1)}, {"t1": ("w1", "w2"), "t2": ("w2",)})

    assert mspsp_cost(instance, alone, single=False) == 1
    assert mspsp_cost(instance, alone, single=True) is None
    assert mspsp_cost(instance, later, single=True) == 2
    assert mspsp_cost(instance, plan(hours, {"t1": ("w1", "w2"), "t2": ("w2",)}), single=False) is None  # in two places
    assert mspsp_cost(instance, plan(hours, {"t1": ("w2",), "t2": ("w1",)}), single=False) is None  # cannot do it


def test_courses_cost_the_fullest_period() -> None:
    instance = BacpInstance("b", 2, (3, 4, 2), ((1, 2),), 0, 6, 1, 2)

    assert bacp_cost(instance, plan({"c1": {0: 3}, "c2": {1: 4}, "c3": {0: 2}})) == 5
    assert bacp_cost(instance, plan({"c1": {1: 3}, "c2": {1: 4}, "c3": {0: 2}})) is None  # order, and too full
    assert bacp_cost(instance, plan({"c1": {0: 3}, "c2": {1: 3, 0: 1}, "c3": {0: 2}})) is None  # in two periods
    assert bacp_cost(replace(instance, load_min=5), plan({"c1": {0: 3}, "c2": {1: 4}, "c3": {0: 2}})) is None


def test_curricula_cost_squares_outside_the_mean_and_undesirable_periods() -> None:
    instance = GbacInstance("g", 2, (5, 10, 4), (frozenset({1, 2}), frozenset({2, 3})), (), ((3, 1),), 0, 2)
    first = plan({"c1": {0: 5}, "c2": {1: 10}, "c3": {0: 4}})

    # means 7.5 and 7: loads 5, 10 cost 2² + 2²; loads 4, 10 cost 3² + 3²; course 3 in period 1 costs 1
    assert gbac_cost(instance, first) == 8 + 18 + 1
    assert gbac_cost(replace(instance, courses_max=0), first) is None
    assert gbac_cost(replace(instance, precedences=((2, 1),)), first) is None


def test_the_peer_gets_each_least_set_of_workers_as_a_mode() -> None:
    instance = MspspInstance(
        "m", (Task(2, (1, 1), frozenset({2})), Task(0, (0, 0))), (frozenset({1, 2}), frozenset({1}), frozenset({2})), 2
    )

    told = as_modes(instance)

    assert told is not None
    assert told["modes"] == [[{"demands": [1, 0, 0]}, {"demands": [0, 1, 1]}], [{"demands": [0, 0, 0]}]]
    assert (told["durations"], told["successors"], told["capacities"]) == ([2, 0], [[2], []], [1, 1, 1])


def test_a_solved_case_is_confirmed_twice_and_a_lie_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "j30x.sm"
    path.write_bytes(write_psplib(PROJECT))
    case = load(path)

    told = solve_case(case, limit_s=20, seed=0, workers=2, began=time.monotonic())
    lied = solve_case(replace(case, cost=lambda plan: 4), limit_s=20, seed=0, workers=2, began=time.monotonic())

    assert (told["instance"], told["status"], told["value"], told["bound"]) == ("j30x.sm", "optimal", 5, 5)
    assert case.family == "j30"
    assert (lied["status"], lied["value"]) == ("broken", None)


def test_a_file_of_another_kind_is_refused_with_its_reasons(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")

    for name, code in (("a.txt", "instance.unknown_format"), ("none.sm", "file.missing"), ("none.dzn", "file.missing")):
        with pytest.raises(NotAnInstance) as refusal:
            load(tmp_path / name)
        assert [f.code for f in refusal.value.findings] == [code]


def test_the_table_tells_gaps_beside_the_peer_only_where_both_have_a_value() -> None:
    one = Run("a", "j30", OURS, 60.0, "optimal", 50, 50, 1.0)
    runs = [
        one,
        replace(one, solver=PEER, status="feasible", value=55),
        replace(one, instance="b", status="broken", value=None),
        replace(one, instance="b", solver=PEER, value=40),
        replace(one, instance="c", status="feasible", value=44),
    ]
    best = {("j30", name): Known(value, True) for name, value in (("a", 50), ("b", 40), ("c", 40))}

    told = summary(rows(runs, "j30", 60.0, best))

    assert (told["runs"], told["proven"], told["broken"], told["worse"], told["better"]) == (3, 1, 1, 1, 0)
    assert told["mean_gap"] == pytest.approx(0.05)
    assert (told["beside_peer"], told["mean_gap_beside"], told["peer_mean_gap"]) == (1, 0.0, pytest.approx(0.1))
    assert "| a | 50 | 50 ✓ | 50 | 1.0 | 55 | 50 | 1.0 |" in markdown(runs, best)


@pytest.mark.shared
def test_every_published_instance_has_a_known_value_and_a_cut_order_is_balanced(shared: Path) -> None:
    order = list(published(shared / "bench"))
    half = order[: len(order) // 2]

    assert all((family, path.name) in known() for family, path in order)
    for family in FAMILIES:
        whole = sum(f == family for f, _ in order)
        assert whole and abs(sum(f == family for f, _ in half) - whole / 2) <= 1


@pytest.mark.slow
@pytest.mark.shared
def test_the_command_prints_the_list_that_others_read(shared: Path) -> None:
    files = [shared / "bench" / "bacp" / "bacp8.dat", shared / "bench" / "gbac" / "toy-gbac.dzn"]
    command = [sys.executable, "-m", "benchmarks.published.term", *map(str, files), "--limit-s", "30", "--json"]

    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])

    told = json.loads(done.stdout)
    assert done.returncode == 0
    assert [(t["instance"], t["status"], t["value"], t["bound"]) for t in told] == [
        ("bacp8.dat", "optimal", 17, 17),
        ("toy-gbac.dzn", "optimal", 191, 191),
    ]
    assert all(set(t) == {"instance", "status", "value", "bound", "seconds"} for t in told)
