"""What saving an upload would change: each thing that arrives against the version that is held."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence import framework_compare
from remeslo.core.competence.framework import Framework
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.core.competence.statestandard import StateStandard
from remeslo.core.competence.studyplan import StudyPlan
from remeslo.interchange import profstandart
from remeslo.interchange.profstandart import Reading
from remeslo.web.apps.common.compare import Change, ComparedLine, compare_lines
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.services.documents import Content
from remeslo.web.apps.frameworks.lines import plan_lines, state_lines
from remeslo.web.apps.frameworks.planned import PlanPage, plan_page
from remeslo.web.apps.frameworks.readings import FileReading
from remeslo.web.apps.registry.contents import (
    framework_content,
    standard_content,
    state_standard_content,
    study_plan_content,
)

Held = Mapping[str, Mapping[str, Any]]
"""Values that the cluster holds, by kind and key."""


class Arrival(StrEnum):
    """What a thing that arrives is to those that are held."""

    NEW = "new"
    NEW_EDITION = "new_edition"
    OLDER_EDITION = "older_edition"
    SAME = "same"
    DIFFERS = "differs"
    """It is held already, with another content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """
    A thing that arrives, and whether it may be saved.

    Parameters
    ----------
    value
        The core value.
    against
        Key of what it is compared with, ``""`` when nothing is held.
    comparison
        The picture of what differs, in the form of its kind; ``None`` when nothing does or nothing is held.
    changes
        How many things differ.
    """

    kind: DocumentKind
    value: Any
    content: Content
    arrival: Arrival
    reading: FileReading
    may_save: bool
    code: str = ""
    against: str = ""
    comparison: Any = None
    changes: int = 0

    @property
    def page(self) -> PlanPage | None:
        """Of a study plan: its sums."""
        return plan_page(self.value) if self.kind is DocumentKind.STUDY_PLAN else None

    @property
    def key(self) -> str:
        """How the form calls it."""
        return f"{self.kind.value}:{self.content.key}"


@dataclass(frozen=True, slots=True)
class Offers:
    """Everything that arrives with an upload, and what is wrong between its files."""

    readings: tuple[FileReading, ...]
    between: tuple[Finding, ...]
    offers: tuple[Offer, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything found in and between the files."""
        return (*(f for r in self.readings for f in r.findings), *self.between)

    @property
    def arrivals(self) -> dict[str, int]:
        """How many things of each kind of arrival."""
        return dict(Counter(o.arrival.value for o in self.offers))

    @property
    def refused(self) -> int:
        """Things that would change something and can't be saved."""
        return sum(not o.may_save and o.arrival is not Arrival.SAME for o in self.offers)

    @property
    def may_save(self) -> bool:
        """True when something is left to save."""
        return any(o.may_save for o in self.offers)


def offers_of(readings: Sequence[FileReading], held: Held) -> Offers:
    """The readings against what is held; the same thing twice is offered once."""
    between, standards = _standards(readings, held[DocumentKind.STANDARD])
    found: dict[str, Offer] = {}
    twice: set[str] = set()
    for offer in (*standards, *_others(readings, held)):
        earlier = found.setdefault(offer.key, offer)
        if earlier is not offer and earlier.value != offer.value:
            twice.add(offer.key)
    disputed = [
        Finding("upload.told_twice", found[key].reading.name, {"key": found[key].content.key}) for key in sorted(twice)
    ]
    kept = tuple(replace(o, may_save=False) if o.key in twice else o for o in found.values())
    return Offers(tuple(readings), (*between, *disputed), kept)


def _others(readings: Iterable[FileReading], held: Held) -> Iterable[Offer]:
    for r in readings:
        for framework in r.frameworks:
            yield _framework(framework, r, held[DocumentKind.FRAMEWORK])
        for state in r.states:
            yield _state(state, r, held[DocumentKind.STATE_STANDARD])
        for plan in r.plans:
            yield _plan(plan, r, held[DocumentKind.STUDY_PLAN])


def _standards(
    readings: Sequence[FileReading], held: Mapping[str, OccupationalStandard]
) -> tuple[tuple[Finding, ...], list[Offer]]:
    """A file whose counts don't add up, or an edition that two files tell differently, is not saved."""
    as_read = [Reading(name=r.name, standards=r.standards, findings=r.findings) for r in readings if r.standards]
    together = profstandart.collect(as_read, conflict=Severity.STOPS_PUBLISHING)
    between = together.findings[sum(len(r.findings) for r in as_read) :]
    disputed = {str(f.facts.get("edition", "")) for f in between if f.hard}
    file_of: dict[str, FileReading] = {}
    for r in readings:
        for s in r.standards:
            file_of.setdefault(s.edition, r)
    offers = []
    for a in profstandart.preview(tuple(held.values()), together.standards):
        edition = a.standard.edition
        arrival = Arrival.NEW if a.arrival is profstandart.Arrival.NEW_CODE else Arrival(a.arrival.value)
        may_save = arrival is not Arrival.SAME and file_of[edition].is_clean and edition not in disputed
        differs = a.comparison is not None and not a.comparison.is_same
        offers.append(
            Offer(
                kind=DocumentKind.STANDARD,
                value=a.standard,
                content=standard_content(a.standard),
                arrival=arrival,
                reading=file_of[edition],
                may_save=may_save,
                code=a.standard.code,
                against=a.held.edition if a.held else "",
                comparison=a.comparison if differs else None,
                changes=a.comparison.num_statement_changes if a.comparison else 0,
            )
        )
    return tuple(between), offers


def _framework(framework: Framework, reading: FileReading, held: Mapping[str, Framework]) -> Offer:
    a = framework_compare.preview(tuple(held.values()), framework)
    new = a.arrival is framework_compare.Arrival.NEW_FRAMEWORK
    differs = a.comparison is not None and not a.comparison.is_same
    return Offer(
        kind=DocumentKind.FRAMEWORK,
        value=framework,
        content=framework_content(framework),
        arrival=Arrival.NEW if new else Arrival(a.arrival.value),
        reading=reading,
        may_save=a.arrival is not framework_compare.Arrival.SAME and reading.is_clean,
        code=framework.version,
        against=a.held.edition if a.held else "",
        comparison=a.comparison if differs else None,
        changes=len(a.comparison.items) if a.comparison else 0,
    )


def _state(standard: StateStandard, reading: FileReading, held: Mapping[str, StateStandard]) -> Offer:
    content = state_standard_content(standard)
    same_code = {k: s for k, s in held.items() if s.code == standard.code}
    other_key = content.key if content.key in held else max(same_code, default="")
    other = held.get(other_key)
    compared = _differing(compare_lines(state_lines(other), state_lines(standard))) if other else []
    arrival = _arrival(held.get(content.key), standard, known=bool(same_code))
    return Offer(
        kind=DocumentKind.STATE_STANDARD,
        value=standard,
        content=content,
        arrival=arrival,
        reading=reading,
        may_save=arrival is not Arrival.SAME and reading.is_clean,
        code=standard.code,
        against=other_key,
        comparison=compared or None,
        changes=len(compared),
    )


def _plan(plan: StudyPlan, reading: FileReading, held: Mapping[str, StudyPlan]) -> Offer:
    content = study_plan_content(plan)
    other = held.get(content.key)
    compared = _differing(compare_lines(plan_lines(other), plan_lines(plan))) if other else []
    arrival = _arrival(other, plan, known=False)
    return Offer(
        kind=DocumentKind.STUDY_PLAN,
        value=plan,
        content=content,
        arrival=arrival,
        reading=reading,
        may_save=arrival is not Arrival.SAME and reading.is_clean,
        code=plan.head.code,
        against=content.key if other else "",
        comparison=compared or None,
        changes=len(compared),
    )


def _arrival(other: object, value: object, *, known: bool) -> Arrival:
    if other is None:
        return Arrival.NEW_EDITION if known else Arrival.NEW
    return Arrival.SAME if other == value else Arrival.DIFFERS


def _differing(lines: Iterable[ComparedLine]) -> list[ComparedLine]:
    return [line for line in lines if line.change is not Change.SAME]
