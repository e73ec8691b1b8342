"""Personal data on the command line: what is due, and erasing it; for a timer at night."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.core.privacy import Item
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.privacy.queries import groups
from remeslo.web.apps.privacy.services.erasing import carry_out, judged, register_in_force
from remeslo.web.apps.privacy.words import REASONS, in_words
from remeslo.web.launch.console import Console
from remeslo.web.launch.prepare import prepare_database


def tell_due(cluster: str, console: Console) -> int:
    """Say what is due today, by cluster, kind and reason, without names; 2 when there is no such cluster."""
    prepare_database(console)
    rooms = _rooms(cluster)
    if rooms is None:
        return _no_cluster(cluster, console)
    today, count = timezone.localdate(), 0
    for room in rooms:
        go = judged(room, today).go
        count += len(go)
        for line in _lines(room, go):
            console.say(f"  {line}")
    console.say(_("Due on %(day)s: records %(count)s. Nothing was changed.") % {"day": today, "count": count})
    return 0


def erase(cluster: str, console: Console) -> int:
    """Erase what is due today, a transaction a cluster; 2 when there is no such cluster."""
    prepare_database(console)
    rooms = _rooms(cluster)
    if rooms is None:
        return _no_cluster(cluster, console)
    today: date = timezone.localdate()
    kinds, count = register_in_force().kinds, 0
    for room in rooms:
        for kind, rows in carry_out(room, today, by=None).items():
            count += rows
            console.say(f"  {_name(room)}: {in_words(kinds[kind], 'title')}: {rows}")
    console.say(_("Erased on %(day)s: records %(count)s.") % {"day": today, "count": count})
    return 0


def _rooms(key: str) -> list[Cluster | None] | None:
    """All clusters and then the installation itself, or one cluster; None where there is no such cluster."""
    if key:
        found: list[Cluster | None] = list(Cluster.objects.filter(key=key))
        return found or None
    return [*Cluster.objects.order_by("key"), None]


def _lines(room: Cluster | None, go: tuple[Item, ...]) -> Iterator[str]:
    register = register_in_force()
    for group in groups(go, register):
        yield f"{_name(room)}: {in_words(register.kinds[group.kind], 'title')}: {group.count}, {REASONS[group.reason]}"


def _name(room: Cluster | None) -> str:
    return room.key if room else _("the installation")


def _no_cluster(key: str, console: Console) -> int:
    console.say(_("There is no cluster %(key)s.") % {"key": key})
    return 2
