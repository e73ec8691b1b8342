"""Two reviewers of one edition: nobody overwrites what was not seen, and nothing that was typed is lost."""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.web.revision.conftest import NOW
from tests.web.revision.test_pages import items, newest, standing, url

from remeslo.core.competence.revision import Decision, Resolution
from remeslo.web.apps.revision import queries
from remeslo.web.apps.revision.models import LinkDecision, Review
from remeslo.web.apps.revision.services import reviewing
from remeslo.web.apps.revision.services.meanwhile import ChangedMeanwhile, Said


@pytest.fixture
def colleague(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("methodist", cluster=cluster, organisation="base")


def link_of(review: Review, at: int = -1) -> str:
    return items(review)[at].link.key


def test_decision_on_a_link_that_moved_on_is_refused_with_the_others_decision_and_what_was_typed(
    review: Review, methodist: Client, colleague: Client
) -> None:
    link = link_of(review)
    colleague.post(url("decide", review), {"link": link, "decision": "drop", "note": "лишнее", "seen": 0})

    for headers, status in (({}, 409), ({"hx-request": "true"}, 200)):
        answer = methodist.post(
            url("decide", review),
            {"link": link, "decision": "ask", "note": "спросим завод", "other": "A/02.2", "seen": 0},
            headers=headers,
        )

        text = answer.content.decode()
        line = answer.context["line"]
        assert answer.status_code == status
        assert [f.code for f in line.typed.findings] == ["revision.changed_meanwhile"]
        assert line.decided.row.decision == "drop"
        assert "лишнее" in text and 'value="спросим завод"' in text and 'value="A/02.2"' in text
        assert f'name="seen" value="{newest(link)}"' in text
    assert standing(review) == {link: "drop"}


def test_decision_made_again_after_a_look_replaces_the_others(
    review: Review, methodist: Client, colleague: Client
) -> None:
    link = link_of(review)
    colleague.post(url("decide", review), {"link": link, "decision": "drop"})
    refused = methodist.post(url("decide", review), {"link": link, "decision": "ask"})

    again = {"link": link, "decision": "ask", "seen": refused.context["line"].seen}
    assert methodist.post(url("decide", review), again).status_code == 302
    assert standing(review) == {link: "ask"}


def test_decision_that_was_taken_back_meanwhile_has_moved_on_too(
    review: Review, methodist: Client, colleague: Client
) -> None:
    link = link_of(review)
    methodist.post(url("decide", review), {"link": link, "decision": "drop"})
    seen = newest(link)
    colleague.post(url("decide", review), {"link": link, "decision": "back", "seen": seen})

    late = methodist.post(url("decide", review), {"link": link, "decision": "ask", "seen": seen})

    assert late.status_code == 409
    assert standing(review) == {}


def test_taking_back_what_another_decided_meanwhile_is_refused(
    review: Review, methodist: Client, colleague: Client
) -> None:
    link = link_of(review)
    methodist.post(url("decide", review), {"link": link, "decision": "drop"})
    seen = newest(link)
    colleague.post(url("decide", review), {"link": link, "decision": "ask", "seen": seen})

    one = methodist.post(url("decide", review), {"link": link, "decision": "back", "seen": seen})
    many = methodist.post(url("many", review), {"decision": "back", "link": [f"{seen} {link}"]})

    assert (one.status_code, many.status_code) == (409, 409)
    assert standing(review) == {link: "ask"}


def test_button_pressed_twice_is_one_decision(review: Review, methodist: Client) -> None:
    link = link_of(review)
    given = {"link": link, "decision": "drop", "note": "раз", "seen": 0}

    assert [methodist.post(url("decide", review), given).status_code for _ in range(2)] == [302, 302]
    assert LinkDecision.objects.count() == 1


def test_many_decisions_are_all_or_none_and_can_be_made_again_without_the_others(
    review: Review, methodist: Client, colleague: Client
) -> None:
    links = [link_of(review, at) for at in range(3)]
    colleague.post(url("decide", review), {"link": links[1], "decision": "drop"})
    ticked = [f"0 {link}" for link in links]

    refused = methodist.post(url("many", review), {"decision": "ask", "note": "вместе", "link": ticked})

    assert refused.status_code == 409
    assert standing(review) == {links[1]: "drop"}
    assert refused.context["others"] == [ticked[0], ticked[2]]
    assert "вместе" in refused.content.decode()
    given = {"decision": "ask", "note": "вместе", "link": refused.context["others"]}
    methodist.post(url("many", review), given)
    assert standing(review) == {links[0]: "ask", links[1]: "drop", links[2]: "ask"}
    given["link"] = refused.context["every"][1:2]
    methodist.post(url("many", review), given)
    assert set(standing(review).values()) == {"ask"}


def test_suggestions_pass_over_what_others_decided_and_stop_at_what_they_took_back(
    review: Review, methodist: Client, colleague: Client
) -> None:
    first, second = [i.link.key for i in items(review) if i.suggestion.decision is not Decision.CHOOSE][:2]
    colleague.post(url("decide", review), {"link": first, "decision": "ask"})
    mark = methodist.get(url("review", review)).context["mark"]
    colleague.post(url("decide", review), {"link": second, "decision": "drop"})
    colleague.post(url("decide", review), {"link": first, "decision": "back", "seen": newest(first)})

    late = methodist.post(url("many", review), {"decision": "suggested", "seen": mark})
    fresh = methodist.get(url("review", review)).context["mark"]
    methodist.post(url("many", review), {"decision": "suggested", "seen": fresh})

    assert late.status_code == 409
    found = queries.decided(review)
    assert found[second].row.decision == "drop"
    assert first in found


def test_draft_is_not_made_of_decisions_that_the_preview_did_not_show(
    review: Review, methodist: Client, colleague: Client
) -> None:
    mark = methodist.get(url("apply", review)).context["mark"]
    colleague.post(url("decide", review), {"link": link_of(review), "decision": "drop"})

    late = methodist.post(url("apply", review), {"seen": mark})
    review.refresh_from_db()
    assert (late.status_code, review.result) == (409, None)
    methodist.post(url("apply", review), {"seen": late.context["mark"]})

    review.refresh_from_db()
    assert review.result is not None


def test_row_of_a_workbook_that_nobody_touched_does_not_overwrite_a_newer_decision(
    review: Review, methodist: Client, colleague: Client
) -> None:
    link, other = link_of(review, 0), link_of(review, 1)
    methodist.post(url("decide", review), {"link": link, "decision": "drop"})
    book = load_workbook(BytesIO(methodist.get(url("workbook", review)).content))
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(3, columns["Decision"]).value = "ask the employer"
    filled = BytesIO()
    book.save(filled)
    filled.seek(0)
    filled.name = "list.xlsx"
    colleague.post(url("decide", review), {"link": link, "decision": "ask", "seen": newest(link)})

    shown = methodist.post(url("sheet", review), {"file": filled})
    rows = {row.item.link.key: row for row in shown.context["new"]}
    text = shown.content.decode()
    ticked = [row.data for row in shown.context["new"] if not row.moved]
    methodist.post(url("sheet", review), {"confirmed": "1", "resolution": ticked})

    assert (rows[link].moved, rows[other].moved) == (True, False)
    assert text.count("checked>") == 1
    assert standing(review) == {link: "ask", other: "ask"}
    colleague.post(url("decide", review), {"link": link, "decision": "drop", "seen": newest(link)})
    late = methodist.post(url("sheet", review), {"confirmed": "1", "resolution": [rows[link].data]})
    assert [f.code for f in late.context["findings_list"]] == ["revision.changed_meanwhile"]
    assert standing(review)[link] == "drop"


def test_of_interleaved_decisions_none_overwrites_one_that_its_editor_had_not_seen(
    review: Review, methodist: Client, colleague: Client
) -> None:
    """Two editors with views of their own, 200 acts; the oracle is a dictionary a link."""
    from remeslo.web.apps.common.models import User

    editors = list(User.objects.filter(memberships__role="methodist").distinct().order_by("pk"))[:2]
    assert len(editors) == 2
    chance = random.Random(20261123)
    links = [i.link.key for i in items(review)][:5]
    views: list[dict[str, int]] = [{}, {}]
    stands: dict[str, tuple[int, str]] = {}
    refusals = [0, 0]
    for act in range(200):
        who = chance.randrange(2)
        link = chance.choice(links)
        wanted = chance.choice((Decision.DROP, Decision.ASK))
        seen = views[who].get(link, 0)
        said = Said(Resolution(link=link, decision=wanted, note=str(act)), seen)
        expected = stands.get(link, (0, ""))[0] == seen
        try:
            reviewing.decide(review, [said], by=editors[who], at=NOW)
            kept = True
        except ChangedMeanwhile as moved:
            kept = False
            assert moved.links == {link}
            refusals[who] += 1
        assert kept == expected
        if kept:
            stands[link] = (newest(link), str(act))
        if kept or chance.random() < 0.5:
            views[who][link] = newest(link)
    assert {link: (d.row.pk, d.row.note) for link, d in queries.latest(review).items()} == stands
    assert min(refusals) > 5
