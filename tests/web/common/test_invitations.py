"""Invitations: a link that gives a role once, to whoever holds it, and tells nobody anything."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import Invitation, LogEntry, Membership, User
from remeslo.web.apps.common.services import invitations

pytestmark = pytest.mark.django_db
PAGE, ABOVE = "/c/small/access/invitations/", "/country/people/invitations/"
ACCOUNT = {"name": "Ольга", "username": "olga", "password": "длинный пароль 7", "again": "длинный пароль 7"}


@pytest.fixture
def administrator(signed_in, cluster):
    return signed_in(Role.ADMINISTRATOR, cluster=cluster)


@pytest.fixture
def keeper(db):
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.create(username="keeper", is_superuser=True))
    return client


def link_in(page) -> str:
    """The link that a page shows, as a path."""
    return re.search(r"http://testserver(/invitation/[\w-]+/)", page.text)[1]


def invited(administrator, cluster, role="employer", organisation="valves", email="olga@example.org") -> str:
    row = cluster.organisations.get(key=organisation).pk if organisation else ""
    return link_in(administrator.post(PAGE, {"email": email, "role": role, "organisation": row}))


def closed(client, link) -> bool:
    answer = client.get(link)
    return answer.status_code == 404 and "opens nothing" in answer.text and client.post(link).status_code == 404


@pytest.fixture
def stranger():
    return Client(headers={"accept-language": "en"})


def test_link_is_shown_once_and_only_its_digest_is_kept(administrator, cluster):
    link = invited(administrator, cluster)
    token = link.split("/")[2]
    row = Invitation.objects.get()

    assert link not in administrator.get(PAGE).text and "olga@example.org" in administrator.get(PAGE).text
    assert token not in " ".join(str(v) for v in Invitation.objects.values_list().get())
    assert len(token) >= 43 and row.expires_at - row.made_at == invitations.GOOD_FOR
    assert token not in str(LogEntry.objects.get(action="invitation.made").facts)


def test_new_person_chooses_name_and_password_and_is_in(administrator, cluster, stranger):
    link = invited(administrator, cluster)
    page = stranger.get(link)
    assert page.status_code == 200 and "Арматурный завод" in page.text and page["Cache-Control"].count("no-store")

    answer = stranger.post(link, ACCOUNT)

    assert answer["Location"] == "/c/small/" and stranger.get("/c/small/").status_code == 200
    olga = User.objects.get(username="olga")
    membership = Membership.objects.get(user=olga)
    assert (membership.role, membership.organisation.key) == ("employer", "valves")
    assert olga.email == "olga@example.org" and olga.check_password(ACCOUNT["password"])
    assert not olga.is_superuser and not olga.is_staff
    assert LogEntry.objects.get(action="access.granted").user == administrator.user
    assert Invitation.objects.get().accepted_by == olga
    assert closed(Client(headers={"accept-language": "en"}), link), "it works once"


def test_person_with_an_account_gets_the_role_and_keeps_the_rest(administrator, cluster, person, stranger):
    link = invited(administrator, cluster)
    vera = person(name="vera")
    stranger.force_login(vera)
    assert stranger.get("/c/small/").status_code == 404

    stranger.get(link)
    assert not vera.memberships.exists(), "looking at it accepts nothing"
    assert stranger.post(link)["Location"] == "/c/small/"

    assert stranger.get("/c/small/").status_code == 200
    vera.refresh_from_db()
    assert vera.email == "" and User.objects.count() == 2


def test_page_of_the_link_leads_to_the_door_and_back(administrator, cluster, stranger):
    link = invited(administrator, cluster)

    assert f"/sign-in/?next={link}" in stranger.get(link).text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"password": "short", "again": "short"}, "password"),
        ({"password": "1234567890123", "again": "1234567890123"}, "password"),
        ({"again": "another one"}, "again"),
        ({"username": "code:olga"}, "username"),
        ({"username": "taken"}, "username"),
        ({"name": ""}, "name"),
    ],
)
def test_wrong_entries_are_told_beside_their_field_and_the_link_stays_open(
    administrator, cluster, stranger, wrong, field
):
    User.objects.create(username="taken")
    link = invited(administrator, cluster)

    answer = stranger.post(link, {**ACCOUNT, **wrong})

    assert answer.status_code == 400 and list(answer.context["form"].errors) == [field]
    assert User.objects.count() == 2 and Invitation.objects.get().accepted_at is None
    assert stranger.post(link, ACCOUNT).status_code == 302


def test_wrong_withdrawn_and_run_out_links_get_the_same_kind_page(administrator, cluster, stranger):
    first, second = invited(administrator, cluster), invited(administrator, cluster)
    old, new = Invitation.objects.order_by("id")
    administrator.post(f"{PAGE}{old.pk}/withdraw/")
    Invitation.objects.filter(pk=new.pk).update(expires_at=timezone.now() - timedelta(seconds=1))

    assert [closed(stranger, link) for link in (first, second, "/invitation/nothing/", f"{second[:-3]}/")] == [True] * 4
    pages = {stranger.get(link).content for link in ("/invitation/nothing/", first, second)}
    assert len({re.sub(rb'value="[^"]*"|X-CSRFToken[^}]*', b"", p) for p in pages}) == 1


def test_sent_again_gives_another_link_and_closes_the_first(administrator, cluster, stranger):
    first = invited(administrator, cluster)
    row = Invitation.objects.get()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))

    second = link_in(administrator.post(f"{PAGE}{row.pk}/again/"))

    assert closed(stranger, first) and stranger.get(second).status_code == 200
    assert [e.action for e in LogEntry.objects.filter(action__startswith="invitation").order_by("id")] == [
        "invitation.made",
        "invitation.renewed",
    ]


def test_accepted_invitation_is_neither_sent_again_nor_withdrawn_nor_listed(administrator, cluster, stranger):
    link = invited(administrator, cluster)
    row = Invitation.objects.get()
    stranger.post(link, ACCOUNT)

    again = administrator.post(f"{PAGE}{row.pk}/again/")
    administrator.post(f"{PAGE}{row.pk}/withdraw/")

    assert again.context["shown"] is None
    row.refresh_from_db()
    assert row.withdrawn_at is None and "olga@example.org" not in administrator.get(PAGE).text


def test_of_two_who_read_the_same_invitation_one_gets_it(administrator, cluster, person):
    invited(administrator, cluster)
    row = Invitation.objects.select_related("cluster", "organisation", "by").get()
    invitations.accept(row, person(name="first"))

    with pytest.raises(invitations.NotOpen):
        invitations.accept(row, person(name="second"))

    assert Membership.objects.filter(role=Role.EMPLOYER).count() == 1


def test_invitation_falls_with_the_right_of_whoever_gave_it(administrator, cluster, stranger, person):
    link = invited(administrator, cluster)
    person(Role.ADMINISTRATOR, cluster=cluster)
    Membership.objects.filter(user=administrator.user).delete()

    assert closed(stranger, link)


def test_inviting_answers_the_same_whether_the_address_has_an_account(administrator, cluster):
    User.objects.create(username="known", email="known@example.org")
    pages = []
    for email in ("known@example.org", "other@example.org"):
        page = administrator.post(PAGE, {"email": email, "role": "administrator"})
        pages.append((page.status_code, re.sub(r"/invitation/[\w-]+/", "", page.context["shown"]["address"])))

    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    "sent",
    [
        {"email": "no address", "role": "administrator"},
        {"email": "a@example.org", "role": "employer"},
        {"email": "a@example.org", "role": "mentor"},
        {"email": "a@example.org", "role": "emperor"},
    ],
)
def test_wrong_invitation_is_told_and_none_is_made(administrator, cluster, sent):
    assert administrator.post(PAGE, sent).status_code == 400
    assert not Invitation.objects.exists()


def test_only_administrators_invite_and_each_only_to_the_own_cluster(
    administrator, cluster, other_cluster, signed_in, stranger
):
    link = invited(administrator, cluster)
    row = Invitation.objects.get()
    methodist = signed_in(Role.METHODIST, cluster=cluster, organisation="base")
    foreign = signed_in(Role.ADMINISTRATOR, cluster=other_cluster)
    sent = {"email": "x@example.org", "role": "administrator"}

    for client, status in ((methodist, 403), (foreign, 404)):
        assert {client.get(PAGE).status_code, client.post(PAGE, sent).status_code} == {status}
        for act in ("again", "withdraw"):
            assert client.post(f"{PAGE}{row.pk}/{act}/").status_code == status
    for act in ("again", "withdraw"):
        assert foreign.post(f"/c/other/access/invitations/{row.pk}/{act}/").status_code == 404
    wrong = foreign.post(
        "/c/other/access/invitations/",
        {**sent, "role": "employer", "organisation": cluster.organisations.first().pk},
    )
    assert wrong.status_code == 400 and Invitation.objects.count() == 1 and stranger.get(link).status_code == 200


def test_country_invites_to_mandates_and_administrators_of_clusters_do_not(keeper, administrator, cluster, stranger):
    sent = {"email": "m@example.org", "role": "ministry_official", "realm": "region", "region": cluster.region}
    assert administrator.get(ABOVE).status_code == administrator.post(ABOVE, sent).status_code == 403
    assert keeper.post(ABOVE, {**sent, "region": ""}).status_code == 400

    link = link_in(keeper.post(ABOVE, sent))
    stranger.post(link, ACCOUNT)

    mandate = Membership.objects.get(user__username="olga")
    assert (mandate.cluster, mandate.role, mandate.realm, mandate.node) == (
        None,
        "ministry_official",
        "region",
        cluster.region,
    )
    assert stranger.get("/c/small/").status_code == 200


def test_country_sends_again_and_withdraws(keeper, cluster, stranger):
    first = link_in(keeper.post(ABOVE, {"email": "m@example.org", "role": "administrator", "realm": "country"}))
    row = Invitation.objects.get()
    second = link_in(keeper.post(f"{ABOVE}{row.pk}/again/"))
    assert closed(stranger, first) and stranger.get(second).status_code == 200

    keeper.post(f"{ABOVE}{row.pk}/withdraw/")
    assert closed(stranger, second)


def test_with_a_mail_server_the_link_is_sent_and_not_shown(administrator, cluster, settings, stranger):
    settings.SENDS_LETTERS = True
    valves = cluster.organisations.get(key="valves").pk

    page = administrator.post(PAGE, {"email": "olga@example.org", "role": "employer", "organisation": valves})

    assert "/invitation/" not in page.text and Invitation.objects.get().sent_at is not None
    letter = mail.outbox[0]
    assert letter.to == ["olga@example.org"] and "<" not in letter.body
    link = re.search(r"http://testserver(/invitation/[\w-]+/)", letter.body)[1]
    assert stranger.get(link).status_code == 200


def test_when_the_mail_server_fails_the_link_is_shown(administrator, cluster, settings, monkeypatch):
    settings.SENDS_LETTERS = True

    def fails(*_args, **_kwargs):
        raise OSError("no server")

    monkeypatch.setattr(invitations, "send_mail", fails)
    assert invited(administrator, cluster) and Invitation.objects.get().sent_at is None


def test_link_has_the_public_address_where_there_is_one(administrator, cluster, settings):
    from urllib.parse import urlsplit

    settings.PUBLIC_URL = urlsplit("https://remeslo.example.org")
    page = administrator.post(PAGE, {"email": "olga@example.org", "role": "administrator"})

    assert page.context["shown"]["address"].startswith("https://remeslo.example.org/invitation/")


@pytest.mark.parametrize("count", [1, 6])
def test_list_takes_the_same_queries_however_long_it_is(administrator, cluster, count, django_assert_num_queries):
    for n in range(count):
        invited(administrator, cluster, email=f"p{n}@example.org")

    with django_assert_num_queries(5):
        page = administrator.get(PAGE)

    assert len(page.context["rows"]) == count
