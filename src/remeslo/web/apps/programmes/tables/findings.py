"""Findings in words, each with the way to the page where its cause can be seen and changed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.sentences import Sentence, as_language, place, say
from remeslo.web.apps.common.enums import DocumentKind

SEVERITY: Mapping[Severity, tuple[Any, str, str]] = {
    Severity.STOPS_SAVING: (_("stops saving"), "stop", "stop"),
    Severity.STOPS_PUBLISHING: (_("stops publishing"), "stop", "stop"),
    Severity.WARNING: (_("warnings"), "warn", "warning"),
    Severity.NOTE: (_("notes"), "note", "note"),
}
"""Words for many of them, kind of chip, icon; the gravest first."""

_WEEK = re.compile(r"^weeks? \d+")
_COMPETENCE = re.compile(r"^(ПК|ОК) ?[\d.]+$")
_WORDS = re.compile(r"[\s,;/]+|: ")
_PAGES: Mapping[str, str] = {DocumentKind.DEMAND_CARD: "demand:detail", DocumentKind.STANDARD: "frameworks:detail"}


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding in words; ``place`` without the programme, which ``programme`` names."""

    severity: Severity
    word: Any
    css: str
    icon: str
    says: Sentence
    programme: str
    place: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Places:
    """
    What a place may name.

    Parameters
    ----------
    programmes
        Key -> title.
    documents
        Key -> kind of what the programmes were made from.
    elements
        Programme -> indices of its elements.
    within
        Programme whose places stand without its key in front.
    """

    cluster: str
    within: str = ""
    programmes: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)
    elements: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def lines(self, findings: Iterable[Finding]) -> tuple[FindingLine, ...]:
        """The findings in words, the gravest first."""
        return tuple(self._line(f) for f in sorted(findings, key=lambda f: -f.severity))

    def _line(self, finding: Finding) -> FindingLine:
        language = as_language(get_language() or "ru")
        programme, rest = self._split(finding.where)
        inside = replace(finding, where=rest)
        word, css, icon = SEVERITY[finding.severity]
        return FindingLine(
            severity=finding.severity,
            word=word,
            css=css,
            icon=icon,
            says=say(inside, language),
            programme=self.programmes.get(programme, ""),
            place=place(rest, language),
            url=self.url(finding),
        )

    def url(self, finding: Finding) -> str:
        """The page of a finding's place; empty where there is none."""
        programme, rest = self._split(finding.where)
        if programme and (url := self._in_programme(programme, rest)):
            return url
        for key in _named(finding):
            name = _PAGES.get(self.documents.get(key, ""))
            if name:
                return reverse(name, kwargs={"cluster": self.cluster, "key": key})
        return self._page("term", programme) if programme and not self.within else ""

    def _split(self, where: str) -> tuple[str, str]:
        """Programme and the place inside it."""
        programme, _colon, rest = where.partition(": ")
        return (programme, rest) if programme in self.programmes else (self.within, where)

    def _in_programme(self, programme: str, rest: str) -> str:
        if rest in self.elements.get(programme, ()):
            return self._page("element", programme, index=rest)
        if _WEEK.match(rest):
            return self._page("weeks", programme)
        if _COMPETENCE.match(rest):
            return self._page("constructor", programme) + "#c-" + "-".join(rest.split())
        return ""

    def _page(self, name: str, programme: str, **parts: str) -> str:
        return reverse(f"programmes:{name}", kwargs={"cluster": self.cluster, "key": programme, **parts})


def _named(finding: Finding) -> Iterable[str]:
    """Keys that the place or the facts name: ``card card-03, requirement 2``, ``99.101@1н-2024-03-01``."""
    yield from _WORDS.split(finding.where)
    for name in ("card", "standard", "edition", "key"):
        if isinstance(value := finding.facts.get(name), str):
            yield value
