"""A new edition of a state standard on the pages: reviewed link by link, applied as a whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from tests.web.conftest import STATE
from tests.web.revision.conftest import NOW
from tests.web.revision.test_pages import items, newest, standing, url

from remeslo.core.competence.revision import Decision, LinkKind
from remeslo.core.competence.statestandard import StateStandard
from remeslo.web.apps.common.models import DocumentVersion
from remeslo.web.apps.revision.models import Review


def reissued() -> StateStandard:
    """The competence under another code, with another title; a minimum of practice."""
    activity = STATE.activities[0]
    welding = replace(activity.competences[0], code="ПК 1.2", title="Выполнять ручную дуговую сварку")
    return replace(
        STATE,
        order_number="900",
        approved=date(2026, 8, 1),
        activities=(replace(activity, competences=(welding,)),),
        min_practice=STATE.min_practice + 36,
    )


@pytest.fixture
def state_review(planned: Any, methodist: Client, cluster: Any) -> Review:
    """The review of the programme against the new edition, opened from the list."""
    from remeslo.web.apps.common.services.documents import save_version
    from remeslo.web.apps.registry.contents import state_standard_content

    save_version(cluster, state_standard_content(reissued()), by=None, at=NOW, publish=True)
    given = {"programme": "welder", "old": STATE.edition, "new": reissued().edition}
    assert methodist.post(reverse("revision:open", kwargs={"cluster": cluster.key}), given).status_code == 302
    return Review.objects.get()


def decide_all(review: Review, methodist: Client) -> None:
    methodist.post(url("many", review), {"decision": "suggested"})
    for item in items(review):
        if item.suggestion.decision is Decision.CHOOSE:
            given = {"link": item.link.key, "decision": "carry" if item.new else "drop"}
            methodist.post(url("decide", review), given)


def test_list_names_the_new_edition_and_review_shows_both_wordings(state_review: Review, methodist: Client) -> None:
    listed = methodist.get(url("list")).content.decode()
    page = methodist.get(url("review", state_review)).content.decode()

    assert reissued().edition in listed
    assert page.count("data-line") == len(items(state_review)) > 3
    assert "<ins>" in page and "ручную" in page
    kinds = {i.link.kind for i in items(state_review)}
    assert {LinkKind.EDITION, LinkKind.COMPETENCE, LinkKind.OUTCOME, LinkKind.ANSWER} <= kinds
    assert "min/practice" in page  # nothing rests on it yet, and it obliges all the same


def test_plan_of_before_stays_on_its_edition_and_a_new_one_takes_the_edition_in_force(
    state_review: Review, cluster: Any
) -> None:
    from remeslo.core.line.design import designer
    from remeslo.web.apps.registry.snapshot import cluster_value
    from remeslo.web.apps.revision import queries

    opened = queries.opened(queries.review_of(cluster, state_review.pk))  # type: ignore[arg-type]
    value = cluster_value(cluster)
    now = designer(value).design(value.programmes[0]).design

    assert opened.outcome.design is not None and now is not None
    assert opened.outcome.design.state_edition == STATE.edition
    assert now.state_edition == (reissued().edition if value.day >= date(2026, 8, 1) else STATE.edition)


def test_nothing_is_saved_while_a_link_waits(state_review: Review, methodist: Client) -> None:
    versions = DocumentVersion.objects.count()
    shown = methodist.get(url("apply", state_review))

    refused = methodist.post(url("apply", state_review), {"seen": shown.context["mark"]})

    assert "revision.state_waits" in [f.code for f in shown.context["preview"].findings]
    assert 'name="seen"' not in shown.content.decode()
    assert refused.status_code == 409
    assert DocumentVersion.objects.count() == versions


def test_all_decided_makes_a_draft_on_the_new_edition_and_leaves_the_old_version(
    state_review: Review, methodist: Client
) -> None:
    before = list(DocumentVersion.objects.order_by("pk").values_list("pk", "sha256", "body"))
    decide_all(state_review, methodist)
    assert set(standing(state_review)) == {i.link.key for i in items(state_review)}
    mark = methodist.get(url("apply", state_review)).context["mark"]

    methodist.post(url("apply", state_review), {"seen": mark})

    state_review.refresh_from_db()
    assert state_review.result is not None
    assert state_review.result.body["state_standard"] == reissued().edition
    assert list(DocumentVersion.objects.order_by("pk").values_list("pk", "sha256", "body"))[: len(before)] == before
    assert methodist.get(url("review", state_review)).status_code == 200
    assert reissued().edition not in methodist.get(url("list")).content.decode()


def test_edition_is_not_dropped_and_codes_with_blanks_are_chosen(state_review: Review, methodist: Client) -> None:
    edition = next(i.link.key for i in items(state_review) if i.link.kind is LinkKind.EDITION)
    competence = next(i.link.key for i in items(state_review) if i.link.kind is LinkKind.COMPETENCE)

    dropped = methodist.post(url("decide", state_review), {"link": edition, "decision": "drop"})
    chosen = methodist.post(url("decide", state_review), {"link": competence, "decision": "choose", "other": "пк 1.2"})

    assert (dropped.status_code, chosen.status_code) == (409, 302)
    assert newest(edition) == 0
    assert standing(state_review) == {competence: "choose"}


def test_workbook_of_a_state_standard_comes_back(state_review: Review, methodist: Client) -> None:
    book = load_workbook(BytesIO(methodist.get(url("workbook", state_review)).content))
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    rows = {sheet.cell(n, columns["Link (do not change)"]).value: n for n in range(2, sheet.max_row + 1)}
    competence = next(i.link.key for i in items(state_review) if i.link.kind is LinkKind.COMPETENCE)
    sheet.cell(rows[competence], columns["Decision"]).value = "choose"
    sheet.cell(rows[competence], columns["Chosen (new codes)"]).value = "ПК 1.2"
    filled = BytesIO()
    book.save(filled)
    filled.seek(0)
    filled.name = "list.xlsx"

    shown = methodist.post(url("sheet", state_review), {"file": filled})

    assert shown.context["findings_list"] == []
    assert [r.said.targets for r in shown.context["new"]] == [(f"{reissued().edition}:ПК 1.2",)]


def test_day_s_list_leads_the_methodist_to_the_review_until_it_is_applied(
    state_review: Review, methodist: Client, cluster: Any
) -> None:
    from remeslo.web.apps.common.models import User
    from remeslo.web.apps.revision.work import today_items

    user = User.objects.get(pk=methodist.session["_auth_user_id"])
    others = [url("list")]  # the occupational standard of these tests is re-issued too
    assert [i.url for i in today_items(cluster, user)] == [*others, url("review", state_review)]

    decide_all(state_review, methodist)
    methodist.post(url("apply", state_review), {"seen": methodist.get(url("apply", state_review)).context["mark"]})

    assert [i.url for i in today_items(cluster, User.objects.get(pk=user.pk))] == others


def test_page_of_a_state_standard_leads_to_the_programmes_it_touches(state_review: Review, methodist: Client) -> None:
    page = methodist.get(
        reverse("frameworks:state", kwargs={"cluster": "small", "key": reissued().edition})
    ).content.decode()

    assert url("list") in page
