"""A term problem from a bare table of elements: an existing curriculum, without demand or competences."""

from collections.abc import Iterable
from datetime import date
from math import ceil

from remeslo.core.base.calendar import YearLayout, academic_calendar
from remeslo.core.competence.outline import OutlineElement
from remeslo.core.competence.statestandard import EntryBase, ProgrammeKind
from remeslo.core.curriculum.links import module_links
from remeslo.core.curriculum.norms import NormPack
from remeslo.core.curriculum.problem import Precedence, TermElement, TermProblem
from remeslo.core.curriculum.rules import rules_from_pack
from remeslo.core.line.term import WHOLE_WEEK_KINDS


def fixed_problem(
    key: str,
    elements: Iterable[OutlineElement],
    pack: NormPack,
    *,
    day: date,
    kind: ProgrammeKind = ProgrammeKind.WORKER,
    base: EntryBase = EntryBase.BASIC_GENERAL,
    layout: YearLayout | None = None,
) -> TermProblem:
    """The problem of a table under a norm pack; the first course begins on the 1 September of ``day``'s year."""
    week = max(1, int(pack.on("week_max_hours", day).amount))
    listed = tuple(_element(e, week) for e in elements)
    layout = layout or YearLayout()
    courses = ceil(sum(e.hours_max for e in listed) / (week * (layout.autumn + layout.spring))) + 1
    return TermProblem(
        key=key,
        calendar=academic_calendar(day.year, (layout,) * courses),
        elements=module_links(listed),
        rules=rules_from_pack(pack, day=day, kind=kind, base=base),
    )


def _element(e: OutlineElement, week: int) -> TermElement:
    return TermElement(
        key=e.index,
        title=e.title,
        kind=e.kind,
        hours_min=e.hours_min,
        hours_wanted=e.hours_max,
        hours_max=e.hours_max,
        mandatory_min=max(0, min(e.hours_min, e.hours_max - e.variative)),
        after=tuple(Precedence(k) for k in e.after),
        attestations=e.attestations,
        whole_weeks=e.kind in WHOLE_WEEK_KINDS,
        max_hours_per_week=week,
        module=e.module,
        cycle=e.cycle,
        semester_hours=e.semester_hours,
        employer_block=e.employer_block,
    )
