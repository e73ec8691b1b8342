"""A cause set as its page shows it: each member in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from remeslo.core.curriculum.whatif.change import Decider
from remeslo.interchange.sentences import as_language, label
from remeslo.web.apps.common.templatetags.words import num
from remeslo.web.apps.trials.models import Trial
from remeslo.web.apps.trials.words import DECIDES


@dataclass(frozen=True, slots=True)
class SaidMember:
    """A member in words; ``alone`` True: without it alone a week less is possible, whatever else holds."""

    says: str
    kind: str
    needed: bool
    alone: bool | None
    decides: Decider

    @property
    def decided(self) -> tuple[Any, str, str]:
        """Who would have to agree: words, chip, icon."""
        return DECIDES[self.decides]


@dataclass(frozen=True, slots=True)
class SaidCauses:
    """The whole set; ``members`` is empty when nothing could be confirmed within the time."""

    weeks: int
    by: str
    irreducible: bool
    smallest: bool
    questions: int
    members: tuple[SaidMember, ...]

    @property
    def fewer(self) -> int:
        """The number of weeks that they forbid."""
        return self.weeks - 1


def cause_words(trial: Trial) -> SaidCauses | None:
    """The set that an answered question found."""
    if "causes" not in trial.result:
        return None
    found = trial.result["causes"]
    if not found:
        return SaidCauses(0, "", False, False, 0, ())
    members = tuple(
        SaidMember(
            says=part_words(m["part"]["kind"], m["part"].get("key", ""), m.get("facts", {})),
            kind=m["part"]["kind"],
            needed=bool(m["needed"]),
            alone=m["alone"],
            decides=Decider(m["decides"]),
        )
        for m in found["members"]
    )
    return SaidCauses(
        weeks=found["weeks"],
        by=found["by"],
        irreducible=found["irreducible"],
        smallest=found["smallest"],
        questions=found.get("questions", 0),
        members=members,
    )


def part_words(kind: str, key: str, facts: Mapping[str, Any]) -> str:
    """A part of a term problem in words, with its numbers."""
    language = as_language(get_language() or "ru")
    told = {name: num(v) if isinstance(v, int) and not isinstance(v, bool) else v for name, v in facts.items()}
    values: dict[str, Any] = {"key": key, **_UNTOLD, **told}
    if kind == "rule":
        words = label(f"rule.{key}", language)
        amount = f": {values['amount']}" if values["amount"] else ""
        return words[:1].upper() + words[1:] + amount
    patterns = {
        "vacation": _("Vacations of year %(course)s: %(weeks)s weeks"),
        "holidays": _("Public holidays: %(hours)s h are lost"),
        "resource": _("%(title)s: %(capacity)s places or hours a week"),
        "skill": _("Teachers of “%(key)s”: %(people)s"),
        "curriculum": _("Hours fixed by semester in the curriculum: elements %(elements)s"),
        "window": _("%(element)s %(title)s may lie only in its window of %(weeks)s weeks"),
        "whole_weeks": _("%(element)s %(title)s lies in whole weeks"),
        "element": _("%(element)s %(title)s has to be taught: %(hours)s h"),
        "pace": _("%(element)s %(title)s has at most %(pace)s h a week"),
        "link": _("%(element)s %(title)s follows %(before)s %(before_title)s"),
    }
    return patterns[kind] % values if kind in patterns else f"{kind} {key}"


_UNTOLD = dict.fromkeys(
    ("amount", "course", "weeks", "hours", "title", "capacity", "people", "elements", "element", "pace", "before"), ""
) | {"before_title": ""}
