"""What the search over everything finds among agreements: only those that the reader may see."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from remeslo.web.apps.agreements.models import AgreementRow
from remeslo.web.apps.agreements.scene import Scene
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can_somewhere
from remeslo.web.apps.common.search import Hit, Words


def found(cluster: Cluster, user: User, words: Words) -> Iterator[Hit]:
    """Agreements by number, subject and side."""
    if not can_somewhere(user, Action.SEE_AGREEMENT, cluster):
        return
    if not AgreementRow.objects.filter(cluster=cluster).exists():
        return
    scene = Scene(user, cluster)
    for paper in scene.seen:
        sides = [scene.organisations[str(k)].name for k in paper.value.organisations if k in scene.organisations]
        if paper.held is not None and words.fit(paper.value.key, paper.value.title, *sides):
            url = reverse("agreements:detail", kwargs={"cluster": cluster.key, "key": paper.value.key})
            kind = pgettext_lazy("agreement", "Agreement")
            yield Hit(title=f"{paper.value.key} {paper.value.title}".strip(), kind=kind, url=url, icon="file")
