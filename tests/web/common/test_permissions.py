"""Rights: owner, partner, stranger, for every action."""

import pytest

from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import VersionedDocument
from remeslo.web.apps.common.permissions import (
    OWN_ONLY,
    RIGHTS,
    SELF_ONLY,
    Action,
    can,
    can_somewhere,
    own_organisations,
)

pytestmark = pytest.mark.django_db
CARD_RIGHTS = (Action.SEE_CARD, Action.EDIT_CARD, Action.PUBLISH_CARD)


@pytest.fixture
def card(cluster):
    return VersionedDocument.objects.select_related("owner").get(key="card-turbines")


def allowed(user, thing):
    return {action for action in Action if can(user, action, thing)}


def test_a_stranger_may_nothing(person, cluster, card):
    stranger = person()

    assert allowed(stranger, cluster) == allowed(stranger, card) == set()
    assert not any(can_somewhere(stranger, action, cluster) for action in Action)


def test_a_member_of_another_cluster_may_nothing_here(person, cluster, card, other_cluster):
    administrator_elsewhere = person(Role.ADMINISTRATOR, cluster=other_cluster)

    assert allowed(administrator_elsewhere, other_cluster) == set(Action)
    assert allowed(administrator_elsewhere, cluster) == allowed(administrator_elsewhere, card) == set()


@pytest.mark.parametrize(("organisation", "expected"), [("turbines", True), ("turbines-cu", True), ("valves", False)])
def test_an_employer_has_rights_on_cards_of_the_own_house_only(person, cluster, card, organisation, expected):
    employer = person(Role.EMPLOYER, cluster=cluster, organisation=organisation)

    for action in CARD_RIGHTS:
        assert can(employer, action, card) is expected
        assert not can(employer, action, cluster)
        assert can_somewhere(employer, action, cluster)


def test_an_employer_without_an_organisation_has_no_own_cards(person, cluster, card):
    employer = person(Role.EMPLOYER, cluster=cluster)

    assert not any(can(employer, action, card) for action in CARD_RIGHTS)
    assert not can_somewhere(employer, Action.EDIT_CARD, cluster)


@pytest.mark.parametrize("role", [r for r in Role if r not in OWN_ONLY])
def test_other_roles_have_exactly_the_rights_of_the_table(person, cluster, card, role):
    member = person(role, cluster=cluster, organisation="base")

    assert allowed(member, cluster) == allowed(member, card) == RIGHTS[role]


def test_only_administrators_manage_access():
    assert [role for role in Role if Action.MANAGE_ACCESS in RIGHTS[role]] == [Role.ADMINISTRATOR]


def test_the_own_house_is_the_enterprise_and_its_corporate_university(person, cluster):
    employer = person(Role.EMPLOYER, cluster=cluster, organisation="turbines-cu")

    own = own_organisations(employer, cluster, cluster.organisations.all())

    assert {o.key for o in own} == {"turbines", "turbines-cu"}


def test_rights_cost_one_query_however_often_they_are_asked(person, cluster, card, django_assert_num_queries):
    member = person(Role.METHODIST, cluster=cluster, organisation="base")

    with django_assert_num_queries(1):
        for action in Action:
            can(member, action, card)


class About:
    """A thing that is about people of the staff, and belongs to an organisation."""

    def __init__(self, cluster, persons, owner=None):
        self.cluster_id, self.persons, self.owner = cluster.pk, persons, owner


@pytest.mark.parametrize("role", list(SELF_ONLY))
def test_a_teacher_and_a_mentor_have_rights_on_what_is_about_themselves_only(person, cluster, role):
    from remeslo.web.apps.common.models import Membership

    member = person(role, cluster=cluster, organisation="base")
    nobody = person(role, cluster=cluster, organisation="base")
    Membership.objects.filter(user=member).update(person="p1")
    base = cluster.organisations.get(key="base")

    assert allowed(member, About(cluster, {"p1"}, base)) == RIGHTS[role] | SELF_ONLY[role]
    assert allowed(member, About(cluster, {"p2"}, base)) == RIGHTS[role]
    assert can_somewhere(member, Action.SEE_PERSON, cluster)
    assert allowed(nobody, About(cluster, {"p1", ""}, base)) == RIGHTS[role]
    assert not can_somewhere(nobody, Action.SEE_PERSON, cluster)


def test_a_college_has_rights_on_its_own_people_only_and_the_ministry_on_counts(person, cluster):
    deputy = person(Role.DEPUTY_DIRECTOR, cluster=cluster, organisation="net")
    ministry = person(Role.MINISTRY_OFFICIAL, cluster=cluster)
    own, other = (About(cluster, {"p"}, cluster.organisations.get(key=k)) for k in ("net", "base"))

    assert can(deputy, Action.SEE_PERSON, own) and not can(deputy, Action.SEE_PERSON, other)
    assert can(ministry, Action.SEE_PEOPLE, cluster) and not can_somewhere(ministry, Action.SEE_PERSON, cluster)
