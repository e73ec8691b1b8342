"""A change of a term problem in words: what is changed, and by how much."""

from fractions import Fraction

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.rules import Rule
from remeslo.core.curriculum.whatif.change import Aspect, Change
from remeslo.interchange.sentences import as_language, label
from remeslo.web.apps.common.templatetags.words import NBSP, num


def words(problem: TermProblem, change: Change) -> tuple[str, str]:
    """What is changed in a few words, and by how much; the latter is empty where the former says all."""
    title = _title(problem, change)
    return title[:1].upper() + title[1:], by_words(change)


def by_words(change: Change) -> str:
    """+2, −36, +5 %, = 8; a rule that is given up says so."""
    amount = change.by if change.to is None else change.to
    if amount is None:
        return _("given up") if change.aspect is Aspect.RULE else ""
    percent = change.aspect is Aspect.RULE and change.key == Rule.MANDATORY_SHARE_MAX
    size = -amount if amount < 0 else amount
    written = num(size * 100) + NBSP + "%" if percent else _number(size)
    if change.to is not None:
        return f"= {written}"
    return f"{'+' if amount > 0 else '−'}{written}"


def _number(amount: int | Fraction) -> str:
    return num(amount, 0 if Fraction(amount).denominator == 1 else 2)


def _title(problem: TermProblem, change: Change) -> str:
    key = change.key
    match change.aspect:
        case Aspect.RULE:
            return label(f"rule.{key}", as_language(get_language() or "ru"))
        case Aspect.VACATION:
            return _("Vacation weeks, year %(n)s") % {"n": key} if key else _("Vacation weeks, every year")
        case Aspect.RESOURCE:
            named = next((r.title for r in problem.resources if r.key == key), key)
            return _("Places: %(what)s") % {"what": named}
        case Aspect.PERSON:
            named = next((p.title for p in problem.people if p.key == key), "") or key
            return _("Hours a week of the teacher %(who)s") % {"who": named}
        case Aspect.SKILL:
            return _("Teachers: %(what)s") % {"what": key}
        case Aspect.LINK:
            ends = key.partition(">")
            return _("%(after)s need not wait for %(before)s") % {"after": ends[2], "before": ends[0]}
        case Aspect.WHOLE_WEEKS:
            return _("Practice need not lie in whole weeks")
        case Aspect.CURRICULUM:
            return _("Hours fixed by semester are given up")
        case Aspect.CALENDAR:
            return _("Years of the calendar")
        case _:
            return _of_an_element(change.aspect) % {"what": _named(problem, key)}


def _of_an_element(aspect: Aspect) -> str:
    if aspect is Aspect.WINDOW:
        return _("Window of %(what)s, wider on both sides")
    if aspect is Aspect.PACE:
        return _("Hours a week of %(what)s")
    if aspect is Aspect.HOURS:
        return _("Least hours of %(what)s")
    return _("Recognised as learnt already: %(what)s")


def _named(problem: TermProblem, key: str) -> str:
    """An element's index with its title; a module's own name."""
    return next((f"{e.key} {e.title}".strip() for e in problem.elements if e.key == key), key)
