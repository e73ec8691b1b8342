"""Commitments followed to their fulfilment: every fact counts at most once, whatever it fulfils."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from remeslo.core.agreements.agreement import Agreement, Failure
from remeslo.core.agreements.commitments import OPEN, Commitment, Counted, Progress, Standing, commitments
from remeslo.core.agreements.kinds import ClauseKind
from remeslo.core.agreements.matching import FACT_OF, ONCE, amount_of, is_for, learners, speaks_of
from remeslo.core.base import facts as ledger
from remeslo.core.base.facts import Fact, FactKey, as_known, standings

RISK_DAYS = 60
"""Days before the due day from which an unfulfilled promise is at risk, where no pack says another number."""


def follow(
    agreements: Iterable[Agreement], facts: Iterable[Fact], on: date, *, risk_days: int = RISK_DAYS
) -> tuple[Progress, ...]:
    """
    Every commitment of signed agreements as it stands on a day, by what was known then; by their due days.

    A fact goes to the commitment with the earliest due day among those whose days it falls in (which leaves none short
    that could be served, where facts differ by their day only); what is left over fulfils those that are overdue, late.
    Money splits, and no part of it counts twice; a person counts once, in each year of practice. Disputed facts do not
    count.
    """
    counting = _Counting(commitments(agreements), as_known(facts, on), on)
    return tuple(counting.progress(c, risk_days) for c in counting.commitments)


def open_commitments(
    agreements: Iterable[Agreement], facts: Iterable[Fact], on: date, *, risk_days: int = RISK_DAYS
) -> tuple[Progress, ...]:
    """What is overdue, at risk, partly done or open on a day, the worst and the earliest first; see `follow`."""
    owed = (p for p in follow(agreements, facts, on, risk_days=risk_days) if p.is_open)
    return tuple(sorted(owed, key=lambda p: (OPEN.index(p.standing), p.commitment.due, p.commitment.key)))


class _Counting:
    """Facts laid against commitments, once."""

    def __init__(self, listed: Sequence[Commitment], known: Sequence[Fact], on: date) -> None:
        self.commitments, self.on = listed, on
        self.learners = learners(known)
        self.said = standings(known)
        self.left: dict[str, Decimal] = {c.key: c.wanted for c in listed}
        self.counted: dict[str, list[Counted]] = defaultdict(list)
        self.disputed: dict[str, list[FactKey]] = defaultdict(list)
        self.taken: dict[FactKey, Decimal] = defaultdict(Decimal)
        self.people: set[tuple[str, ...]] = set()
        self.papers = {c.agreement.key for c in listed}
        by_doer: dict[tuple[str, str, str], list[Commitment]] = defaultdict(list)
        for c in listed:
            by_doer[*FACT_OF[c.clause.kind], c.by].append(c)
        named = dict.fromkeys(FACT_OF.values())
        pairs = [
            (fact, [c for c in by_doer[kind, doer, who] if speaks_of(fact, c, self.learners)])
            for fact in known
            for kind, doer in named
            if fact.kind == kind and fact.on <= on and (kind, doer, who := str(fact.values.get(doer, ""))) in by_doer
        ]
        for is_late in (False, True):
            for fact, own in pairs:
                self._give(fact, own, is_late)

    def progress(self, commitment: Commitment, risk_days: int) -> Progress:
        """What a commitment has."""
        failure = self._failure(commitment)
        return Progress(
            commitment=commitment,
            standing=self._standing(commitment, failure, risk_days),
            counted=tuple(self.counted[commitment.key]),
            disputed=tuple(self.disputed[commitment.key]),
            failure=failure,
        )

    def _give(self, fact: Fact, own: Sequence[Commitment], is_late: bool) -> None:
        """A fact to those that it may fulfil, the earliest due first; money that names an agreement to that one."""
        named = [c for c in own if is_for(fact, c)]
        for c in named or ([] if fact.subject in self.papers else own):
            last = min(c.due, c.lapses - timedelta(days=1)) if c.lapses is not None else c.due
            fits = fact.on > c.due and c.lapses is None if is_late else c.first <= fact.on <= last
            if fits:
                self._count(fact, c, is_late)

    def _count(self, fact: Fact, c: Commitment, is_late: bool) -> None:
        if self.said.get(fact.key) is ledger.Standing.DISPUTED:
            if fact.key not in self.disputed[c.key] and not is_late:
                self.disputed[c.key].append(fact.key)
            return
        amount = min(amount_of(fact, c) - self.taken[fact.key], self.left[c.key])
        person = _person(fact, c)
        if amount <= 0 or person in self.people:
            return
        if person:
            self.people.add(person)
        self.taken[fact.key] += amount
        self.left[c.key] -= amount
        is_confirmed = self.said.get(fact.key) is ledger.Standing.CONFIRMED
        self.counted[c.key].append(Counted(fact=fact, amount=amount, is_confirmed=is_confirmed, is_late=is_late))

    def _standing(self, c: Commitment, failure: Failure | None, risk_days: int) -> Standing:
        done = c.wanted - self.left[c.key]
        answers = (
            (done >= c.wanted, Standing.FULFILLED),
            (failure is not None, Standing.NOT_CARRIED_OUT),
            (c.lapses is not None and c.lapses <= self.on, Standing.LAPSED),
            (self.on > c.due, Standing.OVERDUE),
            ((c.due - self.on).days < risk_days, Standing.AT_RISK),
            (done > 0, Standing.PARTLY),
        )
        return next((standing for holds, standing in answers if holds), Standing.OPEN)

    def _failure(self, c: Commitment) -> Failure | None:
        told = (f for f in c.agreement.failures if f.clause == c.clause.key and f.on <= self.on)
        return max(told, key=lambda f: f.on, default=None)


def _person(fact: Fact, c: Commitment) -> tuple[str, ...]:
    """What may count once only; empty for money."""
    if c.clause.kind is ClauseKind.PAYMENT:
        return ()
    once = (c.clause.kind, c.by, fact.subject)
    return once if c.clause.kind in ONCE else (*once, c.key)
