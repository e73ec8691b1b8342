"""Questions put to a term: who asks, exactly one answers, a slider that moves on stops the question before."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.web import factories

from remeslo.core.curriculum.result import Progress
from remeslo.interchange.values import to_json

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("planned")


@pytest.fixture
def cluster(db: None) -> Any:
    from remeslo.web.apps.registry.services import load_cluster

    return load_cluster(factories.cluster(), by=None, at=NOW)


@pytest.fixture
def planned(cluster: Any) -> Any:
    from remeslo.web.apps.programmes.services.inputs import keep_input
    from remeslo.web.apps.programmes.services.results import keep_outcome
    from remeslo.web.apps.registry.snapshot import cluster_value

    made_from = keep_input(cluster, cluster_value(cluster), at=NOW)
    return keep_outcome(cluster, factories.outcome(), made_from, by=None, at=NOW, position=0)


@pytest.fixture
def methodist(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("methodist", cluster=cluster, organisation="college")


@pytest.fixture
def employer(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("employer", cluster=cluster, organisation="gears")


def _url(name: str = "what_if", **parts: Any) -> str:
    own = {"key": "mach-operator"} if not parts else {}
    return reverse(f"trials:{name}", kwargs={"cluster": "example", **own, **parts})


def _trials() -> Any:
    from remeslo.web.apps.trials.models import Trial

    return Trial.objects.order_by("id")


def _answer(made: dict[str, Any] | Exception, told: list[Any] | None = None) -> Any:
    """Answers with what the test brings, in place of the solver."""
    from remeslo.web.apps.trials.enums import TrialKind

    def it(trial: Any, outcome: Any, progress: Any, cancelled: Any) -> dict[str, Any]:
        progress(Progress("term", 20, 19, 0.5))
        if told is not None:
            told.append(trial.changes)
        if isinstance(made, Exception):
            raise made
        return made

    return dict.fromkeys(TrialKind, it)


def _work(answerers: Any) -> int:
    from remeslo.web.apps.trials.worker import run_trials

    return run_trials(threading.Event(), answerers=answerers, until_idle=True)


def _shorter() -> dict[str, Any]:
    result = factories.outcome().result
    return {"result": to_json(result), "weeks_saved": 0, "proven": True, "decides": "law"}


# --- asking


def test_the_sliders_show_what_the_plan_has_and_whom_the_norms_forbid(methodist: Client) -> None:
    page = methodist.get(_url()).content.decode()

    assert 'name="week_max_hours"' in page and 'value="36"' in page
    assert "information only, the norms do not allow it" in page
    assert 'name="recognise" value="recognise:ПМ.01"' in page


def test_a_moved_slider_is_asked_answered_and_shown(methodist: Client) -> None:
    asked = methodist.post(_url(), {"week_max_hours": "38", "limit": "30"})
    told: list[Any] = []
    assert _work(_answer(_shorter(), told)) == 1

    page = methodist.get(asked["Location"]).content.decode()

    assert told == [["week_max_hours=38"]]
    assert "<del>36 h</del> → <ins>38 h</ins>" in page
    assert "Information, not a plan." in page
    assert "What changed" in page


def test_settings_as_in_the_plan_ask_nothing(methodist: Client) -> None:
    methodist.post(_url(), {"week_max_hours": "36"})

    assert _trials().count() == 0


@pytest.mark.parametrize("written", ("", "много", "38.5", "²", "-", "1e3", "99999999999"))
def test_a_setting_that_is_no_number_stays_as_it_is(written: str, methodist: Client) -> None:
    methodist.post(_url(), {"week_max_hours": written, "recognise": "recognise:ПМ.99"})

    assert _trials().count() == 0


def test_a_setting_out_of_range_is_brought_back_into_it(methodist: Client) -> None:
    methodist.post(_url(), {"week_max_hours": "9999"})

    assert _trials().get().changes == ["week_max_hours=44"]


def test_a_slider_that_moves_on_stops_the_question_before(methodist: Client) -> None:
    for hours in ("37", "38", "38"):
        methodist.post(_url(), {"week_max_hours": hours})
    told: list[Any] = []
    _work(_answer(_shorter(), told))

    assert [t.state for t in _trials()] == ["cancelled", "done"]
    assert told == [["week_max_hours=38"]]


def test_a_question_answered_before_is_not_worked_out_again(methodist: Client, employer: Client) -> None:
    methodist.post(_url(), {"week_max_hours": "38"})
    _work(_answer(_shorter()))
    again = methodist.post(_url(), {"week_max_hours": "38"})

    assert _trials().count() == 1
    assert again["Location"].endswith(f"?trial={_trials().get().pk}")


# --- rights


def test_those_who_do_not_plan_read_answers_and_ask_nothing(methodist: Client, employer: Client) -> None:
    methodist.post(_url(), {"week_max_hours": "38"})
    _work(_answer(_shorter()))
    trial = _trials().get().pk

    assert employer.get(f"{_url()}?trial={trial}").status_code == 200
    assert employer.get(_url("trial", trial_id=trial), headers={"HX-Request": "true"}).status_code == 200
    assert employer.post(_url(), {"week_max_hours": "37"}).status_code == 403
    assert employer.post(_url("prices")).status_code == employer.post(_url("causes")).status_code == 403
    assert employer.post(_url("ask"), {"change": "week_max_hours=+1"}).status_code == 403
    assert employer.post(_url("stop", trial_id=trial)).status_code == 403


def test_a_stranger_finds_nothing(methodist: Client, signed_in: Callable[..., Client]) -> None:
    methodist.post(_url(), {"week_max_hours": "38"})
    stranger = signed_in()

    for url in (_url(), _url("prices"), _url("causes"), _url("trial", trial_id=_trials().get().pk)):
        assert stranger.get(url).status_code == 404


@pytest.mark.parametrize("query", ("?trial=99", "?trial=x", "?trial=²", "?trial=-1", "?version=9"))
def test_rubbish_in_the_address_is_not_a_fault(query: str, methodist: Client) -> None:
    assert methodist.get(_url() + query).status_code in (200, 404)
    assert methodist.get(_url("trial", trial_id=999)).status_code == 404
    assert methodist.post(_url("ask"), {"change": "rubbish=1"}).status_code == 404


# --- working


def test_a_question_that_breaks_down_says_so_and_nothing_else_breaks(methodist: Client) -> None:
    methodist.post(_url(), {"week_max_hours": "38"})
    _work(_answer(RuntimeError("x")))
    page = methodist.get(f"{_url()}?trial={_trials().get().pk}").content.decode()

    assert _trials().get().state == "failed"
    assert "No answer" in page and "RuntimeError" in page


def test_what_the_core_refuses_is_told_in_words(methodist: Client) -> None:
    from remeslo.core.curriculum.whatif.change import ChangeRefused

    methodist.post(_url(), {"week_max_hours": "38"})
    _work(_answer(ChangeRefused("whatif.unknown_element", element="ПМ.77")))

    assert "ПМ.77" in methodist.get(f"{_url()}?trial={_trials().get().pk}").content.decode()


def test_a_worker_that_lost_its_lease_writes_nothing(methodist: Client) -> None:
    from remeslo.web.apps.trials.enums import TrialState
    from remeslo.web.apps.trials.services.lease import LEASE, LeaseLost, claim, finish, reap

    methodist.post(_url(), {"week_max_hours": "38"})
    first = claim("first", NOW)
    assert first is not None and claim("second", NOW) is None
    later = NOW + LEASE + timedelta(seconds=1)
    assert reap(later) == 1
    second = claim("second", later)

    assert second is not None and second.attempt == 2
    with pytest.raises(LeaseLost):
        finish(first, later, TrialState.DONE, result={"by": "first"})
    finish(second, later, TrialState.DONE, result={"by": "second"})
    assert _trials().get().result == {"by": "second"}


def test_a_question_over_which_workers_die_is_given_up(methodist: Client) -> None:
    from remeslo.web.apps.trials.services.lease import LEASE, claim, reap

    methodist.post(_url(), {"week_max_hours": "38"})
    now = NOW
    for _ in range(2):
        claim("dies", now)
        now += LEASE + timedelta(seconds=1)
        reap(now)

    assert _trials().get().state == "failed"
    assert claim("next", now) is None


def test_a_waiting_question_is_cancelled_at_once(methodist: Client) -> None:
    methodist.post(_url(), {"week_max_hours": "38"})
    methodist.post(_url("stop", trial_id=_trials().get().pk))

    assert _trials().get().state == "cancelled"
    assert _work(_answer(_shorter())) == 0


def test_a_term_that_is_proven_is_told_while_the_plan_is_still_made_better(methodist: Client) -> None:
    methodist.post(_url(), {"week_max_hours": "38"})
    trial = _trials().get()
    part = _url("trial", trial_id=trial.pk)
    for progress, known in (({"stage": "even", "best": 20, "bound": 20}, True), ({"best": 21, "bound": 20}, False)):
        _trials().update(state="running", progress=progress)
        page = methodist.get(part, headers={"HX-Request": "true"}).content.decode()
        assert ("is known and proven: 20 weeks" in page) is known
        assert 'hx-trigger="every 700ms"' in page


# --- the price list


def test_the_price_list_is_sorted_by_weeks_and_marks_what_the_norms_forbid(methodist: Client) -> None:
    line = {"weeks": 20, "bound": 20, "proven": True}
    told = [
        {**line, "change": "recognise:ПМ.01", "weeks_saved": 1, "decides": "learner"},
        {**line, "change": "week_max_hours=+1", "weeks_saved": 3, "decides": "law"},
    ]
    methodist.post(_url("prices"))
    _work(_answer({"prices": told}))
    page = methodist.get(_url("prices")).content.decode()
    table = page.split('id="prices"')[1]

    assert table.index("week_max") < table.index("recognise:ПМ.01")
    assert page.count('class="price-bar is-law"') == 2  # one bar and its key
    assert "2 of 2 save weeks" in page


def test_a_line_of_the_price_list_leads_to_the_plan_that_it_would_give(methodist: Client) -> None:
    answer = methodist.post(_url("ask"), {"change": "week_max_hours=+1"})

    assert answer.status_code == 302
    assert _trials().get().changes == ["week_max_hours=+1"]
    assert "<ins>37 h</ins>" not in methodist.get(answer["Location"]).content.decode()
    _work(_answer(_shorter()))
    assert "<ins>37 h</ins>" in methodist.get(answer["Location"]).content.decode()


@pytest.mark.django_db(transaction=True)  # the worker's thread must see the question
def test_the_real_answer_proves_a_shorter_term_when_a_module_is_recognised(methodist: Client) -> None:
    from remeslo.web.apps.trials.answers import ANSWERERS

    methodist.post(_url(), {"recognise": "recognise:ПМ.01"})
    assert _work(ANSWERERS) == 1

    result = _trials().get().result
    assert result["proven"] and result["weeks_saved"] > 0 and result["decides"] == "learner"


@pytest.mark.django_db(transaction=True)  # the worker's thread must see the question
def test_settings_that_no_plan_can_meet_say_why(methodist: Client) -> None:
    from remeslo.web.apps.trials.answers import ANSWERERS

    methodist.post(_url(), {"week_max_hours": "44"})  # a week of practice would have 44 hours too
    _work(ANSWERERS)
    page = methodist.get(f"{_url()}?trial={_trials().get().pk}").content.decode()

    assert "No plan under these settings" in page
    assert 'class="finding ' in page


@pytest.mark.django_db(transaction=True)  # the worker's thread must see the question
def test_what_holds_the_term_is_asked_answered_and_told_in_words(methodist: Client) -> None:
    from remeslo.web.apps.trials.answers import ANSWERERS

    methodist.post(_url("causes"))
    _work(ANSWERERS)
    page = methodist.get(_url("causes")).content.decode()
    found = _trials().get().result["causes"]

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
        methodist.post(_url(), {"week_max_hours": hours})
        _work(_answer(_shorter()))
        methodist.get(_url(name))
        with django_assert_max_num_queries(7):
            methodist.get(_url(name))
