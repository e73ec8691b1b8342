"""The findings of a run: one list, filtered by severity, each line leading to its place."""

from dataclasses import dataclass
from typing import Any

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.values import from_json
from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.planning.models import PlanRun
from remeslo.web.apps.programmes.access import audience_of
from remeslo.web.apps.programmes.queries import element_indices
from remeslo.web.apps.programmes.tables.findings import SEVERITY, FindingLine, Places


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
    found = [*run.failure, *(from_json(Finding, f) for f in data)]
    readable = audience_of(request).readable(found)
    wanted = request.GET.get("severity", "")
    chosen = next((s for s in Severity if s.name.lower() == wanted), None)
    places = Places(
        cluster=request.cluster.key,
        programmes={p["key"]: p["title"] for p in run.programmes},
        documents={d["key"]: d["kind"] for d in run.input.documents},
        elements=element_indices(request.cluster),
    )
    return Report(
        lines=places.lines(f for f in readable if chosen in (None, f.severity)),
        counts=tuple((s, SEVERITY[s][0], n) for s in SEVERITY if (n := sum(f.severity is s for f in readable))),
        chosen=chosen,
        hidden=len(found) - len(readable),
    )
