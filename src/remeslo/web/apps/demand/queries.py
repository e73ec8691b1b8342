"""Questions over demand cards; each takes a fixed number of queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from remeslo.core.competence.demand import DemandCard
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, VersionedDocument
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.common.queries import documents
from remeslo.web.apps.registry.values import version_values

SMALL = 2
"""Fewer employers than this are not summed up: the sum would be one employer's figure."""


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card in a list."""

    document: VersionedDocument
    people: dict[int, int]
    deadline: date
    requirements: int
    programme: str

    @property
    def total(self) -> int:
        """People over all years."""
        return sum(self.people.values())


@dataclass(frozen=True, slots=True)
class Others:
    """What may be said of cards that the reader may not open."""

    cards: int = 0
    employers: int = 0
    people: dict[int, int] = field(default_factory=dict)

    @property
    def hidden(self) -> bool:
        """True when the sum would give one employer away."""
        return 0 < self.employers < SMALL

    @property
    def total(self) -> int:
        """People over all years."""
        return sum(self.people.values())


@dataclass(frozen=True, slots=True)
class DemandPicture:
    """Cards the reader may open, and the rest summed up."""

    rows: list[CardRow]
    others: Others
    years: list[int]

    @property
    def by_year(self) -> list[tuple[int, int]]:
        """People by year over the rows shown."""
        total: Counter[int] = Counter()
        for row in self.rows:
            total.update(row.people)
        return [(year, total[year]) for year in self.years]

    @property
    def people(self) -> int:
        """People over all rows and years."""
        return sum(row.total for row in self.rows)

    @property
    def busiest(self) -> int:
        """The largest year, for drawing bars."""
        return max((n for _y, n in self.by_year), default=0) or 1


def demand_picture(
    cluster: Cluster, user: Any, text: str = "", employer: str = "", programme: str = ""
) -> DemandPicture:
    """The cluster's demand as this person may see it; three queries at most."""
    titles = dict(documents(cluster, DocumentKind.OUTLINE).values_list("key", "title"))
    found = [d for d in documents(cluster, DocumentKind.DEMAND_CARD, text) if d.summary]
    if employer:
        found = [d for d in found if d.owner and d.owner.key == employer]
    if programme:
        found = [d for d in found if (d.summary["programme"] or "-") == programme]
    mine = [d for d in found if can(user, Action.SEE_CARD, d)]
    opened = {d.pk for d in mine}
    rows = [_row(d, titles) for d in mine]
    # a search or a filter over cards one may not read would answer questions about them
    others = Others() if text or employer or programme else _others(d for d in found if d.pk not in opened)
    years = sorted({y for r in rows for y in r.people} | (set() if others.hidden else set(others.people)))
    return DemandPicture(rows, others, years)


def card(cluster: Cluster, key: str) -> VersionedDocument | None:
    """A card's head with its versions' heads; one query."""
    return (
        VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.DEMAND_CARD, key=key)
        .select_related("cluster", "owner", "latest__author", "published")
        .first()
    )


def outlines(cluster: Cluster) -> dict[str, str]:
    """Titles of programmes by key; one query."""
    return dict(documents(cluster, DocumentKind.OUTLINE).values_list("key", "title"))


def cards_to_write(cluster: Cluster, user: Any) -> list[DemandCard]:
    """Latest versions of the cards this person may change; three queries at most."""
    found = [d for d in documents(cluster, DocumentKind.DEMAND_CARD) if can(user, Action.EDIT_CARD, d) and d.latest]
    values = version_values((d.kind, d.latest.pk, d.latest.sha256) for d in found if d.latest)
    return list(values.values())


def _row(document: VersionedDocument, titles: dict[str, str]) -> CardRow:
    s = document.summary
    return CardRow(
        document=document,
        people={int(year): int(people) for year, people in s["headcount"]},
        deadline=date.fromisoformat(s["deadline"]),
        requirements=s["requirements"],
        programme=titles.get(s["programme"] or "", s["programme"] or ""),
    )


def _others(found: Iterable[VersionedDocument]) -> Others:
    """Sums over published versions: what an employer has not published is nobody else's."""
    shown = [d for d in found if d.published is not None]
    values = version_values((d.kind, d.published.pk, d.published.sha256) for d in shown if d.published)
    people: Counter[int] = Counter()
    for value in values.values():
        for h in value.headcount:
            people[h.year] += h.people
    return Others(len(shown), len({d.owner_id for d in shown}), dict(people))
