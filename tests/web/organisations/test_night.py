"""A new day: the errand is due once, rows name what holds from it, and no folder's word is touched."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest

from remeslo.core.base.roles import OrganisationRole
from remeslo.core.registry.keys import NodeKey
from remeslo.core.registry.placement import Hierarchy

TODAY, ON = date(2026, 9, 1), date(2026, 10, 1)
AT = datetime(2026, 10, 1, 3, 0, tzinfo=UTC)


@pytest.fixture
def planned(cluster):
    """Another name, region, part and industry, all from a day to come."""
    from remeslo.web.apps.organisations.models import LegalEntity, MemberOf
    from remeslo.web.apps.organisations.services.entities import rename
    from remeslo.web.apps.organisations.services.members import change_role
    from remeslo.web.apps.organisations.services.places import place_cluster, place_entity

    net = LegalEntity.objects.get(key="small.net")
    rename(net, "Новое имя", on=ON, today=TODAY, by=None)
    place_entity(net, NodeKey("region:Край"), on=ON, today=TODAY, by=None)
    place_cluster(cluster, Hierarchy.INDUSTRY, NodeKey("industry:Атом"), on=ON, today=TODAY, by=None)
    change_role(MemberOf.objects.get(organisation__key="net"), OrganisationRole.BASE_COLLEGE, on=ON, today=ON, by=None)
    cluster.organisations.filter(key="net").update(role="network_college")
    return cluster


def rows(cluster):
    from remeslo.web.apps.organisations.models import LegalEntity

    cluster.refresh_from_db()
    net = LegalEntity.objects.get(key="small.net")
    return net.name, net.region, cluster.organisations.get(key="net").role, cluster.industry


def test_on_its_day_each_row_names_what_holds_and_a_second_night_changes_nothing(planned):
    from remeslo.web.apps.organisations.handover import bring_to_day

    before = ("Сетевой колледж", "Выдуманный край", "network_college", "Машиностроение")
    assert rows(planned) == before

    assert bring_to_day(ON - timedelta(days=1), AT) == 0 and rows(planned) == before
    assert bring_to_day(ON, AT) == 4
    assert rows(planned) == ("Новое имя", "Край", "base_college", "Атом")
    assert bring_to_day(ON, AT) == 0


def test_the_errand_is_due_once_a_day_and_waits_for_the_next(db):
    from django.utils import timezone

    from remeslo.web.apps.organisations.models import Night
    from remeslo.web.apps.organisations.night import Errand, bring_to_day

    errand, now = Errand(), timezone.now()
    assert errand.is_due(now)
    errand.run(threading.Event())
    bring_to_day(timezone.localdate(now), at=now)

    assert Night.objects.count() == 1
    assert not errand.is_due(now) and not Errand().is_due(now)
    assert errand.is_due(now + timedelta(days=1))


def test_a_process_that_is_told_to_stop_leaves_the_day_to_another(db):
    from django.utils import timezone

    from remeslo.web.apps.organisations.models import Night
    from remeslo.web.apps.organisations.night import AGAIN, Errand

    stop = threading.Event()
    stop.set()
    errand = Errand()
    errand.run(stop)

    assert not Night.objects.exists() and Errand().is_due(timezone.now())
    assert not errand.is_due(timezone.now()) and errand.is_due(timezone.now() + AGAIN)
