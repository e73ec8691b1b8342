"""The page of jobs: who sees which, live parts, cancelling, asking again, the top bar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

HTMX = {"HX-Request": "true"}


def url(name: str, *job: Any, **query: str) -> str:
    parts = {"crew": "staff", "job_id": job[0].pk} if job else {}
    return reverse(f"jobs:{name}", kwargs={"cluster": "example", **parts})


@pytest.fixture
def page_of(signed_in: Callable[..., Client], cluster: Any) -> Callable[..., Client]:
    """A browser of somebody with this role in the college."""
    return lambda role: signed_in(role, cluster=cluster, organisation="college")


@pytest.fixture
def manager(page_of: Callable[..., Client]) -> Client:
    return page_of("cluster_manager")


@pytest.fixture
def methodist(page_of: Callable[..., Client]) -> Client:
    return page_of("methodist")


def run(job: Any, **progress: Any) -> Any:
    """A worker takes it and tells how far it is."""
    from remeslo.web.apps.common.services.leases import beat, claim_this

    held = claim_this(job, "machine:1:aa", timezone.now())
    assert held is not None
    beat(held, timezone.now(), progress=progress)
    return held


def test_everyone_sees_the_own_jobs_and_the_manager_all_of_them(
    manager: Client, methodist: Client, page_of: Callable[..., Client], asked: Any
) -> None:
    job = asked(methodist.user)  # type: ignore[attr-defined]
    deputy = page_of("deputy_director")

    assert "Assignment of teachers" in methodist.get(url("list")).text
    assert "Assignment of teachers" in manager.get(url("list")).text
    assert "Assignment of teachers" not in manager.get(url("list"), {"mine": "1"}).text.split('id="jobs"')[1]
    assert "No such job." in deputy.get(url("list")).text
    assert deputy.get(url("job", job)).status_code == 404
    assert deputy.post(url("stop", job)).status_code == 404 and deputy.post(url("again", job)).status_code == 404
    assert url("job", job) not in deputy.get(url("running")).text


def test_a_stranger_finds_nothing(asked: Any, signed_in: Callable[..., Client]) -> None:
    job, stranger = asked(), signed_in()

    found = {stranger.get(u).status_code for u in (url("list"), url("running"), url("job", job))}
    assert found == {404}


def test_filters_by_state_and_kind_of_work(manager: Client, asked: Any) -> None:
    asked()
    asked(kind="without", state="failed", problem={"code": "planning.gave_up", "facts": {"attempts": 3}})

    page = manager.get(url("list"), {"state": "failed"}).text
    assert "If a person leaves" in page and "Assignment of teachers" not in page
    assert "No such job." in manager.get(url("list"), {"crew": "plan"}).text
    assert "Assignment of teachers" in manager.get(url("list"), {"crew": "nobody", "state": "nothing"}).text


def test_a_running_job_shows_stage_best_bound_and_asks_again(manager: Client, asked: Any) -> None:
    job = asked(limit_s=20)
    run(job, stage="uncovered", best=12, bound=9, seconds=5.0)
    part = manager.get(url("job", job), headers=HTMX).text

    assert "<html" not in part and 'hx-trigger="every 2s"' in part
    assert "hours that nobody teaches" in part and "best so far 12" in part and "bound 9" in part
    assert 'value="0.2500"' in part and "Attempt 1 begins: worker machine:1:aa" in part
    assert 'hx-trigger="every 5s"' in manager.get(url("list"), headers=HTMX).text


def test_an_ended_job_says_why_and_stops_asking(manager: Client, asked: Any) -> None:
    job = asked(state="failed", problem={"code": "planning.gave_up", "facts": {"attempts": 3}})
    page = manager.get(url("job", job)).text

    assert "Planning was given up" in page and "every 2s" not in page
    assert "every 5s" not in manager.get(url("list")).text


def test_cancelling_ends_a_waiting_job_and_is_heard_by_a_worker(manager: Client, asked: Any) -> None:
    waiting, running = asked(), asked(kind="upskill")
    run(running)
    for job in (waiting, running):
        manager.post(url("stop", job))
        job.refresh_from_db()

    assert (waiting.state, running.state, running.stop) == ("cancelled", "running", "drop")
    assert "Cancelled by " in manager.get(url("job", waiting)).text
    assert "stopping…" in manager.get(url("job", running)).text


def test_asking_again_makes_another_job_that_is_linked_to_the_first(methodist: Client, asked: Any) -> None:
    from remeslo.web.apps.common.models import LogEntry

    first = asked(methodist.user, state="failed", asked={"mend": True}, limit_s=60)  # type: ignore[attr-defined]
    answer = methodist.post(url("again", first))

    second = type(first).objects.get(again_of=first)
    assert answer["Location"] == url("job", second)
    assert (second.state, second.asked, second.limit_s, second.kind) == ("queued", {"mend": True}, 60, "assign")
    assert url("job", second) in methodist.get(url("job", first)).text
    assert LogEntry.objects.filter(action="job.again").count() == 1


def test_asking_again_while_such_a_job_goes_on_makes_nothing(methodist: Client, asked: Any) -> None:
    first = asked(methodist.user, state="cancelled")  # type: ignore[attr-defined]
    asked(methodist.user)  # type: ignore[attr-defined]
    answer = methodist.post(url("again", first), follow=True)

    assert "goes on already" in answer.text and type(first).objects.count() == 2


def test_who_may_not_ask_for_such_work_cannot_repeat_or_stop_the_own(
    page_of: Callable[..., Client], asked: Any
) -> None:
    teacher = page_of("teacher")
    ended, waiting = asked(teacher.user, state="failed"), asked(teacher.user)  # type: ignore[attr-defined]
    teacher.post(url("again", ended))
    teacher.post(url("stop", waiting))

    waiting.refresh_from_db()
    assert waiting.state == "queued" and type(ended).objects.count() == 2


def test_top_bar_shows_what_goes_on_and_announces_the_end_once(methodist: Client, asked: Any) -> None:
    assert methodist.get(url("running")).text.strip() == ""
    job = asked(methodist.user)  # type: ignore[attr-defined]
    asked(methodist.user, kind="without")  # type: ignore[attr-defined]
    piece = methodist.get(url("running")).text
    assert url("job", job) in piece and f"watch=staff%3A{job.pk}" in piece

    type(job).objects.update(state="done")
    ended = methodist.get(url("running"), {"watch": f"staff:{job.pk},staff:nothing,nobody:1"}).text
    assert 'hx-swap-oob="beforeend:#toasts"' in ended and "Assignment of teachers: done." in ended
    assert "every 3s" not in ended and methodist.get(url("running")).text.strip() == ""


@pytest.mark.parametrize("number", [1, 60])
def test_pages_take_as_many_queries_however_many_jobs(
    manager: Client, asked: Any, number: int, django_assert_num_queries: Any
) -> None:
    jobs = [asked(manager.user, kind="without") for _ in range(number)]  # type: ignore[attr-defined]
    manager.get(url("list"))

    with django_assert_num_queries(6):
        manager.get(url("list"))
    with django_assert_num_queries(6):
        manager.get(url("job", jobs[0]))
    with django_assert_num_queries(4):
        manager.get(url("running"))


def test_a_long_list_has_pages(manager: Client, asked: Any, now: Any) -> None:
    for n in range(52):
        asked(at=now + timedelta(minutes=n), kind="without", state="done")

    assert manager.get(url("list")).text.count('<th scope="row">') == 50
    assert manager.get(url("list"), {"page": "2"}).text.count('<th scope="row">') == 2
