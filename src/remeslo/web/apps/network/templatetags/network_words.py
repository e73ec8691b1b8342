"""``{% load network_words %}``: names, weeks, groups and states of the network form in the reader's language."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from remeslo.core.line.network.requests import BY_THE_HOUR
from remeslo.web.apps.common.templatetags.parts import chip
from remeslo.web.apps.network.causes import weeks_words
from remeslo.web.apps.network.enums import AskState, Word
from remeslo.web.apps.network.kept import Booking
from remeslo.web.apps.network.scene import Scene
from remeslo.web.apps.network.words import ASK_STATES, CHANGES, USE_STATES, WEEKDAYS

register = template.Library()


@register.filter
def named(key: Any, scene: Scene) -> str:
    """Name of a place, an organisation or a site."""
    return scene.name(key)


@register.filter
def group_words(groups: Iterable[Any]) -> str:
    """Groups by name; lessons by the hour have none of their own."""
    found = dict.fromkeys(_("lessons by the hour") if str(g).startswith(BY_THE_HOUR) else str(g) for g in groups)
    return ", ".join(found)


@register.filter
def when(booking: Booking, scene: Scene) -> str:
    """Weeks of a booking in words."""
    return weeks_words(scene, (b.week for b in booking.blocks))


@register.filter
def weeks_of(weeks: Iterable[int], scene: Scene) -> str:
    """Weeks in words."""
    return weeks_words(scene, weeks)


@register.filter
def week_day(week: int, scene: Scene) -> Any:
    """Monday of a week."""
    return scene.monday(week)


@register.filter
def month_word(month: Any) -> str:
    """The month over some weeks: shorter over few of them."""
    word = date_format(month.day, "M Y" if month.weeks > 3 else "M")
    return word if month.weeks > 1 else word[:1]


@register.filter
def weekday_word(number: int) -> Any:
    """0 -> Mon."""
    return WEEKDAYS[number]


@register.filter
def study_year(year: int) -> str:
    """2026 -> 2026/27."""
    return f"{year}/{(year + 1) % 100:02d}"


@register.simple_tag
def ask_chip(state: str) -> SafeString:
    """The chip of a request between colleges."""
    return chip(AskState(state).label, *ASK_STATES[state])


@register.simple_tag
def use_chip(state: str) -> SafeString:
    """The chip of used days: not entered, waits, confirmed, disputed."""
    if not state:
        return format_html('<span class="quiet small">{}</span>', _("not entered"))
    label = _("waits for the owner") if state == "entered" else Word(state).label
    return chip(label, *USE_STATES["" if state == "entered" else state])


@register.simple_tag
def change_chip(what: str) -> SafeString:
    """The chip of a difference between two versions."""
    return chip(*CHANGES[what])


@register.filter
def item(mapping: Any, key: Any) -> Any:
    """A value of a mapping by any key."""
    return mapping.get(key)
