"""Measures, requisites and moves as the reader's language writes them."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.utils.translation import gettext

from remeslo.core.competence.structure.tree import NodeState
from remeslo.core.competence.studio.values import Payer
from remeslo.core.curriculum.analytics import Basis, Move, RequisiteKind
from remeslo.web.apps.common.templatetags.words import num
from remeslo.web.apps.structure.lines import UnitLine
from remeslo.web.apps.structure.trees import NodeRow
from remeslo.web.apps.structure.words import ALIGNED, BASIS, FIGURE, KIND, MOVE, NODE_STATE, PAYER

register = template.Library()


@register.filter
def measure(value: Fraction | Decimal | int | None) -> str:
    """A measure: whole, or with one decimal; a dash where a circle leaves it undefined."""
    if value is None:
        return "—"
    return num(value, 0 if value == int(value) else 1)


@register.filter
def change(value: Any) -> str:
    """A difference with its sign: +3, −1, 0."""
    if value is None:
        return "—"
    return ("+" if value > 0 else "") + measure(value)


@register.filter
def raw(value: Any) -> str:
    """A number for attributes: no grouping, a point."""
    return "" if value is None else f"{float(value):g}"


@register.filter
def basis_word(basis: Basis) -> Any:
    """Who says that a requisite holds."""
    return BASIS[basis]


@register.filter
def kind_word(kind: RequisiteKind) -> Any:
    """When the required unit must be taken."""
    return KIND[kind]


@register.filter
def move_chip(move: Move) -> tuple[Any, str, str]:
    """Word, kind of chip and icon."""
    return MOVE[move]


@register.filter
def aligned_word(by: str) -> Any:
    """Why two units are taken for the same."""
    return ALIGNED[by]  # type: ignore[index]


@register.filter
def minus(value: Any, other: Any) -> Any:
    """The difference of two measures; nothing where one is undefined."""
    return None if value is None or other is None else value - other


@register.filter
def said(line: UnitLine) -> str:
    """A unit in one sentence, for the line under the picture and for screen readers."""
    m = line.measures
    parts = [
        gettext("requires %(n)s") % {"n": num(m.requires)}
        + (gettext(" (%(n)s with all before them)") % {"n": num(m.ancestors)} if m.ancestors > m.requires else ""),
        gettext("blocks %(n)s") % {"n": num(m.blocking)},
    ]
    if m.delay is not None:
        parts.append(gettext("chain of %(n)s") % {"n": num(m.delay)})
    if line.is_never:
        parts.append(gettext("can never be taken"))
    return f"{line.unit.name}: {', '.join(parts)}."


@register.filter
def figure_word(name: str) -> Any:
    """Name of a measure."""
    return FIGURE[name][0]


@register.filter
def figure_help(name: str) -> Any:
    """What a measure says."""
    return FIGURE[name][1]


@register.filter
def taken(row: NodeRow) -> str:
    """1 of 3; 1–2 of 4: how many of what is offered are taken."""
    if row.take is None or row.node.rule is None:
        return ""
    least, most = row.take
    count = num(least) if least == most else f"{num(least)}–{num(most)}"
    return gettext("%(count)s of %(offered)s") % {"count": count, "offered": num(len(row.node.rule.below))}


@register.filter
def node_state_word(state: NodeState) -> Any:
    """How the hours of a node stand in its range."""
    return NODE_STATE[state]


@register.filter
def payer_word(payer: Payer) -> Any:
    """Who pays."""
    return PAYER[payer]
