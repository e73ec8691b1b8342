"""Two plans side by side: which rows, competences and links are new, gone or changed, and in what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TypeVar

from remeslo.core.competence.studyplan.plan import StudyPlan
from remeslo.core.competence.studyplan.values import PlanBlock, PlanCompetence, PlanHead, PlanRow, StandardLink
from remeslo.core.competence.studyplan.work import Control, Load

T = TypeVar("T", PlanBlock, PlanRow, PlanCompetence)


class PlanPart(StrEnum):
    """Parts of a plan that are compared."""

    HEAD = "head"
    BLOCK = "block"
    ROW = "row"
    COMPETENCE = "competence"
    STANDARD = "standard"
    LINK = "link"


class PlanChange(StrEnum):
    """What became of a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDifference:
    """
    One thing that differs.

    Parameters
    ----------
    key, title
        Of the thing; the new title where both have one.
    was, now
        Fields that differ, as text; empty for what was added or removed.
    """

    part: PlanPart
    change: PlanChange
    key: str
    title: str = ""
    was: Mapping[str, str]
    now: Mapping[str, str]


def compare(old: StudyPlan, new: StudyPlan) -> tuple[PlanDifference, ...]:
    """
    Every difference: head, blocks, rows, competences, standards, links; what is gone comes last of its kind.

    Rows are told by key; one whose key is new and whose title (as the only such) stood elsewhere is the same row with
    another index.
    """
    return (
        *_head(old.head, new.head),
        *_keyed(PlanPart.BLOCK, {b.key: b for b in old.blocks}, {b.key: b for b in new.blocks}),
        *_keyed(PlanPart.ROW, _same_titles(old.rows, new.rows), {r.key: r for r in new.rows}),
        *_keyed(PlanPart.COMPETENCE, {c.key: c for c in old.competences}, {c.key: c for c in new.competences}),
        *_sets(
            PlanPart.STANDARD,
            {s.standard.edition: s.standard.title for s in old.standards},
            {s.standard.edition: s.standard.title for s in new.standards},
        ),
        *_sets(PlanPart.LINK, {_link(x): "" for x in old.links}, {_link(x): "" for x in new.links}),
    )


def _head(old: PlanHead, new: PlanHead) -> Iterable[PlanDifference]:
    was, now = _changed(old, new)
    if was:
        yield PlanDifference(part=PlanPart.HEAD, change=PlanChange.CHANGED, key="", title=new.title, was=was, now=now)


def _same_titles(old: tuple[PlanRow, ...], new: tuple[PlanRow, ...]) -> dict[str, PlanRow]:
    """Old rows by the key under which they are looked for among the new ones."""
    new_keys = {r.key for r in new}
    gone: dict[str, list[PlanRow]] = {}
    for row in old:
        if row.key not in new_keys:
            gone.setdefault(row.title, []).append(row)
    come: dict[str, list[PlanRow]] = {}
    old_keys = {r.key for r in old}
    for row in new:
        if row.key not in old_keys:
            come.setdefault(row.title, []).append(row)
    moved = {
        rows[0].key: come[title][0].key
        for title, rows in gone.items()
        if len(rows) == 1 and len(come.get(title, ())) == 1
    }
    return {moved.get(r.key, r.key): r for r in old}


def _keyed(part: PlanPart, old: Mapping[str, T], new: Mapping[str, T]) -> Iterable[PlanDifference]:
    for key, value in new.items():
        if key not in old:
            yield PlanDifference(part=part, change=PlanChange.ADDED, key=key, title=value.title, was={}, now={})
        elif value != old[key]:
            was, now = _changed(old[key], value)
            yield PlanDifference(part=part, change=PlanChange.CHANGED, key=key, title=value.title, was=was, now=now)
    for key, value in old.items():
        if key not in new:
            yield PlanDifference(part=part, change=PlanChange.REMOVED, key=key, title=value.title, was={}, now={})


def _sets(part: PlanPart, old: Mapping[str, str], new: Mapping[str, str]) -> Iterable[PlanDifference]:
    for key, title in new.items():
        if key not in old:
            yield PlanDifference(part=part, change=PlanChange.ADDED, key=key, title=title, was={}, now={})
    for key, title in old.items():
        if key not in new:
            yield PlanDifference(part=part, change=PlanChange.REMOVED, key=key, title=title, was={}, now={})


def _changed(
    old: PlanHead | PlanBlock | PlanRow | PlanCompetence, new: PlanHead | PlanBlock | PlanRow | PlanCompetence
) -> tuple[dict[str, str], dict[str, str]]:
    names = [f.name for f in fields(new) if getattr(old, f.name) != getattr(new, f.name)]
    return {n: _text(getattr(old, n)) for n in names}, {n: _text(getattr(new, n)) for n in names}


def _text(value: object) -> str:
    """A field as text: loads and controls as ``3: Лекционные занятия 36``, lists with commas."""
    if isinstance(value, tuple):
        return ", ".join(_text(v) for v in value)
    if value is None:
        return ""
    if isinstance(value, Load):
        return f"{value.semester}: {value.name or value.kind} {value.amount}"
    if isinstance(value, Control):
        return f"{value.semester}: {value.name or value.form}"
    return str(value)


def _link(link: StandardLink) -> str:
    return " → ".join(x for x in (link.competence, link.standard, link.function or link.generalised) if x)
