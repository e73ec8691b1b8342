"""
Why a request got nothing: each cause confirmed by solving again without it, all other grants kept.

Solving again is exact here: with all other grants kept, one request is left, and every grant of it is tried.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from remeslo.core.base.findings import ProblemError
from remeslo.core.network._cpsat.instead import refused_instead
from remeslo.core.network._cpsat.run import Effort
from remeslo.core.network.book import Book
from remeslo.core.network.choices import choices
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.relax import named, possible_causes, without
from remeslo.core.network.request import Grant, RequestKey
from remeslo.core.network.result import Allocation, CancelledFn, Cause, CauseKind, Refusal
from remeslo.core.network.taking import blocks, reached_daily

_HELD = (CauseKind.REQUESTS, CauseKind.GROUP)
_ANYWHERE = (CauseKind.GROUP, CauseKind.WEEKS, CauseKind.SHIFT)
"""Causes that are about the request itself, not about one of its places."""


def explain(
    problem: AllocationProblem,
    allocation: Allocation,
    request: RequestKey,
    *,
    rivals: bool = False,
    limit_s: float = 10.0,
    work_limit: float | None = None,
    seed: int = 0,
    workers: int = 8,
    cancelled: CancelledFn | None = None,
) -> Refusal:
    """
    Why a request is refused: single causes, any of which would do; where there is none, a smallest set that does.

    Requests that hold a place (or the group) are named, and only those that have to leave.

    Parameters
    ----------
    rivals
        True: also asks who would be refused in its place in the best allocation that grants it (`Refusal.instead`);
        only this takes a search, which the limits are for.

    Raises ProblemError for a request that the problem does not have, or that is granted.
    """
    if request not in problem.request_of or request in allocation.grants:
        raise ProblemError(f"request {request}: not in the problem, or granted.")
    asking = _Asking(problem, allocation, request)
    could_be = asking.let_in(()) is not None
    alone, causes = (True, ()) if could_be else asking.causes()
    instead = None
    if rivals and not could_be:
        effort = Effort(limit_s, work_limit, seed, workers, cancelled)
        instead = refused_instead(problem, allocation, request, effort)
    return Refusal(request, causes, each_alone=alone, could_be=could_be, instead=instead)


@dataclass
class _Asking:
    """The questions about one request."""

    problem: AllocationProblem
    allocation: Allocation
    request: RequestKey

    def __post_init__(self) -> None:
        """Only grants that can touch the request are kept in mind; others change no answer."""
        near = {k: g for k, g in self.allocation.grants.items() if self._touches(k, g)}
        requests = tuple(r for r in self.problem.requests if r.key in near or r.key == self.request)
        keys = {r.key for r in requests}
        self.allocation = Allocation(near)
        self.problem = replace(
            self.problem,
            requests=requests,
            previous={},
            pinned={k: g for k, g in self.problem.pinned.items() if k in keys},
        )

    def _touches(self, key: RequestKey, grant: Grant) -> bool:
        """True for a grant at one of its places, of its groups or team, of its partner's quotas, or that takes beds."""
        asked, other = self.problem.request_of[self.request], self.problem.request_of[key]
        return (
            grant.place in asked.places
            or not set(asked.groups).isdisjoint(other.groups)
            or (asked.team != "" and asked.team == other.team)
            or asked.partner == other.partner
            or not reached_daily(self.problem, other, self.problem.place_of[grant.place])
        )

    def let_in(self, causes: Iterable[Cause]) -> Grant | None:
        """What the request could get if these causes were not; ``None``: nothing."""
        stated, kept = without(self.problem, self.allocation, self.request, causes)
        book = Book(stated, kept.grants)
        return next((g for g in choices(stated, stated.request_of[self.request]) if book.fits(self.request, g)), None)

    def causes(self) -> tuple[bool, tuple[Cause, ...]]:
        """Whether single causes do, and all of them; or a smallest set, the first by order of `possible_causes`."""
        every = possible_causes(self.problem, self.allocation, self.request)
        single = [c for c in every if self.let_in((c,)) is not None]
        if single:
            return True, tuple(self._told((c,))[0] for c in single)
        for number in range(2, len(every) + 1):
            for together in combinations(every, number):
                if _may_do(together) and self.let_in(together) is not None:
                    return False, self._told(together)
        return True, ()

    def _told(self, causes: tuple[Cause, ...]) -> tuple[Cause, ...]:
        """Confirmed causes, with only those requests that have to leave, and the weeks that it is about."""
        for at, cause in enumerate(causes):
            if cause.kind in _HELD:
                causes = (*causes[:at], self._fewest(causes, at), *causes[at + 1 :])
        grant = self.let_in(causes)
        stated, _ = without(self.problem, self.allocation, self.request, causes)
        weeks = () if grant is None else tuple(b.week for b in blocks(stated.request_of[self.request], grant))
        return tuple(replace(c, confirmed=grant is not None, facts=_with_weeks(c, weeks)) for c in causes)

    def _fewest(self, causes: tuple[Cause, ...], at: int) -> Cause:
        """One cause of several, held by no request that could stay; those with most days stay first."""
        held = causes[at].facts["requests"]
        needed = list(held) if isinstance(held, tuple) else []
        for key in sorted(needed, key=lambda k: (-self.problem.request_of[k].days, k)):
            fewer = named(causes[at], (k for k in needed if k != key))
            if self.let_in((*causes[:at], fewer, *causes[at + 1 :])) is not None:
                needed.remove(key)
        return named(causes[at], needed)


def _may_do(causes: tuple[Cause, ...]) -> bool:
    """False for causes at different places: a grant is at one place, so fewer of them would do."""
    return len({c.where for c in causes if c.kind not in _ANYWHERE}) <= 1


def _with_weeks(cause: Cause, weeks: tuple[int, ...]) -> dict[str, object]:
    return {"weeks": weeks, **cause.facts}


def refusals(problem: AllocationProblem, allocation: Allocation) -> Iterator[Refusal]:
    """Every refused request of an allocation, explained; one after the other, as they are asked for."""
    for request in problem.requests:
        if request.key not in allocation.grants:
            yield explain(problem, allocation, request.key)
