"""The line: a cluster in, one outcome a programme out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from remeslo.core.base.findings import Finding
from remeslo.core.competence.matching import Encoder
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.structure.branches import Trunk, programmes_of
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.explain import explain
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import CancelledFn, Cause, Progress, Status, TermResult
from remeslo.core.curriculum.solve import solve
from remeslo.core.line.branching import Limits, plan_branches
from remeslo.core.line.choosing import judge_choices
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.design import Designed, Designer, designer
from remeslo.core.line.graduates import graduates_against_demand
from remeslo.core.line.judge import placed
from remeslo.core.line.outcome import LineOutcome, ProgrammeOutcome


@dataclass(frozen=True, slots=True)
class LineProgress:
    """
    A step of the line.

    Parameters
    ----------
    stage
        ``matching``, ``design``, ``term``, ``explain`` or ``done``.
    programme
        Key of the programme at work; empty for the whole cluster.
    best, bound
        Weeks of the best plan so far and what no plan goes below; ``None`` while unknown.
    seconds
        Seconds inside the running solve.
    share
        Part of the line done, 0..1.
    """

    stage: str
    programme: str = ""
    best: int | None = None
    bound: int | None = None
    seconds: float = 0.0
    share: float = 0.0


LineProgressFn = Callable[[LineProgress], None]

_MATCHING_SHARE = 0.1
_STAGE_SHARES = {"design": 0.0, "term": 0.2, "explain": 0.8}


def plan(
    cluster: Cluster,
    *,
    encoder: Encoder | None = None,
    limit_s: float = 60.0,
    seed: int = 0,
    progress: LineProgressFn | None = None,
    cancelled: CancelledFn | None = None,
) -> LineOutcome:
    """
    Every programme of the cluster from demand to a checked term plan; never raises on bad data.

    ``limit_s`` is for each programme. Cancelled: programmes not reached are left out, the running one keeps its best.
    """
    tell = progress or (lambda _: None)
    stop = cancelled or (lambda: False)
    tell(LineProgress("matching"))
    prepared = designer(cluster, encoder=encoder)
    outcomes: list[ProgrammeOutcome] = []
    width = (1 - _MATCHING_SHARE) / max(1, len(cluster.offered))
    for written in cluster.programmes:
        if stop():
            break
        ones = [
            _One(prepared, outline, tell, stop, _MATCHING_SHARE + width * (len(outcomes) + n), width)
            for n, outline in enumerate(programmes_of(written))
        ]
        if written.branches:
            outcomes += _branches(prepared, written, ones, Limits(limit_s, seed), stop)
        else:
            outcomes += [one.outcome(limit_s, seed) for one in ones]
    tell(LineProgress("done", share=1.0))
    return LineOutcome(
        cluster=cluster.key,
        programmes=tuple(outcomes),
        unanswered=prepared.assignment.unanswered,
        findings=(
            *prepared.assignment.findings,
            *graduates_against_demand(cluster, prepared.assignment, outcomes),
        ),
    )


def _branches(
    prepared: Designer, written: ProgrammeOutline, ones: Sequence["_One"], limits: Limits, stop: CancelledFn
) -> list[ProgrammeOutcome]:
    """Outcomes of the branches of one trunk, in their order."""
    trunk = Trunk(outline=written, branches=tuple(one.outline for one in ones))
    telling = {one.outline.key: one.say for one in ones}
    made = plan_branches(prepared, trunk, limits, progress=telling, cancelled=stop)
    return [one.made(r.branch.designed, r.result, limits.seed, r.findings) for one, r in zip(ones, made, strict=True)]


@dataclass(frozen=True, slots=True)
class _One:
    """One programme on its way through the line; ``begin`` and ``width`` place its progress in the whole."""

    designer: Designer
    outline: ProgrammeOutline
    tell: LineProgressFn
    stop: CancelledFn
    begin: float
    width: float

    def outcome(self, limit_s: float, seed: int) -> ProgrammeOutcome:
        self.say(Progress("design"))
        designed = self.designer.design(self.outline)
        result: TermResult | None = None
        if designed.problem is not None:
            result = solve(designed.problem, limit_s=limit_s, seed=seed, progress=self._say_term, cancelled=self.stop)
        return self.made(designed, result, seed)

    def made(
        self, designed: Designed, result: TermResult | None, seed: int, said: Sequence[Finding] = ()
    ) -> ProgrammeOutcome:
        """The outcome of a result: what holds the term, what the checker has against it."""
        findings = [*designed.findings, *said]
        causes: tuple[Cause, ...] = ()
        if designed.problem is not None and result is not None:
            causes = self._causes(designed.problem, result, seed)
            judged = [*self._judged(designed, designed.problem, result), *result.findings]
            findings += [f for f in judged if f not in findings]
        return ProgrammeOutcome(
            key=self.outline.key,
            design=designed.design,
            problem=designed.problem,
            result=result,
            causes=causes,
            findings=tuple(placed(self.outline.key, findings)),
        )

    def _causes(self, problem: TermProblem, result: TermResult, seed: int) -> tuple[Cause, ...]:
        self.say(Progress("explain", result.weeks, result.bound))
        asked = result.status is not Status.CANCELLED
        return explain(problem, result, seed=seed, cancelled=self.stop) if asked else ()

    def _judged(self, designed: Designed, problem: TermProblem, result: TermResult) -> list[Finding]:
        """Judged by the checker that knows no solver, and once more for each way that students may choose."""
        if result.plan is None:
            return []
        found = check(problem, result.plan)
        pack = self.designer.cluster.norms.get(self.outline.norms)
        if designed.design is not None and pack is not None:
            found += judge_choices(self.designer.cluster, designed.design, result.plan, pack)
        return found

    def _say_term(self, p: Progress) -> None:
        self.say(Progress("term", p.best, p.bound, p.seconds))

    def say(self, p: Progress) -> None:
        """A step of this programme as a step of the whole line."""
        share = self.begin + self.width * _STAGE_SHARES[p.stage]
        self.tell(LineProgress(p.stage, self.outline.key, p.best, p.bound, p.seconds, share))
