"""Changing an assignment by hand: a person's own draft over the latest version, judged at once, saved and published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from remeslo.core.base.findings import Finding
from remeslo.core.staffing.assign.check import check
from remeslo.core.staffing.duty import DutyKey
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, DocumentVersion, Draft, User, VersionedDocument
from remeslo.web.apps.common.services.documents import publish_version, save_version
from remeslo.web.apps.staffplans.kept import ASSIGNMENT_KEY, Kept, assignment_content, kept_assignment
from remeslo.web.apps.staffplans.problems import assignment_problem
from remeslo.web.apps.staffplans.queries import body_of, document, draft_of, version_numbered
from remeslo.web.apps.staffplans.scene import Scene


class NotPublishable(Exception):
    """The assignment breaks rules; carries the hard findings."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(f"{len(findings)} rules are broken")
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Clash:
    """A duty that somebody else has given to another person since my draft was begun."""

    duty: str
    mine: str
    theirs: str


class Clashes(Exception):
    """Two people changed the same duties; carries them, nothing was written."""

    def __init__(self, clashes: list[Clash]) -> None:
        super().__init__(f"{len(clashes)} duties were changed meanwhile")
        self.clashes = clashes


@dataclass(frozen=True, slots=True)
class Changes:
    """A draft: the version it was begun on, people by duty ("" for nobody), pins set and taken off."""

    based_on: int
    persons: Mapping[str, str]
    pins: Mapping[str, bool]

    @property
    def is_empty(self) -> bool:
        """True when nothing is changed."""
        return not self.persons and not self.pins


def changes_of(draft: Draft | None) -> Changes:
    """What a draft changes."""
    if draft is None:
        return Changes(0, {}, {})
    return Changes(draft.based_on, dict(draft.fields.get("persons", {})), dict(draft.fields.get("pins", {})))


def kept_of(version: DocumentVersion | None) -> Kept:
    """The assignment of a version; an empty one before the first."""
    return kept_assignment(body_of(version)) if version else Kept()


def assignment_in_force(cluster: Cluster) -> Kept:
    """The published assignment; the latest one where none is published yet."""
    head = document(cluster, DocumentKind.ASSIGNMENT)
    return kept_of((head.published or head.latest) if head else None)


@transaction.atomic
def change(
    cluster: Cluster,
    duties: Iterable[DutyKey],
    *,
    person: str | None = None,
    pinned: bool | None = None,
    by: User,
    at: datetime,
) -> Changes:
    """
    Give duties to a person ("" for nobody; None: as they are) and pin them or not, in the draft of who does it.

    What comes back to what the version has, leaves the draft.
    """
    head = document(cluster, DocumentKind.ASSIGNMENT)
    base = kept_of(head.latest if head else None)
    draft = _locked(cluster, by) or Draft(
        cluster=cluster,
        kind=DocumentKind.ASSIGNMENT,
        key=ASSIGNMENT_KEY,
        author=by,
        based_on=head.latest.number if head and head.latest else 0,
    )
    now = changes_of(draft)
    persons, pins = dict(now.persons), dict(now.pins)
    for duty in duties:
        if person is not None:
            _set(persons, duty, person, base.person_of.get(duty, ""))
        if pinned is not None:
            _set(pins, duty, pinned, duty in base.pinned)
    draft.fields = {"persons": persons, "pins": pins}
    draft.updated_at = at
    if persons or pins:
        draft.save()
    elif draft.pk:
        draft.delete()
    return Changes(draft.based_on, persons, pins)


def _set(fields: dict[str, Any], duty: DutyKey, value: Any, before: Any) -> None:
    if value == before:
        fields.pop(duty, None)
    else:
        fields[duty] = value


def discard(cluster: Cluster, *, by: User) -> None:
    """Forget my changes."""
    draft = draft_of(cluster, by)
    if draft is not None:
        draft.delete()


def judged(scene: Scene, kept: Kept) -> list[Finding]:
    """Every rule that an assignment breaks, the gravest first."""
    return sorted(check(assignment_problem(scene, kept), kept.plan(scene)), key=lambda f: -f.severity)


@transaction.atomic
def save(cluster: Cluster, scene: Scene, *, title: str, note: str, by: User, at: datetime) -> DocumentVersion | None:
    """
    My changes as the next version; None when there are none.

    Versions saved meanwhile by others are kept: only duties that both changed stop it. Raises Clashes.
    """
    draft = _locked(cluster, by)
    if draft is None:
        return None
    mine = changes_of(draft)
    VersionedDocument.objects.select_for_update().filter(cluster=cluster, kind=DocumentKind.ASSIGNMENT).first()
    head = document(cluster, DocumentKind.ASSIGNMENT)  # read after the lock: nobody saves meanwhile
    latest = head.latest if head else None
    if head is not None and latest is not None and latest.number != mine.based_on:
        clashes = clashes_of(head, latest, mine)
        if clashes:
            raise Clashes(clashes)
    kept = kept_of(latest).with_changes(mine.persons, mine.pins)
    version = save_version(cluster, content_of(scene, kept, title), by=by, at=at, note=note)
    draft.delete()
    return version


def clashes_of(head: VersionedDocument, latest: DocumentVersion, mine: Changes) -> list[Clash]:
    """Duties that I changed and that are no longer as they were when I began."""
    begun = kept_of(version_numbered(head, mine.based_on) if mine.based_on else None)
    now = kept_of(latest)
    found = []
    for duty, person in mine.persons.items():
        theirs = now.person_of.get(DutyKey(duty), "")
        if theirs not in (begun.person_of.get(DutyKey(duty), ""), person):
            found.append(Clash(duty, person, theirs))
    return found


def take_theirs(cluster: Cluster, duties: Iterable[str], *, by: User) -> None:
    """Drop my changes of these duties and go on from the latest version with the others."""
    _rebase(cluster, by, dropped=set(duties))


def keep_mine(cluster: Cluster, *, by: User) -> None:
    """Go on from the latest version with all my changes: I have seen what others did."""
    _rebase(cluster, by, dropped=set())


@transaction.atomic
def _rebase(cluster: Cluster, by: User, *, dropped: set[str]) -> None:
    draft, head = _locked(cluster, by), document(cluster, DocumentKind.ASSIGNMENT)
    if draft is None or head is None or head.latest is None:
        return
    now = changes_of(draft)
    persons = {d: p for d, p in now.persons.items() if d not in dropped}
    draft.fields, draft.based_on = {"persons": persons, "pins": dict(now.pins)}, head.latest.number
    if persons or now.pins:
        draft.save()
    else:
        draft.delete()


@transaction.atomic
def publish(version: DocumentVersion, scene: Scene, *, by: User) -> None:
    """Make a version what everybody works with; raises NotPublishable with every broken rule."""
    hard = [f for f in judged(scene, kept_of(version)) if f.hard]
    if hard:
        raise NotPublishable(hard)
    publish_version(version, by=by)


def content_of(scene: Scene, kept: Kept, title: str) -> Any:
    """The content of an assignment with its figures for lists."""
    plan = kept.plan(scene)
    hours = sum(scene.duty[d].hours for d in plan.uncovered)
    return assignment_content(kept, title, uncovered=len(plan.uncovered), hours=hours)


def _locked(cluster: Cluster, by: User) -> Draft | None:
    rows = Draft.objects.select_for_update().filter(
        cluster=cluster, kind=DocumentKind.ASSIGNMENT, key=ASSIGNMENT_KEY, author=by
    )
    return rows.first()
