"""What planners have: the year shared out, used days and a breakdown, who teaches what, and a run of each."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
SEMESTER = "2026-1"
YEAR = 2026


def network(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """A release, days that another college asks for, days that were used, a workshop out of use."""
    from tests.web.network.house import allocated
    from tests.web.rights.world import SECRETS

    from remeslo.web.apps.network.enums import Word
    from remeslo.web.apps.network.kept import kept_of
    from remeslo.web.apps.network.models import Outage
    from remeslo.web.apps.network.services import slots, using

    version = allocated(cluster, publish="Выпуск 1")
    houses = {o.key: o for o in cluster.organisations.all()}
    sides = {"partner": houses["guests"], "owner": houses["college"]}
    wish = slots.Wish(
        **sides,
        group="Курсы-1",
        element="",
        title="Токарное дело",
        size=8,
        place="lathes",
        shift=2,
        blocks=[(5, 3), (6, 3)],
    )
    row = slots.ask(cluster, YEAR, wish, text="нужны дни", by=admin, at=NOW)
    things["slot"] = row.number
    away = next(b for b in kept_of(version.body).bookings if (b.partner, b.owner) == ("guests", "college"))
    weeks = [b.week for b in away.blocks]
    said = {"by": admin, "at": NOW}
    disputed = using.enter(cluster, YEAR, away, weeks[0], 1, **sides, **said)
    using.answer(disputed, Word.DISPUTED, text=SECRETS["used"], **said)
    things["entry"] = using.enter(cluster, YEAR, away, weeks[1], 1, **sides, **said).pk
    things["booking"], things["booked_week"] = away.request, weeks[-1]
    things["outage"] = Outage.objects.create(
        cluster=cluster, year=YEAR, place="pipe-line", first=0, last=0, reason=SECRETS["outage"], **said
    ).pk


def staff(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """Who teaches what, a plan of learning, and days on which a master is away."""
    from tests.web.rights.world import SECRETS
    from tests.web.staffplans.house import LATHES, THEORY

    from remeslo.core.staffing.absence import Absence
    from remeslo.core.staffing.upskill.problem import Going, UpskillPlan
    from remeslo.web.apps.common.services.documents import save_version
    from remeslo.web.apps.staffing.services.absences import enter_absence
    from remeslo.web.apps.staffplans.kept import Kept, upskill_content
    from remeslo.web.apps.staffplans.services.assigning import content_of
    from remeslo.web.apps.staffplans.snapshot import scene

    here, person_of = scene(cluster), {THEORY: "t1", LATHES: "m1"}
    kept = Kept({d.key: person_of[d.element] for d in here.duties if d.element in person_of})
    note = SECRETS["assignment"]
    save_version(cluster, content_of(here, kept, "Кто что ведёт"), by=None, at=NOW, note=note)
    things["duty"] = next(iter(kept.person_of))
    plan = UpskillPlan(goes=frozenset({Going("m2", "s-late")}))
    save_version(cluster, upskill_content(plan, "План учёбы", cost="18000", uncovered=0), by=None, at=NOW)
    master = cluster.staff.select_related("organisation", "cluster").get(key="m1")
    away = Absence(person="m1", first=date(2027, 5, 3), last=date(2027, 5, 7))
    things["absence"] = enter_absence(master, away, by=admin, at=NOW, on=NOW.date()).pk


def runs(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """A run of every planner, given up; the college's methodist asked for the programme's."""
    from tests.web.rights.world import SECRETS

    from remeslo.web.apps.common.enums import JobState, Stop
    from remeslo.web.apps.common.models import User
    from remeslo.web.apps.network.models import NetworkRun
    from remeslo.web.apps.planning.services.asking import request_run, stop_run
    from remeslo.web.apps.programmes.queries import planned
    from remeslo.web.apps.staffplans.models import StaffRun
    from remeslo.web.apps.timetables.models import WeekRun
    from remeslo.web.apps.trials.enums import TrialKind
    from remeslo.web.apps.trials.services.asking import ask

    methodist = User.objects.get(username="methodist@college")
    run = request_run(cluster, by=methodist, at=NOW, limit_s=1)
    stop_run(run.pk, Stop.DROP, by=methodist, at=NOW)
    things["run"] = run.pk
    told: dict[str, Any] = {"cluster": cluster, "asked_by": admin, "asked_at": NOW, "state": JobState.CANCELLED}
    asked = {"year": YEAR}
    things["network:run"] = NetworkRun.objects.create(kind="allocate", asked=asked, scene="x", **told).pk
    change = {"kind": "today", "reason": SECRETS["outage"]}
    mend = {**asked, "change": change, "based_on": 1, "since": 0}
    things["network:mend"] = NetworkRun.objects.create(kind="mend", asked=mend, scene="x", **told).pk
    things["staffplans:run"] = StaffRun.objects.create(kind="assign", scene="x", **told).pk
    things["timetables:run"] = WeekRun.objects.create(kind="build", semester=SEMESTER, **told).pk
    closed = {"what": "room", "who": "r1", "first": "2026-09-09", "last": "2026-09-09"}
    repair = WeekRun.objects.create(kind="repair", semester=SEMESTER, asked=closed, **told)
    things["timetables:repair"] = repair.pk
    found = planned(cluster, "mach-operator")
    assert found is not None
    things["trial"] = ask(found, TrialKind.CAUSES, by=admin, at=NOW).pk


PARTS = (network, staff)
