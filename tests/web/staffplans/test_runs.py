"""Runs of the planners: exactly one worker finishes each, cancel and keep, and what the core's planners give."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.staffplans.house import LATHES, LINE, NOW, PIPES, THEORY, keep, url

from remeslo.core.base.findings import ProblemError
from remeslo.core.staffing.result import Progress
from remeslo.web.apps.common.models import VersionedDocument
from remeslo.web.apps.common.services.leases import claim
from remeslo.web.apps.common.services.making import Made
from remeslo.web.apps.common.worker import work_off
from remeslo.web.apps.staffplans.crew import crew
from remeslo.web.apps.staffplans.enums import LONG, QUICK, RunKind
from remeslo.web.apps.staffplans.kept import Kept, assignment_content
from remeslo.web.apps.staffplans.models import StaffRun

MADE = Made(
    {"status": "optimal", "levels": [["uncovered", 3, 3]]},
    assignment_content(Kept({"d": "t1"}), "Кто что ведёт", uncovered=0, hours=0),
)


def planning(made: Made | Exception) -> Any:
    """Planners that give what the test brings."""

    def it(run: Any, progress: Any, cancelled: Any) -> Made:
        progress(Progress("uncovered", 5, 3, 0.5))
        if isinstance(made, Exception):
            raise made
        return made

    return dict.fromkeys(RunKind, it)


def work(made: Made | Exception, kinds: Any = (*QUICK, *LONG)) -> int:
    return work_off([crew(lambda: planning(made))], kinds)


def only() -> StaffRun:
    return StaffRun.objects.get()


def start(client: Client, kind: str = "assign", **fields: str) -> Any:
    return client.post(url("start", kind=kind), fields)


def test_what_is_asked_is_worked_out_once_and_becomes_a_version(methodist: Client) -> None:
    start(methodist, limit="60")
    start(methodist, limit="60")
    assert (only().state, only().limit_s) == ("queued", 60)
    assert work(MADE) == 1

    run = only()
    assert (run.state, run.result["levels"], run.version.number) == ("done", [["uncovered", 3, 3]], 1)
    assert VersionedDocument.objects.get(kind="assignment").published is None
    assert "Teachers" not in methodist.get(url("assignment")).text


def test_a_page_shows_best_bound_and_gap_while_it_goes_on(methodist: Client) -> None:
    start(methodist)
    now = timezone.now()
    held = claim(StaffRun, "w", now)
    assert held is not None
    held.mine.update(
        progress={"stage": "uncovered", "best": 12, "bound": 9, "seconds": 3.0, "curve": [[0, 20, 0], [3, 12, 9]]}
    )
    page = methodist.get(url("assignment")).text

    assert "best 12, bound 9" in page and "gap 3" in page and 'class="gap-best"' in page
    live = methodist.get(url("run", run_id=held.job_id), headers={"hx-request": "true"}).text
    assert "best 12, bound 9" in live and "hx-trigger" in live


@pytest.mark.parametrize(("how", "state", "versions"), [("drop", "cancelled", 0), ("keep", "done", 1)])
def test_a_stopped_run_is_dropped_or_keeps_the_best(methodist: Client, how: str, state: str, versions: int) -> None:
    from remeslo.web.apps.common.services.execution import carry_out

    start(methodist)
    held = claim(StaffRun, "w", timezone.now())
    assert held is not None
    methodist.post(url("stop", run_id=held.job_id), {"how": how})

    def slow(run: Any, progress: Any, cancelled: Any) -> Made:
        until = timezone.now() + timedelta(seconds=5)
        while not cancelled() and timezone.now() < until:
            threading.Event().wait(0.05)
        return MADE

    from remeslo.web.apps.common.enums import Stop
    from remeslo.web.apps.common.services import keeper

    class Heard(keeper.Keeper):
        def __enter__(self) -> Any:  # a heartbeat beside a test's transaction could not write
            self.wish = Stop(how)
            return self

        def __exit__(self, *_: object) -> None: ...

    from remeslo.web.apps.common.services import execution

    kept, execution.Keeper = execution.Keeper, Heard  # type: ignore[misc]
    try:
        assert carry_out(held, crew(lambda: dict.fromkeys(RunKind, slow))) == state
    finally:
        execution.Keeper = kept  # type: ignore[misc]
    assert VersionedDocument.objects.filter(kind="assignment").count() == versions


def test_a_waiting_run_is_cancelled_at_once(methodist: Client) -> None:
    start(methodist)
    methodist.post(url("stop", run_id=only().pk), {"how": "drop"})

    assert only().state == "cancelled" and work(MADE) == 0


def test_what_the_core_refuses_is_told_and_nothing_is_saved(methodist: Client) -> None:
    start(methodist)
    work(ProblemError("so it cannot be"))

    assert only().state == "failed"
    assert "The last run gave nothing" in methodist.get(url("assignment")).text


def test_who_waits_at_the_screen_does_not_wait_behind_a_long_run(methodist: Client, cluster: Any) -> None:
    keep(cluster, {THEORY: "t1", LATHES: "m1"})
    start(methodist)
    methodist.post(url("remove"), {"person": "m1"})

    assert work(Made({}), QUICK) == 1
    assert {r.kind: r.state for r in StaffRun.objects.all()} == {"assign": "queued", "without": "done"}


def test_the_same_question_is_answered_from_memory_until_something_changes(methodist: Client, cluster: Any) -> None:
    from remeslo.web.apps.staffing.models import QualificationRow

    keep(cluster, {THEORY: "t1", LATHES: "m1"})
    for _ in range(2):
        methodist.post(url("remove"), {"person": "m1"})
    assert StaffRun.objects.count() == 1
    QualificationRow.objects.filter(key="q3").delete()
    methodist.post(url("remove"), {"person": "m1"})

    assert StaffRun.objects.count() == 2


def asked(cluster: Any, kind: RunKind, **settings: Any) -> StaffRun:
    from remeslo.web.apps.staffplans.snapshot import scene

    return StaffRun.objects.create(
        cluster=cluster, kind=kind, asked=settings, limit_s=20, asked_at=NOW, scene=scene(cluster).digest
    )


def planned(cluster: Any, kind: RunKind, **settings: Any) -> Made:
    """The core's own planner, here in the test's thread."""
    from remeslo.web.apps.staffplans.planners import PLANNERS

    return PLANNERS[kind](asked(cluster, kind, **settings), lambda step: None, lambda: False)


def test_the_planner_of_the_assignment_leaves_only_what_nobody_may_teach(cluster: Any, scene: Any) -> None:
    made = planned(cluster, RunKind.ASSIGN)

    assert made.content is not None
    taught = {scene.duty[d].element for d in made.content.body["person_of"]}
    assert made.result["status"] == "optimal" and {THEORY, LATHES} <= taught and PIPES not in taught


def test_the_planner_of_upskilling_sends_a_master_to_the_course_in_time(cluster: Any, scene: Any) -> None:
    keep(cluster, {THEORY: "t1", LATHES: "m1"})
    made = planned(cluster, RunKind.UPSKILL, substitution=True)

    assert made.content is not None
    ((person, session),) = made.content.body["goes"]
    assert person in ("m1", "m2") and session == "s-line"
    assert {scene.duty[d].element for d in made.content.body["teaches"]} >= {PIPES}
    assert made.result["score"]["cost"] == "18000"


def test_the_mend_gives_the_lathes_to_the_other_master(cluster: Any, scene: Any) -> None:
    keep(cluster, {THEORY: "t1", LATHES: "m1"})
    made = planned(cluster, RunKind.WITHOUT, person="m1")
    mended = {scene.duty[d].element: who for d, _was, who in made.result["changes"]}

    assert mended[LATHES] == "m2" and made.result["lost"] == [] and made.result["proven"]


def test_without_the_only_teacher_the_programme_cannot_be_finished(cluster: Any) -> None:
    keep(cluster, {THEORY: "t1", LATHES: "m1"})
    made = planned(cluster, RunKind.WITHOUT, person="t1")

    assert made.result["lost"] and made.result["stakes"]["never"]


def test_the_term_part_is_asked_what_a_gap_costs(cluster: Any) -> None:
    made = planned(cluster, RunKind.STAKES)

    gap = made.result["stakes"][f"|{LINE}|3"]
    assert gap["since"] == "2026-09-12" and not gap["never"]
