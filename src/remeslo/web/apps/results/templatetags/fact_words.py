"""``{% load fact_words %}``: kinds, names of values and values in the reader's language."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from remeslo.core.base.facts import FactValue
from remeslo.core.results.indicator import Indicator, Unit
from remeslo.core.results.kinds import ValueType
from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.common.templatetags.parts import chip
from remeslo.web.apps.common.templatetags.words import NBSP, num, plain_number, short_day
from remeslo.web.apps.results.kinds import kind_word, rule_of, value_word, word_of_value
from remeslo.web.apps.results.words import FIGURE_STATES, STANDINGS

register = template.Library()
register.filter("fact_kind", kind_word)


@register.simple_tag
def fact_value_name(kind: str, name: str) -> str:
    """The name of a value: what the kind's description calls it."""
    return value_word(kind, name)


@register.simple_tag(takes_context=True)
def fact_value(context: Context, kind: str, name: str, value: FactValue | None) -> str:
    """A value as the reader writes it: a word of a closed list in words, a member of the cluster by its name."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, date):
        return short_day(value)
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, int):
        return num(value)
    rule = rule_of(kind, name)
    if rule is not None and rule.type is ValueType.ORGANISATION:
        houses: Mapping[int, Organisation] = context.get("organisations") or {}
        return next((o.name for o in houses.values() if o.key == value), value)
    return word_of_value(kind, name, value)


@register.simple_tag
def standing_chip(line: Any) -> SafeString:
    """What the other side says about a fact of a list, as a chip."""
    word = "gone" if line.standing is None else str(line.standing)
    if word == "claimed" and line.parties.other is None:
        word = "unasked"
    return chip(*STANDINGS[word])


@register.simple_tag
def standing_of(standing: Any, other: Any) -> SafeString:
    """The same for a standing and the side that is asked."""
    word = "gone" if standing is None else str(standing)
    return chip(*STANDINGS["unasked" if word == "claimed" and not other else word])


@register.simple_tag
def indicator_value(indicator: Indicator, value: Any) -> str:
    """A value in the indicator's unit: 83,4 %, 1 476, 12 000,00."""
    if value is None:
        return "—"
    if indicator.unit is Unit.SHARE:
        return share(value)
    if indicator.unit is Unit.COUNT:
        return num(value)
    return num(Fraction(value), 2)


@register.simple_tag
def share(value: Any) -> str:
    """0.834 -> 83,4 %."""
    return f"{num(Fraction(value) * 100, 1)}{NBSP}%"


@register.simple_tag
def figure_state(state: str) -> SafeString:
    """How far a figure can be relied on, as a chip."""
    return chip(*FIGURE_STATES[state])


@register.filter
def indicator_title(indicator: Indicator) -> str:
    """Its title."""
    return indicator.title_en if _english() else indicator.title_ru


@register.filter
def indicator_text(indicator: Indicator) -> str:
    """Its definition in words."""
    return indicator.text_en if _english() else indicator.text_ru


def _english() -> bool:
    return (get_language() or "ru").startswith("en")


@register.filter
def indicator_code(key: str) -> str:
    """The number by which people know an indicator: of K5.mean, K5."""
    return key.partition(".")[0]
