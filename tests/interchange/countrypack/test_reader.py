"""Country packs: what comes with the program is sound; what is faulty is refused with a word."""

from __future__ import annotations

import re

import pytest

from remeslo.interchange.countrypack import builtin_parts, builtin_weightings, read_parts, read_weightings


def test_the_parts_that_come_with_the_program_make_names_enough() -> None:
    parts = builtin_parts()

    assert len(parts.industries) == 8
    assert len({parts.settlement(n) for n in range(200)}) == 200
    codes = [p.code for i in parts.industries for p in i.programmes]
    assert len(set(codes)) == len(codes)
    assert not [c for c in codes if re.match(r"\d", c)]


def test_the_weights_that_come_with_the_program_say_that_nobody_has_verified_them() -> None:
    editions = builtin_weightings()

    assert [e.verified for e in editions] == [False]
    assert all(e.source for e in editions)


@pytest.mark.parametrize("data", [b"format = 2", b"format = 1", b"not toml"])
def test_a_faulty_pack_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError):
        read_parts(data)
    with pytest.raises(ValueError):
        read_weightings(data)
