"""Where an agreement stands on a day, and what is in force."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from remeslo.core.agreements.agreement import Agreement, Signatory, Signature
from remeslo.core.agreements.clause import Clause
from remeslo.core.agreements.kinds import OF_PEOPLE, RIGHTS, AgreementKey, State


@dataclass(frozen=True, slots=True)
class InForce:
    """A clause that holds on a day, and the paper that it stands in."""

    agreement: Agreement
    clause: Clause


def counts(agreement: Agreement, signature: Signature) -> bool:
    """True for a signature of a named signatory under the text that is signed, whose authority held on that day."""
    signatory = next((s for s in agreement.signatories if s.key == signature.signatory), None)
    if signatory is None or agreement.text is None or signature.sha256 != agreement.text.sha256:
        return False
    return signatory.authority.holds_on(signature.on)


def signature_of(agreement: Agreement, signatory: Signatory) -> Signature | None:
    """The first signature of a signatory that counts."""
    own = (s for s in agreement.signatures if s.signatory == signatory.key and counts(agreement, s))
    return min(own, key=lambda s: s.on, default=None)


def missing(agreement: Agreement) -> tuple[Signatory, ...]:
    """Signatories whose signature it waits for."""
    return tuple(s for s in agreement.signatories if signature_of(agreement, s) is None)


def signed_on(agreement: Agreement) -> date | None:
    """
    Day of the last signature; ``None`` while one is missing, a party has no signatory, or it was taken back; and for
    an agreement of people (`kinds.OF_PEOPLE`) that names no person.

    A contract that was signed elsewhere is signed on the day that is told.
    """
    if agreement.withdrawn is not None:
        return None
    if agreement.on_paper is not None:
        return agreement.on_paper
    parties = {s.party for s in agreement.signatories}
    if agreement.sent is None or not agreement.parties or any(p.key not in parties for p in agreement.parties):
        return None
    if lacks_person(agreement):
        return None
    days = [s.on for one in agreement.signatories if (s := signature_of(agreement, one)) is not None]
    return max(days) if len(days) == len(agreement.signatories) else None


def lacks_person(agreement: Agreement) -> bool:
    """True for a target-training or mentor's agreement without the learner or mentor; additional ones name nobody."""
    return agreement.kind in OF_PEOPLE and agreement.amends is None and not any(p.person for p in agreement.parties)


def force(agreement: Agreement) -> tuple[date, date] | None:
    """
    First day in force and the first day after; ``None`` when it is not signed, or no day is left.

    Days before the last signature are not in force, whatever the paper says of them.
    """
    signed = signed_on(agreement)
    if signed is None:
        return None
    start, end = max(agreement.first, signed), planned_end(agreement)
    return (start, end) if start < end else None


def planned_end(agreement: Agreement) -> date:
    """First day after it, an early end counted."""
    return min(agreement.until, agreement.ending.on) if agreement.ending is not None else agreement.until


def state_on(agreement: Agreement, day: date) -> State:
    """Where it stands on a day, by what had happened up to that day."""
    if agreement.withdrawn is not None and agreement.withdrawn <= day:
        return State.WITHDRAWN
    signed = signed_on(agreement)
    if signed is None or signed > day:
        was_sent = agreement.sent is not None and agreement.sent <= day
        return State.SENT if was_sent else State.DRAFT
    if agreement.ending is not None and agreement.ending.on < agreement.until and agreement.ending.on <= day:
        return State.ENDED
    if day >= agreement.until:
        return State.EXPIRED
    return State.IN_FORCE if agreement.first <= day else State.SIGNED


def in_force(agreement: Agreement, day: date) -> bool:
    """True on the days of `force`."""
    days = force(agreement)
    return days is not None and days[0] <= day < days[1]


def clauses_on(agreements: Iterable[Agreement], day: date) -> tuple[InForce, ...]:
    """Every clause that holds on a day: of agreements in force, as additional agreements in force changed them."""
    return tuple(h for h in standing(agreements) if _holds(h, day))


def rights_on(agreements: Iterable[Agreement], day: date) -> tuple[InForce, ...]:
    """Of these, what partners may do: use workshops, within quotas, and who teaches what."""
    return tuple(h for h in clauses_on(agreements, day) if h.clause.kind in RIGHTS)


def standing(agreements: Iterable[Agreement]) -> Iterator[InForce]:
    """
    Clauses of everything that is signed, each with the days on which it holds (see `days_in_force`).

    A clause that an additional agreement takes away ends where that one begins; additional agreements are in force on
    days of the agreement that they change only.
    """
    listed = list(agreements)
    by_key = {a.key: a for a in listed}
    for agreement in listed:
        if force(agreement) is None:
            continue
        for clause in agreement.clauses:
            if (days := _days(agreement, clause, by_key, listed)) is not None:
                yield InForce(agreement, _dated(clause, *days))


def days_in_force(held: InForce) -> tuple[date, date]:
    """The days of a clause that `standing` gave."""
    assert held.clause.first is not None and held.clause.until is not None, "standing() dates every clause"
    return held.clause.first, held.clause.until


def _holds(held: InForce, day: date) -> bool:
    first, until = days_in_force(held)
    return first <= day < until


def _dated(clause: Clause, first: date, until: date) -> Clause:
    return replace(clause, first=first, until=until)


def _days(
    agreement: Agreement, clause: Clause, by_key: Mapping[AgreementKey, Agreement], listed: Iterable[Agreement]
) -> tuple[date, date] | None:
    days = force(agreement)
    assert days is not None, "standing() asks about agreements that are signed"
    first, until = agreement.days_of(clause)
    first, until = max(first, days[0]), min(until, days[1])
    if agreement.amends is not None:
        base = by_key.get(agreement.amends)
        around = force(base) if base is not None else None
        if around is None:
            return None
        first, until = max(first, around[0]), min(until, around[1])
    for other in listed:
        if clause.key in other.removes and (taken := _taken(agreement, days[0], other)) is not None:
            until = min(until, taken)
    return (first, until) if first < until else None


def _taken(agreement: Agreement, since: date, other: Agreement) -> date | None:
    """First day of an additional agreement that takes clauses of this one, or of an earlier additional one, away."""
    days = force(other)
    if days is None or other.key == agreement.key:
        return None
    is_later = agreement.amends is not None and other.amends == agreement.amends and days[0] > since
    return days[0] if other.amends == agreement.key or is_later else None
