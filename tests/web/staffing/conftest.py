"""The small cluster with people and courses in the database; a person certified, a mentor who consented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.staffing.house import staffed

if TYPE_CHECKING:  # models can be imported only when Django is set up
    from remeslo.web.apps.staffing.models import Certificate, Step

NOW = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def house(db: None) -> Any:
    """The cluster, loaded."""
    from remeslo.web.apps.registry.services import load_cluster

    return load_cluster(staffed(), by=None)


@pytest.fixture
def who(house: Any) -> Callable[[str], Any]:
    """A person of the staff by key."""
    return lambda key: house.staff.select_related("organisation", "cluster").get(key=key)


@pytest.fixture
def account(house: Any, person: Callable[..., Any]) -> Callable[..., Any]:
    """Makes an account that is a person of the staff."""
    from remeslo.web.apps.common.models import Membership, User

    def make(key: str, role: str = "teacher") -> Any:
        if known := User.objects.filter(username=f"account-{key}").first():
            return known
        staff = house.staff.select_related("organisation").get(key=key)
        user = person(role, cluster=house, organisation=staff.organisation.key, name=f"account-{key}")
        Membership.objects.filter(user=user).update(person=key)
        return user

    return make


@pytest.fixture
def offered(house: Any, who: Callable[[str], Any]) -> Step:
    """The master is asked to learn the robot."""
    from remeslo.web.apps.staffing.models import SessionRow
    from remeslo.web.apps.staffing.services.steps import offer

    session = SessionRow.objects.get(cluster=house, key="s-robot")
    return offer(who("p1"), session, by=None, at=NOW, on=date(2026, 9, 20), why="УП.01")


@pytest.fixture
def carried_out(offered: Step) -> Step:
    """The master accepted and was there."""
    from remeslo.core.staffing.upskill.steps import StepAct
    from remeslo.web.apps.staffing.services.steps import move

    step = move(offered, StepAct.ACCEPT, by=None, at=NOW, on=date(2026, 9, 21))
    return move(step, StepAct.CARRY_OUT, by=None, at=NOW, on=date(2026, 10, 16))


@pytest.fixture
def certified(carried_out: Step) -> Certificate:
    """The master has the paper."""
    from remeslo.web.apps.staffing.services.certifying import certify

    return certify(carried_out, number="ЗТ-1", signed_by="Директор", by=None, at=NOW, on=date(2026, 10, 16))


@pytest.fixture
def revoked(house: Any) -> None:
    """The teacher's diploma was taken back."""
    from remeslo.web.apps.staffing.models import QualificationRow
    from remeslo.web.apps.staffing.services.qualifications import take_back

    row = QualificationRow.objects.get(cluster=house, key="q-weld")
    take_back(row, reason="подделка", by=None, at=NOW, on=date(2026, 10, 1))


@pytest.fixture
def consented(house: Any) -> None:
    """The mentor gave the written word."""
    from remeslo.web.apps.staffing.models import StaffEvent

    StaffEvent(cluster=house, kind="mentorship.consent", subject="mentorship:ms-1", on=date(2026, 9, 25), at=NOW).save()
