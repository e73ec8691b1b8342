"""``{% load staff_words %}``: skills, levels, papers, lacks in the reader's language."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.rights import Lack, LackReason
from remeslo.core.staffing.upskill.problem import Going
from remeslo.web.apps.common.templatetags.parts import chip
from remeslo.web.apps.common.templatetags.words import num, short_day
from remeslo.web.apps.staffplans.scene import Scene
from remeslo.web.apps.staffplans.words import ASKED_OF, EVIDENCE, KINDS, LEVELS, MARKS, OBSTACLES, PAPER_STATES, ROLES

register = template.Library()


@register.filter
def skill_kind(kind: Any) -> Any:
    """Equipment -> оборудование."""
    return KINDS.get(str(kind), kind)


@register.filter
def level_word(level: int) -> Any:
    """3 -> teaches it."""
    return LEVELS.get(level, "—")


@register.filter
def evidence_word(kind: Any) -> Any:
    """Certificate -> Certificate."""
    return EVIDENCE.get(str(kind), kind)


@register.filter
def asked_word(kind: Any) -> Any:
    """Equipment -> machine."""
    return ASKED_OF.get(str(kind), kind)


@register.filter
def role_word(role: Any) -> Any:
    """Master -> Master of production training."""
    return ROLES.get(str(role), role)


@register.filter
def mark_word(mark: str) -> Any:
    """Soon -> runs out soon."""
    return MARKS[mark][0] if mark in MARKS else ""


@register.filter
def mark_icon(mark: str) -> str:
    """Soon -> clock."""
    return MARKS[mark][1] if mark in MARKS else ""


@register.simple_tag
def paper_state(state: str) -> SafeString:
    """The chip of a paper's state."""
    return chip(*PAPER_STATES[state])


@register.filter
def study_year(year: int) -> str:
    """2026 -> 2026/27."""
    return f"{year}/{(year + 1) % 100:02d}"


@register.filter
def in_days(count: int) -> str:
    """12 -> in 12 days; -3 -> 3 days ago."""
    if count < 0:
        return ngettext("%(n)s day ago", "%(n)s days ago", -count) % {"n": num(-count)}
    return ngettext("in %(n)s day", "in %(n)s days", count) % {"n": num(count)}


@register.simple_tag
def lack_words(lack: Lack, scene: Scene) -> str:
    """Why a person may not teach: «no CNC lathe at level 3»."""
    if lack.reason is LackReason.ROLE or lack.skill is None:
        return _("another role teaches this")
    facts = {
        "skill": scene.skill_title(lack.skill),
        "need": lack.need_level,
        "have": lack.have_level,
        "since": short_day(lack.from_day),
        "until": short_day(lack.to_day),
    }
    if lack.reason is LackReason.NEVER_HELD:
        return _("no “%(skill)s” (level %(need)s is needed)") % facts
    if lack.reason is LackReason.LEVEL:
        return _("“%(skill)s”: level %(have)s, and %(need)s is needed") % facts
    return _("“%(skill)s” is not in force from %(since)s to %(until)s") % facts


@register.simple_tag
def person_name(key: Any, scene: Scene) -> str:
    """Name of a person by key; a dash for nobody."""
    return scene.name(key) or "—"


@register.simple_tag
def skill_title(key: Any, scene: Scene) -> str:
    """Name of a skill."""
    return scene.skill_title(key)


@register.simple_tag
def place_title(key: Any, scene: Scene) -> str:
    """Name of an organisation, a workshop, a site or a programme."""
    return scene.title(key)


@register.filter
def obstacle_word(code: str) -> Any:
    """What keeps a person with the right from lessons, in words."""
    return OBSTACLES.get(code, code)


@register.filter
def going_key(going: Going) -> str:
    """A person on a session as addresses and forms name it."""
    return f"{going.person}@{going.session}"


@register.filter
def month_word(day: date, weeks: int) -> str:
    """The month over some weeks: Sept 2026; shorter over few of them."""
    word = date_format(day, "M Y" if weeks > 2 else "M")
    return word if weeks > 1 else word[:1]


@register.filter
def first_of_elements(duties: Iterable[Duty]) -> list[Duty]:
    """The earliest lessons of each element, for short lists."""
    found: dict[tuple[str, str], Duty] = {}
    for duty in sorted(duties, key=lambda d: d.first):
        found.setdefault((duty.programme, duty.element), duty)
    return list(found.values())
