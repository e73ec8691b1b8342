"""Norm packs on screen: who may what, drafts, the trial before publishing, versions that never change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from remeslo.interchange import normpack
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import LogEntry, VersionedDocument

PACK = "ru-spo-worker-2021"
NEW = {"act": "set", "since": "2027-09-01", "amount": "34", "source": "приказ № 1", "verified": "1"}


@pytest.fixture
def methodist(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("methodist", cluster=cluster, organisation="base")


@pytest.fixture
def taken(methodist: Client) -> VersionedDocument:
    """A built-in pack taken into the cluster and published."""
    methodist.post(_url("take"), {"key": PACK})
    methodist.post(_url("publish", key=PACK))
    return VersionedDocument.objects.get(kind=DocumentKind.NORM_PACK, key=PACK)


def _url(name: str, **parts: str) -> str:
    return reverse(f"norms:{name}", kwargs={"cluster": "small", **parts})


def _norm(name: str = "week_max_hours") -> str:
    return _url("norm", key=PACK, norm=name)


@pytest.mark.parametrize("name", ("list", "pack", "versions", "download", "edit", "text", "add"))
def test_each_page_opens_for_a_methodist_and_not_for_a_stranger(
    name: str, taken: Any, methodist: Client, signed_in: Callable[..., Client]
) -> None:
    url = _url(name) if name == "list" else _url(name, key=PACK)

    assert methodist.get(url).status_code == 200
    assert signed_in().get(url).status_code == 404


def test_a_pack_shows_each_value_with_day_source_and_whether_it_was_verified(taken: Any, methodist: Client) -> None:
    page = methodist.get(_url("pack", key=PACK)).content.decode()
    values = [v for n in normpack.builtin()[PACK].norms.values() for v in n.values]

    assert page.count("chip-ok") + page.count("chip-warn") >= len(values)
    for value in values:
        assert value.source.replace("'", "&#x27;") in page


def test_a_deputy_director_reads_and_does_not_change(
    taken: Any, cluster: Any, signed_in: Callable[..., Client]
) -> None:
    reader = signed_in("deputy_director", cluster=cluster, organisation="base")

    assert reader.get(_url("pack", key=PACK)).status_code == 200
    assert reader.get(_url("edit", key=PACK)).status_code == 403
    for name in ("publish", "save", "merge", "discard"):
        assert reader.post(_url(name, key=PACK)).status_code == 403
    assert reader.post(_norm(), NEW).status_code == 403
    assert reader.post(_url("take"), {"key": "de-dual"}).status_code == 403


def test_a_dated_value_goes_from_draft_to_version_to_published_and_the_log_says_so(
    taken: VersionedDocument, methodist: Client
) -> None:
    before = taken.published

    assert methodist.post(_norm(), NEW).status_code == 302
    taken.refresh_from_db()
    assert taken.latest == before
    assert "приказ № 1" in methodist.get(_url("edit", key=PACK)).content.decode()

    methodist.post(_url("save", key=PACK), {"note": "34 часа"})
    taken.refresh_from_db()
    assert taken.latest.number == 2 and taken.published == before and taken.latest.note == "34 часа"

    methodist.post(_url("publish", key=PACK))
    taken.refresh_from_db()
    assert taken.published == taken.latest
    assert before.body != taken.published.body
    actions = list(LogEntry.objects.order_by("id").values_list("action", flat=True))
    assert actions[-2:] == ["document.saved", "document.published"]


def test_a_version_that_its_examples_contradict_is_saved_and_not_published(
    taken: VersionedDocument, methodist: Client
) -> None:
    before = taken.published
    since = normpack.builtin()[PACK].norms["week_max_hours"].values[0].since.isoformat()
    wrong = {**NEW, "since": since, "at": since, "amount": "10"}
    methodist.post(_norm(), wrong)
    assert "not as expected" in methodist.get(_url("edit", key=PACK)).content.decode()
    methodist.post(_url("save", key=PACK))

    answer = methodist.post(_url("publish", key=PACK))

    taken.refresh_from_db()
    assert answer.status_code == 409
    assert taken.latest.number == 2 and taken.published == before


@pytest.mark.parametrize(
    ("changed", "says"),
    (
        ({"since": "1899-01-01"}, "outside 1990"),
        ({"since": "31.02.2027"}, "Enter a valid date"),
        ({"amount": "-1"}, "greater than or equal to 0"),
        ({"amount": "много"}, "Enter a number"),
        ({"source": "   "}, "required"),
        ({"since": "2021-01-01"}, "from that day already"),
    ),
)
def test_a_value_that_cannot_be_says_why_and_is_not_kept(
    changed: dict[str, str], says: str, taken: Any, methodist: Client
) -> None:
    answer = methodist.post(_norm(), {**NEW, **changed})

    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert "Nothing yet." in methodist.get(_url("edit", key=PACK)).content.decode()


def test_a_share_above_one_is_refused(taken: Any, methodist: Client) -> None:
    assert methodist.post(_norm("mandatory_share_max"), {**NEW, "amount": "70"}).status_code == 400


def test_the_text_of_a_draft_is_taken_or_told_with_its_line(taken: Any, methodist: Client) -> None:
    text = methodist.get(_url("download", key=PACK)).content.decode()
    wrong = methodist.post(_url("text", key=PACK), {"text": text.replace('amount = "8"', 'amount = "восемь"')})
    other = methodist.post(_url("text", key=PACK), {"text": text.replace(f'key = "{PACK}"', 'key = "mine"')})
    right = methodist.post(_url("text", key=PACK), {"text": text.replace('amount = "8"', 'amount = "7"')})

    assert wrong.status_code == other.status_code == 400 and right.status_code == 302
    assert "восемь" in wrong.content.decode()
    assert "stays as it is" in other.content.decode()


def test_two_people_s_changes_are_put_together_and_nothing_is_overwritten(
    taken: VersionedDocument, methodist: Client, cluster: Any, signed_in: Callable[..., Client]
) -> None:
    other = signed_in("administrator", cluster=cluster)
    methodist.post(_norm(), NEW)
    other.post(_norm("exams_per_year_max"), {**NEW, "amount": "7"})
    other.post(_url("save", key=PACK))

    assert methodist.post(_url("save", key=PACK)).status_code == 409
    methodist.post(_url("merge", key=PACK))
    methodist.post(_url("save", key=PACK))

    taken.refresh_from_db()
    held = normpack.read(methodist.get(_url("download", key=PACK)).content, name="x")[0]
    assert taken.latest.number == 3 and held is not None
    assert [str(held.norms[k].values[-1].amount) for k in ("week_max_hours", "exams_per_year_max")] == ["34", "7"]


def test_a_norm_is_added_and_taken_out(taken: Any, methodist: Client) -> None:
    new = {**NEW, "key": "daily_hours_max", "unit": "hour", "title_ru": "В день", "title_en": "A day", "hard": "1"}

    assert methodist.post(_url("add", key=PACK), new).status_code == 302
    assert methodist.post(_url("add", key=PACK), new).status_code == 400
    assert methodist.post(_norm("daily_hours_max"), {"act": "remove_norm"}).status_code == 302
    assert methodist.get(_norm("daily_hours_max")).status_code == 404


@pytest.mark.parametrize("query", ("?version=9", "?version=x", "?version=²", "?version=-1"))
def test_a_version_that_is_not_there_is_not_found(query: str, taken: Any, methodist: Client) -> None:
    assert methodist.get(_url("pack", key=PACK) + query).status_code == 404
    assert methodist.get(_url("pack", key="nothing")).status_code == 404
    assert methodist.post(_url("take"), {"key": "nothing"}).status_code == 404


@pytest.mark.parametrize(("name", "most"), (("list", 6), ("pack", 7), ("edit", 6)))
def test_number_of_queries_does_not_grow_with_versions(
    name: str, most: int, taken: Any, methodist: Client, django_assert_max_num_queries: Any
) -> None:
    url = _url(name) if name == "list" else _url(name, key=PACK)
    for day in ("2027-09-01", "2028-09-01"):
        methodist.post(_norm(), {**NEW, "since": day})
        methodist.post(_url("save", key=PACK))
        methodist.get(url)
        with django_assert_max_num_queries(most):
            methodist.get(url)
