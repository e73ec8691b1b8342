"""Agreements that end soon, so that somebody renews them in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from remeslo.core.agreements.agreement import Agreement
from remeslo.core.agreements.kinds import State
from remeslo.core.agreements.state import planned_end, state_on

REMIND_DAYS = 90
"""Days before the end from which people are reminded, where no pack says another number."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """An agreement in force, the first day after it, and the days that are left, > 0."""

    agreement: Agreement
    ends: date
    days: int


def expiring(agreements: Iterable[Agreement], on: date, *, remind_days: int = REMIND_DAYS) -> tuple[Reminder, ...]:
    """
    Agreements in force that end within so many days and that nobody renews, the earliest first.

    One that is renewed by anything but a draft or a paper that was taken back waits for nobody. Additional agreements
    end with the one they change.
    """
    listed = list(agreements)
    renewed = {a.renews for a in listed if state_on(a, on) not in (State.DRAFT, State.WITHDRAWN)}
    found = []
    for agreement in listed:
        ends = planned_end(agreement)
        days = (ends - on).days
        waits = agreement.amends is None and agreement.key not in renewed
        if waits and 0 < days <= remind_days and state_on(agreement, on) is State.IN_FORCE:
            found.append(Reminder(agreement, ends, days))
    return tuple(sorted(found, key=lambda r: (r.ends, r.agreement.key)))
