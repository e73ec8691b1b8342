"""Elements of the cluster's other curricula, for estimates of hours; read once a version and process."""

import json
from collections.abc import Iterable

from remeslo.core.competence.estimate.comparable import Comparable, of_design, of_plan
from remeslo.core.competence.studyplan import StudyPlan
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.interchange.values import from_json
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, DocumentVersion
from remeslo.web.apps.programmes.values import Memory, outcome_value

MOST = 60
"""So many curricula are looked at, the last saved first."""
_kept = Memory(4 * MOST)
Head = tuple[int, str, str, str]
"""Version, its hash, kind and title of the document."""


def comparables(cluster: Cluster, but: str, *, practice_week_hours: int) -> tuple[Comparable, ...]:
    """
    Elements of loaded study plans and of the cluster's other programmes, ``but`` one programme by its key.

    One query for the heads and one for the bodies of study plans that are not in memory.
    """
    heads = list(_heads(cluster, but))
    missing = [h[0] for h in heads if h[2] == DocumentKind.STUDY_PLAN and not _kept.has((h, practice_week_hours))]
    bodies = dict(DocumentVersion.objects.filter(pk__in=missing).values_list("pk", "body")) if missing else {}
    found: list[Comparable] = []
    for head in heads:
        found += _kept.get((head, practice_week_hours), lambda head=head: _read(head, bodies, practice_week_hours))  # type: ignore[misc]
    return tuple(found)


def _heads(cluster: Cluster, but: str) -> Iterable[Head]:
    kinds = (DocumentKind.STUDY_PLAN, DocumentKind.TERM_PLAN)
    rows = cluster.documents.filter(kind__in=kinds, withdrawn=False, latest__isnull=False)
    rows = rows.exclude(kind=DocumentKind.TERM_PLAN, key=but).order_by("-latest__saved_at", "-pk")
    yield from rows.values_list("latest_id", "latest__sha256", "kind", "title")[:MOST]


def _read(head: Head, bodies: dict[int, object], practice_week_hours: int) -> tuple[Comparable, ...]:
    pk, sha, kind, title = head
    if kind == DocumentKind.STUDY_PLAN:
        body = bodies[pk] if pk in bodies else DocumentVersion.objects.values_list("body", flat=True).get(pk=pk)
        plan = from_json(StudyPlan, json.loads(body) if isinstance(body, str) else body)
        return of_plan(plan, title, practice_week_hours=practice_week_hours)
    outcome: ProgrammeOutcome = outcome_value(pk, sha)
    return of_design(outcome.design, title) if outcome.design else ()
