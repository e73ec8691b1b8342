"""
`fund trace`: from a rouble to the requests behind it, and from a request to the roubles.

Edges run *up*, towards the demand: line -> rule, line -> fact -> learner or contract -> programme -> request ->
employer. A rule ends the walk, for all of a pack's money goes through it. Requests come from the trace of a plan (see
`trace`); without a plan the walk ends at the programme.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from remeslo.core.base.facts import Fact
from remeslo.core.funding.book import FactBook
from remeslo.core.funding.lines import Line
from remeslo.core.funding.pack import RulePack
from remeslo.core.line.trace import ProgrammeTrace, TraceKind
from remeslo.core.line.walk import UnknownKey


class MoneyKind(StrEnum):
    """What a node is; the prefix of its key."""

    LINE = "line"
    RULE = "rule"
    FACT = "fact"
    SUBJECT = "subject"
    PROGRAMME = "programme"
    REQUEST = "request"
    EMPLOYER = "employer"


@dataclass(frozen=True, slots=True)
class MoneyNode:
    """A thing the trace passes; ``amount`` of a line, else 0; ``title`` in words where it has some."""

    key: str
    kind: MoneyKind
    title: str
    amount: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class MoneyStep:
    """A node on a walk, how far from the start, and the node it was first reached from."""

    node: MoneyNode
    depth: int
    via: str | None


@dataclass(frozen=True)
class MoneyTrace:
    """Nodes by key and edges towards the demand."""

    nodes: Mapping[str, MoneyNode]
    up: Mapping[str, tuple[str, ...]]


def build(pack: RulePack, lines: Iterable[Line], book: FactBook, graphs: Iterable[ProgrammeTrace] = ()) -> MoneyTrace:
    """The trace of due lines, the facts they rest on, and the programmes of a plan."""
    building = _Builder(pack, book)
    for line in lines:
        building.line(line)
    for graph in graphs:
        building.programme(graph)
    return MoneyTrace(building.nodes, {k: tuple(v) for k, v in building.up.items()})


def back(trace: MoneyTrace, key: str) -> tuple[MoneyStep, ...]:
    """From a key towards the demand, nearest first; raises UnknownKey."""
    return _walk(trace, key, trace.up)


def forward(trace: MoneyTrace, key: str) -> tuple[MoneyStep, ...]:
    """From a key towards the money, nearest first; raises UnknownKey."""
    down: dict[str, list[str]] = {}
    for low, highs in trace.up.items():
        for high in highs:
            down.setdefault(high, []).append(low)
    return _walk(trace, key, {k: tuple(v) for k, v in down.items()})


def _walk(trace: MoneyTrace, key: str, edges: Mapping[str, tuple[str, ...]]) -> tuple[MoneyStep, ...]:
    if key not in trace.nodes:
        raise UnknownKey(key)
    steps = {key: MoneyStep(trace.nodes[key], 0, None)}
    waiting = [key]
    for here in waiting:  # grows while it is walked
        for there in edges.get(here, ()):
            if there not in steps:
                steps[there] = MoneyStep(trace.nodes[there], steps[here].depth + 1, here)
                waiting.append(there)
    return tuple(steps.values())


class _Builder:
    """Collects nodes and edges."""

    def __init__(self, pack: RulePack, book: FactBook) -> None:
        self.pack, self.book = pack, book
        self.nodes: dict[str, MoneyNode] = {}
        self.up: dict[str, dict[str, None]] = {}

    def line(self, line: Line) -> None:
        key = self._add(MoneyKind.LINE, str(line.key), f"{line.kind} {line.period}", line.amount)
        rule = self.pack.rule(line.rule)
        self._edge(key, self._add(MoneyKind.RULE, rule.key, rule.title_en))
        for fact_key in line.facts:
            fact = self.book.by_key[fact_key]
            self._edge(key, self._add(MoneyKind.FACT, fact.key, f"{fact.kind} {fact.on.isoformat()}"))
            self._fact(fact)
        if not line.facts:
            self._edge(key, self._add(MoneyKind.SUBJECT, line.subject, line.subject))

    def programme(self, graph: ProgrammeTrace) -> None:
        """Requests and employers of a programme, for programmes that facts name."""
        key = f"{MoneyKind.PROGRAMME}:{graph.programme}"
        if key not in self.nodes:
            return
        for node in graph.nodes.values():
            if node.kind is TraceKind.REQUEST:
                request = self._add(MoneyKind.REQUEST, node.code, node.text)
                self._edge(key, request)
                for employer in self._employers(graph, node.key):
                    self._edge(request, self._add(MoneyKind.EMPLOYER, employer[0], employer[1]))

    def _employers(self, graph: ProgrammeTrace, request: str) -> Iterator[tuple[str, str]]:
        for key in graph.up.get(request, ()):
            node = graph.nodes[key]
            if node.kind is TraceKind.EMPLOYER:
                yield node.code, node.text

    def _fact(self, fact: Fact) -> None:
        subject = self._add(MoneyKind.SUBJECT, fact.subject, fact.subject)
        self._edge(f"{MoneyKind.FACT}:{fact.key}", subject)
        for said in (fact, *self.book.of("admission", fact.subject)):
            programme = said.values.get("programme")
            if programme:
                self._edge(subject, self._add(MoneyKind.PROGRAMME, str(programme), str(programme)))

    def _add(self, kind: MoneyKind, key: str, title: str, amount: Decimal = Decimal(0)) -> str:
        full = f"{kind}:{key}"
        self.nodes.setdefault(full, MoneyNode(full, kind, title, amount))
        return full

    def _edge(self, low: str, high: str) -> None:
        self.up.setdefault(low, {})[high] = None
