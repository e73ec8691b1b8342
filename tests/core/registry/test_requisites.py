"""Numbers of registers: the right ones pass, any one wrong digit is found, and nothing ever raises."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.base.earth import kilometres
from remeslo.core.base.findings import ProblemError
from remeslo.core.registry.entity import EntityKind, LegalEntity
from remeslo.core.registry.keys import EntityKey
from remeslo.core.registry.requisites import check_requisites, inn_check_digit, ogrn_check_digit

DIGITS = "0123456789"


def codes(**given: str) -> list[str]:
    entity = LegalEntity(key=EntityKey("e"), name="Е", kind=EntityKind.COLLEGE, **given)  # type: ignore[arg-type]
    return [f.code for f in check_requisites(entity)]


def inn(nine: str) -> str:
    return nine + str(inn_check_digit(nine))


@given(st.text(DIGITS, min_size=9, max_size=9))
def test_an_inn_with_its_own_check_digit_passes_and_with_any_other_does_not(nine: str) -> None:
    right = inn(nine)

    assert codes(inn=right) == []
    assert all(codes(inn=nine + d) == ["registry.inn_digit"] for d in DIGITS if d != right[-1])


@given(st.text(DIGITS, min_size=10, max_size=10))
def test_a_sole_traders_inn_has_two_check_digits(ten: str) -> None:
    eleven = ten + str(inn_check_digit(ten))
    right = eleven + str(inn_check_digit(eleven))

    assert codes(inn=right) == []
    assert codes(inn=right[:-1] + str((int(right[-1]) + 1) % 10)) == ["registry.inn_digit"]


@given(st.integers(10**11, 10**12 - 1), st.integers(1, 9))
def test_an_ogrn_with_another_last_digit_is_found(twelve: int, more: int) -> None:
    digit = ogrn_check_digit(str(twelve))

    assert codes(ogrn=f"{twelve}{digit}") == []
    assert codes(ogrn=f"{twelve}{(digit + more) % 10}") == ["registry.ogrn_digit"]


@pytest.mark.parametrize(
    ("number", "value", "code"),
    [
        ("inn", "7707083893", None),  # public numbers of a large bank: not made by the code under test
        ("inn", "7707083894", "registry.inn_digit"),
        ("ogrn", "1027700132195", None),
        ("ogrn", "1027700132196", "registry.ogrn_digit"),
        ("inn", "12345", "registry.inn_form"),
        ("inn", "77070838ЗЗ", "registry.inn_form"),
        ("inn", "٧٧٠٧٠٨٣٨٩٣", "registry.inn_form"),
        ("kpp", "770701001", None),
        ("kpp", "7707AA001", None),
        ("kpp", "77-701001", "registry.kpp_form"),
        ("ogrn", "²027700132195", "registry.ogrn_form"),
    ],
)
def test_numbers_as_people_write_them(number: str, value: str, code: str | None) -> None:
    assert codes(**{number: value}) == ([code] if code else [])


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_no_text_makes_the_judge_fall(inn: str, kpp: str, ogrn: str) -> None:
    assert all(c.startswith("registry.") for c in codes(inn=inn, kpp=kpp, ogrn=ogrn))


def test_half_a_point_is_refused() -> None:
    with pytest.raises(ProblemError):
        LegalEntity(key=EntityKey("e"), name="Е", kind=EntityKind.COLLEGE, latitude=1)  # type: ignore[arg-type]


@given(*[st.decimals(-90, 90, places=4)] * 2, *[st.decimals(-180, 180, places=4)] * 2)
def test_the_way_is_as_long_back_as_there_and_never_more_than_half_round_the_earth(a, b, c, d) -> None:  # type: ignore[no-untyped-def]
    there = kilometres((a, c), (b, d))

    assert there == pytest.approx(kilometres((b, d), (a, c)))
    assert 0 <= there < 20_016
    assert kilometres((a, c), (a, c)) == 0


def test_a_degree_of_latitude_is_about_111_kilometres() -> None:
    assert kilometres((Decimal(0), Decimal(0)), (Decimal(1), Decimal(0))) == pytest.approx(111.195, abs=0.001)
