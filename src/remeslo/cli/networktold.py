"""Figures of an allocation for the terminal and for ``--json``: what was granted, fairness, travel, use."""

from fractions import Fraction

from remeslo.cli.console import Console
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.result import Allocation, AllocationScore
from remeslo.core.network.score import shares
from remeslo.core.network.usage import usage

MOST_SHOWN = 20


def allocation_data(problem: AllocationProblem, allocation: Allocation, score: AllocationScore) -> dict[str, object]:
    """Counts in group-days; shares as numbers 0..1."""
    used = usage(problem, allocation)
    there_is = sum(u.group_days_max for u in used)
    taken = sum(u.group_days for u in used)
    return {
        "requests": len(problem.requests),
        "granted": len(allocation.grants),
        "days_asked": sum(r.days for r in problem.requests),
        "days_granted": sum(problem.request_of[key].days for key in allocation.grants),
        "refused": [r.key for r in problem.requests if r.key not in allocation.grants],
        "unfair": number(score.unfair),
        "shares": [
            {"partner": s.partner, "asked": s.asked, "granted": s.granted, "away": s.away}
            for s in shares(problem, allocation)
        ],
        "travel_learner_hours": round(score.travel / 60),
        "nights": score.nights,
        "moved_blocks": score.moved,
        "changed": score.changed,
        "use": number(Fraction(taken, there_is) if there_is else Fraction(0)),
        "places": [
            {"place": place, "group_days": days, "most": most} for place, days, most in _by_place(problem, allocation)
        ],
    }


def _by_place(problem: AllocationProblem, allocation: Allocation) -> list[tuple[str, int, int]]:
    sums: dict[str, list[int]] = {p.key: [0, 0] for p in problem.places}
    for u in usage(problem, allocation):
        sums[u.place][0] += u.group_days
        sums[u.place][1] += u.group_days_max
    return [(place, days, most) for place, (days, most) in sums.items()]


def tell_allocation(data: dict[str, object], console: Console) -> None:
    """The same in words."""
    text = console.text
    console.say(
        text(
            f"Просьб {data['requests']}, удовлетворено {data['granted']}; группо-дней попросили {data['days_asked']}, "
            f"выделено {data['days_granted']}.",
            f"{data['requests']} requests, {data['granted']} granted; {data['days_asked']} group-days asked for, "
            f"{data['days_granted']} granted.",
        )
    )
    console.say(
        text(
            f"Наибольшая доля отказа у одного партнёра: {percent(data['unfair'])}; в дороге учащиеся проводят "
            f"{data['travel_learner_hours']} ч, ночей в общежитии {data['nights']}; блоков не в своих неделях "
            f"{data['moved_blocks']}; занято {percent(data['use'])} открытых дней.",
            f"The largest share refused to one partner: {percent(data['unfair'])}; learners spend "
            f"{data['travel_learner_hours']} hours on the way and {data['nights']} nights in dormitories; "
            f"{data['moved_blocks']} blocks in other weeks; {percent(data['use'])} of open days are used.",
        )
    )


def number(share: Fraction | int) -> float:
    """A share for JSON."""
    return round(float(share), 4)


def percent(share: object) -> str:
    """A share as per cent."""
    return f"{100 * float(str(share)):.1f} %"
