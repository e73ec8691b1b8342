"""What was promised (hire N, pay M, give K places by a day), followed to its fulfilment by facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from remeslo.core.agreements.agreement import Agreement, Failure
from remeslo.core.agreements.clause import Clause
from remeslo.core.agreements.kinds import COMMITMENTS, ClauseKind
from remeslo.core.agreements.state import InForce, days_in_force, standing
from remeslo.core.base.facts import Fact, FactKey
from remeslo.core.base.keys import OrganisationKey


class Standing(StrEnum):
    """How a promise stands on a day."""

    FULFILLED = "fulfilled"
    OVERDUE = "overdue"
    AT_RISK = "at_risk"
    PARTLY = "partly"
    OPEN = "open"
    LAPSED = "lapsed"
    """The agreement ended before the promise was due."""
    NOT_CARRIED_OUT = "not_carried_out"
    """A party told that it will not be done."""


OPEN = (Standing.OVERDUE, Standing.AT_RISK, Standing.PARTLY, Standing.OPEN)
"""Still owed, the worst first."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """
    A clause that is followed.

    Parameters
    ----------
    by
        Who promised.
    first, due
        First and last day on which facts count; both in.
    wanted
        People, or money; > 0.
    lapses
        First day on which it is not owed any more: the agreement ended early, or the clause was taken away.
    """

    agreement: Agreement
    clause: Clause
    by: OrganisationKey
    first: date
    due: date
    wanted: Decimal
    lapses: date | None = None

    @property
    def key(self) -> str:
        """``AGREEMENT/CLAUSE``."""
        return f"{self.agreement.key}/{self.clause.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """
    A fact, and how much of it counts here: 1 for a person, money for money.

    ``is_confirmed``: the other side said so too; ``is_late``: it happened after the due day.
    """

    fact: Fact
    amount: Decimal
    is_confirmed: bool
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a commitment has come on a day, with the facts behind it."""

    commitment: Commitment
    standing: Standing
    counted: tuple[Counted, ...] = ()
    disputed: tuple[FactKey, ...] = ()
    failure: Failure | None = None

    @property
    def done(self) -> Decimal:
        """What facts show."""
        return sum((c.amount for c in self.counted), Decimal(0))

    @property
    def confirmed(self) -> Decimal:
        """Of it, what the other side confirmed."""
        return sum((c.amount for c in self.counted if c.is_confirmed), Decimal(0))

    @property
    def left(self) -> Decimal:
        """What is still to be done, >= 0."""
        return max(self.commitment.wanted - self.done, Decimal(0))

    @property
    def is_open(self) -> bool:
        """True while something is still owed."""
        return self.standing in OPEN


def commitments(agreements: Iterable[Agreement]) -> tuple[Commitment, ...]:
    """Promises of everything that is signed, by their due days; a promise of nothing is none."""
    found = (_commitment(held) for held in standing(agreements) if held.clause.kind in COMMITMENTS)
    return tuple(sorted((c for c in found if c is not None), key=lambda c: (c.due, c.key)))


def _commitment(held: InForce) -> Commitment | None:
    agreement, clause = held.agreement, held.clause
    wanted = clause.amount if clause.kind is ClauseKind.PAYMENT else Decimal(clause.count or 0)
    by = agreement.organisation(clause.party)
    if not wanted or by is None:
        return None
    first, until = days_in_force(held)
    planned = agreement.days_of(agreement.clause_of[clause.key])[1]
    return Commitment(
        agreement=agreement,
        clause=clause,
        by=by,
        first=first,
        due=planned - _DAY,
        wanted=wanted,
        lapses=until if until < planned else None,
    )
