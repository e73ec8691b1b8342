"""Search over everything finds what one may see, and nothing else."""

import pytest

from remeslo.web.apps.common.enums import Role

pytestmark = pytest.mark.django_db


def titles(client, text):
    return [hit.title for hit in client.get("/c/small/search/", {"q": text}).context["found"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ЕЛКИН", "Ёлкин Пётр"),
        ("сварочная", "Сварочная"),
        ("арматурный", "Арматурный завод"),
        ("св-26", "СВ-26"),
        ("ручная дуговая", "Ручная дуговая сварка труб"),
        ("99.002", "Сварщик (учебный пример)"),
        ("пк 1.1", "Выполнять дуговую сварку"),
        ("трубы высокого", "Сварщик ёмкостей"),
        ("Demand", "Demand"),
    ],
)
def test_things_of_every_kind_are_found_whatever_the_letter_case(signed_in, cluster, text, expected):
    assert expected in titles(signed_in(Role.METHODIST, cluster=cluster, organisation="base"), text)


def test_an_employer_finds_neither_cards_of_others_nor_names_of_teachers(signed_in, cluster):
    owner = signed_in(Role.EMPLOYER, cluster=cluster, organisation="turbines")
    partner = signed_in(Role.EMPLOYER, cluster=cluster, organisation="valves")

    assert "Сварщик ёмкостей" in titles(owner, "тайное")
    assert titles(partner, "тайное") == []
    assert titles(partner, "Ёлкин") == []


def test_nothing_typed_shows_the_pages(signed_in, cluster):
    assert "Cluster" in titles(signed_in(Role.METHODIST, cluster=cluster, organisation="base"), "")
