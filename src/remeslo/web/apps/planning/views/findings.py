"""The findings of a run: one list, filtered by severity, each line leading to its place."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.sentences import Sentence, as_language, place, say
from remeslo.interchange.values import from_json
from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.planning.models import PlanRun
from remeslo.web.apps.planning.places import Places
from remeslo.web.apps.planning.words import SEVERITY
from remeslo.web.apps.programmes.access import audience_of
from remeslo.web.apps.programmes.queries import element_indices


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding in words, with the way to its place."""

    severity: Severity
    word: Any
    css: str
    says: Sentence
    place: str
    url: str


@dataclass(frozen=True, slots=True)
class Report:
    """Findings shown, how many there are of each severity, and how many are of others' demand and not shown."""

    lines: tuple[FindingLine, ...]
    counts: tuple[tuple[Severity, Any, int], ...]
    chosen: Severity | None
    hidden: int


def findings_of(request: ClusterRequest, run: PlanRun) -> Report:
    """All findings of a run that the reader may see, the gravest first, of the severity that the address names."""
    data = [*run.findings, *(f for r in run.results for f in r["findings"])]
    found = [from_json(Finding, f) for f in data]
    readable = audience_of(request).readable(found)
    wanted = request.GET.get("severity", "")
    chosen = next((s for s in Severity if s.name.lower() == wanted), None)
    places = _places(request, run)
    shown = sorted((f for f in readable if chosen in (None, f.severity)), key=lambda f: -f.severity)
    return Report(
        lines=tuple(_line(f, places) for f in shown),
        counts=tuple((s, SEVERITY[s][0], n) for s in SEVERITY if (n := sum(f.severity is s for f in readable))),
        chosen=chosen,
        hidden=len(found) - len(readable),
    )


def _line(finding: Finding, places: Places) -> FindingLine:
    language = as_language(get_language() or "ru")
    word, css = SEVERITY[finding.severity]
    return FindingLine(
        finding.severity, word, css, say(finding, language), place(finding.where, language), places.url(finding)
    )


def _places(request: ClusterRequest, run: PlanRun) -> Places:
    return Places(
        cluster=request.cluster.key,
        programmes=frozenset(p["key"] for p in run.programmes),
        documents={d["key"]: d["kind"] for d in run.input.documents},
        elements=element_indices(request.cluster),
    )
