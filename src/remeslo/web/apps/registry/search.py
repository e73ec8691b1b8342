"""Organisations, workshops, people and groups by their names."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.common.search import Hit, Words
from remeslo.web.apps.registry import queries


def found(cluster: Cluster, user: User, words: Words) -> Iterable[Hit]:
    """Rows that fit; four queries."""
    for o in cluster.organisations.all():
        if words.fit(o.name, o.settlement):
            yield Hit(
                title=o.name, kind=o.get_role_display(), url=_url(cluster, "cluster", o.name), icon="organisation"
            )
    for w in queries.workshops(cluster):
        if words.fit(w.name, *w.equipment):
            note = w.site.organisation.name
            yield Hit(
                title=w.name, kind=_("Workshop"), url=_url(cluster, "workshops", w.name), icon="workshop", note=note
            )
    for group, title in queries.groups(cluster):
        if words.fit(group.key, title):
            yield Hit(
                title=group.key, kind=_("Group"), url=_url(cluster, "groups", group.key), icon="group", note=title
            )
    if can(user, Action.SEE_STAFF, cluster):
        for p in queries.staff(cluster):
            if words.fit(p.name, *p.subjects):
                url = _url(cluster, "staff", p.name)
                yield Hit(title=p.name, kind=p.get_role_display(), url=url, icon="people", note=p.organisation.name)


def _url(cluster: Cluster, page: str, text: str) -> str:
    return reverse(f"registry:{page}", kwargs={"cluster": cluster.key}) + "?" + urlencode({"filter": text})
