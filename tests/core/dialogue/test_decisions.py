"""Decisions: every one in one place, states that follow from events alone, nothing lost in the minutes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.dialogue.decision import (
    Decision,
    DecisionKey,
    Event,
    EventKind,
    Follow,
    follow_up,
    judge,
    standing,
)
from remeslo.core.dialogue.meeting import Meeting, MeetingKind
from remeslo.core.dialogue.record import AgendaItem, Decided, ItemKey, Proposed, Record, check, sections

DAY = date(2026, 11, 23)
days = st.integers(-40, 40).map(lambda n: DAY + timedelta(days=n))


def decided(key: str, due: date = DAY) -> Decision:
    return Decision(key=DecisionKey(key), text=f"do {key}", owner=OrganisationKey("o"), due=due)


@st.composite
def events(draw):
    found = []
    for number in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(EventKind))
        found.append(
            Event(
                number=number,
                kind=kind,
                on=draw(days),
                text="why",
                due=draw(days) if kind is EventKind.MOVED else None,
                other="9" if kind in (EventKind.REPLACED, EventKind.CARRIED) else "",
            )
        )
    return found


@given(events(), days, days, st.randoms())
def test_standing_follows_from_events_whatever_their_order(told, due, on, random):
    decision = decided("1", due)
    mixed = list(told)
    random.shuffle(mixed)

    assert standing(decision, mixed, on=on) == standing(decision, told, on=on)


@given(events(), days, days)
def test_standing_is_done_only_with_evidence_and_overdue_only_after_its_day(told, due, on):
    now = standing(decided("1", due), told, on=on)

    assert (now.state is Follow.DONE) == bool(now.evidence) or now.state is Follow.REPLACED
    assert (now.state is Follow.OVERDUE) == (on > now.due and now.state in (Follow.OPEN, Follow.OVERDUE))
    assert (now.state is Follow.REPLACED) == bool(now.replaced_by)


@given(st.lists(st.tuples(days, events()), max_size=6), days)
def test_every_decision_is_carried_running_or_closed(rows, on):
    made = [decided(str(n), due) for n, (due, _told) in enumerate(rows)]
    told = {d.key: e for d, (_due, e) in zip(made, rows, strict=True)}

    found = follow_up(made, told, on=on)

    assert sorted((*found.again, *found.running, *found.closed)) == sorted(d.key for d in made)
    for key in found.again:
        assert standing(next(d for d in made if d.key == key), told[key], on=on).state is Follow.OVERDUE


@given(st.data())
def test_minutes_hold_every_item_proposal_and_decision_once(data):
    items = [ItemKey(str(n)) for n in range(data.draw(st.integers(0, 4)))]
    where = st.sampled_from([None, ItemKey("gone"), *items])
    proposals = tuple(
        Proposed(key=str(n), text="p", item=data.draw(where)) for n in range(data.draw(st.integers(0, 5)))
    )
    decisions = tuple(
        Decided(decision=decided(str(n)), item=data.draw(where)) for n in range(data.draw(st.integers(0, 5)))
    )
    record = Record(
        meeting=Meeting(kind=MeetingKind.ROUND_TABLE),
        on=DAY,
        items=tuple(AgendaItem(key=k, title=k) for k in items),
        proposals=proposals,
        decisions=decisions,
    )

    laid = sections(record)

    assert [s.item.key for s in laid if s.item] == items
    assert sorted(p.key for s in laid for p in s.proposals) == sorted(p.key for p in proposals)
    assert sorted(d.decision.key for s in laid for d in s.decisions) == sorted(d.decision.key for d in decisions)


@pytest.mark.parametrize("kind", (EventKind.DONE, EventKind.REOPENED, EventKind.MOVED))
def test_event_without_a_word_is_refused(kind):
    with pytest.raises(ProblemError):
        Event(number=1, kind=kind, on=DAY, due=DAY if kind is EventKind.MOVED else None)


def test_judge_names_what_is_missing_or_closed():
    now = standing(decided("1"), (), on=DAY)
    done = standing(decided("1"), [Event(number=1, kind=EventKind.DONE, on=DAY, text="seen")], on=DAY)
    replaced = standing(decided("1"), [Event(number=1, kind=EventKind.REPLACED, on=DAY, other="2")], on=DAY)

    assert [f.code for f in judge(now, EventKind.DONE)] == ["dialogue.no_evidence"]
    assert [f.code for f in judge(now, EventKind.MOVED, text="w", due=DAY)] == ["dialogue.same_day"]
    assert [f.code for f in judge(now, EventKind.REOPENED, text="w")] == ["dialogue.decision_not_done"]
    assert [f.code for f in judge(done, EventKind.DONE, text="w")] == ["dialogue.decision_done"]
    assert [f.code for f in judge(replaced, EventKind.DONE, text="w")] == ["dialogue.decision_replaced"]
    assert judge(now, EventKind.DONE, text="evidence") == []


def test_check_names_what_a_record_lacks():
    item = AgendaItem(key=ItemKey("1"), title="T")
    record = Record(
        meeting=Meeting(kind=MeetingKind.ROUND_TABLE),
        on=DAY,
        items=(item,),
        proposals=(Proposed(key="p", text="P"),),
        decisions=(Decided(decision=decided("1", DAY - timedelta(days=1))),),
    )

    assert [f.code for f in check(record)] == [
        "dialogue.no_quorum",
        "dialogue.no_chair",
        "dialogue.no_secretary",
        "dialogue.vote_open",
        "dialogue.item_without_outcome",
        "dialogue.due_before_meeting",
    ]
