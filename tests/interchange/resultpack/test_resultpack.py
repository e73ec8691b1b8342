"""Files of kinds and indicators: what comes along is sound, every problem of another is told, lines round-trip."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.results.indicator import Condition, Operator, Selection, Span
from remeslo.interchange.resultpack import builtin_indicators, builtin_kinds, read_indicators, read_kinds
from remeslo.interchange.resultpack.page import page
from remeslo.interchange.resultpack.selections import NotASelection, parse, write

WORD = st.from_regex(r"\A[a-z][a-z_]{0,8}\Z").filter(lambda w: w not in ("yes", "no", "ever", "by", "confirmed"))
VALUE = WORD | st.booleans() | st.integers(-99, 99) | st.dates(date(1900, 1, 1)) | st.sampled_from([Decimal("1.50")])
PLAIN = (Operator.IS, Operator.IS_NOT, Operator.AT_LEAST)
CONDITION = (
    st.builds(Condition, WORD, st.sampled_from(PLAIN), VALUE)
    | st.builds(Condition, WORD, st.just(Operator.IN), st.lists(VALUE, min_size=1, max_size=3).map(tuple))
    | st.builds(Condition, WORD, st.just(Operator.SAID))
)
SELECTION = st.builds(
    Selection,
    kind=WORD.filter(lambda w: w != "by_day"),
    where=st.lists(CONDITION, max_size=3).map(tuple),
    span=st.sampled_from(Span),
    dated_by=WORD | st.just("on"),
    confirmed=st.booleans(),
)


@given(SELECTION)
def test_a_selection_written_and_read_is_the_same(selection: Selection) -> None:
    assert parse(write(selection)) == selection


@pytest.mark.parametrize("text", ["", "Admission", "a ever by_day", "a: b", "a: b = ", "a: b ~ 3", "a: d = 2026-02-30"])
def test_what_is_no_selection_is_refused(text: str) -> None:
    with pytest.raises(NotASelection):
        parse(text)


def test_what_comes_along_has_k1_to_k12_and_says_of_each_number_that_nobody_compared_it() -> None:
    keys = list(builtin_indicators())

    assert [k for k in (f"K{n}" for n in range(1, 13)) if k not in keys and f"{k}.mean" not in keys] == []
    assert {e.verified for i in builtin_indicators().values() for e in i.editions} == {False}


def test_what_comes_along_has_words_in_both_languages() -> None:
    cyrillic = re.compile("[А-Яа-я]")
    values = [*builtin_kinds().values(), *builtin_indicators().values()]
    values_and_fields = [*values, *(f for k in builtin_kinds().values() for f in k.fields)]

    assert [v for v in values_and_fields if not cyrillic.search(v.title_ru) or cyrillic.search(v.title_en)] == []


BAD = b"""
format = 2
key = "x"
[[indicator]]
key = "A"
title_ru = "a"
title_en = "a"
text_ru = "a"
text_en = " "
unit = "kilo"
colour = 1
[[indicator.edition]]
since = "yesterday"
source = "s"
verified = false
count_on = "13-01"
above = { of = "admision", also = ["employment: salary = 3"], value = "x" }
below = { of = "admission ever by_day" }
[[indicator.edition]]
since = 2022-01-01
source = "s"
verified = false
"""


def test_read_indicators_tells_every_problem_at_once() -> None:
    found, findings = read_indicators(BAD, name="x.toml", kinds=builtin_kinds())

    assert found is None
    assert sorted(f.code for f in findings) == [
        "fact.kind_unknown",
        "results.field_missing",
        "results.field_missing",
        "results.field_not_of_kind",
        "results.field_unknown",
        "results.format_unknown",
        "results.selection_malformed",
        "results.word_unknown",
        "results.wrong_type",
        "results.wrong_type",
    ]


@pytest.mark.parametrize(
    "data", [b"", b"\xff\x00", b"format = 1", b"[", b"format = 1\nkey = 3\nkind = 5", b"a" * 2_000_000]
)
def test_read_of_rubbish_tells_and_never_raises(data: bytes) -> None:
    kinds, of_kinds = read_kinds(data, name="x")
    indicators, of_indicators = read_indicators(data, name="x", kinds=builtin_kinds())

    assert (kinds, indicators) == (None, None)
    assert of_kinds
    assert of_indicators


@given(st.binary(max_size=60).map(lambda b: b"format = 1\nkey = 'x'\n[kind.a]\n" + b))
def test_read_kinds_never_raises(data: bytes) -> None:
    kinds, findings = read_kinds(data, name="x")

    assert kinds or findings


def test_the_page_in_docs_is_the_one_that_is_made(root: Path) -> None:
    assert (root / "docs/rules/indicators.md").read_text(encoding="utf-8") == page(builtin_indicators())
