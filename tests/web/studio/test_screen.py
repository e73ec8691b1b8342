"""The screen of the table: gestures told before they are made, made, contested, taken back; nobody's words leak."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.studio.sitting import TURBINES_1, fresh, in_force

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

HERE = "/c/small/studio/welder/"


def signed_in(client: Client, user: Any) -> Client:
    client.force_login(user)
    return client


def ask(client: Client, base: int = 0, **fields: str) -> HttpResponse:
    return client.post(f"{HERE}preview/", {**fields, "base": str(base)})


def make(client: Client, base: int = 0, **fields: str) -> Any:
    """A gesture looked at and then made."""
    shown = ask(client, base, **fields)
    assert shown.status_code == 200, shown.content.decode()
    changes = json.dumps(shown_changes(shown))
    return client.post(f"{HERE}change/", {"changes": changes, "key": f"{fields}{base}"[:60], "note": ""}).json()


def shown_changes(shown: HttpResponse) -> Any:
    from lxml import html

    (field,) = html.fromstring(shown.content.decode()).xpath("//input[@data-changes]")
    return json.loads(field.get("value"))


def test_the_table_shows_three_columns_to_the_methodist(client, table, methodist):
    page = signed_in(client, methodist).get(HERE).content.decode()

    for part in ("list-demand", "list-lines", "list-competences", "studio-hours", "fig-term", "fig-coverage"):
        assert f'id="{part}"' in page


def test_a_gesture_is_told_and_changes_nothing_until_it_is_made(client, table, methodist):
    signed_in(client, methodist)
    shown = ask(client, act="own", what=TURBINES_1)

    assert shown.status_code == 200 and in_force(table) == {}
    assert shown_changes(shown) == [{"place": TURBINES_1, "value": {"decision": "own"}, "seen": 0}]

    told = make(client, act="own", what=TURBINES_1)
    assert in_force(table) == {TURBINES_1: {"decision": "own"}} and told["base"] == 1


def test_undo_brings_back_what_stood_before(client, table, methodist):
    signed_in(client, methodist)
    base = make(client, act="own", what=TURBINES_1)["base"]

    make(client, base, act="undo")

    assert in_force(table) == {}


def test_two_who_did_not_see_each_other_are_both_shown_both_values(client, table, methodist, turbines):
    make(signed_in(client, turbines), act="own", what=TURBINES_1)
    said = make(signed_in(client, methodist), act="drop", what=TURBINES_1)

    for user in (methodist, turbines):
        page = signed_in(client, user).get(HERE).content.decode()
        assert page.count('class="contested"') >= 1
    assert "contested" in said["html"]

    make(signed_in(client, turbines), 2, act="choose", what=TURBINES_1, number="1")
    assert in_force(table) == {TURBINES_1: {"decision": "own"}}


def test_polling_says_nothing_when_nothing_is_new_and_all_when_something_is(client, table, methodist, turbines):
    signed_in(client, methodist)
    stamp = client.get(HERE).context["stamp"]
    assert client.get(f"{HERE}since/", {"stamp": stamp, "base": "0"}).status_code == 204

    make(signed_in(client, turbines), act="own", what=TURBINES_1)
    told = signed_in(client, methodist).get(f"{HERE}since/", {"stamp": stamp, "base": "0"}).json()
    assert told["base"] == 1 and "Турбины" in told["said"]


def test_another_employers_words_are_nowhere_on_the_page(client, table, turbines, valves, cluster):
    from tests.web.conftest import TURBINES_CARD, VALVES_CARD

    page = signed_in(client, valves).get(HERE).content.decode()

    mine, others = VALVES_CARD.requirements[0].text, TURBINES_CARD.requirements[0].text
    assert mine in page or not mine
    assert others and others not in page


@pytest.mark.parametrize("path", ["", "proposals/", "history/", "compare/", "signing/"])
def test_a_stranger_finds_no_page(client, table, stranger, path):
    assert signed_in(client, stranger).get(HERE + path).status_code == 404


@pytest.mark.parametrize("path", ["proposals/", "history/", "compare/", "signing/"])
def test_the_parts_of_a_table_open(client, table, methodist, path):
    assert signed_in(client, methodist).get(HERE + path).status_code == 200


@pytest.mark.parametrize(
    "fields",
    [
        {"act": "nonsense"},
        {"act": "own", "what": "request:nothing/1"},
        {"act": "hours", "what": "element:МДК.01.01", "hours": "-5"},
        {"act": "put", "what": TURBINES_1, "onto": "moon:1"},
        {"act": "choose", "what": "hours:X", "number": "1"},
    ],
    ids=["act", "request", "hours", "target", "number"],
)
def test_rubbish_is_refused_in_words(client, table, methodist, fields):
    assert ask(signed_in(client, methodist), **fields).status_code == 409
    assert in_force(table) == {}


@pytest.mark.parametrize("changes", ["", "[]x", "[1]", '[{"place": "moon:1", "value": null, "seen": 0}]'])
def test_changes_that_no_page_sends_are_not_found(client, table, methodist, changes):
    assert signed_in(client, methodist).post(f"{HERE}change/", {"changes": changes}).status_code == 404


def test_a_new_programme_takes_what_its_standard_suggests_and_the_cards_chosen(client, cluster, methodist):
    from remeslo.web.apps.common.models import VersionedDocument
    from remeslo.web.apps.studio.founding import ground

    signed_in(client, methodist)
    known = ground(cluster)
    (state,) = known.states.values()
    fields = {"state_standard": state.code, "base": "ooo", "title": "Новая", "norms": known.norms_for(state)}

    answer = client.post("/c/small/studio/new/", fields)

    assert answer.status_code == 302, answer.context and answer.context["problems"]
    made = VersionedDocument.objects.get(cluster=cluster, kind="outline", title="Новая")
    assert made.published_id == made.latest_id and answer["Location"].endswith(f"/studio/{made.key}/")


def test_a_disagreement_is_said_and_settled_with_a_reason(client, table, methodist, turbines):
    from remeslo.web.apps.studio.models import Remark

    said = {"about": TURBINES_1, "text": "Мало часов", "kind": "disagreement"}
    signed_in(client, turbines).post(f"{HERE}remark/", said)
    (remark,) = Remark.objects.filter(table=fresh(table))
    settle = f"{HERE}settle/{remark.pk}/"

    assert signed_in(client, methodist).post(settle).status_code == 409
    assert client.post(settle, {"note": "добавили"}).status_code == 200
    remark.refresh_from_db()
    assert remark.settled_note == "добавили"


@pytest.mark.parametrize("act", ["choose", "refuse", "drop", "own"])
def test_a_preview_tells_nothing_of_what_another_employer_asks_for(client, table, methodist, valves, act):
    make(signed_in(client, methodist), act="own", what=TURBINES_1)

    answer = ask(signed_in(client, valves), 1, act=act, what=TURBINES_1, number="1")

    assert answer.status_code == 409
    assert "data-changes" not in answer.content.decode()


def test_accepting_all_that_is_sure_takes_an_employers_own_requests_alone(client, table, methodist, valves):
    from tests.web.conftest import VALVES_CARD

    answer = ask(signed_in(client, valves), act="accept_all", least="0")

    if answer.status_code == 200:
        places = [c["place"] for c in shown_changes(answer)]
        assert places and all(f":{VALVES_CARD.key}/" in p for p in places)
    everybody = shown_changes(ask(signed_in(client, methodist), act="accept_all", least="0"))
    assert any(":" + TURBINES_1.partition(":")[2] in c["place"] for c in everybody)


@pytest.mark.parametrize("seen", ["-1", "1e999", "3000000000", "[[[[", '"x"', "1.5"])
def test_a_change_with_a_number_that_no_page_sends_is_not_found(client, table, methodist, seen):
    changes = f'[{{"place": "{TURBINES_1}", "value": null, "seen": {seen}}}]'

    answer = signed_in(client, methodist).post(f"{HERE}change/", {"changes": changes, "key": "k"})

    assert answer.status_code == 404


def test_a_note_with_nul_is_kept_without_it(client, table, methodist):
    signed_in(client, methodist)
    changes = json.dumps([{"place": TURBINES_1, "value": {"decision": "own"}, "seen": 0}])

    answer = client.post(f"{HERE}change/", {"changes": changes, "key": "a\0b", "note": "по\0тому"})

    assert answer.status_code == 200
    assert table.changes.get().note == "потому"


def test_the_methodist_names_another_head_and_others_may_not(client, table, methodist, valves, cluster):
    from remeslo.web.apps.studio.queries import heads_to_choose

    other = next(m for m in heads_to_choose(cluster) if m.user_id != table.head_id)

    signed_in(client, valves).post(f"{HERE}signing/head/", {"head": str(other.user_id)})
    assert fresh(table).head_id == table.head_id
    signed_in(client, methodist).post(f"{HERE}signing/head/", {"head": str(other.user_id)})
    assert fresh(table).head_id == other.user_id
    assert client.post(f"{HERE}signing/head/", {"head": "0"}).status_code == 404


def test_a_newer_outline_is_taken_over_by_a_button_and_decisions_stay(client, table, methodist):
    from dataclasses import replace

    from remeslo.core.competence.outline import ProgrammeOutline
    from remeslo.web.apps.common.services.documents import save_version
    from remeslo.web.apps.registry.contents import outline_content
    from remeslo.web.apps.registry.values import version_value

    signed_in(client, methodist)
    make(client, act="own", what=TURBINES_1)
    outline = version_value(table.document.latest)
    assert isinstance(outline, ProgrammeOutline)
    save_version(table.cluster, outline_content(replace(outline, note="иначе")), by=methodist)
    take = "/c/small/studio/welder/signing/newer/"
    assert take in client.get(f"{HERE}signing/").content.decode()

    client.post(take)

    now = fresh(table)
    assert now.base_id == now.document.latest_id
    assert in_force(now) == {TURBINES_1: {"decision": "own"}}
    assert take not in client.get(f"{HERE}signing/").content.decode()


def test_a_disagreement_on_a_line_that_went_stays_in_sight_until_it_is_settled(client, table, methodist):
    from remeslo.web.apps.studio.models import Remark

    said = {"about": "line:own:gone/1", "text": "Эту строку нельзя убирать", "kind": "disagreement"}
    signed_in(client, methodist).post(f"{HERE}remark/", said)
    remark = Remark.objects.get()

    page = client.get(HERE).content.decode()

    assert "Эту строку нельзя убирать" in page
    assert f"/settle/{remark.pk}/" in page


def test_no_card_comes_to_a_table_that_is_being_signed(client, table, methodist):
    from remeslo.web.apps.studio.enums import TableState
    from remeslo.web.apps.studio.models import Table

    Table.objects.filter(pk=table.pk).update(state=TableState.SIGNING)
    before = table.stamp

    answer = signed_in(client, methodist).post("/c/small/studio/welder/bring/", {"cards": ["any"]}, follow=True)

    assert fresh(table).stamp == before
    assert "frozen for signatures" in answer.content.decode() or "заморожен" in answer.content.decode()
