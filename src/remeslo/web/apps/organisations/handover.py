"""Groups, sites and people that go over to another organisation of their cluster on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.organisations.enums import Moved
from remeslo.web.apps.organisations.models import Handover
from remeslo.web.apps.registry.models import Site, StaffMember, StudentGroup

KINDS: Final[dict[str, type[Any]]] = {Moved.GROUP: StudentGroup, Moved.SITE: Site, Moved.STAFF: StaffMember}
"""What can go over; facts, contracts and money never do: they say what was."""


def hand_over_due(day: date) -> int:
    """Carry out every handover whose day has come; how many. Called by a merger itself and once a day."""
    due = list(Handover.objects.filter(done=False, on__lte=day).order_by("on", "pk"))
    _carry_out(due)
    Handover.objects.filter(pk__in=[h.pk for h in due]).update(done=True)
    return len(due)


def hand_over_again(cluster: Cluster) -> None:
    """After a folder brought a cluster's rows to its picture: what was handed over here is so still."""
    _carry_out(Handover.objects.filter(cluster=cluster, done=True).order_by("on", "pk"))


def _carry_out(handovers: Iterable[Handover]) -> None:
    """One update for each organisation that something goes to from another, in order of days."""
    together: dict[tuple[date, str, int, int], list[str]] = {}
    for h in handovers:
        together.setdefault((h.on, h.what, h.source_id, h.target_id), []).append(h.key)
    for (_on, what, source, target), keys in together.items():
        KINDS[what].objects.filter(organisation=source, key__in=keys).update(organisation=target)
