"""Search over everything in a cluster: hits collected from every app for Ctrl+K."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from django.utils.module_loading import import_string

from remeslo.core.base.text import fold
from remeslo.web.apps.common.frame import Frame
from remeslo.web.apps.common.models import Cluster, User

SOURCES: Final = (
    "remeslo.web.apps.demand.search.found",
    "remeslo.web.apps.programmes.search.found",
    "remeslo.web.apps.shortcourses.search.found",
    "remeslo.web.apps.registry.search.found",
    "remeslo.web.apps.organisations.search.found",
    "remeslo.web.apps.staffing.search.found",
    "remeslo.web.apps.frameworks.search.found",
    "remeslo.web.apps.results.search.found",
    "remeslo.web.apps.agreements.search.found",
    "remeslo.web.apps.dialogue.search.found",
)
"""Functions ``(cluster, user, words: Words) -> Iterable[Hit]``; each asks for rights itself."""
MOST_OF_A_SOURCE: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something found: what it is called, what it is, where it is shown."""

    title: str
    kind: Any
    url: str
    icon: str
    note: str = ""


class Words:
    """What was typed, ready to be compared: letter case does not count, nor ё against е."""

    def __init__(self, text: str) -> None:
        self.folded = tuple(fold(text).split())

    def __bool__(self) -> bool:
        return bool(self.folded)

    def fit(self, *texts: str) -> bool:
        """True when every word stands somewhere in the texts."""
        content = fold(" ".join(texts))
        return all(word in content for word in self.folded)


def search(request: Any, cluster: Cluster, user: User, text: str) -> list[Hit]:
    """Pages first, then what the apps find."""
    words = Words(text)
    pages = [
        Hit(title=str(link.label), kind="", url=link.url, icon=link.icon)
        for link in Frame(request).links
        if words.fit(str(link.label))
    ]
    if not words:
        return pages
    return pages + [hit for source in _sources() for hit in islice(source(cluster, user, words), MOST_OF_A_SOURCE)]


def _sources() -> Iterable[Callable[[Cluster, User, Words], Iterable[Hit]]]:
    for path in SOURCES:
        try:
            yield import_string(path)
        except ImportError:
            continue
