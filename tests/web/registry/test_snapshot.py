"""Rows give the cluster back exactly; the number of queries does not grow."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.conftest import WELDING, small_cluster

from remeslo.core.base.calendar import Holiday
from remeslo.core.network.resources import Workshop
from remeslo.web.apps.common.models import DocumentVersion, LogEntry, VersionedDocument
from remeslo.web.apps.registry import values
from remeslo.web.apps.registry.services import load_cluster
from remeslo.web.apps.registry.snapshot import cluster_value, published_versions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_remembered():
    values._values.clear()


def test_cluster_value_gives_back_what_was_loaded(cluster):
    assert cluster_value(cluster) == small_cluster()


@pytest.mark.parametrize("times", [1, 6])
def test_cluster_value_takes_twenty_three_queries_however_large_the_cluster(db, times, django_assert_num_queries):
    value = small_cluster()
    more = tuple(replace(value.demand[0], key=f"card-{n}") for n in range(times))
    value = replace(value, demand=value.demand + more)
    row = load_cluster(value, by=None)
    values._values.clear()

    with django_assert_num_queries(23):
        found = cluster_value(row)

    assert len(found.demand) == 2 + times


@given(st.lists(st.builds(Holiday, day=st.dates(), hours=st.integers(1, 40), name=st.text("день", max_size=8))))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_public_holidays_come_back_in_their_order_whatever_was_there_before(cluster, holidays):
    changed = replace(small_cluster(), holidays=tuple(holidays))

    load_cluster(changed, by=None)

    assert cluster_value(cluster) == changed


def test_loading_the_same_cluster_again_changes_and_logs_nothing(cluster):
    before = DocumentVersion.objects.count(), LogEntry.objects.count()

    load_cluster(small_cluster(), by=None)

    assert (DocumentVersion.objects.count(), LogEntry.objects.count()) == before
    assert cluster_value(cluster) == small_cluster()


def test_loading_a_changed_cluster_saves_the_changed_documents_and_withdraws_the_missing(cluster):
    value = small_cluster()
    changed = replace(
        value,
        name="Другое имя",
        workshops=(Workshop(key="w9", site="s1", name="Новая", places=3), value.workshops[0]),
        demand=(replace(value.demand[1], job="Дефектоскопист"),),
        staff=(),
    )

    row = load_cluster(changed, by=None)

    assert cluster_value(row) == changed
    gone = VersionedDocument.objects.get(key="card-turbines")
    assert gone.withdrawn and gone.versions.count() == 1
    assert VersionedDocument.objects.get(key="card-valves").versions.count() == 2


def test_a_withdrawn_document_comes_back_with_its_history(cluster):
    value = small_cluster()
    load_cluster(replace(value, demand=()), by=None)

    load_cluster(value, by=None)

    assert cluster_value(cluster) == value
    assert VersionedDocument.objects.get(key="card-turbines").versions.count() == 1


def test_loading_fails_whole_when_one_thing_is_wrong(cluster):
    value = small_cluster()
    broken = replace(value, name="Не сохранится", sites=(replace(value.sites[0], organisation="nobody"),))

    with pytest.raises(KeyError):
        load_cluster(broken, by=None)

    assert cluster_value(cluster) == value


def test_published_versions_names_every_document_with_its_number(cluster):
    assert published_versions(cluster)[f"standard:{WELDING.edition}"] == 1
