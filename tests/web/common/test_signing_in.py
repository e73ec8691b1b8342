"""Signing in: by password, by one click in demo mode, with a lock against guessing."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import LogEntry, Membership, SignInAttempt, User
from remeslo.web.apps.common.services import accounts
from remeslo.web.apps.common.services.access import make_account
from remeslo.web.apps.common.services.demo import make_demo_people
from remeslo.web.apps.registry.models import StaffMember
from remeslo.web.apps.staffing.services.accounts import make_demo_staff

pytestmark = pytest.mark.django_db
SIGN_IN = "/sign-in/"


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """What guards a password well takes a second; here it is not guarded."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def ivan():
    user, password = make_account("ivan", "Иван Петров")
    user.first_password = password
    return user


def try_to_sign_in(client, username, password, **more):
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def test_the_right_password_opens_the_door_and_is_logged(client, ivan):
    response = try_to_sign_in(client, "ivan", ivan.first_password)

    assert response.status_code == 302 and response["Location"] == "/"
    assert int(client.session["_auth_user_id"]) == ivan.pk
    assert LogEntry.objects.get(action="account.signed_in").user == ivan


def test_a_wrong_password_says_so_without_telling_whether_the_name_exists(client, ivan):
    wrong, unknown = (try_to_sign_in(client, name, "nope") for name in ("ivan", "nobody"))

    assert wrong.status_code == unknown.status_code == 400
    assert wrong.context["error"] == unknown.context["error"]
    assert "_auth_user_id" not in client.session


def test_after_five_failures_even_the_right_password_waits(client, ivan):
    for _ in range(accounts.FAILURES_OF_A_NAME_AT_AN_ADDRESS):
        try_to_sign_in(client, "Ivan ", "nope")

    assert try_to_sign_in(client, "ivan", ivan.first_password).status_code == 429


def test_failures_elsewhere_do_not_lock_a_person_out(client, ivan):
    for _ in range(accounts.FAILURES_OF_A_NAME_AT_AN_ADDRESS):
        client.post(SIGN_IN, {"username": "ivan", "password": "nope"}, REMOTE_ADDR="203.0.113.9")

    assert try_to_sign_in(client, "ivan", ivan.first_password).status_code == 302


def test_the_lock_opens_after_a_quarter_of_an_hour(client, ivan):
    for _ in range(accounts.FAILURES_OF_A_NAME_AT_AN_ADDRESS):
        try_to_sign_in(client, "ivan", "nope")
    SignInAttempt.objects.update(at=timezone.now() - accounts.WINDOW)

    assert try_to_sign_in(client, "ivan", ivan.first_password).status_code == 302


def test_guessing_many_names_from_one_address_is_locked(client, ivan):
    for n in range(accounts.FAILURES_AT_AN_ADDRESS):
        SignInAttempt.objects.create(username=f"n{n}", address="127.0.0.1", at=timezone.now(), succeeded=False)

    assert try_to_sign_in(client, "ivan", ivan.first_password).status_code == 429


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_after_signing_in_nobody_is_sent_to_another_site(client, ivan, target):
    response = try_to_sign_in(client, "ivan", ivan.first_password, next=target)

    assert response["Location"] == "/"


def test_after_signing_in_the_asked_page_opens(client, cluster, person):
    _vera, password = make_account("vera", "Вера")
    page = reverse("demand:list", kwargs={"cluster": cluster.key})

    assert client.get(page)["Location"] == f"{SIGN_IN}?next={page}"
    assert try_to_sign_in(client, "vera", password, next=page)["Location"] == page


def test_demo_people_sign_in_with_one_click_in_demo_mode(client, cluster, settings):
    settings.DEMO = True
    people = make_demo_people(cluster)
    page = client.get(SIGN_IN)

    assert [p.username for p in page.context["demo_people"]] == [p.username for p in people]
    for person in people:
        fresh = Client()
        fresh.post("/sign-in/demo/", {"username": person.username})
        assert int(fresh.session["_auth_user_id"]) == person.pk


def demo_roles(cluster) -> set[str]:
    """Roles of the people whom a demo makes: those who are nobody of the staff, and those who are."""
    make_demo_people(cluster)
    make_demo_staff(cluster)
    return set(Membership.objects.filter(cluster=cluster, user__demo=True).values_list("role", flat=True))


def test_there_is_a_demo_person_for_every_role(cluster):
    enterprise = cluster.organisations.get(key="turbines")
    StaffMember.objects.create(cluster=cluster, organisation=enterprise, key="m1", name="Орлов Лев", role="mentor")

    assert demo_roles(cluster) == set(Role.values)
    assert Membership.objects.get(user__username="nastavnik").person == "m1"


def test_nobody_is_a_demo_mentor_where_the_cluster_has_no_mentor(cluster):
    assert not cluster.staff.filter(role="mentor").exists()
    assert demo_roles(cluster) == set(Role.values) - {Role.MENTOR}


def test_outside_demo_mode_there_is_no_way_in_for_demo_people(client, cluster, settings):
    settings.DEMO = False
    make_demo_people(cluster)

    assert not client.get(SIGN_IN).context["demo_people"]
    assert client.post("/sign-in/demo/", {"username": "metodist"}).status_code == 404
    assert try_to_sign_in(client, "metodist", "").status_code == 400


def test_in_demo_mode_the_click_opens_only_demo_people(client, ivan, settings):
    settings.DEMO = True

    assert client.post("/sign-in/demo/", {"username": "ivan"}).status_code == 404


def test_a_demo_load_never_takes_over_a_real_account(cluster):
    real = User.objects.create(username="metodist", name="Настоящий человек")

    people = make_demo_people(cluster)

    real.refresh_from_db()
    assert not real.demo and real not in people and not real.memberships.exists()


def test_signing_out_needs_a_post_and_ends_the_session(client, ivan):
    client.force_login(ivan)

    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert "_auth_user_id" not in client.session


def test_a_part_of_a_page_asked_after_the_session_ended_sends_the_whole_page_to_the_door(client, cluster):
    response = client.get(f"/c/{cluster.key}/demand/", headers={"HX-Request": "true"})

    assert response.status_code == 204 and response["HX-Redirect"].startswith(SIGN_IN)
