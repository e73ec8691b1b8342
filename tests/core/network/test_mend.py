"""Changes in mid-year: as few grants change as possible, and what is over stays."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.network.small import CENTRE, WEEKS, grant, pattern, place, problem, problems, quota, request
from tests.core.network.test_solve import every_allocation

from remeslo.core.base.findings import ProblemError, any_hard
from remeslo.core.network.changes import Asked, Closed, QuotaWithdrawn, Withdrawn, changed
from remeslo.core.network.check import check
from remeslo.core.network.mend import mend
from remeslo.core.network.place import PlaceKey
from remeslo.core.network.quota import QuotaKey
from remeslo.core.network.request import RequestKey
from remeslo.core.network.result import Allocation
from remeslo.core.network.score import score
from remeslo.core.network.solve import solve


@st.composite
def changes(draw, problem):
    """Something that happens: a place closes for some weeks, or a quota goes."""
    if problem.quotas and draw(st.booleans()):
        return QuotaWithdrawn(draw(st.sampled_from(problem.quotas)).key, draw(st.integers(0, WEEKS - 1)))
    first = draw(st.integers(0, WEEKS - 1))
    return Closed(draw(st.sampled_from(problem.places)).key, first, draw(st.integers(first, WEEKS - 1)))


def taken(problem, grants):
    """Weeks and days of each whole request by place and shift."""
    found = {}
    for key, g in grants.items():
        request = problem.request_of[key]
        for block in request.patterns[g.pattern].blocks:
            found[request.origin, block.week] = (block.days, g.place, g.shift)
    return found


@settings(deadline=None, max_examples=40)
@given(problems(), st.data())
def test_mended_allocation_is_lawful_and_keeps_what_is_over(problem, data):
    before = solve(problem, work_limit=5, workers=1).allocation
    since = data.draw(st.integers(0, WEEKS - 1))

    mended = mend(problem, before, data.draw(changes(problem)), since=since, work_limit=5, workers=1)

    assert not any_hard(check(mended.problem, mended.result.allocation))
    assert score(mended.problem, mended.result.allocation) == mended.result.score
    assert mended.proven
    assert sum(c.before is not None for c in mended.changes) == mended.result.score.changed
    past = {at: row for at, row in taken(problem, before.grants).items() if at[1] < since}
    now = {at: row for at, row in taken(mended.problem, mended.result.allocation.grants).items() if at[1] < since}
    assert now == past


@settings(deadline=None, max_examples=40)
@given(problems(), st.data())
def test_mended_from_the_first_week_changes_as_few_grants_as_any_allocation_in_which_nobody_loses_more(problem, data):
    """Where nothing is parted every allocation of the changed problem is tried."""
    before = solve(problem, work_limit=5, workers=1).allocation
    change = data.draw(changes(problem))

    mended = mend(problem, before, change, work_limit=5, workers=1)

    if all(r.of is None for r in mended.problem.requests):
        after = replace(changed(problem, [change]), previous=before.grants)
        assert lost_and_changed(after, mended.result.allocation) == min(
            lost_and_changed(after, a) for a in every_allocation(after)
        )


def lost_and_changed(after, allocation):
    """Weighted days of those who had a grant and have none, and how many have another one."""
    lost = [after.request_of[k] for k in after.previous if k not in allocation.grants]
    return sum(r.weight * r.days for r in lost), score(after, allocation).changed


def test_a_workshop_broken_for_a_week_sends_only_that_week_elsewhere():
    asked = request("a", pattern((0, 2), (1, 2), (2, 2)), places=("w1", "w2"))
    stated = problem((place("w1"), place("w2")), (asked, request("b", pattern((1, 4)), places=("w2",))))
    before = Allocation({RequestKey("a"): grant("w1"), RequestKey("b"): grant("w2")})

    mended = mend(stated, before, Closed(PlaceKey("w1"), 1, 1), workers=1, work_limit=5)

    assert [(c.of, c.before.place, c.after.place) for c in mended.changes] == [("a", "w1", "w2")]
    assert taken(mended.problem, mended.result.allocation.grants) == {
        ("a", 0): (2, "w1", 1),
        ("a", 1): (2, "w2", 1),
        ("a", 2): (2, "w1", 1),
        ("b", 1): (4, "w2", 1),
    }
    assert mended.proven


def test_a_quota_withdrawn_in_mid_year_leaves_what_was_used():
    asked = request("a", pattern((0, 3), (2, 3)), places=("w1", "w2"))
    stated = problem(
        (place("w1"), place("w2", owner="east", site="east")),
        (asked,),
        quotas=(quota("q", 6),),
        needs_quota=frozenset({CENTRE}),
    )
    before = Allocation({RequestKey("a"): grant("w1")})

    mended = mend(stated, before, QuotaWithdrawn(QuotaKey("q")), since=1, workers=1, work_limit=5)

    assert taken(mended.problem, mended.result.allocation.grants) == {("a", 0): (3, "w1", 1), ("a", 2): (3, "w2", 1)}


def test_a_new_request_displaces_nobody_when_it_can_go_elsewhere():
    stated = problem((place("w1"), place("w2")), (request("b"),))
    before = Allocation({RequestKey("b"): grant()})

    mended = mend(stated, before, Asked(request("a", places=("w1", "w2"))), workers=1, work_limit=5)

    assert [(c.request, c.before, c.after.place) for c in mended.changes] == [("a", None, "w2")]


def test_who_was_refused_takes_what_becomes_free_and_nobody_moves_for_them():
    waiting = request("a", pattern((0, 6)), pattern((1, 6)))
    stated = problem((place("w1"),), (waiting, request("b"), request("c", pattern((1, 6)), pattern((2, 6)))))
    before = Allocation({RequestKey("b"): grant(), RequestKey("c"): grant()})

    nothing = mend(stated, before, (), workers=1, work_limit=5)
    free = mend(stated, before, Withdrawn(RequestKey("b")), workers=1, work_limit=5)

    assert nothing.changes == ()
    assert [(c.request, c.before, c.after.pattern) for c in free.changes] == [("a", None, 0)]


def test_what_is_pinned_stays_unless_its_place_closes():
    two = (request("a", places=("w1", "w2")), request("b", pattern((1, 6)), places=("w1", "w2")))
    before = Allocation({r.key: grant() for r in two})
    stated = problem((place("w1"), place("w2")), two, pinned=before.grants)

    mended = mend(stated, before, Closed(PlaceKey("w1"), 0, 0), workers=1, work_limit=5)

    assert [(c.request, c.after.place) for c in mended.changes] == [("a", "w2")]
    assert mended.problem.pinned == {RequestKey("b"): grant()}


def test_a_request_taken_back_leaves_its_place_and_nothing_else_changes():
    stated = problem((place("w1"),), (request("a"), request("b", pattern((1, 6)))))
    before = Allocation({RequestKey("a"): grant(), RequestKey("b"): grant()})

    mended = mend(stated, before, Withdrawn(RequestKey("a")), workers=1, work_limit=5)

    assert (mended.changes, mended.result.allocation.grants) == ((), {RequestKey("b"): grant()})


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(Closed(PlaceKey("w9"), 0, 0), id="place"),
        pytest.param(QuotaWithdrawn(QuotaKey("q9")), id="quota"),
        pytest.param(Withdrawn(RequestKey("r9")), id="request"),
    ],
)
def test_a_change_of_something_unknown_is_refused(change):
    with pytest.raises(ProblemError, match="9"):
        mend(problem((place("w1"),), (request("a"),)), Allocation({}), change)
