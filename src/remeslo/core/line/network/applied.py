"""What grants mean for the groups: their weeks after the exchanges, judged; where each part is taught."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import GroupKey, ProgrammeKey, WorkshopKey
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.result import TermPlan
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.network.booking import request_of
from remeslo.core.line.network.clauses import Executed, under_contracts
from remeslo.core.line.network.moving import Exchange, exchanged
from remeslo.core.line.network.requests import AllocationReading, allocation_problem
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.line.staffing import PlannedProgramme, duties, planned
from remeslo.core.network.request import RequestKey
from remeslo.core.network.result import Allocation
from remeslo.core.staffing.duty import Duty


@dataclass(frozen=True)
class Applied:
    """
    A year after its allocation.

    Parameters
    ----------
    plans
        Term plans of the groups whose weeks were exchanged.
    duties
        Teaching duties of the year, with the weeks and the places granted; a refused practice keeps the weeks of the
        term plan and the workshop that staffing wanted.
    executed
        Who teaches what was granted, by the network contracts.
    findings
        ``network.moves_break_plan`` (hard) for a group whose exchanges are not lawful together; what lies outside of
        every contract.
    """

    plans: Mapping[GroupKey, TermPlan]
    duties: tuple[Duty, ...]
    executed: Mapping[RequestKey, Executed] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def apply(
    cluster: Cluster, outcomes: Iterable[ProgrammeOutcome], reading: AllocationReading, allocation: Allocation
) -> Applied:
    """The groups' weeks and duties under an allocation."""
    by_key = {o.key: o for o in outcomes}
    programmes = {p.key: p for p in planned(cluster, by_key.values())}
    plans: dict[GroupKey, TermPlan] = {}
    findings: list[Finding] = []
    for group, exchanges in moved(reading, allocation).items():
        outcome = by_key[_programme(cluster, group)]
        plan, told = _lawful(outcome, group, exchanges)
        plans[group] = plan
        findings += told
    contracts = under_contracts(cluster, reading, allocation)
    return Applied(
        plans=plans,
        duties=tuple(_duties(cluster, programmes, plans, reading, allocation)),
        executed=contracts.executed,
        findings=(*findings, *contracts.findings),
    )


def moved_reading(
    cluster: Cluster,
    outcomes: Iterable[ProgrammeOutcome],
    reading: AllocationReading,
    applied: Applied,
    allocation: Allocation,
) -> AllocationReading:
    """
    What is asked once the exchanges are granted: practices as before, pinned to their grants, lessons by the hour in
    the weeks that the exchanges gave them.
    """
    again = allocation_problem(cluster, outcomes, reading.year, moves=False, plans=applied.plans)
    hourly = tuple(r for r in again.problem.requests if r.key not in again.asked)
    requests = (*(r for r in reading.problem.requests if r.key in reading.asked), *hourly)
    keys = {r.key for r in requests}
    problem = replace(
        reading.problem,
        requests=requests,
        previous={k: g for k, g in reading.problem.previous.items() if k in keys},
        pinned={k: g for k, g in allocation.grants.items() if k in reading.asked},
    )
    return replace(reading, problem=problem)


def lawfulness(
    cluster: Cluster, outcomes: Iterable[ProgrammeOutcome], reading: AllocationReading, allocation: Allocation
) -> tuple[Finding, ...]:
    """``network.moves_break_plan`` for each group whose exchanges of weeks are not lawful together."""
    by_key = {o.key: o for o in outcomes}
    exchanged_weeks = moved(reading, allocation).items()
    return tuple(f for g, ways in exchanged_weeks for f in _lawful(by_key[_programme(cluster, g)], g, ways)[1])


def unlawful(
    cluster: Cluster, outcomes: Iterable[ProgrammeOutcome], reading: AllocationReading, allocation: Allocation
) -> frozenset[GroupKey]:
    """Groups whose exchanges of weeks are not lawful together."""
    return frozenset(GroupKey(f.where) for f in lawfulness(cluster, outcomes, reading, allocation))


def moved(reading: AllocationReading, allocation: Allocation) -> Mapping[GroupKey, tuple[Exchange, ...]]:
    """Exchanges of weeks by group, each practice once; groups that stay as they are do not appear."""
    found: dict[GroupKey, dict[str, Exchange]] = {}
    for key, grant in allocation.grants.items():
        ways = reading.exchanges.get(key, ())
        if grant.pattern < len(ways) and ways[grant.pattern]:
            asked = reading.asked[key]
            found.setdefault(asked.group.key, {})[asked.key] = ways[grant.pattern]
    return {group: tuple(by.values()) for group, by in found.items()}


def _lawful(
    outcome: ProgrammeOutcome, group: GroupKey, exchanges: tuple[Exchange, ...]
) -> tuple[TermPlan, list[Finding]]:
    """The plan after the exchanges, and what the term part's checker finds hard in it that was not there before."""
    problem, result = outcome.problem, outcome.result
    if problem is None or result is None or result.plan is None:
        raise LookupError(f"programme {outcome.key} has no plan")
    weeks = tuple(sorted({w + 1 for e in exchanges for pair in e for w in pair}))
    try:
        plan = exchanged(result.plan, exchanges)
    except ValueError:
        facts: dict[str, object] = {"group": group, "weeks": weeks, "broken": ()}
        return result.plan, [Finding("network.moves_break_plan", str(group), facts, Severity.STOPS_PUBLISHING)]
    before = {(f.code, f.where) for f in check(problem, result.plan) if f.hard}
    broken = tuple(f.code for f in check(problem, plan) if f.hard and (f.code, f.where) not in before)
    facts = {"group": group, "weeks": weeks, "broken": broken}
    told = Finding("network.moves_break_plan", str(group), facts, Severity.STOPS_PUBLISHING)
    return plan, [told] if broken else []


def _duties(
    cluster: Cluster,
    programmes: Mapping[ProgrammeKey, PlannedProgramme],
    plans: Mapping[GroupKey, TermPlan],
    reading: AllocationReading,
    allocation: Allocation,
) -> Iterable[Duty]:
    for group in cluster.groups:
        programme = programmes.get(group.programme)
        if programme is None:
            continue
        if group.key in plans:
            programme = replace(programme, hours=plans[group.key].hours)
        alone = replace(cluster, groups=(group,))
        for duty in duties(alone, (programme,), years=(reading.year,)).duties:
            yield _placed(duty, reading, allocation)


def _placed(duty: Duty, reading: AllocationReading, allocation: Allocation) -> Duty:
    """The duty where its part was granted a place."""
    key = request_of(duty, reading, allocation)
    if key is None:
        return duty
    place = reading.problem.place_of[allocation.grants[key].place]
    return replace(duty, workshop=WorkshopKey(place.key), site=place.site)


def _programme(cluster: Cluster, group: GroupKey) -> ProgrammeKey:
    return next(g.programme for g in cluster.groups if g.key == group)
