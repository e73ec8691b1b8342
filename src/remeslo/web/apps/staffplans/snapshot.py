"""The scene of a cluster from its rows and its stored term plans; the number of queries does not grow with them."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Final

from remeslo.core.base.findings import Finding
from remeslo.core.line.cluster import Cluster as ClusterValue
from remeslo.core.line.staffing import duties, planned, study_years
from remeslo.interchange.staffpack import USUAL, builtin
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, DocumentVersion, VersionedDocument
from remeslo.web.apps.programmes.values import Memory, outcome_value
from remeslo.web.apps.registry.snapshot import cluster_value
from remeslo.web.apps.staffing.days import day_of
from remeslo.web.apps.staffplans.scene import Scene

YEARS: Final = 2
"""Study years that are looked at: that of the cluster's start year and the next ones."""
_scenes = Memory(6)


def scene(cluster: Cluster) -> Scene:
    """The staff, their papers, what is to be taught and where it can be learnt; kept while nothing changes."""
    value = cluster_value(cluster)
    plans = _plans(cluster)
    digest = _digest(value, (sha for _, sha in plans), day_of(cluster))
    made: Scene = _scenes.get(digest, lambda: _scene(value, plans, digest, day_of(cluster)))
    return made


def _plans(cluster: Cluster) -> list[tuple[int, str]]:
    """
    Term plans as (id, sha256): of each programme the published one, or the latest that holds a plan.

    A search that gave up in time leaves a version without a plan; what was planned before still is what is taught.
    """
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.TERM_PLAN, withdrawn=False)
    heads = list(rows.values_list("id", "published_id", "published__sha256", "latest_id", "latest__sha256", "summary"))
    found = [
        (published, sha) if published else (latest, latest_sha)
        for _pk, published, sha, latest, latest_sha, summary in heads
        if published or (latest and summary.get("weeks"))
    ]
    bare = [pk for pk, published, _s, latest, _l, summary in heads if latest and not published and not summary["weeks"]]
    return found + (_earlier(bare) if bare else [])


def _earlier(documents: list[int]) -> list[tuple[int, str]]:
    """The last version with a plan of each of these term plans; one query."""
    rows = DocumentVersion.objects.filter(document_id__in=documents, body__result__plan__has_key="hours")
    last = {d: (pk, sha) for d, pk, sha in rows.order_by("number").values_list("document_id", "id", "sha256")}
    return list(last.values())


def _digest(value: ClusterValue, plans: Iterable[str], day: date) -> str:
    """The same for the same staff, papers, groups, places, courses and plans, in this process and in the worker."""
    parts = (
        value.organisations,
        value.sites,
        value.workshops,
        value.ways,
        value.staff,
        value.groups,
        value.skills,
        tuple(sorted(map(_stable, value.requirements))),
        value.qualifications,
        value.courses,
        value.sessions,
        value.absences,
        value.start_year,
        day,
        *plans,
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _stable(row: object) -> str:
    """Like repr, whatever the order of sets inside."""
    fields = {n: getattr(row, n) for n in row.__dataclass_fields__}  # type: ignore[attr-defined]
    return repr({n: sorted(v) if isinstance(v, frozenset) else v for n, v in fields.items()})


def _scene(value: ClusterValue, plans: Iterable[tuple[int, str]], digest: str, day: date) -> Scene:
    outcomes = [outcome_value(pk, sha) for pk, sha in plans]
    reading = duties(value, planned(value, outcomes), years=study_years(value, YEARS))
    return Scene(
        value=value,
        digest=digest,
        day=day,
        people=value.staff,
        duties=reading.duties,
        qualifications=value.qualifications,
        absences=value.absences,
        courses=value.courses,
        sessions=value.sessions,
        skills={s.key: s for s in value.skills},
        norms=builtin()[USUAL].on(day),
        colleges=tuple(o.key for o in value.organisations if o.role.is_college),
        findings=_once(reading.findings),
        plans=tuple(plans),
        titles=_titles(value),
    )


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple({repr(f): f for f in findings}.values())


def _titles(value: ClusterValue) -> dict[str, str]:
    return {
        **{str(o.key): o.name for o in value.organisations},
        **{str(s.key): s.name for s in value.sites},
        **{str(w.key): w.name for w in value.workshops},
        **{str(p.key): p.title for p in value.offered},
    }
