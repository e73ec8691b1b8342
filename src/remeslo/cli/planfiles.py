"""Study plans of any known format from disk: which reader a file is for, what it tells as data."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.studyplan.reading import Amount, PlanReading
from remeslo.core.competence.studyplan.sums import by_block, by_semester, credits_of, hours_of
from remeslo.interchange import plansheet, plm, plx
from remeslo.interchange.safety import Unreadable, read_limited

READERS = (
    (plx.looks_like, plx.read),
    (plm.looks_like, plm.read),
    (plansheet.looks_like, plansheet.read),
)


def read_plan(path: Path) -> PlanReading:
    """The plan of a file; never raises on what it holds."""
    name = path.name
    try:
        data = read_limited(path, name=str(path))
    except Unreadable as refusal:
        return PlanReading(name=name, format="", findings=refusal.findings)
    for looks_like, read in READERS:
        if looks_like(name, data[:4096]):
            return read(data, name=name)
    refused = Finding("studyplan.not_plan", name, {}, Severity.STOPS_SAVING)
    return PlanReading(name=name, format="", findings=(refused,))


def plan_data(reading: PlanReading) -> dict[str, object]:
    """One file for JSON: its head, both counts, sums by block and by semester; ``None`` for sums of no plan."""
    plan = reading.plan
    data: dict[str, object] = {
        "file": reading.name,
        "format": reading.format,
        "read": _numbers(reading.counted),
        "found": _numbers(reading.found),
    }
    if plan is None:
        return {**data, "code": None, "title": None}
    return {
        **data,
        "code": plan.head.code,
        "title": plan.head.title,
        "profile": plan.head.profile,
        "qualification": plan.head.qualification,
        "form": plan.head.form,
        "start_year": plan.head.start_year,
        "credits": _number(credits_of(plan)),
        "hours": _number(hours_of(plan)),
        "blocks": [
            {
                "block": b.key,
                "title": plan.block_of[b.key].title if b.key else "",
                "rows": b.rows,
                "credits": _number(b.credits),
                "hours": _number(b.hours),
            }
            for b in by_block(plan)
        ],
        "semesters": [
            {
                "semester": s.semester,
                "hours": _number(s.hours),
                "credits": _number(s.credits),
                "exams": s.exams,
                "passes": s.passes,
            }
            for s in by_semester(plan)
        ],
    }


def _numbers(counts: Mapping[str, Amount]) -> dict[str, int | float]:
    return {kind: _number(number) for kind, number in counts.items()}


def _number(value: Amount) -> int | float:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
