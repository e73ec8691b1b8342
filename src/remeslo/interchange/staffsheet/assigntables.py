"""An assignment as pages of a workbook: who teaches what, what nobody teaches, load against rate."""

from remeslo.core.line.cluster import Cluster
from remeslo.core.staffing.assign.problem import AssignmentProblem
from remeslo.core.staffing.assign.result import Assignment
from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.rates import loads
from remeslo.interchange.sentences import Language
from remeslo.interchange.staffsheet.named import Named
from remeslo.interchange.staffsheet.pages import Page, Value, heads, titled


def assignment_pages(
    cluster: Cluster, problem: AssignmentProblem, plan: Assignment, *, language: Language
) -> tuple[Page, ...]:
    """Every duty with its teacher, the uncovered ones alone, the load of each person in each study year."""
    named = Named(cluster)
    taught = [d for d in problem.duties if d.key in plan.person_of]
    open_ = [d for d in problem.duties if d.key not in plan.person_of]
    lessons = (
        ("organisation", 28),
        ("group", 16),
        ("programme", 30),
        ("element", 12),
        ("title", 40),
        ("semester", 9),
        ("part", 11),
        ("hours", 8),
        ("first", 12),
        ("last", 12),
        ("workshop", 30),
    )
    with_teacher = heads(*lessons, ("person", 34), ("works_at", 28), language=language)
    rows = [[*_duty(d, named), *_teacher(d, plan, named)] for d in taught]
    return (
        Page(title=titled("assignment", language), heads=with_teacher, rows=rows, frozen=2),
        Page(
            title=titled("uncovered", language),
            heads=heads(*lessons, ("needs", 60), language=language),
            rows=[[*_duty(d, named), named.needs(d.needs)] for d in open_],
            frozen=2,
        ),
        _load(problem, plan, named, language),
    )


def _duty(d: Duty, named: Named) -> list[Value]:
    return [
        named.organisation(d.organisation),
        d.group,
        named.programme(d.programme),
        d.element,
        d.title,
        d.semester,
        f"{d.part} / {d.subgroups}" if d.subgroups > 1 else "",
        d.hours,
        d.first,
        d.last,
        named.workshop(d.workshop),
    ]


def _teacher(d: Duty, plan: Assignment, named: Named) -> list[Value]:
    person = plan.person_of[d.key]
    return [named.person(person), named.college_of(person)]


def _load(problem: AssignmentProblem, plan: Assignment, named: Named, language: Language) -> Page:
    columns = heads(
        ("person", 34),
        ("organisation", 28),
        ("year", 9),
        ("hours", 9),
        ("rate_hours", 11),
        ("above_rate", 11),
        ("peak_week", 12),
        ("peak_hours", 11),
        ("week_limit", 11),
        language=language,
    )
    rows: list[list[Value]] = [
        [
            named.person(x.person),
            named.college_of(x.person),
            x.year,
            x.hours,
            int(x.rate_hours),
            int(x.above),
            x.peak_week,
            x.peak_hours,
            x.week_limit,
        ]
        for x in loads(problem.duties, plan.person_of, problem.people, problem.norms)
    ]
    return Page(title=titled("load", language), heads=columns, rows=rows, frozen=1)
