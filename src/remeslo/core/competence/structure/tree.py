"""A programme as a tree: cycles, modules, elements, each with its hours, the range they may lie in, and who pays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from remeslo.core.competence.design import DesignElement, ProgrammeDesign
from remeslo.core.competence.outline import OutlineElement
from remeslo.core.competence.programme.names import module_number
from remeslo.core.competence.statestandard import StateStandard
from remeslo.core.competence.structure.rules import StructureRule


class NodeKind(StrEnum):
    """What a node is."""

    PROGRAMME = "programme"
    CYCLE = "cycle"
    MODULE = "module"
    ELEMENT = "element"
    GROUP = "group"
    """A node of the college's own of which everything is taken."""
    CHOICE = "choice"
    """An element that stands for a choice; below it is what one chooses from."""
    OPTION = "option"


class NodeState(StrEnum):
    """How a node stands inside its range of hours."""

    OPEN = "open"
    FIXED = "fixed"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BELOW_LEAST = "below_least"
    ABOVE_MOST = "above_most"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """
    A node with all below it.

    Parameters
    ----------
    key
        Index of an element or module, a cycle's mark, the programme's key, the key of a node of the college's own.
    title
        ``""`` for cycles (their marks have words of their own) and modules that nobody named.
    hours
        Wanted hours together; least <= hours <= most, unless the hours of the whole do not close (a finding says so).
    least, most
        What all below may take together, and the node's own bounds; for the programme itself the total of the term
        option, where there is one.
    mandatory
        Hours that the mandatory part pays for; the rest of ``hours`` is variative.
    block
        Of the variative hours, those of the employers' block.
    rule
        What the college ruled for this node; ``None``: everything below is taken, in any hours that it has.
    children
        Of a choice: what one chooses from; only some of it is taken, so their hours do not add up to the node's.
    """

    key: str
    title: str
    kind: NodeKind
    hours: int
    least: int
    most: int
    mandatory: int
    block: int = 0
    children: tuple[Node, ...] = ()
    rule: StructureRule | None = None

    @property
    def variative(self) -> int:
        """Hours that the variative part pays for."""
        return self.hours - self.mandatory

    @property
    def is_open(self) -> bool:
        """True when the hours may still move."""
        return self.least < self.most

    @property
    def state(self) -> NodeState:
        """How its hours stand in its range."""
        if self.hours < self.least:
            return NodeState.BELOW_LEAST
        if self.hours > self.most:
            return NodeState.ABOVE_MOST
        if not self.is_open:
            return NodeState.FIXED
        if self.hours == self.least:
            return NodeState.AT_LEAST
        return NodeState.AT_MOST if self.hours == self.most else NodeState.OPEN

    def walk(self) -> Iterator[tuple[int, Node]]:
        """The node and all below it in the order of the curriculum, each with its depth from 0."""
        yield 0, self
        for child in self.children:
            yield from ((depth + 1, node) for depth, node in child.walk())


def tree(design: ProgrammeDesign, state: StateStandard, rules: Sequence[StructureRule] = ()) -> Node:
    """
    The tree of a design; cycles, modules and elements in the order of the curriculum, every element in it once.

    Nodes of the college's own (``rules``) stand around what they hold where that is together in the tree; choices are
    elements with what is offered below them.
    """
    making = _Making(design, state, rules)
    whole = _node(design.key, design.title, NodeKind.PROGRAMME, making.cycles())
    if design.total_hours is None:
        return whole
    return replace(whole, least=design.total_hours, most=design.total_hours)


class _Making:
    def __init__(self, design: ProgrammeDesign, state: StateStandard, rules: Sequence[StructureRule]) -> None:
        self.design = design
        self.titles = _module_titles(design, state)
        self.choices = {c.index: c for c in design.choices}
        self.bounds = {r.key: r for r in rules}
        self.groups = [r for r in rules if r.below and r.key not in self.choices]

    def cycles(self) -> tuple[Node, ...]:
        """All cycles, in the groups that hold whole cycles."""
        cycles: dict[str, list[DesignElement]] = {}
        for e in self.design.elements:
            cycles.setdefault(e.cycle, []).append(e)
        return self._grouped([self._cycle(mark, elements) for mark, elements in cycles.items()])

    def _cycle(self, mark: str, elements: Sequence[DesignElement]) -> Node:
        """A cycle: its modules where the first of their elements stands, and elements outside modules."""
        modules: dict[str, list[Node]] = {}
        for e in elements:
            if e.module is not None:
                modules.setdefault(e.module, []).append(self._element(e))
        below: list[Node] = []
        for e in elements:
            if e.module is None:
                below.append(self._element(e))
            elif e.module in modules:
                inside = self._grouped(modules.pop(e.module))
                below.append(self._bounded(_node(e.module, self.titles[e.module], NodeKind.MODULE, inside)))
        return self._bounded(_node(mark, "", NodeKind.CYCLE, self._grouped(below)))

    def _element(self, e: DesignElement) -> Node:
        made = _element(e)
        choice = self.choices.get(e.index)
        if choice is None:
            return made
        offered = {str(x.index): x for x in choice.offered}
        rule = self.bounds.get(str(e.index))
        options = self._options(rule.below, offered) if rule else tuple(_option(x) for x in choice.offered)
        return replace(made, kind=NodeKind.CHOICE, children=options, rule=rule)

    def _options(self, below: Sequence[str], offered: Mapping[str, OutlineElement]) -> tuple[Node, ...]:
        """What one may choose; a node inside a choice is an option with parts of its own."""
        found = []
        for key in below:
            if key in offered:
                found.append(_option(offered[key]))
            elif (rule := self.bounds.get(key)) and (parts := self._options(rule.below, offered)):
                found.append(replace(_node(key, rule.title, NodeKind.OPTION, parts), rule=rule))
        return tuple(found)

    def _bounded(self, node: Node) -> Node:
        """The node with its own bounds; its range stays the one that can be, where they contradict each other."""
        rule = self.bounds.get(node.key)
        if rule is None:
            return node
        least = max(node.least, rule.hours_min or 0)
        most = node.most if rule.hours_max is None else min(node.most, rule.hours_max)
        return replace(node, least=least, most=most, rule=rule)

    def _grouped(self, nodes: Sequence[Node]) -> tuple[Node, ...]:
        """Neighbours with the college's nodes around them, the smallest nodes first."""
        grouped = list(nodes)
        for rule in sorted(self.groups, key=lambda r: len(r.below)):
            keys = [n.key for n in grouped]
            held = [k for k in rule.below if k in keys]
            if held and len(held) == len(rule.below):
                place = min(keys.index(k) for k in held)
                inside = tuple(n for n in grouped if n.key in held)
                around = self._bounded(_node(rule.key, rule.title, NodeKind.GROUP, inside))
                rest = [n for n in grouped if n.key not in held]
                before = sum(1 for k in keys[:place] if k not in held)
                grouped = [*rest[:before], around, *rest[before:]]
        return tuple(grouped)


def _option(e: OutlineElement) -> Node:
    """What one may choose, at the fewest hours of its range."""
    return Node(
        key=e.index,
        title=e.title,
        kind=NodeKind.OPTION,
        hours=e.hours_min,
        least=e.hours_min,
        most=e.hours_max,
        mandatory=max(0, min(e.hours_min, e.hours_max - e.variative)),
    )


def _module_titles(design: ProgrammeDesign, state: StateStandard) -> dict[str, str]:
    """A module is named by its type of activity; the employers' by its first course."""
    activities = {a.number: a.title for a in state.activities}
    titles: dict[str, str] = {}
    for e in design.elements:
        if e.module is not None:
            number = module_number(e.module)
            named = None if e.employer_block or number is None else activities.get(number)
            titles.setdefault(e.module, named or (e.title if e.employer_block else ""))
    return titles


def _element(e: DesignElement) -> Node:
    mandatory = min(e.mandatory_min, e.hours_wanted)
    return Node(
        key=e.index,
        title=e.title,
        kind=NodeKind.ELEMENT,
        hours=e.hours_wanted,
        least=e.hours_min,
        most=e.hours_max,
        mandatory=mandatory,
        block=e.hours_wanted - mandatory if e.employer_block else 0,
    )


def _node(key: str, title: str, kind: NodeKind, children: tuple[Node, ...]) -> Node:
    return Node(
        key=key,
        title=title,
        kind=kind,
        hours=sum(c.hours for c in children),
        least=sum(c.least for c in children),
        most=sum(c.most for c in children),
        mandatory=sum(c.mandatory for c in children),
        block=sum(c.block for c in children),
        children=children,
    )
