"""``{% load board_words %}``: locks, steps, differences and nodes in words."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from remeslo.core.results.indicator import Indicator
from remeslo.web.apps.boards.addresses import board_url
from remeslo.web.apps.boards.audience import Audience
from remeslo.web.apps.boards.reading import ShownFigure
from remeslo.web.apps.boards.words import LEVELS, REACHED, STEPS, node_word
from remeslo.web.apps.common.templatetags.parts import chip
from remeslo.web.apps.common.templatetags.words import NBSP, num, plain_number
from remeslo.web.apps.results.templatetags.fact_words import indicator_value

register = template.Library()


@register.simple_tag
def lock_chip(shown: ShownFigure) -> SafeString:
    """How many of the units under a figure are locked."""
    if shown.num_locked >= shown.num_expected:
        return chip(pgettext("figures", "locked"), "note", "lock")
    text = pgettext("units", "locked: %(n)s of %(of)s") % {"n": shown.num_locked, "of": shown.num_expected}
    return chip(text, "", "lock")


@register.simple_tag
def reached_chip(standing: Any) -> SafeString:
    """How far a unit's year has come; None: open."""
    told: Any = getattr(standing, "reached", None)
    reached = str(told or "")
    if not reached and getattr(standing, "remark", None):
        return chip(pgettext("figures", "returned"), "warn", "undo")
    return chip(*REACHED[reached])


@register.simple_tag
def report_chip(report: Any) -> SafeString:
    """Whether everybody may read a report."""
    if report is None or report.pk is None:
        return chip(pgettext("report", "nothing written yet"), "", "edit")
    if report.published_at:
        return chip(pgettext("report", "published"), "ok", "publish")
    return chip(pgettext("report", "draft"), "warm", "edit")


@register.simple_tag
def act_word(act: Any) -> str:
    """What was done, on which level."""
    return f"{STEPS[act.step]} ({LEVELS[act.level]})"


@register.simple_tag
def signed(indicator: Indicator, value: Fraction) -> str:
    """A difference with its sign, shares in percentage points."""
    told = indicator_value(indicator, abs(value))
    if indicator.unit.value == "share":
        told = told.removesuffix(f"{NBSP}%") + NBSP + _("pp")
    return f"{_sign(value)}{told}"


@register.simple_tag
def plus(value: Decimal) -> str:
    """A number with its sign."""
    return f"{_sign(value)}{plain_number(abs(value))}"


@register.simple_tag
def node_name(node: str, name: str) -> str:
    """What a node is called."""
    return node_word(node, name)


@register.simple_tag
def board_link(node: str, query: Mapping[str, str]) -> str:
    """The address of a node's board."""
    return board_url(node, **query)


def _sign(value: Fraction | Decimal) -> str:
    if not value:
        return "±"
    return "+" if value > 0 else "\u2212"


@register.simple_tag
def hundred(value: Fraction) -> str:
    """A score of 0..1 in hundredths."""
    return num(Fraction(value) * 100, 1)


@register.simple_tag
def unit_name(standing: Any, names: Mapping[str, str]) -> str:
    """The college of a standing, or that it is the cluster's own."""
    key = f"{standing.cluster_id}/{standing.college}"
    return names.get(key, standing.college) if standing.college else node_word(f"unit:{standing.cluster.key}/", "")


@register.simple_tag
def may_rank(user: Any) -> bool:
    """True for those who see at least one region: they may open the ranking of industries."""
    return any(kind != "industry" for kind, _name in Audience(user).realms)


@register.filter
def nth(values: Sequence[str], place: int) -> str:
    """The word at a place, from 0: heads of columns beside their cells."""
    return values[place]
