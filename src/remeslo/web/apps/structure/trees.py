"""The tree of a programme as rows of a table that opens and closes, with what a screen reader asks for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from remeslo.core.base.keys import ElementKey, OrganisationKey
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.statestandard import state_named
from remeslo.core.competence.structure.alone import asked_alone
from remeslo.core.competence.structure.choices import ElementChoice
from remeslo.core.competence.structure.tree import Node, NodeKind, NodeState, tree
from remeslo.core.competence.studio.values import Payer
from remeslo.core.line.cluster import Cluster
from remeslo.web.apps.programmes.audience import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeRow:
    """
    A node as a row.

    Parameters
    ----------
    number, parent
        From 1 in the order of reading; ``None`` for the programme itself.
    level, place, siblings
        Depth from 1, place among those of one parent from 1, and how many these are.
    choice
        Of a choice: what stands behind it.
    by_default
        Of an option: it is taken where nobody chose.
    is_own
        It stands in this branch alone.
    """

    number: int
    parent: int | None
    level: int
    place: int
    siblings: int
    node: Node
    choice: ElementChoice | None = None
    by_default: bool = False
    is_own: bool = False

    @property
    def take(self) -> tuple[int, int] | None:
        """How many of the options below are taken, least and most; ``None`` where everything is."""
        rule = self.node.rule
        return rule.take if rule is not None and rule.is_choice else None

    @property
    def is_wrong(self) -> bool:
        """True when its hours are outside its bounds."""
        return self.node.state in (NodeState.ABOVE_MOST, NodeState.BELOW_LEAST)


@dataclass(frozen=True, slots=True)
class AloneRow:
    """What one employer alone asks for; ``text`` is empty where the reader may not read it."""

    text: str
    employer: OrganisationKey
    payer: Payer | None
    elements: tuple[ElementKey, ...]


@dataclass(frozen=True, slots=True)
class PayerSums:
    """Hours by who pays; together the hours of the programme."""

    mandatory: int
    variative: int
    block: int


@dataclass(frozen=True, slots=True)
class Tree:
    """
    Everything that the page shows of one programme.

    Parameters
    ----------
    hidden
        Lines of single employers that this reader may not read.
    branches
        Key and title of the programmes on the same trunk, this one too; empty without a trunk.
    """

    whole: Node
    rows: tuple[NodeRow, ...]
    sums: PayerSums
    alone: tuple[AloneRow, ...]
    hidden: int
    branches: tuple[tuple[str, str], ...]


def tree_of(cluster: Cluster, design: ProgrammeDesign, audience: Audience) -> Tree | None:
    """The tree of a design in its cluster; ``None`` when the cluster has no such standard any more."""
    state = state_named(cluster.state_standards, design.state_reference, cluster.day)
    if state is None:
        return None
    outline = cluster.outline(design.key)
    whole = tree(design, state, outline.structure if outline else ())
    own, branches = _trunk(cluster, design)
    alone, hidden = _alone(design, outline, audience)
    choices = {str(c.index): c for c in design.choices}
    return Tree(
        whole=whole,
        rows=tuple(_rows(whole, choices, own)),
        sums=PayerSums(whole.mandatory, whole.variative - whole.block, whole.block),
        alone=alone,
        hidden=hidden,
        branches=branches,
    )


def _rows(whole: Node, choices: Mapping[str, ElementChoice], own: frozenset[ElementKey]) -> Iterator[NodeRow]:
    number = 0

    def below(
        nodes: Sequence[Node], parent: int | None, level: int, default: tuple[ElementKey, ...]
    ) -> Iterator[NodeRow]:
        nonlocal number
        for place, node in enumerate(nodes, start=1):
            number += 1
            here = number
            yield NodeRow(
                number=here,
                parent=parent,
                level=level,
                place=place,
                siblings=len(nodes),
                node=node,
                choice=choices.get(node.key) if node.kind is NodeKind.CHOICE else None,
                by_default=any(n.key in default for _, n in node.walk()),
                is_own=node.key in own,
            )
            inside = choices[node.key].ways[0] if node.kind is NodeKind.CHOICE else default
            yield from below(node.children, here, level + 1, inside)

    yield from below((whole,), None, 1, ())


def _trunk(cluster: Cluster, design: ProgrammeDesign) -> tuple[frozenset[ElementKey], tuple[tuple[str, str], ...]]:
    """What only this branch has, and all branches of its trunk."""
    for trunk in cluster.trunks:
        if any(b.key == design.key for b in trunk.branches):
            return trunk.own(design.key), tuple((str(b.key), b.title) for b in trunk.branches)
    return frozenset(), ()


def _alone(
    design: ProgrammeDesign, outline: ProgrammeOutline | None, audience: Audience
) -> tuple[tuple[AloneRow, ...], int]:
    """Lines of single employers whose requests the reader may read; how many there are besides."""
    if outline is None:
        return (), 0
    lines = asked_alone(design, outline.rulings)
    shown = tuple(
        AloneRow(x.gap.line.text, x.employer, x.payer, x.elements) for x in lines if audience.reads(x.employer)
    )
    return shown, len(lines) - len(shown)
