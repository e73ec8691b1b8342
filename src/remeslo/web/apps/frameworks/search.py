"""Standards by code and title, work functions by code and name, competences of state standards."""

from collections.abc import Iterable
from itertools import islice

from django.urls import reverse
from django.utils.translation import gettext as _

from remeslo.core.competence.statestandard import StateStandard
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.common.queries import documents
from remeslo.web.apps.common.search import Hit, Words
from remeslo.web.apps.frameworks.catalogue import Catalogue
from remeslo.web.apps.registry.snapshot import published_values

MOST = 4
_DOCUMENTS = (
    (DocumentKind.FRAMEWORK, "frameworks:framework", "layers"),
    (DocumentKind.STUDY_PLAN, "frameworks:plan", "programme"),
)


def found(cluster: Cluster, user: User, words: Words) -> Iterable[Hit]:
    """Some of each kind; four queries at most."""
    if not can(user, Action.SEE_STANDARDS, cluster):
        return
    values = published_values(cluster, (DocumentKind.STANDARD, DocumentKind.STATE_STANDARD))
    known = Catalogue(values[DocumentKind.STANDARD].values(), cluster.day)
    yield from islice(_standards(cluster, known, words), MOST)
    yield from islice(_state(cluster, values[DocumentKind.STATE_STANDARD], words), MOST)
    yield from islice(_functions(cluster, known, words), MOST)
    for kind, name, icon in _DOCUMENTS:
        for d in documents(cluster, kind, " ".join(words.folded))[:MOST]:
            url = reverse(name, kwargs={"cluster": cluster.key, "key": d.key})
            yield Hit(title=d.title, kind=kind.label, url=url, icon=icon, note=d.key)


def _standards(cluster: Cluster, known: Catalogue, words: Words) -> Iterable[Hit]:
    for s in known.standards:
        if words.fit(s.code, s.title):
            url = reverse("frameworks:detail", kwargs={"cluster": cluster.key, "key": s.edition})
            yield Hit(title=s.title, kind=DocumentKind.STANDARD.label, url=url, icon="standard", note=s.edition)


def _functions(cluster: Cluster, known: Catalogue, words: Words) -> Iterable[Hit]:
    for s in known.in_force.values():
        url = reverse("frameworks:detail", kwargs={"cluster": cluster.key, "key": s.edition})
        for f in s.functions:
            if words.fit(s.code, f.code, f.name):
                note = f"{s.code}/{f.code}"
                yield Hit(title=f.name, kind=_("Work function"), url=f"{url}#{f.code}", icon="target", note=note)


def _state(cluster: Cluster, standards: dict[str, StateStandard], words: Words) -> Iterable[Hit]:
    for key, s in standards.items():
        url = reverse("frameworks:state", kwargs={"cluster": cluster.key, "key": key})
        if words.fit(s.code, s.title):
            yield Hit(title=s.title, kind=DocumentKind.STATE_STANDARD.label, url=url, icon="shield", note=s.code)
        for competence in (c for a in s.activities for c in a.competences):
            if words.fit(competence.code, competence.title):
                yield Hit(
                    title=competence.title,
                    kind=_("Competence"),
                    url=url,
                    icon="matrix",
                    note=f"{s.code}, {competence.code}",
                )
