"""Causes and prices of realistic programmes hold when every claim is solved again; all of them in the benchmark."""

import pytest
from benchmarks.published.term.confirmed import confirmed
from benchmarks.published.term.realistic import programme
from tests.core.curriculum.samples import sample

from remeslo.core.curriculum.problem import TermProblem

PROGRAMMES = {"sample-a": lambda: sample("a", fixed=False), "realistic": lambda: programme(1, elements=16, years=1)}


@pytest.mark.slow
@pytest.mark.parametrize("name", PROGRAMMES)
def test_what_holds_a_term_and_what_shortens_it_is_confirmed_by_solving_again(name: str) -> None:
    problem: TermProblem = PROGRAMMES[name]()

    found = confirmed(name, problem, limit_s=120, sample=40)

    assert found.causes is not None
    assert found.causes.irreducible
    assert found.saving > 0
    assert found.looked > len(found.causes.members) + found.saving
    assert found.wrong == ()
