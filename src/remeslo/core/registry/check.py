"""Judging a structure: each unit has exactly one place in every hierarchy on every day of its life."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from remeslo.core.base.findings import Finding
from remeslo.core.registry.keys import COUNTRY, NodeKey, NodeKind, node_key
from remeslo.core.registry.members import MemberOf
from remeslo.core.registry.placement import Hierarchy, Placement
from remeslo.core.registry.spans import Span, end_of, gaps, overlaps
from remeslo.core.registry.structure import Structure, is_top, parents_on


def check_structure(structure: Structure, hierarchies: Iterable[Hierarchy] = tuple(Hierarchy)) -> list[Finding]:
    """
    Every gap, overlap and circle, with the days and both of what overlaps; empty where each unit counts exactly once.

    Codes: ``registry.member_overlap`` (two relations make one unit on the same days), ``registry.place_overlap`` (a
    node lies under two), ``registry.place_gap`` (a node that units lie under lies under nothing), and
    ``registry.place_circle``.
    """
    findings = list(_members(structure))
    for hierarchy in hierarchies:
        findings += _two_places(structure, hierarchy)
        findings += _no_place(structure, hierarchy)
        findings += _circles(structure, hierarchy)
    return findings


def days_told(days: Span) -> dict[str, object]:
    """Facts for a sentence: ``since``, and ``until`` where there is an end."""
    end = end_of(days)
    return {"since": days.since, "until": "" if end is None else end}


def _members(structure: Structure) -> Iterator[Finding]:
    by_row: dict[str, list[MemberOf]] = {}
    for member in structure.members:
        by_row.setdefault(member.unit, []).append(member)
    for unit, rows in sorted(by_row.items()):
        for i, j, days in overlaps([m.span for m in rows]):
            both: dict[str, object] = {
                "one": rows[i].entity,
                "one_role": rows[i].role.value,
                "other": rows[j].entity,
                "other_role": rows[j].role.value,
            }
            yield Finding("registry.member_overlap", unit, {"unit": unit, **both, **days_told(days)})


def _two_places(structure: Structure, hierarchy: Hierarchy) -> Iterator[Finding]:
    for (where, node), rows in sorted(structure.places.items()):
        if where is not hierarchy:
            continue
        for i, j, days in overlaps([p.span for p in rows]):
            both: dict[str, object] = {"one": rows[i].parent, "other": rows[j].parent}
            facts = {"hierarchy": hierarchy.value, "node": node, **both, **days_told(days)}
            yield Finding("registry.place_overlap", node, facts)


def _no_place(structure: Structure, hierarchy: Hierarchy) -> Iterator[Finding]:
    """Walks up from the units with the days that they need, and tells the days that nothing covers."""
    needed = _first_needs(structure, hierarchy)
    done: dict[NodeKey, tuple[Span, ...]] = {}
    while needed:
        node, days = needed.popitem()
        fresh = tuple(g for d in days for g in gaps(d, done.get(node, ())))
        if node == COUNTRY or not fresh:
            continue
        done[node] = (*done.get(node, ()), *fresh)
        rows = structure.places.get((hierarchy, node), ())
        for day in fresh:
            if not is_top(hierarchy, node):
                yield from _gaps_of(hierarchy, node, day, rows)
            for row in rows:
                if (both := row.span.shared(day)) is not None:
                    needed.setdefault(row.parent, []).append(both)


def _first_needs(structure: Structure, hierarchy: Hierarchy) -> dict[NodeKey, list[Span]]:
    needed: dict[NodeKey, list[Span]] = {}
    for rows in structure.members_of_unit.values():
        for row in rows:
            name = row.entity if hierarchy.first_step is NodeKind.ENTITY else row.cluster
            needed.setdefault(node_key(hierarchy.first_step, name), []).append(row.span)
    return needed


def _gaps_of(hierarchy: Hierarchy, node: NodeKey, days: Span, rows: Sequence[Placement]) -> Iterator[Finding]:
    for gap in gaps(days, (p.span for p in rows)):
        before = [p.parent for p in rows if p.span.until <= gap.since]
        after = [p.parent for p in rows if p.span.since >= gap.until]
        facts: dict[str, object] = {
            "hierarchy": hierarchy.value,
            "node": node,
            "before": before[-1] if before else "",
            "after": after[0] if after else "",
        }
        yield Finding("registry.place_gap", node, {**facts, **days_told(gap)})


def _circles(structure: Structure, hierarchy: Hierarchy) -> Iterator[Finding]:
    told: set[frozenset[NodeKey]] = set()
    nodes = [node for where, node in structure.places if where is hierarchy]
    days = sorted({p.since for (where, _node), rows in structure.places.items() if where is hierarchy for p in rows})
    for day in days:
        for node in nodes:
            circle = _circle_from(structure, hierarchy, node, day)
            if circle and frozenset(circle) not in told:
                told.add(frozenset(circle))
                facts: dict[str, object] = {"hierarchy": hierarchy.value, "nodes": circle, "since": day}
                yield Finding("registry.place_circle", circle[0], facts)


def _circle_from(structure: Structure, hierarchy: Hierarchy, node: NodeKey, day: date) -> tuple[NodeKey, ...]:
    """The nodes of the circle that one gets into on the way up, from the least on; empty where there is none."""
    way = [node]
    while (parents := parents_on(structure, hierarchy, way[-1], day)) and way[-1] != COUNTRY:
        if parents[0] in way:
            circle = way[way.index(parents[0]) :]
            least = circle.index(min(circle))
            return (*circle[least:], *circle[:least])
        way.append(parents[0])
    return ()
