"""Requisites between elements: those that were given, and those that can be read off, never closing a circle."""

import re
from collections.abc import Iterator, Sequence, Set

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import ElementKey
from remeslo.core.base.text import fold
from remeslo.core.curriculum.analytics import Basis, Need, RequisiteKind, UnitKey
from remeslo.core.curriculum.element import LinkKind, TermElement
from remeslo.core.curriculum.links import customary_links
from remeslo.core.line.structure.rows import Row

EVERY_BASIS = frozenset(Basis)
Step = tuple[str, Need]
"""The element that requires, and what."""

_SERIES = re.compile(r"(?P<base>.*?\S)[\s,.(:-]+(?:(?:часть|ч\.|part)\s*)?(?P<number>\d{1,2}|[ivx]{1,4})\)?")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_COMMON = re.compile(r"(?:ОК|УК|OK|UK)\b")
"""Codes of competences that everything forms: they put no two elements in order."""


def requisites(
    rows: Sequence[Row], bases: Set[Basis] = EVERY_BASIS
) -> tuple[dict[str, list[Need]], tuple[tuple[str, str], ...]]:
    """
    What each element requires, and the pairs (before, after) that were left out because they would close a circle.

    Given requisites are kept as they are, circles and all; what is read off follows in the order module, series,
    outcomes, competences. A competence joins only what no chain joins yet.
    """
    found: dict[str, list[Need]] = {r.index: [] for r in rows}
    following: dict[str, set[str]] = {r.index: set() for r in rows}
    left_out: list[tuple[str, str]] = []
    sources = (
        (Basis.GIVEN, _given(rows)),
        (Basis.MODULE, _module(rows)),
        (Basis.SERIES, _series(rows)),
        (Basis.OUTCOME, _outcomes(rows)),
        (Basis.COMPETENCE, _competences(rows)),
    )
    for basis, steps in sources:
        for after, need in steps if basis in bases else ():
            if after in following.get(need.unit, ()):
                continue
            if basis is not Basis.GIVEN and _leads(after, need.unit, following):
                left_out.append((need.unit, after))
                continue
            if basis is Basis.COMPETENCE and _leads(need.unit, after, following):
                continue
            found[after].append(need)
            following.setdefault(need.unit, set()).add(after)
    return found, tuple(left_out)


def _given(rows: Sequence[Row]) -> Iterator[Step]:
    for row in rows:
        for before in row.after:
            yield row.index, Need(UnitKey(before))


def _module(rows: Sequence[Row]) -> Iterator[Step]:
    """
    The customary order inside a module, as the term part asks for it.

    Without the links of everything to the final attestation: they would tell the same of every element.
    """
    elements = [_element(r) for r in rows if r.kind is not ElementKind.FINAL_ATTESTATION]
    for link in customary_links(elements):
        kind = RequisiteKind.PRE if link.kind is LinkKind.FINISH_START else RequisiteKind.CO
        yield link.after, Need(UnitKey(link.before), kind, Basis.MODULE)


def _element(row: Row) -> TermElement:
    hours = max(1, row.hours)
    return TermElement(
        key=ElementKey(row.index),
        title=row.title,
        kind=row.kind,
        hours_min=hours,
        hours_wanted=hours,
        hours_max=hours,
        attestations=tuple(row.attestations),
        module=row.module,
    )


def _series(rows: Sequence[Row]) -> Iterator[Step]:
    """«Математика 1», «Математика 2»: each after the one before it."""
    places: dict[str, dict[int, str]] = {}
    for row in rows:
        match = _SERIES.fullmatch(fold(row.title))
        if match:
            text = match["number"]
            number = int(text) if text.isdigit() else _ROMAN.get(text)
            if number:
                places.setdefault(match["base"], {}).setdefault(number, row.index)
    for numbers in places.values():
        for number, index in sorted(numbers.items()):
            if number - 1 in numbers:
                yield index, Need(UnitKey(numbers[number - 1]), basis=Basis.SERIES)


def _outcomes(rows: Sequence[Row]) -> Iterator[Step]:
    """An element that uses an outcome begins not before the one that teaches it first; most outcomes first."""
    teacher = {o: r.index for r in rows for o in r.first}
    shared: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        for outcome in row.uses:
            if teacher.get(outcome, row.index) != row.index:
                shared.setdefault((teacher[outcome], row.index), []).append(outcome)
    for (before, after), outcomes in sorted(shared.items(), key=lambda item: -len(item[1])):
        yield after, Need(UnitKey(before), RequisiteKind.CO, Basis.OUTCOME, tuple(outcomes))


def _competences(rows: Sequence[Row]) -> Iterator[Step]:
    """
    A competence goes on from the elements that end last before this one begins; only where semesters are known.

    Competences that all elements form (ОК, УК) say nothing, and neither do those of outcomes, which say it better.
    """
    placed = [r for r in rows if r.terms]
    shared: dict[tuple[str, str], list[str]] = {}
    for code in dict.fromkeys(c for r in placed for c in r.competences if not _COMMON.match(c)):
        forming = [r for r in placed if code in r.competences]
        for row in forming:
            earlier = [r for r in forming if max(r.terms) < min(row.terms)]
            latest = max((max(r.terms) for r in earlier), default=0)
            for before in earlier:
                if max(before.terms) == latest:
                    shared.setdefault((before.index, row.index), []).append(code)
    terms = {r.index: r.terms for r in placed}
    for (first, then), codes in sorted(shared.items(), key=lambda i: min(terms[i[0][1]]) - max(terms[i[0][0]])):
        yield then, Need(UnitKey(first), RequisiteKind.PRE, Basis.COMPETENCE, tuple(codes))


def _leads(start: str, goal: str, following: dict[str, set[str]]) -> bool:
    """True when a way leads from one element to another, or they are the same."""
    reached, waiting = {start}, [start]
    while waiting:
        ahead = following.get(waiting.pop(), set()) - reached
        reached |= ahead
        waiting += ahead
    return goal in reached
