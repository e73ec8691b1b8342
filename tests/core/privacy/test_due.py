"""What goes, goes on every later day too; what a law or a hold keeps never goes; judging what stays changes nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.privacy import Due, Ground, Hold, Kind, Reason, Record, Register, Span, Start, Then, due, months_after

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
GROUND = Ground("-", "-", "-", verified=False)
ALIKE = dict.fromkeys(
    (f"{word}_{language}" for word in ("title", "purpose", "readers", "stays") for language in ("ru", "en")), "-"
)


def spans() -> st.SearchStrategy[tuple[Span, ...]]:
    rows = st.builds(Span, DAYS, st.integers(0, 60), st.just("-"), st.booleans())
    return st.lists(rows, max_size=3, unique_by=lambda s: s.since).map(
        lambda found: tuple(sorted(found, key=lambda s: s.since))
    )


@st.composite
def registers(draw: st.DrawFn) -> Register:
    kinds = {}
    for key in ("a", "b", "c"):
        then, terms, laws = draw(st.sampled_from(Then)), draw(spans()), draw(spans())
        starts = draw(st.sampled_from(Start))
        kinds[key] = Kind(
            key=key, whose="staff", starts=starts, then=then, ground=GROUND, terms=terms, laws=laws, **ALIKE
        )
    return Register("r", "-", "-", "RU", kinds)


KEYS = st.sampled_from(("1", "2", "3"))
KINDS = st.sampled_from(("a", "b", "c"))
RECORDS = st.lists(st.builds(Record, KINDS, KEYS, st.none() | DAYS), max_size=8, unique_by=lambda r: (r.kind, r.key))
HOLDS = st.lists(st.builds(Hold, KINDS, KEYS, st.none() | DAYS), max_size=3)


@st.composite
def scenes(draw: st.DrawFn) -> tuple[Register, list[Record], list[Hold], set[Record]]:
    records = draw(RECORDS)
    wanted = {r for r in records if draw(st.booleans())}
    return draw(registers()), records, draw(HOLDS), wanted


Scene = tuple[Register, list[Record], list[Hold], set[Record]]


def judged(scene: Scene, day: date) -> Due:
    register, records, holds, wanted = scene
    return due(register, records, day, holds=holds, requested=wanted)


@given(scenes(), DAYS, st.integers(0, 4000))
def test_due_on_a_later_day_lets_everything_go_that_went_before(scene: Scene, day: date, more: int) -> None:
    before = {i.record for i in judged(scene, day).go}
    after = {i.record for i in judged(scene, day + timedelta(days=more)).go}

    assert before <= after


@given(scenes(), DAYS)
def test_due_judges_every_record_once(scene: Scene, day: date) -> None:
    found = judged(scene, day)

    assert sorted(repr(i.record) for i in (*found.go, *found.stay)) == sorted(map(repr, scene[1]))


@given(scenes(), DAYS)
def test_due_never_lets_go_what_is_kept_held_or_asked_for_by_a_law(scene: Scene, day: date) -> None:
    register, _records, holds, _wanted = scene
    for item in judged(scene, day).go:
        kind, start = register.kinds[item.record.kind], item.record.start
        assert kind.then is not Then.KEEP
        assert not any((h.kind, h.key) == (item.record.kind, item.record.key) and h.is_in_force(day) for h in holds)
        if kind.laws:
            law = kind.law_on(start) if start else None
            assert law is not None
            assert start is not None
            assert months_after(start, law.months) <= day


@given(scenes(), DAYS)
def test_due_of_what_stays_is_what_stays(scene: Scene, day: date) -> None:
    register, _records, holds, wanted = scene
    stay = judged(scene, day).stay
    again = due(register, [i.record for i in stay], day, holds=holds, requested=wanted)

    assert again == Due((), stay)


@given(scenes(), DAYS)
def test_due_of_a_reason_with_a_day_names_the_day_on_which_it_is_over(scene: Scene, day: date) -> None:
    for item in judged(scene, day).stay:
        if item.reason is Reason.HOLD and item.day is not None:
            assert item.day >= day
        elif item.reason in (Reason.TERM_RUNS, Reason.LAW) and item.day is not None:
            then = judged(scene, item.day)
            now = {i.record: i.reason for i in (*then.go, *then.stay)}
            assert now[item.record] is not item.reason


@given(DAYS, st.integers(0, 600), st.integers(0, 600))
def test_months_after_more_months_is_no_earlier(day: date, some: int, more: int) -> None:
    assert day <= months_after(day, some) <= months_after(day, some + more)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2025, 5, 5), 0, date(2025, 5, 5)),
        (date(9999, 6, 1), 12, date.max),
    ],
)
def test_months_after_takes_the_last_day_of_a_shorter_month(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


def test_term_on_takes_the_span_in_force_when_the_count_began() -> None:
    spans = (Span(date(2022, 9, 1), 36, "old", False), Span(date(2026, 9, 1), 12, "new", False))
    kind = Kind(
        key="k", whose="staff", starts=Start.MADE, then=Then.ERASE, ground=GROUND, terms=spans, laws=(), **ALIKE
    )

    found = [kind.term_on(d) for d in (date(2020, 1, 1), date(2026, 8, 31), date(2026, 9, 1))]

    assert [s.source for s in found if s] == ["old", "old", "new"]


def test_span_of_negative_months_is_refused() -> None:
    with pytest.raises(ValueError, match="months >= 0"):
        Span(date(2022, 9, 1), -1, "-", verified=False)
