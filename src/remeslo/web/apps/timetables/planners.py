"""The core's planner of timetables over a cluster's rows, with answers as JSON data; loads the solver."""

import time
from dataclasses import asdict, replace
from datetime import date
from typing import Any, Final

from remeslo.core.base.findings import Finding, ProblemError
from remeslo.core.base.keys import PersonKey
from remeslo.core.line.weekly.changes import Changed, close_room, teacher_away
from remeslo.core.line.weekly.repair import repair as repair_week
from remeslo.core.line.weekly.result import CancelledFn, Progress, ProgressFn, WeekStatus
from remeslo.core.line.weekly.solve import solve as solve_week
from remeslo.core.network.rooms import RoomKey
from remeslo.core.staffing.duty import DutyKey
from remeslo.interchange.values import to_json
from remeslo.web.apps.common.services.making import Made, Planners
from remeslo.web.apps.staffplans.snapshot import scene
from remeslo.web.apps.timetables import queries
from remeslo.web.apps.timetables.allocated import allocated, disagreements
from remeslo.web.apps.timetables.enums import RunKind
from remeslo.web.apps.timetables.kept import KeptWeek, week_body, week_content
from remeslo.web.apps.timetables.models import WeekRun
from remeslo.web.apps.timetables.problems import like_rooms, semester_of, semester_problem, study_days, who_may
from remeslo.web.apps.timetables.services.keeping import keep_scene
from remeslo.web.apps.timetables.snapshot import names_of, week_of
from remeslo.web.apps.timetables.week import Week

WORKERS: Final = 2
"""Threads of one search: the machine also serves pages."""


class Refused(ProblemError):
    """Nothing can be made of it; carries the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.code, self.facts = finding.code, dict(finding.facts)


def build(run: WeekRun, progress: ProgressFn, cancelled: CancelledFn) -> Made:
    """The timetable of a semester: what is pinned or locked stays, what was announced is kept to where it can be."""
    semester = semester_of(run.semester)
    if semester is None:
        raise Refused(Finding("week.no_lessons", run.semester, {"weeks": 0}))
    here = scene(run.cluster)
    given = allocated(run.cluster, here, semester.year)
    reading = semester_problem(run.cluster, semester, given)
    if reading.problem is None:
        raise Refused(next((f for f in reading.findings if f.code.startswith("week.no_")), reading.findings[0]))
    before = _latest(run)
    release = _announced(run)
    known = {x.key for x in reading.problem.lessons}
    held = {k: s for k, s in (before.kept.held if before else {}).items() if k in known}
    previous = {k: s for k, s in (release.plan.slots if release else {}).items() if k in known}
    problem = replace(reading.problem, pinned=held, previous=previous)
    result = solve_week(problem, limit_s=run.limit_s, workers=WORKERS, progress=progress, cancelled=cancelled)
    data: dict[str, Any] = {
        "status": result.status.value,
        "score": asdict(result.score),
        "lessons": len(problem.lessons),
        "hard": sum(f.hard for f in result.findings),
        "findings": [to_json(f) for f in reading.findings],
    }
    if result.plan.slots:
        data["findings"] += [to_json(f) for f in disagreements(here, given, problem, result.plan)]
    if result.status is WeekStatus.CANCELLED and not result.plan.slots:
        return Made(data, is_whole=False)
    kept = KeptWeek(
        scene=keep_scene(run.cluster, problem),
        slots=result.plan.slots,
        pinned=before.kept.pinned & known if before else frozenset(),
        locked=before.kept.locked & known if before else frozenset(),
    )
    content = week_content(kept, run.semester, semester.stored_title, lessons=len(problem.lessons), hard=data["hard"])
    return Made(data, content)


def repair(run: WeekRun, progress: ProgressFn, cancelled: CancelledFn) -> Made:
    """
    The latest timetable after a teacher fell ill or a room was closed, with the fewest lessons moved.

    It is kept in the run until somebody takes it.
    """
    week = _latest(run)
    if week is None:
        raise Refused(Finding("week.no_lessons", run.semester, {"weeks": 0}))
    progress(Progress("repair"))
    began = time.perf_counter()
    changed = _changed(run, week)
    result = repair_week(changed.problem, changed.plan, limit_s=run.limit_s, workers=WORKERS, cancelled=cancelled)
    parted = {key: key.partition("@")[0] for key in changed.plan.slots}
    kept = KeptWeek(
        scene=keep_scene(run.cluster, changed.problem),
        slots=result.plan.slots,
        pinned=frozenset(k for k in changed.problem.pinned if parted.get(k, k) in week.kept.pinned),
        locked=frozenset(k for k in changed.problem.pinned if parted.get(k, k) in week.kept.locked),
    )
    data = {
        "status": result.status.value,
        "kept": week_body(kept),
        "touched": list(changed.touched),
        "moved": list(result.moved),
        "least": result.least,
        "lessons": len(changed.problem.lessons),
        "hard": sum(f.hard for f in result.findings),
        "findings": [to_json(f) for f in (*changed.findings, *result.findings)],
        "seconds": round(time.perf_counter() - began, 1),
    }
    return Made(data, is_whole=result.status is not WeekStatus.CANCELLED)


def _changed(run: WeekRun, week: Week) -> Changed:
    """What happened, stated over the timetable as it is."""
    asked = run.asked
    here = scene(run.cluster)
    days = study_days(week, date.fromisoformat(asked["first"]), date.fromisoformat(asked["last"]))
    if asked["what"] == "room":
        room = RoomKey(asked["who"])
        other = like_rooms(here, week, room)
        touched = {x.duty for x in week.problem.lessons if room in x.rooms}
        return close_room(week.bound, week.plan, room, days, instead=dict.fromkeys(touched, other))
    person = PersonKey(asked["who"])
    may = {duty: _chosen_first(asked, duty, able) for duty, able in who_may(here, week, person).items()}
    return teacher_away(week.bound, week.plan, person, days, may=may)


def _chosen_first(asked: dict[str, Any], duty: DutyKey, able: tuple[PersonKey, ...]) -> tuple[PersonKey, ...]:
    wanted = asked.get("chosen", {}).get(duty)
    return tuple(sorted(able, key=lambda p: p != wanted))


def _latest(run: WeekRun) -> Week | None:
    head = queries.document(run.cluster, run.semester)
    if head is None or head.latest is None:
        return None
    return week_of(run.cluster, head.latest, run.semester, names_of(run.cluster, run.semester))


def _announced(run: WeekRun) -> Week | None:
    head = queries.document(run.cluster, run.semester)
    release = queries.last_release(head) if head else None
    if release is None:
        return None
    return week_of(run.cluster, release.version, run.semester, names_of(run.cluster, run.semester))


PLANNERS: Planners = {RunKind.BUILD: build, RunKind.REPAIR: repair}
