"""A programme as a tree: cycles, modules, elements, each with its hours, the range they may lie in, and who pays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.competence.design import DesignElement, ProgrammeDesign
from remeslo.core.competence.programme.names import module_number
from remeslo.core.competence.statestandard import StateStandard


class NodeKind(StrEnum):
    """What a node is."""

    PROGRAMME = "programme"
    CYCLE = "cycle"
    MODULE = "module"
    ELEMENT = "element"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """
    A node with all below it.

    Parameters
    ----------
    key
        Index of an element or module, a cycle's mark, the programme's key.
    title
        ``""`` for cycles (their marks have words of their own) and modules that nobody named.
    hours
        Wanted hours together; least <= hours <= most, unless the hours of the whole do not close (a finding says so).
    least, most
        What all below may take together; for the programme itself the total of the term option, where there is one.
    mandatory
        Hours that the mandatory part pays for; the rest of ``hours`` is variative.
    block
        Of the variative hours, those of the employers' block.
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

    @property
    def variative(self) -> int:
        """Hours that the variative part pays for."""
        return self.hours - self.mandatory

    @property
    def is_open(self) -> bool:
        """True when the hours may still move."""
        return self.least < self.most

    def walk(self) -> Iterator[tuple[int, Node]]:
        """The node and all below it in the order of the curriculum, each with its depth from 0."""
        yield 0, self
        for child in self.children:
            yield from ((depth + 1, node) for depth, node in child.walk())


def tree(design: ProgrammeDesign, state: StateStandard) -> Node:
    """The tree of a design; cycles, modules and elements in the order of the curriculum, every element in it once."""
    titles = _module_titles(design, state)
    cycles: dict[str, list[DesignElement]] = {}
    for e in design.elements:
        cycles.setdefault(e.cycle, []).append(e)
    below = tuple(_cycle(mark, elements, titles) for mark, elements in cycles.items())
    whole = _node(design.key, design.title, NodeKind.PROGRAMME, below)
    if design.total_hours is None:
        return whole
    return _node(design.key, design.title, NodeKind.PROGRAMME, below, closes_to=design.total_hours)


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


def _cycle(mark: str, elements: Sequence[DesignElement], titles: Mapping[str, str]) -> Node:
    """A cycle: its modules where the first of their elements stands, and elements outside modules."""
    modules: dict[str, list[Node]] = {}
    for e in elements:
        if e.module is not None:
            modules.setdefault(e.module, []).append(_element(e))
    below: list[Node] = []
    for e in elements:
        if e.module is None:
            below.append(_element(e))
        elif e.module in modules:
            below.append(_node(e.module, titles[e.module], NodeKind.MODULE, tuple(modules.pop(e.module))))
    return _node(mark, "", NodeKind.CYCLE, tuple(below))


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


def _node(key: str, title: str, kind: NodeKind, children: tuple[Node, ...], *, closes_to: int | None = None) -> Node:
    return Node(
        key=key,
        title=title,
        kind=kind,
        hours=sum(c.hours for c in children),
        least=sum(c.least for c in children) if closes_to is None else closes_to,
        most=sum(c.most for c in children) if closes_to is None else closes_to,
        mandatory=sum(c.mandatory for c in children),
        block=sum(c.block for c in children),
        children=children,
    )
