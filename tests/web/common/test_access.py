"""Giving and taking roles."""

import pytest

from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import LogEntry, Membership, User
from remeslo.web.apps.common.services.access import LastAdministrator, revoke_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(signed_in, cluster):
    return signed_in(Role.ADMINISTRATOR, cluster=cluster)


def test_a_new_person_gets_an_account_whose_first_password_is_shown_once(administrator, cluster):
    organisation = cluster.organisations.get(key="valves")

    page = administrator.post(
        "/c/small/access/", {"username": "olga", "name": "Ольга", "role": "employer", "organisation": organisation.pk}
    )

    olga = User.objects.get(username="olga")
    assert olga.check_password(page.context["password"]) and page.context["password"] in page.text
    assert page.context["password"] not in administrator.get("/c/small/access/").text
    assert Membership.objects.get(user=olga).organisation == organisation
    assert LogEntry.objects.get(action="access.granted").facts == {"role": "employer", "person": "Ольга"}


def test_a_role_that_belongs_to_an_organisation_asks_for_it(administrator, cluster):
    page = administrator.post("/c/small/access/", {"username": "olga", "name": "Ольга", "role": "employer"})

    assert page.status_code == 400 and "organisation" in page.context["form"].errors
    assert not User.objects.filter(username="olga").exists()


def test_an_organisation_of_another_cluster_is_refused(administrator, cluster, other_cluster):
    foreign = other_cluster.organisations.get(key="valves")

    page = administrator.post(
        "/c/small/access/", {"username": "olga", "name": "О", "role": "employer", "organisation": foreign.pk}
    )

    assert page.status_code == 400


def test_a_role_is_taken_away_and_the_page_closes(administrator, cluster, signed_in):
    methodist = signed_in(Role.METHODIST, cluster=cluster, organisation="base")
    membership = methodist.user.memberships.get()
    assert methodist.get("/c/small/").status_code == 200

    administrator.post(f"/c/small/access/{membership.pk}/revoke/")

    assert methodist.get("/c/small/").status_code == 404
    assert LogEntry.objects.get(action="access.revoked").facts["person"] == methodist.user.name


def test_the_last_administrator_stays(administrator, cluster):
    with pytest.raises(LastAdministrator):
        revoke_role(administrator.user.memberships.get(), by=administrator.user)


def test_an_administrator_of_one_cluster_cannot_reach_into_another(administrator, other_cluster, person):
    foreign = person(Role.METHODIST, cluster=other_cluster).memberships.get()

    assert administrator.post(f"/c/small/access/{foreign.pk}/revoke/").status_code == 404
    assert administrator.post(f"/c/other/access/{foreign.pk}/revoke/").status_code == 404
    assert Membership.objects.filter(pk=foreign.pk).exists()
