"""The staffing fields of a cluster folder in rows: loading them and giving them back (`registry.parts`)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import ProtectedError

from remeslo.core.line import cluster as core
from remeslo.interchange.values import to_json
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.registry.models import StaffMember
from remeslo.web.apps.registry.parts import StillInUse
from remeslo.web.apps.staffing.models import (
    AbsenceRow,
    CourseRow,
    MentorshipRow,
    Origin,
    QualificationRow,
    RequirementRow,
    SessionRow,
    SkillRow,
    WayRow,
)
from remeslo.web.apps.staffing.models.parts import KeyedRow, PartRow
from remeslo.web.apps.staffing.snapshot import staff_values


class _StaffingPart:
    """See `registry.parts.Part`."""

    def load(self, cluster: Cluster, value: core.Cluster) -> None:
        """
        Bring the rows to the folder's picture.

        What was entered here or given by a certificate stays, whether the folder has it or not: loading an older
        folder takes no right away that somebody was given since.
        """
        people = {p.key: p for p in StaffMember.objects.filter(cluster=cluster)}
        hosts = {o.key: o for o in cluster.organisations.all()}
        _anew(WayRow, cluster, [WayRow(body=to_json(w)) for w in value.ways])
        _anew(RequirementRow, cluster, [RequirementRow(body=to_json(r)) for r in value.requirements])
        _absences(cluster, value, people)
        _keyed(SkillRow, cluster, [SkillRow(key=s.key, title=s.title, body=to_json(s)) for s in value.skills])
        courses = [CourseRow(key=c.key, host=hosts[c.host], title=c.title, body=to_json(c)) for c in value.courses]
        gone_sessions = _other(SessionRow, cluster, (s.key for s in value.sessions))
        _forget(gone_sessions)
        held = _keyed(CourseRow, cluster, courses)
        _keyed(SessionRow, cluster, [_session(s, held) for s in value.sessions])
        _keyed(QualificationRow, cluster, [_qualification(q, people) for q in value.qualifications])
        _keyed(MentorshipRow, cluster, [_mentorship(m, people) for m in value.mentorships])

    def values(self, cluster: Cluster) -> Mapping[str, Any]:
        """The fields of the core's cluster."""
        found = staff_values(cluster)
        return {name: getattr(found, name) for name in found.__dataclass_fields__}


PART = _StaffingPart()


def _absences(cluster: Cluster, value: core.Cluster, people: Mapping[str, StaffMember]) -> None:
    """Those of the folder anew; what was entered here stays, once."""
    AbsenceRow.objects.filter(cluster=cluster, origin=Origin.FOLDER).delete()
    entered = list(AbsenceRow.objects.filter(cluster=cluster).values_list("body", flat=True))
    rows = [
        AbsenceRow(person=people[a.person], first=a.first, last=a.last, body=body)
        for a in value.absences
        if (body := to_json(a)) not in entered
    ]
    AbsenceRow.objects.bulk_create(_placed(cluster, rows), batch_size=500)


def _session(s: Any, courses: Mapping[str, Any]) -> SessionRow:
    return SessionRow(key=s.key, course=courses[s.course], first=s.first, last=s.last, places=s.places, body=to_json(s))


def _qualification(q: Any, people: Mapping[str, StaffMember]) -> QualificationRow:
    return QualificationRow(
        key=q.key, person=people[q.person], skill=q.skill, since=q.since, until=q.until, body=to_json(q)
    )


def _mentorship(m: Any, people: Mapping[str, StaffMember]) -> MentorshipRow:
    return MentorshipRow(key=m.key, mentor=people[m.mentor], first=m.first, last=m.last, body=to_json(m))


def _anew(kind: type[PartRow], cluster: Cluster, rows: Sequence[Any]) -> None:
    """Rows that nothing leans on: all of them anew."""
    kind._default_manager.filter(cluster=cluster).delete()
    kind._default_manager.bulk_create(_placed(cluster, rows), batch_size=500)


def _keyed(kind: type[KeyedRow], cluster: Cluster, rows: Sequence[Any]) -> dict[str, Any]:
    """
    Rows of the folder by their keys: new ones made, those there brought to the picture, others forgotten.

    A row that a certificate made is never written over.
    """
    manager = kind._default_manager
    _forget(_other(kind, cluster, (r.key for r in rows)))
    frozen = set(manager.filter(cluster=cluster, origin=Origin.CERTIFIED).values_list("key", flat=True))
    written = [r for r in _placed(cluster, rows) if r.key not in frozen]
    names = [
        f.name for f in kind._meta.concrete_fields if f.name not in ("id", "cluster", "key", "origin", "certificate")
    ]
    if written:
        manager.bulk_create(
            written, batch_size=500, update_conflicts=True, unique_fields=["cluster", "key"], update_fields=names
        )
    return {row.key: row for row in manager.filter(cluster=cluster)}


def _other(kind: type[KeyedRow], cluster: Cluster, keys: Iterable[str]) -> Any:
    """Rows of the folder that the new picture lacks."""
    return kind._default_manager.filter(cluster=cluster, origin=Origin.FOLDER).exclude(key__in=list(keys))


def _forget(rows: Any) -> None:
    try:
        rows.delete()
    except ProtectedError as error:
        raise StillInUse(", ".join(sorted(str(o) for o in error.protected_objects))) from error


def _placed(cluster: Cluster, rows: Sequence[Any]) -> list[Any]:
    for n, row in enumerate(rows):
        row.cluster, row.position = cluster, n
    return list(rows)
