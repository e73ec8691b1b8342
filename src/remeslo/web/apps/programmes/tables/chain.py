"""
The trace of one thing as columns: employers, requests, work functions, competences, outcomes, elements, hours.

Both directions from the chosen thing are laid side by side; what the reader may not read of other employers is one
anonymous node a column.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from remeslo.core.base.keys import ElementKey, OrganisationKey
from remeslo.core.line.trace import ProgrammeTrace, TraceKind, TraceNode
from remeslo.core.line.walk import TraceStep, UnknownKey, back, forward, hour_node, parse_hour
from remeslo.web.apps.programmes.audience import Audience

COLUMNS = (
    (TraceKind.EMPLOYER,),
    (TraceKind.REQUEST,),
    (TraceKind.FUNCTION, TraceKind.STATE),
    (TraceKind.COMPETENCE,),
    (TraceKind.OUTCOME,),
    (TraceKind.ELEMENT,),
    (TraceKind.HOUR,),
)
MOST_DRAWN = 14
"""Nodes of a column that are drawn; the table beside the picture has all."""
_TALL = 5
_CLOSED = (TraceKind.EMPLOYER, TraceKind.REQUEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainNode:
    """
    A thing in the picture.

    Parameters
    ----------
    is_named
        True for what a walk only names (the competence of an outcome that has employers of its own).
    hidden
        For the anonymous node: how many things of other employers it stands for.
    """

    node: TraceNode
    chosen: bool = False
    is_named: bool = False
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class ChainColumn:
    """Things of one kind (or two that stand beside each other), the drawn ones and the rest."""

    kind: TraceKind
    nodes: tuple[ChainNode, ...]

    @property
    def kinds(self) -> tuple[TraceKind, ...]:
        """Kinds that stand in the column, in the order of their first things."""
        return tuple(dict.fromkeys(n.node.kind for n in self.nodes))

    @property
    def drawn(self) -> tuple[ChainNode, ...]:
        """What the picture shows."""
        return self.nodes[:MOST_DRAWN]

    @property
    def more(self) -> int:
        """How many the picture leaves to the table."""
        return len(self.nodes) - len(self.drawn)


@dataclass(frozen=True, slots=True)
class Chain:
    """The picture: columns from the employer to the hour, and edges between drawn things as pairs of keys."""

    start: TraceNode
    columns: tuple[ChainColumn, ...]
    edges: tuple[tuple[str, str], ...]

    @property
    def is_tall(self) -> bool:
        """True when a column is so long that the others should begin at its top."""
        return max(len(c.drawn) for c in self.columns) > _TALL

    @property
    def has_more(self) -> bool:
        """True when the picture leaves something to the table."""
        return any(c.more for c in self.columns)

    @property
    def hours(self) -> int:
        """Hours at the end of the chain."""
        hours = next((c for c in self.columns if c.kind is TraceKind.HOUR), None)
        return sum(n.node.hours for n in hours.nodes) if hours else 0


def chain(graph: ProgrammeTrace, key: str, audience: Audience) -> Chain:
    """Everything before and after a thing; raises UnknownKey, also for what the reader may not read."""
    start = hour_node(graph, key) or graph.nodes.get(key)
    if start is None or (start.kind in _CLOSED and not _may_read(graph, start, audience)):
        raise UnknownKey(key)
    steps = {s.node.key: s for s in (*back((graph,), key), *forward((graph,), key))}
    followed = _followed(graph, steps.values(), start)
    columns = tuple(
        ChainColumn(kinds[0], tuple(nodes))
        for kinds in COLUMNS
        if (nodes := list(_nodes(graph, kinds, steps.values(), start, followed, audience)))
    )
    drawn = {n.node.key for c in columns for n in c.drawn}
    return Chain(start, columns, tuple(_edges(graph, columns, drawn, start, audience)))


def _may_read(graph: ProgrammeTrace, node: TraceNode, audience: Audience) -> bool:
    """True for everything but other employers and their requests."""
    if node.kind is TraceKind.EMPLOYER:
        return audience.reads(OrganisationKey(node.code))
    if node.kind is TraceKind.REQUEST:
        return all(audience.reads(graph.nodes[e].code) for e in graph.up.get(node.key, ()))
    return True


def _followed(graph: ProgrammeTrace, steps: Iterable[TraceStep], start: TraceNode) -> frozenset[str]:
    """Keys that an edge of the walk leads over, not only a name."""
    keys = {s.node.key for s in steps}
    found = {start.key}
    for low in keys:
        found.update(h for h in graph.up.get(low, ()) if h in keys)
        if graph.up.get(low):
            found.add(low)
    return frozenset(found)


def _nodes(
    graph: ProgrammeTrace,
    kinds: tuple[TraceKind, ...],
    steps: Iterable[TraceStep],
    start: TraceNode,
    followed: frozenset[str],
    audience: Audience,
) -> Iterator[ChainNode]:
    """Things of a column: the chosen one first, then in the order of the walk; other employers' as one at the end."""
    own = [s.node for s in steps if s.node.kind in kinds]
    own.sort(key=lambda n: n.key != start.key)
    closed = [n for n in own if not _may_read(graph, n, audience)]
    for node in own:
        if node not in closed:
            yield ChainNode(
                node=node,
                chosen=node.key == start.key,
                is_named=node.kind is TraceKind.COMPETENCE and node.key not in followed,
            )
    if closed:
        yield ChainNode(node=_anonymous(kinds[0]), hidden=len(closed))


def _anonymous(kind: TraceKind) -> TraceNode:
    return TraceNode(f"others:{kind.value}", kind, "", "")


def _edges(
    graph: ProgrammeTrace, columns: Iterable[ChainColumn], drawn: set[str], start: TraceNode, audience: Audience
) -> Iterator[tuple[str, str]]:
    """Edges of the graph between drawn things, the closed ones under their anonymous key; each once."""

    def shown(key: str) -> str:
        node = graph.nodes.get(key)
        return key if node is None or _may_read(graph, node, audience) else _anonymous(node.kind).key

    found: dict[tuple[str, str], None] = {}
    lows = [n.node for c in columns for n in c.drawn if not n.hidden]
    lows += [n for n in graph.nodes.values() if n.kind is TraceKind.REQUEST and shown(n.key) != n.key]
    for low in lows:
        highs = _above_hour(graph, low, start) if low.kind is TraceKind.HOUR else graph.up.get(low.key, ())
        for high in highs:
            pair = (shown(low.key), shown(high))
            if pair[0] in drawn and pair[1] in drawn:
                found[pair] = None
    return iter(found)


def _above_hour(graph: ProgrammeTrace, hour: TraceNode, start: TraceNode) -> tuple[str, ...]:
    """An hour hangs on its element; the one asked about also on its outcomes."""
    parsed = parse_hour(graph.programme, hour.key)
    if parsed is None:
        return ()
    index, week, number = parsed
    element = f"element:{graph.programme}/{index}"
    if hour.key != start.key:
        return (element,)
    outcomes = graph.lessons[ElementKey(index)].of_week(week, number)
    return (element, *(f"outcome:{graph.programme}/{o}" for o in outcomes))
