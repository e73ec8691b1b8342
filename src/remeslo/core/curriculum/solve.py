"""
The shortest term: fewest calendar weeks, proven; then the closest fit to demand; then a customary, even calendar.

How: lower bounds by argument; a model by semesters that every plan obeys, whose answer "no" is a proof and whose
answer "yes" is a curriculum table; a calendar drawn for that table; where none can be drawn, the full model by weeks.
A plan as long as the bound is proven shortest, however it was found. See docs/rules for what is promised.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.curriculum._cpsat import stages
from remeslo.core.curriculum._cpsat.custom import CustomSearch
from remeslo.core.curriculum._cpsat.demand import Demand
from remeslo.core.curriculum._cpsat.run import Effort, SolverBroken
from remeslo.core.curriculum._cpsat.semesters import Semesters, table_of
from remeslo.core.curriculum._cpsat.weeks import Weeks
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.bounds import Bound, lower_bound
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.levels import load_levels, unpursued
from remeslo.core.curriculum.limits import Limits
from remeslo.core.curriculum.polish import polish
from remeslo.core.curriculum.pretest import blocks, pretest
from remeslo.core.curriculum.problem import Objective, TermProblem
from remeslo.core.curriculum.result import CancelledFn, Progress, ProgressFn, Status, TermPlan, TermResult
from remeslo.core.curriculum.score import score
from remeslo.core.curriculum.serialsolve import solve_tasks
from remeslo.core.curriculum.serialtasks import tasks_of

TABLE_WORK = 2.0
"""Work on the custom of the curriculum table."""


def solve(
    problem: TermProblem,
    *,
    limit_s: float = 60.0,
    work_limit: float | None = None,
    seed: int = 0,
    workers: int = 8,
    reproducible: bool = True,
    progress: ProgressFn | None = None,
    cancelled: CancelledFn | None = None,
) -> TermResult:
    """
    The shortest lawful plan of a problem, with its bound.

    Parameters
    ----------
    limit_s
        Wall seconds after which the best plan so far is given back: an outer guard.
    work_limit
        CP-SAT's deterministic time; by default so much that the wall limit is not reached. The same problem, seed,
        workers and work limit give the same plan on every run, unless ``limit_s`` cuts one short.
    reproducible
        False: the wall limit alone counts and workers run as fast as they can; two runs may give different plans.
    progress
        Called in this thread with the stage and the weeks and bound known by then.
    cancelled
        Asked about fifty times a second; once True, the best plan so far is given back with ``Status.CANCELLED``.
    """
    return answer(problem, Limits(limit_s, work_limit, seed, workers, progress, cancelled, reproducible))


def answer(problem: TermProblem, limits: Limits, *, weeks_only: bool = False) -> TermResult:
    """What `solve` gives; ``weeks_only``: no more than `shortest` gives."""
    return _Search(problem, limits.effort(), limits.progress, weeks_only).result()


def shortest(problem: TermProblem, effort: Effort) -> TermResult:
    """Only the first objective, for what-ifs: weeks, bound and a plan that is lawful but not made customary or even."""
    return _Search(problem, effort, None, weeks_only=True).result()


@dataclass
class _Search:
    """One solve on its way: what is known so far."""

    problem: TermProblem
    effort: Effort
    progress: ProgressFn | None
    weeks_only: bool = False
    axis: Axis = field(init=False)
    stage: str = "pretest"
    bound: Bound = field(default=Bound(0, ""))
    found: Weeks | None = None
    fit: stages.Fit = field(default=stages.Fit(Status.UNKNOWN, 0))
    close: Status = Status.UNKNOWN
    load: Status = Status.UNKNOWN

    def result(self) -> TermResult:
        """Pretest, then weeks, then the rest at the fixed number of weeks."""
        tasks = tasks_of(self.problem)
        findings = () if tasks is not None and tasks.is_large else tuple(pretest(self.problem))
        if tasks is None:
            findings = (*findings, *unpursued(self.problem))
        if any(blocks(f) for f in findings):
            return TermResult(Status.INFEASIBLE, None, None, 0, "pretest", findings=findings)
        if tasks is not None:
            return solve_tasks(tasks, self.effort, self.progress, findings)
        self.axis = Axis(self.problem)
        self.effort.on_beat = self._tell if self.progress else None
        self._at("bounds")
        if self._is_done():
            return self._facts(findings)
        self.bound = lower_bound(self.axis)
        if self.bound.places <= self.axis.start:
            self.bound = Bound(self.axis.start + 1, "done")
        self._at("weeks")
        impossible = self._weeks()
        if impossible:
            facts = {"weeks": len(self.problem.calendar), "bound": self.bound.places}
            none = Finding("term.no_plan_in_calendar", self.problem.key, facts, Severity.STOPS_PUBLISHING)
            return TermResult(Status.INFEASIBLE, None, None, 0, "search", findings=(*findings, none))
        if self.found is not None and not self.weeks_only and not self.effort.is_over:
            self._improve(self.found)
            self._level(self.found)
        return self._answer(findings)

    def _is_done(self) -> bool:
        """True when the hours done, or none at all, are a plan already: nothing has to be planned."""
        if any(i.certain for i in self.axis.items):
            return False
        return not any(blocks(f) for f in check(self.problem, self.axis.plan({})))

    def _facts(self, findings: tuple[Finding, ...]) -> TermResult:
        plan = self.axis.plan({})
        shown = score(self.problem, plan)
        return TermResult(
            status=Status.OPTIMAL,
            plan=plan,
            weeks=plan.weeks,
            bound=plan.weeks,
            bound_by="done",
            score=shown,
            fit_status=Status.OPTIMAL if not shown.unmet else Status.FEASIBLE,
            even_status=Status.FEASIBLE,
            findings=findings,
            value=plan.weeks,
        )

    def _weeks(self) -> bool:
        """Find the fewest places; True when it is proven that there is no plan at all."""
        places = self._first_possible()
        while places is not None and places <= len(self.axis.weeks):
            verdict = self._plan_at(places)
            if verdict is Status.FEASIBLE:
                return False
            if verdict is Status.INFEASIBLE and self.bound.places == places:
                self.bound = Bound(places + 1, "search")
                self._tell()
            if self.effort.is_over:
                return False
            places += 1
        return self.bound.places > len(self.axis.weeks)

    def _first_possible(self) -> int | None:
        """
        The fewest places for which a curriculum table exists, by bisection; raises the bound on the way.

        A table within some places is one within more places too. ``None``: not even in the whole calendar.
        """
        low, high = self.bound.places, len(self.axis.weeks)
        if stages.is_possible(self.axis, low, self.effort) is not Status.INFEASIBLE:
            return low
        self.bound = Bound(low + 1, "search")
        step = 1
        while low + step < high and self._is_impossible(low + step):
            self.bound = Bound(low + step + 1, "search")
            low, step = low + step, step * 2
        low, high = low + 1, min(low + step, high)
        while low < high:
            middle = (low + high) // 2
            if self._is_impossible(middle):
                low = middle + 1
                self.bound = Bound(low, "search")
            else:
                high = middle
        if low == len(self.axis.weeks) and self._is_impossible(low):
            self.bound = Bound(low + 1, "search")
            return None
        return low

    def _is_impossible(self, places: int) -> bool:
        return stages.is_possible(self.axis, places, self.effort) is Status.INFEASIBLE

    def _plan_at(self, places: int) -> Status:
        """A plan within so many places: FEASIBLE (kept in ``found``), INFEASIBLE (proven), or UNKNOWN."""
        for table in stages.simple_tables(self.axis, places, self.effort):
            self.found = stages.draw(self.axis, table, self.effort)
            if self.found is not None:
                break
        status = Status.FEASIBLE
        if self.found is None and not self.effort.is_over:
            drawn = stages.draw_any(self.axis, places, self.effort)
            self.found, status = drawn.weeks, drawn.status
        if self.found is None:
            return Status.INFEASIBLE if status is Status.INFEASIBLE else Status.UNKNOWN
        self._tell()
        return Status.FEASIBLE

    def _improve(self, found: Weeks) -> None:
        """Fit, then custom, in the weeks of the plan found; soft rules are kept where that costs neither."""
        if Objective.DEPTH in self.problem.objective:
            self._at("fit")
            self.fit = stages.fit(self.axis, found.places, self.effort)
        if self.axis.previous and Objective.CLOSE in self.problem.objective and self._keep_close(found):
            return
        for axis, table in self._starts(found):
            self._at("table")
            better = None if axis.supplies else CustomSearch(axis, table, self.effort).best(TABLE_WORK)
            self._at("calendar")
            drawn = None if better is None else stages.draw(axis, better, self.effort)
            drawn = drawn or stages.draw(axis, table, self.effort)
            if drawn is not None:
                self.found = drawn
                return
        if Demand(self.axis).weights and not self.effort.is_over:
            self._at("fit")
            drawn, fit = stages.draw_fitting(self.axis, found.places, self.effort)
            if drawn is not None:
                self.found, self.fit = drawn, fit

    def _level(self, found: Weeks) -> None:
        """Least load of what is asked for last, with the weeks, depth and closeness that were found."""
        levels = load_levels(self.problem)
        if not levels or self.effort.is_over:
            return
        self._at("load")
        drawn = stages.draw_levels(self.axis, found, levels, self.effort)
        if drawn.weeks is not None:
            self.found, self.load = drawn.weeks, drawn.status

    def _keep_close(self, found: Weeks) -> bool:
        """The plan that moves fewest hours, with as little unmet demand as there may be."""
        self._at("close")
        least = self.fit.unmet if self.fit.status in (Status.OPTIMAL, Status.FEASIBLE) else None
        drawn = stages.draw_close(self.axis, found.places, least, self.effort)
        if drawn.weeks is None:
            return False
        self.found, self.close = drawn.weeks, drawn.status
        return True

    def _starts(self, found: Weeks) -> Iterator[tuple[Axis, Semesters]]:
        """Tables to begin with, the best first."""
        if self.fit.table is None:
            yield self.axis, table_of(self.axis, found.places, found.units)
            return
        if any(not value.hard for value in self.problem.rules.values()):
            softly = Axis(self.problem, soft=True)
            fit = stages.fit(softly, found.places, self.effort)
            if fit.table is not None and fit.unmet <= self.fit.unmet:
                yield softly, fit.table
        yield self.axis, self.fit.table

    def _answer(self, findings: tuple[Finding, ...]) -> TermResult:
        bound = self.axis.term(min(self.bound.places, len(self.axis.weeks)))
        cancelled = self.effort.was_cancelled
        if self.found is None:
            status = Status.CANCELLED if cancelled else Status.UNKNOWN
            return TermResult(status, None, None, bound, self.bound.by, findings=findings)
        self._at("even")
        plan = self._plan(self.found)
        weeks = plan.weeks
        if weeks < bound:
            raise SolverBroken(f"{self.problem.key}: a plan of {weeks} weeks lies below the bound {bound}.")
        status = Status.OPTIMAL if weeks <= bound else Status.CANCELLED if cancelled else Status.FEASIBLE
        self._at("done", weeks)
        return TermResult(
            status=status,
            plan=plan,
            weeks=weeks,
            bound=bound,
            bound_by=self.bound.by,
            score=score(self.problem, plan),
            fit_status=self._fit_status(plan),
            even_status=Status.UNKNOWN if self.weeks_only else Status.FEASIBLE,
            findings=findings,
            value=weeks,
            close_status=self.close if self._closest_as_found() else Status.UNKNOWN,
            load_status=self.load,
        )

    def _plan(self, weeks: Weeks) -> TermPlan:
        """The plan in hours, made even, and judged: a plan that breaks a rule is a fault of ours, never an answer."""
        as_found = self.weeks_only or self._closest_as_found() or self.load is not Status.UNKNOWN
        units = weeks.units if as_found else polish(self.axis, weeks.units, weeks.begins)
        plan = self.axis.plan(units, weeks.people)
        broken = [f for f in check(self.problem, plan) if blocks(f)]
        if broken:
            raise SolverBroken(f"the plan of {self.problem.key} breaks {broken[0].code} at {broken[0].where}.")
        return plan

    def _closest_as_found(self) -> bool:
        """True when closeness comes before evenness: the closest plan is not made even."""
        order = self.problem.objective
        if self.close is Status.UNKNOWN or Objective.EVEN not in order:
            return self.close is not Status.UNKNOWN
        return order.index(Objective.CLOSE) < order.index(Objective.EVEN)

    def _fit_status(self, plan: TermPlan) -> Status:
        """OPTIMAL when no table in these weeks has less unmet demand, and the plan has no more than that."""
        if self.weeks_only:
            return Status.UNKNOWN
        demand = Demand(self.axis)
        least = demand.hours(self.fit.unmet) if self.fit.status is Status.OPTIMAL else Fraction(0)
        reached = score(self.problem, plan).unmet <= least
        return Status.OPTIMAL if reached and demand.is_exact else Status.FEASIBLE

    def _at(self, stage: str, best: int | None = None) -> None:
        self.stage = stage
        self._tell(best)

    def _tell(self, best: int | None = None) -> None:
        if self.progress is None:
            return
        weeks = best
        if weeks is None and self.found is not None:
            weeks = self.axis.plan(self.found.units).weeks
        places = min(self.bound.places, len(self.axis.weeks)) if hasattr(self, "axis") else 0
        bound = self.axis.term(places) if places else None
        self.progress(Progress(self.stage, weeks, bound, round(self.effort.seconds, 1)))
