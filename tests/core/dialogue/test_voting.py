"""Votes: once a voter, the last word, whatever the order; quorum, majority and ties as the rule says."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.dialogue.meeting import (
    Basis,
    Majority,
    Meeting,
    MeetingKind,
    Seat,
    SeatKey,
    Tie,
    VotingRule,
    quorum,
    voter_of,
)
from remeslo.core.dialogue.voting import Ballot, Because, Opinion, Outcome, tally

seats = st.lists(
    st.tuples(st.sampled_from(("a", "b", "c", None)), st.booleans(), st.booleans()), min_size=1, max_size=7
).map(
    lambda rows: tuple(
        Seat(
            key=SeatKey(str(n)),
            person=f"p{n}",
            organisation=OrganisationKey(house) if house else None,
            votes=votes,
            present=present,
        )
        for n, (house, votes, present) in enumerate(rows)
    )
)
rules = st.builds(
    VotingRule,
    basis=st.sampled_from(Basis),
    quorum=st.fractions(0, 1, max_denominator=4),
    majority=st.sampled_from(Majority),
    tie=st.sampled_from(Tie),
)


@st.composite
def votes(draw):
    people = draw(seats)
    chair = draw(st.sampled_from([None, *(s.key for s in people)]))
    meeting = Meeting(kind=MeetingKind.ROUND_TABLE, seats=people, chair=chair, rule=draw(rules))
    said = draw(st.lists(st.tuples(st.sampled_from(people), st.sampled_from(Opinion)), max_size=12))
    ballots = [Ballot(n, seat.key, opinion) for n, (seat, opinion) in enumerate(said)]
    return meeting, ballots


@settings(max_examples=50)
@given(votes(), st.randoms())
def test_tally_is_the_same_whatever_the_order_of_ballots(vote, random):
    meeting, ballots = vote
    mixed = [*ballots, *ballots]
    random.shuffle(mixed)

    assert tally(meeting, mixed) == tally(meeting, ballots)


@settings(max_examples=50)
@given(votes())
def test_tally_counts_each_voter_once_by_the_last_ballot(vote):
    meeting, ballots = vote
    result = tally(meeting, ballots)
    last = {}
    for b in ballots:
        seat = next(s for s in meeting.seats if s.key == b.seat)
        if (voter := voter_of(seat, meeting.rule.basis)) is not None:
            last[voter] = b

    assert result.counted == last
    assert result.counts == {o: Counter(b.opinion for b in last.values())[o] for o in Opinion}
    assert sum(result.counts.values()) + result.silent == result.quorum.there
    assert len(last) + len(result.passed_over) <= len(ballots)


@settings(max_examples=50)
@given(votes())
def test_result_follows_from_the_counts_and_the_rule(vote):
    meeting, ballots = vote
    result = tally(meeting, ballots)
    yes, no = result.counts[Opinion.FOR], result.counts[Opinion.AGAINST]
    there = result.quorum.there
    rest = no if meeting.rule.majority is Majority.CAST else there - yes

    if not result.quorum.reached:
        assert result.outcome is Outcome.NO_QUORUM
    elif yes > rest:
        assert result.accepted
    elif yes < rest or yes == 0:
        assert result.outcome is Outcome.REFUSED
    else:
        by_chair = result.because is Because.TIE_CHAIR_FOR
        assert result.accepted == by_chair
        assert not by_chair or meeting.rule.tie is Tie.CHAIR


@settings(max_examples=50)
@given(votes(), st.sampled_from(Opinion))
def test_a_ballot_without_a_vote_changes_no_count(vote, opinion):
    meeting, ballots = vote
    stranger = Ballot(1000, SeatKey("nobody"), opinion)
    with_it, without = tally(meeting, [*ballots, stranger]), tally(meeting, ballots)

    assert (with_it.counts, with_it.outcome) == (without.counts, without.outcome)
    assert stranger in with_it.passed_over


def two(present: bool = True, rule: VotingRule | None = None, chair: str | None = None) -> Meeting:
    people = tuple(Seat(key=SeatKey(k), person=k, organisation=OrganisationKey(k), present=present) for k in ("a", "b"))
    return Meeting(
        kind=MeetingKind.ROUND_TABLE, seats=people, chair=SeatKey(chair) if chair else None, rule=rule or VotingRule()
    )


@pytest.mark.parametrize(
    ("tie", "chair", "said", "outcome", "because"),
    (
        (Tie.REFUSED, "a", "fa", Outcome.REFUSED, Because.TIE_REFUSED),
        (Tie.CHAIR, "a", "fa", Outcome.ACCEPTED, Because.TIE_CHAIR_FOR),
        (Tie.CHAIR, "b", "fa", Outcome.REFUSED, Because.TIE_CHAIR_AGAINST),
        (Tie.CHAIR, None, "fa", Outcome.REFUSED, Because.TIE_CHAIR_SILENT),
    ),
)
def test_an_even_vote_ends_as_the_tie_rule_says(tie, chair, said, outcome, because):
    opinions = {"f": Opinion.FOR, "a": Opinion.AGAINST}
    ballots = [Ballot(n, SeatKey(k), opinions[o]) for n, (k, o) in enumerate(zip("ab", said, strict=True))]

    result = tally(two(rule=VotingRule(tie=tie), chair=chair), ballots)

    assert (result.outcome, result.because) == (outcome, because)


def test_abstaining_voters_count_only_where_all_who_are_there_count():
    ballots = [Ballot(1, SeatKey("a"), Opinion.FOR), Ballot(2, SeatKey("b"), Opinion.ABSTAIN)]

    assert tally(two(rule=VotingRule(majority=Majority.CAST)), ballots).accepted
    assert not tally(two(rule=VotingRule(majority=Majority.PRESENT)), ballots).accepted


def test_who_votes_is_there():
    meeting = two(present=False, rule=VotingRule(quorum=Fraction(1)))

    assert not quorum(meeting).reached
    assert not tally(meeting, [Ballot(1, SeatKey("a"), Opinion.FOR)]).quorum.reached
    assert tally(meeting, [Ballot(n, SeatKey(k), Opinion.FOR) for n, k in enumerate("ab")]).accepted


def test_two_ballots_of_one_number_are_refused():
    with pytest.raises(ProblemError, match="one number"):
        tally(two(), [Ballot(1, SeatKey("a"), Opinion.FOR), Ballot(1, SeatKey("b"), Opinion.FOR)])


def test_meeting_without_voters_has_no_quorum():
    assert not quorum(Meeting(kind=MeetingKind.WORKING_GROUP, rule=VotingRule(quorum=Fraction(0)))).reached
