"""The study plan itself, with its parts held together by keys."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from remeslo.core.base.findings import ProblemError
from remeslo.core.competence.studyplan.values import (
    EmbeddedStandard,
    PlanActivity,
    PlanBlock,
    PlanCompetence,
    PlanHead,
    PlanRow,
    StandardLink,
)


@dataclass(frozen=True, kw_only=True)
class StudyPlan:
    """
    A study plan.

    Raises
    ------
    ProblemError
        When keys repeat, or a row, competence or link names something that is not in the plan.
    """

    head: PlanHead
    rows: tuple[PlanRow, ...]
    blocks: tuple[PlanBlock, ...] = ()
    competences: tuple[PlanCompetence, ...] = ()
    activities: tuple[PlanActivity, ...] = ()
    standards: tuple[EmbeddedStandard, ...] = ()
    links: tuple[StandardLink, ...] = ()

    def __post_init__(self) -> None:
        blocks = _unique("block", (b.key for b in self.blocks))
        rows = _unique("row", (r.key for r in self.rows))
        activities = _unique("activity", (a.key for a in self.activities))
        competences = _unique("competence", (c.key for c in self.competences))
        editions = _unique("standard", (s.standard.edition for s in self.standards))
        for block in self.blocks:
            _known(f"block {block.key}", "block", block.parent, blocks)
        for row in self.rows:
            _known(f"row {row.key}", "block", row.block, blocks)
            _known(f"row {row.key}", "row", row.parent, rows)
            for key in row.competences:
                _known(f"row {row.key}", "competence", key, competences)
        for competence in self.competences:
            _known(f"competence {competence.key}", "competence", competence.parent, competences)
            _known(f"competence {competence.key}", "activity", competence.activity, activities)
        for link in self.links:
            _known("link", "competence", link.competence, competences)
            _known(f"link of {link.competence}", "standard", link.standard, editions)

    @cached_property
    def row_of(self) -> Mapping[str, PlanRow]:
        """Rows by key."""
        return {r.key: r for r in self.rows}

    @cached_property
    def block_of(self) -> Mapping[str, PlanBlock]:
        """Blocks by key."""
        return {b.key: b for b in self.blocks}

    @cached_property
    def competence_of(self) -> Mapping[str, PlanCompetence]:
        """Competences by key."""
        return {c.key: c for c in self.competences}

    @cached_property
    def standard_of(self) -> Mapping[str, EmbeddedStandard]:
        """Embedded standards by edition key."""
        return {s.standard.edition: s for s in self.standards}


def _unique(what: str, keys: Iterable[str]) -> frozenset[str]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise ProblemError(f"plan: {what} {key} stands twice.")
        seen.add(key)
    return frozenset(seen)


def _known(who: str, what: str, key: str | None, known: frozenset[str]) -> None:
    if key is not None and key not in known:
        raise ProblemError(f"plan: {who} names the {what} {key}, which is not in the plan.")
