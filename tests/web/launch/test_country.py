"""The invented country in the database: whole, marked, the same when started again, and open to drilling down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest

from remeslo.core.line.country import TINY
from remeslo.core.registry.check import check_structure
from remeslo.web.apps.boards.models import BoardCell, StoredFigure
from remeslo.web.apps.common.models import Cluster, Membership, Organisation
from remeslo.web.apps.organisations.models import LegalEntity, Succession
from remeslo.web.apps.organisations.snapshot import structure
from remeslo.web.apps.results.models import FactRow
from remeslo.web.launch.console import Console
from remeslo.web.launch.country import NotTheSame, load_country

SIZE = replace(
    TINY,
    clusters=2,
    regions=2,
    colleges=8,
    enterprises=4,
    learners=60,
    first=date(2025, 1, 1),
    last=date(2025, 12, 31),
    splits=0,
    role_changes=0,
    in_two=0,
)


@pytest.mark.django_db
def test_a_country_is_loaded_once_with_facts_behind_every_leaf() -> None:
    load_country(SIZE, Console(StringIO()))
    counts = (FactRow.objects.count(), StoredFigure.objects.count(), BoardCell.objects.count())
    again = StringIO()

    load_country(SIZE, Console(again))

    assert counts == (FactRow.objects.count(), StoredFigure.objects.count(), BoardCell.objects.count())
    assert min(counts) > 0
    assert Cluster.objects.filter(illustrative=True).count() == 2
    assert LegalEntity.objects.count() == 8 + 4 + 2 + 1
    assert Succession.objects.count() == 1
    assert check_structure(structure()) == []
    assert Membership.objects.filter(cluster=None).count() == 3
    for cluster in Cluster.objects.all():
        told = set(FactRow.objects.filter(cluster=cluster).values_list("college__key", flat=True))
        leaves = set(StoredFigure.objects.filter(cluster=cluster).exclude(college="").values_list("college", flat=True))
        assert leaves and leaves <= told


@pytest.mark.django_db
def test_clusters_of_the_same_keys_that_are_somebody_elses_are_left_alone() -> None:
    other = Cluster.objects.create(key="land-001", name="Real", day=date(2025, 1, 1), start_year=2025)

    with pytest.raises(NotTheSame):
        load_country(SIZE, Console(StringIO()))

    assert list(Cluster.objects.all()) == [other]
    assert not Organisation.objects.exists()
