"""Which facts speak of which commitment: kinds of `packs/facts`, who did it, whose learner, which programme."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from remeslo.core.agreements.commitments import Commitment
from remeslo.core.agreements.kinds import ClauseKind
from remeslo.core.base.facts import Fact

FACT_OF: Final[Mapping[ClauseKind, tuple[str, str]]] = {
    ClauseKind.PAYMENT: ("cofinancing_received", "payer"),
    ClauseKind.PLACES: ("admission", "college"),
    ClauseKind.HIRING: ("employment", "employer"),
    ClauseKind.PRACTICE: ("practice", "employer"),
    ClauseKind.TARGET: ("target_contract", "employer"),
}
"""
Kind of facts that fulfil a clause, and their value that names who did it.

Money that was promised, received and evidenced is told by three kinds of facts: only what was received is counted.
"""
ONCE: Final = (ClauseKind.HIRING, ClauseKind.PLACES, ClauseKind.TARGET)
"""A person counts once among all commitments of one side; practice is given anew each year."""


@dataclass(frozen=True, slots=True)
class Learner:
    """What admission says of a learner."""

    college: str = ""
    programme: str = ""


def learners(facts: Iterable[Fact]) -> dict[str, Learner]:
    """Learners by pseudonym; the last admission counts."""
    admissions = sorted((f for f in facts if f.kind == "admission"), key=lambda f: (f.on, f.known, f.key))
    return {
        f.subject: Learner(str(f.values.get("college", "")), str(f.values.get("programme", ""))) for f in admissions
    }


def speaks_of(fact: Fact, commitment: Commitment, known: Mapping[str, Learner]) -> bool:
    """True when a fact is about what was promised, whatever its day."""
    kind, doer = FACT_OF[commitment.clause.kind]
    if fact.kind != kind or str(fact.values.get(doer, "")) != commitment.by:
        return False
    if commitment.clause.kind is ClauseKind.PAYMENT:
        return _is_its_money(fact, commitment)
    if commitment.clause.kind is ClauseKind.HIRING and fact.values.get("status") != "employed":
        return False
    return _is_its_learner(known.get(fact.subject, Learner()), commitment)


def amount_of(fact: Fact, commitment: Commitment) -> Decimal:
    """How much a fact says: money, or one person."""
    if commitment.clause.kind is not ClauseKind.PAYMENT:
        return Decimal(1)
    amount = fact.values.get("amount", 0)
    return Decimal(amount) if isinstance(amount, Decimal | int) else Decimal(0)


def is_for(fact: Fact, commitment: Commitment) -> bool:
    """True for money that names the agreement as its contract."""
    return fact.subject == commitment.agreement.key


def _is_its_money(fact: Fact, commitment: Commitment) -> bool:
    clause = commitment.clause
    to = commitment.agreement.organisation(clause.to)
    is_theirs = to is None or fact.by in (to, commitment.by)
    return is_theirs and str(fact.values.get("form", "")) == clause.form


def _is_its_learner(learner: Learner, commitment: Commitment) -> bool:
    """Of a college that is a side, where any is known; on the programme, where the clause names one."""
    sides = commitment.agreement.organisations
    programme = commitment.clause.programme
    is_ours = not learner.college or learner.college in sides
    return is_ours and (programme is None or learner.programme == programme)
