"""Who would have to agree to a change: what the norms given with the problem say about it."""

from collections.abc import Iterable
from fractions import Fraction

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.links import is_final, is_module_exam
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.rules import Rule, amount, binds
from remeslo.core.curriculum.shapes import week_limit
from remeslo.core.curriculum.volumes import PRACTICE_KINDS
from remeslo.core.curriculum.whatif.apply import apply
from remeslo.core.curriculum.whatif.change import Aspect, Change, Decider

_ORDER = (Decider.COLLEGE, Decider.EMPLOYER, Decider.LEARNER, Decider.LAW)
_MOST = frozenset(
    {
        Rule.WEEK_MAX_HOURS,
        Rule.EXAMS_PER_YEAR_MAX,
        Rule.CREDITS_PER_YEAR_MAX,
        Rule.VACATION_WEEKS_MAX,
        Rule.MANDATORY_SHARE_MAX,
        Rule.ELEMENTS_PER_WEEK_MAX,
    }
)
"""Rules that more makes weaker."""
_EXACT = frozenset({Rule.TOTAL_HOURS, Rule.PRACTICE_WEEK_HOURS})
"""Rules that any other value breaks."""


def decides_all(problem: TermProblem, changes: Iterable[Change]) -> Decider:
    """The hardest of those who decide on the changes, each judged after those before it."""
    hardest = Decider.COLLEGE
    for change in changes:
        hardest = max(hardest, decides(problem, change), key=_ORDER.index)
        problem = apply(problem, change)
    return hardest


def decides(problem: TermProblem, change: Change) -> Decider:
    """
    Who would have to agree.

    LAW where a hard rule becomes weaker, vacations shorter than the rules say (or no rule says how long they must be),
    hours fewer than the mandatory part, a link goes that a switch rule asks for, a school subject or the final
    attestation is skipped. Whether a norm itself was verified is told by the rule's value, not here.
    """
    match change.aspect:
        case Aspect.RULE:
            return Decider.LAW if _weakens(problem, change) else Decider.COLLEGE
        case Aspect.VACATION:
            return Decider.COLLEGE if _vacations_hold(problem, change) else Decider.LAW
        case Aspect.RECOGNISE:
            return _recognition(problem, change)
        case Aspect.HOURS:
            e = problem.by_key[ElementKey(change.key)]
            least = 1 if change.is_gone else change.value(e.hours_min)
            return Decider.LAW if least < e.mandatory_min else Decider.COLLEGE
        case Aspect.PACE:
            limit = week_limit(problem)
            pace = apply(problem, change).by_key[ElementKey(change.key)].max_hours_per_week
            return Decider.LAW if limit is not None and pace > limit else Decider.COLLEGE
        case Aspect.WINDOW:
            practice = problem.by_key[ElementKey(change.key)].kind in PRACTICE_KINDS
            return Decider.EMPLOYER if practice else Decider.COLLEGE
        case Aspect.LINK:
            return _link(problem, change)
        case _:
            return Decider.COLLEGE


def _weakens(problem: TermProblem, change: Change) -> bool:
    now = problem.rules.get(change.key)
    if now is None or not now.hard:
        return False
    if change.is_gone:
        return True
    value: int | Fraction = change.value(now.amount)
    if change.key in _EXACT:
        return value != now.amount
    return value > now.amount if change.key in _MOST else value < now.amount


def _vacations_hold(problem: TermProblem, change: Change) -> bool:
    """The changed courses keep within the rules on vacations."""
    calendar = apply(problem, change).calendar
    least, most = amount(problem, Rule.VACATION_WEEKS_MIN), amount(problem, Rule.VACATION_WEEKS_MAX)
    winter = amount(problem, Rule.WINTER_VACATION_WEEKS_MIN)
    courses = [int(change.key)] if change.key else calendar.courses
    for course in courses:
        before = sum(1 for w in problem.calendar.of_course(course) if not w.is_study)
        now = sum(1 for w in calendar.of_course(course) if not w.is_study)
        if now < before and (least is None or now < least):
            return False
        if now > before and most is not None and now > most:
            return False
        if winter is not None and len(calendar.winter_of_course(course)) < min(
            winter, len(problem.calendar.winter_of_course(course))
        ):
            return False
    return True


def _recognition(problem: TermProblem, change: Change) -> Decider:
    kept = {ElementKind.SCHOOL, ElementKind.FINAL_ATTESTATION}
    chosen = [e for e in problem.elements if change.key in (e.key, e.module)]
    return Decider.LAW if any(e.kind in kept for e in chosen) else Decider.LEARNER


def _link(problem: TermProblem, change: Change) -> Decider:
    after = problem.by_key[ElementKey(change.key.partition(">")[2])]
    by_rule = (is_final(after) and binds(problem, Rule.FINAL_ATTESTATION_LAST)) or (
        is_module_exam(after) and binds(problem, Rule.MODULE_EXAM_LAST)
    )
    return Decider.LAW if by_rule else Decider.COLLEGE
