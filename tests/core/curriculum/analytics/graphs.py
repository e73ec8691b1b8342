"""Graphs for tests: small ones by hand, random ones, and the slow way to everything."""

from itertools import product

from hypothesis import strategies as st

from remeslo.core.curriculum.analytics import AnyOf, Need, RequisiteKind, Unit, UnitGraph, UnitKey, all_of
from remeslo.core.curriculum.analytics.requisites import AllOf, Requisite

PRE, CO, STRICT = RequisiteKind.PRE, RequisiteKind.CO, RequisiteKind.STRICT


def pre(*keys: str) -> Requisite:
    """All of these before."""
    return all_of(Need(UnitKey(k)) for k in keys)


def co(*keys: str) -> Requisite:
    """All of these before or together."""
    return all_of(Need(UnitKey(k), CO) for k in keys)


def strict(*keys: str) -> Requisite:
    """All of these together."""
    return all_of(Need(UnitKey(k), STRICT) for k in keys)


def graph(requisites: dict[str, Requisite | str], terms: dict[str, int] | None = None, **more) -> UnitGraph:
    """Units in order; a text is a space separated list of prerequisites."""
    units = []
    for key, requisite in requisites.items():
        wanted = pre(*requisite.split()) if isinstance(requisite, str) else requisite
        term = (terms or {}).get(key)
        placed = {} if term is None else {"terms": ((term, 0),), "starts": term, "ends": term}
        units.append(Unit(key=UnitKey(key), title=key.upper(), requisite=wanted, **placed))
    return UnitGraph(name="g", units=tuple(units), **more)


@st.composite
def orders(draw, most=9):
    """Graphs without circles: prerequisites and corequisites of earlier units only."""
    count = draw(st.integers(1, most))
    keys = [f"u{n}" for n in range(count)]
    requisites = {}
    for n, key in enumerate(keys):
        before = draw(st.lists(st.sampled_from(keys[:n]), unique=True, max_size=4)) if n else []
        requisites[key] = all_of(Need(UnitKey(b), draw(st.sampled_from((PRE, PRE, CO)))) for b in before)
    shuffled = draw(st.permutations(keys))
    return graph({k: requisites[k] for k in shuffled})


@st.composite
def tangles(draw, most=5, strange=True):
    """Any graphs: circles, choices, strict corequisites, units that are not there."""
    count = draw(st.integers(1, most))
    keys = [f"u{n}" for n in range(count)]
    names = st.sampled_from([*keys, "nobody"] if strange else keys)
    single = st.builds(Need, names, st.sampled_from((PRE, CO)))
    outright = st.builds(Need, names, st.sampled_from((PRE, PRE, CO, STRICT)))
    both = st.lists(single, min_size=1, max_size=2).map(all_of)
    choice = st.lists(both, min_size=2, max_size=3).map(lambda parts: AnyOf(tuple(parts)))
    return graph({k: all_of(draw(st.lists(st.one_of(outright, outright, choice), max_size=2))) for k in keys})


def met(requisite: Requisite, key: str, step: dict[str, int]) -> bool:
    """Whether a plan meets a requisite, straight from the definition."""
    if isinstance(requisite, Need):
        if requisite.unit not in step:
            return False
        here, there = step[key], step[requisite.unit]
        return {PRE: there < here, CO: there <= here, STRICT: there == here}[requisite.kind]
    answers = [met(p, key, step) for p in requisite.parts]
    return all(answers) if isinstance(requisite, AllOf) else any(answers)


def plans(g: UnitGraph, steps: int | None = None):
    """Every plan of all units in as many steps as there are units."""
    keys = [u.key for u in g.units]
    for places in product(range(1, (steps or len(keys)) + 1), repeat=len(keys)):
        step = dict(zip(keys, places, strict=True))
        if all(met(u.requisite, u.key, step) for u in g.units):
            yield step


def all_paths(g: UnitGraph):
    """Every path from a source to a sink, walked one by one."""

    def walk(path):
        nexts = g.after[path[-1]]
        if not nexts:
            yield path
        for n in nexts:
            yield from walk([*path, n])

    for u in g.units:
        if not g.before[u.key]:
            yield from walk([u.key])
