"""From a finding of a run to the page where its cause can be seen and changed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from remeslo.core.base.findings import Finding
from remeslo.web.apps.common.enums import DocumentKind

_WEEK = re.compile(r"^weeks? \d+")
_WORDS = re.compile(r"[\s,;/]+|: ")
_COMPETENCE = re.compile(r"^(ПК|ОК) ?[\d.]+$")


@dataclass(frozen=True)
class Places:
    """
    What a place of this run may name.

    Parameters
    ----------
    documents
        Key -> kind of what the run was made from.
    elements
        Programme -> indices of its elements.
    """

    cluster: str
    programmes: frozenset[str]
    documents: Mapping[str, str]
    elements: Mapping[str, frozenset[str]]

    def url(self, finding: Finding) -> str:
        """The page of a finding's place; empty where there is none."""
        programme, _, rest = finding.where.partition(": ")
        if programme in self.programmes:
            return self._in_programme(programme, rest, finding)
        for key in self._named(finding):
            if url := self._document(key):
                return url
        return ""

    def _in_programme(self, programme: str, place: str, finding: Finding) -> str:
        own = {"cluster": self.cluster, "key": programme}
        if place in self.elements.get(programme, ()):
            return reverse("programmes:element", kwargs={**own, "index": place})
        if _WEEK.match(place):
            return reverse("programmes:weeks", kwargs=own)
        if _COMPETENCE.match(place):
            return reverse("programmes:constructor", kwargs=own) + "#c-" + "-".join(place.split())
        for key in self._named(finding):
            if url := self._document(key):
                return url
        return reverse("programmes:term", kwargs=own) if programme in self.elements else ""

    def _named(self, finding: Finding) -> Iterable[str]:
        """Keys that the place or the facts name: ``card card-03``, ``card-03/2``, ``99.101@1н-2024-03-01``."""
        yield from _WORDS.split(finding.where)
        for name in ("card", "standard", "edition", "programme", "key"):
            if isinstance(value := finding.facts.get(name), str):
                yield value

    def _document(self, key: str) -> str:
        names = {DocumentKind.DEMAND_CARD: "demand:detail", DocumentKind.STANDARD: "frameworks:detail"}
        name = names.get(self.documents.get(key, ""))  # type: ignore[call-overload]
        return reverse(name, kwargs={"cluster": self.cluster, "key": key}) if name else ""
