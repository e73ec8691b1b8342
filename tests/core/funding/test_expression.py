"""Formulas as text: evaluated exactly, printed so that they read back the same."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.funding.expression import (
    BadExpression,
    DividedByZero,
    evaluate,
    names_in,
    reworded,
)

VALUES = {"a": Fraction(3), "b": Fraction(2, 7), "c": Fraction(-5)}


def texts() -> st.SearchStrategy[str]:
    atoms = st.one_of(st.sampled_from(sorted(VALUES)), st.integers(0, 99).map(str), st.just("0.5"))
    return st.recursive(
        atoms,
        lambda inner: st.one_of(
            st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
            st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"{t[0]} {t[1]} {t[2]}"),
            inner.map(lambda t: f"-({t})"),
            st.tuples(st.sampled_from(("min", "max")), inner, inner).map(lambda t: f"{t[0]}({t[1]}, {t[2]})"),
        ),
        max_leaves=8,
    )


def by_python(text: str) -> Fraction:
    ready = text.replace("0.5", "Fraction(1,2)")
    ready = "".join(c for c in ready)
    numbers = [f"Fraction({t})" if t.isdigit() else t for t in _tokens(ready)]
    return Fraction(eval("".join(numbers), {"Fraction": Fraction, "min": min, "max": max, **VALUES}))


def _tokens(text: str) -> list[str]:
    found, depth = [""], 0
    for part in text.replace("Fraction(1,2)", "½"):
        depth += 0
        if part.isdigit() and found[-1].isdigit():
            found[-1] += part
        else:
            found.append(part)
    return [t.replace("½", "Fraction(1,2)") for t in found]


@given(texts())
def test_evaluate_agrees_with_python_on_fractions(text: str) -> None:
    try:
        expected = by_python(text)
    except ZeroDivisionError:
        with pytest.raises(DividedByZero):
            evaluate(text, VALUES)
        return
    assert evaluate(text, VALUES) == expected


@given(texts())
def test_a_reworded_formula_means_the_same(text: str) -> None:
    printed = reworded(text, {}).replace(";", ",")
    try:
        expected = evaluate(text, VALUES)
    except DividedByZero:
        return
    assert evaluate(printed, VALUES) == expected


@given(st.text(max_size=40))
def test_any_text_is_a_formula_or_told_to_be_none(text: str) -> None:
    try:
        names_in(text)
    except BadExpression as error:
        assert error.text[:40] == text[:40]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a +",
        "a b",
        "f(a)",
        "(a",
        "a)",
        "min()",
        "a ** b",
        "a,b",
        "a=1",
        "((" * 60,
        "1" + "+1" * 300,
        "-" * 300 + "1",
    ],
)
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(BadExpression):
        names_in(text)


def test_reworded_puts_words_and_printed_signs() -> None:
    assert reworded("a * min(b, 2) / (c - 1)", {"a": "«доля»"}) == "«доля» × min(b; 2) ÷ (c − 1)"
