"""Roles over a region, an industry, the country: in which clusters they count, and what they never give."""

from datetime import date

import pytest
from django.db import IntegrityError

from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import Cluster, Membership, User
from remeslo.web.apps.common.permissions import Action, can, can_over, mandates, memberships

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 1)


@pytest.fixture
def places():
    rows = (("one", "North", "Metal"), ("two", "North", "Food"), ("three", "South", "Metal"))
    return [
        Cluster.objects.create(key=key, name=key, region=region, industry=industry, day=DAY, start_year=2025)
        for key, region, industry in rows
    ]


def official(realm: str, node: str = "", role: Role = Role.MINISTRY_OFFICIAL) -> User:
    user = User.objects.create(username=f"u-{realm}-{node}")
    Membership.objects.create(user=user, role=role, realm=realm, node=node)
    return user


@pytest.mark.parametrize(
    ("realm", "node", "reached"),
    [
        ("region", "North", {"one", "two"}),
        ("industry", "Metal", {"one", "three"}),
        ("country", "", {"one", "two", "three"}),
    ],
    ids=["region", "industry", "country"],
)
def test_mandate_counts_in_clusters_of_its_realm_only(places, realm, node, reached):
    user = official(realm, node)
    assert {m.cluster.key for m in memberships(user)} == reached
    assert {c.key for c in places if can(user, Action.SEE_MONEY, c)} == reached


def test_mandate_gives_no_more_than_its_role(places):
    user = official("country")
    assert not any(
        can(user, action, c) for c in places for action in (Action.SETTLE, Action.SEE_NAMES, Action.EDIT_CARD)
    )


def test_can_over_holds_for_the_own_node_and_below_the_country(places):
    north, country = official("region", "North"), official("country")
    assert can_over(north, Action.SEE_RESULTS, "region", "North")
    assert not can_over(north, Action.SEE_RESULTS, "region", "South")
    assert not can_over(north, Action.SEE_RESULTS, "industry", "North")
    assert not can_over(north, Action.SEE_RESULTS, "country")
    assert can_over(country, Action.SEE_RESULTS, "region", "South") and can_over(country, Action.SEE_RESULTS, "country")


def test_member_of_a_cluster_has_no_mandate(places):
    user = User.objects.create(username="member")
    Membership.objects.create(user=user, cluster=places[0], role=Role.ADMINISTRATOR)
    assert mandates(user) == () and not can_over(user, Action.SEE_RESULTS, "region", "North")


def test_memberships_of_a_member_take_one_query(places, django_assert_num_queries):
    Membership.objects.create(user=(user := User.objects.create(username="m")), cluster=places[0], role=Role.METHODIST)
    with django_assert_num_queries(1):
        memberships(user), mandates(user), memberships(user)


@pytest.mark.parametrize(
    "wrong",
    [{"realm": "region"}, {"realm": "country", "node": "North"}, {}, {"node": "North"}],
    ids=["region without a name", "country with one", "nothing", "name alone"],
)
def test_membership_of_neither_kind_is_refused_by_the_database(wrong):
    with pytest.raises(IntegrityError):
        Membership.objects.create(user=User.objects.create(username="x"), role=Role.MINISTRY_OFFICIAL, **wrong)


def test_mandate_given_twice_is_refused_by_the_database():
    user = official("country")
    with pytest.raises(IntegrityError):
        Membership.objects.create(user=user, role=Role.MINISTRY_OFFICIAL, realm="country")
