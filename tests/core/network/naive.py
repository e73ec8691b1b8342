"""The rules of an allocation once more, as plainly as they can be said: days are laid out one by one."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations

from remeslo.core.network.place import ANYBODY
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import Grant, RequestKey


def obeys(problem: AllocationProblem, grants: Mapping[RequestKey, Grant]) -> bool:
    """True when the grants stand together, tried day by day, quota by quota and bed by bed."""
    return (
        all(_asked_for(problem, key, g) for key, g in grants.items())
        and _days(problem, grants)
        and _groups(problem, grants)
        and _quotas(problem, grants)
        and _beds(problem, grants)
        and _teams(problem, grants)
    )


def _teams(problem, grants):
    """Any two of a team lie in the same weeks."""
    weeks = {
        key: [b.week for b in problem.request_of[key].patterns[g.pattern].blocks]
        for key, g in grants.items()
        if problem.request_of[key].together and problem.request_of[key].of is None
    }
    return all(
        weeks[a] == weeks[b]
        for a, b in combinations(weeks, 2)
        if problem.request_of[a].together == problem.request_of[b].together
    )


def _asked_for(problem, key, grant):
    request, place = problem.request_of[key], problem.place_of[grant.place]
    return (
        grant.place in request.places
        and (not request.shifts or grant.shift in request.shifts)
        and request.size <= place.places
        and all(c in request.holds for c in place.asks)
    )


def _days(problem, grants):
    cells = defaultdict(list)
    for key, grant in grants.items():
        for block in problem.request_of[key].patterns[grant.pattern].blocks:
            cells[grant.place, block.week, grant.shift].append((problem.request_of[key], block.days))
    return all(_cell(problem.place_of[p], p_week, shift, who) for (p, p_week, shift), who in cells.items())


def _cell(place, week, shift, who):
    opening = place.opening(week, shift)
    if opening is None:
        return False
    whose = [partner for partner, n in opening.days.items() for _ in range(n)]

    def lay(at, count, learners):
        if at == len(who):
            return True
        request, days = who[at]
        usable = [d for d, w in enumerate(whose) if w in (ANYBODY, request.partner)]
        for chosen in combinations(usable, days):
            if all(count[d] < place.parallel and learners[d] + request.size <= place.places for d in chosen):
                more = Counter(chosen)
                if lay(at + 1, count + more, learners + Counter(dict.fromkeys(chosen, request.size))):
                    return True
        return False

    return lay(0, Counter(), Counter())


def _groups(problem, grants):
    """Days of each learner: those of the whole group and of the own part."""
    busy = Counter()
    parts = {0, *(r.part for r in problem.requests)}
    for key, grant in grants.items():
        request = problem.request_of[key]
        for block in request.patterns[grant.pattern].blocks:
            for group in request.groups:
                for part in parts if request.part == 0 else {request.part}:
                    busy[group, block.week, part] += block.days
    return all(n <= problem.study_days for n in busy.values())


def _quotas(problem, grants):
    """Every day is charged to some quota that covers it, one day after the other."""
    days = []
    for key, grant in grants.items():
        request, place = problem.request_of[key], problem.place_of[grant.place]
        if place.owner != request.partner and place.owner in problem.needs_quota:
            for block in request.patterns[grant.pattern].blocks:
                covering = frozenset(
                    q.key for q in problem.quotas if q.partner == request.partner and q.covers(place.key, block.week)
                )
                days += [covering] * block.days
    return _charged(Counter(days), {q.key: q.days for q in problem.quotas})


def _beds(problem, grants):
    weeks = defaultdict(list)
    for key, grant in grants.items():
        request, place = problem.request_of[key], problem.place_of[grant.place]
        way = problem.way(request.home, place.site)
        if way is None or way > problem.travel.daily_minutes:
            near = frozenset(d.key for d in problem.dormitories if place.site in d.near)
            for block in request.patterns[grant.pattern].blocks:
                weeks[block.week] += [near] * request.size
    return all(_charged(Counter(w), {d.key: d.beds for d in problem.dormitories}) for w in weeks.values())


def _charged(asked, there_is):
    """Every way of charging what is asked of a set to members of the set."""
    if not asked:
        return True
    names, amount = next(iter(asked.items()))
    rest = {k: n for k, n in asked.items() if k != names}
    return any(_charged(rest, left) for left in _splits(sorted(names), amount, there_is))


def _splits(names, amount, there_is):
    if not names:
        if amount == 0:
            yield there_is
        return
    for taken in range(min(amount, there_is[names[0]]) + 1):
        left = {**there_is, names[0]: there_is[names[0]] - taken}
        yield from _splits(names[1:], amount - taken, left)
