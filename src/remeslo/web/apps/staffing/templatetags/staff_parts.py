"""Tabs, states and skills of people's pages."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from remeslo.web.apps.common.frame import reverse_or_none
from remeslo.web.apps.common.permissions import Action, can_somewhere, own_people
from remeslo.web.apps.common.templatetags.parts import chip
from remeslo.web.apps.staffing import words

register = template.Library()


@register.inclusion_tag("staffing/tabs.html", takes_context=True)
def people_tabs(context: dict[str, Any], current: str) -> dict[str, Any]:
    """The pages about people that the reader may open."""
    request = context["request"]
    user, cluster = request.user, request.cluster
    tabs = (
        ("me", "staffing:me", _("My page"), "person", bool(own_people(user, cluster))),
        (
            "people",
            "staffing:people",
            pgettext("section", "People"),
            "people",
            can_somewhere(user, Action.SEE_PEOPLE, cluster),
        ),
        ("plans", "staffplans:gaps", _("Gaps and plans"), "flag", can_somewhere(user, Action.SEE_PEOPLE, cluster)),
        ("courses", "staffing:courses", _("Courses"), "standard", can_somewhere(user, Action.SEE_COURSES, cluster)),
        ("hosting", "staffing:hosting", _("We host"), "organisation", can_somewhere(user, Action.HOST_COURSE, cluster)),
        ("mentors", "staffing:mentors", _("Mentors"), "group", can_somewhere(user, Action.SEE_MENTORSHIP, cluster)),
    )
    shown = [
        {"url": url, "label": label, "icon": icon, "current": key == current}
        for key, name, label, icon, may in tabs
        if may and (url := reverse_or_none(name, cluster=cluster.key))
    ]
    return {"tabs": shown}


@register.simple_tag
def step_chip(state: str) -> SafeString:
    """The chip of a step's state."""
    return _chip(words.STEP_STATES, state)


@register.simple_tag
def paper_chip(state: str) -> SafeString:
    """The chip of a paper's state."""
    return _chip(words.PAPER_STATES, state)


@register.simple_tag
def mentorship_chip(state: str) -> SafeString:
    """The chip of a mentorship's state."""
    return _chip(words.MENTORSHIP_STATES, state)


@register.filter
def staff_word(key: Any, group: str) -> Any:
    """A word of a closed list: ``evidence|staff_word:"EVIDENCE"``."""
    return getattr(words, group).get(key, key)


@register.filter
def skill_kind(key: str) -> Any:
    """The kind of a skill by its key."""
    return words.SKILL_KINDS.get(str(key).partition(":")[0], "")


def _chip(table: Mapping[str, tuple[Any, str, str]], state: str) -> SafeString:
    word, kind, sign = table.get(state, (state, "", ""))
    return chip(word, kind, sign)
