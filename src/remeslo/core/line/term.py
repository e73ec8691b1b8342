"""From a programme design to its term problem: calendar long enough, elements, links inside modules, rules in force."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from math import ceil

from remeslo.core.base.calendar import WEEKS_PER_COURSE, AcademicCalendar, academic_calendar, with_holidays
from remeslo.core.base.elements import ElementKind
from remeslo.core.competence.design import DesignElement, ProgrammeDesign
from remeslo.core.competence.outline import OutlineElement, ProgrammeOutline
from remeslo.core.competence.statestandard import StateStandard, state_named
from remeslo.core.competence.structure.folding import fold
from remeslo.core.curriculum.links import module_links
from remeslo.core.curriculum.norms import NormPack
from remeslo.core.curriculum.problem import Precedence, RuleValue, TermElement, TermProblem
from remeslo.core.curriculum.rules import rules_from_pack
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.supplies import Supplies, last_stretch, supplies, weeks_allowed

MONTHS_PER_YEAR = 12
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

    What the programme's outline says of workshops, weeks and teachers comes along, and the cluster's holidays. Raises
    NoValueInForce when the pack has no value of a norm that the plan cannot do without.
    """
    week = max(1, int(pack.on("week_max_hours", _first_day(cluster)).amount))
    written = cluster.outline(design.key)
    folded = fold(written) if written else None
    outline = folded.outline if folded else None
    taken = supplies(written, cluster, week, choices=folded.choices if folded else ())
    said = {e.index: e for o in (written, outline) if o for e in o.elements}
    return TermProblem(
        key=design.key,
        calendar=_calendar(design, cluster, week, outline),
        elements=module_links(tuple(_element(e, week, said.get(e.index), taken) for e in design.elements)),
        rules=_rules(design, cluster, pack),
        required_outcomes=frozenset(o.key for o in design.model.outcomes),
        resources=taken.resources,
    )


def _rules(design: ProgrammeDesign, cluster: Cluster, pack: NormPack) -> Mapping[str, RuleValue]:
    """The pack's norms on the first day of study, and the minimum hours of the programme's state standard."""
    state = state_named(cluster.state_standards, design.state_reference, cluster.day)
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
        regular_years=_regular_years(design, state),
    )


def _regular_years(design: ProgrammeDesign, state: StateStandard | None) -> Fraction:
    """Length of the standard's term that the programme closes to, for norms that ask for hours a year; 0: unknown."""
    terms = state.terms if state else ()
    months = [t.months for t in terms if t.base == design.base and t.total_hours == design.total_hours]
    return Fraction(min(months, default=0), MONTHS_PER_YEAR)


def _named(state: StateStandard) -> str:
    """A state standard as a source: its code, its title, and the order and day that brought it in, where known."""
    order = (state.order_number, state.approved.isoformat() if state.approved else "")
    return ", ".join(part for part in (f"{state.code} {state.title}".strip(), *order) if part)


def _first_day(cluster: Cluster) -> date:
    return date(cluster.start_year, 9, 1)


def _calendar(
    design: ProgrammeDesign, cluster: Cluster, week: int, outline: ProgrammeOutline | None
) -> AcademicCalendar:
    """
    One course more than the hours fill, so that what does not fit shows as a longer term, not as a failure.

    It reaches the latest stretch of weeks that an element names.
    """
    hours = max(design.total_hours or 0, sum(e.hours_min for e in design.elements))
    study = cluster.layout.autumn + cluster.layout.spring
    courses = ceil(hours / (week * max(1, study))) + 1
    if outline is not None:
        courses = max(courses, ceil(last_stretch(outline.elements) / WEEKS_PER_COURSE))
    return with_holidays(academic_calendar(cluster.start_year, (cluster.layout,) * courses), cluster.holidays)


def _element(e: DesignElement, week: int, said: OutlineElement | None, taken: Supplies) -> TermElement:
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
        weeks_allowed=weeks_allowed(said.weeks) if said else None,
        needs=taken.needs.get(e.index, ()),
    )
