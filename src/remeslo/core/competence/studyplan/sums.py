"""Sums of a plan: what counts, by block and by semester."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from remeslo.core.base.elements import AttestationForm
from remeslo.core.competence.studyplan.plan import StudyPlan
from remeslo.core.competence.studyplan.values import PlanRow
from remeslo.core.competence.studyplan.work import Aspect, LoadKind, LoadUnit

_EXAMS = frozenset((AttestationForm.EXAM, AttestationForm.MODULE_EXAM, AttestationForm.QUALIFICATION_EXAM))
_CREDITS = frozenset((AttestationForm.CREDIT, AttestationForm.GRADED_CREDIT))


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockSum:
    """
    A whole block: number of rows that count, their credits and hours.

    Parameters
    ----------
    key
        Key of the top block; ``""`` for rows of no block.
    """

    key: str
    rows: int
    credits: Decimal
    hours: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SemesterSum:
    """A semester: hours, credits, exams and credits (зачёты) of rows that count; 0 for what no semester is told of."""

    semester: int
    hours: Decimal
    credits: Decimal
    exams: int
    passes: int


def adds_up(row: PlanRow) -> bool:
    """True for rows whose volume is part of the programme's: chosen, no container, not facultative."""
    return row.counted and not row.optional and not row.kind.holds_others


def credits_of(plan: StudyPlan) -> Decimal:
    """Credits of the whole programme; physical education as an elective is taught without any."""
    return _total(r.credits for r in plan.rows if adds_up(r) and not r.without_credits)


def hours_of(plan: StudyPlan) -> Decimal:
    """Hours of the whole programme as the rows give them."""
    return _total(r.hours for r in plan.rows if adds_up(r))


def by_block(plan: StudyPlan) -> tuple[BlockSum, ...]:
    """Top blocks in order; rows of no block last. Facultative blocks are summed too, the programme's sum lacks them."""
    top = _top_blocks(plan)
    keys = [b.key for b in plan.blocks if b.parent is None]
    groups: dict[str, list[PlanRow]] = {key: [] for key in keys}
    for row in plan.rows:
        if row.counted and not row.kind.holds_others:
            groups.setdefault(top.get(row.block or "", ""), []).append(row)
    return tuple(
        BlockSum(key=key, rows=len(rows), credits=_total(r.credits for r in rows), hours=_total(r.hours for r in rows))
        for key, rows in groups.items()
    )


def by_semester(plan: StudyPlan) -> tuple[SemesterSum, ...]:
    """Semesters in order."""
    rows = [r for r in plan.rows if adds_up(r)]
    semesters = sorted({s for r in rows for s in semesters_of(r)})
    return tuple(
        SemesterSum(
            semester=s,
            hours=_total(hours_in(r, s) for r in rows),
            credits=_total(
                x.amount
                for r in rows
                for x in r.loads
                if x.semester == s and x.unit is LoadUnit.CREDITS and x.aspect is Aspect.VOLUME
            ),
            exams=sum(1 for r in rows for c in r.controls if c.semester == s and c.form in _EXAMS),
            passes=sum(1 for r in rows for c in r.controls if c.semester == s and c.form in _CREDITS),
        )
        for s in semesters
    )


def semesters_of(row: PlanRow) -> frozenset[int]:
    """Semesters in which a row has any load or control; 0 for what no semester is told of."""
    return frozenset(x.semester for x in row.loads) | frozenset(c.semester for c in row.controls)


def hours_in(row: PlanRow, semester: int) -> Decimal:
    """Hours of a row in a semester: the total the file gives, else the sum of the parts."""
    hours = [x for x in row.loads if x.semester == semester and x.unit is LoadUnit.HOURS and x.aspect is Aspect.VOLUME]
    totals = [x.amount for x in hours if x.kind is LoadKind.TOTAL]
    return _total(totals) if totals else _total(x.amount for x in hours if x.kind.is_part)


def _top_blocks(plan: StudyPlan) -> Mapping[str, str]:
    top: dict[str, str] = {}
    for block in plan.blocks:
        at, seen = block, {block.key}
        while at.parent is not None and at.parent not in seen:
            seen.add(at.parent)
            at = plan.block_of[at.parent]
        top[block.key] = at.key
    return top


def _total(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((a for a in amounts if a is not None), Decimal(0))
