"""Invented facts and names for looking around: only for an illustrative cluster that has no fact yet."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.db import transaction

from remeslo.core.base.facts import CONFIRMATION, Fact
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.line.cluster import Cluster as ClusterValue
from remeslo.core.line.resultscene import result_scene
from remeslo.core.results.invented import invent
from remeslo.web.apps.common.models import Cluster, Organisation
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.common.services.putting import Row, put_rows
from remeslo.web.apps.results.kinds import asked
from remeslo.web.apps.results.models import FactRow, Learner
from remeslo.web.apps.results.values import packed

_FIRST: Final = ("Аким", "Бажена", "Ваня", "Глаша", "Демьян", "Есения", "Захар", "Инга", "Кузьма", "Лада", "Мирон")
_LAST: Final = (
    "Берестень",
    "Вешняк",
    "Голубика",
    "Дудка",
    "Ежевика",
    "Журба",
    "Зимородок",
    "Клюква",
    "Лужок",
    "Мятлик",
)
_DISPUTE: Final = "Учебный пример: в нашем журнале часы другие"
_BATCH: Final = 1000
_COLUMNS: Final = (
    *("cluster_id", "key", "kind", "subject", "on", "known", "by_id", "other_id", "college_id"),
    *("values", "evidence", "corrects", "withdraws", "note", "author_id", "at"),
)


class NotIllustrative(Exception):
    """The cluster is a real one, or has facts: nothing is invented into it."""


@transaction.atomic
def enter_invented(cluster: Cluster, value: ClusterValue, *, at: datetime, seed: int = 0) -> int:
    """Enter two years of invented facts, with invented names; their number. Raises NotIllustrative."""
    if not cluster.illustrative or FactRow.objects.filter(cluster=cluster).exists():
        raise NotIllustrative
    facts = invent(result_scene(value), seed=seed, dispute=_DISPUTE)
    count = enter_told(cluster, facts, at=at)
    houses = {o.key: o for o in cluster.organisations.all()}
    Learner.objects.bulk_create(_names(cluster, facts, houses), batch_size=_BATCH)
    record("facts.invented", by=None, cluster=cluster, subject=f"cluster:{cluster.key}", count=count)
    return count


def enter_told(cluster: Cluster, facts: Sequence[Fact], *, at: datetime) -> int:
    """Rows of facts that members of the cluster told, each with its parties; their number."""
    return len(put_told(cluster, facts, at=at))


def put_told(cluster: Cluster, facts: Sequence[Fact], *, at: datetime) -> tuple[Fact, ...]:
    """The same; the facts as they are in the rows: what a stranger said is said by a college of the cluster."""
    houses = {o.key: o for o in cluster.organisations.all()}
    speaker = next((o for o in houses.values() if o.is_college), None)
    colleges = _colleges(facts, houses)
    told: list[Fact] = []
    rows = []
    for fact in facts:
        college = colleges.get(fact.key)
        by = houses.get(fact.by, speaker)
        if by is not None:
            other = None if fact.kind == CONFIRMATION else asked(fact, houses, college)
            rows.append(_row(cluster, fact, by.pk, other.pk if other else None, college.pk if college else None, at))
            told.append(fact if by.key == fact.by else replace(fact, by=OrganisationKey(by.key)))
    put_rows(FactRow, _COLUMNS, rows)
    return tuple(told)


def _row(cluster: Cluster, fact: Fact, by: int, other: int | None, college: int | None, at: datetime) -> Row:
    said, evidence = packed(fact.values), list(fact.evidence)
    named = (fact.corrects or "", fact.withdraws)
    who = (cluster.pk, fact.key, fact.kind, fact.subject, fact.on, fact.known, by, other, college)
    return (*who, said, evidence, *named, "", None, at)


def _colleges(facts: Sequence[Fact], houses: Mapping[str, Organisation]) -> dict[str, Organisation]:
    """The college of each fact: its learner's, the one it names, the one that speaks; of a confirmation its fact's."""
    learners = {f.subject: houses.get(str(f.values.get("college", ""))) for f in facts if f.kind == "admission"}
    found: dict[str, Organisation] = {}
    for fact in facts:
        if fact.kind == CONFIRMATION:
            continue
        named = houses.get(str(fact.values.get("college", ""))) or learners.get(fact.subject)
        speaker = houses.get(fact.by)
        college = named or (speaker if speaker is not None and speaker.is_college else None)
        if college is not None:
            found[fact.key] = college
    for fact in facts:
        if fact.kind == CONFIRMATION and fact.subject in found:
            found[fact.key] = found[fact.subject]
    return found


def _names(cluster: Cluster, facts: Sequence[Fact], houses: Mapping[str, Organisation]) -> list[Learner]:
    admitted = {f.subject: str(f.values.get("college", "")) for f in facts if f.kind == "admission"}
    return [
        Learner(
            cluster=cluster,
            key=key,
            name=f"{_LAST[n % len(_LAST)]} {_FIRST[n % len(_FIRST)]} (вымышлено)",
            college=houses.get(college),
        )
        for n, (key, college) in enumerate(admitted.items())
    ]
