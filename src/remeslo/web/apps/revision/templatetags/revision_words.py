"""Changes and decisions in words."""

from typing import Any

from django import template

from remeslo.core.competence.revision import Change, Decision
from remeslo.web.apps.revision.words import CHANGE, DECISION

register = template.Library()


@register.filter
def change_chip(change: Change) -> tuple[Any, str, str]:
    """Word, kind of chip and icon."""
    return CHANGE[change]


@register.filter
def decision_word(decision: str) -> tuple[Any, str]:
    """Word and icon."""
    return DECISION[Decision(decision)]
