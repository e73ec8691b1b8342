"""A clause as data: what drives rights, quotas, money and what is followed to its fulfilment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from remeslo.core.agreements.kinds import ClauseKey, ClauseKind, PartyKey, PaymentForm, Unit
from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import ElementKey, ProgrammeKey, WorkshopKey

_K = ClauseKind
NEEDS: Final[Mapping[ClauseKind, tuple[str, ...]]] = {
    _K.USE: ("to", "workshops"),
    _K.QUOTA: ("to", "workshops", "count", "unit"),
    _K.TEACH: ("to", "programme"),
    _K.PRICE: ("to", "workshops", "amount", "unit"),
    _K.PAYMENT: ("amount", "form"),
    _K.PLACES: ("count",),
    _K.HIRING: ("count",),
    _K.PRACTICE: ("count",),
    _K.TARGET: ("count",),
    _K.DUTY: ("text",),
}
"""What a clause of a kind must say besides who does it."""
MAY: Final[Mapping[ClauseKind, tuple[str, ...]]] = {
    _K.USE: (),
    _K.QUOTA: ("amount",),
    _K.TEACH: ("elements", "count"),
    _K.PRICE: (),
    _K.PAYMENT: ("to",),
    _K.PLACES: ("programme",),
    _K.HIRING: ("programme",),
    _K.PRACTICE: ("programme",),
    _K.TARGET: ("programme",),
    _K.DUTY: ("to", "programme"),
}
"""What it may say as well; a text and days of its own may stand in any."""
_DATA: Final = ("to", "workshops", "programme", "elements", "count", "unit", "amount", "form")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """
    One clause.

    Parameters
    ----------
    party, to
        Who does or gives it, and for whom; two parties.
    workshops
        Each once; their days count together.
    count
        Days, hours, weeks (of a quota, in each study year) or people, >= 0; hours of a group (teaching), > 0.
    amount
        Money, > 0 for payments, >= 0 for prices of a unit; exact to the kopeck.
    first, until
        Days of the clause, ``until`` is the first day after it; ``None``: those of the agreement.
    text
        What the paper says, where data do not say all.

    Raises
    ------
    ProblemError
        When something that its kind needs is missing, something it cannot say is there, or a number is out of range.
    """

    key: ClauseKey
    kind: ClauseKind
    party: PartyKey
    to: PartyKey | None = None
    workshops: tuple[WorkshopKey, ...] = ()
    programme: ProgrammeKey | None = None
    elements: tuple[ElementKey, ...] = ()
    count: int | None = None
    unit: Unit | None = None
    amount: Decimal | None = None
    form: PaymentForm | None = None
    first: date | None = None
    until: date | None = None
    text: str = ""

    def __post_init__(self) -> None:
        where = f"clause {self.key} ({self.kind})"
        if not str(self.key).strip() or not str(self.party).strip() or self.party == self.to:
            raise ProblemError(f"{where}: a number, and two different parties.")
        if missing := [n for n in NEEDS[self.kind] if getattr(self, n) in (None, (), "")]:
            raise ProblemError(f"{where}: {', '.join(missing)} is missing.")
        may = (*NEEDS[self.kind], *MAY[self.kind])
        if more := [n for n in _DATA if n not in may and getattr(self, n) not in (None, ())]:
            raise ProblemError(f"{where} does not say {', '.join(more)}.")
        self._numbers(where)
        if self.first and self.until and self.until <= self.first:
            raise ProblemError(f"{where}: it ends on {self.until}, which is not after {self.first}.")

    def _numbers(self, where: str) -> None:
        least = 1 if self.kind is ClauseKind.TEACH else 0
        if self.count is not None and not least <= self.count <= 1_000_000:
            raise ProblemError(f"{where}: the number must be {least}..1000000, got {self.count}.")
        if len(set(self.workshops)) < len(self.workshops) or len(set(self.elements)) < len(self.elements):
            raise ProblemError(f"{where}: each workshop and each element once.")
        if self.amount is not None:
            is_least = self.amount > 0 if self.kind is ClauseKind.PAYMENT else self.amount >= 0
            if not self.amount.is_finite() or not is_least or self.amount != round(self.amount, 2):
                raise ProblemError(f"{where}: money must be above zero and whole kopecks, got {self.amount}.")
