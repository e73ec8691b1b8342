"""New editions, the review list, decisions, the next version: who may, what it says, what stays."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.db.utils import Error as DatabaseError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from tests.web.conftest import WELDING
from tests.web.revision.conftest import reissued

from remeslo.core.competence.revision import LinkKind
from remeslo.web.apps.common.models import DocumentVersion, LogEntry
from remeslo.web.apps.registry.snapshot import cluster_value
from remeslo.web.apps.revision import queries
from remeslo.web.apps.revision.models import LinkDecision, Review

LIST_QUERIES, REVIEW_QUERIES = 6, 5
OTHER_QUERIES = {"history": 5, "workbook": 5, "sheet": 5}
APPLY_QUERIES = 5
"""Beside those of reading the cluster."""


def url(name: str, review: Any = None, query: str = "") -> str:
    more = {"pk": review.pk} if review is not None else {}
    return reverse(f"revision:{name}", kwargs={"cluster": "small", **more}) + query


def items(review: Review) -> Any:
    found = queries.review_of(review.cluster, review.pk)
    assert found is not None
    return queries.opened(found).list.items


def newest(link: str) -> int:
    return LinkDecision.objects.filter(link=link).order_by("-id").values_list("id", flat=True).first() or 0


def standing(review: Review) -> dict[str, str]:
    return {link: d.row.decision for link, d in queries.decided(review).items()}


# --- doors


def test_pages_of_a_review_are_for_those_who_build_programmes(
    review: Review, methodist: Client, signed_in: Callable[..., Client], cluster: Any
) -> None:
    employer = signed_in("employer", cluster=cluster, organisation="turbines")
    pages = [url(name, review) for name in ("review", "history", "apply", "workbook", "sheet")]

    for page in pages:
        assert methodist.get(page).status_code == 200, page
        assert employer.get(page).status_code == 403, page
        assert signed_in().get(page).status_code == 404, page
    for name in ("decide", "many"):
        assert employer.post(url(name, review), {"link": "x", "decision": "drop"}).status_code == 403
    assert "ТАЙНОЕ" not in methodist.get(pages[0]).content.decode()


def test_review_of_another_cluster_is_not_found(
    review: Review, signed_in: Callable[..., Client], other_cluster: Any
) -> None:
    stranger = signed_in("methodist", cluster=other_cluster, organisation="base")

    assert stranger.get(url("review", review)).status_code == 404
    elsewhere = reverse("revision:review", kwargs={"cluster": "other", "pk": review.pk})
    assert stranger.get(elsewhere).status_code == 404


def test_members_see_which_programmes_a_new_edition_touches(
    planned: Any, signed_in: Callable[..., Client], cluster: Any
) -> None:
    page = signed_in("employer", cluster=cluster, organisation="turbines").get(url("list")).content.decode()

    assert WELDING.edition in page
    assert reissued().edition in page
    assert "Сварщик" in page
    assert '<button class="btn btn-small btn-main">' not in page  # opening is the methodist's


def test_list_and_review_take_the_same_queries_whatever_they_show(
    review: Review, methodist: Client, django_assert_num_queries: Any
) -> None:
    for page, count in ((url("list"), LIST_QUERIES), (url("review", review), REVIEW_QUERIES)):
        methodist.get(page)
        with django_assert_num_queries(count):
            methodist.get(page)
    methodist.post(url("many", review), {"decision": "suggested"})
    with django_assert_num_queries(REVIEW_QUERIES):
        methodist.get(url("review", review))


@pytest.mark.parametrize("name", sorted(OTHER_QUERIES))
def test_other_pages_take_the_same_queries_with_and_without_decisions(
    name: str, review: Review, methodist: Client, django_assert_num_queries: Any
) -> None:
    for act in ("none", "suggested"):
        if act == "suggested":
            methodist.post(url("many", review), {"decision": act})
        methodist.get(url(name, review))
        with django_assert_num_queries(OTHER_QUERIES[name]):
            methodist.get(url(name, review))


def test_preview_of_applying_reads_the_cluster_once(
    review: Review, methodist: Client, cluster: Any, django_assert_num_queries: Any
) -> None:
    with CaptureQueriesContext(connection) as caught:
        cluster_value(cluster)
    own = len(caught)  # a request begins a new log
    methodist.post(url("many", review), {"decision": "suggested"})
    methodist.get(url("apply", review))

    with django_assert_num_queries(own + APPLY_QUERIES):
        methodist.get(url("apply", review))


def test_decision_on_many_links_takes_a_row_a_link_and_no_other_query_more(review: Review, methodist: Client) -> None:
    counts = []
    for links in ([i.link.key for i in items(review)[:1]], [i.link.key for i in items(review)[1:6]]):
        with CaptureQueriesContext(connection) as caught:
            methodist.post(url("many", review), {"decision": "ask", "link": [f"0 {link}" for link in links]})
        counts.append(len(caught) - len(links))

    assert counts[0] == counts[1]


# --- the list


def test_review_shows_every_link_once_with_both_wordings(review: Review, methodist: Client) -> None:
    page = methodist.get(url("review", review)).content.decode()

    assert page.count("data-line") == len(items(review)) > 5
    assert "Контроль" in page
    assert "<ins>" in page


def test_filter_shows_only_what_passes_it(review: Review, methodist: Client) -> None:
    outcomes = [i for i in items(review) if i.link.kind is LinkKind.OUTCOME]

    page = methodist.get(url("review", review, "?kind=outcome")).content.decode()

    assert page.count("data-line") == len(outcomes) > 0
    assert methodist.get(url("review", review, "?kind=rubbish&state=1")).content.decode().count("data-line") == len(
        items(review)
    )


def test_opening_a_review_again_gives_the_same_one(review: Review, methodist: Client) -> None:
    given = {"programme": "welder", "old": WELDING.edition, "new": reissued().edition}

    again = methodist.post(url("open"), given)
    nothing = methodist.post(url("open"), {**given, "programme": "nobody"})

    assert again.url == url("review", review)
    assert Review.objects.count() == 1
    assert nothing.status_code == 404


# --- decisions


def test_decisions_are_kept_row_by_row_and_taken_back(review: Review, methodist: Client) -> None:
    link = items(review)[-1].link.key

    methodist.post(url("decide", review), {"link": link, "decision": "drop", "note": "не нужно"})
    assert standing(review) == {link: "drop"}
    methodist.post(url("decide", review), {"link": link, "decision": "ask", "seen": newest(link)})
    assert standing(review) == {link: "ask"}
    methodist.post(url("decide", review), {"link": link, "decision": "back", "seen": newest(link)})

    assert standing(review) == {}
    rows = list(LinkDecision.objects.values_list("decision", "note"))
    assert rows == [("drop", "не нужно"), ("ask", ""), ("", "")]
    assert "не нужно" in methodist.get(url("history", review)).content.decode()
    assert LogEntry.objects.filter(action="revision.decided").count() == 2


def test_database_refuses_to_change_a_decision(review: Review, methodist: Client) -> None:
    link = items(review)[0].link.key
    methodist.post(url("decide", review), {"link": link, "decision": "drop"})

    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("UPDATE revision_linkdecision SET note = 'другое'")


def test_many_links_are_decided_as_suggested_in_one_act(review: Review, methodist: Client) -> None:
    methodist.post(url("many", review), {"decision": "suggested"})

    wanted = {i.link.key: i.suggestion.decision.value for i in items(review) if i.suggestion.decision.value != "choose"}
    assert standing(review) == wanted


def test_ticked_links_are_decided_with_one_note(review: Review, methodist: Client) -> None:
    links = [i.link.key for i in items(review)[:3]]
    ticked = [f"0 {link}" for link in links]

    methodist.post(url("many", review), {"decision": "ask", "link": [*ticked, "rubbish", "0", ""], "note": "спросим"})

    assert standing(review) == dict.fromkeys(links, "ask")
    assert set(LinkDecision.objects.values_list("note", flat=True)) == {"спросим"}


def test_choice_of_another_code_is_kept_and_rubbish_is_refused(review: Review, methodist: Client) -> None:
    link = next(i.link.key for i in items(review) if i.link.kind is LinkKind.REQUEST)

    chosen = methodist.post(url("decide", review), {"link": link, "decision": "choose", "other": "А/02.2"})
    refused = [
        methodist.post(url("decide", review), {"link": link, **given}).status_code
        for given in (
            {"decision": "choose", "other": "Z/99.9"},
            {"decision": "choose"},
            {"decision": "rubbish"},
            {"decision": "drop", "note": "x" * 1001},
        )
    ]

    assert chosen.status_code == 302
    assert refused == [409, 409, 409, 409]
    assert queries.decided(review)[link].row.targets == [f"{reissued().edition}:A/02.2"]


def test_one_line_comes_back_to_htmx_with_the_count(review: Review, methodist: Client) -> None:
    link = items(review)[0].link.key

    answer = methodist.post(
        url("decide", review), {"link": link, "decision": "drop"}, headers={"hx-request": "true"}
    ).content.decode()

    assert answer.count("data-line") == 1
    assert 'hx-swap-oob="true"' in answer


# --- applying


def test_applying_saves_a_draft_and_leaves_the_version_under_review_byte_for_byte(
    review: Review, methodist: Client
) -> None:
    before = list(DocumentVersion.objects.order_by("pk").values_list("pk", "sha256", "body"))
    methodist.post(url("many", review), {"decision": "suggested"})
    shown = methodist.get(url("apply", review))

    methodist.post(url("apply", review), {"seen": shown.context["mark"]})

    review.refresh_from_db()
    assert review.result is not None
    assert reissued().edition in shown.content.decode()
    assert review.result.number == review.outline.number + 1
    assert review.result.document.published_id == review.outline_id
    assert (
        list(
            DocumentVersion.objects.filter(pk__in=[b[0] for b in before])
            .order_by("pk")
            .values_list("pk", "sha256", "body")
        )
        == before
    )
    standards = review.result.body["occupational_standards"]
    assert reissued().edition in standards
    assert "rulings" in review.result.body


def test_applied_review_takes_no_more_decisions(review: Review, methodist: Client) -> None:
    methodist.post(url("apply", review))

    again = methodist.post(url("apply", review))
    more = methodist.post(url("decide", review), {"link": items(review)[0].link.key, "decision": "drop"})

    assert (again.status_code, more.status_code) == (409, 409)
    assert standing(review) == {}
    assert methodist.get(url("review", review)).status_code == 200


def test_applying_over_somebody_elses_version_is_refused(review: Review, methodist: Client, cluster: Any) -> None:
    from dataclasses import replace

    from remeslo.web.apps.common.services.documents import save_version
    from remeslo.web.apps.registry.contents import outline_content

    found = queries.review_of(cluster, review.pk)
    assert found is not None
    outline = queries.opened(found).outline
    save_version(cluster, outline_content(replace(outline, note="иначе")), by=None)

    answer = methodist.post(url("apply", review))

    review.refresh_from_db()
    assert answer.status_code == 409
    assert review.result is None


# --- the workbook


def test_decisions_come_back_from_the_workbook_after_a_look(review: Review, methodist: Client) -> None:
    data = methodist.get(url("workbook", review)).content
    book = load_workbook(BytesIO(data))
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(3, columns["Decision"]).value = "drop"
    sheet.cell(4, columns["Decision"]).value = "rubbish"
    filled = BytesIO()
    book.save(filled)
    filled.seek(0)
    filled.name = "list.xlsx"

    shown = methodist.post(url("sheet", review), {"file": filled})
    assert standing(review) == {}
    resolutions = [row.data for row in shown.context["new"]]
    methodist.post(url("sheet", review), {"confirmed": "1", "resolution": resolutions})
    said = {"link": items(review)[2].link.key, "decision": "drop", "targets": [], "note": ""}
    bad = [
        "{",
        "[]",
        "1",
        json.dumps({"resolution": {**said, "link": ["x"]}, "seen": 0}),
        json.dumps({"resolution": {**said, "targets": "abc"}, "seen": 0}),
        json.dumps({"resolution": {**said, "note": "\u0000"}, "seen": 0}),
        json.dumps({"resolution": {**said, "decision": "choose", "targets": ["nowhere:A/01.2"]}, "seen": 0}),
        json.dumps({"resolution": said, "seen": "x"}),
        json.dumps({"resolution": said, "seen": 10**30}),
        "[" * 5000,
    ]
    answers = [methodist.post(url("sheet", review), {"confirmed": "1", "resolution": [text]}) for text in bad]

    assert standing(review) == {items(review)[1].link.key: "drop"}
    assert len(shown.context["findings_list"]) == 1
    assert [a.status_code for a in answers] == [200] * len(bad)
    assert all(a.context["findings_list"] for a in answers)
