"""Whether the programme as designed anew follows what was decided: told, never assumed."""

from collections.abc import Iterable

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.revision.applying import Applied
from remeslo.core.competence.revision.links import LinkKind, links
from remeslo.core.competence.revision.resolution import Resolution
from remeslo.core.competence.revision.review import ReviewList
from remeslo.core.competence.revision.suggest import Decision


def followed(
    review: ReviewList, resolutions: Iterable[Resolution], applied: Applied, design: ProgrammeDesign
) -> tuple[Finding, ...]:
    """
    Where a new design differs from the decisions: warnings, each naming the link.

    ``revision.not_taken``: a link was carried over or chosen, and nothing of that kind in the new design leads to any
    of its statements. ``revision.still_old``: something rests on the old edition though no decision left it there.
    """
    now = links(design, applied.outline, review.new)
    there = {(h.link.kind, h.link.statement) for h in now}
    found: list[Finding] = []
    for r in resolutions:
        item = review.by_key.get(r.link)
        if item is None or r.decision not in (Decision.CARRY, Decision.CHOOSE) or item.link.kind is LinkKind.EDITION:
            continue
        targets = r.targets or tuple(s.key for s in item.new)
        if not any((item.link.kind, t) in there for t in targets):
            facts = {"holder": item.link.holder, "kind": item.link.kind.value, "targets": targets}
            found.append(Finding("revision.not_taken", r.link, facts, Severity.WARNING))
    staying = {link.statement for link in applied.staying}
    for held in links(design, applied.outline, review.old):
        statement = held.link.statement
        if statement is not None and statement not in staying:
            facts = {"holder": held.link.holder, "kind": held.link.kind.value, "statement": statement}
            found.append(Finding("revision.still_old", held.link.key, facts, Severity.WARNING))
    return tuple(found)
