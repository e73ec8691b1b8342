"""An upskilling plan as pages of a workbook: who goes where, a calendar by week, who stands in, what stays open."""

from datetime import date, timedelta

from remeslo.core.base.keys import PersonKey
from remeslo.core.line.cluster import Cluster
from remeslo.core.staffing.upskill.problem import Going, UpskillPlan, UpskillProblem
from remeslo.interchange.sentences import Language, label
from remeslo.interchange.staffsheet.named import Named
from remeslo.interchange.staffsheet.pages import Page, Value, heads, titled


def upskill_pages(
    cluster: Cluster, problem: UpskillProblem, plan: UpskillPlan, *, language: Language
) -> tuple[Page, ...]:
    """The plan, its calendar (people × weeks: hours on courses), substitutions, who takes open duties."""
    named = Named(cluster)
    goes = sorted(plan.goes, key=lambda g: (problem.session[g.session].first, g.session, g.person))
    return (
        _goes(problem, goes, named, language),
        _calendar(problem, goes, named, language),
        _substitutes(problem, plan, named, language),
        _teaches(problem, plan, named, language),
    )


def _goes(problem: UpskillProblem, goes: list[Going], named: Named, language: Language) -> Page:
    columns = heads(
        ("person", 34),
        ("organisation", 28),
        ("course", 40),
        ("module", 18),
        ("host", 30),
        ("first", 12),
        ("last", 12),
        ("hours", 8),
        ("price", 12),
        ("gives", 40),
        ("since", 12),
        language=language,
    )
    rows: list[list[Value]] = []
    for g in goes:
        session, course = problem.session[g.session], problem.course_of(g.session)
        rows.append(
            [
                named.person(g.person),
                named.college_of(g.person),
                course.title,
                label(f"course_module.{course.module}", language),
                named.organisation(course.host),
                session.first,
                session.last,
                course.hours,
                course.price,
                named.needs(course.gives),
                problem.since_of(g.session),
            ]
        )
    return Page(title=titled("upskilling", language), heads=columns, rows=rows, frozen=1)


def _calendar(problem: UpskillProblem, goes: list[Going], named: Named, language: Language) -> Page:
    hours: dict[tuple[PersonKey, date], int] = {}
    for g in goes:
        for monday, count in problem.hours[g.session].items():
            if count:
                hours[g.person, monday] = hours.get((g.person, monday), 0) + count
    mondays = [m for _, m in hours]
    weeks = _weeks(min(mondays), max(mondays)) if mondays else []
    shown = "%d.%m.%y" if language == "ru" else "%y-%m-%d"
    columns = (
        *heads(("person", 34), ("organisation", 28), language=language),
        *((m.strftime(shown), 8) for m in weeks),
    )
    people = sorted({p for p, _ in hours}, key=lambda p: (named.college_of(p), named.person(p)))
    rows: list[list[Value]] = [
        [named.person(p), named.college_of(p), *(hours.get((p, m)) for m in weeks)] for p in people
    ]
    heat = (2, len(columns) - 1) if weeks else None
    return Page(title=titled("calendar", language), heads=columns, rows=rows, heat=heat, frozen=1)


def _weeks(first: date, last: date) -> list[date]:
    return [first + timedelta(weeks=n) for n in range((last - first).days // 7 + 1)]


def _substitutes(problem: UpskillProblem, plan: UpskillPlan, named: Named, language: Language) -> Page:
    columns = heads(
        ("week_of", 12),
        ("away", 34),
        ("stands_in", 34),
        ("group", 16),
        ("element", 12),
        ("title", 40),
        ("hours", 8),
        language=language,
    )
    rows: list[list[Value]] = []
    for (key, monday), person in sorted(plan.substitutes.items(), key=lambda s: (s[0].monday, s[0].duty)):
        duty = problem.duty[key]
        teacher = plan.teaches.get(key) or problem.assignment.get(key)
        rows.append(
            [
                monday,
                named.person(teacher),
                named.person(person),
                duty.group,
                duty.element,
                duty.title,
                duty.hours_of_week(monday),
            ]
        )
    return Page(title=titled("substitutes", language), heads=columns, rows=rows)


def _teaches(problem: UpskillProblem, plan: UpskillPlan, named: Named, language: Language) -> Page:
    columns = heads(
        ("organisation", 28),
        ("group", 16),
        ("element", 12),
        ("title", 40),
        ("first", 12),
        ("hours", 8),
        ("person", 34),
        language=language,
    )
    rows: list[list[Value]] = []
    for d in problem.duties:
        if d.key in plan.teaches:
            person = named.person(plan.teaches[d.key])
            rows.append([named.organisation(d.organisation), d.group, d.element, d.title, d.first, d.hours, person])
    return Page(title=titled("teaches", language), heads=columns, rows=rows)
