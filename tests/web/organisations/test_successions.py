"""Mergers and splits in the database: what was stays, what is goes over, nothing is done by halves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.web.conftest import small_cluster

from remeslo.core.registry.check import check_structure
from remeslo.core.registry.entity import EntityKind
from remeslo.core.registry.entity import LegalEntity as CoreEntity
from remeslo.core.registry.keys import EntityKey
from remeslo.core.registry.paths import heir_of
from remeslo.web.apps.common.models import LogEntry
from remeslo.web.apps.organisations.handover import hand_over_due
from remeslo.web.apps.organisations.models import Handover, LegalEntity, MemberOf, Succession
from remeslo.web.apps.organisations.services.judging import Refused
from remeslo.web.apps.organisations.services.successions import merge, split
from remeslo.web.apps.organisations.snapshot import structure
from remeslo.web.apps.registry.models import Site, StaffMember, StudentGroup
from remeslo.web.apps.registry.services import load_cluster
from remeslo.web.apps.registry.snapshot import cluster_value

ON, LATER = date(2027, 2, 1), date(2027, 9, 1)
UNITED = CoreEntity(key=EntityKey("united"), name="Объединённый колледж", kind=EntityKind.COLLEGE)


def entity(key: str) -> LegalEntity:
    return LegalEntity.objects.get(key=f"small.{key}")


def owners(cluster: Any) -> dict[str, str]:
    rows = [*Site.objects.filter(cluster=cluster), *StudentGroup.objects.filter(cluster=cluster)]
    rows += StaffMember.objects.filter(cluster=cluster)
    return {r.key: r.organisation.key for r in rows}


def test_a_merger_hands_everything_over_and_leaves_the_past_where_it_was(cluster: Any) -> None:
    done = merge([entity("base"), entity("net")], UNITED, on=ON, today=ON, by=None, document="приказ № 7")

    assert set(owners(cluster).values()) == {"united"}
    assert done.handed_over == {"group": 1, "site": 2, "staff": 2}
    assert cluster.organisations.get(key="united").role == "base_college"
    assert cluster.organisations.get(key="base").role == "base_college"
    found = structure([cluster])
    assert check_structure(found) == []
    assert {heir_of(found, f"small/{k}", ON) for k in ("base", "net")} == {"small/united"}
    assert heir_of(found, "small/base", date(2027, 1, 31)) == "small/base"
    assert LogEntry.objects.filter(action="registry.succeeded", cluster=cluster).count() == 1


def test_who_joins_a_college_that_goes_on_opens_no_new_member(cluster: Any) -> None:
    done = merge([entity("net")], entity("base"), on=ON, today=ON, by=None)

    assert done.opened == ()
    assert set(owners(cluster).values()) == {"base"}
    assert {m.until for m in MemberOf.objects.filter(entity=entity("net"))} == {ON}
    assert {m.until for m in MemberOf.objects.filter(entity=entity("base"))} == {None}


def test_a_merger_of_a_day_to_come_hands_over_on_that_day_only(cluster: Any) -> None:
    before = owners(cluster)

    merge([entity("base"), entity("net")], UNITED, on=LATER, today=ON, by=None)

    assert owners(cluster) == before
    assert hand_over_due(LATER) == 5
    assert set(owners(cluster).values()) == {"united"}
    assert hand_over_due(LATER) == 0


def test_an_older_folder_does_not_undo_a_merger(cluster: Any) -> None:
    merge([entity("base"), entity("net")], UNITED, on=ON, today=ON, by=None)

    load_cluster(small_cluster(), by=None)

    assert set(owners(cluster).values()) == {"united"}
    assert cluster.organisations.filter(key="united").exists()
    assert check_structure(structure([cluster])) == []


def test_a_cluster_with_a_merger_exported_and_imported_elsewhere_is_the_same(cluster: Any) -> None:
    with transaction.atomic():  # in one installation
        merge([entity("base"), entity("net")], UNITED, on=ON, today=ON, by=None)
        value = cluster_value(cluster)
        transaction.set_rollback(True)
    assert not Succession.objects.exists()

    # and in another
    assert cluster_value(load_cluster(value, by=None)) == value
    assert [len(value.successions), len(value.entities), len(value.memberships)] == [1, 6, 6]


def test_a_split_shares_out_what_there_was(cluster: Any) -> None:
    parts = [
        CoreEntity(key=EntityKey(k), name=k.title(), kind=EntityKind.COLLEGE, region="Выдуманный край")
        for k in ("north", "south")
    ]
    goes_to = {
        ("group", "small", "СВ-26"): "north",
        ("site", "small", "s1"): "north",
        ("staff", "small", "p1"): "south",
    }

    done = split(entity("base"), parts, on=ON, today=ON, by=None, goes_to=goes_to)

    assert owners(cluster) == {"s2": "net", "s1": "north", "СВ-26": "north", "p1": "south", "p2": "net"}
    assert {m.organisation.key for m in done.opened} == {"north", "south"}
    assert heir_of(structure([cluster]), "small/base", LATER) == "small/base"


def test_a_split_that_forgets_something_is_refused_and_nothing_is_changed(cluster: Any) -> None:
    before = (owners(cluster), LegalEntity.objects.count(), MemberOf.objects.filter(until__isnull=False).count())
    parts = [CoreEntity(key=EntityKey(k), name=k, kind=EntityKind.COLLEGE) for k in ("north", "south")]

    with pytest.raises(Refused) as refused:
        split(entity("base"), parts, on=ON, today=ON, by=None, goes_to={("group", "small", "СВ-26"): "north"})

    assert [(f.code, f.facts["things"]) for f in refused.value.findings] == [("registry.split_unassigned", ("s1",))]
    assert (
        owners(cluster),
        LegalEntity.objects.count(),
        MemberOf.objects.filter(until__isnull=False).count(),
    ) == before
    assert not Succession.objects.exists() and not Handover.objects.exists()


def test_a_spin_off_leaves_what_nobody_names_with_the_one_that_goes_on(cluster: Any) -> None:
    part = CoreEntity(key=EntityKey("north"), name="Север", kind=EntityKind.COLLEGE)

    split(
        entity("base"), [part], on=ON, today=ON, by=None, goes_on=True, goes_to={("group", "small", "СВ-26"): "north"}
    )

    assert owners(cluster) == {"s2": "net", "s1": "base", "СВ-26": "north", "p1": "base", "p2": "net"}


def test_who_is_no_more_merges_no_more(cluster: Any) -> None:
    merge([entity("net")], entity("base"), on=ON, today=ON, by=None)

    with pytest.raises(Refused) as refused:
        merge([entity("net")], entity("base"), on=LATER, today=LATER, by=None)

    assert [f.code for f in refused.value.findings] == ["registry.not_a_member"]


def test_a_merger_in_two_clusters_ends_and_begins_in_both(cluster: Any, other_cluster: Any) -> None:
    base = entity("base")
    MemberOf.objects.filter(organisation=other_cluster.organisations.get(key="base")).delete()
    MemberOf.objects.create(
        entity=base,
        cluster=other_cluster,
        organisation=other_cluster.organisations.get(key="base"),
        role="network_college",
        since=date(2026, 1, 1),
    )

    done = merge([base, entity("net")], UNITED, on=ON, today=ON, by=None)

    assert {(m.cluster.key, m.role) for m in done.opened} == {("small", "base_college"), ("other", "network_college")}
    assert owners(other_cluster)["s1"] == "united"
    assert owners(other_cluster)["s2"] == "net"


def test_what_still_names_the_old_is_told_with_what_is_past(cluster: Any, person: Any) -> None:
    person("deputy_director", cluster=cluster, organisation="net")

    done = merge([entity("net")], entity("base"), on=ON, today=ON, by=None)

    told = {(x.organisation, x.model, x.count, x.is_past) for x in done.leftovers}
    assert ("net", "common.membership", 1, False) in told
    assert not {x.model for x in done.leftovers} & {"registry.site", "registry.studentgroup", "organisations.memberof"}


@pytest.mark.parametrize("change", ({"role": "anchor_employer"}, {"since": ON}))
def test_the_database_refuses_to_rewrite_a_membership(cluster: Any, change: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        MemberOf.objects.filter(cluster=cluster).update(**change)


def test_the_database_refuses_to_end_a_membership_twice(cluster: Any) -> None:
    MemberOf.objects.filter(entity=entity("net")).update(until=ON)

    with pytest.raises(DatabaseError), transaction.atomic():
        MemberOf.objects.filter(entity=entity("net")).update(until=LATER)


def test_the_database_refuses_to_change_a_succession(cluster: Any) -> None:
    merge([entity("net")], entity("base"), on=ON, today=ON, by=None)

    with pytest.raises(DatabaseError), transaction.atomic():
        Succession.objects.update(on=LATER)
