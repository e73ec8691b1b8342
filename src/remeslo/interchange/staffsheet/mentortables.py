"""Mentors as pages of a workbook: their load, what is wrong, what is missing, the suggestion."""

from collections.abc import Iterable

from remeslo.core.base.findings import Finding
from remeslo.core.line.cluster import Cluster
from remeslo.core.staffing.mentors.load import Stretch
from remeslo.core.staffing.mentors.plan import MentorPlan
from remeslo.core.staffing.mentors.problem import MentorProblem
from remeslo.core.staffing.mentors.shortage import Shortage
from remeslo.interchange.sentences import Language, label, say
from remeslo.interchange.staffsheet.named import Named
from remeslo.interchange.staffsheet.pages import Page, Value, heads, titled


def mentor_pages(
    cluster: Cluster,
    *,
    findings: Iterable[Finding],
    loads: Iterable[Stretch],
    shortages: Iterable[Shortage],
    problem: MentorProblem,
    plan: MentorPlan,
    language: Language,
) -> tuple[Page, ...]:
    """Findings in words, load of the mentors, enterprises that lack mentors or places, who could guide whom."""
    named = Named(cluster)
    return (
        _findings(findings, language),
        _loads(loads, named, language),
        _shortages(shortages, named, language),
        _plan(problem, plan, named, language),
    )


def _findings(findings: Iterable[Finding], language: Language) -> Page:
    rows: list[list[Value]] = []
    for f in sorted(findings, key=lambda f: -f.severity):
        told = say(f, language)
        rows.append([label(f"severity.{f.severity.name.lower()}", language), told.what, told.todo])
    columns = heads(("severity", 20), ("what", 90), ("todo", 60), language=language)
    return Page(title=titled("findings", language), heads=columns, rows=rows)


def _loads(loads: Iterable[Stretch], named: Named, language: Language) -> Page:
    columns = heads(
        ("person", 34),
        ("organisation", 30),
        ("first", 12),
        ("last", 12),
        ("trainees", 11),
        ("hours_a_week", 11),
        ("mentorships", 34),
        language=language,
    )
    rows: list[list[Value]] = [
        [
            named.person(s.mentor),
            named.college_of(s.mentor),
            s.first,
            s.last,
            s.num_trainees,
            s.hours,
            ", ".join(s.mentorships),
        ]
        for s in loads
    ]
    return Page(title=titled("mentors", language), heads=columns, rows=rows, frozen=1)


def _shortages(shortages: Iterable[Shortage], named: Named, language: Language) -> Page:
    columns = heads(
        ("organisation", 40),
        ("trainee_weeks", 14),
        ("mentors_missing", 14),
        ("worst_week", 13),
        ("trainees", 11),
        ("capacity", 13),
        ("beyond_places", 14),
        language=language,
    )
    anywhere = titled("any_enterprise", language)
    rows: list[list[Value]] = [
        [
            named.organisation(s.organisation) or anywhere,
            s.trainee_weeks,
            s.mentors,
            s.worst.monday,
            s.worst.trainees,
            max(0, s.worst.capacity),
            s.beyond_places,
        ]
        for s in shortages
    ]
    return Page(title=titled("shortage", language), heads=columns, rows=rows)


def _plan(problem: MentorProblem, plan: MentorPlan, named: Named, language: Language) -> Page:
    columns = heads(
        ("group", 16),
        ("placement", 34),
        ("first", 12),
        ("last", 12),
        ("trainees", 11),
        ("person", 34),
        ("organisation", 30),
        ("guides", 11),
        language=language,
    )
    rows: list[list[Value]] = []
    for p in problem.placements:
        about: list[Value] = [p.group or "", p.key, p.first, p.last, p.trainees]
        for mentor, n in plan.of(p.key).items():
            rows.append([*about, named.person(mentor), named.college_of(mentor), n])
        if (left := p.trainees - plan.guided(p.key)) > 0:
            rows.append([*about, titled("nobody", language), "", left])
    return Page(title=titled("suggestion", language), heads=columns, rows=rows)
