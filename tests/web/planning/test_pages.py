"""Pages of planning: start, watch, stop, repeat; who may; what is announced; findings that lead to their places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from tests.web import factories

from remeslo.core.base.findings import Finding, Severity
from remeslo.web.apps.planning.curve import HEIGHT, WIDTH, gap_curve

HTMX = {"HX-Request": "true"}


def _url(name: str, **parts: Any) -> str:
    return reverse(f"planning:{name}", kwargs={"cluster": "example", **parts})


@pytest.fixture
def client_of(signed_in: Callable[..., Client], cluster: Any) -> Callable[..., Client]:
    def make(role: str, organisation: str | None = None, **kwargs: Any) -> Client:
        return signed_in(role, cluster=cluster, organisation=organisation, **kwargs)

    return make


@pytest.fixture
def methodist_page(client_of: Callable[..., Client]) -> Client:
    return client_of("methodist", "college")


@pytest.fixture
def run(cluster: Any, methodist: Any) -> Any:
    from remeslo.web.apps.planning.services.asking import request_run

    return request_run(cluster, by=methodist, at=timezone.now())


@pytest.fixture
def running(run: Any) -> Any:
    from remeslo.web.apps.common.services.leases import beat, claim
    from remeslo.web.apps.planning.models import PlanRun

    held = claim(PlanRun, "w", timezone.now())
    assert held is not None
    beat(
        held,
        timezone.now(),
        progress={
            "stage": "term",
            "programme": "mach-operator",
            "share": 0.42,
            "programmes": {
                "mach-operator": {
                    "stage": "term",
                    "best": 24,
                    "bound": 20,
                    "seconds": 3.0,
                    "curve": [[1.0, 30, 18], [3.0, 24, 20]],
                }
            },
        },
    )
    run.refresh_from_db()
    return run


@pytest.fixture
def ended(run: Any, cluster: Any) -> Any:
    """A run with results and findings of every kind of place."""
    from remeslo.web.apps.common.services.execution import carry_out
    from remeslo.web.apps.common.services.leases import claim
    from remeslo.web.apps.planning.crew import crew
    from remeslo.web.apps.planning.models import PlanRun

    findings = (
        Finding("term.week_over_limit", "mach-operator: week 3", {"hours": 37, "limit": 36}),
        Finding("programme.empty_column", "mach-operator: СГ.01", {"element": "СГ.01"}, Severity.WARNING),
        Finding("competence.no_outcomes", "mach-operator: ПК 1.1", {"competence": "ПК 1.1"}, Severity.NOTE),
        Finding("demand.own_wording_kept", "mach-operator: card card-pipes, requirement 2", {"text": "ТАЙНА"}),
    )
    outcome = factories.line_outcome(replace(factories.outcome(), findings=findings))
    held = claim(PlanRun, "w", timezone.now())
    assert held is not None
    carry_out(held, crew(lambda *_, **__: replace(outcome, unanswered=("card-gears",)), lambda: None))
    run.refresh_from_db()
    return run


# --- starting


def test_start_queues_a_run_with_the_chosen_time_and_shows_it(methodist_page: Client) -> None:
    from remeslo.web.apps.planning.models import PlanRun

    answer = methodist_page.post(_url("start"), {"limit": "300", "seed": "7"})

    run = PlanRun.objects.get()
    assert (run.limit_s, run.seed, run.asked_by) == (300, 7, methodist_page.user)  # type: ignore[attr-defined]
    assert answer["Location"] == _url("run", run_id=run.pk)


@pytest.mark.parametrize("limit", ("", "x", "-1", "999999999999"))
def test_start_with_rubbish_for_a_time_takes_the_usual_one(limit: str, methodist_page: Client) -> None:
    from remeslo.web.apps.planning.models import PlanRun

    methodist_page.post(_url("start"), {"limit": limit})

    assert PlanRun.objects.get().limit_s == 60


def test_start_while_a_plan_is_made_leads_to_that_one(run: Any, methodist_page: Client) -> None:
    answer = methodist_page.post(_url("start"))

    assert answer["Location"] == _url("run", run_id=run.pk)


def test_start_without_a_programme_says_so(cluster: Any, methodist_page: Client) -> None:
    cluster.documents.filter(kind="outline").update(withdrawn=True)
    page = methodist_page.post(_url("start"), follow=True).content.decode()

    assert "no programme to plan" in page


@pytest.mark.parametrize(
    ("role", "organisation", "status"),
    (
        ("methodist", "college", 302),
        ("deputy_director", "college", 302),
        ("cluster_manager", None, 302),
        ("employer", "gears", 403),
        ("finance_officer", "college", 403),
        ("ministry_official", None, 403),
    ),
)
def test_start_and_stop_are_for_those_who_may_plan(
    role: str, organisation: str | None, status: int, run: Any, client_of: Callable[..., Client]
) -> None:
    client = client_of(role, organisation)

    assert client.post(_url("start")).status_code == status
    assert client.post(_url("stop", run_id=run.pk), {"how": "drop"}).status_code == status
    assert client.get(_url("list")).status_code == 200
    assert client.get(_url("run", run_id=run.pk)).status_code == 200


def test_strangers_find_nothing(run: Any, signed_in: Callable[..., Client]) -> None:
    stranger = signed_in()

    assert {stranger.get(u).status_code for u in (_url("list"), _url("run", run_id=run.pk))} == {404}


def test_run_of_another_cluster_is_not_found(run: Any, signed_in: Callable[..., Client]) -> None:
    from remeslo.web.apps.registry.services import load_cluster

    other = load_cluster(replace(factories.cluster(), key="other"), by=None)
    client = signed_in("methodist", cluster=other, organisation="college")

    assert client.get(reverse("planning:run", kwargs={"cluster": "other", "run_id": run.pk})).status_code == 404
    answer = client.post(reverse("planning:stop", kwargs={"cluster": "other", "run_id": run.pk}))
    assert answer.status_code == 404


# --- watching


def test_running_run_shows_bound_and_gap_and_asks_again_every_second(running: Any, methodist_page: Client) -> None:
    part = methodist_page.get(_url("run", run_id=running.pk), headers=HTMX).content.decode()

    assert "<html" not in part
    assert 'hx-trigger="every 1s"' in part
    assert 'value="0.4200"' in part
    assert "Searching for the shortest term" in part
    assert "<strong>24</strong>" in part and ">20<" in part and "4 weeks" in part
    assert 'class="gap-area"' in part


def test_ended_run_stops_asking_and_shows_results_and_what_nobody_answers(ended: Any, methodist_page: Client) -> None:
    page = methodist_page.get(_url("run", run_id=ended.pk)).content.decode()

    assert "every 1s" not in page
    assert "proven shortest" in page and "new version 1" in page
    assert "1 demand card is not answered" in page


def test_stop_asks_the_worker_and_says_so(running: Any, methodist_page: Client) -> None:
    methodist_page.post(_url("stop", run_id=running.pk), {"how": "keep"})
    part = methodist_page.get(_url("run", run_id=running.pk), headers=HTMX).content.decode()

    running.refresh_from_db()
    assert running.stop == "keep"
    assert "stopping…" in part and "stop-keep" not in part


# --- findings


def test_each_finding_leads_to_its_place(ended: Any, methodist_page: Client) -> None:
    page = methodist_page.get(_url("run", run_id=ended.pk)).content.decode()
    own = {"cluster": "example", "key": "mach-operator"}

    assert f'href="{reverse("programmes:weeks", kwargs=own)}">week 3</a>' in page
    assert f'href="{reverse("programmes:element", kwargs={**own, "index": "СГ.01"})}">' in page
    assert f'href="{reverse("programmes:constructor", kwargs=own)}#c-ПК-1.1">' in page
    assert f'href="{reverse("demand:detail", kwargs={"cluster": "example", "key": "card-pipes"})}">' in page


def test_findings_are_filtered_by_severity(ended: Any, methodist_page: Client) -> None:
    page = methodist_page.get(_url("run", run_id=ended.pk) + "?severity=warning").content.decode()

    assert page.count('class="finding finding-') == 1
    assert page.count("finding-warn") == 1


def test_employer_does_not_see_findings_that_quote_requests(ended: Any, client_of: Callable[..., Client]) -> None:
    page = client_of("employer", "gears").get(_url("run", run_id=ended.pk)).content.decode()

    assert "ТАЙНА" not in page
    assert "week 3" in page
    assert "3 findings speak of demand" in page


# --- queries and pictures


@pytest.mark.parametrize("others", (0, 5))
def test_list_and_run_take_a_fixed_number_of_queries(
    others: int, ended: Any, methodist_page: Client, now: datetime, django_assert_num_queries: Any
) -> None:
    from remeslo.web.apps.planning.models import PlanRun

    for n in range(others):
        PlanRun.objects.create(cluster=ended.cluster, input=ended.input, asked_at=now + timedelta(days=n), state="done")

    with django_assert_num_queries(4):
        methodist_page.get(_url("list"))
    with django_assert_num_queries(5):
        methodist_page.get(_url("run", run_id=ended.pk))


def test_gap_curve_runs_from_the_first_news_to_the_right_edge() -> None:
    curve = gap_curve([[0.0, 30, 18], [2.0, 24, 20]], 10)

    assert curve is not None
    assert curve.best.startswith("M0.0 ") and curve.best.split("L")[-1].startswith(f"{WIDTH} ")
    assert curve.gap.endswith("Z")
    numbers = [float(x) for part in curve.gap.strip("MZ").split("L") for x in part.split()]
    assert max(numbers[1::2]) <= HEIGHT and min(numbers[1::2]) >= 0


@pytest.mark.parametrize("points", ([], [[0.0, 30, 18]], [[0.0, None, None], [1.0, None, None]]))
def test_gap_curve_of_nearly_nothing_is_not_drawn(points: list[Any]) -> None:
    assert gap_curve(points, 10) is None


def test_gap_curve_without_a_plan_yet_draws_the_bound_only() -> None:
    curve = gap_curve([[0.0, None, 18], [2.0, None, 20]], 10)

    assert curve is not None
    assert (curve.best, curve.gap) == ("", "")
    assert curve.bound


# --- the list of work


def test_work_list_asks_for_a_first_plan_then_for_one_over_what_has_changed(
    cluster: Any, methodist: Any, ended: Any
) -> None:
    from remeslo.web.apps.planning.models import PlanRun
    from remeslo.web.apps.planning.work import today_items

    assert list(today_items(cluster, methodist)) == []

    cluster.documents.filter(kind="demand_card").update(withdrawn=True)
    with override("en"):
        (item,) = today_items(cluster, methodist)
    assert "2 documents have changed" in item.why

    PlanRun.objects.update(state="failed")
    (item,) = today_items(cluster, methodist)
    assert item.icon == "stop"

    PlanRun.objects.all().delete()
    (item,) = today_items(cluster, methodist)
    assert item.icon == "plan"
