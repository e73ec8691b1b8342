"""Example plans in a pack's file: lossless, every fault with its line, and never half an example."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.base.calendar import YearLayout
from remeslo.core.base.elements import AttestationForm, AttestationMark, ElementKind
from remeslo.core.base.findings import any_hard
from remeslo.core.curriculum.exampleplan import ExampleElement, ExamplePlan, WeekHours
from remeslo.core.curriculum.examples import try_examples
from remeslo.core.curriculum.norms import NormPack
from remeslo.interchange.normpack import builtin, page, read, write
from remeslo.interchange.sentences import say
from remeslo.interchange.values import from_json, to_json

HEAD = """\
format = 1
key = "test-pack"
title_ru = "Проба"
title_en = "Test"
country = "XX"

[norm.week_max_hours]
unit = "hour"
title_ru = "Неделя"
title_en = "Week"

[[norm.week_max_hours.value]]
since = 2020-01-01
amount = "36"
source = "act"
verified = true

"""
GOOD = (
    HEAD
    + """\
[[example]]
title_ru = "Пример"
title_en = "Example"
day = 2026-09-01
years = ["17+2+24"]
accepted = true
element = [
    { index = "A", title = "a", kind = "theory", weeks = "1-2: 36" },
    { index = "B", title = "b", kind = "theory", attestations = ["exam", "graded_credit:x"], weeks = "3: 36" },
]

[[example]]
title_ru = "Другой"
title_en = "Other"
day = 2026-09-01
years = ["17+2+24", "17+2+24"]
accepted = false
findings = ["term.week_over_limit"]

[[example.element]]
index = "C"
title = "c"
kind = "theory"
weeks = "1-17: 36; 20: 40"
"""
)

TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)
JOINT = st.text("abcабв", min_size=1, max_size=3) | st.none()
SPANS = st.builds(
    lambda first, more, hours: WeekHours(first, first + more, hours),
    st.integers(1, 120),
    st.integers(0, 40),
    st.integers(1, 60),
)
YEARS = st.builds(YearLayout, autumn=st.integers(0, 20), winter=st.integers(0, 5), spring=st.integers(0, 27))


@st.composite
def elements(draw: st.DrawFn) -> tuple[ExampleElement, ...]:
    keys = draw(st.lists(TEXT, min_size=1, max_size=3, unique=True))
    return tuple(
        ExampleElement(
            index=key,
            title=draw(TEXT),
            kind=draw(st.sampled_from(ElementKind)),
            weeks=tuple(draw(st.lists(SPANS, min_size=1, max_size=2))),
            module=draw(TEXT | st.none()),
            variative=draw(st.integers(0, 99)),
            whole_weeks=draw(st.booleans()),
            attestations=tuple(
                draw(st.lists(st.builds(AttestationMark, st.sampled_from(AttestationForm), JOINT), max_size=2))
            ),
            after=tuple(draw(st.lists(st.sampled_from(keys[:n]), max_size=1))) if n else (),
        )
        for n, key in enumerate(keys)
    )


@st.composite
def examples(draw: st.DrawFn) -> ExamplePlan:
    codes = st.lists(st.sampled_from(("term.week_over_limit", "norms.group_too_large", "own.code")), max_size=2)
    return ExamplePlan(
        title_ru=draw(TEXT),
        title_en=draw(TEXT),
        day=date(1995, 1, 1) + timedelta(days=draw(st.integers(0, 30000))),
        years=tuple(draw(st.lists(YEARS, min_size=1, max_size=3))),
        elements=draw(elements()),
        accepted=draw(st.booleans()),
        findings=tuple(draw(codes)),
        kind=draw(TEXT | st.just("")),
        base=draw(st.sampled_from(("", "ooo"))),
        regular_years=draw(st.integers(0, 4)),
        total_hours=draw(st.none() | st.integers(0, 9000)),
        minima=draw(
            st.dictionaries(st.sampled_from(("practice_hours_min", "disciplines_hours_min")), st.integers(0, 900))
        ),
        source=draw(TEXT | st.just("")),
        source_verified=draw(st.booleans()),
        group_size=draw(st.integers(0, 40)),
        term_weeks=draw(st.none() | st.integers(1, 300)),
    )


def pack_with(*plans: ExamplePlan) -> NormPack:
    pack, findings = read(HEAD.encode(), name="head.toml")
    assert pack is not None and findings == ()
    return NormPack(
        key=pack.key,
        title_ru=pack.title_ru,
        title_en=pack.title_en,
        country=pack.country,
        norms=pack.norms,
        examples=plans,
    )


@settings(max_examples=60)
@given(st.lists(examples(), max_size=2))
def test_examples_written_and_read_are_the_same_and_can_be_tried(plans: list[ExamplePlan]) -> None:
    pack = pack_with(*plans)

    again, findings = read(write(pack), name="pack.toml")

    assert findings == ()
    assert again == pack
    assert from_json(NormPack, to_json(pack)) == pack
    assert [v.example for v in try_examples(pack)] == plans


def test_rows_in_line_and_as_tables_are_read_alike() -> None:
    pack, findings = read(GOOD.encode(), name="good.toml")

    assert findings == ()
    assert pack is not None
    first, second = pack.examples
    assert [e.index for e in first.elements] == ["A", "B"]
    assert first.elements[1].attestations == (
        AttestationMark(AttestationForm.EXAM),
        AttestationMark(AttestationForm.GRADED_CREDIT, "x"),
    )
    assert second.elements[0].weeks == (WeekHours(1, 17, 36), WeekHours(20, 20, 40))
    assert [v.as_expected for v in try_examples(pack)] == [True, True]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    (
        ('title_ru = "Пример"\n', "", "norms.field_missing", 18),
        ("day = 2026-09-01\n", "", "norms.field_missing", 18),
        ("day = 2026-09-01", "day = 9999-12-31", "norms.example_day_out_of_range", 21),
        ("day = 2026-09-01", "day = 2026-09-01T08:00:00", "norms.wrong_type", 21),
        ("accepted = true", "accepted = true\ntotal_hours = -1", "norms.example_number_negative", 24),
        ('title = "b"', 'title = "b", variative = -1', "norms.example_number_negative", 26),
        ("accepted = true", 'accepted = "yes"', "norms.wrong_type", 23),
        ("accepted = true", "accepted = true\naccept = true", "norms.field_unknown", 24),
        ('["17+2+24"]', '["17-2-24"]', "norms.example_year_malformed", 22),
        ('["17+2+24"]', '["30+2+24"]', "norms.example_year_malformed", 22),
        ('["17+2+24"]', "[]", "norms.example_years_out_of_range", 22),
        ('weeks = "1-2: 36"', 'weeks = "1-2 36"', "norms.example_weeks_malformed", 25),
        ('weeks = "1-2: 36"', 'weeks = "2-1: 36"', "norms.example_weeks_malformed", 25),
        ('weeks = "1-2: 36"', 'weeks = "1-900: 36"', "norms.example_weeks_malformed", 25),
        ('weeks = "1-2: 36"', 'weeks = "1-2: 0"', "norms.example_weeks_malformed", 25),
        ('weeks = "1-2: 36"', 'weeks = ""', "norms.example_weeks_malformed", 25),
        ('kind = "theory", att', 'kind = "teory", att', "norms.example_word_unknown", 26),
        ('["exam", ', '["exams", ', "norms.example_word_unknown", 26),
        ('["exam", ', "[3, ", "norms.wrong_type", 26),
        ('index = "B"', 'index = "A"', "norms.example_element_twice", 18),
        ('title = "b"', 'title = "b", after = ["Z"]', "norms.example_element_unknown", 18),
        ('title = "b"', 'title = "b", after = ["B"]', "norms.example_element_unknown", 18),
        ('findings = ["term.week_over_limit"]', "findings = [1]", "norms.wrong_type", 35),
        ('title = "c"\n', "", "norms.field_missing", 37),
        ('kind = "theory"\nweeks', 'kind = "x"\nweeks', "norms.example_word_unknown", 40),
    ),
)
def test_each_fault_of_an_example_is_named_with_its_line(old: str, new: str, code: str, line: int) -> None:
    assert old in GOOD

    pack, findings = read(GOOD.replace(old, new, 1).encode(), name="bad.toml")

    assert pack is None
    assert (code, f"bad.toml:{line}") in [(f.code, f.where) for f in findings]
    assert all(str(say(f, "ru")) and str(say(f, "en")) for f in findings)


@pytest.mark.parametrize("rest", ("example = 3\n", "[example]\na = 1\n", "[[example]]\nelement = 3\n"))
def test_examples_that_are_none_are_refused(rest: str) -> None:
    text = rest + HEAD if rest.startswith("example") else HEAD + rest

    pack, findings = read(text.encode(), name="x.toml")

    assert pack is None
    assert any_hard(findings)


@settings(max_examples=60)
@given(st.text('[]{}"=:;,.+-0123456789 \nabcdeklmnpstwyx', max_size=120))
def test_reading_an_example_of_rubbish_never_raises(rubbish: str) -> None:
    pack, findings = read((HEAD + "[[example]]\n" + rubbish).encode(), name="x.toml")

    assert pack is None
    assert any_hard(findings)


def test_page_of_a_pack_names_every_example_with_its_verdict() -> None:
    for pack in builtin().values():
        text = page(pack)

        assert [e.title_en for e in pack.examples if e.title_en not in text] == []
        assert text.count("| refused |") == sum(not e.accepted for e in pack.examples)
