"""A planned cluster with three who teach: one skill that nobody has, one that one person has, one paper that ends."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from tests.web import factories

from remeslo.core.line.cluster import Cluster, StudentGroup
from remeslo.core.staffing.course import Course, CourseModule, Session
from remeslo.core.staffing.people import StaffMember, StaffRole
from remeslo.core.staffing.qualification import Qualification
from remeslo.core.staffing.requirement import Requirement, TeachingRequirement
from remeslo.core.staffing.skills import Skill

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
BASICS, LATHE, LINE = "subject:basics", "equipment:lathe", "equipment:line"
THEORY, LATHES, PIPES = "ОП.01", "УП.01", "УП.02"


def staffed(extra: int = 0) -> Cluster:
    """The factory's cluster with a group, people and a course; ``extra`` more teachers with a paper each."""
    return replace(
        factories.cluster(),
        groups=(
            StudentGroup(key="ОС-26", organisation="college", programme="mach-operator", start_year=2026, size=12),
        ),
        staff=(
            _who("t1", "Ёлкин Пётр", StaffRole.TEACHER),
            _who("m1", "Ким Анна", StaffRole.MASTER),
            _who("m2", "Орлов Олег", StaffRole.MASTER),
            *(_who(f"x{n}", f"Лишний {n}", StaffRole.TEACHER) for n in range(extra)),
        ),
        skills=(
            Skill(key=BASICS, title="Основы"),
            Skill(key=LATHE, title="Станок"),
            Skill(key=LINE, title="Трубная линия"),
        ),
        requirements=(
            TeachingRequirement(element=THEORY, needs=(Requirement(BASICS, 3),)),
            TeachingRequirement(element=LATHES, needs=(Requirement(LATHE, 3),)),
            TeachingRequirement(element=PIPES, needs=(Requirement(LINE, 3),)),
        ),
        qualifications=(
            _paper("q1", "t1", BASICS, level=4),
            _paper("q2", "m1", LATHE, until=date(2027, 1, 31)),
            _paper("q3", "m2", LATHE),
            *(_paper(f"qx{n}", f"x{n}", LATHE, level=1) for n in range(extra)),
        ),
        courses=(
            Course(
                key="c-line",
                title="Наладка трубной линии",
                module=CourseModule.PRODUCTION,
                gives=(Requirement(LINE, 3),),
                hours=24,
                host="pipes",
                price=Decimal(18000),
                valid_months=36,
            ),
        ),
        sessions=(
            Session(key="s-line", course="c-line", first=date(2026, 9, 7), last=date(2026, 9, 11), places=2),
            Session(key="s-late", course="c-line", first=date(2027, 6, 7), last=date(2027, 6, 11), places=2),
        ),
    )


def _who(key: str, name: str, role: StaffRole) -> StaffMember:
    return StaffMember(key=key, organisation="college", name=name, role=role, weekly_hours=36)


def _paper(key: str, person: str, skill: str, *, level: int = 3, until: date | None = None) -> Qualification:
    return Qualification(
        key=key, person=person, skill=skill, since=date(2020, 9, 1), level=level, until=until, document=f"№ {key}"
    )


def load(value: Cluster) -> Any:
    """The cluster in the database, its programme planned."""
    from remeslo.web.apps.programmes.services.inputs import keep_input
    from remeslo.web.apps.programmes.services.results import keep_outcome
    from remeslo.web.apps.registry.services import load_cluster
    from remeslo.web.apps.registry.snapshot import cluster_value

    row = load_cluster(value, by=None, at=NOW)
    made_from = keep_input(row, cluster_value(row), at=NOW)
    keep_outcome(row, factories.outcome(), made_from, by=None, at=NOW, position=0)
    return row


def url(name: str, **parts: Any) -> str:
    return reverse(f"staffplans:{name}", kwargs={"cluster": "example", **parts})


def keep(cluster: Any, person_of: dict[str, str], *, publish: bool = False) -> Any:
    """A version of the assignment by elements: ``{"УП.01": "m1"}``; duties of other elements have nobody."""
    from remeslo.web.apps.common.services.documents import save_version
    from remeslo.web.apps.staffplans.kept import Kept
    from remeslo.web.apps.staffplans.services.assigning import content_of
    from remeslo.web.apps.staffplans.snapshot import scene

    here = scene(cluster)
    kept = Kept({d.key: person_of[d.element] for d in here.duties if d.element in person_of})
    return save_version(cluster, content_of(here, kept, "Кто что ведёт"), by=None, at=NOW, publish=publish)


def duty(cluster: Any, element: str) -> str:
    """Key of the first lessons of an element."""
    from remeslo.web.apps.staffplans.snapshot import scene

    return next(d.key for d in scene(cluster).duties if d.element == element)
