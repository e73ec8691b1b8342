"""What is suggested for a link whose statement changed, with the reason; a person decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from remeslo.core.base.keys import StatementKey
from remeslo.core.competence.revision.links import Held, LinkKind
from remeslo.core.competence.revision.values import Change, EditionDiff, StatementChange

SURE = 75
"""From this likeness on a reworded statement is suggested to be carried over; below it, to be chosen by a person."""
HALF = 50
"""A work function of which less than this share (per cent) stayed is one to choose anew."""

_OF_EMPLOYERS = frozenset({LinkKind.REQUEST, LinkKind.LINE, LinkKind.STATEMENT, LinkKind.OUTCOME})


class Decision(StrEnum):
    """What is done with a link."""

    CARRY = "carry"
    """It goes over to what stands for its statement in the new edition."""
    CHOOSE = "choose"
    """It goes over to statements of the new edition that a person names."""
    DROP = "drop"
    """It falls away; a request that means nothing else then stays in the employer's own wording."""
    ASK = "ask"
    """The employer is asked; until then it stays on the old edition."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """
    A suggestion.

    Parameters
    ----------
    targets
        Where the link would go; for `Decision.CHOOSE` what there is to choose from, the nearest first.
    reason
        Code for the sentence catalogue: ``revision.suggest_moved`` ...
    facts
        What the sentence needs.
    """

    decision: Decision
    targets: tuple[StatementKey, ...]
    reason: str
    facts: Mapping[str, object] = field(default_factory=dict)


def suggest(held: Held, change: StatementChange | None, diff: EditionDiff) -> Suggestion:
    """The suggestion for a link that is to be reviewed."""
    if held.link.kind is LinkKind.EDITION:
        facts: dict[str, object] = {"old": diff.old, "new": diff.new}
        return Suggestion(Decision.CARRY, (), "revision.suggest_edition", facts)
    if change is None:
        return _unknown(held)
    facts = {**change.facts, "score": change.score}
    others = tuple(c.statement.key for c in change.candidates)
    if change.change is Change.REMOVED:
        return _removed(held, others, change)
    if change.level_changed and held.link.kind in (LinkKind.REQUEST, LinkKind.LINE):
        return Suggestion(Decision.ASK, (), "revision.suggest_level", facts)
    if change.change is Change.SPLIT:
        facts["parts"] = len(change.new)
        return Suggestion(Decision.CHOOSE, change.targets, "revision.suggest_split", facts)
    name = f"revision.suggest_{change.change.value}"
    if change.change is Change.CONTENT and share_kept(change) < HALF:
        return Suggestion(Decision.CHOOSE, (*change.targets, *others), "revision.suggest_content_other", facts)
    if change.change in (Change.REWORDED, Change.MERGED) and change.score < SURE:
        return Suggestion(Decision.CHOOSE, (*change.targets, *others), f"{name}_unsure", facts)
    return Suggestion(Decision.CARRY, change.targets, name, facts)


def _removed(held: Held, others: tuple[StatementKey, ...], change: StatementChange) -> Suggestion:
    if others:
        facts: dict[str, object] = {"count": len(others), "score": change.candidates[0].score}
        return Suggestion(Decision.CHOOSE, others, "revision.suggest_removed_near", facts)
    if held.employers and held.link.kind in _OF_EMPLOYERS:
        return Suggestion(Decision.ASK, (), "revision.suggest_removed_asked", {"employers": len(held.employers)})
    return Suggestion(Decision.DROP, (), "revision.suggest_removed")


def _unknown(held: Held) -> Suggestion:
    """A link to a statement that the old edition as given does not have."""
    facts: dict[str, object] = {"statement": str(held.link.statement)}
    decision = Decision.ASK if held.employers else Decision.DROP
    return Suggestion(decision, (), "revision.suggest_unknown", facts)


def share_kept(change: StatementChange) -> int:
    """Per cent of a work function's statements that stayed; 100 when it holds none."""
    kept, held = change.facts.get("kept"), change.facts.get("held")
    if not isinstance(kept, int) or not isinstance(held, int) or held == 0:
        return 100
    return 100 * kept // held
