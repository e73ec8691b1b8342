"""The way of a meeting: called, opened, voted, decided, closed, minuted, signed, followed."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.web.dialogue.conftest import NOW, fresh

pytestmark = pytest.mark.django_db


def codes(refused: Any) -> list[str]:
    return [f.code for f in refused.value.findings]


def test_meeting_without_agenda_or_people_is_not_called(meeting, manager):
    from remeslo.web.apps.dialogue.services import meetings
    from remeslo.web.apps.dialogue.services.acting import Refused

    with pytest.raises(Refused) as refused:
        meetings.call(meeting, by=manager)

    assert codes(refused) == ["dialogue.no_items", "dialogue.no_people"]


def test_meeting_is_run_by_editors_chair_and_secretary_only(seated, turbines, deputy):
    from remeslo.web.apps.dialogue.services import meetings
    from remeslo.web.apps.dialogue.services.acting import NotYours

    with pytest.raises(NotYours):
        meetings.call(seated, by=turbines)
    assert meetings.call(seated, by=deputy).state == "called"


def test_chair_and_secretary_are_two_people(seated, manager, deputy):
    from remeslo.web.apps.dialogue.enums import Capacity
    from remeslo.web.apps.dialogue.services import people
    from remeslo.web.apps.dialogue.services.acting import Refused

    with pytest.raises(Refused) as refused:
        people.name_officer(seated, Capacity.SECRETARY, seated.seats.get(user=deputy).pk, by=manager)

    assert codes(refused) == ["dialogue.one_person"]


def test_vote_counts_an_organisation_once_and_the_last_word(going_on, cluster, person, manager, turbines, deputy):
    from remeslo.web.apps.common.models import Membership
    from remeslo.web.apps.dialogue.enums import Opinion
    from remeslo.web.apps.dialogue.services import people, voting

    colleague = person("employer", cluster=cluster, organisation="turbines", name="Коллега")
    people.invite(going_on, Membership.objects.filter(user=colleague), by=manager, at=NOW)
    voting.put(going_on, "Открыть мастерскую", item_id=None, by=turbines, at=NOW)
    voting.open_vote(going_on, 1, by=deputy)
    voting.vote(going_on, 1, Opinion.FOR, by=turbines, at=NOW)
    voting.vote(going_on, 1, Opinion.AGAINST, by=colleague, at=NOW)
    voting.vote(going_on, 1, Opinion.AGAINST, by=deputy, at=NOW)
    voting.vote(going_on, 1, Opinion.FOR, by=deputy, at=NOW)
    voting.vote(going_on, 1, Opinion.FOR, by=colleague, at=NOW)

    closed = voting.close_vote(going_on, 1, by=deputy, at=NOW)

    assert (closed.state, closed.result["counts"]) == ("accepted", {"for": 2, "against": 0, "abstain": 0})
    assert closed.ballots.count() == 5
    assert set(closed.result["counted"]) == {"org:turbines", "org:base"}


def test_closed_vote_takes_no_more_ballots(going_on, turbines, deputy):
    from remeslo.web.apps.dialogue.enums import Opinion
    from remeslo.web.apps.dialogue.services import voting
    from remeslo.web.apps.dialogue.services.acting import Refused

    voting.put(going_on, "Предложение", item_id=None, by=turbines, at=NOW)
    voting.open_vote(going_on, 1, by=deputy)
    voting.close_vote(going_on, 1, by=deputy, at=NOW)

    with pytest.raises(Refused) as refused:
        voting.vote(going_on, 1, Opinion.FOR, by=turbines, at=NOW)

    assert codes(refused) == ["dialogue.proposal_state"]


def test_adviser_and_uninvited_member_do_not_vote(going_on, cluster, person, manager, turbines, deputy):
    from remeslo.web.apps.dialogue.enums import Opinion
    from remeslo.web.apps.dialogue.models import Seat
    from remeslo.web.apps.dialogue.services import voting
    from remeslo.web.apps.dialogue.services.acting import NotYours

    voting.put(going_on, "Предложение", item_id=None, by=turbines, at=NOW)
    voting.open_vote(going_on, 1, by=deputy)
    Seat.objects.filter(user=turbines).update(votes=False)
    uninvited = person("employer", cluster=cluster, organisation="valves", name="Незваный")

    for user, code in ((turbines, "dialogue.no_vote"), (uninvited, "dialogue.not_invited")):
        with pytest.raises(NotYours) as refused:
            voting.vote(going_on, 1, Opinion.FOR, by=user, at=NOW)
        assert codes(refused) == [code]


def test_guest_without_account_votes_through_the_secretary(going_on, cluster, manager, turbines):
    from remeslo.web.apps.dialogue.enums import Opinion
    from remeslo.web.apps.dialogue.services import people, voting
    from remeslo.web.apps.dialogue.services.acting import NotYours

    house = cluster.organisations.get(key="net")
    guest = people.invite_guest(
        going_on, "Гость", post="директор", organisation=house, outside="", votes=True, by=manager
    )
    voting.put(going_on, "Предложение", item_id=None, by=turbines, at=NOW)
    voting.open_vote(going_on, 1, by=manager)

    with pytest.raises(NotYours):
        voting.vote(going_on, 1, Opinion.FOR, by=turbines, at=NOW, seat_id=guest.pk)
    ballot = voting.vote(going_on, 1, Opinion.FOR, by=manager, at=NOW, seat_id=guest.pk)

    assert ballot.seat_id == guest.pk


def test_meeting_with_open_proposals_is_not_closed(going_on, turbines, manager):
    from remeslo.web.apps.dialogue.services import meetings, voting
    from remeslo.web.apps.dialogue.services.acting import Refused

    voting.put(going_on, "Предложение", item_id=None, by=turbines, at=NOW)

    with pytest.raises(Refused) as refused:
        meetings.close_meeting(going_on, by=manager)

    assert codes(refused) == ["dialogue.vote_open"]


@pytest.fixture
def closed(going_on, cluster, manager, turbines, deputy):
    """A proposal accepted by two, the meeting closed."""
    from remeslo.web.apps.dialogue.enums import Opinion
    from remeslo.web.apps.dialogue.services import meetings, voting

    item = going_on.items.get()
    voting.put(going_on, "Открыть мастерскую по субботам", item_id=item.pk, by=turbines, at=NOW)
    voting.open_vote(going_on, 1, by=manager)
    for user in (turbines, deputy):
        voting.vote(going_on, 1, Opinion.FOR, by=user, at=NOW)
    voting.close_vote(going_on, 1, by=manager, at=NOW)
    meetings.close_meeting(going_on, by=manager)
    return fresh(going_on)


def decided(meeting: Any, cluster: Any, manager: Any, due: date = date(2026, 12, 20)) -> Any:
    from remeslo.web.apps.dialogue.services.deciding import Wanted, decide

    wanted = Wanted(
        text="Открыть мастерскую",
        owner=cluster.organisations.get(key="base"),
        due=due,
        proposal=meeting.proposals.get().pk,
    )
    return decide(meeting, wanted, by=manager, at=NOW)


def test_accepted_proposal_without_decision_keeps_minutes_from_being_fixed(closed, cluster, manager):
    from remeslo.web.apps.dialogue.services import minuting
    from remeslo.web.apps.dialogue.services.acting import Refused

    with pytest.raises(Refused) as refused:
        minuting.fix(closed, by=manager, at=NOW)
    assert codes(refused) == ["dialogue.accepted_without_decision"]
    decided(closed, cluster, manager)

    version = minuting.fix(closed, by=manager, at=NOW)

    assert version.sha256 == minuting.digest(version.body)
    (point,) = version.body["points"]
    assert [t["text"] for t in point["tasks"]] == ["Открыть мастерскую"]


def test_minutes_are_signed_by_chair_and_secretary_under_what_they_saw(closed, cluster, manager, deputy, turbines):
    from remeslo.web.apps.dialogue.services import minuting
    from remeslo.web.apps.dialogue.services.acting import NotYours, Refused

    decided(closed, cluster, manager)
    version = minuting.fix(closed, by=manager, at=NOW)

    with pytest.raises(NotYours):
        minuting.sign(closed, version.sha256, by=turbines, at=NOW)
    with pytest.raises(Refused) as refused:
        minuting.sign(closed, "0" * 64, by=deputy, at=NOW)
    assert codes(refused) == ["dialogue.other_minutes"]
    minuting.sign(closed, version.sha256, by=deputy, at=NOW)
    assert fresh(closed).state == "fixed"
    minuting.sign(closed, version.sha256, by=manager, at=NOW)
    assert fresh(closed).state == "signed"
    with pytest.raises(Refused):
        minuting.reopen(closed, by=manager)


def test_reopened_minutes_keep_the_fixed_version(closed, cluster, manager, deputy):
    from remeslo.web.apps.dialogue.services import minuting

    decided(closed, cluster, manager)
    first = minuting.fix(closed, by=manager, at=NOW)
    minuting.sign(closed, first.sha256, by=deputy, at=NOW)
    minuting.reopen(closed, by=manager)
    minuting.write_heard(closed, closed.items.get().pk, "Обсудили", seen=0, postponed=False, by=manager)

    second = minuting.fix(closed, by=manager, at=NOW)

    assert (second.number, second.signatures.count()) == (2, 0)
    assert second.sha256 != first.sha256
    assert [v.number for v in closed.minutes.all()] == [2, 1]


def test_two_who_write_the_same_point_do_not_overwrite_each_other(closed, manager, deputy):
    from remeslo.web.apps.dialogue.services import minuting
    from remeslo.web.apps.dialogue.services.acting import Refused

    item = closed.items.get()
    minuting.write_heard(closed, item.pk, "Первый", seen=0, postponed=False, by=manager)

    with pytest.raises(Refused) as refused:
        minuting.write_heard(closed, item.pk, "Второй", seen=0, postponed=False, by=deputy)

    assert codes(refused) == ["dialogue.heard_meanwhile"]
    item.refresh_from_db()
    assert item.heard == "Первый"


def test_decision_is_done_by_its_owner_with_evidence_only(closed, cluster, manager, turbines, deputy):
    from remeslo.web.apps.dialogue.enums import EventKind
    from remeslo.web.apps.dialogue.services.acting import NotYours, Refused
    from remeslo.web.apps.dialogue.services.deciding import follow
    from remeslo.web.apps.dialogue.standings import standing_of

    row = decided(closed, cluster, manager)

    with pytest.raises(NotYours):
        follow(row, EventKind.DONE, text="Сделано", by=turbines, at=NOW)
    with pytest.raises(Refused) as refused:
        follow(row, EventKind.DONE, text="  ", by=deputy, at=NOW)
    assert codes(refused) == ["dialogue.no_evidence"]
    follow(row, EventKind.DONE, text="Приказ о режиме работы", by=deputy, at=NOW)

    now = standing_of(row, on=NOW.date())
    assert (now.state, now.evidence) == ("done", "Приказ о режиме работы")


def test_overdue_decision_is_proposed_for_the_next_agenda_and_carried(closed, cluster, manager):
    from remeslo.core.line.questions import open_questions
    from remeslo.web.apps.dialogue.enums import MeetingKind
    from remeslo.web.apps.dialogue.services import agenda
    from remeslo.web.apps.dialogue.services.meetings import Wanted, make_meeting
    from remeslo.web.apps.dialogue.sources import open_things
    from remeslo.web.apps.dialogue.standings import standing_of

    row = decided(closed, cluster, manager, due=NOW.date())
    later = NOW.date() + timedelta(days=1)
    (question,) = [q for q in open_questions(open_things(cluster, on=later), on=later) if q.kind == "decision"]
    wanted = Wanted(kind=MeetingKind.WORKING_GROUP, title="Следующее", starts_at=NOW + timedelta(days=1))
    following = make_meeting(cluster, wanted, by=manager, at=NOW)

    agenda.take(following, [(question, "Не исполнено")], by=manager, at=NOW)

    assert standing_of(row, on=later).carried == (f"meeting:{following.number}",)
    assert following.items.get().about == f"decision:{row.number}"


def test_question_on_an_agenda_is_in_work_and_recognised_by_its_key(seated, cluster, manager):
    from remeslo.core.dialogue.question import Question, QuestionKind
    from remeslo.core.line.questions import Before, propose
    from remeslo.web.apps.dialogue.queries import discussed
    from remeslo.web.apps.dialogue.services import agenda

    question = Question(kind=QuestionKind.WORKSHOP, about="workshop:w1", title="Сварочная")
    agenda.take(seated, [(question, "Сварочная"), (question, "Она же")], by=manager, at=NOW)

    (proposal,) = propose([question], discussed(cluster, on=NOW.date()))

    assert (proposal.before, [e.meeting for e in proposal.earlier]) == (Before.IN_WORK, ["Диалог с бизнесом"])


def test_order_of_an_agenda_that_changed_meanwhile_is_refused(seated, manager):
    from remeslo.web.apps.dialogue.services import agenda
    from remeslo.web.apps.dialogue.services.acting import Refused

    first = seated.items.get()
    second = agenda.add_own(seated, "Второй", "", by=manager, at=NOW)
    with pytest.raises(Refused) as refused:
        agenda.arrange(seated, [first.pk], by=manager)
    assert codes(refused) == ["dialogue.agenda_changed"]

    agenda.arrange(seated, [second.pk, first.pk], by=manager)
    assert [i.pk for i in seated.items.all()] == [second.pk, first.pk]
    agenda.move(seated, first.pk, -1, by=manager)
    assert [i.pk for i in seated.items.all()] == [first.pk, second.pk]


@pytest.mark.parametrize("row", ("ballot", "decision", "minutes"))
def test_database_refuses_to_alter_what_was_voted_decided_and_fixed(closed, cluster, manager, row):
    from django.db import DatabaseError, connection, transaction

    from remeslo.web.apps.dialogue.services import minuting

    decided(closed, cluster, manager)
    minuting.fix(closed, by=manager, at=NOW)
    statement = {
        "ballot": "UPDATE dialogue_ballot SET opinion = 'against'",
        "decision": "UPDATE dialogue_decision SET text = 'x'",
        "minutes": "UPDATE dialogue_minutesversion SET sha256 = 'x'",
    }[row]

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_edit_of_a_remark_keeps_what_stood_before(seated, cluster, turbines, valves):
    from remeslo.web.apps.dialogue.services import talking
    from remeslo.web.apps.dialogue.services.acting import NotYours

    remark = talking.say(cluster, "workshop:w1", "Первое слово", owners=(), by=turbines, at=NOW, meeting=seated)

    with pytest.raises(NotYours):
        talking.edit(cluster, remark.pk, "Чужое", by=valves, at=NOW)
    talking.edit(cluster, remark.pk, "Второе слово", by=turbines, at=NOW)

    remark.refresh_from_db()
    assert (remark.text, [e.before for e in remark.edits.all()]) == ("Второе слово", ["Первое слово"])
