"""Rules of a term problem by name, and how a norm pack becomes their values on a day."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.curriculum.norms import Norm, NormPack
from remeslo.core.curriculum.problem import RuleValue, TermProblem


class Rule(StrEnum):
    """
    Keys of ``TermProblem.rules``; docs/rules/README.md has the formula of each.

    A rule that a problem does not have does not bind. Those that end in ``_last`` or ``_recovered`` are
    switches: 1 binds, 0 does not.

    ``week_min_hours``, ``elements_per_week_min``: in every study week up to the last one used, of every group that has
    elements; where weeks are no objective, in every study week of the calendar. ``holiday_hours_recovered``: hours lost
    to public holidays (`Week.hours_lost`) are taught on other days, so that the week holds as many as any other;
    without it, a week holds ``week_max_hours`` less the hours lost.
    """

    WEEK_MAX_HOURS = "week_max_hours"
    PRACTICE_WEEK_HOURS = "practice_week_hours"
    EXAMS_PER_YEAR_MAX = "exams_per_year_max"
    CREDITS_PER_YEAR_MAX = "credits_per_year_max"
    VACATION_WEEKS_MIN = "vacation_weeks_min"
    VACATION_WEEKS_MAX = "vacation_weeks_max"
    WINTER_VACATION_WEEKS_MIN = "winter_vacation_weeks_min"
    TOTAL_HOURS = "total_hours"
    PRACTICE_HOURS_MIN = "practice_hours_min"
    DISCIPLINES_HOURS_MIN = "disciplines_hours_min"
    FINAL_ATTESTATION_HOURS_MIN = "final_attestation_hours_min"
    MANDATORY_SHARE_MAX = "mandatory_share_max"
    FINAL_ATTESTATION_LAST = "final_attestation_last"
    MODULE_EXAM_LAST = "module_exam_last"
    WEEK_MIN_HOURS = "week_min_hours"
    ELEMENTS_PER_WEEK_MIN = "elements_per_week_min"
    ELEMENTS_PER_WEEK_MAX = "elements_per_week_max"
    HOLIDAY_HOURS_RECOVERED = "holiday_hours_recovered"


GROUP_SIZE_MAX = "group_size_max"
"""Norm on groups, not on the term: see `check_group_sizes`."""

CONSTRUCTOR_NORMS = frozenset({"qual_level_max", "school_hours"})
"""Norms that shape a programme before it is planned: the constructor reads them from the same pack."""

HOURS_A_YEAR = {
    "practice_hours_per_year_min": Rule.PRACTICE_HOURS_MIN,
    "disciplines_hours_per_year_min": Rule.DISCIPLINES_HOURS_MIN,
}
"""Norms that ask for hours in each regular year of a programme, and the minimum that they become."""

TERM_NORMS = frozenset({"year_weeks", "final_year_weeks", "term_vacation_weeks"})
"""Norms that `terms` counts a term's weeks and hours by."""

COURSE_NORMS = frozenset({"course_refresher_hours_min", "course_retraining_hours_min", "course_schooling_required"})
"""Norms on short courses for adults: see `competence.courses.kind`."""

READ_NORMS = frozenset({*Rule, GROUP_SIZE_MAX, *CONSTRUCTOR_NORMS, *HOURS_A_YEAR, *TERM_NORMS, *COURSE_NORMS})
"""Norm keys the program reads."""

PEOPLE_NORMS = frozenset(
    {
        "base_difference_hours",
        "contact_share_min",
        "daily_hours_max",
        "final_attestation_weeks_min",
        "life_safety_hours_min",
        "physical_education_hours_min",
        "physical_education_hours_per_week",
        "practice_share_of_cycle_min",
        "school_day_lessons_max",
        "school_exams",
        "school_lessons_per_week_min",
        "school_subjects_in_depth_min",
        "school_subjects_min",
        "school_weeks_per_year",
        "training_years_max",
        "training_years_min",
        "vacation_together_weeks_min",
        "week_all_hours_max",
    }
)
"""Norm keys that are known words, shown with their source, and judged by people: the program does not read them."""

KNOWN_NORMS = READ_NORMS | PEOPLE_NORMS
"""Norm keys with a meaning on docs/rules; a pack may hold others, its reader names them."""


def amount(problem: TermProblem, rule: Rule) -> int | Fraction | None:
    """Value of a rule in a problem; ``None`` when it does not bind."""
    value = problem.rules.get(rule)
    return None if value is None else value.amount


def binds(problem: TermProblem, rule: Rule) -> bool:
    """True when a switch rule is there and on."""
    return bool(amount(problem, rule))


def severity(problem: TermProblem, rule: Rule) -> Severity:
    """What breaking the rule stops: nothing when the pack calls it soft."""
    return Severity.STOPS_PUBLISHING if problem.rules[rule].hard else Severity.WARNING


def rules_from_pack(
    pack: NormPack,
    *,
    day: date,
    kind: str,
    base: str,
    total_hours: int | None = None,
    practice_hours_min: int = 0,
    disciplines_hours_min: int = 0,
    final_attestation_hours_min: int = 0,
    standard: str = "",
    standard_verified: bool = False,
    regular_years: int | Fraction = 0,
) -> Mapping[str, RuleValue]:
    """
    Rules in force on a day for a programme.

    Parameters
    ----------
    kind, base
        Programme kind and entry base; a norm may be qualified by them: ``mandatory_share_max.specialist``,
        ``week_max_hours.ooo``, ``vacation_weeks_min.worker.ooo``. The most qualified one that has a value wins.
    total_hours
        Hours of the state standard's term option; the plan closes to them exactly.
    practice_hours_min, disciplines_hours_min, final_attestation_hours_min
        Minima of the state standard's table; where the pack has the norm too, the larger one binds.
    standard, standard_verified
        Where these hours come from (shown as their source), and whether that was verified.
    regular_years
        Regular length of the programme, for norms that ask for hours a year; 0: they do not bind. Of a part of a year,
        hours are rounded up.

    A norm without a value in force on that day does not bind; nothing is made up in its place.
    """
    rules: dict[str, RuleValue] = {}
    for rule in Rule:
        norm = _norm(pack, rule, day, kind, base)
        if norm is not None:
            value = norm.on(day)
            rules[rule] = RuleValue(_number(value.amount), value.source, value.verified, norm.hard)
    for key, rule in HOURS_A_YEAR.items():
        norm = _norm(pack, key, day, kind, base)
        if norm is not None and regular_years > 0:
            value = norm.on(day)
            hours = ceil(Fraction(value.amount) * regular_years)
            if rule not in rules or rules[rule].amount < hours:
                rules[rule] = RuleValue(hours, value.source, value.verified, norm.hard)
    minima = {
        Rule.PRACTICE_HOURS_MIN: practice_hours_min,
        Rule.DISCIPLINES_HOURS_MIN: disciplines_hours_min,
        Rule.FINAL_ATTESTATION_HOURS_MIN: final_attestation_hours_min,
    }
    for rule, least in minima.items():
        if least > 0 and (rule not in rules or rules[rule].amount < least):
            rules[rule] = RuleValue(least, standard, standard_verified)
    if total_hours is not None:
        rules[Rule.TOTAL_HOURS] = RuleValue(total_hours, standard, standard_verified)
    return rules


def check_group_sizes(sizes: Mapping[str, int], pack: NormPack, day: date) -> list[Finding]:
    """Groups larger than the pack's ``group_size_max`` on that day, each with both numbers."""
    if not pack.has(GROUP_SIZE_MAX, day):
        return []
    norm, limit = pack.norms[GROUP_SIZE_MAX], pack.on(GROUP_SIZE_MAX, day).amount
    how = Severity.STOPS_PUBLISHING if norm.hard else Severity.WARNING
    over = ((key, size) for key, size in sizes.items() if size > limit)
    return [Finding("norms.group_too_large", k, {"group": k, "size": n, "limit": int(limit)}, how) for k, n in over]


def _norm(pack: NormPack, key: str, day: date, kind: str, base: str) -> Norm | None:
    candidates: Iterable[str] = (f"{key}.{kind}.{base}", f"{key}.{kind}", f"{key}.{base}", f"{key}")
    return next((pack.norms[c] for c in candidates if pack.has(c, day)), None)


def _number(value: object) -> int | Fraction:
    exact = Fraction(str(value))
    return exact.numerator if exact.denominator == 1 else exact
