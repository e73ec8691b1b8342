"""The demand board: sums over all clusters a person works in, and the cards behind each number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any, Final
from weakref import WeakKeyDictionary

from remeslo.core.base.keys import DemandKey, OrganisationKey, StatementKey
from remeslo.core.competence.demand import DemandCard, Requirement
from remeslo.core.competence.demandforecast import Forecast, forecast
from remeslo.core.competence.demandsums import Axis, Board, PlacedCard, boards
from remeslo.core.competence.matching import FITS, MatchIndex
from remeslo.core.competence.standards import StatementKind
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, VersionedDocument
from remeslo.web.apps.common.permissions import Action, can, memberships
from remeslo.web.apps.frameworks.catalogue import Catalogue
from remeslo.web.apps.frameworks.matching import match_index
from remeslo.web.apps.registry.values import version_values

_answers: WeakKeyDictionary[MatchIndex, dict[str, StatementKey | None]] = WeakKeyDictionary()
"""Of each matching index that is in use, what requirements in own words were found to mean."""
_lock = Lock()


CARRIED_ON: Final = 3
"""Years that a forecast goes beyond the last stated one."""


@dataclass(frozen=True, slots=True)
class BehindCard:
    """A card that a number is made of, open to the reader."""

    cluster: Cluster
    document: VersionedDocument
    card: DemandCard
    people: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader asks of the board; a filter narrows the cards that the reader may open."""

    axis: Axis = Axis.INDUSTRY
    industry: str = ""
    region: str = ""
    year: int | None = None

    @property
    def narrows(self) -> bool:
        """True when not all cards are summed."""
        return bool(self.industry or self.region or self.year)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandBoard:
    """
    The board with what its filters offer.

    Parameters
    ----------
    others_left_out
        A filter is on and there are cards the reader may not open: sums over those, filtered, would in the end tell
        single figures, so that they are left out.
    names
        Of employers and work functions, by the value of a line.
    """

    board: Board
    asked: Asked
    industries: tuple[str, ...]
    regions: tuple[str, ...]
    years: tuple[int, ...]
    others_left_out: bool
    names: Mapping[str, str]
    placed: tuple[PlacedCard, ...] = ()
    rows: Mapping[str, tuple[Cluster, VersionedDocument]] = field(default_factory=dict)

    def forecast(self, since: int) -> Forecast:
        """What open cards state, carried on for some years after the last of them."""
        cards = [p.card for p in self.placed if p.open]
        last = max((h.year for c in cards for h in c.headcount), default=since)
        return forecast(cards, since=since, until=min(max(last, since) + CARRIED_ON, since + 15))

    def behind(self, value: str | None, year: int | None) -> tuple[list[BehindCard], int]:
        """Open cards in a line (``None``: in all of them) and year, and how many more there are that are not open."""
        found: list[BehindCard] = []
        hidden = 0
        for p in self.placed:
            people = sum(h.people for h in p.card.headcount if year in (None, h.year))
            if not people or (value is not None and value not in p.values(self.asked.axis)):
                continue
            if p.open:
                cluster, document = self.rows[p.card.key]
                found.append(BehindCard(cluster, document, p.card, people))
            else:
                hidden += 1
        return sorted(found, key=lambda b: (-b.people, b.card.job)), hidden


def demand_board(user: Any, asked: Asked) -> DemandBoard:
    """Published cards of all clusters where the person may see demand; a fixed number of queries."""
    clusters = {m.cluster_id: m.cluster for m in memberships(user) if can(user, Action.SEE_DEMAND, m.cluster)}
    documents = _documents(clusters)
    values = version_values((d.kind, d.published.pk, d.published.sha256) for d in documents if d.published)
    catalogues = _catalogues(clusters)  # whatever the axis: what may be shown is decided for all of them together
    placed: list[PlacedCard] = []
    rows: dict[str, tuple[Cluster, VersionedDocument]] = {}
    for d in documents:
        cluster = clusters[d.cluster_id]
        card: DemandCard = values[d.published_id]  # type: ignore[index]
        key = DemandKey(f"{cluster.key}/{card.key}")
        rows[key] = (cluster, d)
        placed.append(
            PlacedCard(
                card=replace(card, key=key, employer=OrganisationKey(f"{cluster.key}/{card.employer}")),
                industry=cluster.industry,
                region=cluster.region,
                functions=_functions(card, catalogues.get(d.cluster_id)),
                open=can(user, Action.SEE_CARD, d),
            )
        )
    kept = [p for p in placed if _fits(p, asked)]
    left_out = asked.narrows and any(not p.open for p in kept)
    if left_out:
        kept = [p for p in kept if p.open]
    return DemandBoard(
        board=boards(_in_year(p, asked.year) for p in kept)[asked.axis],
        asked=asked,
        industries=tuple(sorted({p.industry for p in placed if p.industry})),
        regions=tuple(sorted({p.region for p in placed if p.region})),
        years=tuple(sorted({h.year for p in placed if p.open or not asked.narrows for h in p.card.headcount})),
        others_left_out=left_out,
        names={**_employers(clusters, documents), **_function_names(catalogues.values())},
        placed=tuple(kept),
        rows=rows,
    )


def _documents(clusters: Mapping[int, Cluster]) -> list[VersionedDocument]:
    rows = VersionedDocument.objects.filter(
        cluster__in=clusters, kind=DocumentKind.DEMAND_CARD, withdrawn=False, published__isnull=False
    )
    return list(
        rows.select_related("owner", "published").defer("published__body").order_by("cluster", "position", "id")
    )


def _fits(placed: PlacedCard, asked: Asked) -> bool:
    return (
        asked.industry in ("", placed.industry)
        and asked.region in ("", placed.region)
        and (asked.year is None or any(h.year == asked.year for h in placed.card.headcount))
    )


def _in_year(placed: PlacedCard, year: int | None) -> PlacedCard:
    if year is None:
        return placed
    headcount = tuple(h for h in placed.card.headcount if h.year == year)
    return replace(placed, card=replace(placed.card, headcount=headcount))


def _employers(clusters: Mapping[int, Cluster], documents: Iterable[VersionedDocument]) -> dict[str, str]:
    return {f"{clusters[d.cluster_id].key}/{d.owner.key}": d.owner.name for d in documents if d.owner}


def _catalogues(clusters: Mapping[int, Cluster]) -> dict[int, Catalogue]:
    """The standards of every cluster; two queries however many clusters there are."""
    rows = VersionedDocument.objects.filter(
        cluster__in=clusters, kind=DocumentKind.STANDARD, withdrawn=False, published__isnull=False
    ).values_list("cluster_id", "kind", "published_id", "published__sha256")
    found = list(rows)
    values = version_values((kind, pk, sha) for _cluster, kind, pk, sha in found)
    return {
        cluster_id: Catalogue([values[pk] for own, _kind, pk, _sha in found if own == cluster_id], cluster.day)
        for cluster_id, cluster in clusters.items()
    }


def _functions(card: DemandCard, known: Catalogue | None) -> tuple[StatementKey, ...]:
    """References named in a card, and for a requirement in own words the work function that fits it."""
    if known is None:
        return ()
    index = match_index(known) if known.standards else None
    found = (reference for r in card.requirements for reference in _meant(r, known, index))
    return tuple(dict.fromkeys(found))


def _meant(requirement: Requirement, known: Catalogue, index: MatchIndex | None) -> Iterable[StatementKey]:
    if requirement.functions:
        return tuple(StatementKey(f) for f in requirement.functions)
    if index is None:
        return ()
    with _lock:
        known_answers = _answers.setdefault(index, {})
    if requirement.text not in known_answers:
        known_answers[requirement.text] = _best(requirement.text, known, index)
    answer = known_answers[requirement.text]
    return (answer,) if answer else ()


def _best(text: str, known: Catalogue, index: MatchIndex) -> StatementKey | None:
    """The work function that fits a text; None when nothing does."""
    best = index.match(text, top=1, kinds=(StatementKind.FUNCTION,))
    found = known.of_statement(best[0].statement.function) if best and best[0].score >= FITS else None
    return StatementKey(found.reference) if found else None


def _function_names(catalogues: Iterable[Catalogue]) -> dict[str, str]:
    return {f"{s.code}/{f.code}": f.name for known in catalogues for s in known.in_force.values() for f in s.functions}
