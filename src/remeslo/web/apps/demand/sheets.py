"""A workbook of cards on its way in: what each card would change, and whether this person may save it."""

from collections.abc import Mapping
from typing import Any

from remeslo.core.base.keys import DemandKey
from remeslo.core.competence.demand import DemandCard
from remeslo.interchange.cardsheet import CardSheet, ChangeKind, preview
from remeslo.web.apps.common.compare import Change, ComparedLine, compare_lines
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, VersionedDocument
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.demand.employers import employers_of
from remeslo.web.apps.demand.lines import card_lines
from remeslo.web.apps.demand.offers import CardOffer
from remeslo.web.apps.registry.values import version_values


def card_offers(sheet: CardSheet, cluster: Cluster, user: Any) -> list[CardOffer]:
    """The workbook's cards against the latest versions; other people's cards are compared with nothing."""
    documents = _documents(cluster, [c.key for c in sheet.cards])
    mine = {k: d for k, d in documents.items() if can(user, Action.EDIT_CARD, d)}
    values = version_values((d.kind, d.latest.pk, d.latest.sha256) for d in mine.values() if d.latest)
    held = {DemandKey(k): values[d.latest_id] for k, d in mine.items() if d.latest_id}
    employers = {o.key for o in employers_of(user, cluster)}
    offers = []
    for change in preview(sheet.cards, held):
        if change.kind is ChangeKind.NOT_IN_FILE:
            continue
        key = change.key
        document = documents.get(key)
        foreign = (document is not None and key not in mine) or change.card.employer not in employers
        offers.append(
            CardOffer(
                card=change.card,
                kind=change.kind,
                lines=_lines(change.held, change.card),
                refused=foreign,
                based_on=document.latest.number if document and key in mine and document.latest else 0,
            )
        )
    return offers


def _documents(cluster: Cluster, keys: list[DemandKey]) -> Mapping[str, VersionedDocument]:
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.DEMAND_CARD, key__in=keys)
    return {d.key: d for d in rows.select_related("owner", "latest").defer("latest__body")}


def _lines(old: DemandCard | None, new: DemandCard) -> tuple[ComparedLine, ...]:
    if old is None:
        return ()
    return tuple(line for line in compare_lines(card_lines(old), card_lines(new)) if line.change is not Change.SAME)
