"""Questions put to a term: who asks, exactly one answers, a slider that moves on stops the question before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from tests.web import factories
from tests.web.trials.asking import NOW, answering, shorter, trials, url, work

pytestmark = pytest.mark.usefixtures("planned")


# --- asking


def test_the_sliders_show_what_the_plan_has_and_whom_the_norms_forbid(methodist: Client) -> None:
    page = methodist.get(url()).content.decode()

    assert 'name="week_max_hours"' in page and 'value="36"' in page
    assert "information only, the norms do not allow it" in page
    assert 'name="recognise" value="recognise:ПМ.01"' in page


def test_a_slider_is_marked_from_the_first_value_that_the_norms_forbid() -> None:
    from remeslo.web.apps.trials.sliders import settings_of

    problem = factories.outcome().problem
    assert problem is not None
    least = replace(problem.rules["week_max_hours"], amount=8)
    eased = replace(problem, rules={**problem.rules, "vacation_weeks_min": least})
    of = {s.name: s for s in settings_of(eased).sliders}

    assert (of["vacation"].now, of["vacation"].law_below, of["vacation"].law_above) == (11, 7, None)
    assert "7 and less: information only" in of["vacation"].law_words
    assert (of["week_max_hours"].law_below, of["week_max_hours"].law_above) == (None, 37)


def test_a_moved_slider_is_asked_answered_and_shown(methodist: Client) -> None:
    asked = methodist.post(url(), {"week_max_hours": "38", "limit": "30"})
    told: list[Any] = []
    assert work(answering(shorter(), told)) == 1

    page = methodist.get(asked["Location"]).content.decode()

    assert told == [["week_max_hours=38"]]
    assert "<del>36 h</del> → <ins>38 h</ins>" in page
    assert "Information, not a plan." in page
    assert "What changed" in page


def test_settings_as_in_the_plan_ask_nothing(methodist: Client) -> None:
    methodist.post(url(), {"week_max_hours": "36"})

    assert trials().count() == 0


@pytest.mark.parametrize("written", ("", "много", "38.5", "²", "-", "1e3", "99999999999"))
def test_a_setting_that_is_no_number_stays_as_it_is(written: str, methodist: Client) -> None:
    methodist.post(url(), {"week_max_hours": written, "recognise": "recognise:ПМ.99"})

    assert trials().count() == 0


def test_a_setting_out_of_range_is_brought_back_into_it(methodist: Client) -> None:
    methodist.post(url(), {"week_max_hours": "9999"})

    assert trials().get().changes == ["week_max_hours=44"]


def test_a_slider_that_moves_on_stops_the_question_before(methodist: Client) -> None:
    for hours in ("37", "38", "38"):
        methodist.post(url(), {"week_max_hours": hours})
    told: list[Any] = []
    work(answering(shorter(), told))

    assert [t.state for t in trials()] == ["cancelled", "done"]
    assert told == [["week_max_hours=38"]]


def test_a_question_answered_before_is_not_worked_out_again(methodist: Client, employer: Client) -> None:
    methodist.post(url(), {"week_max_hours": "38"})
    work(answering(shorter()))
    again = methodist.post(url(), {"week_max_hours": "38"})

    assert trials().count() == 1
    assert again["Location"].endswith(f"?trial={trials().get().pk}")


# --- rights


def test_those_who_do_not_plan_read_answers_and_ask_nothing(methodist: Client, employer: Client) -> None:
    methodist.post(url(), {"week_max_hours": "38"})
    work(answering(shorter()))
    trial = trials().get().pk

    assert employer.get(f"{url()}?trial={trial}").status_code == 200
    assert employer.get(url("trial", trial_id=trial), headers={"HX-Request": "true"}).status_code == 200
    assert employer.post(url(), {"week_max_hours": "37"}).status_code == 403
    assert employer.post(url("prices")).status_code == employer.post(url("causes")).status_code == 403
    assert employer.post(url("ask"), {"change": "week_max_hours=+1"}).status_code == 403
    assert employer.post(url("stop", trial_id=trial)).status_code == 403


def test_a_stranger_finds_nothing(methodist: Client, signed_in: Callable[..., Client]) -> None:
    methodist.post(url(), {"week_max_hours": "38"})
    stranger = signed_in()

    for address in (url(), url("prices"), url("causes"), url("trial", trial_id=trials().get().pk)):
        assert stranger.get(address).status_code == 404


@pytest.mark.parametrize("query", ("?trial=99", "?trial=x", "?trial=²", "?trial=-1", "?version=9"))
def test_rubbish_in_the_address_is_not_a_fault(query: str, methodist: Client) -> None:
    assert methodist.get(url() + query).status_code in (200, 404)
    assert methodist.get(url("trial", trial_id=999)).status_code == 404
    assert methodist.post(url("ask"), {"change": "rubbish=1"}).status_code == 404


# --- working


def test_a_question_that_breaks_down_says_so_and_nothing_else_breaks(methodist: Client) -> None:
    methodist.post(url(), {"week_max_hours": "38"})
    work(answering(RuntimeError("x")))
    page = methodist.get(f"{url()}?trial={trials().get().pk}").content.decode()

    assert trials().get().state == "failed"
    assert "No answer" in page and "RuntimeError" in page


def test_what_the_core_refuses_is_told_in_words(methodist: Client) -> None:
    from remeslo.core.curriculum.whatif.change import ChangeRefused

    methodist.post(url(), {"week_max_hours": "38"})
    work(answering(ChangeRefused("whatif.unknown_element", element="ПМ.77")))

    assert "ПМ.77" in methodist.get(f"{url()}?trial={trials().get().pk}").content.decode()


def test_a_waiting_question_is_cancelled_at_once(methodist: Client) -> None:
    methodist.post(url(), {"week_max_hours": "38"})
    methodist.post(url("stop", trial_id=trials().get().pk))

    assert trials().get().state == "cancelled"
    assert work(answering(shorter())) == 0


def test_a_term_that_is_proven_is_told_while_the_plan_is_still_made_better(methodist: Client) -> None:
    methodist.post(url(), {"week_max_hours": "38"})
    trial = trials().get()
    part = url("trial", trial_id=trial.pk)
    for progress, known in (({"stage": "even", "best": 20, "bound": 20}, True), ({"best": 21, "bound": 20}, False)):
        trials().update(state="running", owner="w", lease_until=NOW, progress=progress)
        page = methodist.get(part, headers={"HX-Request": "true"}).content.decode()
        assert ("is known and proven: 20 weeks" in page) is known
        assert 'hx-trigger="every 700ms"' in page


# --- answers


def test_a_line_of_the_price_list_leads_to_the_plan_that_it_would_give(methodist: Client) -> None:
    answer = methodist.post(url("ask"), {"change": "week_max_hours=+1"})

    assert answer.status_code == 302
    assert trials().get().changes == ["week_max_hours=+1"]
    assert "<ins>37 h</ins>" not in methodist.get(answer["Location"]).content.decode()
    work(answering(shorter()))
    assert "<ins>37 h</ins>" in methodist.get(answer["Location"]).content.decode()


@pytest.mark.django_db(transaction=True)  # the worker's thread must see the question
def test_the_real_answer_proves_a_shorter_term_when_a_module_is_recognised(methodist: Client) -> None:
    from remeslo.web.apps.trials.answers import ANSWERERS

    methodist.post(url(), {"recognise": "recognise:ПМ.01"})
    assert work(ANSWERERS) == 1

    result = trials().get().result
    assert result["proven"] and result["weeks_saved"] > 0 and result["decides"] == "learner"


@pytest.mark.django_db(transaction=True)  # the worker's thread must see the question
def test_settings_that_no_plan_can_meet_say_why(methodist: Client) -> None:
    from remeslo.web.apps.trials.answers import ANSWERERS

    methodist.post(url(), {"week_max_hours": "28"})  # practice no longer fills whole weeks
    work(ANSWERERS)
    page = methodist.get(f"{url()}?trial={trials().get().pk}").content.decode()

    assert "No plan under these settings" in page
    assert 'class="finding ' in page


@pytest.mark.django_db(transaction=True)  # the worker's thread must see the question
def test_what_holds_the_term_is_asked_answered_and_told_in_words(methodist: Client) -> None:
    from remeslo.web.apps.trials.answers import ANSWERERS

    methodist.post(url("causes"))
    work(ANSWERERS)
    page = methodist.get(url("causes")).content.decode()
    found = trials().get().result["causes"]

    assert found["members"]
    assert page.count('class="cause"') == len(found["members"])
    assert f"Why {found['weeks'] - 1} weeks are impossible" in page
    assert "confirmed" in page


@pytest.mark.parametrize("kind", ("vacation", "holidays", "resource", "skill", "curriculum", "window", "whole_weeks"))
def test_every_kind_of_part_has_words_even_without_its_numbers(kind: str) -> None:
    from remeslo.core.curriculum.causes.part import PartKind
    from remeslo.web.apps.trials.causes import part_words

    assert part_words(kind, "ОП.01", {}) != f"{kind} ОП.01"
    assert all(part_words(k.value, "x", {}) for k in PartKind)


@pytest.mark.parametrize("name", ("what_if", "prices", "causes"))
def test_number_of_queries_does_not_grow_with_questions(
    name: str, methodist: Client, django_assert_max_num_queries: Any
) -> None:
    for hours in ("37", "38", "39"):
        methodist.post(url(), {"week_max_hours": hours})
        work(answering(shorter()))
        methodist.get(url(name))
        with django_assert_max_num_queries(7):
            methodist.get(url(name))
