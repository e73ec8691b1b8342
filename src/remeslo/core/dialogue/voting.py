"""Votes: the last word of each voter counts once; the result says by which rule."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.findings import ProblemError
from remeslo.core.dialogue.meeting import Majority, Meeting, Quorum, SeatKey, Tie, quorum


class Opinion(StrEnum):
    """What a voter says."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Outcome(StrEnum):
    """What became of a proposal."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    NO_QUORUM = "no_quorum"


class Because(StrEnum):
    """By which rule."""

    MORE_FOR = "more_for"
    NOT_MORE_FOR = "not_more_for"
    NOBODY_VOTED = "nobody_voted"
    TIE_REFUSED = "tie_refused"
    TIE_CHAIR_FOR = "tie_chair_for"
    TIE_CHAIR_AGAINST = "tie_chair_against"
    TIE_CHAIR_SILENT = "tie_chair_silent"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Ballot:
    """One word of one person; ``number`` grows with every ballot of a proposal, the greatest of a voter counts."""

    number: int
    seat: SeatKey
    opinion: Opinion


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """
    What a vote came to.

    Parameters
    ----------
    counted
        The ballot that counts of each voter (``org:KEY`` or ``person:KEY``).
    silent
        Voters who are there and have not voted.
    passed_over
        Ballots of people without a seat or without a vote: shown, never counted.
    """

    outcome: Outcome
    because: Because
    counts: Mapping[Opinion, int]
    silent: int
    quorum: Quorum
    counted: Mapping[str, Ballot]
    passed_over: tuple[Ballot, ...] = ()

    @property
    def accepted(self) -> bool:
        """True when the proposal stands."""
        return self.outcome is Outcome.ACCEPTED


def tally(meeting: Meeting, ballots: Iterable[Ballot]) -> Result:
    """
    Counts a vote; the order of the ballots is of no matter, their numbers are.

    A voter is an organisation or a person, as the meeting's rule says; the last ballot of a voter counts, whoever of
    the organisation gave it. Abstentions count for the quorum; for the majority only where all who are there count.

    Raises
    ------
    ProblemError
        When two different ballots have one number.
    """
    cast = sorted(set(ballots), key=lambda b: b.number)
    if len({b.number for b in cast}) < len(cast):
        raise ProblemError("vote: two ballots have one number.")
    counted: dict[str, Ballot] = {}
    passed: list[Ballot] = []
    for ballot in cast:
        voter = meeting.voter(ballot.seat)
        if voter is None:
            passed.append(ballot)
        else:
            counted[voter] = ballot
    said = Counter(b.opinion for b in counted.values())
    counts = {o: said[o] for o in Opinion}
    held = quorum(meeting, (b.seat for b in counted.values()))
    outcome, because = _decide(meeting, counts, held, counted)
    return Result(
        outcome=outcome,
        because=because,
        counts=counts,
        silent=held.there - len(counted),
        quorum=held,
        counted=counted,
        passed_over=tuple(passed),
    )


def _decide(
    meeting: Meeting, counts: Mapping[Opinion, int], held: Quorum, counted: Mapping[str, Ballot]
) -> tuple[Outcome, Because]:
    if not held.reached:
        return Outcome.NO_QUORUM, Because.TOO_FEW
    if not counted:
        return Outcome.REFUSED, Because.NOBODY_VOTED
    for_it = counts[Opinion.FOR]
    rest = counts[Opinion.AGAINST] if meeting.rule.majority is Majority.CAST else held.there - for_it
    if for_it > rest:
        return Outcome.ACCEPTED, Because.MORE_FOR
    if for_it < rest or not for_it:
        return Outcome.REFUSED, Because.NOT_MORE_FOR
    return _tie(meeting, counted)


def _tie(meeting: Meeting, counted: Mapping[str, Ballot]) -> tuple[Outcome, Because]:
    if meeting.rule.tie is Tie.REFUSED:
        return Outcome.REFUSED, Because.TIE_REFUSED
    voter = meeting.voter(meeting.chair) if meeting.chair is not None else None
    ballot = counted.get(voter) if voter is not None else None
    if ballot is not None and ballot.opinion is Opinion.FOR:
        return Outcome.ACCEPTED, Because.TIE_CHAIR_FOR
    if ballot is not None and ballot.opinion is Opinion.AGAINST:
        return Outcome.REFUSED, Because.TIE_CHAIR_AGAINST
    return Outcome.REFUSED, Because.TIE_CHAIR_SILENT
