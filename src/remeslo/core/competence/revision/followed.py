"""Whether the programme as designed anew follows what was decided: told, never assumed."""

from collections.abc import Iterable, Iterator

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.revision.applying import Applied
from remeslo.core.competence.revision.links import Held, LinkKind, links
from remeslo.core.competence.revision.resolution import Resolution
from remeslo.core.competence.revision.review import ReviewList
from remeslo.core.competence.revision.state_links import state_links
from remeslo.core.competence.revision.suggest import Decision
from remeslo.core.competence.statestandard import StateStandard


def followed(
    review: ReviewList, resolutions: Iterable[Resolution], applied: Applied, design: ProgrammeDesign
) -> tuple[Finding, ...]:
    """
    Where a new design differs from the decisions: warnings, each naming the link.

    ``revision.not_taken``: a link was carried over or chosen, and nothing of that kind in the new design leads to any
    of its statements. ``revision.still_old``: something rests on the old edition though no decision left it there.
    """
    return (
        *_not_taken(review, resolutions, links(design, applied.outline, review.new)),
        *_still_old(applied, links(design, applied.outline, review.old)),
    )


def followed_state(
    review: ReviewList,
    resolutions: Iterable[Resolution],
    applied: Applied,
    design: ProgrammeDesign,
    new: StateStandard,
) -> tuple[Finding, ...]:
    """The same for a new edition of a state standard: ``revision.not_taken``; nothing rests on the old one any more."""
    if applied.staying:
        return ()
    return tuple(_not_taken(review, resolutions, state_links(design, applied.outline, new)))


def _not_taken(review: ReviewList, resolutions: Iterable[Resolution], now: Iterable[Held]) -> Iterator[Finding]:
    there = {(h.link.kind, h.link.statement) for h in now}
    for r in resolutions:
        item = review.by_key.get(r.link)
        if item is None or r.decision not in (Decision.CARRY, Decision.CHOOSE) or item.link.kind is LinkKind.EDITION:
            continue
        targets = r.targets or tuple(s.key for s in item.new)
        if not any((item.link.kind, t) in there for t in targets):
            facts = {"holder": item.link.holder, "kind": item.link.kind.value, "targets": targets}
            yield Finding("revision.not_taken", r.link, facts, Severity.WARNING)


def _still_old(applied: Applied, rest: Iterable[Held]) -> Iterator[Finding]:
    staying = {link.statement for link in applied.staying}
    for held in rest:
        statement = held.link.statement
        if statement is not None and statement not in staying:
            facts = {"holder": held.link.holder, "kind": held.link.kind.value, "statement": statement}
            yield Finding("revision.still_old", held.link.key, facts, Severity.WARNING)
