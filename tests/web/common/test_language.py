"""Russian and English, both whole."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from remeslo.web.apps.common.templatetags import words


def test_the_catalogues_are_complete_without_fuzzy_entries_and_compiled(capsys):
    try:
        call_command("messages", check=True)
    except CommandError as error:
        pytest.fail(f"{error}\n{capsys.readouterr().out}")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "1 человек"),
        (2, "2 человека"),
        (5, "5 человек"),
        (11, "11 человек"),
        (21, "21 человек"),
        (1476, "1 476 человек"),
    ],
)
def test_people_are_counted_in_russian(number, expected):
    with translation.override("ru"):
        assert words.people(number).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(("number", "expected"), [(1, "1 неделя"), (23, "23 недели"), (112, "112 недель")])
def test_weeks_are_counted_in_russian(number, expected):
    with translation.override("ru"):
        assert words.weeks(number).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ru", ("1\u00a0476", "−2,50", "1\u00a0476\u00a0ч")), ("en", ("1,476", "−2.50", "1,476\u00a0h"))],
)
def test_numbers_are_written_as_the_language_writes_them(language, expected):
    with translation.override(language):
        assert (words.num(1476), words.num("-2.5", 2), words.hours(1476)) == expected


@pytest.mark.parametrize(("language", "expected"), [("ru", "1 сентября 2026"), ("en", "1 September 2026")])
def test_dates_are_written_in_words(language, expected):
    with translation.override(language):
        assert words.day("2026-09-01").replace("\u00a0", " ") == expected


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "word"), [("ru", "Войти"), ("en", "Sign in")])
def test_the_language_follows_the_browser_and_then_the_choice(client, language, word):
    other = {"ru": "en", "en": "ru"}[language]
    page = client.get("/sign-in/", headers={"accept-language": language})
    assert f'lang="{language}"' in page.text and word in page.text

    client.post("/language/", {"language": other, "next": "/sign-in/"})

    assert f'lang="{other}"' in client.get("/sign-in/", headers={"accept-language": language}).text


@pytest.mark.django_db
def test_an_unknown_language_is_passed_over(client):
    response = client.post("/language/", {"language": "xx", "next": "/sign-in/"})

    assert response.status_code == 302 and not response.cookies
