"""The registry on screen: list, exports, map, one organisation, partners; who sees what, in how many questions."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse
from tests.web.conftest import small_cluster

from remeslo.web.apps.common.models import Membership, User
from remeslo.web.apps.organisations.models import EntityName, LegalEntity, MemberOf
from remeslo.web.apps.registry.services import load_cluster

LIST = "/country/registry/"


@pytest.fixture
def base(cluster):
    return MemberOf.objects.get(cluster=cluster, organisation__key="base").entity


@pytest.fixture
def official(client, db):
    user = User.objects.create(username="country", name="country", language="en")
    Membership.objects.create(user=user, role="ministry_official", realm="country")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.force_login(user)
    return client


def page(browser, address, status=200):
    answer = browser.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def many(cluster, number):
    for n in range(number):
        entity = LegalEntity.objects.create(key=f"more-{n}", name=f"Колледж {n}", kind="college", region="Иной край")
        row = cluster.organisations.create(key=f"more-{n}", name=entity.name, role="network_college")
        MemberOf.objects.create(
            entity=entity, cluster=cluster, organisation=row, role="network_college", since=date(2026, 1, 1)
        )


def test_list_shows_members_of_my_clusters_and_nothing_to_strangers(cluster, signed_in):
    seen = page(signed_in("teacher", cluster=cluster), LIST)

    assert "Базовый колледж" in seen and "Завод турбин" in seen
    assert signed_in().get(LIST).status_code == 404


def test_list_of_a_member_hides_other_clusters_and_their_members(cluster, signed_in):
    from dataclasses import replace

    other = load_cluster(replace(small_cluster(), key="other", name="Тайный кластер", region="Иной край"), by=None)
    hidden = LegalEntity.objects.get(key="other.base")
    shared = LegalEntity.objects.get(key="small.base")
    row = other.organisations.get(key="net")
    MemberOf.objects.create(
        entity=shared, cluster=other, organisation=row, role="network_college", since=date(2026, 2, 1)
    )
    browser = signed_in("methodist", cluster=cluster, organisation="base")

    assert "Тайный" not in page(browser, LIST)
    assert "Тайный" not in page(browser, reverse("organisations:detail", kwargs={"key": shared.key}))
    page(browser, reverse("organisations:detail", kwargs={"key": hidden.key}), status=404)


def test_list_is_narrowed_by_words_kind_role_state_and_region(cluster, base, official):
    LegalEntity.objects.filter(pk=base.pk).update(inn="5042000001", region="Северный край")

    assert [n in page(official, f"{LIST}?q=базовый") for n in ("Базовый колледж", "Завод турбин")] == [True, False]
    assert "Базовый колледж" in page(official, f"{LIST}?q=5042000001")
    assert "Базовый колледж" not in page(official, f"{LIST}?role=anchor_employer").split("<tbody>")[1]
    assert "Базовый колледж" in page(official, f"{LIST}?region=Северный край&kind=college&state=draft")
    assert "No organisation fits" in page(official, f"{LIST}?state=closed")


def test_numbers_are_shown_and_found_only_by_those_who_may_change_them(cluster, base, signed_in, official):
    LegalEntity.objects.filter(pk=base.pk).update(inn="5042000001", address="ТАЙНАЯ улица")
    address = reverse("organisations:detail", kwargs={"key": base.key})
    member = signed_in("cluster_manager", cluster=cluster)

    assert "ТАЙНАЯ" not in page(member, address) and "5042000001" not in page(member, LIST)
    assert "Базовый колледж" not in page(member, f"{LIST}?q=5042000001")
    assert "ТАЙНАЯ" in page(official, address)


def test_list_of_an_earlier_day_has_the_names_and_parts_of_that_day(cluster, base, official):
    EntityName.objects.create(
        entity=base, name="Ремесленное училище", kind="college", since=date(2000, 1, 1), until=date(2026, 6, 1)
    )
    EntityName.objects.create(entity=base, name="Базовый колледж", kind="college", since=date(2026, 6, 1))

    assert "Ремесленное училище" in page(official, f"{LIST}?on=2026-03-01")
    assert "Ремесленное училище" not in page(official, f"{LIST}?on=2026-07-01").split("<tbody>")[1]
    assert "Базовый колледж" in page(official, f"{LIST}?q=ремесленное&on=2026-07-01")


@pytest.mark.parametrize("number", (0, 60))
def test_list_takes_nine_questions_however_many_organisations(number, cluster, official, django_assert_num_queries):
    many(cluster, number)
    official.get(LIST)

    with django_assert_num_queries(9):
        official.get(LIST)


@pytest.mark.parametrize("number", (0, 60))
def test_map_takes_nine_questions_however_many_organisations(number, cluster, official, django_assert_num_queries):
    many(cluster, number)
    LegalEntity.objects.update(latitude="55.75", longitude="37.61")
    official.get(f"{LIST}map/")

    with django_assert_num_queries(9):
        official.get(f"{LIST}map/")


def test_export_has_exactly_what_the_page_shows_and_says_what_was_asked(cluster, base, official):
    LegalEntity.objects.filter(pk=base.pk).update(name="=Базовый")
    book = openpyxl.load_workbook(io.BytesIO(official.get(f"{LIST}export.xlsx?kind=college").content))
    table, notes = book.worksheets

    assert [r[0] for r in table.iter_rows(min_row=2, values_only=True)] == ["=Базовый", "Сетевой колледж"]
    assert [r[0] for r in notes.iter_rows(values_only=True)][1:] == ["Kind: College"]
    lines = official.get(f"{LIST}export.csv?kind=college").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 3 and lines[1].startswith("'=Базовый;")
    assert official.get(f"{LIST}export.pdf").status_code == 404


def test_map_draws_points_counts_near_ones_and_tells_how_many_have_none(cluster, base, official):
    LegalEntity.objects.filter(key__in=("small.base", "small.net")).update(latitude="55.75", longitude="37.61")
    LegalEntity.objects.filter(key="small.turbines").update(latitude="59.9", longitude="30.3")
    seen = page(official, f"{LIST}map/")

    assert seen.count('<a class="spot') == 2
    assert ">2</text>" in seen and "2 organisations have no coordinates" in seen


@pytest.mark.parametrize("number", (1, 5))
def test_card_takes_fifteen_questions_whatever_is_known(number, cluster, base, official, django_assert_num_queries):
    for n in range(number):
        base.licences.create(code=f"15.01.{n:02}", title="Сварщик", since=date(2026, 1, 1))
        row = cluster.organisations.create(key=f"again-{n}", name="Ещё", role="network_college")
        MemberOf.objects.create(
            entity=base, cluster=cluster, organisation=row, role="network_college", since=date(2026, 1, 1)
        )
    address = reverse("organisations:detail", kwargs={"key": base.key})
    official.get(address)

    with django_assert_num_queries(15):
        assert "15.01.00" in page(official, address)


def test_card_shows_contracts_of_the_folder_to_their_sides_and_to_nobody_else(cluster, base, official, signed_in):
    from remeslo.core.network.terms import NetworkContract
    from remeslo.web.apps.network.enums import Part
    from remeslo.web.apps.network.services.terms import put

    first, last = date(2026, 1, 1), date(2029, 6, 30)
    contract = NetworkContract(key="СФ-0", owner="base", partner="net", first=first, last=last, signed=first)
    put(cluster, Part.CONTRACTS, "СФ-0", [contract])
    address = reverse("organisations:detail", kwargs={"key": base.key})
    side = signed_in("deputy_director", cluster=cluster, organisation="net")
    works = signed_in("employer", cluster=cluster, organisation="turbines")

    there = f'<a href="{reverse("agreements:detail", kwargs={"cluster": cluster.key, "key": "СФ-0"})}">'
    assert there in page(side, address) and side.get(there.split('"')[1]).status_code == 200
    assert "СФ-0" not in page(works, address)


def test_partners_of_a_college_are_those_who_ask_for_what_it_teaches(cluster, base, official, signed_in):
    base.licences.create(code="15.01.99", title="Сварщик", since=date(2026, 1, 1))
    address = reverse("organisations:partners", kwargs={"key": base.key})
    seen = page(official, address)

    assert "1. <a" in seen and "Завод турбин" in seen and "99.002/A/01.2" in seen
    assert "1 of 1 work functions" in seen
    theirs = page(signed_in("employer", cluster=cluster, organisation="valves"), address)
    assert "Завод турбин" not in theirs and "1 demand card that you may not open" in theirs


def test_partners_are_ranked_anew_by_the_weights_of_the_reader(cluster, base, official):
    address = reverse("organisations:partners", kwargs={"key": base.key})

    assert "Nobody fits" in page(official, f"{address}?demand=0&equipment=50&distance=0&capacity=0&ties=0")
    assert "Nobody fits" not in page(official, f"{address}?demand=0&equipment=0&distance=0&capacity=0&ties=0")
    page(official, reverse("organisations:partners", kwargs={"key": "small.nobody"}), status=404)


@pytest.mark.parametrize("number", (0, 20))
def test_partners_take_fifteen_questions_however_many_colleges(
    number, cluster, base, official, django_assert_num_queries
):
    many(cluster, number)
    turbines = reverse("organisations:partners", kwargs={"key": "small.turbines"})
    official.get(turbines)

    with django_assert_num_queries(15):
        official.get(turbines)


@pytest.mark.parametrize(
    "rubbish", ("?on=2026-13-45&page=x", "?q=%00", "?role=' OR 1=1&page=99999", "?region=<script>")
)
def test_rubbish_in_the_address_is_no_error(rubbish, cluster, official):
    assert "<script>" not in page(official, f"{LIST}{rubbish}").split("<main")[1]
    page(official, f"{LIST}map/{rubbish}")


def test_search_finds_organisations_with_their_parts(cluster, signed_in):
    seen = page(signed_in("mentor", cluster=cluster), f"/c/{cluster.key}/search/?q=турбин")

    assert reverse("organisations:detail", kwargs={"key": "small.turbines"}) in seen
