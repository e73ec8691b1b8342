"""Chips and words of timetables."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from remeslo.web.apps.common.enums import JobState
from remeslo.web.apps.common.templatetags.parts import chip
from remeslo.web.apps.timetables.words import RUN_STATES

register = template.Library()


@register.simple_tag
def chip_no_clashes() -> SafeString:
    """No rule is broken that stops publishing."""
    return chip(_("no clashes"), "ok", "check")


@register.simple_tag
def run_chip(run: Any) -> SafeString:
    """How far a run is."""
    kind, sign = RUN_STATES[JobState(run.state)]
    return chip(run.get_state_display(), kind, sign)
