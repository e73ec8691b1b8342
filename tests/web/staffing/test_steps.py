"""From the offer to the right to teach, and back: events, places, certificates."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from tests.web.staffing.conftest import NOW
from tests.web.staffing.house import ROBOT, staffed

from remeslo.core.staffing.upskill.steps import StepAct, StepRefused, StepState
from remeslo.web.apps.common.models.documents import Immutable
from remeslo.web.apps.registry.snapshot import cluster_value
from remeslo.web.apps.staffing.models import Certificate, QualificationRow, SessionRow, StaffEvent, Step
from remeslo.web.apps.staffing.services.certifying import NumberTaken, certify, revoke
from remeslo.web.apps.staffing.services.qualifications import NotInForce, take_back
from remeslo.web.apps.staffing.services.steps import move, offer, state_by_events

pytestmark = pytest.mark.django_db


def robot_levels(house, on):
    return [q.level for q in cluster_value(house).qualifications if q.skill == ROBOT and q.in_force(on)]


def test_the_right_follows_from_the_certificate_and_not_from_having_been_there(house, carried_out):
    assert robot_levels(house, date(2026, 10, 17)) == []

    certify(carried_out, number="1", signed_by="Директор", by=None, at=NOW, on=date(2026, 10, 16))

    assert robot_levels(house, date(2026, 10, 16)) == []
    assert robot_levels(house, date(2026, 10, 17)) == [3] == robot_levels(house, date(2029, 10, 16))
    assert robot_levels(house, date(2029, 10, 17)) == []


def test_a_paper_given_late_is_in_force_from_its_own_day(house, carried_out):
    certify(carried_out, number="1", signed_by="Директор", by=None, at=NOW, on=date(2026, 10, 30))

    assert robot_levels(house, date(2026, 10, 29)) == [] != robot_levels(house, date(2026, 10, 30))


def test_a_certificate_taken_back_ends_the_right_the_day_before_and_stays_to_be_seen(house, certified):
    revoke(certified, reason="ошибка", by=None, at=NOW, on=date(2026, 11, 1))

    assert robot_levels(house, date(2026, 10, 31)) == [3] and robot_levels(house, date(2026, 11, 1)) == []
    assert Certificate.objects.count() == 1 and Step.objects.get().state == StepState.REVOKED
    with pytest.raises(StepRefused):
        revoke(certified, reason="ещё раз", by=None, at=NOW, on=date(2026, 11, 2))


def test_the_state_is_what_the_events_come_to(offered, certified):
    step = Step.objects.select_related("person", "session").get()

    assert step.state == state_by_events(step) == StepState.CERTIFIED
    kinds = list(StaffEvent.objects.filter(subject=f"step:{step.key}").values_list("kind", flat=True))
    assert kinds == ["step.offered", "step.accepted", "step.carried_out", "step.certified"]


def test_one_place_is_given_once_until_it_is_free_again(house, who, offered):
    session = SessionRow.objects.get(key="s-robot")
    with pytest.raises(StepRefused) as refused:
        offer(who("p2"), session, by=None, at=NOW, on=date(2026, 9, 20))
    assert [f.code for f in refused.value.findings] == ["step.full"]

    move(offered, StepAct.DECLINE, by=None, at=NOW, on=date(2026, 9, 21))
    offer(who("p2"), session, by=None, at=NOW, on=date(2026, 9, 21))

    with pytest.raises(StepRefused):
        offer(who("p1"), session, by=None, at=NOW, on=date(2026, 9, 22))


def test_a_refused_act_leaves_no_trace(offered):
    before = StaffEvent.objects.count()

    with pytest.raises(StepRefused):
        move(offered, StepAct.CARRY_OUT, by=None, at=NOW, on=date(2026, 10, 16))

    assert StaffEvent.objects.count() == before and Step.objects.get().state == StepState.OFFERED


def test_a_number_is_given_once_and_a_refused_one_changes_nothing(house, who, certified):
    session = SessionRow.objects.get(key="s-later")
    step = offer(who("p2"), session, by=None, at=NOW, on=date(2026, 12, 1))
    step = move(step, StepAct.ACCEPT, by=None, at=NOW, on=date(2026, 12, 2))
    step = move(step, StepAct.CARRY_OUT, by=None, at=NOW, on=date(2027, 2, 12))

    with pytest.raises(NumberTaken):
        certify(step, number="ЗТ-1", signed_by="Директор", by=None, at=NOW, on=date(2027, 2, 12))

    step.refresh_from_db()
    assert step.state == StepState.CARRIED_OUT
    assert QualificationRow.objects.filter(person__key="p2").count() == 1


@pytest.mark.django_db(transaction=True)
def test_events_and_certificates_cannot_be_changed_even_below_the_models(house, certified):
    for kind in (StaffEvent, Certificate):
        with pytest.raises(Immutable):
            kind.objects.all().update(cluster=house)
        with pytest.raises(Immutable):
            kind.objects.first().delete()
        with pytest.raises(DatabaseError), transaction.atomic():
            QuerySet(kind).update(cluster=house)


def test_a_paper_of_a_certificate_is_not_taken_back_by_itself(certified):
    row = QualificationRow.objects.get(certificate=certified)

    with pytest.raises(NotInForce):
        take_back(row, reason="", by=None, at=NOW, on=date(2026, 11, 1))


def test_a_paper_taken_back_before_it_began_was_never_there(house):
    row = QualificationRow.objects.get(key="q-weld")

    take_back(row, reason="подделка", by=None, at=NOW, on=date(2019, 1, 1))

    assert [q.key for q in cluster_value(house).qualifications] == [staffed().qualifications[0].key]
