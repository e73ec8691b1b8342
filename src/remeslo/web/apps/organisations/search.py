"""Organisations of the registry by their names."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.common.search import Hit, Words
from remeslo.web.apps.organisations.models import MemberOf
from remeslo.web.apps.organisations.words import ROLES


def found(cluster: Cluster, user: User, words: Words) -> Iterable[Hit]:
    """Organisations that take or took part in the cluster; one query."""
    if not can(user, Action.SEE_REGISTRY, cluster):
        return
    today = timezone.localdate()
    told: set[int] = set()
    rows = MemberOf.objects.filter(cluster=cluster).select_related("entity").order_by("-since", "pk")
    for m in rows:
        e = m.entity
        if e.pk in told or not words.fit(e.name, e.short, e.settlement):
            continue
        told.add(e.pk)
        is_now = m.since <= today and (m.until is None or today < m.until)
        note = str(ROLES.get(m.role, m.role)) if is_now else _("no member today")
        url = reverse("organisations:detail", kwargs={"key": e.key})
        yield Hit(title=e.name, kind=_("Organisation in the registry"), url=url, icon="organisation", note=note)
