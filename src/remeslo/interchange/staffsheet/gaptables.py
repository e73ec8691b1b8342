"""The gap list and the skill matrix as pages of a workbook."""

from collections.abc import Iterable, Mapping
from datetime import date

from remeslo.core.line.cluster import Cluster
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.gaps import Expiry, Gap, PersonGap, SinglePoint
from remeslo.core.staffing.qualification import held
from remeslo.interchange.sentences import Language, label
from remeslo.interchange.staffsheet.named import Named
from remeslo.interchange.staffsheet.pages import Page, Value, heads, titled


def gap_pages(
    cluster: Cluster,
    duties: Iterable[Duty],
    *,
    gaps: Iterable[Gap],
    people: Iterable[PersonGap],
    single: Iterable[SinglePoint],
    expiring: Iterable[Expiry],
    language: Language,
) -> tuple[Page, ...]:
    """What nobody may teach, who would have to learn what, on whom teaching hangs, which papers run out."""
    named, duty = Named(cluster), {d.key: d for d in duties}
    return (
        _gaps(gaps, named, duty, language),
        _people(people, named, duty, language),
        _single(single, named, duty, language),
        _expiring(expiring, named, duty, language),
    )


def matrix_page(cluster: Cluster, *, on: date, language: Language) -> Page:
    """People × skills: the best level in force on a day, of all skills that somebody holds or that are in the list."""
    named, levels = Named(cluster), held(cluster.qualifications, on)
    skills = [s.key for s in cluster.skills]
    skills += sorted({k for own in levels.values() for k in own} - set(skills))
    first = heads(("person", 34), ("organisation", 30), ("role", 16), language=language)
    rows: list[list[Value]] = [
        [
            p.name,
            named.organisation(p.organisation),
            label(f"staff_role.{p.role}", language),
            *(levels.get(p.key, {}).get(k) for k in skills),
        ]
        for p in cluster.staff
    ]
    columns = (*first, *((named.skill(k), 9) for k in skills))
    heat = (3, len(columns) - 1) if skills else None
    return Page(title=titled("matrix", language), heads=columns, rows=rows, heat=heat, frozen=1)


def _gaps(gaps: Iterable[Gap], named: Named, duty: Mapping[DutyKey, Duty], language: Language) -> Page:
    columns = heads(
        ("organisation", 30),
        ("skill", 34),
        ("level", 8),
        ("needed_from", 12),
        ("hours", 9),
        ("lessons", 46),
        ("holders", 34),
        ("nearest", 60),
        language=language,
    )
    rows: list[list[Value]] = [
        [
            named.organisation(g.organisation),
            named.skill(g.requirement.skill) if g.requirement else titled("all_together", language),
            g.requirement.level if g.requirement else None,
            g.first_needed,
            g.hours,
            named.lessons(duty[k] for k in g.duties),
            named.people(g.holders),
            "; ".join(f"{named.person(n.person)}: {named.needs(n.lacks) or '—'}" for n in g.nearest),
        ]
        for g in gaps
    ]
    return Page(title=titled("gaps", language), heads=columns, rows=rows, frozen=2)


def _people(people: Iterable[PersonGap], named: Named, duty: Mapping[DutyKey, Duty], language: Language) -> Page:
    columns = heads(
        ("person", 34),
        ("organisation", 30),
        ("to_learn", 46),
        ("opens", 46),
        ("hours", 9),
        ("needed_from", 12),
        language=language,
    )
    rows: list[list[Value]] = [
        [
            named.person(g.person),
            named.college_of(g.person),
            named.needs(g.lacks),
            named.lessons(duty[k] for k in g.opens),
            g.hours,
            g.first_needed,
        ]
        for g in people
    ]
    return Page(title=titled("to_learn", language), heads=columns, rows=rows, frozen=1)


def _single(single: Iterable[SinglePoint], named: Named, duty: Mapping[DutyKey, Duty], language: Language) -> Page:
    columns = heads(
        ("person", 34), ("organisation", 30), ("only_skills", 46), ("lessons", 60), ("hours", 9), language=language
    )
    rows: list[list[Value]] = [
        [
            named.person(s.person),
            named.college_of(s.person),
            "; ".join(named.skill(k) for k in s.skills),
            named.lessons(duty[k] for k in s.duties),
            s.hours,
        ]
        for s in single
    ]
    return Page(title=titled("single", language), heads=columns, rows=rows, frozen=1)


def _expiring(expiring: Iterable[Expiry], named: Named, duty: Mapping[DutyKey, Duty], language: Language) -> Page:
    columns = heads(
        ("person", 34),
        ("organisation", 30),
        ("skill", 34),
        ("until", 12),
        ("lessons_lost", 60),
        ("hours", 9),
        ("nobody_then", 46),
        language=language,
    )
    rows: list[list[Value]] = [
        [
            named.person(e.person),
            named.college_of(e.person),
            named.skill(e.skill),
            e.until,
            named.lessons(duty[k] for k in e.duties),
            e.hours,
            named.lessons(duty[k] for k in e.sole),
        ]
        for e in expiring
    ]
    return Page(title=titled("expiring", language), heads=columns, rows=rows, frozen=1)
