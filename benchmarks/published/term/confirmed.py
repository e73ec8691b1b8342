"""
Causes and prices of a programme, each looked at again by solves of their own that know nothing of how they were found.

`python -m benchmarks.published.term --causes [--limit-s N]`: of the realistic programmes, one table.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass

from remeslo.core.curriculum.causes.causeset import CauseSet, cause_set
from remeslo.core.curriculum.causes.keep import only
from remeslo.core.curriculum.causes.part import parts
from remeslo.core.curriculum.limits import Limits
from remeslo.core.curriculum.prices.price import Price
from remeslo.core.curriculum.prices.pricelist import price_list
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import Status, TermResult
from remeslo.core.curriculum.solve import answer
from remeslo.core.curriculum.whatif.apply import apply


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """
    What came out for one programme.

    Parameters
    ----------
    wrong
        What solving again contradicted, in words; empty when all holds.
    open_
        Claims that solving again could not decide within its limit.
    prices, saving, proven
        Prices in the list, those of which one unit saves weeks, those proven.
    looked
        Claims that were solved again.
    """

    name: str
    weeks: int | None
    causes: CauseSet | None
    prices: int
    saving: int
    proven: int
    looked: int
    wrong: tuple[str, ...]
    open_: int
    seconds: float
    again: float


def confirmed(name: str, problem: TermProblem, *, limit_s: float, sample: int = 8) -> Confirmed:
    """
    Cause set and price list within ``limit_s`` each, then their claims again.

    Again: every claim of the cause set, every price that saves weeks, and one in ``sample`` of those that save none.
    """
    began = time.perf_counter()
    result = answer(problem, Limits(limit_s, reproducible=False), weeks_only=True)
    causes = cause_set(problem, result, limit_s=limit_s)
    prices = price_list(problem, result, causes=causes, curve=0, limit_s=limit_s)
    found = time.perf_counter()
    again = _Again(limit_s)
    if causes is not None:
        again.causes(problem, causes)
    again.prices(problem, prices, sample)
    return Confirmed(
        name=name,
        weeks=result.weeks if result.status is Status.OPTIMAL else None,
        causes=causes,
        prices=len(prices),
        saving=sum((p.unit.saved or 0) > 0 for p in prices),
        proven=sum(p.unit.proven for p in prices),
        looked=again.looked,
        wrong=tuple(again.wrong),
        open_=again.open_,
        seconds=found - began,
        again=time.perf_counter() - found,
    )


class _Again:
    """Solves of their own."""

    def __init__(self, limit_s: float) -> None:
        self.limit_s = limit_s
        self.wrong: list[str] = []
        self.open_ = 0
        self.looked = 0

    def solve(self, problem: TermProblem) -> TermResult:
        """The fewest weeks, from nothing."""
        return answer(problem, Limits(self.limit_s, reproducible=False), weeks_only=True)

    def causes(self, problem: TermProblem, causes: CauseSet) -> None:
        """The members alone forbid one week less; without one of them the others do not; ``alone`` is true."""
        weeks, every = causes.weeks - 1, frozenset(parts(problem, causes.weeks))
        self._expect(only(problem, causes.parts, weeks), False, "the members together")
        for m in causes.members:
            if m.needed:
                self._expect(only(problem, causes.parts - {m.part}, weeks), True, f"without {m.part}")
            if m.alone is not None:
                self._expect(only(problem, every - {m.part}, weeks), m.alone, f"all but {m.part}")

    def prices(self, problem: TermProblem, prices: Iterable[Price], sample: int) -> None:
        """One unit of what has a proven price gives the term that the price tells."""
        proven = [p.unit for p in prices if p.unit.proven]
        nothing = [s for s in proven if not s.saved]
        for step in [s for s in proven if s.saved] + nothing[::sample]:
            self.looked += 1
            result = self.solve(apply(problem, step.change))
            if result.status is not Status.OPTIMAL:
                self.open_ += 1
            elif result.weeks != step.weeks:
                self.wrong.append(f"{step.change}: {step.weeks} weeks, again {result.weeks}")

    def _expect(self, problem: TermProblem, possible: bool, what: str) -> None:
        self.looked += 1
        if not problem.elements:
            if not possible:
                self.wrong.append(f"{what}: nothing is left to plan")
            return
        result = self.solve(problem)
        if result.plan is None and result.status is not Status.INFEASIBLE:
            self.open_ += 1
        elif (result.plan is not None) != possible:
            self.wrong.append(f"{what}: one week less is {'not ' if possible else ''}possible")


def table(rows: Iterable[Confirmed]) -> Iterable[str]:
    """Markdown."""
    yield (
        "| programme | weeks | members of the cause set | irreducible | smallest proven | prices | one unit saves "
        "| proven | claims solved again | contradicted | undecided | found in, s | again in, s |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|---|---|---|"
    for r in rows:
        c = r.causes
        again = f"{r.looked} | {len(r.wrong)} | {r.open_} | {r.seconds:.0f} | {r.again:.0f}"
        yield (
            f"| {r.name} | {r.weeks} | {len(c.members) if c else '-'} | {_yes(c and c.irreducible)} "
            f"| {_yes(c and c.smallest)} | {r.prices} | {r.saving} | {r.proven} | {again} |"
        )


def _yes(said: object) -> str:
    return "yes" if said else "no"
