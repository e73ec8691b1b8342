"""Pages: who sees and signs what, a draft by hand, exports; and how many queries they take."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests.core.agreements.papers import money, signatory
from tests.web.agreements.conftest import draft, partnership


def url(name: str, **parts: Any) -> str:
    return reverse(f"agreements:{name}", kwargs={"cluster": "small", **parts})


@pytest.fixture
def base(signed_in, cluster):
    return signed_in("deputy_director", cluster=cluster, organisation="base")


@pytest.fixture
def net(signed_in, cluster):
    return signed_in("deputy_director", cluster=cluster, organisation="net")


@pytest.fixture
def works(signed_in, cluster):
    return signed_in("employer", cluster=cluster, organisation="turbines")


@pytest.mark.parametrize(
    ("role", "organisation", "seen"),
    [
        ("deputy_director", "base", True),
        ("methodist", "net", True),
        ("cluster_manager", None, True),
        ("finance_officer", None, True),
        ("ministry_official", None, True),
        ("employer", "turbines", False),
        ("teacher", "base", False),
    ],
)
def test_agreement_and_its_price_are_seen_by_its_sides_and_who_answers_for_the_cluster(
    signed_in, cluster, signed, role, organisation, seen
):
    signed(draft())
    client = signed_in(role, cluster=cluster, organisation=organisation)
    answers = [client.get(url(name, key="СФ-1")).status_code for name in ("detail", "docx", "compare")]

    assert set(answers) == ({200} if seen else {404} if role != "teacher" else {403})
    listed = client.get(url("list"))
    assert ("Практика в сварочной" in listed.text) is seen
    found = client.get(reverse("common:search", kwargs={"cluster": "small"}), {"q": "СФ-1"}).text
    assert ("/agreements/paper/" in found) is seen


def test_stranger_learns_nothing(signed_in, cluster, signed):
    signed(draft())

    assert signed_in().get(url("list")).status_code == 404


def test_draft_is_written_sent_and_signed_by_two_houses_and_by_no_other(base, net, works, signed_in, cluster):
    typed = {"key": "СФ-7", "kind": "network", "one": "base", "other": "net", "first": "2026-09-01"}
    assert "СФ-7" in base.post(url("new"), {**typed, "last": "2036-08-31"}, follow=True).text
    body = {
        "based_on": "0",
        "first": "2026-09-01",
        "last": "2036-08-31",
        "p-row": ["0", "1"],
        "p0-organisation": "base",
        "p1-organisation": "net",
        "s-row": ["0", "1"],
        "s0-party": "base",
        "s0-name": "Иванов",
        "s0-post": "директор",
        "s0-basis": "charter",
        "s1-party": "net",
        "s1-name": "Ким",
        "s1-post": "директор",
        "s1-basis": "charter",
        "c-row": ["0"],
        "c0-key": "2.1",
        "c0-kind": "quota",
        "c0-party": "base",
        "c0-to": "net",
        "c0-workshops": ["w1"],
        "c0-count": "3",
        "c0-unit": "day",
        "c0-amount": "1 500,50",
        **{f"point-{p}": "по приложению" for p in ("programme", "documents", "duties")},
    }
    assert net.post(url("edit", key="СФ-7"), {**body, "c0-count": "many"}).text.count('href="#c0-count"') == 1
    assert net.post(url("edit", key="СФ-7"), body, follow=True).redirect_chain
    assert "Nothing was overwritten" in base.post(url("edit", key="СФ-7"), body).text
    page = base.post(url("step", key="СФ-7"), {"do": "send"}, follow=True).text
    assert "waits for signatures" in page and "1,500.50 roubles" in page

    manager = signed_in("cluster_manager", cluster=cluster)
    admin = signed_in("administrator", cluster=cluster)
    for client in (manager, admin, works):
        assert client.post(url("sign", key="СФ-7", signatory="s1"), {"read": "yes"}).status_code in (403, 404)
    assert net.get(url("sign", key="СФ-7", signatory="s1")).status_code == 403
    shown = base.get(url("sign", key="СФ-7", signatory="s1")).context["text"].sha256
    base.post(url("sign", key="СФ-7", signatory="s1"), {"sha256": shown})
    assert "not signed yet" in base.get(url("detail", key="СФ-7")).text
    base.post(url("sign", key="СФ-7", signatory="s1"), {"read": "yes", "sha256": "0" * 64})
    assert base.get(url("detail", key="СФ-7")).context["page"].paper.state == "sent"
    base.post(url("sign", key="СФ-7", signatory="s1"), {"read": "yes", "sha256": shown})
    assert "Sign the agreement СФ-7 as Ким" in net.get("/c/small/").text
    net.post(url("sign", key="СФ-7", signatory="s2"), {"read": "yes", "sha256": shown})

    assert base.get(url("detail", key="СФ-7")).context["page"].paper.state == "in_force"
    log = base.get(url("detail", key="СФ-7")).text
    assert "Only a draft can be changed" in base.get(url("edit", key="СФ-7"), follow=True).text
    assert "signed" in log


def test_house_cannot_write_itself_out_of_a_draft_nor_make_one_between_others(base, works, cluster):
    typed = {"key": "П-9", "kind": "partnership", "first": "2026-09-01", "last": "2027-08-31"}

    assert works.post(url("new"), {**typed, "one": "base", "other": "net"}).status_code == 403
    assert "СФ" not in works.get(url("list")).text


def test_findings_stop_sending_and_are_told(base, cluster, at):
    from remeslo.web.apps.agreements.services import drafting

    drafting.create(cluster, draft(points=(), signatories=(signatory("base"),)), by=None, at=at)
    page = base.post(url("step", key="СФ-1"), {"do": "send"}, follow=True).text

    assert "nobody signs for the side net" in page
    assert base.get(url("detail", key="СФ-1")).context["page"].paper.state == "draft"


def test_renewal_is_a_linked_draft_from_the_day_of_the_end(base, signed):
    signed(draft())
    base.post(url("follow_on", key="СФ-1"), {"what": "renew", "key": "СФ-1-2"})
    value = base.get(url("detail", key="СФ-1-2")).context["agreement"]

    assert (value.renews, value.first, value.until - value.first) == ("СФ-1", date(2027, 9, 1), timedelta(days=365))
    assert "renewed by СФ-1-2" in base.get(url("detail", key="СФ-1")).text


def test_commitments_show_facts_only_to_those_who_may_see_them(base, works, net, cluster, signed, at):
    from remeslo.web.apps.results.models import FactRow
    from remeslo.web.apps.results.values import packed

    signed(partnership())
    fact = money("f1", "turbines", "40.25", date(2026, 10, 5))
    sides = {k: cluster.organisations.get(key=v) for k, v in (("by", "base"), ("other", "turbines"))}
    days = {"on": fact.on, "known": fact.known, "at": at}
    FactRow(
        cluster=cluster, key="f1", kind=fact.kind, subject="grant", values=packed(fact.values), **sides, **days
    ).save()
    page = works.get(url("commitments"))

    assert [str(p.progress.done) for p in page.context["lines"]] == ["40.25"]
    assert net.get(url("commitments")).context["lines"] == []


def test_scan_is_kept_and_given_to_sides_only(base, works, signed):
    from django.core.files.uploadedfile import SimpleUploadedFile

    signed(draft())
    base.post(url("upload", key="СФ-1"), {"scan": SimpleUploadedFile("a.exe", b"MZ")})
    base.post(url("upload", key="СФ-1"), {"scan": SimpleUploadedFile("a.pdf", b"%PDF-1.7 x")})
    (kept,) = base.get(url("detail", key="СФ-1")).context["scans"]
    given = base.get(url("scan", key="СФ-1", number=kept.pk))

    assert (given.content, given["Content-Type"]) == (b"%PDF-1.7 x", "application/pdf")
    assert works.get(url("scan", key="СФ-1", number=kept.pk)).status_code == 404


@pytest.mark.parametrize("times", [1, 4])
def test_pages_take_as_many_queries_however_many_agreements(
    times, signed_in, cluster, signed, django_assert_num_queries
):
    for n in range(times):
        signed(draft(f"СФ-{n}", first=date(2026 + n, 9, 1), until=date(2027 + n, 9, 1)))
    client = signed_in("cluster_manager", cluster=cluster)
    client.get(url("commitments"))  # the ledger is read once and kept
    for name, parts, number in (("list", {}, 9), ("detail", {"key": "СФ-0"}, 15), ("commitments", {}, 14)):
        with django_assert_num_queries(number):
            assert client.get(url(name, **parts)).status_code == 200
