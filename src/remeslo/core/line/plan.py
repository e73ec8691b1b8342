"""The line: a cluster in, one outcome a programme out."""

from collections.abc import Callable
from dataclasses import dataclass

from remeslo.core.base.findings import Finding
from remeslo.core.competence.matching import Encoder
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.explain import explain
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import CancelledFn, Cause, Progress, Status, TermResult
from remeslo.core.curriculum.solve import solve
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.design import Designer, designer
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
    width = (1 - _MATCHING_SHARE) / max(1, len(cluster.programmes))
    for number, outline in enumerate(cluster.programmes):
        if stop():
            break
        one = _One(prepared, outline, tell, stop, _MATCHING_SHARE + width * number, width)
        outcomes.append(one.outcome(limit_s, seed))
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
        self._say(Progress("design"))
        designed = self.designer.design(self.outline)
        findings = list(designed.findings)
        result: TermResult | None = None
        causes: tuple[Cause, ...] = ()
        if designed.problem is not None:
            result, causes, judged = self._term(designed.problem, limit_s, seed)
            findings += [f for f in judged if f not in findings]
        return ProgrammeOutcome(
            key=self.outline.key,
            design=designed.design,
            problem=designed.problem,
            result=result,
            causes=causes,
            findings=tuple(placed(self.outline.key, findings)),
        )

    def _term(
        self, problem: TermProblem, limit_s: float, seed: int
    ) -> tuple[TermResult, tuple[Cause, ...], list[Finding]]:
        """Solves, judges by the checker that knows no solver, and asks what holds the term."""
        result = solve(problem, limit_s=limit_s, seed=seed, progress=self._say_term, cancelled=self.stop)
        self._say(Progress("explain", result.weeks, result.bound))
        asked = result.status is not Status.CANCELLED
        causes = explain(problem, result, seed=seed, cancelled=self.stop) if asked else ()
        judged = check(problem, result.plan) if result.plan is not None else []
        return result, causes, [*judged, *result.findings]

    def _say_term(self, p: Progress) -> None:
        self._say(Progress("term", p.best, p.bound, p.seconds))

    def _say(self, p: Progress) -> None:
        share = self.begin + self.width * _STAGE_SHARES[p.stage]
        self.tell(LineProgress(p.stage, self.outline.key, p.best, p.bound, p.seconds, share))
