"""Disagreements at the studio's tables that nobody has settled, and places that carry different rulings."""

from collections.abc import Mapping

from django.utils.timezone import localdate

from remeslo.core.base.keys import OrganisationKey, ProgrammeKey
from remeslo.core.competence.studio.place import OF_REQUESTS, Place, read_place
from remeslo.core.line.questions import Dispute
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.studio.enums import RemarkKind, TableState
from remeslo.web.apps.studio.models import Remark, Standing

OWN = "own:"


def disputes(cluster: Cluster, owners: Mapping[str, str]) -> tuple[Dispute, ...]:
    """One for each place of each table; two queries. ``owners`` tells whose card is whose."""
    here = {"table__cluster": cluster}
    said = Remark.objects.filter(**here, kind=RemarkKind.DISAGREEMENT, settled_at=None).exclude(
        table__state=TableState.CLOSED
    )
    found: dict[tuple[str, str], list[Remark]] = {}
    titles: dict[str, str] = {}
    for r in said.select_related("table__document", "organisation").order_by("at", "id"):
        titles[r.table.document.key] = r.table.document.title
        found.setdefault((r.table.document.key, r.place), []).append(r)
    contested = Standing.objects.filter(**here).exclude(contested=[]).select_related("table__document", "by")
    rulings: dict[tuple[str, str], Standing] = {}
    for s in contested.exclude(table__state=TableState.CLOSED):
        titles[s.table.document.key] = s.table.document.title
        rulings[s.table.document.key, s.place] = s
    return tuple(
        _dispute(key, place, titles[key], found.get((key, place), []), rulings.get((key, place)), owners)
        for key, place in sorted({*found, *rulings})
    )


def _dispute(
    programme: str, place: str, title: str, said: list[Remark], standing: Standing | None, owners: Mapping[str, str]
) -> Dispute:
    days = [localdate(r.at) for r in said] + ([localdate(standing.by.at)] if standing is not None else [])
    between = dict.fromkeys(OrganisationKey(r.organisation.key) for r in said if r.organisation is not None)
    return Dispute(
        programme=ProgrammeKey(programme),
        title=title,
        place=place,
        between=tuple(between),
        remarks=len(said) + (len(standing.contested) if standing is not None else 0),
        since=min(days, default=None),
        owners=_owners(place, owners),
    )


def _owners(place: str, owners: Mapping[str, str]) -> frozenset[OrganisationKey]:
    """The employer whose request or own wording the place is; a place of a work function quotes nobody."""
    if not place:
        return frozenset()
    spot: Place = read_place(place)
    if spot.kind in OF_REQUESTS:
        card = str(spot.request[0])
    else:
        card = spot.key.removeprefix(OWN).rpartition("/")[0] if spot.key.startswith(OWN) else ""
    return frozenset({OrganisationKey(owners[card])}) if card in owners else frozenset()
