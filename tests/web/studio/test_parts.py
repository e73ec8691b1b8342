"""What comes to the page when it is opened: menus, the sheet of all that waits, estimates of hours with reasons."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from lxml import html
from tests.web.conftest import TURBINES_CARD, VALVES_CARD
from tests.web.studio.sitting import DROPPED, OWN, TURBINES_1, TURBINES_2, VALVES_1, in_force, rule

HERE = "/c/small/studio/welder/"
FUNCTION = "99.002@12н-2024-02-01:A/01.2"
LINE = f"line:{FUNCTION}"
COURSE = "МДК.01.01"


def sheet(client: Any) -> Any:
    return html.fromstring(client.get(f"{HERE}sheet/").content.decode())


def review(client: Any, choices: Any, base: int = 0) -> Any:
    """The sheet's choices looked at; the answer."""
    text = choices if isinstance(choices, str) else json.dumps(choices)
    return client.post(f"{HERE}preview/", {"act": "review", "choices": text, "base": str(base)})


def make(client: Any, shown: Any) -> Any:
    assert shown.status_code == 200, shown.content.decode()
    (field,) = html.fromstring(shown.content.decode()).xpath("//input[@data-changes]")
    return client.post(f"{HERE}change/", {"changes": field.get("value"), "key": "sheet", "note": ""}).json()


def test_the_sheet_has_each_request_that_waits_once_and_none_that_was_ruled(client, table, methodist):
    rule(table, methodist, TURBINES_1, OWN)
    client.force_login(methodist)

    names = [s.get("name") for s in sheet(client).xpath("//select")]

    assert len(names) == len(set(names))
    every = {f"{c.key}/{r.number}" for c in (TURBINES_CARD, VALVES_CARD) for r in c.requirements}
    assert set(names) == every - {TURBINES_1.partition(":")[2]}


def test_the_sheet_of_an_employer_has_the_own_requests_alone(client, table, valves):
    client.force_login(valves)

    page = sheet(client)

    assert {s.get("name").partition("/")[0] for s in page.xpath("//select")} == {VALVES_CARD.key}
    assert TURBINES_CARD.requirements[0].text not in page.text_content()


def test_who_can_but_propose_has_a_sheet_that_can_be_proposed_and_not_made(client, table, cluster, person):
    client.force_login(person("deputy_director", cluster=cluster, organisation="base"))
    names = [s.get("name") for s in sheet(client).xpath("//select")]

    shown = review(client, {names[0]: "own"}).content.decode()

    assert len(names) == sum(len(c.requirements) for c in (TURBINES_CARD, VALVES_CARD))
    assert "data-collect" in shown and "data-apply" not in shown


def test_a_whole_sheet_is_one_bundle(client, table, methodist):
    client.force_login(methodist)
    choices = {
        TURBINES_1.partition(":")[2]: f"accept:{FUNCTION}",
        TURBINES_2.partition(":")[2]: "own",
        VALVES_1.partition(":")[2]: "drop",
    }

    make(client, review(client, choices))

    assert in_force(table) == {
        TURBINES_1: {"decision": "accepted", "functions": [FUNCTION]},
        TURBINES_2: OWN,
        VALVES_1: DROPPED,
    }


def test_what_somebody_ruled_while_the_sheet_was_open_stands_contested_and_what_is_the_same_does_not(
    client, table, methodist, turbines
):
    client.force_login(methodist)
    rule(table, turbines, TURBINES_1, OWN)
    rule(table, turbines, TURBINES_2, OWN)

    told = make(
        client, review(client, {k.partition(":")[2]: "drop" for k in (TURBINES_1,)} | {"card-turbines/2": "own"})
    )

    assert "Contested" in told["said"] or "Спорно" in told["said"]
    assert in_force(table) == {TURBINES_1: OWN, TURBINES_2: OWN}
    assert table.changes.count() == 3


@pytest.mark.parametrize(
    "choices",
    ["", "[1]", "{", '{"card-turbines/1": 5}', '{"card-turbines/1": "moon"}', '{"nobody/1": "own"}', "[" * 100_000],
    ids=["empty", "list", "broken", "number", "word", "request", "deep"],
)
def test_a_sheet_that_no_page_sends_is_refused_in_words(client, table, methodist, choices):
    client.force_login(methodist)

    assert review(client, choices).status_code == 409
    assert in_force(table) == {}


@pytest.mark.parametrize(("what", "word"), [(TURBINES_1, "own"), (LINE, "payer")], ids=["request", "line"])
def test_a_menu_offers_what_can_be_done(client, table, methodist, what, word):
    client.force_login(methodist)

    acts = html.fromstring(client.get(f"{HERE}menu/", {"what": what}).content.decode()).xpath("//button/@data-act")

    assert word in {json.loads(a)["act"] for a in acts}
    assert {json.loads(a)["what"] for a in acts} == {what}


@pytest.mark.parametrize("what", ["", "moon:1", "request:card-turbines/99", "line:nothing", TURBINES_1])
def test_there_is_no_menu_of_what_is_not_there_or_not_to_be_read(client, table, valves, what):
    client.force_login(valves)

    assert client.get(f"{HERE}menu/", {"what": what}).status_code == 404


@pytest.mark.parametrize("path", ["menu/?what=request:card-turbines/1", "sheet/", "why/?what=element:МДК.01.01"])
def test_a_stranger_opens_nothing(client, table, stranger, path):
    client.force_login(stranger)

    assert client.get(HERE + path).status_code == 404


@pytest.fixture
def neighbours(cluster: Any) -> None:
    """A loaded study plan with a course of the same title, and four times as many hours as any course here."""
    from remeslo.core.competence.studyplan import PlanHead, PlanRow, RowKind, StudyPlan
    from remeslo.web.apps.common.services.documents import save_version
    from remeslo.web.apps.registry.contents import study_plan_content

    rows = tuple(
        PlanRow(key=str(n), index=f"Д.0{n}", title=title, kind=RowKind.DISCIPLINE, hours=Decimal(hours))
        for n, (title, hours) in enumerate((("Сварка", 400), ("Сварка труб", 300), ("Литература", 60)), 1)
    )
    plan = StudyPlan(head=PlanHead(code="15.01.05", title="План соседей"), rows=rows)
    save_version(cluster, study_plan_content(plan), by=None, at=datetime(2026, 9, 2, tzinfo=UTC))


@pytest.mark.usefixtures("neighbours")
def test_an_estimate_stands_beside_its_element_with_its_range_and_its_reasons_when_asked(client, table, methodist):
    client.force_login(methodist)
    page = client.get(HERE)

    found = page.context["estimates"][COURSE]
    element = next(e for e in page.context["table"].elements if e.row.index == COURSE)
    (shown,) = html.fromstring(page.content.decode()).xpath(f"//li[@data-ref='{element.ref}']")
    why = client.get(f"{HERE}why/", {"what": element.ref}).content.decode()

    assert str(found.row.estimate.low) in shown.text_content() and str(found.row.estimate.high) in shown.text_content()
    assert "План соседей" in why and "План соседей" not in page.content.decode()
    assert found.take % element.row.step == 0 and found.take >= element.row.least


@pytest.mark.usefixtures("neighbours")
def test_an_estimate_is_taken_over_with_the_reason_and_nothing_is_taken_by_itself(client, table, methodist):
    client.force_login(methodist)
    page = html.fromstring(client.get(HERE).content.decode())
    (button,) = page.xpath(f"//li[@data-ref='element:{COURSE}']//button[@data-focus='take']")
    assert in_force(table) == {}

    shown = client.post(f"{HERE}preview/", {**json.loads(button.get("data-act")), "base": "0"})

    strip = html.fromstring(shown.content.decode())
    (note,) = strip.xpath("//input[@name='note']/@value")
    assert any(c.isdigit() for c in note)
    ((change,),) = (json.loads(v) for v in strip.xpath("//input[@data-changes]/@value"))
    assert change["place"] == f"hours:{COURSE}" and change["value"]["hours"] > 0


def test_without_other_curricula_no_estimate_is_invented(client, table, methodist):
    client.force_login(methodist)

    assert client.get(HERE).context["estimates"] == {}
    assert client.get(f"{HERE}why/", {"what": f"element:{COURSE}"}).status_code == 404


@pytest.mark.parametrize(("who", "reads"), [("turbines", True), ("methodist", True), ("valves", False)])
def test_a_competence_called_by_a_request_alone_is_named_to_who_may_read_it(client, table, who, reads, request):
    client.force_login(request.getfixturevalue(who))

    page = client.get(HERE)

    called = [c.title for c in page.context["table"].competences]
    assert ("ТАЙНОЕ требование завода турбин" in called) == ("ТАЙНОЕ требование" in page.text) == reads
