"""What a person can do to the registry: names, licences, members, places, the life of a cluster."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from tests.web.conftest import small_cluster

from remeslo.core.base.roles import OrganisationRole
from remeslo.core.registry.check import check_structure
from remeslo.core.registry.entity import EntityKind
from remeslo.core.registry.entity import LegalEntity as CoreEntity
from remeslo.core.registry.keys import EntityKey, NodeKey
from remeslo.core.registry.lifecycle import ClusterState, Requirement, state_on
from remeslo.core.registry.placement import Hierarchy
from remeslo.web.apps.common.models import LogEntry
from remeslo.web.apps.organisations.models import LegalEntity, MemberOf, Placement
from remeslo.web.apps.organisations.services.entities import (
    add_licence,
    change_entity,
    end_licence,
    make_entity,
    rename,
)
from remeslo.web.apps.organisations.services.judging import Refused
from remeslo.web.apps.organisations.services.lives import advance
from remeslo.web.apps.organisations.services.members import change_role, join, leave
from remeslo.web.apps.organisations.services.places import place_cluster, place_entity, take_back_place
from remeslo.web.apps.organisations.snapshot import states, structure
from remeslo.web.apps.organisations.values import entity_value
from remeslo.web.apps.registry.services import load_cluster
from remeslo.web.apps.registry.snapshot import cluster_value

TODAY, ON = date(2026, 9, 1), date(2026, 10, 1)
NEW = CoreEntity(key=EntityKey("new"), name="Новый колледж", kind=EntityKind.COLLEGE, inn="7707083893", kpp="770701001")


def entity(key: str) -> LegalEntity:
    return LegalEntity.objects.get(key=f"small.{key}")


def member(key: str) -> MemberOf:
    return MemberOf.objects.get(organisation__key=key, until__isnull=True)


def refusal(call: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        call()
    return [f.code for f in refused.value.findings]


def test_a_loaded_cluster_has_an_entity_a_membership_and_a_place_for_everybody(cluster: Any) -> None:
    found = structure([cluster])

    assert {e.key for e in found.entities} == {f"small.{o.key}" for o in small_cluster().organisations}
    assert [m.role for m in found.members] == [o.role for o in small_cluster().organisations]
    assert check_structure(found) == []


def test_a_folder_that_says_nothing_of_the_registry_comes_back_as_it_was(cluster: Any) -> None:
    assert cluster_value(cluster) == small_cluster()


def test_a_cluster_that_changes_its_region_in_the_folder_is_placed_anew(cluster: Any) -> None:
    load_cluster(replace(small_cluster(), region="Другой край", industry="Энергетика"), by=None)

    assert set(Placement.objects.values_list("parent", flat=True)) == {
        "industry:Энергетика",
        "round:none",
        "region:Другой край",
    }


def test_a_new_name_begins_on_its_day_and_the_old_one_keeps_its_days(cluster: Any) -> None:
    rename(entity("base"), "Первый колледж", on=ON, today=TODAY, by=None)
    rename(entity("base"), "Лучший колледж", on=date(2027, 1, 1), today=date(2027, 1, 1), by=None)

    found = structure([cluster])
    names = [found.named_on("small.base", d) for d in (TODAY, ON, date(2026, 12, 31), date(2027, 1, 1))]
    assert names == ["Базовый колледж", "Первый колледж", "Первый колледж", "Лучший колледж"]
    assert entity("base").name == "Лучший колледж"


def test_a_name_before_the_last_one_is_refused(cluster: Any) -> None:
    rename(entity("base"), "Первый колледж", on=ON, today=ON, by=None)

    assert refusal(lambda: rename(entity("base"), "Раньше", on=TODAY, today=ON, by=None)) == ["registry.name_later"]


def test_changed_requisites_are_logged_with_what_was(cluster: Any) -> None:
    row = make_entity(NEW, by=None)

    change_entity(row, replace(entity_value(row), inn="7707083894"), by=None)

    entry = LogEntry.objects.get(action="registry.entity_changed")
    assert entry.facts["changed"] == {"inn": ["7707083893", "7707083894"]}


def test_an_inn_belongs_to_one_organisation_but_a_branch_has_its_own_kpp(db: None) -> None:
    make_entity(NEW, by=None)

    assert refusal(lambda: make_entity(replace(NEW, key=EntityKey("twin")), by=None)) == ["registry.inn_taken"]
    assert make_entity(replace(NEW, key=EntityKey("branch"), kpp="500145001"), by=None).pk
    assert refusal(lambda: make_entity(NEW, by=None)) == ["registry.key_taken"]


def test_a_licence_does_not_hold_twice_and_ends_once(cluster: Any) -> None:
    licence = add_licence(entity("base"), "15.01.99", "Сварщик", since=TODAY, by=None, number="1")

    assert refusal(lambda: add_licence(entity("base"), "15.01.99", "Сварщик", since=ON, by=None)) == [
        "registry.licence_overlap"
    ]
    end_licence(licence, on=ON, by=None)
    assert add_licence(entity("base"), "15.01.99", "Сварщик", since=ON, by=None).pk
    assert refusal(lambda: end_licence(licence, on=date(2027, 1, 1), by=None)) == ["registry.ends_once"]


def test_another_part_is_one_relation_ended_and_one_begun(cluster: Any) -> None:
    change_role(member("net"), OrganisationRole.BASE_COLLEGE, on=ON, today=TODAY, by=None)

    rows = MemberOf.objects.filter(organisation__key="net").order_by("since")
    assert [(m.role, m.since, m.until) for m in rows] == [
        ("network_college", date(2026, 1, 1), ON),
        ("base_college", ON, None),
    ]
    assert cluster.organisations.get(key="net").role == "network_college"
    assert refusal(
        lambda: change_role(member("net"), OrganisationRole.BASE_COLLEGE, on=date(2027, 1, 1), today=TODAY, by=None)
    ) == ["registry.role_same"]


def test_who_leaves_and_comes_back_has_the_same_row_again(cluster: Any) -> None:
    row = member("net")
    leave(row, on=ON, by=None)

    back = join(cluster, entity("net"), OrganisationRole.NETWORK_COLLEGE, since=date(2027, 1, 1), by=None)

    assert back.organisation_id == row.organisation_id
    assert check_structure(structure([cluster])) == []


def test_who_is_a_member_cannot_join_again_and_nothing_is_changed(cluster: Any) -> None:
    before = MemberOf.objects.count()

    codes = refusal(lambda: join(cluster, entity("net"), OrganisationRole.PARTNER_EMPLOYER, since=ON, by=None))

    assert codes == ["registry.member_overlap"]
    assert MemberOf.objects.count() == before
    assert not LogEntry.objects.filter(action="registry.joined").exists()


def test_a_new_member_gets_a_row_and_a_place_and_an_older_folder_leaves_it(cluster: Any) -> None:
    join(cluster, make_entity(NEW, by=None), OrganisationRole.NETWORK_COLLEGE, since=ON, by=None)
    load_cluster(small_cluster(), by=None)

    assert cluster.organisations.get(key="new").name == "Новый колледж"
    assert check_structure(structure([cluster])) == []
    assert any(e.key == "new" for e in cluster_value(cluster).entities)


def test_another_industry_begins_on_its_day(cluster: Any) -> None:
    place_cluster(cluster, Hierarchy.INDUSTRY, NodeKey("industry:Атом"), on=ON, today=TODAY, by=None)
    cluster.refresh_from_db()
    assert cluster.industry == "Машиностроение"

    codes = refusal(
        lambda: place_cluster(cluster, Hierarchy.INDUSTRY, NodeKey("industry:Флот"), on=TODAY, today=TODAY, by=None)
    )
    assert codes == ["registry.no_day_back"]
    assert check_structure(structure([cluster])) == []


def test_another_region_of_an_organisation_is_its_own_from_the_day_on(cluster: Any) -> None:
    place_entity(entity("net"), NodeKey("region:Соседний край"), on=ON, today=ON, by=None)

    assert entity("net").region == "Соседний край"
    assert refusal(
        lambda: place_entity(entity("net"), NodeKey("region:Соседний край"), on=date(2027, 1, 1), today=ON, by=None)
    ) == ["registry.place_same"]


@pytest.mark.parametrize(
    ("on", "code"), [("2025-12-31", "registry.year_is_over"), ("2026-01-01", "registry.no_day_back")]
)
def test_the_past_is_not_moved(on: str, code: str, cluster: Any) -> None:
    before = structure([cluster])

    move = NodeKey("region:Соседний край")
    assert refusal(lambda: place_entity(entity("net"), move, on=date.fromisoformat(on), today=ON, by=None)) == [code]
    assert structure([cluster]) == before and entity("net").region == "Выдуманный край"


def test_a_move_taken_back_never_was_and_stays_in_the_log(cluster: Any) -> None:
    places = structure([cluster]).placements
    place_entity(entity("net"), NodeKey("region:Соседний край"), on=ON, today=ON, by=None)

    assert refusal(lambda: take_back_place(entity("net"), today=date(2027, 1, 1), by=None)) == ["registry.place_stays"]
    take_back_place(entity("net"), today=ON, by=None)

    assert set(structure([cluster]).placements) == set(places) and entity("net").region == "Выдуманный край"
    assert LogEntry.objects.filter(action__in=("registry.placed", "registry.place_taken_back")).count() == 2
    assert refusal(lambda: take_back_place(entity("net"), today=ON, by=None)) == ["registry.place_stays"]


def test_a_folder_does_not_undo_a_move(cluster: Any) -> None:
    place_entity(entity("net"), NodeKey("region:Соседний край"), on=ON, today=ON, by=None)

    load_cluster(cluster_value(cluster), by=None)
    load_cluster(small_cluster(), by=None)

    assert entity("net").region == "Соседний край"
    assert check_structure(structure([cluster])) == []


def test_who_was_never_a_member_has_a_region_without_days(db: None) -> None:
    row = make_entity(NEW, by=None)
    region = NodeKey("region:Край")

    assert refusal(lambda: place_entity(row, region, on=ON, today=TODAY, by=None)) == ["registry.no_place_yet"]
    place_entity(row, region, on=TODAY, today=TODAY, by=None)

    assert LegalEntity.objects.get(key="new").region == "Край" and not Placement.objects.exists()


def test_a_cluster_comes_into_a_state_only_with_what_it_asks_for(cluster: Any) -> None:
    asked = {Requirement.PROGRAMME_OF_ACTIVITY: "программа", Requirement.COFINANCE_LETTERS: " "}

    assert refusal(lambda: advance(cluster, ClusterState.APPLIED, on=ON, shown=asked, by=None)) == [
        "registry.step_needs",
        "registry.step_needs",
    ]
    assert states(cluster) == ()

    row = next(m for m in MemberOf.objects.filter(cluster=cluster, role="partner_employer"))
    change_role(row, OrganisationRole.REGION_AUTHORITY, on=date(2026, 9, 2), today=TODAY, by=None)
    asked[Requirement.COFINANCE_LETTERS] = "письмо"
    advance(cluster, ClusterState.APPLIED, on=ON, shown=asked, by=None)
    assert state_on(states(cluster), ON) is ClusterState.APPLIED
    assert states(cluster)[0].shown[Requirement.BASE_COLLEGE] == "Базовый колледж"


@pytest.mark.parametrize("num_clusters", (1, 2))
def test_the_structure_takes_six_queries_however_many_clusters(
    num_clusters: int, request: pytest.FixtureRequest, django_assert_num_queries: Any
) -> None:
    for name in ("cluster", "other_cluster")[:num_clusters]:
        request.getfixturevalue(name)

    with django_assert_num_queries(6):
        found = structure()

    assert len(found.entities) == 5 * num_clusters


def test_a_cluster_from_before_the_registry_gets_members_and_places(cluster: Any) -> None:
    """Version 0004 of the tables does what loading does now."""
    expected = structure([cluster])
    MemberOf.objects.all().delete()
    Placement.objects.all().delete()
    LegalEntity.objects.all().delete()

    import_module("remeslo.web.apps.organisations.migrations.0004_members_there").derive(apps, None)

    found = structure([cluster])
    assert (set(found.entities), set(found.members)) == (set(expected.entities), set(expected.members))
    assert set(found.placements) == set(expected.placements)
