"""What one working group ruled on requests, as decisions from which matching for others learns."""

from collections.abc import Iterable, Iterator

from remeslo.core.base.keys import StatementKey
from remeslo.core.competence.demand import DemandCard
from remeslo.core.competence.matching import Decision
from remeslo.core.competence.studio.place import PlaceKind
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.competence.studio.values import RejectedRuling, RequestRuling, Value


def decisions(rulings: Rulings, cards: Iterable[DemandCard]) -> tuple[Decision, ...]:
    """Accepted and rejected work functions with the words of the requests; requests without words teach nothing."""
    texts = {(c.key, r.number): r.text for c in cards for r in c.requirements if r.text.strip()}
    return tuple(
        Decision(texts[r.place.request], function, accepted)
        for kind in (PlaceKind.REQUEST, PlaceKind.REJECTED)
        for r in rulings.of_kind(kind)
        if r.place.request in texts
        for function, accepted in _said(r.value)
    )


def _said(value: Value) -> Iterator[tuple[StatementKey, bool]]:
    match value:
        case RequestRuling():
            yield from ((f, True) for f in value.functions)
        case RejectedRuling():
            yield from ((f, False) for f in value.rejected)
