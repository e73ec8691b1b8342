"""What an agreement of a kind must say by law or custom: dated points, as a pack of data."""

from dataclasses import dataclass
from datetime import date

from remeslo.core.agreements.agreement import Agreement
from remeslo.core.agreements.kinds import AgreementKind, ClauseKind
from remeslo.core.base.findings import ProblemError


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentPoint:
    """
    One thing that agreements of a kind must say.

    Parameters
    ----------
    since, until
        Days on which an agreement must be made to fall under it; ``until`` is the first day after.
    clauses
        A clause of one of these kinds says it; besides, words under the point's key do (`Agreement.points`).
    required
        False: usual, its absence is only told.
    verified
        False: not compared with the text of the act; shown so.
    """

    key: str
    kind: AgreementKind
    title_ru: str
    title_en: str
    since: date
    source: str
    until: date | None = None
    clauses: tuple[ClauseKind, ...] = ()
    required: bool = True
    verified: bool = False

    def __post_init__(self) -> None:
        if not self.key or not self.source.strip() or not self.title_ru.strip() or not self.title_en.strip():
            raise ProblemError(f"point {self.key!r}: a key, words in both languages and a source.")
        if self.until is not None and self.until <= self.since:
            raise ProblemError(f"point {self.key}: it ends on {self.until}, which is not after {self.since}.")

    def holds_on(self, day: date) -> bool:
        """True when it is asked of agreements made on this day."""
        return self.since <= day and (self.until is None or day < self.until)

    def is_said(self, agreement: Agreement) -> bool:
        """True when a clause or words say it."""
        return bool(agreement.said(self.key)) or any(c.kind in self.clauses for c in agreement.clauses)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentPack:
    """
    Points of all kinds, and how long before an end or a due day people are told.

    Parameters
    ----------
    remind_days, risk_days
        > 0; proposals of the project, no law.
    """

    key: str
    title_ru: str
    title_en: str
    points: tuple[ContentPoint, ...] = ()
    remind_days: int = 90
    risk_days: int = 60

    def __post_init__(self) -> None:
        if self.remind_days <= 0 or self.risk_days <= 0:
            raise ProblemError(f"pack {self.key}: days must be > 0.")
        seen = [(p.kind, p.key, p.since) for p in self.points]
        if len(set(seen)) < len(seen):
            raise ProblemError(f"pack {self.key}: a point of a kind is given twice for one day.")

    def asked(self, agreement: Agreement) -> tuple[ContentPoint, ...]:
        """Points that an agreement must say, in the order of the pack; none of an additional agreement."""
        if agreement.amends is not None:
            return ()
        return tuple(p for p in self.points if p.kind is agreement.kind and p.holds_on(agreement.first))
