"""What a recognition gives: elements that need not be taken again, and what stays although it was asked for."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import ElementKey, OutcomeKey
from remeslo.core.competence.design import DesignElement, ProgrammeDesign


@dataclass(frozen=True, slots=True)
class PartlyKnown:
    """An element of which only some outcomes are recognised: it is taken whole."""

    element: ElementKey
    known: tuple[OutcomeKey, ...]
    missing: tuple[OutcomeKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """
    What counts as learnt.

    Parameters
    ----------
    elements
        Recognised as a whole, in the order of the programme: they take no hours.
    outcomes
        All outcomes recognised: those named, and those first taught in ``elements``.
    partly
        Elements that stay because some of their outcomes are missing.
    """

    elements: tuple[ElementKey, ...]
    outcomes: frozenset[OutcomeKey]
    partly: tuple[PartlyKnown, ...]
    findings: tuple[Finding, ...]


def credit(design: ProgrammeDesign, *, elements: Collection[str], outcomes: Collection[str]) -> Credit:
    """
    What recognised elements and outcomes come to.

    An element is recognised when it is named, or when all outcomes that it teaches first are. The exam of a module only
    together with all else of the module; the final attestation never: every graduate sits it.
    """
    named = [e for e in design.elements if e.index in elements]
    known = frozenset(o.key for o in design.model.outcomes if o.key in outcomes) | {o for e in named for o in e.first}
    taken = {e.index for e in design.elements if e.index in elements or (e.first and set(e.first) <= known)}
    taken = {e.index for e in design.elements if e.index in taken and _may(e, design, taken)}
    return Credit(
        elements=tuple(e.index for e in design.elements if e.index in taken),
        outcomes=known,
        partly=tuple(_partly(design, known, taken)),
        findings=tuple(_findings(design, elements, outcomes, taken)),
    )


def _may(element: DesignElement, design: ProgrammeDesign, taken: set[ElementKey]) -> bool:
    if element.kind is ElementKind.FINAL_ATTESTATION:
        return False
    if element.kind is not ElementKind.ATTESTATION or element.module is None:
        return True
    others = (e for e in design.elements if e.module == element.module and e.kind is not ElementKind.ATTESTATION)
    return all(e.index in taken for e in others)


def _partly(design: ProgrammeDesign, known: frozenset[OutcomeKey], taken: set[ElementKey]) -> Iterator[PartlyKnown]:
    for e in design.elements:
        mine = tuple(o for o in e.first if o in known)
        if mine and e.index not in taken:
            yield PartlyKnown(e.index, mine, tuple(o for o in e.first if o not in known))


def _findings(
    design: ProgrammeDesign, elements: Collection[str], outcomes: Collection[str], taken: set[ElementKey]
) -> Iterator[Finding]:
    by_index = {str(e.index): e for e in design.elements}
    there = {str(o.key) for o in design.model.outcomes}
    for name in sorted({*elements} - set(by_index)) + sorted({*outcomes} - there):
        yield Finding("individual.unknown", name, {"name": name}, Severity.STOPS_SAVING)
    for name in (n for n in by_index if n in elements and by_index[n].index not in taken):
        element = by_index[name]
        facts: dict[str, object] = {"element": name, "title": element.title, "module": element.module or ""}
        final = element.kind is ElementKind.FINAL_ATTESTATION
        yield Finding("individual.final_stays" if final else "individual.exam_stays", name, facts, Severity.WARNING)
