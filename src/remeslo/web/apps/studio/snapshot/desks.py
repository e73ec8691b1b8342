"""The desk of a table: its cluster with matching done, kept between requests, since it is dear to make."""

from collections import OrderedDict
from dataclasses import replace
from threading import Lock
from typing import Any

from django.conf import settings

from remeslo.core.competence.assign import assign
from remeslo.core.competence.matching import MatchIndex
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.line.cluster import Cluster as ClusterValue
from remeslo.core.line.design import Designed, Designer
from remeslo.core.line.studio import Desk
from remeslo.interchange.matchindex import open_index
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.registry.snapshot import cluster_value
from remeslo.web.apps.registry.values import version_values
from remeslo.web.apps.studio.models import Table
from remeslo.web.apps.studio.snapshot.memory import Last

_indices: Last[tuple[OccupationalStandard, ...], MatchIndex] = Last(3)
_designers: Last[ClusterValue, Designer] = Last(8)
_desks: Last[tuple[ClusterValue, str], Desk] = Last(8)
_designs: OrderedDict[tuple[int, Rulings], tuple[Desk, Designed]] = OrderedDict()
_designs_lock = Lock()
_DESIGNS = 24


def outline_of(table: Table) -> ProgrammeOutline:
    """The outline on which the table lies, with the rulings of that version; a query when it is not in memory."""
    base = table.base
    outline: ProgrammeOutline = version_values([(DocumentKind.OUTLINE, base.pk, base.sha256)])[base.pk]
    return outline


def desk_of(table: Table) -> Desk:
    """The table's programme in its cluster as it is now; a fixed number of queries."""
    outline = outline_of(table)
    cluster = cluster_value(table.cluster)
    value = replace(cluster, programmes=_with(cluster.programmes, outline))
    return _desks.get((value, outline.key), lambda: Desk(_designers.get(value, lambda: _designer(value)), outline))


def designed_of(desk: Desk, rulings: Rulings) -> Designed:
    """The design under these rulings, remembered."""
    key = (id(desk), rulings)
    with _designs_lock:
        known = _designs.get(key)
        if known is not None and known[0] is desk:
            _designs.move_to_end(key)
            return known[1]
    made = desk.designed(rulings)
    with _designs_lock:
        _designs[key] = (desk, made)
        while len(_designs) > _DESIGNS:
            _designs.popitem(last=False)
    return made


def _with(outlines: tuple[ProgrammeOutline, ...], outline: ProgrammeOutline) -> tuple[ProgrammeOutline, ...]:
    """The cluster's programmes with the table's own in its place, or at the end when it is not published yet."""
    if all(o.key != outline.key for o in outlines):
        return (*outlines, outline)
    return tuple(outline if o.key == outline.key else o for o in outlines)


def _designer(cluster: ClusterValue) -> Designer:
    index = _indices.get(cluster.standards, lambda: _index(cluster.standards))
    assignment = assign(
        cluster.demand, cluster.offered, cluster.standards, index, states=cluster.state_standards, day=cluster.day
    )
    return Designer(cluster, index, assignment)


def _index(standards: tuple[OccupationalStandard, ...]) -> MatchIndex:
    """The index that the line would make: what is decided at the table is what is planned later."""
    statements = [s for standard in standards for s in standard.statements()]
    return open_index(settings.MATCHING_FOLDER, statements, encoder=_encoder()).index


def _encoder() -> Any:
    from remeslo.web.apps.planning.encoder import load_encoder

    return load_encoder()
