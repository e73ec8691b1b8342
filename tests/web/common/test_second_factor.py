"""The second factor: codes as the standards compute them, turned on, asked for, never taken twice, reset."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import LogEntry, Membership, RecoveryCode, SecondFactor, SignInAttempt, User
from remeslo.web.apps.common.services import accounts, second_factor, totp
from remeslo.web.apps.common.services.access import make_account
from remeslo.web.config import environment

RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
PAGE, DOOR = "/account/second-factor/", "/sign-in/code/"


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_codes_are_those_of_the_standards_own_table(seconds, code):
    """Source: RFC 6238, appendix B, SHA-1."""
    assert totp.code_at(RFC_SECRET, seconds // totp.STEP_S, digits=8) == code


@given(now=st.integers(10**9, 10**10), late=st.integers(-5, 5), after=st.integers(-5, 5))
def test_code_is_taken_when_it_is_near_and_newer_than_the_last(now, late, after):
    here = now // totp.STEP_S
    step = totp.step_of(totp.code_at(RFC_SECRET, here + late), RFC_SECRET, now, after=here + after)

    assert step == (here + late if abs(late) <= totp.DRIFT and late > after else None)


@given(st.text(max_size=12))
def test_no_text_breaks_the_comparison(text):
    assert totp.step_of(text, RFC_SECRET, 59, after=5) is None


def test_recovery_codes_differ_and_are_read_however_they_are_typed():
    codes = totp.new_recovery_codes()

    assert len(set(codes)) == totp.NUM_RECOVERY_CODES
    digests = {totp.digest_of_recovery_code(c, 7) for c in codes}
    assert digests == {totp.digest_of_recovery_code(f" {c.upper().replace('-', ' ')} ", 7) for c in codes}
    assert digests.isdisjoint(totp.digest_of_recovery_code(c, 8) for c in codes)


@pytest.fixture
def ivan(db):
    user, password = make_account("ivan", "Иван Петров")
    user.first_password = password
    return user


def later(monkeypatch, steps: int) -> None:
    """The clock of codes goes on."""
    at = timezone.now() + timedelta(seconds=totp.STEP_S * steps)
    monkeypatch.setattr(second_factor.timezone, "now", lambda: at)


def code_of(user, steps: int = 0) -> str:
    factor = SecondFactor.objects.get(user=user)
    return totp.code_at(factor.secret, int(second_factor.timezone.now().timestamp()) // totp.STEP_S + steps)


@pytest.fixture
def with_factor(ivan, monkeypatch):
    """The second factor is on; the next code is a new one."""
    second_factor.begin(ivan)
    ivan.codes = second_factor.confirm(ivan, code_of(ivan))
    later(monkeypatch, 2)
    return ivan


def with_password(client, user, **more):
    return client.post("/sign-in/", {"username": user.username, "password": user.first_password, **more})


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_page_shows_the_secret_as_a_picture_without_styles_and_the_first_code_turns_it_on(client, ivan):
    client.force_login(ivan)
    page = client.get(PAGE)

    secret = SecondFactor.objects.get(user=ivan).secret
    assert secret in page.text.replace(" ", "") and "<svg" in page.text
    assert not re.search(r"style=|<style|<script(?![^>]*src=)", page.text)
    assert client.post(PAGE, {"code": "000000"}).status_code == 400 and not second_factor.is_on(ivan)

    shown = client.post(PAGE, {"code": code_of(ivan)})
    assert second_factor.is_on(ivan) and len(shown.context["codes"]) == 10
    assert all(code in shown.text for code in shown.context["codes"])
    assert client.get(PAGE).status_code == 302, "the secret is not shown again"
    assert {c.digest for c in ivan.recovery_codes.all()}.isdisjoint(shown.context["codes"])
    assert LogEntry.objects.get(action="second_factor.on").user == ivan


def test_password_alone_opens_nothing_any_more(client, with_factor):
    answer = with_password(client, with_factor)

    assert answer["Location"] == DOOR and not is_in(client)
    assert client.get("/account/")["Location"].startswith("/sign-in/")
    assert client.post(DOOR, {"code": "000000"}).status_code == 400 and not is_in(client)
    assert client.post(DOOR, {"code": code_of(with_factor)})["Location"] == "/" and is_in(client)


def test_asked_page_opens_after_the_code(client, with_factor):
    with_password(client, with_factor, next="/account/")

    assert client.post(DOOR, {"code": code_of(with_factor)})["Location"] == "/account/"


def test_code_is_taken_once(with_factor):
    code = code_of(with_factor)
    first, second = Client(), Client()
    for client in (first, second):
        with_password(client, with_factor)

    assert first.post(DOOR, {"code": code}).status_code == 302
    assert second.post(DOOR, {"code": code}).status_code == 400 and not is_in(second)


def test_code_that_turned_it_on_does_not_sign_in(client, ivan):
    second_factor.begin(ivan)
    code = code_of(ivan)
    assert second_factor.confirm(ivan, code)
    with_password(client, ivan)

    assert client.post(DOOR, {"code": code}).status_code == 400


def test_recovery_code_signs_in_once_and_is_logged(with_factor):
    code = with_factor.codes[3]
    first, second = Client(), Client()
    for client in (first, second):
        with_password(client, with_factor)

    assert first.post(DOOR, {"code": code.upper()}).status_code == 302 and is_in(first)
    assert second.post(DOOR, {"code": code}).status_code == 400
    assert LogEntry.objects.get(action="second_factor.recovered").facts == {"left": 9}


def test_codes_of_somebody_else_open_nothing(client, with_factor):
    other, _password = make_account("olga", "Ольга")
    second_factor.begin(other)
    codes = second_factor.confirm(other, code_of(other))
    with_password(client, with_factor)

    for code in (codes[0], code_of(other, 1)):
        assert client.post(DOOR, {"code": code}).status_code == 400


def test_after_five_wrong_codes_even_the_right_one_waits_and_the_password_does_not_help(client, with_factor):
    for _ in range(accounts.FAILURES_OF_A_NAME_AT_AN_ADDRESS):
        with_password(client, with_factor)
        assert client.post(DOOR, {"code": "000000"}).status_code == 400

    with_password(client, with_factor)
    assert client.post(DOOR, {"code": code_of(with_factor)}).status_code == 429 and not is_in(client)
    SignInAttempt.objects.update(at=timezone.now() - accounts.WINDOW - timedelta(seconds=1))
    assert client.post(DOOR, {"code": code_of(with_factor)}).status_code == 302


def test_no_account_can_have_the_name_that_codes_are_counted_under():
    from django.contrib.auth.validators import UnicodeUsernameValidator
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        UnicodeUsernameValidator()("code:ivan")


def test_waiting_for_the_code_ends_after_ten_minutes_and_with_a_new_password(client, with_factor, monkeypatch):
    with_password(client, with_factor)
    session = client.session
    waiting = session["waiting"]
    session["waiting"] = {**waiting, "at": waiting["at"] - 601}
    session.save()
    assert client.post(DOOR, {"code": code_of(with_factor)})["Location"] == "/sign-in/" and not is_in(client)

    with_password(client, with_factor)
    with_factor.set_password("another password entirely")
    with_factor.save()
    assert client.post(DOOR, {"code": code_of(with_factor)})["Location"] == "/sign-in/" and not is_in(client)


def test_page_of_the_code_is_nothing_to_somebody_who_gave_no_password(client, with_factor):
    assert client.get(DOOR)["Location"] == "/sign-in/"
    assert client.post(DOOR, {"code": code_of(with_factor)})["Location"] == "/sign-in/"


def test_turning_off_needs_the_password(client, with_factor):
    client.force_login(with_factor)

    client.post(f"{PAGE}off/", {"password": "nope"})
    assert second_factor.is_on(with_factor)
    client.post(f"{PAGE}off/", {"password": with_factor.first_password})
    assert not second_factor.is_on(with_factor) and not RecoveryCode.objects.filter(user=with_factor).exists()
    assert with_password(Client(), with_factor)["Location"] == "/"


def test_guessing_the_password_inside_is_locked_too(client, with_factor):
    client.force_login(with_factor)
    for _ in range(accounts.FAILURES_OF_A_NAME_AT_AN_ADDRESS):
        client.post(f"{PAGE}off/", {"password": "nope"})

    client.post(f"{PAGE}off/", {"password": with_factor.first_password})
    assert second_factor.is_on(with_factor)


def test_new_recovery_codes_make_the_old_ones_void(client, with_factor):
    client.force_login(with_factor)
    shown = client.post(f"{PAGE}codes/", {"password": with_factor.first_password})

    assert len(shown.context["codes"]) == 10 == RecoveryCode.objects.filter(user=with_factor).count()
    assert not second_factor.passes(with_factor, with_factor.codes[0], None)
    assert second_factor.passes(with_factor, shown.context["codes"][0], None)


def test_without_a_password_a_code_turns_it_off(client, with_factor):
    with_factor.set_unusable_password()
    with_factor.save()
    client.force_login(with_factor)

    client.post(f"{PAGE}off/", {"password": "000000"})
    assert second_factor.is_on(with_factor)
    client.post(f"{PAGE}off/", {"password": code_of(with_factor)})
    assert not second_factor.is_on(with_factor)


def test_roles_named_in_the_settings_come_no_further_without_it(settings, cluster, signed_in, monkeypatch):
    settings.SECOND_FACTOR = ("administrator", "finance_officer")
    admin = signed_in(Role.ADMINISTRATOR, cluster=cluster)
    methodist = signed_in(Role.METHODIST, cluster=cluster, organisation="base")

    assert admin.get("/c/small/")["Location"] == PAGE and methodist.get("/c/small/").status_code == 200
    assert admin.get(PAGE).status_code == admin.get("/account/").status_code == 200
    admin.post(PAGE, {"code": code_of(admin.user)})
    assert admin.get("/c/small/").status_code == 200

    admin.user.set_password("a long enough password")
    admin.user.save()
    admin.force_login(admin.user)
    admin.post(f"{PAGE}off/", {"password": "a long enough password"})
    assert second_factor.is_on(admin.user), "it stays while the role asks for it"


def test_mandate_asks_for_it_too(settings, client, db):
    settings.SECOND_FACTOR = ("ministry_official",)
    user = User.objects.create(username="m")
    Membership.objects.create(user=user, role=Role.MINISTRY_OFFICIAL, realm="country")
    client.force_login(user)

    assert client.get("/country/registry/")["Location"] == PAGE


def test_turned_off_in_the_settings_nobody_begins_and_whoever_has_it_keeps_it(settings, client, with_factor):
    settings.SECOND_FACTOR = ("off",)
    other, _password = make_account("olga", "Ольга")
    client.force_login(other)

    assert client.get(PAGE).status_code == 404
    assert with_password(Client(), with_factor)["Location"] == DOOR


def test_administrator_resets_the_second_factor_of_a_member_who_is_signed_out_by_it(cluster, signed_in, ivan):
    Membership.objects.create(cluster=cluster, user=ivan, role=Role.TEACHER)
    membership = ivan.memberships.get()
    second_factor.begin(ivan)
    second_factor.confirm(ivan, code_of(ivan))
    elsewhere = Client()
    elsewhere.force_login(ivan)
    admin = signed_in(Role.ADMINISTRATOR, cluster=cluster)
    address = f"/c/small/access/{membership.pk}/second-factor/"
    assert address in admin.get("/c/small/access/").text

    admin.post(address)

    assert not second_factor.is_on(ivan)
    assert elsewhere.get("/account/").status_code == 302
    entry = LogEntry.objects.get(action="second_factor.reset")
    assert (entry.user, entry.cluster, entry.facts) == (admin.user, cluster, {"person": "Иван Петров"})


def test_administrator_of_one_cluster_does_not_reset_whoever_has_rights_elsewhere(
    cluster, other_cluster, signed_in, ivan
):
    Membership.objects.create(cluster=cluster, user=ivan, role=Role.TEACHER)
    second_factor.begin(ivan)
    second_factor.confirm(ivan, code_of(ivan))
    admin = signed_in(Role.ADMINISTRATOR, cluster=cluster)
    address = f"/c/small/access/{ivan.memberships.get().pk}/second-factor/"

    for more in ({"cluster": other_cluster}, {"realm": "region", "node": "Выдуманный край"}):
        extra = Membership.objects.create(user=ivan, role=Role.ADMINISTRATOR, **more)
        admin.post(address)
        assert second_factor.is_on(ivan)
        extra.delete()
    country = User.objects.create(username="country", is_superuser=True)
    client = Client()
    client.force_login(country)
    mandate = Membership.objects.create(user=ivan, role=Role.ADMINISTRATOR, realm="country")
    assert client.post(f"/country/people/{mandate.pk}/second-factor/").status_code == 302
    assert not second_factor.is_on(ivan)


def test_member_who_is_no_administrator_resets_nothing(cluster, signed_in, with_factor):
    membership = Membership.objects.create(cluster=cluster, user=with_factor, role=Role.TEACHER)
    methodist = signed_in(Role.METHODIST, cluster=cluster, organisation="base")

    assert methodist.post(f"/c/small/access/{membership.pk}/second-factor/").status_code == 403
    assert methodist.post(f"/country/people/{membership.pk}/second-factor/").status_code == 403
    assert second_factor.is_on(with_factor)


def test_word_of_the_environment_is_read_or_refused():
    assert environment.who_needs_a_code("offered") == ("offered",)
    assert environment.who_needs_a_code("administrator, mentor") == ("administrator", "mentor")
    for wrong in ("", "on", "off, mentor", "administrator, director"):
        with pytest.raises(ValueError, match="administrator"):
            environment.who_needs_a_code(wrong)


def test_roles_of_the_environment_are_the_roles_there_are():
    assert list(environment.ROLES) == Role.values
