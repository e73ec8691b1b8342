"""Prior learning recognised: elements leave the programme, their hours and outcomes count as reached."""

from dataclasses import replace
from fractions import Fraction

from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.problem import Choice, RuleValue, TermElement, TermProblem
from remeslo.core.curriculum.result import TermPlan
from remeslo.core.curriculum.rules import Rule, amount
from remeslo.core.curriculum.volumes import PARTS, shared_part
from remeslo.core.curriculum.whatif.change import ChangeRefused


def recognise(problem: TermProblem, keys: frozenset[ElementKey]) -> TermProblem:
    """
    The problem without these elements.

    Each counts with its wanted hours (as near to them as the rest can close to the total), by which the total and the
    minimum of its part become less; the mandatory share is that of the whole programme, recognised hours included. What
    waited for such an element waits no longer. Raises ChangeRefused when nothing would be left.
    """
    gone = [e for e in problem.elements if e.key in keys]
    left = tuple(_without(e, keys) for e in problem.elements if e.key not in keys)
    if not left:
        raise ChangeRefused("whatif.nothing_left", elements=tuple(sorted(keys)))
    return replace(
        problem,
        elements=left,
        rules=_rules(problem, gone, left),
        recognised=problem.recognised | {o for e in gone for o in e.outcomes},
        ways=tuple(Choice(c.key, tuple(w - keys for w in c.ways)) for c in problem.ways),
        previous=None if problem.previous is None else _plan_without(problem.previous, keys),
        done={k: weeks for k, weeks in problem.done.items() if k not in keys},
    )


def _without(e: TermElement, keys: frozenset[ElementKey]) -> TermElement:
    return replace(e, after=tuple(p for p in e.after if p.before not in keys))


def _plan_without(plan: TermPlan, keys: frozenset[ElementKey]) -> TermPlan:
    return TermPlan(
        {k: weeks for k, weeks in plan.hours.items() if k not in keys},
        {k: people for k, people in plan.people.items() if k not in keys},
    )


def _rules(problem: TermProblem, gone: list[TermElement], left: tuple[TermElement, ...]) -> dict[str, RuleValue]:
    credited = _credited(problem, gone, left)
    rules = dict(problem.rules)
    hours = sum(credited.values())
    if Rule.TOTAL_HOURS in rules:
        rules[Rule.TOTAL_HOURS] = _less(rules[Rule.TOTAL_HOURS], hours)
    for rule, kinds in PARTS.items():
        if rule in rules:
            rules[rule] = _less(rules[rule], sum(credited[e.key] for e in gone if e.kind in kinds))
    share = amount(problem, Rule.MANDATORY_SHARE_MAX)
    if share:
        shared = {e.key for e in shared_part(problem)}
        whole = sum((Fraction(e.mandatory_min) for e in problem.elements if e.key in shared), Fraction(0))
        rest = whole - sum(e.mandatory_min for e in gone if e.key in shared)
        needed = whole / share - sum(credited[e.key] for e in gone if e.key in shared)
        if rest > 0 and needed > 0:
            rules[Rule.MANDATORY_SHARE_MAX] = replace(rules[Rule.MANDATORY_SHARE_MAX], amount=rest / needed)
        else:
            del rules[Rule.MANDATORY_SHARE_MAX]
    return rules


def _credited(problem: TermProblem, gone: list[TermElement], left: tuple[TermElement, ...]) -> dict[ElementKey, int]:
    """Hours that each recognised element counts for."""
    credited = {e.key: e.hours_wanted for e in gone}
    total = amount(problem, Rule.TOTAL_HOURS)
    if total is None:
        return credited
    most = int(total) - sum(e.hours_min for e in left if not e.optional)
    least = int(total) - sum(e.hours_max for e in left)
    for e in gone:
        now = sum(credited.values())
        shift = min(0, most - now) or max(0, least - now)
        credited[e.key] = min(e.hours_max, max(e.hours_min, credited[e.key] + shift))
    return credited


def _less(value: RuleValue, hours: int) -> RuleValue:
    return replace(value, amount=max(0, value.amount - hours))
