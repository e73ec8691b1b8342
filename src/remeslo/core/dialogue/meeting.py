"""A round table or a working group: who is called, who is there, and by which rule votes count."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import NewType

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey

SeatKey = NewType("SeatKey", str)


class MeetingKind(StrEnum):
    """What kind of meeting it is."""

    ROUND_TABLE = "round_table"
    WORKING_GROUP = "working_group"


class Basis(StrEnum):
    """Who has one vote."""

    ORGANISATION = "organisation"
    PERSON = "person"


class Majority(StrEnum):
    """More than half of what a proposal needs: of votes for and against, or of all voters there."""

    CAST = "cast"
    PRESENT = "present"


class Tie(StrEnum):
    """What an even vote means: refused, or as the chair voted."""

    REFUSED = "refused"
    CHAIR = "chair"


@dataclass(frozen=True, slots=True, kw_only=True)
class VotingRule:
    """
    The rule of a meeting; kept with it, so that an old result can be worked out again.

    Parameters
    ----------
    quorum
        Share of the voters called that must be there, 0..1; more than that counts too.
    """

    basis: Basis = Basis.ORGANISATION
    quorum: Fraction = Fraction(1, 2)
    majority: Majority = Majority.CAST
    tie: Tie = Tie.REFUSED

    def __post_init__(self) -> None:
        if not 0 <= self.quorum <= 1:
            raise ProblemError(f"voting rule: quorum must lie between 0 and 1, got {self.quorum}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """
    One person at the table.

    Parameters
    ----------
    organisation
        ``None`` for a guest of no member organisation.
    votes
        True for those whose voice counts; others advise.
    present
        True once the secretary marked the person as there.
    """

    key: SeatKey
    person: str
    organisation: OrganisationKey | None = None
    votes: bool = True
    present: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """
    A meeting as far as votes are concerned; ``chair`` and ``secretary`` are seats of it, or nobody yet.

    Raises
    ------
    ProblemError
        When two seats have one key, or the chair or secretary has no seat.
    """

    kind: MeetingKind
    seats: tuple[Seat, ...] = ()
    chair: SeatKey | None = None
    secretary: SeatKey | None = None
    rule: VotingRule = field(default_factory=VotingRule)

    def __post_init__(self) -> None:
        keys = [s.key for s in self.seats]
        if len(set(keys)) < len(keys):
            raise ProblemError("meeting: two seats have one key.")
        for name, key in (("chair", self.chair), ("secretary", self.secretary)):
            if key is not None and key not in keys:
                raise ProblemError(f"meeting: the {name} {key!r} has no seat.")

    def voter(self, seat: SeatKey) -> str | None:
        """Whose vote a person of this seat gives: the organisation's or the own one; ``None`` without a vote."""
        found = next((s for s in self.seats if s.key == seat), None)
        return None if found is None else voter_of(found, self.rule.basis)


@dataclass(frozen=True, slots=True)
class Quorum:
    """Voters called and there; ``needed`` is the least number that makes a quorum."""

    called: int
    there: int
    needed: int

    @property
    def reached(self) -> bool:
        """True when enough are there; nobody called is no quorum."""
        return self.called > 0 and self.needed <= self.there


def voter_of(seat: Seat, basis: Basis) -> str | None:
    """``org:KEY`` or ``person:KEY``; a guest of no organisation has no vote where organisations vote."""
    if not seat.votes:
        return None
    if basis is Basis.PERSON:
        return f"person:{seat.key}"
    return f"org:{seat.organisation}" if seat.organisation is not None else None


def quorum(meeting: Meeting, voted: Iterable[SeatKey] = ()) -> Quorum:
    """The quorum: an organisation is there when one of its people is; who has voted is there too."""
    cast = frozenset(voted)
    basis = meeting.rule.basis
    called = {v for s in meeting.seats if (v := voter_of(s, basis))}
    there = {v for s in meeting.seats if (s.present or s.key in cast) and (v := voter_of(s, basis))}
    needed = (len(called) * meeting.rule.quorum).__ceil__()
    return Quorum(len(called), len(there), max(1, needed))
