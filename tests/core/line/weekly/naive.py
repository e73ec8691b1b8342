"""Is a week lawful? Day by day and pair by pair, as the rules are told, without the ideas of the checker."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import combinations

from remeslo.core.line.weekly.lesson import Lesson, WeekPlan, WeekProblem
from remeslo.core.line.weekly.rules import DAY_PAIRS, EXAMS_A_DAY, LATEST_END, TRAVEL_MARGIN, WEEK_HOURS


def lawful(problem: WeekProblem, plan: WeekPlan) -> bool:
    if any(x.key not in plan.slots for x in problem.lessons):
        return False
    return all(_day(problem, plan, w, d) for w in problem.weeks for d in range(problem.bells.days)) and all(
        _week(problem, w) for w in problem.weeks
    )


def _learners(lesson: Lesson, problem: WeekProblem):
    """Learners as (group, which subgroup of two, of three...): one for each way to be divided."""
    divisions = sorted({x.subgroups for x in problem.lessons if x.subgroups > 1})
    people = [()]
    for n in divisions:
        people = [(*p, (n, part)) for p in people for part in range(1, n + 1)]
    for group in lesson.groups:
        for person in people:
            if lesson.subgroups == 1 or (lesson.subgroups, lesson.part) in person:
                yield group, person


def _day(problem, plan, monday, day):
    held = [x for x in problem.lessons if monday in x.weeks and plan.slots[x.key].day == day]
    if any(not _alone(problem, plan, x, monday) for x in held):
        return False
    pairs = Counter(who for x in held for who in _learners(x, problem) for _ in range(x.pairs))
    if any(n > problem.rules[DAY_PAIRS] for n in pairs.values()):
        return False
    exams = Counter(who for x in held if x.exam for who in _learners(x, problem))
    if any(n > problem.rules[EXAMS_A_DAY] for n in exams.values()):
        return False
    return all(_two(problem, plan, a, b) for a, b in combinations(held, 2)) and _crowds(problem, plan, held)


def _times(problem, plan, x):
    first = plan.slots[x.key].pair
    bells = problem.bells.pairs[first - 1 : first - 1 + x.pairs]
    return bells[0].start, bells[-1].end, {b.shift for b in bells}


def _alone(problem, plan, x, monday):
    slot = plan.slots[x.key]
    if monday + timedelta(days=slot.day) in problem.holidays:
        return False
    person = next((p for p in problem.people if p.key == x.teacher), None)
    if person and (monday, slot.day) in person.away:
        return False
    _, end, shifts = _times(problem, plan, x)
    if (x.shift and shifts != {x.shift}) or end > problem.rules[LATEST_END]:
        return False
    if not x.rooms:
        return slot.room is None
    if slot.room not in x.rooms:
        return False
    room = next(r for r in problem.rooms if r.key == slot.room)
    inside = {(monday, slot.day, n) for n in range(slot.pair, slot.pair + x.pairs)}
    return room.seats >= x.size and not inside & room.closed


def _two(problem, plan, a, b):
    (a0, a1, _), (b0, b1, _) = _times(problem, plan, a), _times(problem, plan, b)
    together = set(_learners(a, problem)) & set(_learners(b, problem))
    if together and (a.whole_day or b.whole_day):
        return False
    if not together and not (a.teacher and a.teacher == b.teacher):
        return True
    if a0 < b1 and b0 < a1:
        return False
    sites = {r.key: r.site for r in problem.rooms}
    one, two = sites.get(plan.slots[a.key].room), sites.get(plan.slots[b.key].room)
    if not one or not two or one == two:
        return True
    gap = b0 - a1 if b0 >= a1 else a0 - b1
    return gap >= problem.minutes[min(one, two), max(one, two)] + problem.rules[TRAVEL_MARGIN]


def _crowds(problem, plan, held):
    for room in problem.rooms:
        for n in range(1, len(problem.bells.pairs) + 1):
            there = [
                x
                for x in held
                if plan.slots[x.key].room == room.key and plan.slots[x.key].pair <= n < plan.slots[x.key].pair + x.pairs
            ]
            if len(there) > room.parallel or (len(there) > 1 and sum(x.size for x in there) > room.seats):
                return False
    return True


def _week(problem, monday):
    hours = Counter(
        who for x in problem.lessons if monday in x.weeks for who in _learners(x, problem) for _ in range(2 * x.pairs)
    )
    return all(n <= problem.rules[WEEK_HOURS] for n in hours.values())
