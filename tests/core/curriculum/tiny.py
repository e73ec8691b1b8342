"""Tiny problems of rigid elements, small enough to try every plan."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from remeslo.core.curriculum.problem import TermProblem
from remeslo.interchange.bacp import BacpInstance
from remeslo.interchange.bacp import as_problem as bacp_problem
from remeslo.interchange.gbac import GbacInstance
from remeslo.interchange.gbac import as_problem as gbac_problem
from remeslo.interchange.modeldata import plain_weeks
from remeslo.interchange.mspsp import MspspInstance, Task
from remeslo.interchange.mspsp import as_problem as mspsp_problem
from remeslo.interchange.psplib import Job, PsplibInstance
from remeslo.interchange.psplib import as_problem as psplib_problem


@st.composite
def projects(draw: st.DrawFn, longest: int = 6) -> TermProblem:
    """Four jobs at most, in a calendar that may be too short; some weeks have less of a resource, some are closed."""
    capacities = tuple(draw(st.lists(st.integers(1, 3), min_size=1, max_size=2)))
    count = draw(st.integers(1, 4))
    jobs = []
    for n in range(1, count + 1):
        after = draw(st.sets(st.integers(n + 1, count))) if n < count else set()
        requests = tuple(draw(st.integers(0, c)) for c in capacities)
        jobs.append(Job(n, draw(st.integers(1, 3)), requests, tuple(after)))
    problem = psplib_problem(PsplibInstance("p", tuple(jobs), capacities))
    less = draw(st.dictionaries(st.integers(0, longest - 1), st.integers(0, 2), max_size=2))
    windows = draw(st.none() | st.sets(st.integers(0, longest - 1), min_size=2).map(frozenset))
    first = replace(problem.elements[0], weeks_allowed=windows)
    return replace(
        problem,
        calendar=plain_weeks(longest),
        resources=(replace(problem.resources[0], by_week=less), *problem.resources[1:]),
        elements=(first, *problem.elements[1:]),
    )


@st.composite
def bacp(draw: st.DrawFn) -> TermProblem:
    """Five courses at most in three periods at most."""
    credits = tuple(draw(st.lists(st.integers(1, 6), min_size=1, max_size=5)))
    return bacp_problem(
        BacpInstance(
            name="b",
            periods=draw(st.integers(1, 3)),
            credits=credits,
            prerequisites=draw(_pairs(len(credits))),
            load_min=draw(st.integers(0, 3)),
            load_max=draw(st.integers(4, 20)),
            courses_min=draw(st.integers(0, 1)),
            courses_max=draw(st.integers(1, 4)),
        )
    )


@st.composite
def gbac(draw: st.DrawFn) -> TermProblem:
    """Five courses at most, two curricula, three periods at most."""
    loads = tuple(draw(st.lists(st.integers(1, 8), min_size=1, max_size=5)))
    periods, courses = draw(st.integers(1, 3)), range(1, len(loads) + 1)
    first = draw(st.sets(st.sampled_from(list(courses))))
    rest = set(courses) - first | draw(st.sets(st.sampled_from(list(courses))))
    cells = st.tuples(st.sampled_from(list(courses)), st.integers(1, periods))
    return gbac_problem(
        GbacInstance(
            name="g",
            periods=periods,
            loads=loads,
            curricula=(frozenset(first), frozenset(rest)),
            precedences=draw(_pairs(len(loads))),
            undesirable=tuple(draw(st.sets(cells, max_size=4))),
            courses_min=0,
            courses_max=draw(st.integers(2, 5)),
        )
    )


@st.composite
def mspsp(draw: st.DrawFn) -> TermProblem:
    """Three tasks at most, two or three people, two skills, both readings, in four weeks."""
    skills_of = tuple(
        draw(st.lists(st.sets(st.integers(1, 2)).map(frozenset), min_size=2, max_size=3)),
    )
    count = draw(st.integers(1, 3))
    tasks = []
    for n in range(1, count + 1):
        after = draw(st.sets(st.integers(n + 1, count))) if n < count else set()
        required = (draw(st.integers(0, 1)), draw(st.integers(0, 2)))
        tasks.append(Task(draw(st.integers(1, 2)), required, frozenset(after)))
    single = draw(st.booleans())
    problem = mspsp_problem(MspspInstance("m", tuple(tasks), skills_of, 2), single=single)
    return replace(problem, calendar=plain_weeks(4))


def _pairs(count: int) -> st.SearchStrategy[tuple[tuple[int, int], ...]]:
    """(before, after) with before < after."""
    all_pairs = [(b, a) for a in range(2, count + 1) for b in range(1, a)]
    return st.sets(st.sampled_from(all_pairs), max_size=3).map(tuple) if all_pairs else st.just(())
