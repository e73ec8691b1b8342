"""Walks over the trace graphs: back from an hour to employers, forward from an employer to hours."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from remeslo.core.base.keys import ElementKey, OutcomeKey, ProgrammeKey, trace_key
from remeslo.core.line.lessons import Lessons
from remeslo.core.line.trace import ProgrammeTrace, TraceKind, TraceNode


class UnknownKey(LookupError):
    """The trace has nothing by this key; ``key`` is what was asked for."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class TraceStep:
    """A node on a walk: how far from the start, and the node it was first reached from."""

    node: TraceNode
    depth: int
    via: str | None
    programme: ProgrammeKey


def back(graphs: Iterable[ProgrammeTrace], key: str) -> tuple[TraceStep, ...]:
    """From a key towards the employers, nearest first; raises UnknownKey."""
    return _walk(graphs, key, _Up)


def forward(graphs: Iterable[ProgrammeTrace], key: str) -> tuple[TraceStep, ...]:
    """From a key towards the lesson hours, nearest first; raises UnknownKey."""
    return _walk(graphs, key, _Down)


def _walk(graphs: Iterable[ProgrammeTrace], key: str, direction: "type[_Up | _Down]") -> tuple[TraceStep, ...]:
    found: list[TraceStep] = []
    known = False
    for graph in graphs:
        walker = direction(graph)
        start = walker.start(key)
        if start is not None:
            known = True
            steps = _search(walker, start)
            found.extend((*steps, *walker.lessons(steps)))
    if not known:
        raise UnknownKey(key)
    return tuple(found)


def _search(walker: "_Up | _Down", start: TraceNode) -> tuple[TraceStep, ...]:
    """Breadth first; a node named by a label is followed only when an edge reaches it as well."""
    programme = walker.graph.programme
    layer = [start.key]
    steps = {start.key: TraceStep(start, 0, None, programme)}
    depth = 0
    followed = {start.key}
    while layer:
        depth += 1
        following: dict[str, None] = {}
        for low in layer:
            for node, follow in walker.next(low):
                steps.setdefault(node.key, TraceStep(node, depth, low, programme))
                if follow and node.key not in followed:
                    followed.add(node.key)
                    following[node.key] = None
        layer = list(following)
    return tuple(steps.values())


class _Up:
    """Steps towards the employers."""

    def __init__(self, graph: ProgrammeTrace) -> None:
        self.graph = graph
        self.hour: TraceNode | None = None

    def start(self, key: str) -> TraceNode | None:
        if key.startswith("hour:"):
            self.hour = hour_node(self.graph, key)
            return self.hour
        return self.graph.nodes.get(key)

    def next(self, key: str) -> Iterator[tuple[TraceNode, bool]]:
        if self.hour is not None and key == self.hour.key:
            yield from self._from_hour(self.hour)
            return
        for high in self.graph.up.get(key, ()):
            yield self.graph.nodes[high], True
        for high in self.graph.labels.get(key, ()):
            yield self.graph.nodes[high], False

    def lessons(self, steps: tuple[TraceStep, ...]) -> Iterator[TraceStep]:
        """A walk up ends at the employers."""
        return iter(())

    def _from_hour(self, hour: TraceNode) -> Iterator[tuple[TraceNode, bool]]:
        """The element by name, and only those of its outcomes that this hour teaches."""
        index, week, number = parse_hour(self.graph.programme, hour.key) or ("", 0, None)
        outcomes = self.graph.lessons[ElementKey(index)].of_week(week, number)
        element = self.graph.nodes[trace_key("element", self.graph.programme, index)]
        yield element, not outcomes
        for outcome in outcomes:
            yield self.graph.nodes[trace_key("outcome", self.graph.programme, outcome)], True


class _Down:
    """Steps towards the hours."""

    def __init__(self, graph: ProgrammeTrace) -> None:
        self.graph = graph
        self.down = _reversed(graph.up)

    def start(self, key: str) -> TraceNode | None:
        return hour_node(self.graph, key) if key.startswith("hour:") else self.graph.nodes.get(key)

    def next(self, key: str) -> Iterator[tuple[TraceNode, bool]]:
        for low in self.down.get(key, ()):
            yield self.graph.nodes[low], True

    def lessons(self, steps: tuple[TraceStep, ...]) -> Iterator[TraceStep]:
        """Once all outcomes on the way are known: the hours of each element that teach one of them."""
        outcomes = frozenset(OutcomeKey(s.node.code) for s in steps if s.node.kind is TraceKind.OUTCOME)
        for s in steps:
            if s.node.kind is TraceKind.ELEMENT:
                for node in self._hours(ElementKey(s.node.code), outcomes):
                    yield TraceStep(node, s.depth + 1, s.node.key, self.graph.programme)

    def _hours(self, index: ElementKey, outcomes: frozenset[OutcomeKey]) -> Iterator[TraceNode]:
        lessons = self.graph.lessons.get(index)
        if lessons is None:
            return
        taught = outcomes & frozenset(k for k, _ in lessons.shares)
        for week, hours in lessons.weeks_of(taught) if taught else sorted(lessons.weeks.items()):
            key = trace_key("hour", self.graph.programme, index, f"w{week + 1}")
            yield TraceNode(key, TraceKind.HOUR, f"{index}/w{week + 1}", "", hours)


def _reversed(edges: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    turned: dict[str, list[str]] = {}
    for low, highs in edges.items():
        for high in highs:
            turned.setdefault(high, []).append(low)
    return turned


def parse_hour(programme: ProgrammeKey, key: str) -> tuple[str, int, int | None] | None:
    """Element index, week index (from 0) and hour (from 1, None for all) of an hour key of this programme."""
    prefix = f"hour:{programme}/"
    if not key.startswith(prefix):
        return None
    parts = key[len(prefix) :].split("/")
    week, hour = (parts[1], parts[2]) if len(parts) == 3 else (parts[-1], None)
    if len(parts) not in (2, 3) or not week.startswith("w") or not week[1:].isdecimal():
        return None
    if hour is not None and not hour.isdecimal():
        return None
    return parts[0], int(week[1:]) - 1, int(hour) if hour else None


def hour_node(graph: ProgrammeTrace, key: str) -> TraceNode | None:
    """The node of an hour key, ``None`` when this programme has no such lesson."""
    parsed = parse_hour(graph.programme, key)
    if parsed is None:
        return None
    index, week, number = parsed
    lessons: Lessons | None = graph.lessons.get(ElementKey(index))
    try:
        if lessons is None or lessons.of_week(week, number) is None:
            return None
    except LookupError:
        return None
    code = f"{index}/w{week + 1}" + (f"/{number}" if number else "")
    return TraceNode(key, TraceKind.HOUR, code, "", 1 if number else lessons.weeks[week])
