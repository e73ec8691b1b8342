"""``{% load organisation_words %}``: roles, kinds, states, fields and requirements in the reader's language."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from remeslo.web.apps.common.templatetags.parts import chip
from remeslo.web.apps.organisations.derived import plain_name
from remeslo.web.apps.organisations.leftovers import Leftover
from remeslo.web.apps.organisations.words import FIELDS, KINDS, LEFTOVERS, REFUSALS, REQUIREMENTS, ROLES, chip_of

register = template.Library()


@register.filter
def role_word(role: str) -> Any:
    """A part in a cluster."""
    return ROLES.get(role, role)


@register.filter
def kind_word(kind: str) -> Any:
    """What an organisation is."""
    return KINDS.get(kind, kind)


@register.filter
def org_field(name: str) -> Any:
    """What a field is called."""
    return FIELDS.get(name, name)


@register.filter
def requirement_word(requirement: str) -> Any:
    """What a step asks for."""
    return REQUIREMENTS.get(requirement, requirement)


@register.filter
def org_value(value: Any, name: str) -> Any:
    """A value of a field: words for kinds and roles, a dash for nothing."""
    if value in ("", None):
        return "—"
    return {"kind": KINDS, "role": ROLES}.get(name, {}).get(str(value), value)


@register.filter
def state_word(state: str) -> Any:
    """A state of a cluster's life."""
    return chip_of(state)[0]


@register.filter
def node_name(node: str) -> str:
    """A region's name; a dash where none is told."""
    return plain_name(node) or "—"


@register.filter
def leftover_word(one: Leftover) -> Any:
    """What rows that name an organisation are."""
    return LEFTOVERS.get(one.model, one.name)


@register.simple_tag
def cluster_state(state: str) -> SafeString:
    """The state of a cluster's life as a chip."""
    return chip(*chip_of(state))


@register.simple_tag
def refusal_chip(code: str) -> SafeString:
    """Why a row will not be entered, as a chip."""
    return chip(REFUSALS.get(code, code), "stop", "lock")
