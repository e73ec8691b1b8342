"""People by their names, as far as the reader may see them, and courses of the catalogue."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can_somewhere
from remeslo.web.apps.common.search import Hit, Words
from remeslo.web.apps.staffing import queries
from remeslo.web.apps.staffing.audience import visible
from remeslo.web.apps.staffing.models import CourseRow


def found(cluster: Cluster, user: User, words: Words) -> Iterable[Hit]:
    """Pages that fit; two queries."""
    if can_somewhere(user, Action.SEE_PERSON, cluster):
        for p in visible(user, queries.people(cluster)):
            if words.fit(p.name, *p.subjects):
                url = reverse("staffing:person", kwargs={"cluster": cluster.key, "key": p.key})
                yield Hit(title=p.name, kind=_("Papers and courses"), url=url, icon="person", note=p.organisation.name)
    if can_somewhere(user, Action.SEE_COURSES, cluster):
        for c in CourseRow.objects.filter(cluster=cluster).select_related("host"):
            if words.fit(c.title, str(c.body.get("topic", ""))):
                url = reverse("staffing:course", kwargs={"cluster": cluster.key, "key": c.key})
                yield Hit(title=c.title, kind=_("Course"), url=url, icon="standard", note=c.host.name)
