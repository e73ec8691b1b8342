"""The answers to all demand cards of a cluster, from published cards, the latest plans and the groups."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from remeslo.core.base.keys import DemandKey
from remeslo.core.dialogue.punctuality import Request
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
    first
        Day of the first plan that was made with the version in force of a card at hand; none where there is none.
    """

    sheet: AnswerSheet
    published: Mapping[DemandKey, date]
    owners: Mapping[str, str]
    first: Mapping[DemandKey, date]

    def requests(self, cards: Iterable[DemandKey]) -> tuple[Request, ...]:
        """These cards as requests that are answered on time or not."""
        return tuple(Request(c, self.published[c], self.first.get(c)) for c in cards)


def answered(cluster: Cluster, *, on: date) -> Answered:
    """All answers as they stand; four queries once cards and plans are in memory."""
    cards, published, owners, numbers = _cards(cluster)
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.TERM_PLAN, latest__isnull=False)
    plans = list(rows.filter(withdrawn=False).values_list("latest_id", "latest__sha256"))
    outcomes = [outcome_value(pk, sha) for pk, sha in plans]
    made = _made(cluster)
    considered = frozenset(key for m in made if m.version in dict(plans) for key in m.cards)
    sheet = answer_all(cards, outcomes, groups(cluster), on=on, considered=considered)
    first: dict[DemandKey, date] = {}
    for m in made:
        for key, number in m.cards.items():
            if number >= numbers.get(key, number + 1) and published[key] <= m.day:
                first[key] = min(first.get(key, m.day), m.day)
    return Answered(sheet, published, owners, first)


@dataclass(frozen=True, slots=True)
class _Made:
    """A version of a plan: the day it was made, and the cards that lay before the planner with their versions."""

    version: int
    day: date
    cards: Mapping[DemandKey, int]


def _cards(cluster: Cluster) -> tuple[list[Any], dict[DemandKey, date], dict[str, str], dict[DemandKey, int]]:
    rows = VersionedDocument.objects.filter(
        cluster=cluster, kind=DocumentKind.DEMAND_CARD, withdrawn=False, published__isnull=False
    )
    head = ("published_id", "published__sha256", "published__saved_at", "published__number")
    found = list(rows.values_list("key", *head, "owner__key"))
    values = version_values((DocumentKind.DEMAND_CARD, pk, sha) for _key, pk, sha, *_rest in found)
    published = {DemandKey(key): _day(at) for key, _pk, _sha, at, _number, _owner in found}
    owners = {key: owner or str(values[pk].employer) for key, pk, _sha, _at, _number, owner in found}
    numbers = {DemandKey(key): number for key, _pk, _sha, _at, number, _owner in found}
    return [values[pk] for _key, pk, *_rest in found], published, owners, numbers


def _made(cluster: Cluster) -> list[_Made]:
    """Every version of every term plan; one query."""
    rows = PlanOrigin.objects.filter(version__document__cluster=cluster)
    told = rows.values_list("version", "version__saved_at", "input__documents")
    return [
        _Made(
            version,
            _day(at),
            {DemandKey(d["key"]): d["number"] for d in docs if d.get("kind") == DocumentKind.DEMAND_CARD},
        )
        for version, at, docs in told
    ]


def _day(at: datetime) -> date:
    return localdate(at)
