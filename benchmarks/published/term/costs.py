"""
The value of a plan, counted from the instance and the plan alone: no problem, no `check`, no solver of ours.

``None``: the plan breaks a rule of the published problem.
"""

from collections.abc import Callable
from itertools import combinations

from remeslo.core.curriculum.result import TermPlan
from remeslo.interchange.bacp import BacpInstance
from remeslo.interchange.gbac import GbacInstance
from remeslo.interchange.mspsp import MspspInstance
from remeslo.interchange.psplib import PsplibInstance

Judge = Callable[[TermPlan], int | None]


def psplib_cost(instance: PsplibInstance, plan: TermPlan) -> int | None:
    """Makespan; jobs of no time lie where what comes before them has ended."""
    spans = _spans({j.number: j.duration for j in instance.jobs}, "j", plan)
    if spans is None or not _in_order(spans, [(j.number, k) for j in instance.jobs for k in j.successors]):
        return None
    end = max((stop for _, stop in spans.values()), default=0)
    for week in range(end):
        running = [j for j in instance.jobs if j.duration and spans[j.number][0] <= week < spans[j.number][1]]
        for k, capacity in enumerate(instance.capacities):
            if sum(j.requests[k] for j in running) > capacity:
                return None
    return end


def mspsp_cost(instance: MspspInstance, plan: TermPlan, *, single: bool) -> int | None:
    """Makespan; nobody is on two tasks at once, and every task has the people that it needs."""
    tasks = dict(enumerate(instance.tasks, start=1))
    spans = _spans({n: t.duration for n, t in tasks.items()}, "t", plan)
    if spans is None or not _in_order(spans, [(n, k) for n, t in tasks.items() for k in t.successors]):
        return None
    crews = {n: [int(p[1:]) for p in plan.people.get(f"t{n}", ())] for n in tasks}  # type: ignore[call-overload]
    for n, task in tasks.items():
        if task.duration and not _staffed(instance, task.required, crews[n], single=single):
            return None
    for a, b in combinations([n for n in tasks if tasks[n].duration], 2):
        together = spans[a][0] < spans[b][1] and spans[b][0] < spans[a][1]
        if together and set(crews[a]) & set(crews[b]):
            return None
    return max((stop for _, stop in spans.values()), default=0)


def bacp_cost(instance: BacpInstance, plan: TermPlan) -> int | None:
    """The largest load of a period."""
    at = _periods(instance.credits, instance.periods, plan)
    if at is None or any(at[b] >= at[a] for b, a in instance.prerequisites):
        return None
    loads, counts = [0] * instance.periods, [0] * instance.periods
    for n, period in at.items():
        loads[period] += instance.credits[n - 1]
        counts[period] += 1
    if not all(instance.load_min <= v <= instance.load_max for v in loads):
        return None
    if not all(instance.courses_min <= v <= instance.courses_max for v in counts):
        return None
    return max(loads)


def gbac_cost(instance: GbacInstance, plan: TermPlan) -> int | None:
    """Squares of what lies outside floor and ceiling of each curriculum's mean, and undesirable periods."""
    at = _periods(instance.loads, instance.periods, plan)
    if at is None or any(at[b] >= at[a] for b, a in instance.precedences):
        return None
    cost = instance.undesirable_weight * sum(at[c] == p - 1 for c, p in instance.undesirable)
    for courses in instance.curricula:
        total = sum(instance.loads[c - 1] for c in courses)
        low, high = total // instance.periods, -(-total // instance.periods)
        for period in range(instance.periods):
            here = [c for c in courses if at[c] == period]
            if not instance.courses_min <= len(here) <= instance.courses_max:
                return None
            load = sum(instance.loads[c - 1] for c in here)
            cost += instance.balance_weight * max(load - high, low - load, 0) ** 2
    return cost


def _spans(durations: dict[int, int], letter: str, plan: TermPlan) -> dict[int, tuple[int, int]] | None:
    """(start, end) of each number that works; ``None`` when one does not run in one row for its time."""
    found = {}
    for n, duration in durations.items():
        if not duration:
            continue
        weeks = sorted(plan.hours.get(f"{letter}{n}", {}).items())  # type: ignore[call-overload]
        if [w for w, _ in weeks] != list(range(weeks[0][0], weeks[0][0] + duration)) if weeks else True:
            return None
        if any(hours != 1 for _, hours in weeks) or weeks[0][0] < 0:
            return None
        found[n] = (weeks[0][0], weeks[0][0] + duration)
    return found


def _in_order(spans: dict[int, tuple[int, int]], pairs: list[tuple[int, int]]) -> bool:
    """True when everything begins after the end of all that comes before it, however far."""
    following: dict[int, list[int]] = {}
    waits: dict[int, int] = {}
    for before, after in pairs:
        following.setdefault(before, []).append(after)
        waits[after] = waits.get(after, 0) + 1
    ready = dict.fromkeys({b for b, _ in pairs} | set(waits), 0)
    queue = [n for n in ready if not waits.get(n)]
    for n in queue:
        start, end = spans.get(n, (ready[n], ready[n]))
        if start < ready[n]:
            return False
        for after in following.get(n, ()):
            ready[after] = max(ready[after], end)
            waits[after] -= 1
            if not waits[after]:
                queue.append(after)
    return len(queue) == len(ready)


def _staffed(instance: MspspInstance, required: tuple[int, ...], crew: list[int], *, single: bool) -> bool:
    """True when the people cover the needs: each for all skills, or (single) each for one."""
    if len(set(crew)) != len(crew) or any(not 1 <= w <= len(instance.skills_of) for w in crew):
        return False
    skills = [instance.skills_of[w - 1] for w in crew]
    if not single:
        return all(sum(k in own for own in skills) >= n for k, n in enumerate(required, start=1))
    places = [k for k, n in enumerate(required, start=1) for _ in range(n)]
    taken: dict[int, int] = {}

    def seat(place: int, seen: set[int]) -> bool:
        """Somebody for a place, others moved where that helps (augmenting paths)."""
        for person, own in enumerate(skills):
            if places[place] in own and person not in seen:
                seen.add(person)
                if person not in taken or seat(taken[person], seen):
                    taken[person] = place
                    return True
        return False

    return all(seat(place, set()) for place in range(len(places)))


def _periods(loads: tuple[int, ...], periods: int, plan: TermPlan) -> dict[int, int] | None:
    """Period of each course from 0; ``None`` when one is not wholly in one period."""
    found = {}
    for n, load in enumerate(loads, start=1):
        weeks = list(plan.hours.get(f"c{n}", {}).items())  # type: ignore[call-overload]
        if len(weeks) != 1 or weeks[0][1] != load or not 0 <= weeks[0][0] < periods:
            return None
        found[n] = weeks[0][0]
    return found
