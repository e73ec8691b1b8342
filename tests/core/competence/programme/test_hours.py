"""Hours close to the total, minima are held, practice comes in whole weeks; what cannot be done is said."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence import builders

from remeslo.core.base.elements import ElementKind
from remeslo.core.competence.limits import Limits
from remeslo.core.competence.programme.choices import CUSTOMARY
from remeslo.core.competence.programme.hours import begin, choose_term, fill, hold_minima, keep_share
from remeslo.core.competence.programme.slot import Slot
from remeslo.core.competence.statestandard import EntryBase, TermOption

LIMITS = Limits(practice_week_hours=36)
STATE = builders.state()


def slot(index: str, least: int, most: int | None = None, **changed) -> Slot:
    given_ = {
        "index": index,
        "title": index,
        "kind": ElementKind.THEORY,
        "cycle": "П",
        "module": "ПМ.01",
        "hours_min": least,
        "hours_max": least if most is None else most,
        "mandatory_min": least,
        "made": most is None,
        "hours": least,
    }
    return Slot(**{**given_, **changed})


def practice(index: str, least: int, most: int | None = None, **changed) -> Slot:
    return slot(index, least, most, kind=ElementKind.TRAINING_PRACTICE, **changed)


SLOTS = st.lists(
    st.builds(
        lambda n, kind, least, more, made: slot(
            f"{kind.value}{n}",
            36 * least if kind is ElementKind.WORK_PRACTICE else 2 * least,
            None if made else (36 if kind is ElementKind.WORK_PRACTICE else 1) * (least + more) * 2,
            kind=kind,
        ),
        st.integers(0, 10**6),
        st.sampled_from([ElementKind.THEORY, ElementKind.WORK_PRACTICE, ElementKind.ATTESTATION]),
        st.integers(1, 40),
        st.integers(0, 20),
        st.booleans(),
    ),
    max_size=8,
    unique_by=lambda s: s.index,
)


@settings(max_examples=150)
@given(SLOTS, st.integers(0, 3000))
def test_fill_closes_to_the_total_or_says_by_how_much_it_does_not(slots: list[Slot], more: int) -> None:
    total = sum(s.hours for s in slots) + more

    filled, findings = fill(slots, total, {}, LIMITS, CUSTOMARY)

    gap = total - sum(s.hours for s in filled)
    assert all(s.hours % 36 == 0 for s in filled if s.is_practice)
    assert all(s.hours_min <= s.hours for s in filled)
    assert all(s.hours <= s.hours_max for s in filled if not s.made)
    assert [f.facts["gap"] for f in findings] == ([gap] if gap else [])
    assert not gap or not any(s.made and s.is_course for s in filled)


def test_hours_go_where_the_weight_is() -> None:
    slots = [slot("light", 36), slot("heavy", 36)]

    filled, _ = fill(slots, 172, {"heavy": 3, "light": 1}, LIMITS, CUSTOMARY)

    light, heavy = (s.hours - 36 for s in filled)
    assert (light, heavy) == (30, 70)  # base weight 1/2 each: 1.5 to 3.5 of 5


def test_an_odd_total_closes_with_one_single_hour() -> None:
    filled, findings = fill([slot("a", 36), slot("b", 36)], 173, {}, LIMITS, CUSTOMARY)

    assert sum(s.hours for s in filled) == 173
    assert findings == []


def test_practice_that_is_not_whole_weeks_starts_at_the_next_whole_week() -> None:
    slots, findings = begin([practice("УП", 40, 80)], LIMITS)

    assert [s.hours for s in slots] == [72]
    assert findings == []


def test_practice_without_room_for_a_whole_week_is_named() -> None:
    _, findings = begin([practice("УП", 144 - 1, 144 - 1)], LIMITS)

    assert [(f.code, f.where, f.facts["step"]) for f in findings] == [("programme.practice_not_whole_weeks", "УП", 36)]


def test_minima_are_held_by_what_was_made_and_count_as_mandatory() -> None:
    held, findings = hold_minima(
        [slot("МДК", 36), practice("УП", 36), slot("ГИА", 36, kind=ElementKind.FINAL_ATTESTATION)], STATE, LIMITS
    )

    assert [(s.hours, s.hours_min, s.mandatory_min) for s in held[:2]] == [(400, 400, 400), (360, 360, 360)]
    assert findings == []


def test_minima_grow_inside_the_ranges_of_fixed_elements_else_they_are_named() -> None:
    slots = [slot("МДК", 36, 390), practice("УП", 36, 720), slot("ГИА", 36, kind=ElementKind.FINAL_ATTESTATION)]

    held, findings = hold_minima(slots, STATE, LIMITS)

    assert [(s.hours, s.hours_min) for s in held[:2]] == [(390, 36), (360, 36)]
    assert [(f.code, f.facts["part"], f.facts["missing"]) for f in findings] == [
        ("programme.below_minimum", "disciplines", 10)
    ]


@pytest.mark.parametrize(
    ("least", "months", "codes"),
    [(1000, 22, []), (2952, 22, []), (2953, 34, []), (4429, 34, ["programme.hours_over"])],
)
def test_the_shortest_term_that_holds_the_least_hours_is_chosen(least: int, months: int, codes: list[str]) -> None:
    option, findings = choose_term(STATE, EntryBase.BASIC_GENERAL, least)

    assert option is not None
    assert option.months == months
    assert builders.codes(findings) == codes


def test_a_base_without_a_term_is_named() -> None:
    state = replace(STATE, terms=(TermOption(base=EntryBase.BASIC_GENERAL, months=22, total_hours=2952),))

    option, findings = choose_term(state, EntryBase.SECONDARY_GENERAL, 100)

    assert option is None
    assert builders.codes(findings) == ["programme.no_term_option"]


def test_what_was_called_mandatory_beyond_the_standards_minima_becomes_variative() -> None:
    limits = replace(LIMITS, mandatory_share_max=Fraction(4, 5))
    state = replace(STATE, min_disciplines=100, min_practice=100)

    kept, findings = keep_share([slot("МДК", 500, hours=500), slot("ОП", 500, 500)], state, limits)

    assert [s.mandatory_min for s in kept] == [300, 500]
    assert findings == []


def test_a_mandatory_part_above_the_share_is_named_with_both_shares() -> None:
    limits = replace(LIMITS, mandatory_share_max=Fraction(4, 5))

    _, findings = keep_share([slot("ОП", 900, 1000, hours=1000)], STATE, limits)

    assert [(f.code, f.facts["mandatory"], f.facts["hours"], f.facts["more"]) for f in findings] == [
        ("programme.mandatory_share", 900, 1000, 125)
    ]
