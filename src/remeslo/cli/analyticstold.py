"""An analysis and a comparison as data for ``--json``."""

from decimal import Decimal
from fractions import Fraction

from remeslo.core.curriculum.analytics import AlignedUnit, Analysis, StructureComparison, Unit, UnitMeasures
from remeslo.core.curriculum.analytics.check import written

Number = int | float | None


def analysis_data(analysis: Analysis) -> dict[str, object]:
    """One curriculum; measures that a circle leaves undefined are ``None``."""
    graph, found = analysis.graph, analysis.feasibility
    longest = analysis.longest
    return {
        "name": graph.name,
        "system": graph.system.value,
        "size_unit": graph.size_unit.value,
        "units": len(graph.units),
        "requisites": analysis.measures.arcs,
        "size": number(graph.size),
        "terms": graph.num_terms,
        "least_terms": analysis.least_terms,
        "least_steps": analysis.least_steps,
        "feasible": found.is_feasible,
        "never": list(found.never),
        "blocking": analysis.measures.blocking,
        "delay": analysis.measures.delay,
        "centrality": analysis.measures.centrality,
        "complexity": number(analysis.measures.complexity),
        "longest": longest and {"length": longest.length, "count": longest.count, "paths": longest.paths},
        "redundant": [
            {"unit": r.unit, "requisite": written(graph, r.dropped), "through": r.through, "public": r.public}
            for r in analysis.redundant
        ],
        "loads": {str(term): number(size) for term, size in analysis.loads.items()},
        "of_units": [unit_data(analysis, u) for u in graph.units],
    }


def unit_data(analysis: Analysis, unit: Unit) -> dict[str, object]:
    """One unit with its measures."""
    m = analysis.measures.units[unit.key]
    return {
        "key": unit.key,
        "code": unit.code,
        "title": unit.title,
        "term": unit.first_term,
        "size": number(unit.size),
        "requires": written(analysis.graph, unit.requisite),
        "earliest": analysis.feasibility.earliest[unit.key],
        "blocking": m.blocking,
        "delay": m.delay,
        "centrality": m.centrality,
        "complexity": number(m.complexity),
        "degree": m.degree,
        "ancestors": m.ancestors,
    }


def comparison_data(found: StructureComparison) -> dict[str, object]:
    """What differs from the first curriculum to the second."""
    return {
        "old": found.old.graph.name,
        "new": found.new.graph.name,
        "aligned": [_aligned(a) for a in found.aligned],
        "removed": [u.name for u in found.removed],
        "added": [u.name for u in found.added],
    }


def _aligned(a: AlignedUnit) -> dict[str, object]:
    return {
        "old": a.old.name,
        "new": a.new.name,
        "by": a.pair.by.value,
        "alike": number(a.pair.alike),
        "move": a.move.value,
        "terms_later": a.terms_later,
        "gained": [u.name for u in a.gained],
        "lost": [u.name for u in a.lost],
        "old_measures": _measures(a.old_measures),
        "new_measures": _measures(a.new_measures),
    }


def _measures(m: UnitMeasures) -> dict[str, object]:
    return {
        "blocking": m.blocking,
        "delay": m.delay,
        "centrality": m.centrality,
        "complexity": number(m.complexity),
    }


def number(value: Decimal | Fraction | int | None) -> Number:
    """A plain number, whole where it is."""
    if value is None:
        return None
    return int(value) if value == int(value) else round(float(value), 4)
