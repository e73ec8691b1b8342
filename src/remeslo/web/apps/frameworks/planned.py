"""A study plan as its page and the preview of an upload show it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from remeslo.core.competence.studyplan import PlanCompetence, PlanRow, StudyPlan
from remeslo.core.competence.studyplan.sums import (
    BlockSum,
    SemesterSum,
    adds_up,
    by_block,
    by_semester,
    credits_of,
    hours_in,
    hours_of,
)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with its hours by semester, forms of control by semester, and codes of its competences."""

    row: PlanRow
    counts: bool
    hours: tuple[Decimal | None, ...]
    controls: tuple[str, ...]
    competences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """Rows in order, the sums, and how competences rest on standards."""

    semesters: tuple[int, ...]
    rows: tuple[ShownRow, ...]
    blocks: tuple[tuple[str, BlockSum], ...]
    by_semester: tuple[SemesterSum, ...]
    credits: Decimal
    hours: Decimal
    competences: tuple[tuple[PlanCompetence, int], ...]
    links: Mapping[str, int]
    linked: int
    """Competences that name a work function."""


def plan_page(plan: StudyPlan) -> PlanPage:
    """Everything that the page shows."""
    sums = by_semester(plan)
    semesters = tuple(s.semester for s in sums if s.semester)
    used = Counter(key for r in plan.rows for key in r.competences)
    titles = {b.key: f"{b.index} {b.title}".strip() for b in plan.blocks}
    return PlanPage(
        semesters=semesters,
        rows=tuple(_row(plan, r, semesters) for r in plan.rows),
        blocks=tuple((titles.get(b.key, b.key), b) for b in by_block(plan)),
        by_semester=sums,
        credits=credits_of(plan),
        hours=hours_of(plan),
        competences=tuple((c, used[c.key]) for c in plan.competences),
        links=Counter(link.standard or "" for link in plan.links),
        linked=len({link.competence for link in plan.links if link.function}),
    )


def _row(plan: StudyPlan, row: PlanRow, semesters: tuple[int, ...]) -> ShownRow:
    controls = tuple(f"{c.form.value}:{c.semester}" for c in row.controls)
    return ShownRow(
        row=row,
        counts=adds_up(row),
        hours=tuple(hours_in(row, s) or None for s in semesters),
        controls=controls,
        competences=tuple(plan.competence_of[k].code for k in row.competences),
    )
