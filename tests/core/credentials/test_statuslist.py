"""Status bits: what was set is set and nothing else; places are drawn evenly among the free ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.base.findings import ProblemError
from remeslo.core.credentials.statuslist import LEAST_PLACES, StatusBits, free_place, status_bits

places = st.integers(0, LEAST_PLACES - 1)


@given(st.sets(places, max_size=20), places)
def test_a_place_is_set_exactly_where_it_was_revoked(revoked, other):
    bits = status_bits(revoked)

    assert all(bits.is_set(i) for i in revoked)
    assert bits.is_set(other) == (other in revoked)
    assert sum(b.bit_count() for b in bits.data) == len(revoked)


def test_place_zero_is_the_highest_bit_of_the_first_byte():
    assert status_bits([0]).data[0] == 0b1000_0000


@given(st.sets(st.integers(0, 9), max_size=9))
def test_the_draws_reach_every_free_place_once(taken):
    free = 10 - len(taken)

    found = [free_place(taken, lambda n, k=k: k, 10) for k in range(free)]

    assert found == sorted(set(range(10)) - taken)


def test_a_full_list_a_short_list_and_a_place_outside_are_refused():
    with pytest.raises(ProblemError):
        free_place(range(10), lambda n: 0, 10)
    with pytest.raises(ProblemError):
        StatusBits(b"\x00" * 10)
    with pytest.raises(ProblemError):
        status_bits([LEAST_PLACES])
    with pytest.raises(ProblemError):
        status_bits([]).is_set(LEAST_PLACES)
