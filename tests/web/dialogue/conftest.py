"""A cluster with two employers and two colleges, and the people who meet."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def manager(person: Callable[..., Any], cluster: Any) -> Any:
    return person("cluster_manager", cluster=cluster, organisation="base", name="Руководитель")


@pytest.fixture
def turbines(person: Callable[..., Any], cluster: Any) -> Any:
    return person("employer", cluster=cluster, organisation="turbines", name="Турбины")


@pytest.fixture
def valves(person: Callable[..., Any], cluster: Any) -> Any:
    return person("employer", cluster=cluster, organisation="valves", name="Арматура")


@pytest.fixture
def deputy(person: Callable[..., Any], cluster: Any) -> Any:
    return person("deputy_director", cluster=cluster, organisation="base", name="Замдиректора")


@pytest.fixture
def meeting(cluster: Any, manager: Any) -> Any:
    """A round table being prepared."""
    from remeslo.web.apps.dialogue.enums import MeetingKind
    from remeslo.web.apps.dialogue.services.meetings import Wanted, make_meeting

    wanted = Wanted(kind=MeetingKind.ROUND_TABLE, title="Диалог с бизнесом", starts_at=NOW, place="Колледж")
    return make_meeting(cluster, wanted, by=manager, at=NOW)


@pytest.fixture
def seated(cluster: Any, meeting: Any, manager: Any, turbines: Any, valves: Any, deputy: Any) -> Any:
    """Everybody invited; the deputy director chairs, the manager writes; one point on the agenda."""
    from remeslo.web.apps.common.models import Membership
    from remeslo.web.apps.dialogue.enums import Capacity
    from remeslo.web.apps.dialogue.services import agenda, people

    people.invite(meeting, Membership.objects.filter(cluster=cluster).order_by("id"), by=manager, at=NOW)
    for capacity, user in ((Capacity.CHAIR, deputy), (Capacity.SECRETARY, manager)):
        people.name_officer(meeting, capacity, meeting.seats.get(user=user).pk, by=manager)
    agenda.add_own(meeting, "Мастерские на весну", "", by=manager, at=NOW)
    return fresh(meeting)


@pytest.fixture
def going_on(seated: Any, manager: Any) -> Any:
    """The meeting, open."""
    from remeslo.web.apps.dialogue.services import meetings

    meetings.call(seated, by=manager)
    meetings.open_meeting(seated, by=manager)
    return fresh(seated)


def fresh(meeting: Any) -> Any:
    """The meeting's row as it is in the database."""
    from remeslo.web.apps.dialogue.models import Meeting

    return Meeting.objects.select_related("cluster", "chair", "secretary").get(pk=meeting.pk)
