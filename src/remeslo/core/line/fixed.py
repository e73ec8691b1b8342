"""A term problem from a bare table of elements: an existing curriculum, without demand or competences."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from math import ceil

from remeslo.core.base.calendar import WEEKS_PER_COURSE, YearLayout, academic_calendar
from remeslo.core.competence.outline import OutlineElement
from remeslo.core.competence.statestandard import EntryBase, ProgrammeKind
from remeslo.core.curriculum.links import module_links
from remeslo.core.curriculum.norms import NormPack
from remeslo.core.curriculum.problem import Precedence, RuleValue, TermElement, TermProblem
from remeslo.core.curriculum.rules import Rule, rules_from_pack
from remeslo.core.line.supplies import last_stretch, weeks_allowed
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
    regular_years: int | Fraction = 0,
) -> TermProblem:
    """
    The problem of a table under a norm pack; the first course begins on the 1 September of ``day``'s year.

    Parameters
    ----------
    layout
        ``None``: the year that the pack itself speaks of, see `own_year`.
    regular_years
        Regular length of the programme, for norms that ask for hours a year; 0: they do not bind.

    Workshops and teachers that elements name are of a cluster that a table does not have: they bind nothing.
    """
    week = max(1, int(pack.on("week_max_hours", day).amount))
    given = tuple(elements)
    listed = tuple(_element(e, week) for e in given)
    rules = rules_from_pack(pack, day=day, kind=kind, base=base, regular_years=regular_years)
    layout = layout or own_year(rules)
    courses = ceil(sum(e.hours_max for e in listed) / (week * max(1, layout.autumn + layout.spring))) + 1
    courses = max(courses, ceil(last_stretch(given) / WEEKS_PER_COURSE))
    return TermProblem(
        key=key,
        calendar=academic_calendar(day.year, (layout,) * courses),
        elements=module_links(listed),
        rules=rules,
    )


def own_year(rules: Mapping[str, RuleValue]) -> YearLayout:
    """
    A course as these rules ask for it.

    The customary one, with its winter break, where they know a winter vacation; else two halves of study without a
    break, and the least vacation that they ask for at the end.
    """
    if Rule.WINTER_VACATION_WEEKS_MIN in rules:
        return YearLayout()
    vacation = rules.get(Rule.VACATION_WEEKS_MIN)
    study = WEEKS_PER_COURSE - min(WEEKS_PER_COURSE - 1, ceil(vacation.amount) if vacation else 0)
    return YearLayout(autumn=study - study // 2, winter=0, spring=study // 2)


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
        weeks_allowed=weeks_allowed(e.weeks),
    )
