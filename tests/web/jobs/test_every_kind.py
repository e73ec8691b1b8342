"""All tables of jobs are alike: each job tells how far it is, can be cancelled and asked again, and its end is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.web import factories
from tests.web.jobs.conftest import NOW

from remeslo.web.apps.common.enums import JobState, Stop
from remeslo.web.apps.common.models.jobs import Job
from remeslo.web.apps.common.services.crews import Crew, Refused, crews
from remeslo.web.apps.common.services.execution import carry_out
from remeslo.web.apps.common.services.leases import LEASE, Claim, claim_this, finish, give_back, reap
from remeslo.web.apps.jobs.services import acting
from remeslo.web.apps.webhooks.events import EVENTS

KINDS = ("course", "network", "plan", "staff", "term", "trial", "week")
STEP = SimpleNamespace(stage="term", programme=factories.PROGRAMME, best=9, bound=7, hard=0, seconds=1.0, share=0.5)
Make = Callable[[], Any]


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    """A planned cluster, its manager, and a program that is told of the ends of jobs; built once."""
    from django.db import transaction

    from remeslo.web.apps.common.models import Membership, User
    from remeslo.web.apps.programmes.services.inputs import keep_input
    from remeslo.web.apps.programmes.services.results import keep_outcome
    from remeslo.web.apps.registry.services import load_cluster
    from remeslo.web.apps.registry.snapshot import cluster_value
    from remeslo.web.apps.webhooks.services.subscribing import subscribe

    with django_db_blocker.unblock(), transaction.atomic():
        cluster = load_cluster(factories.cluster(), by=None, at=NOW)
        made_from = keep_input(cluster, cluster_value(cluster), at=NOW)
        kept = keep_outcome(cluster, factories.outcome(), made_from, by=None, at=NOW, position=0)
        person = User.objects.create(username="manager", name="Мадина")
        Membership.objects.create(cluster=cluster, user=person, role="cluster_manager")
        college = cluster.organisations.get(key="college")
        Membership.objects.create(cluster=cluster, user=person, role="methodist", organisation=college)
        Membership.objects.create(cluster=cluster, user=person, role="deputy_director", organisation=college)
        url = "https://hooks.example.org/remeslo"
        subscribe(cluster, name="ERP", url=url, kinds=["job.finished"], by=None, at=NOW)
        yield SimpleNamespace(cluster=cluster, input=made_from, term=kept.term, person=person)
        transaction.set_rollback(True)


@pytest.fixture
def make(house: Any, kind: str) -> Iterator[Make]:
    """Asks for a job of the table, as its app would write it down."""
    from django.db import transaction

    from remeslo.web.apps.common.models import VersionedDocument
    from remeslo.web.apps.studio.models import Table

    def table() -> Any:
        document = VersionedDocument.objects.get(cluster=house.cluster, kind="outline", key=factories.PROGRAMME)
        asked = {"cluster": house.cluster, "base": document.versions.latest("id"), "opened_at": NOW}
        return Table.objects.get_or_create(document=document, defaults=asked)[0]

    questions: dict[str, Callable[[], dict[str, Any]]] = {
        "course": lambda: {"course": house.term, "basis": "x"},
        "network": lambda: {"kind": "allocate", "asked": {"year": 2026}, "scene": "x"},
        "plan": lambda: {"input": house.input, "programmes": [{"key": factories.PROGRAMME, "title": "Оператор"}]},
        "staff": lambda: {"kind": "assign", "scene": "x"},
        "term": lambda: {"table": table(), "number": 1},
        "trial": lambda: {"version": house.term, "kind": "causes"},
        "week": lambda: {"kind": "build", "semester": "2026-1"},
    }

    def asked() -> Any:
        told = {"cluster": house.cluster, "asked_by": house.person, "asked_at": timezone.now()}
        return crew_of(kind).model._default_manager.create(**told, **questions[kind]())

    with transaction.atomic():
        yield asked
        transaction.set_rollback(True)


def crew_of(kind: str, work: Callable[..., Any] = lambda *_: {}) -> Crew:
    """The crew with other hands: its own table, rights, words and track."""
    crew = next(c for c in crews() if c.key == kind)
    return replace(crew, work=work, keep=lambda *_: None)


def tells(_job: Any, tell: Callable[[Any], None], _cancelled: Any) -> dict[str, Any]:
    tell(STEP)
    return {}


def refuses(*_: Any) -> Any:
    raise Refused("job.outdated")


def taken(job: Any) -> Claim:
    held = claim_this(job, "machine:1:aa", timezone.now())
    assert held is not None
    return held


def falls_silent(job: Any) -> None:
    """Its worker is never heard of again."""
    taken(job)
    assert reap(type(job), timezone.now() + LEASE + timedelta(seconds=1)) == 1
    job.refresh_from_db()


def stopped(crew: Crew, job: Any, house: Any) -> None:
    acting.stop(crew, job, Stop.DROP, by=house.person, at=timezone.now())
    job.refresh_from_db()


def told_of(job: Any) -> tuple[list[str], list[tuple[str, dict[str, str]]]]:
    """Acts of the log that are ends of this job, and what programs are told."""
    from remeslo.web.apps.common.models import LogEntry
    from remeslo.web.apps.webhooks.models import Delivery

    lines = LogEntry.objects.filter(subject=f"{job.TOLD_AS}:{job.pk}", action__in=EVENTS).order_by("id")
    bodies = [json.loads(d.body) for d in Delivery.objects.filter(entry__in=lines).order_by("id")]
    return [line.action for line in lines], [(b["event"], b["subject"]) for b in bodies]


def expect_told_once(crew: Crew, job: Any, state: str) -> None:
    job.refresh_from_db()
    assert job.state == state and job.finished_at is not None and job.log[-1][1] == f"job.{state}"
    event = ("job.finished", {"kind": "job", "key": f"{crew.key}/{job.pk}"})
    assert told_of(job) == ([f"{job.ACT}{state}"], [event])


def test_every_table_of_jobs_has_a_crew_and_every_kind_a_lane() -> None:
    tables = {m for m in apps.get_models() if issubclass(m, Job)}

    assert {c.model for c in crews()} == tables and len(crews()) == len(tables)
    assert tuple(sorted(c.key for c in crews())) == KINDS, "the tests below are about all of them"
    for crew in crews():
        kinds = {f.name: dict(f.choices or ()) for f in crew.model._meta.fields}.get("kind", {})
        laned = {str(k) for some in crew.lanes.values() for k in some}
        assert () in crew.lanes.values() or laned == set(kinds), f"{crew.key}: a kind that nobody would work on"


def test_every_row_with_a_lease_is_a_job() -> None:
    leased = {m for m in apps.get_models() if any(f.name == "lease_until" for f in m._meta.fields)}

    assert leased == {c.model for c in crews()}, "another queue, which nothing here judges"


def test_words_of_acts_and_subjects_are_of_one_table_each() -> None:
    models = [c.model for c in crews()]

    assert len({m.TOLD_AS for m in models}) == len({m.ACT for m in models}) == len(models)
    assert {f"{m.ACT}{s}" for m in models for s in ("done", "failed", "cancelled")} <= set(EVENTS)


@pytest.mark.parametrize("kind", KINDS)
def test_job_shows_how_far_it_is_and_its_good_end_is_told_once(house: Any, kind: str, make: Make) -> None:
    crew, job = crew_of(kind, tells), make()

    assert carry_out(taken(job), crew) is JobState.DONE
    expect_told_once(crew, job, "done")
    assert [line[1] for line in job.log] == ["job.started", "job.stage", "job.done"]
    assert job.progress["stage"] == "term"

    client = Client(headers={"accept-language": "en"})
    client.force_login(house.person)
    here = {"cluster": house.cluster.key, "crew": kind, "job_id": job.pk}
    page = client.get(reverse("jobs:job", kwargs=here)).text
    assert "Attempt 1 begins: worker machine:1:aa" in page and "Done, the result is kept" in page
    lines = client.get(reverse("common:log", kwargs={"cluster": house.cluster.key})).text
    assert f"{job.ACT}done" not in lines, "said in words"


@pytest.mark.parametrize("kind", KINDS)
def test_job_that_fails_is_told_once_and_can_be_asked_again(house: Any, kind: str, make: Make) -> None:
    crew, job = crew_of(kind, refuses), make()

    assert carry_out(taken(job), crew) is JobState.FAILED
    expect_told_once(crew, job, "failed")

    second = acting.repeat(crew, job, by=house.person, at=timezone.now())
    assert second.again_of == job and carry_out(taken(second), crew_of(kind)) is JobState.DONE
    expect_told_once(crew, second, "done")
    expect_told_once(crew, job, "failed")


@pytest.mark.parametrize("kind", KINDS)
def test_job_that_is_cancelled_is_told_once_whether_it_waits_or_runs(house: Any, kind: str, make: Make) -> None:
    crew, waits = crew_of(kind), make()
    stopped(crew, waits, house)
    expect_told_once(crew, waits, "cancelled")

    runs = make()
    held = taken(runs)
    stopped(crew, runs, house)
    assert runs.state == "running" and told_of(runs) == ([], [])
    give_back(held, timezone.now())
    give_back(held, timezone.now())
    expect_told_once(crew, runs, "cancelled")


@pytest.mark.parametrize("kind", KINDS)
def test_job_whose_workers_die_is_told_once_when_it_is_given_up(house: Any, kind: str, make: Make) -> None:
    crew, job = crew_of(kind), make()
    for _death in range(job.MOST_ATTEMPTS - 1):
        falls_silent(job)
        assert job.state == "queued" and told_of(job) == ([], [])
    falls_silent(job)
    expect_told_once(crew, job, "failed")

    wanted_no_more = make()
    held = taken(wanted_no_more)
    stopped(crew, wanted_no_more, house)
    reap(type(job), timezone.now() + LEASE + timedelta(seconds=1))
    give_back(held, timezone.now())
    expect_told_once(crew, wanted_no_more, "cancelled")


def test_end_that_cannot_be_told_is_no_end(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line is written with the end or neither is."""
    from django.db import transaction

    from remeslo.web.apps.common.services import leases
    from remeslo.web.apps.staffplans.models import StaffRun

    def breaks(*_: Any) -> None:
        raise OSError("no room")

    with transaction.atomic():
        asked = {"cluster": house.cluster, "kind": "assign", "scene": "x", "asked_at": NOW}
        job = StaffRun.objects.create(**asked)
        held = taken(job)
        monkeypatch.setattr(leases, "tell_end", breaks)
        with pytest.raises(OSError, match="no room"):
            finish(held, NOW, JobState.DONE)
        job.refresh_from_db()
        assert job.state == "running"
        transaction.set_rollback(True)
