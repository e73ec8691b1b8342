"""Jobs for programs: who sees which, following one, cancelling, asking again, starting each kind, once a key."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.web.rights.asking import Program, address, program
from tests.web.rights.world import NOW, SEMESTER, World, person

from remeslo.web.apps.common.models import LogEntry

pytestmark = pytest.mark.django_db
DEPUTY, METHODIST = "deputy_director@college", "methodist@college"
STARTS = {
    "jobs_start_plan": ("plan", {"limit_s": 1}),
    "jobs_start_allocation": ("network", {"kind": "prices", "limit_s": 20}),
    "jobs_start_timetable": ("week", {"semester": SEMESTER}),
    "jobs_start_staffing": ("staff", {"kind": "upskill", "budget": 90000, "substitution": True}),
}


def staff_run(world: World, who: str, **more: Any) -> Any:
    from remeslo.web.apps.staffplans.models import StaffRun

    told = {"kind": "assign", "scene": "x", "asked_at": NOW, **more}
    return StaffRun.objects.create(cluster=world.cluster, asked_by=person(world, who), **told)


def there(world: World, run: Any, verb: str = "") -> str:
    return f"/api/v1/clusters/{world.cluster.key}/jobs/staff/{run.pk}{verb}"


def keys(answer: Any) -> list[tuple[str, int]]:
    return [(j["crew"], j["number"]) for j in answer.json()["items"]]


def kind(answer: Any) -> str:
    return str(answer.json()["type"]).rpartition(":")[2]


# --- reading ----------------------------------------------------------------------------------------------------------


def test_everybody_sees_the_own_jobs_and_the_manager_all(world: World) -> None:
    run, url = staff_run(world, DEPUTY), address(world, "jobs_listing")

    assert keys(program(world, DEPUTY).ask("GET", url)) == [("staff", run.pk)]
    assert ("staff", run.pk) not in keys(program(world, METHODIST).ask("GET", url))
    everything = keys(program(world, "cluster_manager").ask("GET", f"{url}?limit=200"))
    assert ("staff", run.pk) in everything and len({crew for crew, _number in everything}) > 2
    assert keys(program(world, "cluster_manager").ask("GET", f"{url}?mine=true")) == []
    assert program(world, METHODIST).ask("GET", there(world, run)).status_code == 404


def test_pages_of_jobs_hold_each_once_in_order_although_new_ones_come(world: World) -> None:
    from remeslo.web.apps.network.models import NetworkRun

    user = person(world, DEPUTY)
    for n in range(5):
        staff_run(world, DEPUTY, asked_at=NOW + timedelta(minutes=n // 2), state="done")
        told = {"kind": "mend", "asked": {"year": 2026}, "scene": "x", "state": "done"}
        at = NOW + timedelta(minutes=n // 2)
        NetworkRun.objects.create(cluster=world.cluster, asked_by=user, asked_at=at, **told)
    asker, url = program(world, DEPUTY), address(world, "jobs_listing")
    whole = keys(asker.ask("GET", url))

    found, cursor = [], ""
    while cursor is not None:
        page = asker.ask("GET", f"{url}?limit=3&cursor={cursor}").json()
        found += [(j["crew"], j["number"]) for j in page["items"]]
        cursor = page["next"]
        staff_run(world, DEPUTY, asked_at=NOW + timedelta(days=len(found)), state="done")

    assert found == whole and len(set(whole)) == 10


@pytest.mark.parametrize(("query", "count"), [("state=failed", 1), ("state=active", 0), ("crew=network", 0), ("", 1)])
def test_list_is_narrowed_by_state_and_crew(world: World, query: str, count: int) -> None:
    staff_run(world, DEPUTY, state="failed")

    assert len(keys(program(world, DEPUTY).ask("GET", f"{address(world, 'jobs_listing')}?{query}"))) == count


@pytest.mark.parametrize("query", ["state=dead", "crew=nobody", "mine=perhaps", "cursor=x"])
def test_strange_filters_are_refused(world: World, query: str) -> None:
    assert program(world, DEPUTY).ask("GET", f"{address(world, 'jobs_listing')}?{query}").status_code == 422


@pytest.mark.parametrize("num_jobs", (1, 12))
def test_list_takes_as_many_queries_however_many_jobs(
    world: World, num_jobs: int, django_assert_max_num_queries: Any
) -> None:
    for _n in range(num_jobs):
        staff_run(world, DEPUTY, state="done")
    asker, url = program(world, DEPUTY), address(world, "jobs_listing")

    with django_assert_max_num_queries(5):
        asker.ask("GET", url)


def test_job_tells_progress_and_log_and_its_tag_follows_the_work(world: World) -> None:
    from remeslo.web.apps.common.services.leases import beat, claim_this

    run = staff_run(world, DEPUTY, limit_s=60)
    asker, url = program(world, DEPUTY), there(world, run)
    first = asker.ask("GET", url)
    held = claim_this(run, "machine:1:aa", timezone.now())
    assert held is not None
    log = [[NOW.isoformat(), "job.started", {"attempt": 1, "worker": "machine"}]]
    beat(held, timezone.now(), progress={"stage": "", "best": 7, "bound": 4, "seconds": 6.0}, log=log)

    second = asker.ask("GET", url)
    same = asker.ask("GET", url, **{"if-none-match": second["ETag"]})

    waits, runs = first.json(), second.json()
    assert (waits["state"], waits["share"], waits["best"], waits["log"]) == ("queued", 0.0, None, [])
    assert (runs["state"], runs["share"], runs["best"], runs["bound"]) == ("running", 0.1, 7.0, 4.0)
    assert runs["log"][0]["text"] == "Attempt 1 begins: worker machine"
    assert first["ETag"] != second["ETag"] and same.status_code == 304


def test_why_a_job_failed_is_said_in_the_readers_language(world: World) -> None:
    run = staff_run(world, DEPUTY, state="failed", problem={"code": "planning.gave_up", "facts": {"attempts": "3"}})
    from tests.web.rights.asking import token

    texts = [
        Program(token(person(world, DEPUTY)), language).ask("GET", there(world, run)).json()["problem"]
        for language in ("en", "ru")
    ]
    assert [t[0]["code"] for t in texts] == ["planning.gave_up"] * 2 and texts[0] != texts[1]


# --- acting -----------------------------------------------------------------------------------------------------------


def test_who_asked_cancels_and_asks_again_and_the_other_job_is_linked(world: World) -> None:
    run, asker = staff_run(world, DEPUTY), program(world, DEPUTY)

    stopped = asker.ask("POST", there(world, run, "/stop"), {})
    twice = asker.ask("POST", there(world, run, "/stop"), {})
    again = asker.ask("POST", there(world, run, "/again"), {})
    while_it_waits = asker.ask("POST", there(world, run, "/again"), {})

    assert (stopped.status_code, stopped.json()["state"], twice.json()["state"]) == (200, "cancelled", "cancelled")
    assert again.status_code == 202 and again.json()["again_of"] == run.pk
    assert asker.ask("GET", again["Location"]).json()["number"] == again.json()["number"]
    assert (while_it_waits.status_code, kind(while_it_waits)) == (409, "conflict")


def test_job_in_the_middle_is_not_asked_for_again(world: World) -> None:
    run, asker = staff_run(world, DEPUTY), program(world, DEPUTY)

    assert kind(asker.ask("POST", there(world, run, "/again"), {})) == "conflict"


def test_who_may_not_ask_any_more_stops_nothing(world: World) -> None:
    run = staff_run(world, "employer@pipes")

    assert program(world, "employer@pipes").ask("POST", there(world, run, "/stop"), {}).status_code == 403
    run.refresh_from_db()
    assert (run.state, run.stop) == ("queued", "")


@pytest.mark.parametrize("name", STARTS)
def test_each_kind_starts_once_a_key_and_is_followed_under_its_address(world: World, name: str) -> None:
    crew, body = STARTS[name]
    asker, before = program(world, "cluster_manager"), LogEntry.objects.count()

    first = asker.ask("POST", address(world, name), body, **{"idempotency-key": "start-1"})
    same = asker.ask("POST", address(world, name), body, **{"idempotency-key": "start-1"})
    busy = asker.ask("POST", address(world, name), body)

    assert first.status_code == same.status_code == 202 and same["Idempotency-Replayed"] == "true"
    assert (first.json()["crew"], first.json()["state"], same.json()) == (crew, "queued", first.json())
    assert asker.ask("GET", first["Location"]).json()["number"] == first.json()["number"]
    assert (busy.status_code, kind(busy)) == (409, "conflict")
    assert LogEntry.objects.count() == before + 1


@pytest.mark.parametrize("name", STARTS)
def test_who_may_not_ask_on_the_page_may_not_here(world: World, name: str) -> None:
    answer = program(world, "employer@pipes").ask("POST", address(world, name), STARTS[name][1])

    assert (answer.status_code, kind(answer)) == (403, "forbidden")


@pytest.mark.parametrize(
    ("name", "body", "place"),
    [
        ("jobs_start_timetable", {"semester": "1999-1"}, "body.semester"),
        ("jobs_start_timetable", {"semester": "spring"}, "body.semester"),
        ("jobs_start_allocation", {"year": 1999}, "body.year"),
        ("jobs_start_allocation", {"limit_s": 21}, "body.limit_s"),
        ("jobs_start_staffing", {"kind": "without"}, "body.kind"),
        ("jobs_start_staffing", {"budget": -1}, "body.budget"),
        ("jobs_start_plan", {"limit_s": 0}, "body.limit_s"),
    ],
)
def test_what_no_page_would_ask_is_refused_with_its_place(
    world: World, name: str, body: dict[str, Any], place: str
) -> None:
    answer = program(world, "cluster_manager").ask("POST", address(world, name), body)

    assert (answer.status_code, answer.json()["errors"][0]["place"]) == (422, place)


def test_job_that_another_cluster_has_is_not_reached_through_the_own_one(world: World) -> None:
    run = staff_run(world, DEPUTY)
    url = there(world, run).replace(f"/{world.cluster.key}/", f"/{world.other.key}/")

    assert program(world, "stranger").ask("GET", url).status_code == 404
    assert datetime.fromisoformat(program(world, DEPUTY).ask("GET", there(world, run)).json()["asked_at"]) == NOW
