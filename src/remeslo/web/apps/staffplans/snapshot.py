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
from remeslo.web.apps.common.models import Cluster, VersionedDocument
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
    plans = list(_plans(cluster))
    digest = _digest(value, (sha for _, sha in plans), day_of(cluster))
    made: Scene = _scenes.get(digest, lambda: _scene(value, plans, digest, day_of(cluster)))
    return made


def _plans(cluster: Cluster) -> Iterable[tuple[int, str]]:
    """Term plans as (id, sha256): of each programme the published one, or the latest where none is published."""
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.TERM_PLAN, withdrawn=False)
    heads = rows.values_list("published_id", "published__sha256", "latest_id", "latest__sha256")
    return [(p, p_sha) if p else (n, n_sha) for p, p_sha, n, n_sha in heads if p or n]


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
        **{str(p.key): p.title for p in value.programmes},
    }
