"""What is suggested for a link to a state standard, with the reason; a person decides."""

from remeslo.core.base.elements import ElementKind
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.programme.slot import PRACTICES, TAUGHT
from remeslo.core.competence.revision.links import Held, LinkKind
from remeslo.core.competence.revision.suggest import HALF, Decision, Suggestion, share_kept, suggest
from remeslo.core.competence.revision.values import Change, EditionDiff, StatementChange

_KINDS = {
    "min/practice": PRACTICES,
    "min/disciplines": TAUGHT,
    "min/final_attestation": frozenset({ElementKind.FINAL_ATTESTATION}),
}
"""Kinds of elements that each minimum counts, as the constructor does."""


def suggest_state(held: Held, change: StatementChange | None, diff: EditionDiff, design: ProgrammeDesign) -> Suggestion:
    """The suggestion for a link to a state standard that is to be reviewed."""
    if held.link.kind is LinkKind.EDITION:
        facts: dict[str, object] = {"old": diff.old, "new": diff.new}
        return Suggestion(Decision.CARRY, (), "revision.suggest_state_edition", facts)
    if change is None:
        return suggest(held, change, diff)
    if held.link.kind is LinkKind.MINIMUM:
        return _figure(held, change, design)
    if change.change is not Change.CONTENT:
        return suggest(held, change, diff)
    facts = {**change.facts, "score": change.score}
    if "new_hours" in change.facts:
        return Suggestion(Decision.CARRY, change.targets, "revision.suggest_state_hours", facts)
    others = tuple(c.statement.key for c in change.candidates)
    share = share_kept(change)
    if share == 100:
        return Suggestion(Decision.CARRY, change.targets, "revision.suggest_state_around", facts)
    if share < HALF:
        return Suggestion(Decision.CHOOSE, (*change.targets, *others), "revision.suggest_state_other", facts)
    return Suggestion(Decision.CARRY, change.targets, "revision.suggest_state_content", facts)


def _figure(held: Held, change: StatementChange, design: ProgrammeDesign) -> Suggestion:
    """A figure goes over; where the programme as designed has fewer hours, the reason says how many are missing."""
    if not change.new:
        if change.candidates:
            others = tuple(c.statement.key for c in change.candidates)
            return Suggestion(Decision.CHOOSE, others, "revision.suggest_state_term_gone", {"count": len(others)})
        return Suggestion(Decision.DROP, (), "revision.suggest_state_no_minimum")
    facts = dict(change.facts)
    kinds = _KINDS.get(held.link.holder)
    if kinds is None:
        return Suggestion(Decision.CARRY, change.targets, "revision.suggest_state_term", facts)
    hours = sum(e.hours_wanted for e in design.elements if e.kind in kinds)
    least = int(change.new[0].text)
    facts |= {"hours": hours, "missing": max(0, least - hours)}
    name = "revision.suggest_state_minimum" if hours >= least else "revision.suggest_state_short"
    return Suggestion(Decision.CARRY, change.targets, name, facts)
