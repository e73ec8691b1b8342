"""What a page shows as a sheet: the same lines, nothing hidden in any form."""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from remeslo.core.results.indicator import Indicator, Unit
from remeslo.interchange.boardsheet import Column, Kind, Sheet
from remeslo.interchange.boardsheet.sheet import Cell
from remeslo.web.apps.boards.lines import Line
from remeslo.web.apps.boards.words import lock_word
from remeslo.web.apps.results.templatetags.fact_words import indicator_title
from remeslo.web.apps.results.words import FIGURE_STATES

_DECIMALS: Final = {Unit.SHARE: 3, Unit.COUNT: 0, Unit.MONEY: 2, Unit.POINTS: 2}
_PARTS = Decimal("0.001")
_FINE = Decimal("0.000001")


def sheet_of(name: str, node: str, lines: Sequence[Line], *, notes: Sequence[str] = ()) -> Sheet:
    """The lines of one node, or of its parts."""
    return Sheet(name, _columns(), tuple(_row(name, node, line) for line in lines), tuple(notes))


def as_shown(indicator: Indicator, value: Fraction | Decimal | None) -> Decimal | None:
    """A value to the decimals that pages show; a share as a part of one."""
    if value is None:
        return None
    return _rounded(Fraction(value), Decimal(1).scaleb(-_DECIMALS[indicator.unit]))


def _columns() -> tuple[Column, ...]:
    return (
        Column("node", pgettext("board", "Of what")),
        Column("node_key", _("Key")),
        Column("indicator", _("Indicator")),
        Column("title", _("Title")),
        Column("period", _("Year")),
        Column("value", _("Value"), Kind.NUMBER),
        Column("above", _("Above the line"), Kind.NUMBER),
        Column("below", _("Below the line"), Kind.NUMBER),
        Column("plan", pgettext("board", "Plan"), Kind.NUMBER),
        Column("fulfilled", _("Fulfilled"), Kind.NUMBER),
        Column("completeness", _("Complete"), Kind.NUMBER),
        Column("reported", _("Units that reported"), Kind.WHOLE),
        Column("expected", _("Units expected"), Kind.WHOLE),
        Column("before", _("Year before"), Kind.NUMBER),
        Column("change", pgettext("board", "Change"), Kind.NUMBER),
        Column("median", _("Median of peers"), Kind.NUMBER),
        Column("state", _("State")),
        Column("locked", pgettext("board", "Approval")),
    )


def _row(name: str, node: str, line: Line) -> tuple[Cell, ...]:
    one, figure = line.indicator, line.shown.figure
    plan = line.plan
    return (
        line.name or name or None,
        line.shown.node or node,
        one.key,
        indicator_title(one) or None,
        line.shown.period,
        as_shown(one, line.shown.value),
        _exact(figure.above) if figure else None,
        _exact(figure.below) if figure else None,
        as_shown(one, plan.plan) if plan else None,
        _share(plan.fulfilment) if plan else None,
        _share(figure.completeness) if figure else None,
        figure.units_reported if figure else None,
        figure.units_expected if figure else None,
        as_shown(one, line.before.value) if line.before else None,
        as_shown(one, line.change.difference) if line.change else None,
        as_shown(one, line.comparison.median) if line.comparison else None,
        str(FIGURE_STATES[line.shown.state][0]),
        lock_word(line.shown) or None,
    )


def _share(value: Fraction | None) -> Decimal | None:
    return None if value is None else _rounded(value, _PARTS)


def _exact(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(_FINE)


def _rounded(value: Fraction, step: Decimal) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(step, ROUND_HALF_EVEN)
