"""What is wrong inside a plan, whatever file it came from: sums that do not add up, loose ends of its matrices."""

from collections.abc import Iterator
from decimal import Decimal

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.studyplan.plan import StudyPlan
from remeslo.core.competence.studyplan.values import PlanRow
from remeslo.core.competence.studyplan.work import Aspect, LoadKind, LoadUnit

_MOST = 20


def check(plan: StudyPlan, where: str) -> tuple[Finding, ...]:
    """
    Every doubt, with the row's or competence's key among the facts; nothing here stops saving.

    ``studyplan.total_differs`` and ``row_hours_differ`` (sums), ``no_competences``, ``competence_unused``,
    ``link_without_standard``, ``link_without_function``, ``plan_parent_circle``.
    """
    findings: list[Finding] = []
    for row in plan.rows:
        findings += _sums(row, f"{where}: {row.key}")
    findings += _matrix(plan, where)
    findings += _links(plan, where)
    return tuple(findings)


def _sums(row: PlanRow, where: str) -> Iterator[Finding]:
    severity = Severity.NOTE if row.kind.holds_others else Severity.WARNING
    in_total = Decimal(0)
    for place in sorted({(x.semester, x.course, x.session) for x in row.loads}):
        hours = [
            x
            for x in row.loads
            if (x.semester, x.course, x.session) == place and x.unit is LoadUnit.HOURS and x.aspect is Aspect.VOLUME
        ]
        parts = sum((x.amount for x in hours if x.kind.is_part), Decimal(0))
        totals = [x.amount for x in hours if x.kind is LoadKind.TOTAL]
        in_total += sum(totals, Decimal(0)) if totals else parts
        if totals and parts and parts != sum(totals):
            facts = {"row": row.key, "semester": place[0], "total": sum(totals), "sum": parts}
            yield Finding("studyplan.total_differs", where, facts, severity)
    if row.hours is not None and in_total and row.hours != in_total:
        yield Finding(
            "studyplan.row_hours_differ", where, {"row": row.key, "hours": row.hours, "sum": in_total}, severity
        )


def _matrix(plan: StudyPlan, where: str) -> Iterator[Finding]:
    if not plan.competences:
        return
    bare = [r.key for r in plan.rows if not r.competences and not r.kind.holds_others]
    if bare:
        yield Finding(
            "studyplan.no_competences", where, {"rows": tuple(bare[:_MOST]), "count": len(bare)}, Severity.WARNING
        )
    used = {key for r in plan.rows for key in r.competences}
    used |= {c.parent for c in plan.competences if c.key in used and c.parent is not None}
    idle = [c.key for c in plan.competences if c.key not in used]
    if idle:
        facts = {"competences": tuple(idle[:_MOST]), "count": len(idle)}
        yield Finding("studyplan.competence_unused", where, facts, Severity.WARNING)


def _links(plan: StudyPlan, where: str) -> Iterator[Finding]:
    loose = [x.competence for x in plan.links if x.standard is None]
    if loose:
        facts: dict[str, object] = {"competences": tuple(loose[:_MOST]), "count": len(loose)}
        yield Finding("studyplan.link_without_standard", where, facts, Severity.WARNING)
    early = [x.competence for x in plan.links if x.standard is not None and x.function is None]
    if early:
        facts = {"competences": tuple(early[:_MOST]), "count": len(early)}
        yield Finding("studyplan.link_without_function", where, facts, Severity.NOTE)
