"""
`trace`: from any lesson hour to the employers' requests behind it, and from a request to its hours.

One graph a programme, so that a work function that two programmes teach does not mix their requests. Edges run
*up*, from an hour to the employer: hour -> element -> outcome -> competence / work function -> request -> employer;
what no employer asks for ends at the state standard. Walking *down* follows the same edges the other way.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from remeslo.core.base.keys import ElementKey, ProgrammeKey, StatementKey, trace_key
from remeslo.core.competence.design import DesignElement, ProgrammeDesign
from remeslo.core.competence.model import Outcome, RequestRef
from remeslo.core.competence.statestandard import state_named
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.lessons import Lessons, lessons_of
from remeslo.core.line.outcome import LineOutcome, ProgrammeOutcome


class TraceKind(StrEnum):
    """What a node of the trace is; the prefix of its key."""

    EMPLOYER = "employer"
    REQUEST = "request"
    FUNCTION = "function"
    STATE = "state"
    COMPETENCE = "competence"
    OUTCOME = "outcome"
    ELEMENT = "element"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class TraceNode:
    """A thing the trace passes: its key, kind, short code, text and how many lesson hours stand behind it."""

    key: str
    kind: TraceKind
    code: str
    text: str
    hours: int = 0


@dataclass(frozen=True)
class ProgrammeTrace:
    """
    The graph of one programme.

    Parameters
    ----------
    up
        Edges towards the employer that a walk follows.
    labels
        Edges towards the employer that a walk names without following them: the competence of an outcome that has
        employers of its own.
    lessons
        Hours by week and outcome of each element; empty when the programme has no plan.
    """

    programme: ProgrammeKey
    nodes: Mapping[str, TraceNode]
    up: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, tuple[str, ...]]
    lessons: Mapping[ElementKey, Lessons] = field(default_factory=dict)


def build(cluster: Cluster, outcome: LineOutcome) -> tuple[ProgrammeTrace, ...]:
    """The graphs of all programmes that have a design."""
    return tuple(_Builder(cluster, p, p.design).graph() for p in outcome.programmes if p.design is not None)


class _Builder:
    """Collects nodes and edges of one programme."""

    def __init__(self, cluster: Cluster, programme: ProgrammeOutcome, design: ProgrammeDesign) -> None:
        self.cluster = cluster
        self.design = design
        self.plan = programme.result.plan if programme.result else None
        self.p = design.key
        self.nodes: dict[str, TraceNode] = {}
        self.up: dict[str, dict[str, None]] = {}
        self.labels: dict[str, dict[str, None]] = {}
        self.function_texts = {s.key: s for std in cluster.standards for s in std.statements() if s.key == s.function}
        self.line_functions = self._functions_asked_for()

    def graph(self) -> ProgrammeTrace:
        """The finished graph."""
        self._requests()
        self._competences()
        for outcome in self.design.model.outcomes:
            self._outcome(outcome)
        for element in self.design.elements:
            self._element(element)
        return ProgrammeTrace(
            self.p,
            self.nodes,
            {k: tuple(v) for k, v in self.up.items()},
            {k: tuple(v) for k, v in self.labels.items()},
            {e.index: self._lessons(e) for e in self.design.elements} if self.plan else {},
        )

    def _functions_asked_for(self) -> dict[RequestRef, tuple[StatementKey, ...]]:
        found: dict[RequestRef, tuple[StatementKey, ...]] = {}
        for gap in self.design.model.gap:
            for ref in gap.line.requests:
                found[ref] = (*found.get(ref, ()), *gap.line.functions)
        return found

    def _add(self, kind: TraceKind, key: str, code: str, text: str, hours: int = 0) -> str:
        self.nodes.setdefault(key, TraceNode(key, kind, code, text, hours))
        return key

    def _edge(self, low: str, high: str) -> None:
        self.up.setdefault(low, {})[high] = None

    def _state(self) -> str:
        code = self.design.state_standard
        state = state_named(self.cluster.state_standards, self.design.state_reference, self.cluster.day)
        return self._add(TraceKind.STATE, trace_key("state", code), code, state.title if state else "")

    def _requests(self) -> None:
        """Employers, requests and the work functions they ask for."""
        names = {o.key: o.name for o in self.cluster.organisations}
        cards = {c.key: c for c in self.cluster.demand}
        for ref, functions in self.line_functions.items():
            employer = self._add(
                TraceKind.EMPLOYER, trace_key("employer", ref.employer), ref.employer, names.get(ref.employer, "")
            )
            card = cards.get(ref.card)
            texts = {r.number: r.text or "; ".join(r.functions) for r in card.requirements} if card else {}
            request = self._add(TraceKind.REQUEST, _request(ref), f"{ref.card}/{ref.number}", texts.get(ref.number, ""))
            self._edge(request, employer)
            for function in functions:
                self._edge(self._function(function), request)

    def _function(self, statement: StatementKey) -> str:
        function = StatementKey(statement.split("#")[0])
        named = self.function_texts.get(function)
        return self._add(TraceKind.FUNCTION, trace_key("function", function), function, named.text if named else "")

    def _competences(self) -> None:
        """Competences, up to the functions or own wordings of their demand lines, or to the state standard."""
        asked = {trace_key("function", f) for fs in self.line_functions.values() for f in fs}
        for c in self.design.model.competences:
            key = self._add(TraceKind.COMPETENCE, trace_key("competence", self.p, c.key), c.key, c.title)
            lines = [g.line for g in self.design.model.gap if g.competence == c.key and g.answer != "rejected"]
            for line in lines:
                for function in line.functions:
                    self._edge(key, self._function(function))
                if line.function is None:
                    for ref in line.requests:
                        self._edge(key, _request(ref))
            for statement in c.functions:
                there = self._function(statement)
                (self.up if there in asked else self.labels).setdefault(key, {})[there] = None
            if c.origin == "fgos":
                self._edge(key, self._state())

    def _outcome(self, outcome: Outcome) -> None:
        key = self._add(TraceKind.OUTCOME, trace_key("outcome", self.p, outcome.key), outcome.key, outcome.text)
        competence = trace_key("competence", self.p, outcome.competence)
        if not outcome.requests:
            self._edge(key, competence)
            return
        self.labels.setdefault(key, {})[competence] = None
        own = {StatementKey(s.split("#")[0]) for s in outcome.statements}
        for ref in outcome.requests:
            functions = self.line_functions.get(ref, ())
            through = [f for f in functions if f in own] or list(functions)
            for function in through:
                self._edge(key, self._function(function))
            if not through:
                self._edge(key, _request(ref))

    def _element(self, element: DesignElement) -> None:
        hours = self.plan.of(element.index) if self.plan else element.hours_wanted
        key = self._add(
            TraceKind.ELEMENT, trace_key("element", self.p, element.index), element.index, element.title, hours
        )
        for outcome in (*element.first, *element.uses):
            self._edge(key, trace_key("outcome", self.p, outcome))
        for code in element.competences:
            if trace_key("competence", self.p, code) in self.nodes and not (element.first or element.uses):
                self._edge(key, trace_key("competence", self.p, code))
        if not (element.first or element.uses or element.competences):
            self._edge(key, self._state())

    def _lessons(self, element: DesignElement) -> Lessons:
        weeks = dict(self.plan.hours.get(element.index, {})) if self.plan else {}
        return lessons_of(element, weeks)


def _request(ref: RequestRef) -> str:
    return trace_key("request", ref.card, ref.number)
