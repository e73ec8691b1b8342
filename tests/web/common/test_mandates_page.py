"""The page of roles above clusters: who may open it, what giving and taking does, where such a person begins."""

import pytest
from django.urls import reverse

from remeslo.web.apps.common.models import LogEntry, Membership, User

pytestmark = pytest.mark.django_db
PAGE = "/country/people/"


@pytest.fixture
def keeper(client):
    client.force_login(User.objects.create(username="keeper", is_superuser=True))
    return client


def test_page_is_closed_to_an_administrator_of_one_cluster(signed_in, cluster):
    client = signed_in("administrator", cluster=cluster)
    assert client.get(PAGE).status_code == 403
    assert (
        client.post(PAGE, {"username": "x", "name": "X", "role": "administrator", "realm": "country"}).status_code
        == 403
    )
    assert not Membership.objects.filter(cluster=None).exists()


def test_role_given_to_a_new_person_shows_the_first_password_once_and_is_logged(keeper, cluster):
    sent = {"username": "north", "name": "North Official", "role": "ministry_official", "realm": "region"}
    refused = keeper.post(PAGE, sent)
    assert refused.status_code == 400 and not User.objects.filter(username="north").exists()
    page = keeper.post(PAGE, sent | {"region": cluster.region})
    assert page.status_code == 200 and "<code>" in page.content.decode()
    mandate = Membership.objects.get(cluster=None)
    assert (mandate.realm, mandate.node) == ("region", cluster.region)
    assert LogEntry.objects.filter(action="mandate.given", subject="user:north").count() == 1


def test_role_taken_away_is_gone_and_logged(keeper, cluster):
    mandate = Membership.objects.create(user=User.objects.create(username="z"), role="administrator", realm="country")
    assert keeper.post(reverse("common:take_mandate", kwargs={"pk": mandate.pk})).status_code == 302
    assert not Membership.objects.filter(cluster=None).exists()
    assert LogEntry.objects.filter(action="mandate.taken").count() == 1


def test_taking_a_membership_of_a_cluster_by_the_page_is_not_found(keeper, cluster, person):
    own = Membership.objects.get(user=person("administrator", cluster=cluster))
    assert keeper.post(reverse("common:take_mandate", kwargs={"pk": own.pk})).status_code == 404


def test_official_over_the_country_reaches_every_cluster_and_sees_the_links_above(client, cluster):
    user = User.objects.create(username="country")
    Membership.objects.create(user=user, role="administrator", realm="country")
    client.force_login(user)
    page = client.get(reverse("common:today", kwargs={"cluster": cluster.key})).content.decode()
    assert PAGE in page
