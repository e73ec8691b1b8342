"""
A choice as one element of the programme, whatever is chosen.

What every permitted way can have stands in it: hours that all ways reach, competences that all form, weeks in which all
may lie, the most attestations that any has. A plan with this element is then a plan for each way; `core.line.choosing`
makes that plan and has it checked.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from remeslo.core.base.elements import AttestationMark, ElementKind
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import CompetenceKey, ElementKey
from remeslo.core.competence.outline import OutlineElement
from remeslo.core.competence.structure.rules import StructureRule
from remeslo.core.competence.structure.ways import Way, hours

_COURSES = frozenset({ElementKind.THEORY, ElementKind.LABORATORY})
_NEVER_CHOSEN = frozenset({ElementKind.ATTESTATION, ElementKind.FINAL_ATTESTATION})
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementChoice:
    """
    What stands behind an element of choice.

    Parameters
    ----------
    index
        Of the element that stands for the choice.
    offered
        What one chooses from, in the order of preference.
    ways
        Every permitted way, by indices; the first is taken where nobody chose.
    in_order
        What is taken is studied one after another.
    """

    index: ElementKey
    title: str
    offered: tuple[OutlineElement, ...]
    ways: tuple[tuple[ElementKey, ...], ...]
    in_order: bool = False

    def way(self, number: int) -> tuple[OutlineElement, ...]:
        """Elements of a way, from 0; raises IndexError."""
        by_index = {e.index: e for e in self.offered}
        return tuple(by_index[k] for k in self.ways[number])


@dataclass(frozen=True, slots=True)
class Joint:
    """A choice as one element, and what is to be said of it."""

    element: OutlineElement
    choice: ElementChoice
    findings: tuple[Finding, ...]


def joint(rule: StructureRule, ways: Sequence[Way]) -> Joint:
    """One element for a choice that has at least one way."""
    offered = tuple({e.index: e for way in ways for e in way}.values())
    least, most, findings = _range(rule, ways)
    findings += _alike(rule, offered)
    weeks, said = _weeks(rule, offered)
    semesters, unsaid = _semesters(rule, ways)
    competences, unformed = _competences(rule, ways)
    inside = {e.index for e in offered}
    obliged = max(sum(_mandatory(e) for e in way) for way in ways)
    kinds = {e.kind for e in offered}
    title = rule.title or " / ".join(e.title for e in offered)
    element = OutlineElement(
        index=ElementKey(rule.key),
        title=title,
        kind=offered[0].kind if len(kinds) == 1 else ElementKind.THEORY,
        cycle=offered[0].cycle,
        module=offered[0].module,
        hours_min=least,
        hours_max=most,
        variative=max(0, most - obliged),
        competences=competences,
        after=_unique(k for e in offered for k in e.after if k not in inside),
        attestations=_marks(ways),
        employer_block=all(e.employer_block for e in offered),
        semester_hours=semesters,
        workshops=_unique(w for e in offered for w in e.workshops),
        weeks=weeks,
        teacher=offered[0].teacher if len({e.teacher for e in offered}) == 1 else None,
    )
    listed = tuple(tuple(e.index for e in way) for way in ways)
    choice = ElementChoice(index=element.index, title=title, offered=offered, ways=listed, in_order=rule.in_order)
    return Joint(element, choice, (*findings, *said, *unsaid, *unformed))


def _range(rule: StructureRule, ways: Sequence[Way]) -> tuple[int, int, list[Finding]]:
    """Hours that every way can have; ways that have none in common are told, and the longest way is counted."""
    least = max(max(hours(way)[0] for way in ways), rule.hours_min or 0)
    most = min(hours(way)[1] for way in ways)
    most = most if rule.hours_max is None else min(most, rule.hours_max)
    if least <= most:
        return least, most, []
    facts: dict[str, object] = {
        "node": rule.key,
        "title": rule.title,
        "least": least,
        "most": most,
        "ways": tuple(" + ".join(e.index for e in way) + f" ({_span(way)})" for way in ways[:6]),
        "count": len(ways),
    }
    return least, least, [Finding("structure.choice_unequal", rule.key, facts)]


def _span(way: Way) -> str:
    least, most = hours(way)
    return str(least) if least == most else f"{least}–{most}"


def _alike(rule: StructureRule, offered: Sequence[OutlineElement]) -> list[Finding]:
    """One choice is between things of one cycle, one module and one kind (theory and laboratory count as one)."""
    facts: dict[str, object] = {"node": rule.key, "title": rule.title}
    found = []
    kinds = {ElementKind.THEORY if e.kind in _COURSES else e.kind for e in offered}
    if len(kinds) > 1 or kinds & _NEVER_CHOSEN:
        told = {**facts, "elements": tuple(e.index for e in offered)}
        found.append(Finding("structure.choice_of_kinds", rule.key, told))
    if len({(e.cycle, e.module) for e in offered}) > 1:
        told = {**facts, "elements": tuple(f"{e.index} ({e.module or e.cycle})" for e in offered)}
        found.append(Finding("structure.choice_across", rule.key, told))
    return found


def _weeks(rule: StructureRule, offered: Iterable[OutlineElement]) -> tuple[tuple[tuple[int, int], ...], list[Finding]]:
    """Weeks, from 1, in which everything offered may lie; empty: any."""
    bound = [{w for first, last in e.weeks for w in range(first, last + 1)} for e in offered if e.weeks]
    if not bound:
        return (), []
    common = sorted(set.intersection(*bound))
    if not common:
        facts: dict[str, object] = {"node": rule.key, "title": rule.title}
        return (), [Finding("structure.choice_without_weeks", rule.key, facts)]
    stretches: list[tuple[int, int]] = []
    for week in common:
        if stretches and stretches[-1][1] == week - 1:
            stretches[-1] = (stretches[-1][0], week)
        else:
            stretches.append((week, week))
    return tuple(stretches), []


def _semesters(rule: StructureRule, ways: Sequence[Way]) -> tuple[tuple[tuple[int, int], ...], list[Finding]]:
    """Hours by semester where every way has the same; else they are free, and that is told."""
    sums = [Counter[int]() for _ in ways]
    for way, found in zip(ways, sums, strict=True):
        for e in way:
            found.update(dict(e.semester_hours))
    if all(found == sums[0] for found in sums) and all(e.semester_hours for way in ways for e in way):
        return tuple(sorted(sums[0].items())), []
    if not any(sums):
        return (), []
    facts: dict[str, object] = {"node": rule.key, "title": rule.title}
    return (), [Finding("structure.choice_semesters_differ", rule.key, facts, Severity.WARNING)]


def _competences(rule: StructureRule, ways: Sequence[Way]) -> tuple[tuple[CompetenceKey, ...], list[Finding]]:
    """Competences that every way forms; those of some ways only are not the programme's, and that is told."""
    formed = [_unique(c for e in way for c in e.competences) for way in ways]
    common = tuple(c for c in formed[0] if all(c in others for others in formed))
    some = _unique(c for of_way in formed for c in of_way if c not in common)
    if not some:
        return common, []
    facts: dict[str, object] = {"node": rule.key, "title": rule.title, "competences": some}
    return common, [Finding("structure.competence_of_some_ways", rule.key, facts, Severity.WARNING)]


def _marks(ways: Sequence[Way]) -> tuple[AttestationMark, ...]:
    """Each attestation as often as the way has it that has it most."""
    counts = [Counter(m for e in way for m in e.attestations) for way in ways]
    order = _unique(m for way in ways for e in way for m in e.attestations)
    return tuple(m for m in order for _ in range(max(c[m] for c in counts)))


def _mandatory(e: OutlineElement) -> int:
    return max(0, min(e.hours_min, e.hours_max - e.variative))


def _unique(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))


def followed(elements: Iterable[OutlineElement], stands_for: Mapping[ElementKey, ElementKey]) -> list[OutlineElement]:
    """Elements that came after something to choose come after the choice; a circle through it is left to be told."""
    return [
        replace(e, after=_unique(k for k in (stands_for.get(k, k) for k in e.after) if k != e.index)) for e in elements
    ]
