"""CP-SAT model of mentors for trainees: n[p, m] trainees of placement p are guided by mentor m."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing._cpsat.run import Answer, Effort, run
from remeslo.core.staffing.mentors.placement import Placement, PlacementKey
from remeslo.core.staffing.mentors.problem import MentorProblem
from remeslo.core.staffing.result import Status

Pair = tuple[PlacementKey, PersonKey]


@dataclass
class Found:
    """What a chain of runs gave: the last solution, and value and bound of each objective, as far as it came."""

    guides: dict[Pair, int] = field(default_factory=dict)
    values: list[int] = field(default_factory=list)
    bounds: list[int] = field(default_factory=list)
    is_proven: bool = True


class MentorModel:
    """Constraints are the rules of `mentors.plan.check`; objectives those of `MentorScore`, one after the other."""

    def __init__(self, problem: MentorProblem) -> None:
        self.problem = problem
        self.cp = cp_model.CpModel()
        self.n: dict[Pair, cp_model.IntVar] = {}
        self.used: dict[Pair, cp_model.IntVar] = {}
        for p in problem.placements:
            for m in problem.pairs[p.key]:
                most = min(p.trainees, problem.trainees_max)
                self.n[p.key, m] = self.cp.new_int_var(0, most, "")
                self.used[p.key, m] = self.cp.new_bool_var("")
                self.cp.add(self.n[p.key, m] <= most * self.used[p.key, m])
        fullest = max((problem.taken(m.key, d) for m in problem.mentors for d in problem.cuts(m.key, ())), default=0)
        self.peak = self.cp.new_int_var(fullest, max(fullest, problem.trainees_max), "peak")
        self._no_more_than_there_are()
        self._no_mentor_above_the_norm()
        self.objectives = (self._unguided(), sum(self.used.values()), self.peak + 0)

    def chain(self, effort: Effort, *, levels: int = 3) -> Found:
        """The first ``levels`` objectives in their order, each held at its best while the next is made least."""
        found = Found()
        for expression in self.objectives[:levels]:
            self.cp.minimize(expression)
            answer = run(self.cp, effort, share=0.6, alone=True)
            if not answer.found:
                found.is_proven = False
                return found
            self._keep(found, answer)
            self.cp.add(expression <= answer.objective)
        return found

    def _keep(self, found: Found, answer: Answer) -> None:
        found.guides = {pair: value for pair, n in self.n.items() if (value := answer.value(n))}
        found.values.append(answer.objective)
        found.bounds.append(answer.bound)
        found.is_proven &= answer.status is Status.OPTIMAL
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for n in (*self.n.values(), *self.used.values()):
            self.cp.add_hint(n, answer.value(n))

    def _no_more_than_there_are(self) -> None:
        """For each p: sum over m of n[p, m] <= trainees of p."""
        for p in self.problem.placements:
            self.cp.add(self._guided(p) <= p.trainees)

    def _no_mentor_above_the_norm(self) -> None:
        """On every day on which somebody comes: those who are there, and those who come, <= norm and <= peak."""
        own: dict[PersonKey, list[Placement]] = {}
        for p, m in self.n:
            own.setdefault(m, []).append(self.problem.placement_of[p])
        for m, placements in own.items():
            for day in self.problem.cuts(m, tuple(placements)):
                here = [self.n[p.key, m] for p in placements if p.first <= day <= p.last]
                taken = self.problem.taken(m, day)
                if here:
                    self.cp.add(sum(here) <= max(0, self.problem.trainees_max - taken))
                    self.cp.add(sum(here) + taken <= self.peak)

    def _guided(self, p: Placement) -> cp_model.LinearExprT:
        return sum(self.n[p.key, m] for m in self.problem.pairs[p.key])

    def _unguided(self) -> cp_model.LinearExprT:
        """Sum over p of weeks of p * (trainees of p - guided of p)."""
        return sum(p.weeks * (p.trainees - self._guided(p)) for p in self.problem.placements)


def guides_of(found: Found) -> Mapping[Pair, int]:
    """Trainees by placement and mentor, in order."""
    return dict(sorted(found.guides.items()))
