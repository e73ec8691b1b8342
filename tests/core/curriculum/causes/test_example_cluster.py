"""The first programme of each example cluster has a cause set, every member of which is confirmed by solving again."""

from pathlib import Path

import pytest

from remeslo.cli.termsource import BareTable, read_problems
from remeslo.core.curriculum.causes.causeset import cause_set
from remeslo.core.curriculum.causes.keep import only
from remeslo.core.curriculum.causes.part import parts
from remeslo.core.curriculum.limits import Limits
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import TermResult
from remeslo.core.curriculum.solve import answer


def shortest(problem: TermProblem) -> TermResult:
    """The fewest weeks, proven; nobody looks at how even the plan is."""
    return answer(problem, Limits(600, 5), weeks_only=True)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["minimal", "severokamsk"])
def test_first_programme_has_a_cause_set_that_is_confirmed(root: Path, name: str) -> None:
    problem = read_problems(root / "examples" / name, BareTable("ru-spo-worker-2021", 2026)).problems[0]
    result = shortest(problem)

    found = cause_set(problem, result, work_limit=30, limit_s=600)

    assert found is not None
    assert found.irreducible
    weeks, every = found.weeks - 1, frozenset(parts(problem, found.weeks))
    assert shortest(only(problem, found.parts, weeks)).plan is None
    for m in found.members[:2]:
        again = shortest(only(problem, every - {m.part}, weeks))
        assert (again.plan is not None) == m.alone
