"""``{% load money_words %}``: amounts, states and kinds in the reader's language."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from remeslo.web.apps.common.templatetags.parts import chip
from remeslo.web.apps.common.templatetags.words import NBSP, num
from remeslo.web.apps.funding.words import CHOSEN, CLAWBACK_STATES, DONE, ENTRY_KINDS, LINE_STATES

register = template.Library()
_SIGNS = {"RUB": "₽", "EUR": "€", "GBP": "£", "USD": "$"}


@register.filter
def money(amount: Decimal | None, currency: str = "") -> str:
    """1234.5 -> 1 234,50 ₽; more decimals where the amount has them."""
    if amount is None:
        return "—"
    exponent = Decimal(amount).normalize().as_tuple().exponent
    text = num(amount, max(2, -exponent if isinstance(exponent, int) else 2))
    return f"{text}{NBSP}{_SIGNS.get(currency, currency)}" if currency else text


@register.simple_tag
def line_state(state: Any) -> SafeString:
    """The chip of a line's state."""
    return chip(*LINE_STATES[str(state)])


@register.simple_tag
def clawback_state(state: Any) -> SafeString:
    """The chip of a clawback's state."""
    return chip(*CLAWBACK_STATES[str(state)])


@register.filter
def entry_kind(kind: Any) -> Any:
    """What happened to an amount."""
    return ENTRY_KINDS.get(str(kind), kind)


@register.filter
def step_done(action: str) -> Any:
    """A step that was taken."""
    return DONE.get(action, action)


@register.filter
def chosen_why(why: str) -> Any:
    """Why a line is in the sample."""
    return CHOSEN.get(why, why)


@register.filter
def title_of(thing: Any) -> str:
    """``title_ru`` or ``title_en`` of a pack, a rule, a parameter."""
    english = (get_language() or "ru").startswith("en")
    return str(thing.title_en if english else thing.title_ru)


@register.filter
def worded(pair: tuple[str, str]) -> str:
    """The reader's one of (Russian, English)."""
    return pair[1] if (get_language() or "ru").startswith("en") else pair[0]
