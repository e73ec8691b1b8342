"""What is fixed for signatures, and two versions set side by side."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from remeslo.core.competence.matching import edition_of
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.statestandard import state_named
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.competence.studio.versions import (
    DesignChanges,
    RulingChange,
    compare_designs,
    compare_rulings,
)
from remeslo.core.line.design import Designed
from remeslo.core.line.studio import Desk
from remeslo.interchange.values import from_json, to_json
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, VersionedDocument
from remeslo.web.apps.registry.contents import state_standard_key
from remeslo.web.apps.studio.models import SignedVersion, Table
from remeslo.web.apps.studio.snapshot.desks import designed_of, desk_of

_KINDS = (DocumentKind.DEMAND_CARD, DocumentKind.STANDARD, DocumentKind.STATE_STANDARD, DocumentKind.NORM_PACK)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions: places ruled otherwise; what became of the design, ``None`` where none can be made."""

    rulings: tuple[RulingChange, ...]
    design: DesignChanges | None


def fixed_body(cluster: Cluster, desk: Desk, rulings: Rulings, designed: Designed) -> dict[str, Any]:
    """
    Everything that a signature stands for, as JSON: the outline with its rulings, and the cards, editions and norms
    that the design is made from, each with the number and the hash of its version; one query.
    """
    known = _published(cluster)
    outline = replace(desk.outline, rulings=rulings)
    state = state_named(desk.designer.cluster.state_standards, outline.state_standard, desk.designer.cluster.day)
    wanted = (
        (DocumentKind.DEMAND_CARD, [str(c.key) for c in desk.designer.assignment.cards_of(outline.key)]),
        (DocumentKind.STANDARD, _editions(outline, designed, known)),
        (DocumentKind.STATE_STANDARD, [state_standard_key(state)] if state is not None else []),
        (DocumentKind.NORM_PACK, [outline.norms]),
    )
    made_from = [
        [kind.value, key, *known[kind.value, key]]
        for kind, keys in wanted
        for key in sorted(keys)
        if (kind.value, key) in known
    ]
    return {"outline": to_json(outline), "made_from": made_from}


def fixed_outline(version: SignedVersion) -> ProgrammeOutline:
    """The outline of a version, with its rulings."""
    outline: ProgrammeOutline = from_json(ProgrammeOutline, version.body["outline"])
    return outline


def compare(table: Table, before: Rulings, after: Rulings) -> Compared:
    """Two states of the rulings, line by line, over the table's outline in its cluster as it is now."""
    desk = desk_of(table)
    then, now = designed_of(desk, before).design, designed_of(desk, after).design
    changes = compare_designs(then, now) if then is not None and now is not None else None
    return Compared(compare_rulings(before, after), changes)


def _published(cluster: Cluster) -> dict[tuple[str, str], tuple[int, str]]:
    rows = VersionedDocument.objects.filter(
        cluster=cluster, kind__in=_KINDS, withdrawn=False, published__isnull=False
    ).values_list("kind", "key", "published__number", "published__sha256")
    return {(kind, key): (number, sha) for kind, key, number, sha in rows}


def _editions(outline: ProgrammeOutline, designed: Designed, known: Iterable[tuple[str, str]]) -> list[str]:
    """Editions that the outline names and those that lines of demand came to mean."""
    used: set[str] = set()
    if designed.design is not None:
        used = {str(edition_of(g.line.function)) for g in designed.design.model.gap if g.line.function is not None}
    named = {r.partition("@")[0] for r in outline.occupational_standards}
    keys = [key for kind, key in known if kind == DocumentKind.STANDARD.value]
    return [k for k in keys if k in used or k.partition("@")[0] in named]
