"""Saving the next version of an allocation, pinning, publishing a release."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from remeslo.core.base.findings import Finding
from remeslo.core.network.check import check
from remeslo.core.network.request import RequestKey
from remeslo.web.apps.common.models import Cluster, DocumentVersion, User
from remeslo.web.apps.common.services.documents import Outdated, publish_version, save_version
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.network import queries
from remeslo.web.apps.network.kept import Kept, allocation_of, content_of, trusting, with_pieces
from remeslo.web.apps.network.models import Release
from remeslo.web.apps.network.problems import reading, unlawful_weeks
from remeslo.web.apps.network.scene import Scene
from remeslo.web.apps.staffplans.snapshot import scene as staff_scene

__all__ = ["NameTaken", "NotPublishable", "Outdated", "judged", "pin", "publish", "save"]


class NotPublishable(Exception):
    """The allocation breaks rules; carries the hard findings."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(f"{len(findings)} rules are broken")
        self.findings = findings


class NameTaken(Exception):
    """There is a release of this name, or this version is a release already."""


def judged(scene: Scene, kept: Kept, *, trust: bool = True) -> list[Finding]:
    """
    Everything that is wrong with what is kept, in the picture of today: the gravest first.

    ``trust``: weeks that were possible when they were found are believed to be so still; without it the scene has to
    know all of them (`snapshot.scene` with ``moves``).
    """
    problem = with_pieces(trusting(scene.problem, kept) if trust else scene.problem, kept)
    allocation = allocation_of(problem, kept)
    gone = [b for b in kept.bookings if b.request not in allocation.grants]
    found = [f for f in check(problem, allocation) if f.code != "network.refused"]
    found += [
        Finding("network.booking_gone", str(b.request), {"title": b.title, "groups": b.groups, "place": b.place})
        for b in gone
    ]
    return sorted(found, key=lambda f: -f.severity)


def save(
    cluster: Cluster, kept: Kept, *, by: User | None, at: datetime, based_on: int, note: str = ""
) -> DocumentVersion:
    """The next version; raises Outdated when somebody saved one since ``based_on``."""
    return save_version(cluster, content_of(kept), by=by, at=at, based_on=based_on, note=note)


@transaction.atomic
def pin(version: DocumentVersion, keys: Iterable[RequestKey], *, on: bool, by: User, at: datetime) -> DocumentVersion:
    """Keep these bookings as they are in every next run, or let them go again; a new version."""
    kept = queries.kept(version)
    chosen = {k for k in keys if k in kept.booking_of}
    pinned = set(kept.pinned) | chosen if on else set(kept.pinned) - chosen
    changed = Kept(kept.year, kept.bookings, kept.denied, tuple(sorted(pinned)), kept.names)
    return save(version.document.cluster, changed, by=by, at=at, based_on=version.number)


@transaction.atomic
def publish(version: DocumentVersion, scene: Scene, *, name: str, by: User, at: datetime) -> Release:
    """
    Make a version what everybody works by, under a name; it stays as it is for ever.

    The scene is one with ``moves``: nothing is believed here.

    Raises NotPublishable with every broken rule, NameTaken.
    """
    cluster, kept = version.document.cluster, queries.kept(version)
    hard = [f for f in judged(scene, kept, trust=False) if f.hard]
    if hard := hard or _unlawful(cluster, scene, kept):
        raise NotPublishable(hard)
    try:
        with transaction.atomic():
            release = Release(cluster=cluster, version=version, name=name.strip()[:120], by=by, at=at)
            release.save()
    except IntegrityError as error:
        raise NameTaken(name) from error
    publish_version(version, by=by)
    record("network.released", by=by, cluster=cluster, subject=f"release:{release.pk}", name=release.name)
    return release


def _unlawful(cluster: Cluster, scene: Scene, kept: Kept) -> list[Finding]:
    """Groups whose exchanged weeks are lawful one by one and not together."""
    staff = staff_scene(cluster)
    asked = reading(staff, scene.value, scene.year, scene.bare, moves=True)
    problem = with_pieces(scene.problem, kept)
    return list(unlawful_weeks(staff, asked, problem, allocation_of(problem, kept)))
