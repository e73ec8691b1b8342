"""``{% load fact_words %}``: kinds, names of values and values in the reader's language."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from remeslo.core.base.facts import FactValue
from remeslo.web.apps.common.templatetags.parts import chip
from remeslo.web.apps.common.templatetags.words import num, plain_number, short_day
from remeslo.web.apps.results.kinds import kind_word, value_word, word_of_value
from remeslo.web.apps.results.words import STANDINGS

register = template.Library()
register.filter("fact_kind", kind_word)


@register.simple_tag
def fact_value_name(kind: str, name: str) -> str:
    """The name of a value: what the kind's description calls it."""
    return value_word(kind, name)


@register.simple_tag
def fact_value(kind: str, name: str, value: FactValue | None) -> str:
    """A value as the reader writes it; a word of a closed list in words."""
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
