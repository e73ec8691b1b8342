"""Writing, saving, publishing and withdrawing cards; who sees what."""

import pytest
from django.urls import reverse
from tests.web.conftest import TURBINES_CARD, small_cluster
from tests.web.demand.test_fields import posted

from remeslo.web.apps.common.enums import Role, State
from remeslo.web.apps.common.models import Draft, LogEntry, VersionedDocument
from remeslo.web.apps.demand.queries import demand_picture
from remeslo.web.apps.registry.snapshot import cluster_value

pytestmark = pytest.mark.django_db
CARD = {"cluster": "small", "key": "card-turbines"}


@pytest.fixture
def owner(signed_in, cluster):
    return signed_in(Role.EMPLOYER, cluster=cluster, organisation="turbines")


@pytest.fixture
def partner(signed_in, cluster):
    return signed_in(Role.EMPLOYER, cluster=cluster, organisation="valves")


def card():
    return VersionedDocument.objects.select_related("latest", "published").get(key="card-turbines")


def form(**changes):
    data = posted(TURBINES_CARD)
    data["based_on"] = "1"
    for name, value in changes.items():
        data[{"r0_text": "r0-text", "people_2028": "people-2028"}.get(name, name)] = value
    return dict(data.lists())


def send(client, name="edit", data=None, **kwargs):
    return client.post(reverse(f"demand:{name}", kwargs={**CARD, **kwargs}), data=data or {})


# --- saving ---


def test_saving_makes_the_next_version_and_planning_waits_for_publishing(owner, cluster):
    response = send(owner, data=form(job="Сварщик труб"))

    assert response.status_code == 302
    assert (card().title, card().latest.number, card().state) == ("Сварщик труб", 2, State.DRAFT)
    assert cluster_value(cluster) == small_cluster()

    send(owner, "publish", {"number": "2"})

    assert card().state == State.PUBLISHED
    assert cluster_value(cluster).demand[0].job == "Сварщик труб"
    assert list(LogEntry.objects.filter(user=owner.user).values_list("action", flat=True)) == [
        "document.published",
        "document.saved",
    ]


def test_saving_without_a_change_makes_no_version(owner):
    send(owner, data=form())

    assert card().latest.number == 1


def test_a_wrong_form_saves_nothing_keeps_the_draft_and_says_what_is_wrong(owner):
    response = send(owner, data=form(job="", r0_text="Новый текст"))

    assert response.status_code == 400 and "Name the job." in response.text and "Новый текст" in response.text
    assert card().latest.number == 1
    assert Draft.objects.get(author=owner.user).fields["requirements"][0]["text"] == "Новый текст"


def test_two_people_at_once_nothing_is_overwritten_in_silence(owner, signed_in, cluster):
    methodist = signed_in(Role.METHODIST, cluster=cluster, organisation="base")
    send(methodist, data=form(job="Первый сохранил"))

    response = send(owner, data=form(job="Второй не видел"))

    assert response.status_code == 409 and "Второй не видел" in response.text
    assert card().title == "Первый сохранил" and card().latest.number == 2
    assert Draft.objects.get(author=owner.user).fields["job"] == "Второй не видел"

    assert 'name="mine_on" value="2"' in response.text
    send(owner, data=form(job="Второй не видел", mine_on="2"))
    assert card().latest.number == 3 and card().latest.parent.number == 2


def test_a_new_card_gets_a_free_key_of_its_employer(owner, cluster):
    data = form(based_on="0")

    for _ in range(2):
        owner.post(reverse("demand:new", kwargs={"cluster": "small"}), data)

    keys = set(VersionedDocument.objects.filter(kind="demand_card").values_list("key", flat=True))
    assert keys == {"card-turbines", "card-valves", "turbines-01", "turbines-02"}
    assert all(d.published is None for d in VersionedDocument.objects.filter(key__startswith="turbines-"))


def test_an_employer_cannot_write_in_the_name_of_another(owner, cluster):
    response = owner.post(reverse("demand:new", kwargs={"cluster": "small"}), form(employer="valves", based_on="0"))

    assert response.status_code == 400 and "Choose the employer." in response.text


# --- drafts ---


def test_what_is_typed_is_kept_and_comes_back(owner):
    answer = owner.post(reverse("demand:draft", kwargs={"cluster": "small"}), form(key="card-turbines", job="Набрано"))

    assert answer.status_code == 200 and answer.json()["said"].startswith("Draft kept")
    assert "Набрано" in owner.get(reverse("demand:edit", kwargs=CARD)).text
    assert card().title == TURBINES_CARD.job


def test_a_draft_is_seen_by_its_author_only_and_thrown_away_on_request(owner, signed_in, cluster):
    methodist = signed_in(Role.METHODIST, cluster=cluster, organisation="base")
    owner.post(reverse("demand:draft", kwargs={"cluster": "small"}), form(key="card-turbines", job="Набрано"))

    assert "Набрано" not in methodist.get(reverse("demand:edit", kwargs=CARD)).text
    owner.post(reverse("demand:discard", kwargs={"cluster": "small"}), {"key": "card-turbines"})
    assert not Draft.objects.exists()


def test_a_draft_of_somebody_elses_card_is_refused(partner):
    answer = partner.post(reverse("demand:draft", kwargs={"cluster": "small"}), form(key="card-turbines"))

    assert answer.status_code == 404 and not Draft.objects.exists()


def test_saving_forgets_the_draft(owner):
    owner.post(reverse("demand:draft", kwargs={"cluster": "small"}), form(key="card-turbines", job="Набрано"))

    send(owner, data=form(job="Сохранено"))

    assert not Draft.objects.exists()


# --- versions ---


def test_versions_are_compared_line_by_line(owner):
    send(owner, data=form(r0_text="Варить трубы низкого давления", people_2028="7"))

    page = owner.get(reverse("demand:versions", kwargs=CARD))

    changed = {line.label for line in page.context["compared"] if line.change != "same"}
    assert changed == {"Requirement 1", "People in 2028"}
    assert "<del>высокого</del>" in page.text and "<ins>низкого</ins>" in page.text


def test_an_earlier_version_is_read_and_taken_up_again(owner):
    send(owner, data=form(job="Другая"))

    assert "Сварщик ёмкостей" in owner.get(reverse("demand:detail", kwargs=CARD) + "?version=1").text
    send(owner, "restore", {"number": "1"})
    assert (card().title, card().latest.number) == ("Сварщик ёмкостей", 3)


@pytest.mark.parametrize("number", ["0", "9", "-1", "x", "", "99999999999999999999"])
def test_a_version_that_is_not_there_is_not_found(owner, number):
    url = reverse("demand:detail", kwargs=CARD)

    assert owner.get(url, {"version": number}).status_code == 404
    assert send(owner, "publish", {"number": number}).status_code == 404


# --- withdrawing ---


def test_a_withdrawn_card_leaves_planning_and_comes_back(owner, cluster):
    send(owner, "withdraw")
    assert [c.key for c in cluster_value(cluster).demand] == ["card-valves"]

    send(owner, "withdraw", {"back": "1"})
    assert cluster_value(cluster) == small_cluster()


# --- who sees what ---


@pytest.mark.parametrize("name", ["detail", "versions", "edit"])
def test_a_partner_cannot_open_a_card_of_another_employer(partner, name):
    assert partner.get(reverse(f"demand:{name}", kwargs=CARD)).status_code == 404


@pytest.mark.parametrize("name", ["edit", "publish", "restore", "withdraw"])
def test_a_partner_cannot_change_a_card_of_another_employer(partner, name):
    assert send(partner, name, form(number="1")).status_code == 404
    assert card().latest.number == 1 and not card().withdrawn


@pytest.mark.parametrize("role", [Role.DEPUTY_DIRECTOR, Role.FINANCE_OFFICER, Role.MINISTRY_OFFICIAL])
def test_those_who_only_read_cannot_change(signed_in, cluster, role):
    reader = signed_in(role, cluster=cluster, organisation="base")

    assert reader.get(reverse("demand:detail", kwargs=CARD)).status_code == 200
    for name in ("edit", "publish", "restore", "withdraw"):
        assert send(reader, name, form(number="1")).status_code == 403


SECRETS = ("ТАЙНОЕ", "Сварщик ёмкостей", "Заметка завода турбин", "Источник питания 400")


@pytest.mark.parametrize(
    "url",
    [
        "/c/small/demand/",
        "/c/small/demand/?q=тайное",
        "/c/small/demand/?employer=turbines",
        "/c/small/search/?q=тайное",
        "/c/small/standards/",
        "/c/small/standards/edition/99.002@12н-2024-02-01/",
        "/c/small/cluster/",
        "/c/small/",
    ],
)
def test_no_page_tells_a_partner_what_another_employer_asks_for(partner, owner, url):
    shown = partner.get(url)

    assert shown.status_code == 200
    assert not [secret for secret in SECRETS if secret in shown.text]


def test_the_same_pages_tell_the_owner(owner):
    assert "Сварщик ёмкостей" in owner.get("/c/small/demand/").text
    assert "Сварщик ёмкостей" in owner.get("/c/small/standards/edition/99.002@12н-2024-02-01/").text


def test_figures_of_a_single_other_employer_are_hidden(partner, cluster):
    picture = demand_picture(cluster, partner.user)

    assert picture.others.hidden
    text = partner.get("/c/small/demand/").text
    assert "Hidden" in text and ">10<" not in text and "10 people" not in text


def test_figures_of_several_other_employers_are_summed_up(signed_in, cluster):
    college_like = signed_in(Role.EMPLOYER, cluster=cluster, organisation="base")

    picture = demand_picture(cluster, college_like.user)

    assert picture.rows == [] and not picture.others.hidden
    assert (picture.others.cards, picture.others.total, picture.others.people) == (2, 13, {2028: 9, 2029: 4})


def test_sums_count_what_is_published_not_what_an_employer_still_writes(owner, signed_in, cluster):
    send(owner, data=form(people_2028="600"))
    other = signed_in(Role.EMPLOYER, cluster=cluster, organisation="base")

    assert demand_picture(cluster, other.user).others.people[2028] == 9


def test_a_filter_answers_no_questions_about_cards_one_may_not_read(signed_in, cluster):
    other = signed_in(Role.EMPLOYER, cluster=cluster, organisation="base")

    assert demand_picture(cluster, other.user, text="тайное").others.cards == 0
    assert demand_picture(cluster, other.user, employer="turbines").others.cards == 0


# --- list, suggestions, today ---


@pytest.mark.parametrize("text", ["СВАРЩИК ЕМКОСТЕЙ", "тайное", "источник", "завод турбин"])
def test_cards_are_found_whatever_the_letter_case_and_yo(signed_in, cluster, text):
    methodist = signed_in(Role.METHODIST, cluster=cluster, organisation="base")

    picture = demand_picture(cluster, methodist.user, text=text)

    assert [r.document.key for r in picture.rows] == ["card-turbines"]


def test_the_list_asked_by_a_part_of_the_page_is_a_part(owner):
    answer = owner.get("/c/small/demand/", headers={"HX-Request": "true"})

    assert "<html" not in answer.text and "Сварщик ёмкостей" in answer.text


def test_a_text_gets_work_functions_best_first_with_a_reason(owner):
    answer = owner.get("/c/small/demand/suggest/", {"text": "Дуговая сварка труб вручную"})

    assert answer.context["suggestions"][0].found.reference == "99.002/A/01.2"
    assert 'data-add-function="99.002/A/01.2"' in answer.text


@pytest.mark.parametrize("text", ["", "а", "!!!", "x" * 5000, "<script>alert(1)</script>"])
def test_odd_texts_get_no_suggestions_and_no_fault(owner, text):
    answer = owner.get("/c/small/demand/suggest/", {"text": text})

    assert answer.status_code == 200 and "<script>" not in answer.text


def test_today_says_what_waits(owner):
    owner.post(reverse("demand:draft", kwargs={"cluster": "small"}), form(key="card-turbines", job="Набрано"))
    assert "Finish the card “Набрано”" in owner.get("/c/small/").text

    send(owner, data=form(job="Сохранено"))
    assert "Publish the card “Сохранено”" in owner.get("/c/small/").text


def test_texts_of_a_card_are_never_read_as_markup(owner):
    send(owner, data=form(r0_text="<img src=x onerror=alert(1)>", job="<b>x</b>", note="{{ 7 }}"))

    for page in (reverse("demand:detail", kwargs=CARD), reverse("demand:edit", kwargs=CARD), "/c/small/demand/"):
        text = owner.get(page).text
        assert "<img src=x" not in text and "<b>x</b>" not in text


def test_a_requirement_shows_what_planned_programmes_make_of_it(owner, monkeypatch):
    from remeslo.web.apps.demand import answers

    def told(cluster, key):
        return {1: [answers.Answer("Сварщик", "covered", "/there/")]} if key == "card-turbines" else {}

    monkeypatch.setattr(answers, "import_string", lambda _path: told)

    page = owner.get(reverse("demand:detail", kwargs=CARD))

    assert 'href="/there/"' in page.text and "covered by the state standard" in page.text
    assert "no planned programme answers it" in page.text  # the second requirement
