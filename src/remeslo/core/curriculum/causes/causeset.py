"""The cause set of a term: what together makes fewer weeks impossible, each member confirmed by solving again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.bounds import lower_bound
from remeslo.core.curriculum.causes.keep import only
from remeslo.core.curriculum.causes.oracle import Oracle
from remeslo.core.curriculum.causes.part import Part, parts
from remeslo.core.curriculum.causes.shrink import shrunk
from remeslo.core.curriculum.causes.smallest import smallest
from remeslo.core.curriculum.causes.told import part_decider, part_facts
from remeslo.core.curriculum.limits import Limits
from remeslo.core.curriculum.pretest import blocks, pretest
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import CancelledFn, Progress, ProgressFn, Status, TermResult
from remeslo.core.curriculum.whatif.change import Decider
from remeslo.core.curriculum.witness import Witness


@dataclass(frozen=True, slots=True)
class Member:
    """
    One member of a cause set.

    Parameters
    ----------
    needed
        True: without it the other members leave a plan in fewer weeks (found and judged). False: not confirmed.
    alone
        True: without it alone the whole problem has a plan in fewer weeks. False: proven that it has none; something
        else holds the term there too. None: not known.
    decides
        Who would have to agree to giving it up.
    facts
        Numbers and titles for its sentence.
    """

    part: Part
    needed: bool
    alone: bool | None
    decides: Decider
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CauseSet:
    """
    Why fewer than ``weeks`` weeks are impossible: these members together, whatever the rest of the problem says.

    Parameters
    ----------
    weeks
        No plan has fewer calendar weeks.
    irreducible
        True: every member is confirmed as needed.
    smallest
        True: proven that no set of fewer members forbids it.
    by
        The argument that forbids it, as `Bound.by`: hours, chain, window, attestation, curriculum, pretest, search.
    questions
        How many problems were solved for this.
    """

    weeks: int
    members: tuple[Member, ...]
    irreducible: bool
    smallest: bool
    by: str
    questions: int = 0

    @property
    def parts(self) -> frozenset[Part]:
        """The members' names."""
        return frozenset(m.part for m in self.members)


def cause_set(
    problem: TermProblem,
    result: TermResult,
    *,
    limit_s: float = 60.0,
    work_limit: float | None = None,
    seed: int = 0,
    workers: int = 8,
    progress: ProgressFn | None = None,
    cancelled: CancelledFn | None = None,
) -> CauseSet | None:
    """
    The cause set of the bound of a result; of an infeasible one, of there being no plan in the whole calendar.

    The set is irreducible; smallest by number where that could be proven within the limits. ``None`` where nothing is
    known that forbids fewer weeks, or the limits did not suffice to confirm the whole set. Limits are as in `solve`.
    """
    weeks = len(problem.calendar) + 1 if result.status is Status.INFEASIBLE else result.bound
    effort = Limits(limit_s, work_limit, seed, workers, progress, cancelled).effort()
    witness = None if result.plan is None else Witness(problem, result.plan)
    oracle = Oracle(problem, weeks - 1, effort, witness)
    if progress is not None:
        oracle.tell = lambda: progress(Progress("causes", result.weeks, weeks, round(effort.seconds, 1)))
    every = parts(problem, weeks)
    if not oracle.is_impossible(frozenset(every)):
        return None
    found, proven = smallest(oracle, shrunk(oracle, every), every)
    if not oracle.is_impossible(frozenset(found)):
        return None
    return _told(oracle, found, every, proven)


def _told(oracle: Oracle, found: tuple[Part, ...], every: tuple[Part, ...], proven: bool) -> CauseSet:
    chosen, whole = frozenset(found), frozenset(every)
    members = tuple(
        Member(
            part=p,
            needed=oracle.is_possible(chosen - {p}) is True,
            alone=oracle.is_possible(whole - {p}),
            decides=part_decider(oracle.problem, p),
            facts=part_facts(oracle.problem, p),
        )
        for p in found
    )
    irreducible = all(m.needed for m in members)
    return CauseSet(oracle.weeks + 1, members, irreducible, proven and irreducible, _by(oracle, chosen), oracle.asked)


def _by(oracle: Oracle, chosen: frozenset[Part]) -> str:
    """The argument that forbids a plan of these parts."""
    left = only(oracle.problem, chosen, oracle.weeks)
    if oracle.weeks <= 0 or not left.calendar.study:
        return "pretest"
    blocking = [f for f in pretest(left) if blocks(f)]
    if any(f.code not in _BOUNDS for f in blocking):
        return "pretest"
    bound = lower_bound(Axis(left))
    return bound.by if bound.places > len(left.calendar.study) else "search"


_BOUNDS = frozenset({"term.calendar_too_short"})
"""Pre-test findings that say no more than a bound does."""
