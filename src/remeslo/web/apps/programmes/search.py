"""What the search over everything finds among programmes: the programmes, their elements, their competences."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.common.search import Hit, Words
from remeslo.web.apps.programmes.queries import ListedProgramme, listed_programmes


def found(cluster: Cluster, user: User, words: Words) -> Iterator[Hit]:
    """Programmes first, then competences and elements of each; one query."""
    if not can(user, Action.SEE_PROGRAMMES, cluster):
        return
    planned = [p for p in listed_programmes(cluster) if p.plan]
    for programme in planned:
        if words.fit(programme.title, str(programme.summary.get("qualification", ""))):
            url = _url(cluster, programme, "term")
            yield Hit(title=programme.title, kind=_("Programme"), url=url, icon="programme")
    for programme in planned:
        yield from _inside(cluster, programme, words)


def _inside(cluster: Cluster, programme: ListedProgramme, words: Words) -> Iterator[Hit]:
    for code, title in programme.named("competence_titles"):
        if words.fit(code, title):
            url = _url(cluster, programme, "constructor") + "#c-" + "-".join(code.split())
            yield Hit(title=f"{code} {title}", kind=_("Competence"), url=url, icon="target", note=programme.title)
    for index, title in programme.named("elements"):
        if words.fit(index, title):
            url = _url(cluster, programme, "element", index=index)
            yield Hit(title=f"{index} {title}", kind=_("Element"), url=url, icon="hours", note=programme.title)


def _url(cluster: Cluster, programme: ListedProgramme, name: str, **parts: str) -> str:
    return reverse(f"programmes:{name}", kwargs={"cluster": cluster.key, "key": programme.key, **parts})
