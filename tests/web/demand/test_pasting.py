"""A pasted vacancy: split, compared with the standards, taken into a card by a person, kept nowhere else."""

import pytest

from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import Draft, LogEntry, VersionedDocument
from remeslo.web.apps.frameworks.models import Upload

pytestmark = pytest.mark.django_db
PASTE, TAKE = "/c/small/demand/paste/", "/c/small/demand/paste/take/"
VACANCY = """Сварщик трубопроводов
Обязанности:
- Ручная дуговая сварка труб
Требования:
- Контроль сварного шва
- Умение играть на скрипке; желательно
- Среднее профессиональное образование
Условия:
- Оклад 90 000 рублей
Звоните: +7 912 345-67-89, Мария
"""


@pytest.fixture
def methodist(signed_in, cluster, monkeypatch):
    monkeypatch.setattr("remeslo.web.apps.frameworks.matching.load", lambda: None)
    return signed_in(Role.METHODIST, cluster=cluster, organisation="base")


def pasted(client, text=VACANCY, **more):
    return client.post(PASTE, {"text": text, "employer": "turbines", **more})


def rows(page):
    vacancy = page.context["vacancy"]
    return {r.phrase.text: r for r in (*vacancy.asked, *vacancy.duties, *vacancy.rest)}


def test_a_vacancy_is_split_and_each_part_compared_with_the_standards(methodist):
    page = pasted(methodist)

    found = rows(page)
    control = found["Контроль сварного шва"]
    assert page.context["vacancy"].title == "Сварщик трубопроводов"
    assert control.taken and control.suggestions[0].found.reference == "99.002/A/02.2" and control.suggestions[0].fits
    assert found["Ручная дуговая сварка труб"].suggestions[0].found.reference == "99.002/A/01.2"


def test_what_no_function_answers_keeps_its_own_words(methodist):
    [row] = [r for text, r in rows(pasted(methodist)).items() if "скрипке" in text]

    assert row.keeps_own_words and row.taken


def test_conditions_and_papers_are_left_out_unless_a_person_takes_them(methodist):
    found = rows(pasted(methodist))

    assert not any(r.taken for text, r in found.items() if "Оклад" in text or "образование" in text)


def test_what_is_personal_reaches_neither_the_page_nor_the_database(methodist):
    page = pasted(methodist)

    assert "345-67-89" not in page.text
    assert not Draft.objects.exists() and not Upload.objects.exists()


def take(client, *rows, employer="turbines"):
    """Take rows given as (text, functions, kept)."""
    data = {"employer": employer, "job": "Сварщик", "row": [str(n) for n in range(len(rows))]}
    for n, (text, functions, kept) in enumerate(rows):
        data |= {f"p{n}-text": text, f"p{n}-functions": functions, f"p{n}-criticality": "3"}
        if kept:
            data[f"p{n}-take"] = "1"
    return client.post(TAKE, data)


def test_what_was_kept_edited_and_dropped_is_what_the_new_card_starts_with(methodist):
    answer = take(
        methodist,
        ("Варить трубы, изменено", ["99.002/А/01.2"], True),
        ("Отброшено", [], False),
        ("Своими словами", [], True),
    )

    page = methodist.get(answer["Location"])
    fields = [r.fields for r in page.context["rows"]]
    assert [(f.number, f.text, f.functions, f.criticality) for f in fields] == [
        (1, "Варить трубы, изменено", ("99.002/A/01.2",), "3"),
        (2, "Своими словами", (), "3"),
    ]
    assert page.context["fields"].employer == "turbines" and page.context["fields"].job == "Сварщик"
    assert VersionedDocument.objects.filter(kind="demand_card").count() == 2


def test_the_log_tells_how_many_phrases_were_taken_and_not_what_they_say(methodist):
    take(methodist, ("ТАЙНОЕ", [], True), ("Другое", [], False))

    entry = LogEntry.objects.get(action="vacancy.taken")
    assert entry.facts == {"kept": 1, "offered": 2}
    assert "1 of 2" in methodist.get("/c/small/log/").text


def test_an_employer_pastes_for_the_own_house_only(signed_in, cluster, monkeypatch):
    monkeypatch.setattr("remeslo.web.apps.frameworks.matching.load", lambda: None)
    partner = signed_in(Role.EMPLOYER, cluster=cluster, organisation="valves")

    assert pasted(partner).status_code == 200
    take(partner, ("Чужое", [], True), employer="turbines")

    assert Draft.objects.get().fields["employer"] == ""


@pytest.mark.parametrize("role", [Role.DEPUTY_DIRECTOR, Role.MINISTRY_OFFICIAL, Role.FINANCE_OFFICER])
def test_those_who_write_no_cards_paste_nothing(signed_in, cluster, role):
    reader = signed_in(role, cluster=cluster)

    assert pasted(reader).status_code == take(reader, ("x", [], True)).status_code == 404
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "text", ["", "   ", "\x00\x01", "," * 70_000, "а" * 60_001, "{% now %}<script>alert(1)</script>"]
)
def test_rubbish_is_told_and_never_breaks_the_page(methodist, text):
    page = pasted(methodist, text)

    assert page.status_code in (200, 400)
    assert "<script>alert" not in page.text


def test_the_page_takes_a_fixed_number_of_queries(methodist, django_assert_max_num_queries):
    pasted(methodist)

    with django_assert_max_num_queries(12) as few:
        pasted(methodist, "Требования:\n- Контроль сварного шва")
    with django_assert_max_num_queries(12) as many:
        pasted(methodist, "Требования:\n" + "\n".join(f"- Требование номер {n}" for n in range(40)))

    assert len(few) == len(many)
