"""``{% load agreement_words %}``: states, kinds and days of agreements in the reader's language."""

from datetime import date, timedelta
from typing import Any

from django import template
from django.utils.safestring import SafeString

from remeslo.web.apps.agreements.enums import Notice, Step
from remeslo.web.apps.agreements.words import BASES, CLAUSES, FORMS, KINDS, STANDINGS, STATES, UNITS
from remeslo.web.apps.common.templatetags.parts import chip

register = template.Library()


@register.simple_tag
def agreement_chip(state: str) -> SafeString:
    """The chip of a state."""
    return chip(*STATES[state])


@register.simple_tag
def standing_chip(standing: str) -> SafeString:
    """The chip of a commitment."""
    return chip(*STANDINGS[standing])


@register.filter
def kind_word(kind: str) -> Any:
    """What is agreed on."""
    return KINDS[kind]


@register.filter
def clause_word(kind: str) -> Any:
    """What a clause says."""
    return CLAUSES[kind]


@register.filter
def unit_word(unit: str) -> Any:
    """In what a quota is counted."""
    return UNITS[unit]


@register.filter
def form_word(form: str) -> Any:
    """Money or in kind."""
    return FORMS[form]


@register.filter
def basis_word(basis: str) -> Any:
    """What an authority rests on."""
    return BASES[basis]


@register.filter
def last_day(until: date | None) -> date | None:
    """The day before the first day after: how people say an end."""
    return until - timedelta(days=1) if until is not None else None


@register.filter
def person_word(people: Any, key: str) -> Any:
    """Name of a person, or the pseudonym."""
    return people.get(key, key)


@register.filter
def step_word(what: str) -> Any:
    """What was done."""
    return Notice(what).label if what in Notice else Step(what).label
