"""Linear models in whole numbers, solved objective after objective by CP-SAT."""

from collections.abc import Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from remeslo.core.staffing._cpsat.run import Effort, SolverBroken, run
from remeslo.core.staffing.assign.linear import Linear
from remeslo.core.staffing.assign.problem import Objective
from remeslo.core.staffing.result import Status


@dataclass(frozen=True, slots=True)
class Least:
    """The least value of one objective that was found, and a bound below which none can lie."""

    value: int
    bound: int

    @property
    def is_proven(self) -> bool:
        """True when there is no less."""
        return self.value <= self.bound


class Lexicon:
    """
    One model whose objectives are made least in turn; what was reached is kept while the next is.

    Parameters
    ----------
    values
        All columns of a first solution; it is never given up for a worse one.
    """

    def __init__(self, linear: Linear, values: Sequence[int]) -> None:
        self.linear, self.values = linear, list(values)
        self.cp = cp_model.CpModel()
        self.vars = [
            self.cp.new_bool_var("") if high == 1 else self.cp.new_int_var(0, high, "") for high in linear.highs
        ]
        for row in linear.rows:
            self._row([self.vars[c] for c, _ in row.terms], [w for _, w in row.terms], row.low, row.high)

    def least(
        self, objective: Objective, effort: Effort, *, share: float = 1.0, alone: bool = False, floor: int = 0
    ) -> Least:
        """
        Make an objective least within a share of the effort, then keep it there.

        ``floor``: a bound that is known; nothing is searched where the value at hand meets it.
        """
        value = self.linear.value(objective, self.values)
        terms = self.linear.objectives.get(objective, [])
        lowest = self.linear.constants.get(objective, 0) + sum(w * self.linear.highs[c] for c, w in terms if w < 0)
        bound = max(floor, lowest)
        if value > bound:
            answered = self._search(objective, effort, share=share, alone=alone)
            value = self.linear.value(objective, self.values)
            bound = bound if answered is None else max(bound, answered)
        self._hold(objective, value)
        return Least(value, min(bound, value))

    def _search(self, objective: Objective, effort: Effort, *, share: float, alone: bool) -> int | None:
        """Searches; takes over a better solution; what CP-SAT says no solution can have less of, if it says."""
        columns, weights = self._objective(objective)
        self.cp.minimize(cp_model.LinearExpr.weighted_sum(columns, weights))
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for var, value in zip(self.vars, self.values, strict=True):
            self.cp.add_hint(var, value)
        answer = run(self.cp, effort, share=share, alone=alone)
        self.cp.clear_objective()  # type: ignore[no-untyped-call]
        if answer.status is Status.INFEASIBLE:
            raise SolverBroken("CP-SAT found no assignment where one was given to it.")
        constant = self.linear.constants.get(objective, 0)
        if answer.found and answer.objective + constant < self.linear.value(objective, self.values):
            self.values = self.linear.tightened([answer.value(v) for v in self.vars])
        return answer.bound + constant if answer.found else None

    def _hold(self, objective: Objective, value: int) -> None:
        columns, weights = self._objective(objective)
        if columns:
            self._row(columns, weights, None, value - self.linear.constants.get(objective, 0))

    def _objective(self, objective: Objective) -> tuple[list[cp_model.IntVar], list[int]]:
        terms = self.linear.objectives.get(objective, [])
        return [self.vars[c] for c, _ in terms], [w for _, w in terms]

    def _row(self, columns: list[cp_model.IntVar], weights: list[int], low: int | None, high: int | None) -> None:
        together = cp_model.LinearExpr.weighted_sum(columns, weights)
        if low is not None and low == high:
            self.cp.add(together == low)
            return
        if low is not None:
            self.cp.add(together >= low)
        if high is not None:
            self.cp.add(together <= high)
