"""What the search over everything finds among short courses; learners are never found by searching."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.common.search import Hit, Words
from remeslo.web.apps.shortcourses.queries import courses


def found(cluster: Cluster, user: User, words: Words) -> Iterator[Hit]:
    """Courses by title, programme and holder; one query."""
    if not can(user, Action.SEE_PROGRAMMES, cluster):
        return
    for document in courses(cluster):
        programme = str(document.summary.get("programme_title", ""))
        if words.fit(document.title, programme, str(document.owner or "")):
            url = reverse("shortcourses:course", kwargs={"cluster": cluster.key, "key": document.key})
            yield Hit(title=document.title, kind=_("Short course"), url=url, icon="clock", note=programme)
