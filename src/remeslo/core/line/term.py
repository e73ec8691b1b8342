"""From a programme design to its term problem: calendar long enough, elements, links inside modules, rules in force."""

from collections.abc import Mapping
from datetime import date
from math import ceil

from remeslo.core.base.calendar import AcademicCalendar, academic_calendar
from remeslo.core.base.elements import ElementKind
from remeslo.core.competence.design import DesignElement, ProgrammeDesign
from remeslo.core.competence.statestandard import StateStandard
from remeslo.core.curriculum.links import module_links
from remeslo.core.curriculum.norms import NormPack
from remeslo.core.curriculum.problem import Precedence, RuleValue, TermElement, TermProblem
from remeslo.core.curriculum.rules import rules_from_pack
from remeslo.core.line.cluster import Cluster

WHOLE_WEEK_KINDS = frozenset(
    {
        ElementKind.TRAINING_PRACTICE,
        ElementKind.WORK_PRACTICE,
        ElementKind.PREDIPLOMA_PRACTICE,
        ElementKind.FINAL_ATTESTATION,
    }
)


def term_problem(design: ProgrammeDesign, cluster: Cluster, pack: NormPack) -> TermProblem:
    """
    The term problem of a design for the groups that begin in the cluster's start year.

    Raises NoValueInForce when the pack has no value of a norm that the plan cannot do without.
    """
    week = max(1, int(pack.on("week_max_hours", _first_day(cluster)).amount))
    return TermProblem(
        key=design.key,
        calendar=_calendar(design, cluster, week),
        elements=module_links(tuple(_element(e, week) for e in design.elements)),
        rules=_rules(design, cluster, pack),
        required_outcomes=frozenset(o.key for o in design.model.outcomes),
    )


def _rules(design: ProgrammeDesign, cluster: Cluster, pack: NormPack) -> Mapping[str, RuleValue]:
    """The pack's norms on the first day of study, and the minimum hours of the programme's state standard."""
    state = next((s for s in cluster.state_standards if s.code == design.state_standard), None)
    return rules_from_pack(
        pack,
        day=_first_day(cluster),
        kind=design.kind,
        base=design.base,
        total_hours=design.total_hours,
        practice_hours_min=state.min_practice if state else 0,
        disciplines_hours_min=state.min_disciplines if state else 0,
        final_attestation_hours_min=state.min_final_attestation if state else 0,
        standard=_named(state) if state else design.state_standard,
        standard_verified=state.verified if state else False,
    )


def _named(state: StateStandard) -> str:
    """A state standard as a source: its code, its title, and the order and day that brought it in, where known."""
    order = (state.order_number, state.approved.isoformat() if state.approved else "")
    return ", ".join(part for part in (f"{state.code} {state.title}".strip(), *order) if part)


def _first_day(cluster: Cluster) -> date:
    return date(cluster.start_year, 9, 1)


def _calendar(design: ProgrammeDesign, cluster: Cluster, week: int) -> AcademicCalendar:
    """One course more than the hours fill, so that what does not fit shows as a longer term, not as a failure."""
    hours = max(design.total_hours or 0, sum(e.hours_min for e in design.elements))
    study = cluster.layout.autumn + cluster.layout.spring
    courses = ceil(hours / (week * max(1, study))) + 1
    return academic_calendar(cluster.start_year, (cluster.layout,) * courses)


def _element(e: DesignElement, week: int) -> TermElement:
    return TermElement(
        key=e.index,
        title=e.title,
        kind=e.kind,
        hours_min=e.hours_min,
        hours_wanted=e.hours_wanted,
        hours_max=e.hours_max,
        mandatory_min=e.mandatory_min,
        weight=e.weight,
        after=tuple(Precedence(k) for k in e.after),
        attestations=e.attestations,
        whole_weeks=e.kind in WHOLE_WEEK_KINDS,
        max_hours_per_week=week,
        module=e.module,
        cycle=e.cycle,
        semester_hours=e.semester_hours,
        outcomes=tuple(e.first),
        employer_block=e.employer_block,
    )
