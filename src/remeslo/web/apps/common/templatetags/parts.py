"""Small parts of pages: icons, chips, lists of findings."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from remeslo.core.base.findings import Finding, Severity
from remeslo.web.apps.common.enums import State
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.permissions import can as allowed

register = template.Library()

_STATE_CHIPS = {
    State.DRAFT: ("chip-warm", "edit"),
    State.PUBLISHED: ("chip-ok", "done"),
    State.SUPERSEDED: ("", "history"),
}
_SEVERITY = {
    Severity.NOTE: ("note", _("Note")),
    Severity.WARNING: ("warn", _("Warning")),
    Severity.STOPS_PUBLISHING: ("stop", _("Stops publishing")),
    Severity.STOPS_SAVING: ("stop", _("Stops saving")),
}
_ICONS = {"note": "note", "warn": "warning", "stop": "stop"}


@cache
def _sprite() -> str:
    return static("img/icons.svg")


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """An icon of static/img/icons.svg beside a word; screen readers skip it."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>', css, _sprite(), name
    )


@register.simple_tag
def chip(text: Any, kind: str = "", sign: str = "") -> SafeString:
    """A state in a word; kind is ok, warn, stop, note, warm or nothing."""
    return format_html(
        '<span class="chip {}">{}{}</span>', f"chip-{kind}" if kind else "", icon(sign) if sign else "", text
    )


@register.simple_tag
def state_chip(state: str) -> SafeString:
    """The chip of a document's state."""
    css, sign = _STATE_CHIPS[State(state)]
    return format_html('<span class="chip {}">{}{}</span>', css, icon(sign), State(state).label)


@register.inclusion_tag("parts/findings.html")
def findings(found: Iterable[Finding]) -> dict[str, Any]:
    """Findings in words, the gravest first."""
    from remeslo.interchange.sentences import place, say

    language = "en" if (get_language() or "ru").startswith("en") else "ru"
    lines = []
    for f in sorted(found, key=lambda f: -f.severity):
        css, word = _SEVERITY[f.severity]
        says, where = say(f, language), place(f.where, language)  # type: ignore[arg-type]
        shown = "" if where in says.what else where
        lines.append({"css": css, "icon": _ICONS[css], "word": word, "where": shown, "says": says})
    return {"lines": lines}


@register.simple_tag(takes_context=True)
def can(context: dict[str, Any], action: str, thing: Any) -> bool:
    """``{% can "edit_card" document as may_edit %}``: the same question as permissions.can."""
    return allowed(context["request"].user, Action(action), thing)


@register.simple_tag
def url_query(kept: Mapping[str, Any], **more: Any) -> str:
    """``?{% url_query kept year=2028 %}``: what is kept of an address, and more; nothing for what is None."""
    return urlencode({**kept, **{k: v for k, v in more.items() if v is not None}})
