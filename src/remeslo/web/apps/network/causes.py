"""Why a request was refused, in one sentence a cause: who holds the workshop in which weeks, which quota is used up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from remeslo.core.network.result import Cause, CauseKind, Refusal
from remeslo.web.apps.common.templatetags.words import short_day
from remeslo.web.apps.network.kept import Kept
from remeslo.web.apps.network.scene import Scene
from remeslo.web.apps.network.spans import spans
from remeslo.web.apps.network.words import CAUSES, Text

FEW = 6
"""Groups that are named before the rest is counted."""


@dataclass(frozen=True, slots=True)
class Told:
    """A cause in words; ``confirmed``: solved again without it, the request would be granted."""

    kind: str
    word: Text
    text: str
    confirmed: bool
    requests: tuple[str, ...]


def told(refusal: Refusal, scene: Scene, kept: Kept) -> list[Told]:
    """Causes of a refusal in words."""
    return [
        Told(c.kind, CAUSES.get(c.kind, c.kind), _sentence(c, scene, kept), c.confirmed, _keys(c.facts, "requests"))
        for c in refusal.causes
    ]


def weeks_words(scene: Scene, weeks: Iterable[int]) -> str:
    """«28 Sept – 17 Oct, 2–7 Nov»."""
    return ", ".join(f"{short_day(s.begins)} – {short_day(s.ends)}" for s in spans(scene, weeks))


def _sentence(cause: Cause, scene: Scene, kept: Kept) -> str:
    weeks = sorted({int(str(w)) for w in _items(cause.facts.get("weeks"))})
    facts = {
        "place": scene.name(cause.where),
        "when": weeks_words(scene, weeks) or _("the weeks of the term plan"),
        "groups": _groups(cause, kept),
        "quotas": ", ".join(_keys(cause.facts, "quotas")) or "—",
        "size": cause.facts.get("size", ""),
    }
    match cause.kind:
        case CauseKind.REQUESTS:
            text = ngettext(
                "“%(place)s” lacks %(n)s week (%(when)s) because of %(groups)s.",
                "“%(place)s” lacks %(n)s weeks (%(when)s) because of %(groups)s.",
                len(weeks),
            )
            return text % {**facts, "n": len(weeks)}
        case CauseKind.QUOTA:
            if _keys(cause.facts, "quotas"):
                return _("Quota %(quotas)s is used up: %(when)s, “%(place)s”.") % facts
            return _("There is no quota for “%(place)s”: %(when)s.") % facts
        case CauseKind.OPENING:
            return _("“%(place)s” is closed or kept for others: %(when)s.") % facts
        case CauseKind.PLACES:
            return _("“%(place)s” has too few places beside those who are there (%(when)s).") % facts
        case CauseKind.WEEKS:
            return _("The term plan leaves no other weeks than %(when)s.") % facts
        case CauseKind.CONDITION:
            return (
                _("A condition of use is not met for “%(place)s” (briefing, licence, age, medical examination).")
                % facts
            )
        case CauseKind.DORMITORY:
            return _("No beds near “%(place)s”: %(when)s.") % facts
        case CauseKind.GROUP:
            return _("The group has no free days: %(when)s. It is elsewhere with %(groups)s.") % facts
        case CauseKind.SHIFT:
            return _("“%(place)s” is taken in the shift in which this group learns: %(when)s.") % facts


def _groups(cause: Cause, kept: Kept) -> str:
    """Groups that hold the place, by name."""
    known = [kept.booking_of.get(k) for k in _keys(cause.facts, "requests")]  # type: ignore[call-overload]
    names = list(dict.fromkeys(f"{', '.join(b.groups)} ({b.element})" for b in known if b is not None))
    if len(names) > FEW:
        return _("%(names)s and %(n)s more") % {"names": ", ".join(names[:FEW]), "n": len(names) - FEW}
    return ", ".join(names) or _("other groups")


def _keys(facts: Mapping[str, object], name: str) -> tuple[str, ...]:
    return tuple(str(v) for v in _items(facts.get(name)))


def _items(value: object) -> tuple[object, ...]:
    if isinstance(value, list | tuple | set | frozenset):
        return tuple(value)
    return () if value in (None, "") else (value,)
