"""The rules of CB-CTT by their published names, from tests/golden/timetable/cbctt.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from remeslo.core.timetable.check import check
from remeslo.core.timetable.report import report
from remeslo.interchange import cbctt
from remeslo.interchange.sentences import say

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "timetable" / "cbctt.toml"
DATA: dict[str, Any] = tomllib.loads(GOLDEN.read_text(encoding="utf-8"))
KINDS = ("room", "MinWorkingDays", "CurriculumCompactness", "RoomStability")


@pytest.mark.parametrize("case", DATA["case"], ids=lambda c: c["title"])
def test_each_rule_is_counted_and_named_as_published(case: dict[str, Any]) -> None:
    instance = cbctt.read_instance(DATA["instance"].encode(), name="small.ctt")
    assert instance.problem is not None
    solution = cbctt.read_solution(case["solution"].strip().encode(), instance.problem, name="s.sol")
    assert (instance.findings, solution.findings) == ((), ())
    assert solution.timetable is not None
    found = report(instance.problem, solution.timetable)
    broken = check(instance.problem, solution.timetable)

    assert [found.by_kind.get(k, 0) for k in KINDS] == case["costs"]
    assert found.score.total == sum(case["costs"])
    named = []
    for f in broken:
        classes = f.facts.get("classes", (f.facts.get("each"),))
        assert isinstance(classes, tuple)
        named.append([str(f.facts["rule"]), *sorted(classes)])
        assert all(str(f.facts["rule"]) in say(f, tongue).what for tongue in ("ru", "en"))
    assert sorted(named) == case["hard"]
