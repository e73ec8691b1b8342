"""Where I am signed in: listed, ended one by one or all, ended by a new password and by age."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from remeslo.web.apps.common.browsers import browser_in_words
from remeslo.web.apps.common.models import LogEntry, SignedIn
from remeslo.web.apps.common.services import sessions
from remeslo.web.apps.common.services.access import make_account
from remeslo.web.apps.common.services.backup.tables import kept_models

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
YANDEX = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 YaBrowser/25.8 Safari/537.36"
)
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"


@pytest.fixture
def ivan():
    user, password = make_account("ivan", "Иван Петров")
    user.first_password = password
    return user


def browser_of(user, agent=FIREFOX, address="203.0.113.7") -> Client:
    client = Client(headers={"user-agent": agent, "accept-language": "en"}, REMOTE_ADDR=address)
    assert client.post("/sign-in/", {"username": user.username, "password": user.first_password}).status_code == 302
    return client


def is_in(client) -> bool:
    return client.get("/account/").status_code == 200


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (FIREFOX, "Firefox, Linux"),
        (YANDEX, "Yandex Browser, Windows"),
        (SAFARI, "Safari, iOS"),
        ("curl/8", "an unknown"),
    ],
)
def test_browser_is_told_in_words(said, words):
    with override("en"):
        assert browser_in_words(said).startswith(words)


def test_list_shows_every_browser_with_words_address_and_which_is_this_one(ivan):
    here, there = browser_of(ivan), browser_of(ivan, YANDEX, "198.51.100.4")
    page = here.get("/account/")

    shown = [(words, row.address, this) for row, words, this in page.context["browsers"]]
    assert shown == [("Firefox, Linux", "203.0.113.7", True), ("Yandex Browser, Windows", "198.51.100.4", False)]
    assert page.text.count("Sign out there") == 1
    assert [this for _row, _words, this in there.get("/account/").context["browsers"]] == [True, False]


def test_one_browser_is_signed_out_and_the_others_stay(ivan):
    here, second, third = (browser_of(ivan) for _ in range(3))
    row = SignedIn.objects.get(key=second.session.session_key)

    here.post(f"/account/sessions/{row.pk}/end/")

    assert (is_in(here), is_in(second), is_in(third)) == (True, False, True)
    assert not SignedIn.objects.filter(pk=row.pk).exists()
    assert LogEntry.objects.get(action="session.ended").facts == {"count": 1}


def test_all_others_are_signed_out_at_once(ivan):
    here, second, third = (browser_of(ivan) for _ in range(3))

    here.post("/account/sessions/others/end/")

    assert (is_in(here), is_in(second), is_in(third)) == (True, False, False)
    assert SignedIn.objects.filter(user=ivan).count() == 1


def test_browsers_of_somebody_else_are_neither_shown_nor_ended(ivan):
    olga, password = make_account("olga", "Ольга")
    olga.first_password = password
    mine, hers = browser_of(ivan), browser_of(olga)
    row = SignedIn.objects.get(user=olga)

    assert [r.user_id for r, _w, _t in mine.get("/account/").context["browsers"]] == [ivan.pk]
    assert mine.post(f"/account/sessions/{row.pk}/end/").status_code == 404
    mine.post("/account/sessions/others/end/")
    assert is_in(hers)


def test_signing_out_takes_the_row_along(ivan):
    client = browser_of(ivan)
    client.post("/sign-out/")

    assert not SignedIn.objects.exists()


def test_rows_of_sessions_that_are_over_go_at_the_next_sign_in(ivan):
    old = browser_of(ivan)
    key = old.session.session_key
    old.session.flush()
    SignedIn.objects.filter(key=key).update(begun_at=timezone.now() - timedelta(minutes=2))

    client = browser_of(ivan)

    assert [r.key for r in SignedIn.objects.all()] == [client.session.session_key]


def change(client, ivan, **more):
    new = "семь раз отмерь 7"
    sent = {"password": ivan.first_password, "new": new, "again": new, **more}
    return client.post("/account/password/", sent), new


def test_new_password_signs_all_others_out_and_this_one_stays(ivan):
    here, other = browser_of(ivan), browser_of(ivan)

    answer, new = change(here, ivan)

    assert answer.status_code == 302
    assert is_in(here) and not is_in(other)
    assert SignedIn.objects.get(user=ivan).key == here.session.session_key
    assert LogEntry.objects.filter(action="account.password").count() == 1
    ivan.refresh_from_db()
    assert ivan.check_password(new)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"password": "nope"}, "password"),
        ({"new": "short", "again": "short"}, "new"),
        ({"new": "password123", "again": "password123"}, "new"),
        ({"again": "something else"}, "again"),
    ],
)
def test_wrong_new_password_is_told_beside_its_field_and_changes_nothing(ivan, wrong, field):
    here, other = browser_of(ivan), browser_of(ivan)

    answer, _new = change(here, ivan, **wrong)

    assert answer.status_code == 400 and list(answer.context["errors"]) == [field]
    ivan.refresh_from_db()
    assert ivan.check_password(ivan.first_password) and is_in(other)


def test_session_ends_by_age_however_often_it_is_used(ivan, settings):
    settings.SESSION_LONGEST_S = 3600
    client = browser_of(ivan)
    for began, stays in ((3500, True), (3700, False)):
        session = client.session
        session[sessions.BEGAN] = int(timezone.now().timestamp()) - began
        session.save()
        assert is_in(client) == stays
    assert not SignedIn.objects.exists()


def test_use_is_noted_every_ten_minutes_and_keeps_the_session(ivan):
    client = browser_of(ivan)
    row = SignedIn.objects.get()
    client.get("/account/")
    assert SignedIn.objects.get().seen_at == row.seen_at

    session = client.session
    session[sessions.SEEN] -= sessions.SEEN_EVERY_S
    session.save()
    answer = client.get("/account/")

    assert SignedIn.objects.get().seen_at > row.seen_at
    assert "remeslo_session" in answer.cookies, "the cookie lives on from now"


def test_settings_limit_idle_and_whole_age():
    from django.conf import settings

    assert (settings.SESSION_COOKIE_AGE, settings.SESSION_LONGEST_S) == (336 * 3600, 90 * 24 * 3600)


def test_backup_holds_no_sessions():
    from django.apps import apps

    assert SignedIn not in kept_models(apps)


@pytest.mark.parametrize("others", [0, 4])
def test_page_takes_six_queries_however_many_browsers_there_are(ivan, others, django_assert_num_queries):
    client = browser_of(ivan)
    for _ in range(others):
        browser_of(ivan)

    with django_assert_num_queries(6):
        page = client.get("/account/")

    assert len(page.context["browsers"]) == others + 1
