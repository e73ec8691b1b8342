"""The right column's hours: elements with what may be ruled for them, and sums against the norms."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import ElementKey
from remeslo.core.competence.design import DesignElement, ProgrammeDesign
from remeslo.core.competence.limits import Limits
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.programme.choices import CUSTOMARY, Choices
from remeslo.core.competence.programme.hours import begin, parts
from remeslo.core.competence.programme.ruled import bounds
from remeslo.core.competence.programme.skeleton import skeleton
from remeslo.core.competence.programme.slot import Slot
from remeslo.core.competence.statestandard import StateStandard
from remeslo.core.competence.studio.board import ElementOnBoard, HoursRow, Spot
from remeslo.core.competence.studio.place import Place, of_element


def elements_on_board(
    design: ProgrammeDesign,
    outline: ProgrammeOutline,
    state: StateStandard,
    norms: Limits,
    spot: Callable[[Place], Spot],
    choices: Choices = CUSTOMARY,
) -> tuple[ElementOnBoard, ...]:
    """Every element with the hours that may be ruled for it, in the order of the curriculum."""
    begun = {s.index: s for s in begin(skeleton(outline, state, norms, choices).slots, norms)[0]}
    fixed = {e.index for e in outline.elements}
    return tuple(
        _element(e, begun.get(e.index) or _block_slot(e, norms, choices), e.index in fixed, norms, spot)
        for e in design.elements
    )


def _element(e: DesignElement, slot: Slot, fixed: bool, norms: Limits, spot: Callable[[Place], Spot]) -> ElementOnBoard:
    given = bounds(slot, norms)
    return ElementOnBoard(
        element=e,
        fixed=fixed,
        step=given.step,
        least=given.nearest(given.least),
        most=given.most,
        hours=spot(of_element(e.index)),
    )


def _block_slot(e: DesignElement, norms: Limits, choices: Choices) -> Slot:
    """An element of the employers' block as it began."""
    least = {ElementKind.THEORY: choices.block_course_hours_min, ElementKind.ATTESTATION: choices.module_exam_hours}
    slot = _slot(e, made=True)
    return replace(slot, hours_min=least.get(e.kind, norms.practice_step), hours_max=e.hours_max)


def _slot(e: DesignElement, *, made: bool) -> Slot:
    return Slot(
        index=ElementKey(e.index),
        title=e.title,
        kind=e.kind,
        cycle=e.cycle,
        module=e.module,
        hours_min=e.hours_min,
        hours_max=e.hours_max,
        mandatory_min=e.mandatory_min,
        made=made,
        hours=e.hours_wanted,
        employer_block=e.employer_block,
        semester_hours=e.semester_hours,
    )


def hours_rows(design: ProgrammeDesign, state: StateStandard, norms: Limits) -> tuple[HoursRow, ...]:
    """Hours of each cycle, of each part of the standard's table, the mandatory part, the total."""
    slots = [_slot(e, made=True) for e in design.elements]
    rows = [_row(cycle, [s for s in slots if s.cycle == cycle]) for cycle in dict.fromkeys(s.cycle for s in slots)]
    for part in parts(state):
        rows.append(replace(_row(f"part.{part.name}", filter(part.holds, slots)), least=part.minimum or None))
    counted = [s for s in slots if not s.outside_share]
    mandatory = sum(s.mandatory_min for s in counted)
    share = norms.mandatory_share_max
    most = None if share is None else int(share * sum(s.hours for s in counted))
    rows.append(HoursRow(name="part.mandatory", hours=mandatory, mandatory=mandatory, most=most))
    rows.append(replace(_row("part.total", slots), least=design.total_hours, most=design.total_hours))
    return tuple(rows)


def _row(name: str, slots: Iterable[Slot]) -> HoursRow:
    listed = list(slots)
    return HoursRow(name=name, hours=sum(s.hours for s in listed), mandatory=sum(s.mandatory_min for s in listed))
