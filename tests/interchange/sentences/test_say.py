"""Sentences: every value in words of both languages, and nothing that can stop the page that shows them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.base.findings import Finding
from remeslo.interchange.sentences import catalogue, label, labels, place, say, wording
from remeslo.interchange.sentences.template import broken, fill, holes
from remeslo.interchange.sentences.wording import plural

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals() | st.fractions() | st.floats() | st.dates() | st.text(),
    lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(code=st.text() | st.sampled_from(sorted(catalogue.known_codes())), where=st.text(), language=st.text())
def test_say_never_raises_and_always_says_something(code: str, where: str, language: str) -> None:
    assert say(Finding(code, where), language).what


@given(facts=st.dictionaries(st.sampled_from(["size", "limit", "value", "expected"]), VALUES))
def test_say_bears_facts_of_any_kind(facts: dict[str, object]) -> None:
    for code in ("file.too_large", "no.such_code"):
        for language in ("ru", "en"):
            assert "\n" not in say(Finding(code, "a.yaml:1", facts), language).what


def test_say_survives_a_value_that_cannot_show_itself() -> None:
    class Odd:
        def __str__(self) -> str:
            raise RuntimeError("no words")

    assert "Odd" in say(Finding("no.such_code", "a", {"x": Odd()}), "en").what
    assert "Odd" in say(Finding("file.too_large", "a", {"size": Odd(), "limit": Odd()}), "ru").what


def test_say_names_code_place_and_facts_of_an_unknown_code() -> None:
    said = say(Finding("moon.too_far", "orbit 3", {"km": 384400}), "ru")

    assert said.what == "Замечание «moon.too_far», место: orbit 3 (km: 384\N{NO-BREAK SPACE}400)."
    assert said.todo == ""


@pytest.mark.parametrize(
    ("value", "ru", "en"),
    [
        (1476, "1\N{NO-BREAK SPACE}476", "1,476"),
        (-5, "\N{MINUS SIGN}5", "\N{MINUS SIGN}5"),
        (Decimal("69.70"), "69,7", "69.7"),
        (Decimal("1E+3"), "1\N{NO-BREAK SPACE}000", "1,000"),
        (Fraction(1, 3), "0,33", "0.33"),
        (Fraction(72, 36), "2", "2"),
        (date(2026, 9, 1), "01.09.2026", "2026-09-01"),
        (True, "да", "yes"),
        (None, "\N{EM DASH}", "\N{EM DASH}"),
        ((), "\N{EM DASH}", "\N{EM DASH}"),
        (("ПК 1.1", 2), "ПК 1.1, 2", "ПК 1.1, 2"),
        (frozenset({"б", "а"}), "а, б", "а, б"),
        (tuple(range(14)), "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 и ещё 3", "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and more: 3"),
        ("two\nlines\tand\x00a bell", "two lines and a bell", "two lines and a bell"),
    ],
)
def test_wording_of_a_value_follows_the_language(value: object, ru: str, en: str) -> None:
    assert (wording(value, "ru"), wording(value, "en")) == (ru, en)


@pytest.mark.parametrize(
    ("n", "form"),
    [(1, "час"), (2, "часа"), (5, "часов"), (11, "часов"), (21, "час"), (22, "часа"), (111, "часов"), (0, "часов")],
)
def test_plural_gives_the_russian_form_of_the_noun(n: object, form: str) -> None:
    assert plural(n, ("час", "часа", "часов")) == form


@pytest.mark.parametrize("n", [Decimal("1.5"), Fraction(7, 2), "?", None])
def test_plural_of_what_is_not_whole_takes_the_second_form(n: object) -> None:
    assert plural(n, ("час", "часа", "часов")) == "часа"


def test_fill_joins_a_number_and_its_noun_with_a_no_break_space() -> None:
    template = "{hours} {hours|час|часа|часов}, {share:%}, {year}, {size:bytes}, {kind:element_kind}, {at:place}"
    facts = {"hours": 1476, "share": Decimal("0.697"), "year": 2026, "size": 1572864, "kind": "theory", "at": "a.csv:3"}

    filled = fill(template, facts, "ru", label).replace("\N{NO-BREAK SPACE}", "_")

    assert filled == "1_476_часов, 69,7_%, 2026, 1,5_МБ, теоретическое обучение, a.csv, строка 3"


def test_fill_leaves_out_an_optional_piece_whose_fact_is_missing() -> None:
    template = "{a}[[, expected {b}]][[, in {c}]]."

    assert fill(template, {"a": 1, "b": "", "c": 3}, "en", label) == "1, in 3."


def test_fill_takes_braces_in_a_value_as_text() -> None:
    assert fill("«{a}»[[ {b}]]", {"a": "{b}[[x]]", "b": "{a}"}, "en", label) == "«{b}[[x]]» {a}"


def test_broken_finds_a_stray_brace() -> None:
    assert broken("{a} and {b:%} and {n|one|many}[[, {c}]]") is None
    assert all(broken(t) for t in ("{a", "a}", "{A}", "{a b}", "[[{a}", "{n|one}"))
    assert [h.name for h in holes("{a} {b|x|y}[[{c:unit}]]")] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("where", "ru", "en"),
    [
        ("demand/карта 3.yaml:12", "demand/карта 3.yaml, строка 12", "demand/карта 3.yaml, line 12"),
        ("groups.csv:4:size", "groups.csv, строка 4, поле «size»", "groups.csv, line 4, field “size”"),
        ("карта:3", "карта, строка 3", "карта, line 3"),
        ("week 37", "неделя 37", "week 37"),
        ("semester 2, element МДК.01.01", "семестр 2, элемент МДК.01.01", "semester 2, element МДК.01.01"),
        ("МДК.01.01", "МДК.01.01", "МДК.01.01"),
        ("40.002@701н-2013-12-02:A/01.2", "40.002@701н-2013-12-02:A/01.2", "40.002@701н-2013-12-02:A/01.2"),
    ],
)
def test_place_is_said_in_the_language(where: str, ru: str, en: str) -> None:
    assert (place(where, "ru"), place(where, "en").replace("«", "“").replace("»", "”")) == (ru, en)


def test_label_of_an_unknown_key_is_readable() -> None:
    assert label("nothing.like_this", "ru") == "like this"
    assert label("element_kind.theory", "ru-RU") == "теоретическое обучение"
    assert list(labels("criticality", "en")) == ["1", "2", "3"]
