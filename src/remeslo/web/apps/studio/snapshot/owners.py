"""Which employers ask for what stands at a place: they may rule there, and only they may read what is said there."""

from collections.abc import Iterable, Mapping

from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.studio.place import OF_LINES, OF_REQUESTS, Place
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, VersionedDocument
from remeslo.web.apps.studio.models import Table
from remeslo.web.apps.studio.snapshot.books import rulings_of
from remeslo.web.apps.studio.snapshot.desks import designed_of, desk_of

OWN = "own:"
"""So begins the key of a line that is one request in the employer's own words."""


def owners_of(
    table: Table, places: Iterable[Place], design: ProgrammeDesign | None = None
) -> Mapping[Place, frozenset[str]]:
    """
    Keys of the employers of each place; empty for places of the programme as a whole.

    One query; with a place of a line whose design was not given, those of `desk_of` and the rulings besides.
    """
    wanted = tuple(dict.fromkeys(places))
    employers = card_owners(table.cluster)
    lines: Mapping[str, frozenset[str]] = {}
    if any(p.kind in OF_LINES for p in wanted):
        lines = line_owners(design if design is not None else _design(table))
    return {p: _owners(p, employers, lines) for p in wanted}


def card_owners(cluster: Cluster) -> Mapping[str, str]:
    """Card -> key of its employer; one query."""
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.DEMAND_CARD)
    return {card: owner or "" for card, owner in rows.values_list("key", "owner__key")}


def line_owners(design: ProgrammeDesign | None) -> Mapping[str, frozenset[str]]:
    """Line -> keys of the employers whose requests stand in it."""
    if design is None:
        return {}
    return {g.line.key: frozenset(str(r.employer) for r in g.line.requests) for g in design.model.gap}


def _owners(place: Place, cards: Mapping[str, str], lines: Mapping[str, frozenset[str]]) -> frozenset[str]:
    if place.kind in OF_REQUESTS:
        owner = cards.get(place.request[0])
        return frozenset((owner,)) if owner else frozenset()
    if place.kind not in OF_LINES:
        return frozenset()
    if place.key in lines:
        return lines[place.key]
    card = place.key.removeprefix(OWN).rpartition("/")[0] if place.key.startswith(OWN) else ""
    owner = cards.get(card)
    return frozenset((owner,)) if owner else frozenset()


def _design(table: Table) -> ProgrammeDesign | None:
    return designed_of(desk_of(table), rulings_of(table)).design
