"""Commitments of agreements that are overdue: hire so many, pay so much, give so many places."""

from datetime import date

from remeslo.core.agreements.commitments import Progress, Standing
from remeslo.core.agreements.follow import open_commitments
from remeslo.core.agreements.kinds import ClauseKind
from remeslo.core.line.questions import Promise
from remeslo.web.apps.agreements.queries import held
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.results.ledger import ledger


def promises(cluster: Cluster, *, on: date) -> tuple[Promise, ...]:
    """What is overdue on a day, the earliest first; six queries at most, one where there is no agreement."""
    agreements = [h.value for h in held(cluster)]
    if not agreements:
        return ()
    owed = open_commitments(agreements, ledger(cluster).known_on(on).facts, on)
    return tuple(_promise(p) for p in owed if p.standing is Standing.OVERDUE)


def _promise(p: Progress) -> Promise:
    c = p.commitment
    others = dict.fromkeys(party.organisation for party in c.agreement.parties if party.organisation != c.by)
    is_money = c.clause.kind is ClauseKind.PAYMENT
    return Promise(
        key=c.key,
        title=c.agreement.title,
        by=c.by,
        to=tuple(others),
        due=c.due,
        left=f"{p.left.normalize():f}",
        people=0 if is_money else int(p.left),
    )
