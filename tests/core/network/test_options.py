"""Where a request could go, and who would have to leave."""

from dataclasses import replace

from hypothesis import given, settings
from tests.core.network.small import grant, pattern, place, problem, problems, request

from remeslo.core.base.findings import any_hard
from remeslo.core.network.check import check
from remeslo.core.network.choices import choices
from remeslo.core.network.firstcome import first_come
from remeslo.core.network.options import options
from remeslo.core.network.request import RequestKey
from remeslo.core.network.result import Allocation


@settings(deadline=None, max_examples=50)
@given(problems())
def test_each_option_stands_once_those_it_displaces_have_left_and_none_of_them_could_stay(problem):
    allocation = first_come(problem)

    for asked in problem.requests:
        others = {k: g for k, g in allocation.grants.items() if k != asked.key}
        found = options(problem, allocation, asked.key)
        assert {o.grant for o in found} == set(choices(problem, asked))
        for option in found:
            left = {k: g for k, g in others.items() if k not in option.displaces}
            assert not any_hard(check(problem, Allocation({**left, asked.key: option.grant})))
            for key in option.displaces:
                back = {**left, key: others[key], asked.key: option.grant}
                assert any_hard(check(problem, Allocation(back)))


def test_options_show_free_weeks_first_then_what_costs_least():
    asked = request("a", pattern((0, 6)), pattern((1, 6), moved=1))
    stated = problem((place("w1"),), (asked, request("b"), request("c", pattern((1, 2)))))

    found = options(stated, Allocation({RequestKey("b"): grant()}), asked.key)

    assert [(o.grant.pattern, o.displaces, o.uneven) for o in found] == [(1, (), 36), (0, ("b",), 108)]


def test_options_never_displace_what_is_pinned():
    stated = problem((place("w1"),), (request("a"), request("b")))
    allocation = Allocation({RequestKey("b"): grant()})

    assert options(replace(stated, pinned=allocation.grants), allocation, RequestKey("a")) == ()
