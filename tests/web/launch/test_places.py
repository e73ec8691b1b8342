"""The demo begins with places on courses, once, and never in a real cluster."""

import io
from dataclasses import replace

import pytest
from django.utils import translation
from tests.web.staffplans.house import load, staffed

from remeslo.web.launch.console import Console

pytestmark = pytest.mark.django_db


def places(cluster) -> list[tuple[str, str, str]]:
    """Places after a start of the demo: person, session, how far it is; the words say that they are invented."""
    from remeslo.web.apps.staffing.models import Step
    from remeslo.web.launch.places import offer_unless_offered

    with translation.override("en"):
        offer_unless_offered(cluster, Console(io.StringIO()))
    steps = Step.objects.filter(cluster=cluster)
    assert all(s.why == "Illustrative: Трубная линия" for s in steps)
    return list(steps.order_by("state").values_list("person__key", "session__key", "state"))


def test_one_place_is_accepted_and_one_offered_to_whom_a_visitor_can_sign_in_as(person):
    from remeslo.web.apps.common.models import Membership, User

    cluster = load(replace(staffed(), illustrative=True))
    person("teacher", cluster=cluster, organisation="college", name="guest")
    User.objects.filter(username="guest").update(demo=True)
    Membership.objects.filter(user__username="guest").update(person="m2")

    expected = [("m1", "s-line", "accepted"), ("m2", "s-line", "offered")]
    assert places(cluster) == expected
    assert places(cluster) == expected


REAL = replace(staffed(), illustrative=False)
BARE = replace(staffed(), illustrative=True, courses=(), sessions=())


@pytest.mark.parametrize("value", [REAL, BARE], ids=["real", "without-courses"])
def test_a_real_cluster_and_one_without_courses_are_left_alone(value):
    assert places(load(value)) == []
