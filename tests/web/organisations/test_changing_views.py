"""The registry changed on screen: members, life, requisites, mergers, splits, import; seen before it is done."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from remeslo.web.apps.common.models import LogEntry, Membership, User
from remeslo.web.apps.organisations.models import (
    LegalEntity,
    MemberOf,
    OrganisationUpload,
    StateChange,
    Succession,
)

REGISTRY = "/country/registry/"


@pytest.fixture
def official(client, cluster):
    user = User.objects.create(username="country", name="country", language="en")
    Membership.objects.create(user=user, role="ministry_official", realm="country")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.force_login(user)
    return client


def member(cluster, key):
    return MemberOf.objects.get(cluster=cluster, organisation__key=key, until=None)


def members(cluster, name, **kwargs):
    return reverse(f"members:{name}", kwargs={"cluster": cluster.key, **kwargs})


def text(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


def test_members_are_seen_by_members_and_changed_by_officials_only(cluster, signed_in):
    manager = signed_in("cluster_manager", cluster=cluster)

    assert "Завод турбин" in text(manager.get(members(cluster, "home")))
    assert manager.get(members(cluster, "join")).status_code == 403
    assert manager.post(members(cluster, "leave", pk=member(cluster, "net").pk), {"sure": "1"}).status_code == 403
    assert manager.get(f"{REGISTRY}merge/").status_code == 403
    assert signed_in().get(members(cluster, "home")).status_code == 404


@pytest.mark.parametrize("number", (0, 40))
def test_members_take_seven_questions_however_many(number, cluster, official, django_assert_num_queries):
    for n in range(number):
        entity = LegalEntity.objects.create(key=f"m{n}", name=f"M{n}", kind="college")
        row = cluster.organisations.create(key=f"m{n}", name=entity.name, role="network_college")
        MemberOf.objects.create(
            entity=entity, cluster=cluster, organisation=row, role="network_college", since=date(2026, 1, 1)
        )
    official.get(members(cluster, "home"))

    with django_assert_num_queries(7):
        official.get(members(cluster, "home"))


def test_leaving_is_shown_before_it_is_done_and_the_day_before_stays(cluster, official):
    net = member(cluster, "net")
    address = members(cluster, "leave", pk=net.pk)
    shown = text(official.post(address, {"on": "2027-01-10"}))

    assert "What this touches" in shown and member(cluster, "net") == net
    official.post(address, {"on": "2027-01-10", "sure": "1"})
    assert "Сетевой колледж" in text(official.get(members(cluster, "home") + "?on=2027-01-09")).split("others-head")[0]
    assert (
        "Сетевой колледж" not in text(official.get(members(cluster, "home") + "?on=2027-01-10")).split("others-head")[0]
    )


def test_another_part_begins_where_the_one_before_ends(cluster, official):
    net = member(cluster, "net")
    address = members(cluster, "part", pk=net.pk)

    assert text(official.post(address, {"role": "network_college", "on": "2026-11-01"}), 409)
    official.post(address, {"role": "base_college", "on": "2026-11-01", "sure": "1"})
    rows = MemberOf.objects.filter(cluster=cluster, organisation__key="net").order_by("since")
    assert [(m.role, m.until) for m in rows] == [("network_college", date(2026, 11, 1)), ("base_college", None)]


def test_joining_takes_an_organisation_of_the_list_and_refuses_one_that_is_there(cluster, official):
    LegalEntity.objects.create(key="new-plant", name="Новый завод", kind="enterprise")
    told = {"entity": "новый завод", "role": "partner_employer", "since": "2026-11-01"}

    assert "What this touches" in text(official.post(members(cluster, "join"), told))
    official.post(members(cluster, "join"), {**told, "sure": "1"})
    assert MemberOf.objects.get(entity__key="new-plant").organisation.key == "new-plant"
    text(official.post(members(cluster, "join"), {**told, "sure": "1"}), 409)
    text(official.post(members(cluster, "join"), {**told, "entity": "nobody"}), 400)


def test_a_step_of_life_asks_for_its_papers_and_then_shows_them(cluster, official):
    address = members(cluster, "step", state="applied")
    MemberOf.objects.filter(pk=member(cluster, "valves").pk).delete()
    refused = text(official.post(address, {"on": "2026-11-01", "programme_of_activity": "№ 1"}), 409)

    assert "regional authority" in refused and StateChange.objects.count() == 0
    papers = {"region_authority": "письмо", "cofinance_letters": "№ 2", "programme_of_activity": "№ 1"}
    official.post(address, {"on": "2026-11-01", **papers})
    assert "№ 2" in text(official.get(members(cluster, "home")))
    assert text(official.get(members(cluster, "step", state="closed")), 404)


def test_requisites_name_and_licence_are_changed_with_their_days(cluster, official):
    address = reverse("organisations:edit", kwargs={"key": "small.base"})
    official.post(address, {"what": "requisites", "inn": "5042000002"})
    official.post(
        address, {"what": "name", "named-name": "Новый колледж", "named-kind": "college", "named-on": "2026-09-01"}
    )
    official.post(
        address, {"what": "licence", "new-code": "15.01.38", "new-title": "Наладчик", "new-since": "2026-09-01"}
    )
    seen = text(official.get(reverse("organisations:detail", kwargs={"key": "small.base"})))

    assert "Базовый колледж" in seen and "Новый колледж" in seen and "15.01.38" in seen
    assert "check digit" in seen or "5042000002" in seen
    twice = {"what": "licence", "new-code": "15.01.38", "new-title": "Н", "new-since": "2026-10-01"}
    text(official.post(address, twice), 409)
    text(official.post(address, {"what": "requisites", "latitude": "95"}), 400)


def test_another_region_is_dated_seen_on_the_card_and_taken_back(cluster, official):
    address = reverse("organisations:edit", kwargs={"key": "small.net"})
    card = reverse("organisations:detail", kwargs={"key": "small.net"})
    day = timezone.localdate()

    text(official.post(address, {"what": "move", "moved-region": "Край", "moved-on": f"{day.year - 1}-12-31"}), 409)
    text(official.post(address, {"what": "move", "moved-region": "", "moved-on": f"{day}"}), 400)
    official.post(address, {"what": "move", "moved-region": "Соседний край", "moved-on": f"{day}"})
    seen = text(official.get(card)).split('id="regions"')[1].split("</table>")[0]

    assert seen.index("Выдуманный край") < seen.index("Соседний край")
    assert "Соседний край" in text(official.get(address)).split('id="stays"')[1]
    official.post(reverse("organisations:stays", kwargs={"key": "small.net"}))
    assert 'id="regions"' not in text(official.get(card))
    assert LegalEntity.objects.get(key="small.net").region == "Выдуманный край"


def test_a_region_of_a_table_moves_the_organisation_from_today_on(cluster, official):
    address = upload(official, "Ключ;Название;Регион\nsmall.net;Сетевой колледж;Соседний край\n")
    official.post(f"{address}save/", {"seen": seen_of(text(official.get(address)))})

    places = LegalEntity.objects.get(key="small.net").placements.values_list("parent", "since", "until")
    today = timezone.localdate()
    assert list(places) == [
        ("region:Выдуманный край", date(2026, 1, 1), today),
        ("region:Соседний край", today, None),
    ]


MERGER = {
    "before": ["small.base", "small.net"],
    "heir": "",
    "new-name": "Объединённый колледж",
    "new-kind": "college",
    "on": "2026-10-01",
    "document": "приказ № 7",
}


def test_a_merger_is_previewed_whole_then_done_and_the_past_stays(cluster, official):
    shown = text(official.post(f"{REGISTRY}merge/", MERGER))

    assert "What this touches" in shown and Succession.objects.count() == 0
    assert "ends: Базовый колледж, Base college" in shown and "begins: Объединённый колледж" in shown
    assert not LogEntry.objects.filter(action="registry.succeeded").exists()
    done = official.post(f"{REGISTRY}merge/", {**MERGER, "sure": "1"}, follow=True)
    assert "Объединённый колледж" in text(done)
    before = text(official.get(f"{REGISTRY}?on=2026-09-30")).split("<tbody>")[1]
    after = text(official.get(f"{REGISTRY}?on=2026-10-01")).split("<tbody>")[1]
    assert "Базовый колледж" in before and "Объединённый" not in before
    assert "Базовый колледж" not in after and "Объединённый" in after


@pytest.mark.parametrize(
    ("changed", "status"),
    (
        ({"before": ["small.base", "chimera"]}, 400),
        ({"before": ["small.base"]}, 400),
        ({"on": "yesterday"}, 400),
        ({"new-name": ""}, 400),
        ({"on": "1990-01-01"}, 409),
    ),
)
def test_a_merger_that_cannot_be_is_refused_and_changes_nothing(changed, status, cluster, official):
    text(official.post(f"{REGISTRY}merge/", {**MERGER, **changed, "sure": "1"}), status)

    assert Succession.objects.count() == 0 and not LegalEntity.objects.filter(name="Объединённый колледж").exists()


def test_a_split_asks_who_takes_what(cluster, official):
    told = {
        "one": "small.base",
        "on": "2026-10-01",
        **{f"new{n}-kind": "college" for n in (1, 2, 3, 4)},
        "new1-name": "Первый",
        "new2-name": "Второй",
    }
    text(official.post(f"{REGISTRY}split/", {**told, "sure": "1"}), 409)
    things = {"to:group:small:СВ-26": "1", "to:site:small:s1": "1", "to:staff:small:p1": "2"}

    assert "What this touches" in text(official.post(f"{REGISTRY}split/", {**told, **things}))
    official.post(f"{REGISTRY}split/", {**told, **things, "sure": "1"})
    assert cluster.groups.get(key="СВ-26").organisation.name == "Первый"
    assert cluster.staff.get(key="p1").organisation.name == "Второй"


TABLE = (
    "Название;ИНН;Адрес;Кластер;Роль;С\n"
    "Новый техникум;5042000001;;small;сетевой колледж;01.10.2026\n"
    "Базовый колледж;;;small;базовый колледж;\n"
    "Завод турбин;;Заводская, 1;;;\n"
    "Чужой завод;;;nowhere;партнёр;\n"
    ";5042000002;;;;\n"
)


def upload(browser, table=TABLE):
    answer = browser.post(f"{REGISTRY}import/", {"files": SimpleUploadedFile("t.csv", table.encode())})
    assert answer.status_code == 302
    return answer["Location"]


def counts(page):
    return [int(p.split("</span>")[0]) for p in page.split('class="figure-number">')[1:6]]


def seen_of(page):
    return page.split('name="seen" value="')[1].split('"')[0]


def test_an_import_is_counted_before_it_is_saved_and_saved_once(cluster, official):
    address = upload(official)
    shown = text(official.get(address))

    assert counts(shown) == [1, 1, 1, 2, 5]
    assert not LegalEntity.objects.filter(inn="5042000001").exists()
    done = text(official.post(f"{address}save/", {"seen": seen_of(shown)}, follow=True))
    assert "2 rows are entered" in done
    new = LegalEntity.objects.get(inn="5042000001")
    assert new.members.get().role == "network_college" and new.kind == "college"
    assert LegalEntity.objects.get(key="small.turbines").address == "Заводская, 1"
    assert "saved before" in text(official.post(f"{address}save/", {"seen": seen_of(shown)}, follow=True))


def test_an_import_after_another_change_is_shown_once_more(cluster, official):
    address = upload(official)
    seen = seen_of(text(official.get(address)))
    LegalEntity.objects.create(key="faster", name="Новый техникум", kind="college", inn="5042000001")

    assert "Look once more" in text(official.post(f"{address}save/", {"seen": seen}, follow=True))
    assert OrganisationUpload.objects.get().saved_at is None


def test_an_import_is_taken_back_where_nothing_rests_on_it(cluster, official):
    address = upload(official)
    official.post(f"{address}save/", {"seen": seen_of(text(official.get(address)))})

    assert "2 rows are taken back" in text(official.post(f"{address}withdraw/", follow=True))
    assert not LegalEntity.objects.filter(inn="5042000001").exists()
    assert not cluster.organisations.filter(name="Новый техникум").exists()
    assert LegalEntity.objects.get(key="small.turbines").address == ""


def test_what_rests_on_an_import_stays_and_is_told(cluster, official):
    address = upload(official)
    official.post(f"{address}save/", {"seen": seen_of(text(official.get(address)))})
    new = LegalEntity.objects.get(inn="5042000001")
    new.licences.create(code="15.01.38", title="Н", since=date(2026, 10, 1))

    assert "Something stays of these: t.csv:2" in text(official.post(f"{address}withdraw/", follow=True))
    assert LegalEntity.objects.filter(pk=new.pk).exists()


def test_an_official_of_one_region_does_not_change_others(cluster, client):
    user = User.objects.create(username="region", name="region", language="en")
    Membership.objects.create(user=user, role="ministry_official", realm="region", node="Иной край")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.force_login(user)
    LegalEntity.objects.create(key="own", name="Свой колледж", kind="college", region="Иной край")
    shown = text(
        client.get(upload(client, "Ключ;Название;Адрес\nsmall.base;Базовый колледж;Новый\nown;Свой колледж;Новый\n"))
    )

    assert counts(shown)[:4] == [0, 1, 0, 1] and "not yours to change" in shown
    assert client.get(reverse("organisations:edit", kwargs={"key": "small.base"})).status_code == 404


@pytest.mark.parametrize("data", (b"", b"\x00\x01", b"PK\x03\x04broken", "одно слово".encode()))
def test_rubbish_is_told_and_nothing_can_be_saved(data, cluster, official):
    address = official.post(f"{REGISTRY}import/", {"files": SimpleUploadedFile("x.xlsx", data)})
    if address.status_code == 302:
        shown = text(official.get(address["Location"]))
        assert "btn-main" not in shown.split("save-bar")[1]
    assert LegalEntity.objects.filter(origin="here").count() == 0
    assert timezone.now().year >= 2026
