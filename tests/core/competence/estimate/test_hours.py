"""Estimates of hours: inside their range, by what is alike, moved as they say, the same whatever the order."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.base.findings import ProblemError
from remeslo.core.competence.estimate.comparable import Comparable, HourGroup
from remeslo.core.competence.estimate.hours import EstimateChoices, HoursBook, HoursEstimate, HoursQuestion

WORDS = ("токарная", "обработка", "металлов", "настройка", "станков", "гидравлика", "черчение", "охрана", "труда")
titles = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True).map(" ".join)


@st.composite
def comparables(draw: st.DrawFn) -> Comparable:
    hours = draw(st.integers(1, 400))
    return Comparable(
        source=draw(st.sampled_from("АБВ")),
        index=f"ОП.{draw(st.integers(1, 30)):02}",
        title=draw(titles),
        group=draw(st.sampled_from(HourGroup)),
        hours=hours,
        volume=hours + draw(st.integers(0, 4000)),
        competences=tuple(draw(st.lists(titles, max_size=2))),
    )


@st.composite
def questions(draw: st.DrawFn) -> HoursQuestion:
    least = draw(st.integers(1, 200))
    return HoursQuestion(
        title=draw(titles),
        group=draw(st.sampled_from(HourGroup)),
        volume=draw(st.integers(100, 6000)),
        proficiency=draw(st.sampled_from((None, 1, 2, 3))),
        standing=draw(st.none() | st.floats(0, 1)),
        step=draw(st.sampled_from((1, 2, 36))),
        least=least,
        most=draw(st.none() | st.integers(least, least + 300)),
    )


@given(st.lists(comparables(), max_size=12), questions())
def test_an_estimate_of_anything_keeps_bounds_steps_and_its_own_range(
    known: list[Comparable], asked: HoursQuestion
) -> None:
    answer = HoursBook(known).estimate(asked)
    if answer is None:
        return
    assert answer.hours >= asked.least
    assert asked.most is None or answer.hours <= asked.most
    a_step_fits = asked.most is None or asked.most // asked.step * asked.step >= asked.least
    assert answer.hours % asked.step == 0 or not a_step_fits
    scaled = [u.scaled for u in answer.used]
    assert min(scaled) <= answer.low <= answer.high <= max(scaled)
    assert all(u.comparable.group is asked.group for u in answer.used)
    assert [u.alike for u in answer.used] == sorted((u.alike for u in answer.used), reverse=True)
    assert answer.reasons[0].facts["count"] == len(answer.used)


@given(st.lists(comparables(), max_size=10), questions(), st.randoms(use_true_random=False))
def test_the_order_of_the_comparables_changes_nothing(known: list[Comparable], asked: HoursQuestion, dice) -> None:
    shuffled = list(known)
    dice.shuffle(shuffled)
    assert HoursBook(shuffled).estimate(asked) == HoursBook(known).estimate(asked)


@given(st.lists(comparables(), min_size=1, max_size=10), questions())
def test_more_proficiency_or_weight_never_asks_for_fewer_hours(known: list[Comparable], asked: HoursQuestion) -> None:
    book = HoursBook(known)
    by_proficiency = [book.estimate(replace(asked, proficiency=p)) for p in (1, 2, 3)]
    by_weight = [book.estimate(replace(asked, standing=s)) for s in (0.0, 0.4, 1.0)]
    for answers in (by_proficiency, by_weight):
        hours = [a.hours for a in answers if a is not None]
        assert hours == sorted(hours)


@given(st.lists(comparables(), min_size=1, max_size=8), questions())
def test_hours_that_all_comparables_share_are_the_estimate(known: list[Comparable], asked: HoursQuestion) -> None:
    same = [replace(c, hours=72, volume=asked.volume + 72) for c in known]
    asked = replace(asked, volume=asked.volume + 72, step=1, least=1, most=None)
    answer = HoursBook(same).estimate(asked)
    assert answer is None or answer.hours == 72


def _one(title: str, hours: int, **more) -> Comparable:
    given = {"source": "план", "index": "", "group": HourGroup.LESSONS, "volume": 1000}
    return Comparable(**{**given, "title": title, "hours": hours, **more})


def _asked(title: str, **more) -> HoursQuestion:
    return HoursQuestion(**{"title": title, "group": HourGroup.LESSONS, "volume": 1000, "step": 1, **more})


def _codes(answer: HoursEstimate | None) -> list[str]:
    return [] if answer is None else [r.code for r in answer.reasons]


def test_a_title_that_nothing_resembles_gets_no_estimate() -> None:
    assert HoursBook([_one("Охрана труда", 36)]).estimate(_asked("Квантовая оптика")) is None


def test_practice_is_never_compared_with_lessons() -> None:
    book = HoursBook([_one("Наладка станков", 144, group=HourGroup.TRAINING_PRACTICE)])
    assert book.estimate(_asked("Наладка станков")) is None


def test_a_larger_programme_gives_more_hours_and_one_comparable_is_called_few() -> None:
    book = HoursBook([_one("Охрана труда", 36)], EstimateChoices(scaled=1.0))
    answer = book.estimate(_asked("Охрана труда", volume=2000))
    assert answer is not None
    assert (answer.hours, answer.low, answer.high) == (72, 72, 72)
    assert "estimate.few" in _codes(answer)


def test_the_middle_of_the_nearest_is_moved_up_by_proficiency_and_says_so() -> None:
    book = HoursBook([_one("Охрана труда", h) for h in (20, 30, 40, 50, 60)], EstimateChoices(scaled=0.0))
    ordinary, high = (book.estimate(_asked("Охрана труда", proficiency=p)) for p in (2, 3))
    assert ordinary is not None and high is not None
    assert (ordinary.hours, high.hours) == (40, 50)
    assert "estimate.proficiency" not in _codes(ordinary)
    assert "estimate.proficiency" in _codes(high)


def test_hours_above_what_is_allowed_are_cut_and_the_cut_is_told() -> None:
    answer = HoursBook([_one("Охрана труда", 90)]).estimate(_asked("Охрана труда", most=40))
    assert answer is not None
    assert answer.hours == 40
    assert "estimate.bounded" in _codes(answer)


@pytest.mark.parametrize(
    "wrong",
    [{"volume": 0}, {"step": 0}, {"least": 5, "most": 4}, {"proficiency": 4}, {"standing": 1.5}],
    ids=lambda w: "-".join(w),
)
def test_a_question_out_of_range_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ProblemError):
        _asked("Охрана труда", **wrong)
