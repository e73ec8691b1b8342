"""Pages: who sees what, what an employer never sees, how many queries."""

from datetime import date
from typing import Any

import pytest
from tests.web.dialogue.conftest import NOW, fresh

pytestmark = pytest.mark.django_db
SECRET = "Сварщик ёмкостей"  # the job on the card of the turbine plant


@pytest.fixture
def asked(seated, cluster, manager):
    """The demand of the turbine plant on the agenda, with a remark of the methodists on it."""
    from remeslo.core.line.questions import open_questions
    from remeslo.web.apps.dialogue.services import agenda, talking
    from remeslo.web.apps.dialogue.sources import open_things

    day = date(2026, 11, 23)
    (question,) = [q for q in open_questions(open_things(cluster, on=day), on=day) if q.about == "card:card-turbines"]
    (item,) = agenda.take(seated, [(question, "Запрос без программы")], by=manager, at=NOW)
    talking.say(cluster, item.thread, "ТАЙНОЕ слово о карте", owners=item.owners, by=manager, at=NOW, meeting=seated)
    return fresh(seated)


def pages(number: int, card: str = "card-turbines") -> tuple[str, ...]:
    here = f"/c/small/dialogue/{number}/"
    return (
        "/c/small/dialogue/",
        "/c/small/dialogue/answers/",
        f"/c/small/dialogue/answers/{card}/",
        "/c/small/dialogue/decisions/",
        "/c/small/dialogue/thread/?about=card:card-turbines",
        here,
        f"{here}people/",
        f"{here}votes/",
        f"{here}minutes/",
    )


def opened(client: Any, user: Any) -> Any:
    client.force_login(user)
    return client


@pytest.mark.parametrize("language", ("ru", "en"))
def test_pages_open_for_who_runs_the_dialogue(client, going_on, manager, language):
    opened(client, manager)
    client.cookies["django_language"] = language

    statuses = {p: client.get(p).status_code for p in (*pages(going_on.number), "/c/small/dialogue/new/")}

    assert set(statuses.values()) == {200}, statuses
    assert client.get(f"/c/small/dialogue/{going_on.number}/agenda/").status_code == 200
    assert client.get(f"/c/small/dialogue/{going_on.number}/edit/").status_code == 200


def test_another_employer_reads_nothing_of_a_card_on_any_page(client, asked, manager, turbines, valves, going_on):
    seen = {}
    for user in (valves, turbines, manager):
        opened(client, user)
        texts = [client.get(p).content.decode() for p in pages(asked.number)]
        seen[user.name or user.username] = [sum(word in t for t in texts) for word in (SECRET, "ТАЙНОЕ")]

    assert seen["Арматура"] == [0, 0]
    assert all(n > 0 for n in seen["Турбины"])
    assert all(n > 0 for n in seen["Руководитель"])


def test_answer_of_another_employers_card_is_not_found(client, asked, valves):
    assert opened(client, valves).get("/c/small/dialogue/answers/card-turbines/").status_code == 404


def test_another_employer_says_nothing_about_a_card(asked, cluster, valves):
    from remeslo.web.apps.dialogue.services import talking
    from remeslo.web.apps.dialogue.services.acting import NotYours

    item = asked.items.get(about="card:card-turbines")

    with pytest.raises(NotYours):
        talking.say(cluster, item.thread, "Слово", owners=item.owners, by=valves, at=NOW)


def test_agenda_to_choose_from_is_for_editors_only(client, going_on, turbines, deputy):
    for user in (turbines, deputy):
        assert opened(client, user).get(f"/c/small/dialogue/{going_on.number}/agenda/").status_code == 403
        assert client.post(f"/c/small/dialogue/{going_on.number}/agenda/change/", {"do": "take"}).status_code == 403


def test_draft_is_seen_by_who_prepares_it(client, meeting, manager, turbines):
    address = f"/c/small/dialogue/{meeting.number}/"

    assert opened(client, turbines).get(address).status_code == 404
    assert opened(client, manager).get(address).status_code == 200


def test_stranger_finds_nothing(client, going_on, person):
    opened(client, person(name="Чужой"))

    assert {client.get(p).status_code for p in pages(going_on.number)} == {404}


def test_live_votes_answer_nothing_until_something_is_new(client, going_on, turbines, manager):
    from remeslo.web.apps.dialogue.services import voting

    opened(client, turbines)
    address = f"/c/small/dialogue/{going_on.number}/votes/live/?stamp={fresh(going_on).stamp}"
    assert client.get(address).status_code == 204

    voting.put(going_on, "Новое предложение", item_id=None, by=manager, at=NOW)

    answer = client.get(address)
    assert answer.status_code == 200 and "Новое предложение" in answer.content.decode()


def test_today_shows_the_invitation_then_the_vote_then_the_minutes(client, seated, manager, deputy, turbines, cluster):
    from remeslo.web.apps.dialogue.enums import Opinion
    from remeslo.web.apps.dialogue.services import meetings, minuting, voting
    from remeslo.web.apps.dialogue.work import today_items

    def waits(user: Any) -> list[str]:
        return [i.url.rstrip("/").rpartition("/")[2] for i in today_items(cluster, user)]

    meetings.call(seated, by=manager)
    assert waits(turbines) == [str(seated.number)]
    meetings.open_meeting(seated, by=manager)
    voting.put(seated, "Предложение", item_id=None, by=manager, at=NOW)
    voting.open_vote(seated, 1, by=manager)
    assert waits(turbines) == ["votes"]
    voting.vote(seated, 1, Opinion.AGAINST, by=turbines, at=NOW)
    assert waits(turbines) == []
    voting.close_vote(seated, 1, by=manager, at=NOW)
    meetings.close_meeting(seated, by=manager)
    minuting.fix(seated, by=manager, at=NOW)
    assert (waits(deputy), waits(manager), waits(turbines)) == (["minutes"], ["minutes"], [])


@pytest.mark.parametrize("more", (0, 6))
@pytest.mark.parametrize(
    ("page", "queries"),
    (("", 13), ("people/", 9), ("votes/", 15), ("minutes/", 12)),
)
def test_pages_of_a_meeting_take_a_fixed_number_of_queries(
    client, going_on, cluster, manager, turbines, page, queries, more, django_assert_num_queries
):
    from remeslo.web.apps.dialogue.enums import Opinion
    from remeslo.web.apps.dialogue.services import agenda, deciding, talking, voting

    for n in range(1 + more):
        item = agenda.add_own(going_on, f"Вопрос {n}", "", by=manager, at=NOW)
        remark = talking.say(cluster, item.thread, "Слово", owners=(), by=turbines, at=NOW, meeting=going_on)
        talking.edit(cluster, remark.pk, "Другое", by=turbines, at=NOW)
        voting.put(going_on, f"Предложение {n}", item_id=item.pk, by=turbines, at=NOW)
        voting.open_vote(going_on, n + 1, by=manager)
        voting.vote(going_on, n + 1, Opinion.FOR, by=turbines, at=NOW)
        owner = cluster.organisations.get(key="base")
        wanted = deciding.Wanted(text=f"Решение {n}", owner=owner, due=date(2027, 1, 1), item=item.pk)
        deciding.decide(going_on, wanted, by=manager, at=NOW)
    opened(client, manager)
    address = f"/c/small/dialogue/{going_on.number}/{page}"
    client.get(address)

    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200
