"""Signing in by a service: against a real one that runs in the test, with everything in its answers spoilt once."""

from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from tests.web.common.oidc import CLIENT, SECRET, Service

from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import Membership, OutsideIdentity, User
from remeslo.web.apps.common.services import invitations, second_factor, totp
from remeslo.web.apps.common.services.openid import provider
from remeslo.web.config import environment

pytestmark = pytest.mark.django_db
START, BACK = "/sign-in/openid/", "/sign-in/openid/back/"


@pytest.fixture
def service(settings, monkeypatch):
    made = Service()
    settings.OPENID = {"issuer": made.issuer, "client": CLIENT, "secret": SECRET, "name": "Наш вход"}
    monkeypatch.setattr(provider, "_documents", {})
    monkeypatch.setattr(provider, "KEYS_AGAIN_S", -1)
    yield made
    made.close()


@pytest.fixture
def olga(db):
    return User.objects.create(username="olga", name="Ольга", email="Olga@example.org")


def path(address: str) -> str:
    parts = urlsplit(address)
    assert parts.netloc == "testserver"
    return f"{parts.path}?{parts.query}"


def come_back(client, service, start=START, **changed):
    """To the service and back; ``changed`` spoils what the browser brings back."""
    back = path(service.sign_in(client.get(start)["Location"]))
    if changed:
        brought = {k: v[0] for k, v in parse_qs(urlsplit(back).query).items()}
        back = f"{BACK}?{urlencode({k: v for k, v in {**brought, **changed}.items() if v is not None})}"
    return client.get(back)


def who(client) -> str | None:
    number = client.session.get("_auth_user_id")
    return User.objects.get(pk=number).username if number else None


@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
def test_person_known_by_a_verified_address_is_in_and_later_known_by_subject(client, service, olga, algorithm):
    service.algorithm = algorithm
    assert "Наш вход" in client.get("/sign-in/").text
    assert come_back(client, service)["Location"] == "/" and who(client) == "olga"

    identity = OutsideIdentity.objects.get()
    assert (identity.user, identity.issuer, identity.subject) == (olga, service.issuer, "s-1")
    service.person = {"sub": "s-1", "email": "olga@elsewhere.example", "email_verified": True}
    fresh = Client()
    come_back(fresh, service)
    assert who(fresh) == "olga"


def test_what_is_asked_has_state_nonce_and_a_challenge_and_never_twice_the_same(client, service):
    asked = [parse_qs(urlsplit(client.get(START)["Location"]).query) for _ in range(2)]

    for one in asked:
        assert one["code_challenge_method"] == ["S256"] and one["response_type"] == ["code"]
        assert one["redirect_uri"] == [f"http://testserver{BACK}"] and "openid" in one["scope"][0].split()
    for word in ("state", "nonce", "code_challenge"):
        assert asked[0][word] != asked[1][word] and len(asked[0][word][0]) >= 43


@pytest.mark.parametrize(
    "changed",
    [
        {"state": "another"},
        {"state": None},
        {"code": "another"},
        {"code": None},
        {"iss": "https://other.example"},
        {"code": None, "error": "access_denied"},
    ],
)
def test_spoilt_way_back_lets_nobody_in(client, service, olga, changed):
    answer = come_back(client, service, **changed)

    assert answer.status_code == 400 and who(client) is None and not OutsideIdentity.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another client"},
        {"aud": [CLIENT, "another"]},
        {"azp": "another client"},
        {"iss": "https://other.example"},
        {"exp": 1_000_000_000},
        {"exp": None},
        {"iat": None},
        {"sub": None},
        {"sub": ""},
        {"sub": "x" * 256},
    ],
)
def test_answer_that_says_something_else_lets_nobody_in(client, service, olga, said):
    service.claims = said

    assert come_back(client, service).status_code == 400
    assert who(client) is None and not OutsideIdentity.objects.exists()


def test_answer_signed_by_another_key_lets_nobody_in(client, service, olga):
    service.signs_with = rsa.generate_private_key(65537, 2048)

    assert come_back(client, service).status_code == 400 and who(client) is None


@pytest.mark.parametrize("way", ["none", "HS256", "body"])
def test_tampered_answer_lets_nobody_in(client, service, olga, monkeypatch, way):
    """Unsigned; signed with what is public; signed for somebody else."""
    honest = service.token

    def tampered(form, authorization):
        status, document = honest(form, authorization)
        token = document["id_token"]
        said = jwt.decode(token, options={"verify_signature": False})
        if way == "none":
            forged = jwt.encode(said, None, algorithm="none", headers={"kid": service.kid})
        elif way == "HS256":
            forged = jwt.encode(said, "k" * 64, algorithm="HS256", headers={"kid": service.kid})
        else:
            other = jwt.encode({**said, "sub": "s-2"}, "k" * 64, algorithm="HS256").split(".")[1]
            head, _body, signature = token.split(".")
            forged = f"{head}.{other}.{signature}"
        return status, {**document, "id_token": forged}

    monkeypatch.setattr(service, "token", tampered)

    assert come_back(client, service).status_code == 400 and who(client) is None


def test_way_back_is_good_for_one_time_and_for_one_browser(client, service, olga):
    back = path(service.sign_in(client.get(START)["Location"]))

    assert Client().get(back).status_code == 400, "somebody else's way back"
    assert client.get(back).status_code == 302
    client.post("/sign-out/")
    assert client.get(back).status_code == 400 and who(client) is None


def test_way_back_waits_ten_minutes(client, service, olga):
    back = path(service.sign_in(client.get(START)["Location"]))
    session = client.session
    kept = session["openid"]
    session["openid"] = {**kept, "at": kept["at"] - 601}
    session.save()

    assert client.get(back).status_code == 400 and who(client) is None


def test_keys_that_the_service_changed_are_asked_for_again(client, service, olga):
    come_back(client, service)
    assert who(client) == "olga"
    service.keys["RS256"], service.kid = rsa.generate_private_key(65537, 2048), "second"

    fresh = Client()
    come_back(fresh, service)
    assert who(fresh) == "olga"
    service.published = False
    service.kid = "third"
    assert come_back(Client(), service).status_code == 400


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "s-9", "email": "unknown@example.org", "email_verified": True},
        {"sub": "s-9", "email": "olga@example.org", "email_verified": False},
        {"sub": "s-9", "email": "olga@example.org", "email_verified": "true"},
        {"sub": "s-9", "email": "olga@example.org"},
        {"sub": "s-9"},
        {"sub": "s-9", "email": "", "email_verified": True},
    ],
)
def test_nobody_is_made_who_is_neither_known_nor_invited(client, service, olga, person):
    User.objects.create(username="without an address")
    service.person = person

    answer = come_back(client, service)

    assert answer.status_code == 403 and who(client) is None
    assert User.objects.count() == 2 and not OutsideIdentity.objects.exists()


def test_address_of_two_accounts_is_nobody(client, service, olga):
    User.objects.create(username="olga2", email="OLGA@example.org")

    assert come_back(client, service).status_code == 403


def test_account_that_is_closed_stays_closed(client, service, olga):
    User.objects.update(is_active=False)
    assert come_back(client, service).status_code == 403
    OutsideIdentity.objects.create(user=olga, issuer=service.issuer, subject="s-1", since=olga.date_joined)
    assert come_back(client, service).status_code == 403 and who(client) is None


def test_another_subject_with_the_same_address_does_not_take_the_account_over(client, service, olga):
    come_back(client, service)
    service.person = {"sub": "s-2", "email": "olga@example.org", "email_verified": True}
    fresh = Client()

    assert come_back(fresh, service).status_code == 403 and who(fresh) is None


def test_invited_person_gets_an_account_without_a_password_and_exactly_the_role(client, service, cluster, person):
    by = person(Role.ADMINISTRATOR, cluster=cluster)
    invitations.invite("Olga@Example.org", Role.CLUSTER_MANAGER, by=by, cluster=cluster, organisation=None)
    service.person = {**service.person, "name": "Ольга Ильина", "roles": ["administrator"], "is_superuser": True}

    assert come_back(client, service).status_code == 302

    made = User.objects.get(username=who(client))
    assert (made.name, made.has_usable_password(), made.is_superuser) == ("Ольга Ильина", False, False)
    assert [(m.cluster, m.role) for m in made.memberships.all()] == [(cluster, "cluster_manager")]


def test_known_person_gets_no_right_by_the_service(client, service, olga):
    service.person = {**service.person, "groups": ["administrator"]}
    come_back(client, service)

    assert not Membership.objects.exists()


def test_second_factor_is_asked_for_here_too(client, service, olga):
    factor = second_factor.begin(olga)
    now = int(second_factor.timezone.now().timestamp()) // totp.STEP_S
    assert second_factor.confirm(olga, totp.code_at(factor.secret, now))

    assert come_back(client, service)["Location"] == "/sign-in/code/" and who(client) is None


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_nobody_is_sent_to_another_site_afterwards(client, service, olga, target):
    assert come_back(client, service, f"{START}?{urlencode({'next': target})}")["Location"] == "/"


def test_asked_page_opens_afterwards(client, service, olga):
    assert come_back(client, service, f"{START}?next=/account/")["Location"] == "/account/"


def joined(client, service):
    page = client.post("/account/openid/connect/")
    return client.get(path(service.sign_in(page.context["address"])))


def test_account_of_the_service_is_joined_to_the_own_one_and_taken_off_again(client, service):
    ivan = User.objects.create(username="ivan")
    ivan.set_password("a long enough password")
    ivan.save()
    client.force_login(ivan)

    assert client.get("/account/openid/connect/").status_code == 405, "never by a link of somebody else"
    assert joined(client, service)["Location"] == "/account/"
    fresh = Client()
    come_back(fresh, service)
    assert who(fresh) == "ivan"

    client.post("/account/openid/disconnect/")
    assert not OutsideIdentity.objects.exists()
    assert come_back(Client(), service).status_code == 403


def test_account_of_the_service_belongs_to_one_person(client, service, olga):
    come_back(Client(), service)
    ivan = User.objects.create(username="ivan")
    client.force_login(ivan)

    joined(client, service)

    assert OutsideIdentity.objects.get().user == olga


def test_answer_for_one_who_set_out_to_join_signs_nobody_else_in(client, service, olga):
    ivan = User.objects.create(username="ivan")
    client.force_login(ivan)
    address = client.post("/account/openid/connect/").context["address"]
    session = client.session
    for word in ("_auth_user_id", "_auth_user_hash", "_auth_user_backend"):
        del session[word]
    session.save()

    assert client.get(path(service.sign_in(address))).status_code == 400 and who(client) is None


@pytest.mark.parametrize(
    "document",
    [
        {"issuer": "https://other.example"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": None},
    ],
)
def test_service_that_says_odd_things_of_itself_is_not_followed(client, service, document):
    service.document = document

    answer = client.get(START)

    assert answer.status_code == 400 and "evil" not in answer.text


def test_service_that_does_not_answer_is_told(client, service):
    service.close()

    assert client.get(START).status_code == 400
    assert client.get("/sign-in/").status_code == 200, "the door itself does not ask it"


def test_without_a_service_there_is_no_such_page(client):
    assert client.get(START).status_code == client.get(BACK).status_code == 404


def test_settings_of_the_service_are_judged():
    said = {"REMESLO_OPENID_ISSUER": "https://id.example.org/realm", "REMESLO_OPENID_CLIENT": "remeslo"}
    assert environment.read(said)["openid_client"] == "remeslo"
    for wrong in (
        {"REMESLO_OPENID_ISSUER": "https://id.example.org"},
        {**said, "REMESLO_OPENID_ISSUER": "http://id.example.org"},
        {**said, "REMESLO_OPENID_ISSUER": "https://id.example.org/?x=1"},
        {"REMESLO_MAIL_URL": "smtp://mail.example.org"},
        {"REMESLO_MAIL_URL": "https://mail.example.org", "REMESLO_MAIL_FROM": "a@example.org"},
        {"REMESLO_SESSION_HOURS": "0"},
        {"REMESLO_SESSION_DAYS": "-1"},
    ):
        with pytest.raises(ImproperlyConfigured, match=next(reversed(wrong)).rpartition("_")[0]):
            environment.read(wrong)
