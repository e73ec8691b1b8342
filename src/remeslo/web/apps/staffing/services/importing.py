"""Sheets of people, papers, courses and sessions: seen by their author first, then entered all or none."""

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from remeslo.core.base.findings import Finding
from remeslo.interchange.staffsheet import Change, ChangeKind, Names, StaffBook, preview, read
from remeslo.interchange.values import to_json
from remeslo.web.apps.common.models import Cluster, Organisation, User
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.registry.models import Site, StaffMember
from remeslo.web.apps.registry.snapshot import organisations, sites, staff
from remeslo.web.apps.staffing.audience import organisation_thing
from remeslo.web.apps.staffing.models import CourseRow, Origin, QualificationRow, SessionRow, StaffUpload
from remeslo.web.apps.staffing.services.certifying import LAST_PLACE
from remeslo.web.apps.staffing.services.events import happened
from remeslo.web.apps.staffing.services.qualifications import ENTERED
from remeslo.web.apps.staffing.snapshot import staff_values


class AlreadySaved(Exception):
    """The upload was decided on before, or somebody entered one of its things meanwhile; nothing was written."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A thing of the sheet: what it would be, where it stands, and whether this person may enter it."""

    change: Change
    place: str
    refused: bool

    @property
    def may_save(self) -> bool:
        """True when entering it would change something, and this person may."""
        return not self.refused and self.change.change is not ChangeKind.SAME


@dataclass(frozen=True, slots=True)
class Reading:
    """A sheet as its author sees it before anything is entered."""

    offers: tuple[Offer, ...]
    rows: int
    findings: tuple[Finding, ...]


class Desk:
    """What one reader may see and change of the staff: only that is compared with a sheet, and written to one."""

    def __init__(self, cluster: Cluster, user: User) -> None:
        self.cluster, self.user = cluster, user

    @cached_property
    def houses(self) -> Mapping[str, Organisation]:
        """All organisations by key."""
        return {o.key: o for o in self.cluster.organisations.all()}

    @cached_property
    def taken(self) -> frozenset[tuple[str, str]]:
        """Keys of things that this reader does not see; a sheet cannot use them for its own."""
        kinds = (("people", StaffMember), ("qualifications", QualificationRow), ("courses", CourseRow))
        rows = (*kinds, ("sessions", SessionRow))
        every = {(name, k) for name, r in rows for k in _keys(r, self.cluster)}
        return frozenset(every - {(kind, str(value.key)) for kind, value in self.book})

    @cached_property
    def book(self) -> StaffBook:
        """People and papers that the reader sees; courses and sessions are everybody's."""
        values = staff_values(self.cluster)
        people = tuple(p for p in staff(self.cluster) if self._may(Action.SEE_PERSON, p.organisation))
        keys = {p.key for p in people}
        return StaffBook(
            people=people,
            qualifications=tuple(q for q in values.qualifications if q.person in keys),
            courses=values.courses,
            sessions=values.sessions,
            skills=values.skills,
        )

    @property
    def names(self) -> Names:
        """What cells may name."""
        return Names(
            organisations={o.key: o.name for o in organisations(self.cluster)},
            sites={s.key: s.name for s in sites(self.cluster)},
            people={p.key: p.name for p in self.book.people},
            skills={s.key: s.title for s in self.book.skills},
            courses={c.key: c.title for c in self.book.courses},
        )

    def may_change(self, change: Change, people: Mapping[str, str], hosts: Mapping[str, str]) -> bool:
        """
        True when the thing belongs to a house of the reader, now and after the change.

        ``people`` and ``hosts`` give the house of each person and of each course's host, those of the sheet included.
        """
        if (change.kind, change.value.key) in self.taken:
            return False
        values: tuple[Any, ...] = tuple(v for v in (change.value, change.before) if v is not None)
        match change.kind:
            case "people":
                return all(self._may(Action.EDIT_PEOPLE, v.organisation) for v in values)
            case "qualifications":
                return all(self._may(Action.EDIT_PEOPLE, people.get(v.person, "")) for v in values)
            case "courses":
                return all(self._may(Action.HOST_COURSE, v.host) for v in values)
            case _:
                return all(self._may(Action.HOST_COURSE, hosts.get(v.course, "")) for v in values)

    def _may(self, action: Action, house: str) -> bool:
        known = self.houses.get(house)
        return known is not None and can(self.user, action, organisation_thing(self.cluster, known))


def keep_sheet(cluster: Cluster, name: str, data: bytes, *, by: User, at: datetime) -> StaffUpload:
    """Keep a sheet's bytes for the preview; nothing else is saved."""
    body = gzip.compress(data, mtime=0)
    return StaffUpload.objects.create(cluster=cluster, author=by, at=at, name=name[:200], body=body)


def read_upload(upload: StaffUpload, user: User) -> Reading:
    """What a kept sheet would change."""
    desk = Desk(upload.cluster, user)
    sheet = read([(upload.name, gzip.decompress(bytes(upload.body)))], names=desk.names, held=desk.book)
    changes = preview(sheet.book, desk.book)
    people = {str(p.key): str(p.organisation) for p in (*desk.book.people, *sheet.book.people)}
    hosts = {str(c.key): str(c.host) for c in (*desk.book.courses, *sheet.book.courses)}
    frozen = set(_keys(QualificationRow, upload.cluster, origin=Origin.CERTIFIED))
    offers = tuple(
        Offer(
            change,
            sheet.places.get((change.kind, change.value.key), ""),
            not desk.may_change(change, people, hosts)
            or (change.kind == "qualifications" and change.value.key in frozen),
        )
        for change in changes
    )
    return Reading(offers, sheet.rows, sheet.findings)


@transaction.atomic
def enter_sheet(upload: StaffUpload, offers: Sequence[Offer], *, by: User, at: datetime, day: date) -> int:
    """Enter what may be entered, all or none; raises AlreadySaved."""
    locked = StaffUpload.objects.select_for_update().select_related("cluster").get(pk=upload.pk)
    if locked.saved_at:
        raise AlreadySaved
    cluster = locked.cluster
    chosen = [o.change for o in offers if o.may_save]
    try:
        with transaction.atomic():
            for kind, enter in (
                ("people", _people),
                ("courses", _courses),
                ("qualifications", _qualifications),
                ("sessions", _sessions),
            ):
                enter(cluster, [c.value for c in chosen if c.kind == kind])
    except (IntegrityError, KeyError) as error:
        raise AlreadySaved from error
    for change in chosen:
        if change.kind == "qualifications":
            happened(cluster, ENTERED, f"qualification:{change.value.key}", on=day, by=by, at=at, sheet=locked.name)
    locked.saved_at = at
    locked.save(update_fields=["saved_at"])
    record("staff.imported", by=by, cluster=cluster, subject="staff:", count=len(chosen))
    return len(chosen)


def _people(cluster: Cluster, values: Sequence[Any]) -> None:
    houses = {o.key: o for o in cluster.organisations.all()}
    home = {s.key: s for s in Site.objects.filter(cluster=cluster)}
    last = StaffMember.objects.filter(cluster=cluster).aggregate(last=Max("position"))["last"] or 0
    for n, p in enumerate(values):
        fields = {
            "organisation": houses[p.organisation],
            "name": p.name,
            "role": p.role.value,
            "subjects": list(p.subjects),
            "weekly_hours": p.weekly_hours,
            "rate": p.rate,
            "industry_from": p.industry_from,
            "industry_until": p.industry_until,
            "home": home[p.home] if p.home else None,
        }
        made = {**fields, "position": last + 1 + n}
        StaffMember.objects.update_or_create(cluster=cluster, key=p.key, defaults=fields, create_defaults=made)


def _qualifications(cluster: Cluster, values: Sequence[Any]) -> None:
    people = {p.key: p for p in StaffMember.objects.filter(cluster=cluster)}
    for q in values:
        told = {"person": people[q.person], "skill": q.skill, "since": q.since, "until": q.until}
        _put(QualificationRow, cluster, q, told)


def _courses(cluster: Cluster, values: Sequence[Any]) -> None:
    houses = {o.key: o for o in cluster.organisations.all()}
    for c in values:
        _put(CourseRow, cluster, c, {"host": houses[c.host], "title": c.title})


def _sessions(cluster: Cluster, values: Sequence[Any]) -> None:
    rows = {c.key: c for c in CourseRow.objects.filter(cluster=cluster)}
    for s in values:
        told = {"course": rows[s.course], "first": s.first, "last": s.last, "places": s.places}
        _put(SessionRow, cluster, s, told)


def _put(kind: type[Any], cluster: Cluster, value: Any, told: Mapping[str, Any]) -> None:
    """Bring a row to the value; what was entered by a sheet stays when a folder without it is loaded."""
    fields = {**told, "body": to_json(value), "origin": Origin.ENTERED}
    kind.objects.update_or_create(
        cluster=cluster, key=value.key, defaults=fields, create_defaults={**fields, "position": LAST_PLACE}
    )


def _keys(kind: type[Any], cluster: Cluster, **more: Any) -> list[str]:
    return list(kind.objects.filter(cluster=cluster, **more).values_list("key", flat=True))


def held_book(cluster: Cluster, user: User) -> tuple[StaffBook, Names]:
    """What a reader may download: the own people and papers, the catalogue."""
    desk = Desk(cluster, user)
    return desk.book, desk.names
