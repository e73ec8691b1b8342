"""Parts in facts for their sentences, and who decides on them."""

from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.causes.part import ORDER_RULES, Part, PartKind
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.rules import Rule, binds
from remeslo.core.curriculum.volumes import PRACTICE_KINDS
from remeslo.core.curriculum.whatif.change import Aspect, Change, Decider
from remeslo.core.curriculum.whatif.law import decides


def part_facts(problem: TermProblem, part: Part) -> dict[str, object]:
    """Titles and numbers of a part."""
    key = part.key
    match part.kind:
        case PartKind.RULE:
            value = problem.rules.get(key)
            return {} if value is None else {"amount": value.amount, "source": value.source, "verified": value.verified}
        case PartKind.VACATION:
            return {"course": int(key), "weeks": sum(not w.is_study for w in problem.calendar.of_course(int(key)))}
        case PartKind.HOLIDAYS:
            return {"hours": sum(w.hours_lost for w in problem.calendar)}
        case PartKind.RESOURCE:
            mine = next(r for r in problem.resources if r.key == key)
            return {"title": mine.title, "capacity": mine.capacity}
        case PartKind.SKILL:
            return {"people": sum(key in p.skills for p in problem.people)}
        case PartKind.CURRICULUM:
            return {"elements": sum(bool(e.semester_hours) for e in problem.elements)}
        case PartKind.LINK:
            before, _, after = key.partition(">")
            e = problem.by_key[ElementKey(after)]
            titles = {"title": e.title, "before_title": problem.by_key[ElementKey(before)].title}
            return {"element": after, "before": before, **titles}
        case _:
            return _element_facts(problem, part)


def _element_facts(problem: TermProblem, part: Part) -> dict[str, object]:
    e = problem.by_key[ElementKey(part.key)]
    facts: dict[str, object] = {"element": e.key, "title": e.title, "hours": e.hours_min}
    if part.kind is PartKind.PACE:
        facts["pace"] = e.max_hours_per_week
    if part.kind is PartKind.WINDOW:
        facts["weeks"] = sum(w.index in (e.weeks_allowed or ()) for w in problem.calendar.study)
    return facts


_ASPECTS = {
    PartKind.RULE: Aspect.RULE,
    PartKind.VACATION: Aspect.VACATION,
    PartKind.WINDOW: Aspect.WINDOW,
    PartKind.LINK: Aspect.LINK,
}


def part_decider(problem: TermProblem, part: Part) -> Decider:
    """Who would have to agree to giving the part up altogether."""
    if part.kind is PartKind.RULE and part.key in ORDER_RULES and not binds(problem, Rule(part.key)):
        return Decider.COLLEGE
    if part.kind in (PartKind.ELEMENT, PartKind.HOLIDAYS):
        return Decider.LAW
    if part.kind is PartKind.SKILL or part.kind is PartKind.RESOURCE:
        needing = [
            e for e in problem.elements if part.key in {n.resource for n in e.needs} | {n.skill for n in e.staff}
        ]
        return Decider.EMPLOYER if all(e.kind in PRACTICE_KINDS for e in needing) else Decider.COLLEGE
    aspect = _ASPECTS.get(part.kind)
    return Decider.COLLEGE if aspect is None else decides(problem, Change(aspect, part.key))
