"""The answers to all demand cards of a cluster, from published cards, the latest plans and the groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from remeslo.core.base.keys import DemandKey
from remeslo.core.line.answers import AnswerSheet, answer_all
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, VersionedDocument
from remeslo.web.apps.programmes.models import PlanOrigin
from remeslo.web.apps.programmes.values import outcome_value
from remeslo.web.apps.registry.snapshot import groups
from remeslo.web.apps.registry.values import version_values


@dataclass(frozen=True, slots=True)
class Answered:
    """
    The sheet, and what pages show beside it.

    Parameters
    ----------
    published
        Day on which the version of a card in force was saved.
    owners
        Key of the employer of each card.
    """

    sheet: AnswerSheet
    published: Mapping[DemandKey, date]
    owners: Mapping[str, str]


def answered(cluster: Cluster, *, on: date) -> Answered:
    """All answers as they stand; four queries once cards and plans are in memory."""
    cards, published, owners = _cards(cluster)
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.TERM_PLAN, latest__isnull=False)
    plans = list(rows.filter(withdrawn=False).values_list("latest_id", "latest__sha256"))
    outcomes = [outcome_value(pk, sha) for pk, sha in plans]
    sheet = answer_all(cards, outcomes, groups(cluster), on=on, considered=_considered([pk for pk, _sha in plans]))
    return Answered(sheet, published, owners)


def _cards(cluster: Cluster) -> tuple[list[Any], dict[DemandKey, date], dict[str, str]]:
    rows = VersionedDocument.objects.filter(
        cluster=cluster, kind=DocumentKind.DEMAND_CARD, withdrawn=False, published__isnull=False
    )
    found = list(rows.values_list("key", "published_id", "published__sha256", "published__saved_at", "owner__key"))
    values = version_values((DocumentKind.DEMAND_CARD, pk, sha) for _key, pk, sha, _at, _owner in found)
    published = {DemandKey(key): _day(at) for key, _pk, _sha, at, _owner in found}
    owners = {key: owner or str(values[pk].employer) for key, pk, _sha, _at, owner in found}
    return [values[pk] for _key, pk, *_rest in found], published, owners


def _considered(versions: list[int]) -> frozenset[DemandKey]:
    """Cards that lay before the planner when these versions were made."""
    made = PlanOrigin.objects.filter(version__in=versions).values_list("input__documents", flat=True)
    return frozenset(DemandKey(d["key"]) for docs in made for d in docs if d.get("kind") == DocumentKind.DEMAND_CARD)


def _day(at: datetime) -> date:
    return localdate(at)
