"""Weeks of term at stake while lessons have nobody, asked of the term part; loads a solver."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from time import monotonic
from typing import Any, Final

from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.line.stakes import Stakes, closed_by, stakes
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.gaps import Gap
from remeslo.core.staffing.result import CancelledFn, Progress, ProgressFn
from remeslo.web.apps.programmes.values import outcome_value
from remeslo.web.apps.staffplans.gapboard import closing, gap_key, needs_of
from remeslo.web.apps.staffplans.scene import Scene

LEAST_S: Final = 2.0
"""Seconds for one question to the term part, at least."""


def stakes_of_gaps(
    here: Scene, *, limit_s: float, workers: int, progress: ProgressFn, cancelled: CancelledFn
) -> dict[str, Any]:
    """Of every gap of the cluster and of each college what the term loses; the earliest are asked first."""
    known: dict[Any, dict[str, Any]] = {}
    asked: list[Gap] = sorted({*here.gaps, *here.college_gaps}, key=lambda g: (g.first_needed, gap_key(g)))
    begun, found = monotonic(), {}
    for n, gap in enumerate(asked):
        if cancelled():
            break
        progress(Progress("stakes", seconds=monotonic() - begun))
        left = (limit_s - (monotonic() - begun)) / (len(asked) - n)
        duties = [here.duty[d] for d in gap.duties]
        since = {d.key: _since(here, gap, d) for d in duties}
        same = frozenset((d.programme, d.element, since[d.key]) for d in duties)
        if same not in known:
            known[same] = at_stake(here, duties, since, limit_s=max(LEAST_S, left), workers=workers)
        found[gap_key(gap)] = known[same]
    return found


def at_stake(
    here: Scene,
    duties: Sequence[Duty],
    since: Mapping[DutyKey, date | None],
    *,
    limit_s: float,
    workers: int,
) -> dict[str, Any]:
    """
    What the terms lose: ``never`` when a programme cannot be finished while nobody learns it; ``weeks`` that its term
    grows by (the most of the programmes) when the first course to come is taken; ``since`` its paper's first day.
    """
    outcomes = _outcomes(here)
    lasting = [s for d, s in since.items() if s is not None]
    if any(since[d.key] is None for d in duties) or not lasting:
        return {"never": True, "weeks": None, "since": None, "proven": True}
    closed = closed_by(duties, since, {g.key: g.start_year for g in here.value.groups})
    told: list[Stakes] = []
    for programme, elements in closed.items():
        outcome = outcomes.get(programme)
        if outcome is not None and outcome.problem is not None:
            share = limit_s / len(closed)
            told.append(stakes(outcome.problem, elements, base=outcome.result, limit_s=share, workers=workers))
    weeks = [s.lost for s in told if s.lost is not None]
    return {
        "never": any(s.impossible for s in told),
        "weeks": max(0, *weeks) if weeks else None,
        "since": max(lasting).isoformat(),
        "proven": bool(told) and all(s.proven for s in told),
    }


def first_course(here: Scene, duty: Duty) -> date | None:
    """
    First day on which somebody could teach a duty that nobody can take: that of the papers of the first course to come
    which gives one of its needs; None where none does.
    """
    sessions = closing(here, duty.needs, duty.first)
    return min((c.since for c in sessions), default=None)


def _since(here: Scene, gap: Gap, duty: Duty) -> date | None:
    """First day of the paper of the first course to come that gives what is lacking; None where none does."""
    sessions = closing(here, needs_of(gap), duty.first)
    return min((c.since for c in sessions), default=None)


def _outcomes(here: Scene) -> Mapping[str, ProgrammeOutcome]:
    found: Iterable[ProgrammeOutcome] = (outcome_value(pk, sha) for pk, sha in here.plans)
    return {o.key: o for o in found}
