"""A change is made, the whole is judged, and what the change broke takes it back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import transaction
from django.utils.module_loading import import_string

from remeslo.core.base.findings import Finding
from remeslo.core.registry.check import check_structure
from remeslo.core.registry.inheritance import check_successions
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.organisations.enums import Origin
from remeslo.web.apps.organisations.models import LegalEntity, MemberOf, Placement
from remeslo.web.apps.organisations.snapshot import structure

LISTENERS: Final = ("remeslo.web.apps.boards.services.refreshing.places_changed",)
"""Dotted paths of functions of clusters whose members or places changed; one that is not there is passed over."""


class Refused(Exception):
    """The change may not happen; nothing was changed. ``findings`` say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(", ".join(f.code for f in findings))
        self.findings = findings


@contextmanager
def judged(*clusters: Cluster) -> Iterator[None]:
    """
    All or nothing: what is done inside is taken back when it adds anything hard to what is wrong with the structure.

    What was wrong before does not stand in the way. The clusters' derived rows become rows of their own (`adopt`).
    """
    with transaction.atomic():
        rows = list(Cluster.objects.select_for_update().filter(pk__in=[c.pk for c in clusters]).order_by("pk"))
        before = _told(rows)
        for cluster in rows:
            adopt(cluster)
        yield
        added = [f for key, f in _told(rows).items() if key not in before and f.hard]
        if added:
            raise Refused(*added)
        tell_listeners(rows)


def tell_listeners(clusters: list[Cluster]) -> None:
    """Apps above this one that keep what follows from members and places."""
    for path in LISTENERS:
        try:
            listener = import_string(path)
        except ImportError:
            continue
        listener(clusters)


def adopt(cluster: Cluster) -> None:
    """From now on a folder of the cluster does not undo what is entered here, and gets everything back."""
    members = MemberOf.objects.filter(cluster=cluster)
    entities = LegalEntity.objects.filter(members__cluster=cluster)
    Placement.objects.filter(entity__in=entities).exclude(origin=Origin.HERE).update(origin=Origin.HERE)
    Placement.objects.filter(cluster=cluster).exclude(origin=Origin.HERE).update(origin=Origin.HERE)
    LegalEntity.objects.filter(pk__in=entities.values("pk"), origin=Origin.DERIVED).update(origin=Origin.HERE)
    members.exclude(origin=Origin.HERE).update(origin=Origin.HERE)


def _told(clusters: list[Cluster]) -> dict[str, Finding]:
    found = structure(clusters)
    return {repr(f): f for f in (*check_structure(found), *check_successions(found))}
