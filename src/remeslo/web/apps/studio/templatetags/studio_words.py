"""Gestures, names of parts of the page, scores and changes of numbers, as the table's templates write them."""

import hashlib
import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from remeslo.web.apps.common.templatetags.words import NBSP, num
from remeslo.web.apps.programmes.tables.constructor import function_code
from remeslo.web.apps.studio.words import LEVEL, PARTS, line_name

register = template.Library()


@register.simple_tag
def act(name: str, **fields: Any) -> SafeString:
    """``<button {% act "accept" what=r.ref %}>``: the gesture that the button makes."""
    kept = {k: str(v) for k, v in fields.items() if v not in (None, "")}
    return format_html('type="button" data-act="{}"', json.dumps({"act": name, **kept}, ensure_ascii=False))


@register.filter
def dom(ref: Any, kind: str = "x") -> str:
    """A name for a part of the page: the same for the same thing, made of plain letters."""
    return f"{kind}-{hashlib.sha256(str(ref).encode()).hexdigest()[:12]}"


@register.filter
def cited(function: Any) -> str:
    """A work function as people cite it: ``40.002 A/01.2``."""
    return function_code(function)


@register.filter
def line_title(key: str) -> str:
    """The name of a line by its key."""
    return line_name(key)


@register.filter
def level_word(value: int) -> Any:
    """1..3 -> under guidance, alone, able to teach others."""
    return LEVEL[value]


@register.filter
def part_word(name: str) -> Any:
    """A part of the standard's table; a cycle stays as it is written."""
    return PARTS.get(name, name)


@register.filter
def signed(value: int) -> str:
    """+36, −12, 0."""
    return f"+{num(value)}" if value > 0 else num(value)


@register.filter
def change_of(pair: Any) -> int:
    """After less before."""
    before, after = pair
    return int(after or 0) - int(before or 0)


@register.filter
def percent(value: int | None) -> str:
    """86 -> 86 %."""
    return "—" if value is None else f"{num(value)}{NBSP}%"
