"""Two versions of a programme, line by line: what was added, what went, what changed from what to what."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from remeslo.core.competence.model import Competence, GapLine, Outcome
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.line.tables.laid import LaidElement, lay_out
from remeslo.web.apps.programmes.audience import EVERYTHING, Audience

T = TypeVar("T")


class Change(StrEnum):
    """What became of a line."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Part(StrEnum):
    """Part of a programme that a line belongs to, in the order of the page."""

    TERM = "term"
    ELEMENT = "element"
    COMPETENCE = "competence"
    OUTCOME = "outcome"
    DEMAND = "demand"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a line: its name, before and after (``None``: there was or is none)."""

    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line that differs."""

    part: Part
    change: Change
    key: str
    title: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All lines that differ, by part."""

    lines: tuple[LineChange, ...]

    @property
    def is_empty(self) -> bool:
        """True when nothing differs."""
        return not self.lines

    def count(self, change: Change) -> int:
        """Lines with this change."""
        return sum(line.change is change for line in self.lines)


def compare(old: ProgrammeOutcome, new: ProgrammeOutcome, *, audience: Audience = EVERYTHING) -> Comparison:
    """What differs from the old version to the new one; lines of demand as the reader may see them."""

    def gap_title(gap: GapLine) -> str:
        return gap.line.text if audience.reads_text(gap.line) else ""

    def gap_fields(gap: GapLine) -> Mapping[str, object]:
        open_fields: dict[str, object] = {"answer": gap.answer, "competence": gap.competence}
        if audience.reads_sums(gap.line):
            open_fields |= {"weight": gap.line.weight, "people": gap.line.people}
        return open_fields

    return Comparison(
        (
            *_lines(Part.TERM, _term(old), _term(new), lambda _: "", dict),
            *_lines(Part.ELEMENT, _elements(old), _elements(new), lambda e: e.design.title, _element_fields),
            *_lines(Part.COMPETENCE, _competences(old), _competences(new), lambda c: c.title, _competence_fields),
            *_lines(Part.OUTCOME, _outcomes(old), _outcomes(new), lambda o: o.text, _outcome_fields),
            *_lines(Part.DEMAND, _gap(old), _gap(new), gap_title, gap_fields),
        )
    )


def _lines(
    part: Part,
    old: Mapping[str, T],
    new: Mapping[str, T],
    title: Callable[[T], str],
    fields: Callable[[T], Mapping[str, object]],
) -> Iterable[LineChange]:
    """In the order of the new version, then what went."""
    for key, value in new.items():
        if key not in old:
            yield LineChange(part, Change.ADDED, key, title(value), _differences({}, fields(value)))
        elif differing := _differences(fields(old[key]), fields(value)):
            yield LineChange(part, Change.CHANGED, key, title(value), differing)
    for key, value in old.items():
        if key not in new:
            yield LineChange(part, Change.REMOVED, key, title(value), _differences(fields(value), {}))


def _differences(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[FieldChange, ...]:
    names: dict[str, Hashable] = dict.fromkeys((*new, *old))
    return tuple(FieldChange(n, old.get(n), new.get(n)) for n in names if old.get(n) != new.get(n))


def _term(outcome: ProgrammeOutcome) -> Mapping[str, Mapping[str, object]]:
    result = outcome.result
    if result is None:
        return {}
    plan = result.plan
    hours = sum(sum(weeks.values()) for weeks in plan.hours.values()) if plan else None
    return {"term": {"weeks": result.weeks, "bound": result.bound, "status": result.status, "hours": hours}}


def _elements(outcome: ProgrammeOutcome) -> Mapping[str, LaidElement]:
    laid = lay_out(outcome)
    return {e.design.index: e for e in laid.elements} if laid else {}


def _element_fields(element: LaidElement) -> Mapping[str, object]:
    design = element.design
    return {
        "title": design.title,
        "hours": element.total,
        "first_week": None if element.first_week is None else element.first_week + 1,
        "last_week": None if element.last_week is None else element.last_week + 1,
        "semesters": tuple(f"{s}: {h}" for s, h in element.by_semester.items()),
        "attestations": tuple(a.form for a in design.attestations),
        "competences": design.competences,
    }


def _competences(outcome: ProgrammeOutcome) -> Mapping[str, Competence]:
    return {c.key: c for c in outcome.design.model.competences} if outcome.design else {}


def _competence_fields(competence: Competence) -> Mapping[str, object]:
    return {"title": competence.title, "origin": competence.origin, "module": competence.module}


def _outcomes(outcome: ProgrammeOutcome) -> Mapping[str, Outcome]:
    return {o.key: o for o in outcome.design.model.outcomes} if outcome.design else {}


def _outcome_fields(outcome: Outcome) -> Mapping[str, object]:
    return {"text": outcome.text, "origin": outcome.origin, "weight": outcome.weight}


def _gap(outcome: ProgrammeOutcome) -> Mapping[str, GapLine]:
    return {g.line.key: g for g in outcome.design.model.gap} if outcome.design else {}
