"""Whole hours of an element over its outcomes."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.base.keys import OutcomeKey
from remeslo.core.competence.design import HourShare
from remeslo.interchange.programmebook.hours import topics

WEIGHTS = st.lists(st.fractions(min_value=Fraction(1, 50), max_value=9), min_size=1, max_size=40)
WEEKS = st.dictionaries(st.integers(0, 150), st.integers(1, 36), min_size=1, max_size=20)


def shares(weights):
    return [HourShare(OutcomeKey(f"З {n}"), w) for n, w in enumerate(weights)]


@given(WEIGHTS, WEEKS)
def test_topics_share_out_every_hour_and_outcome_once_in_weeks_with_hours_near_each_exact_share(weights, weeks):
    total, whole = sum(weeks.values()), sum(weights)
    of = {s.outcome: s.weight for s in shares(weights)}

    found = topics(shares(weights), weeks)

    # every hour and every outcome once
    assert sum(t.hours for t in found) == total
    assert all(t.hours > 0 for t in found)
    assert [o for t in found for o in t.outcomes] == [s.outcome for s in shares(weights)]
    # in weeks that have hours, one after another
    assert all(t.first_week <= t.last_week for t in found)
    assert all(a.last_week <= b.first_week for a, b in pairwise(found))
    assert {t.first_week - 1 for t in found} | {t.last_week - 1 for t in found} <= set(weeks)
    # what outcomes have misses their exact share by an hour at most
    for topic in found:
        exact = sum(of[o] for o in topic.outcomes) * total / whole
        assert abs(topic.hours - exact) <= 1


def test_topics_of_nothing_are_none():
    assert topics((), {0: 6}) == () == topics(shares([Fraction(1)]), {})
