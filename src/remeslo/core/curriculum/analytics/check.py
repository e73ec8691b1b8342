"""A given order of terms against the requisites and a cap of volume; every broken rule as a finding."""

from collections.abc import Iterator
from decimal import Decimal

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.curriculum.analytics.feasibility import Circle, Feasibility, feasibility
from remeslo.core.curriculum.analytics.graph import Unit, UnitGraph
from remeslo.core.curriculum.analytics.requisites import (
    AllOf,
    AnyOf,
    Basis,
    Need,
    Requisite,
    RequisiteKind,
    UnitKey,
    conjuncts,
    needs,
)

_ARROW = {RequisiteKind.PRE: " → ", RequisiteKind.CO: " ⇢ ", RequisiteKind.STRICT: " = "}


def check(graph: UnitGraph, *, cap: Decimal | None = None, found: Feasibility | None = None) -> tuple[Finding, ...]:
    """
    What is impossible by itself, then what the given places break.

    Parameters
    ----------
    cap
        Most credits (hours) in one term; ``None`` asks nothing.
    found
        The feasibility of the graph where it is known already.

    Codes: ``analytics.circle``, ``no_branch``, ``unknown_requisite``, ``never`` (impossible, hard);
    ``requisite_late``, ``not_together``, ``choice_late``, ``term_over_cap`` (the given order, hard);
    ``read_off_late`` (the order against a requisite that nobody gave), ``dead_branch``, ``not_placed`` (warnings).
    """
    known = found or feasibility(graph)
    return (*_impossible(graph, known), *_dead_branches(graph, known), *_order(graph), *_loads(graph, cap))


def named(graph: UnitGraph, key: UnitKey) -> str:
    """A unit as people would say it; the bare key of one that the graph does not have."""
    return graph.by_key[key].name if key in graph.by_key else key


def written(graph: UnitGraph, requisite: Requisite) -> str:
    """A requisite in signs: ``A; B | (C; D)``; corequisites with ``≤``, strict ones with ``=`` before them."""
    if isinstance(requisite, Need):
        sign = {RequisiteKind.PRE: "", RequisiteKind.CO: "≤ ", RequisiteKind.STRICT: "= "}[requisite.kind]
        return sign + named(graph, requisite.unit)
    glue = "; " if isinstance(requisite, AllOf) else " | "
    parts = (f"({written(graph, p)})" if isinstance(p, AllOf) else written(graph, p) for p in requisite.parts)
    return glue.join(parts)


def _impossible(graph: UnitGraph, found: Feasibility) -> Iterator[Finding]:
    causes: set[UnitKey] = set()
    for circle in found.circles:
        causes |= set(circle.knot)
        facts: dict[str, object] = {"circle": _drawn(graph, circle), "length": len(circle.units) - 1}
        facts["others"] = tuple(named(graph, k) for k in circle.knot if k not in circle.units)
        yield Finding("analytics.circle", circle.units[0], facts)
    for unit, missing in found.unknown:
        causes.add(unit)
        yield Finding("analytics.unknown_requisite", unit, {"unit": named(graph, unit), "missing": missing})
    for dead in found.choices:
        causes.add(dead.unit)
        branches = tuple("; ".join(named(graph, n.unit) for n in branch) for branch in dead.branches)
        yield Finding("analytics.no_branch", dead.unit, {"unit": named(graph, dead.unit), "branches": branches})
    followers = [k for k in found.never if k not in causes]
    if followers:
        names = tuple(named(graph, k) for k in followers)
        yield Finding("analytics.never", followers[0], {"units": names, "count": len(names)})


def _drawn(graph: UnitGraph, circle: Circle) -> str:
    text = named(graph, circle.units[0])
    for key, kind in zip(circle.units[1:], circle.kinds, strict=True):
        text += _ARROW[kind] + named(graph, key)
    return text


def _dead_branches(graph: UnitGraph, found: Feasibility) -> Iterator[Finding]:
    """Branches that cannot be met in a choice that can."""
    known = {c.unit for c in found.choices}
    for unit in graph.units:
        for part in conjuncts(unit.requisite) if unit.key not in known else ():
            for branch in part.parts if isinstance(part, AnyOf) else ():
                dead = [n.unit for n in needs(branch) if found.earliest.get(n.unit) is None]
                if dead and not isinstance(branch, AnyOf):
                    facts = {"unit": unit.name, "branch": written(graph, branch), "missing": named(graph, dead[0])}
                    yield Finding("analytics.dead_branch", unit.key, facts, Severity.WARNING)


def _order(graph: UnitGraph) -> Iterator[Finding]:
    placed = [u for u in graph.units if u.starts is not None]
    if not placed:
        return
    for unit in placed:
        for part in conjuncts(unit.requisite):
            if _kept(part, unit, graph) is False:
                yield _broken(part, unit, graph)
    loose = [u.name for u in graph.units if u.starts is None]
    if loose:
        facts = {"units": tuple(loose), "count": len(loose)}
        yield Finding("analytics.not_placed", "", facts, Severity.WARNING)


def _kept(part: Requisite, unit: Unit, graph: UnitGraph) -> bool | None:
    """Whether the places keep a requisite; ``None`` when a unit that decides it is placed nowhere."""
    if isinstance(part, Need):
        other = graph.by_key.get(part.unit)
        if other is None or other.starts is None or other.ends is None or unit.starts is None:
            return None
        if part.kind is RequisiteKind.PRE:
            return other.ends < unit.starts
        return other.starts <= unit.starts if part.kind is RequisiteKind.CO else other.starts == unit.starts
    answers = [_kept(p, unit, graph) for p in part.parts]
    if isinstance(part, AllOf):
        return False if False in answers else None if None in answers else True
    return True if True in answers else None if None in answers else False


def _broken(part: Need | AnyOf, unit: Unit, graph: UnitGraph) -> Finding:
    facts: dict[str, object] = {"unit": unit.name, "starts": unit.starts, "term": unit.first_term}
    if isinstance(part, AnyOf):
        facts["choice"] = written(graph, part)
        return Finding("analytics.choice_late", unit.key, facts)
    other = graph.by_key[part.unit]
    facts |= {"before": other.name, "before_term": other.last_term, "kind": part.kind.value}
    if part.kind is RequisiteKind.STRICT:
        return Finding("analytics.not_together", unit.key, facts)
    if part.kind is RequisiteKind.CO:
        facts["before_term"] = other.first_term
    facts["same"] = facts["before_term"] == unit.first_term
    if part.basis is Basis.GIVEN:
        return Finding("analytics.requisite_late", unit.key, facts)
    facts["by"] = part.by
    return Finding("analytics.read_off_late", unit.key, facts, Severity.WARNING)


def _loads(graph: UnitGraph, cap: Decimal | None) -> Iterator[Finding]:
    if cap is None:
        return
    for term, size in loads(graph).items():
        if size > cap:
            facts = {"term": term, "size": size, "cap": cap, "over": size - cap, "unit": graph.size_unit.value}
            yield Finding("analytics.term_over_cap", f"term {term}", facts)


def loads(graph: UnitGraph) -> dict[int, Decimal]:
    """Credits (hours) of each term from 1 to the last, as the units give them."""
    found = {t: Decimal(0) for t in range(1, graph.num_terms + 1)}
    for unit in graph.units:
        for term, size in unit.terms:
            found[term] += size
    return found
