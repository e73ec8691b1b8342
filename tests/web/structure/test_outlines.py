"""The outline behind a programme: the trunk's for a branch, and rules that stay with whom they belong to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from remeslo.core.competence.outline import Branch
from remeslo.core.competence.structure.rules import StructureRule
from remeslo.core.line.cluster import Cluster
from remeslo.web.apps.common.services.documents import save_version
from remeslo.web.apps.registry.contents import outline_content
from remeslo.web.apps.registry.snapshot import cluster_value
from remeslo.web.apps.structure.outlines import written

SOCIAL, GENERAL, OWN = (StructureRule(key=k, hours_max=n) for k, n in (("СГ", 300), ("ОП", 400), ("ПМ.01", 500)))


def branched(cluster: Any) -> Cluster:
    """The cluster's programme as a trunk of two qualifications."""
    outline = cluster_value(cluster).programmes[0]
    branches = tuple(
        Branch(key=k, title=f"Ветвь {k}", qualification=k, structure=(OWN,) if k == "one" else ())
        for k in ("one", "two")
    )
    made = replace(outline, structure=(SOCIAL,), branches=branches)
    save_version(cluster, outline_content(made), by=None, at=datetime(2026, 9, 1, tzinfo=UTC), publish=True)
    return cluster_value(cluster)


def test_a_branch_is_found_in_the_outline_of_its_trunk(cluster: Any, django_assert_num_queries: Any) -> None:
    value = branched(cluster)
    key = str(value.programmes[0].key)
    written(cluster, f"{key}.one")

    with django_assert_num_queries(2):
        found = written(cluster, f"{key}.one")

    assert found is not None
    assert (found.outline, found.programme.key) == (value.programmes[0], f"{key}.one")
    assert found.rules == (SOCIAL, OWN)
    assert [p.key for p in value.offered] == [f"{key}.one", f"{key}.two"]
    for nobody in (key, f"{key}.three", "one", f"{key}.one.two", "nobody.one"):
        assert written(cluster, nobody) is None


def test_new_rules_of_a_branch_leave_the_trunk_and_other_branches_as_they_are(cluster: Any) -> None:
    key = str(branched(cluster).programmes[0].key)
    found = written(cluster, f"{key}.one")
    assert found is not None
    wider = replace(SOCIAL, hours_max=350)

    made = found.with_rules((wider, GENERAL))

    assert made.structure == (wider,)
    assert [b.structure for b in made.branches] == [(GENERAL,), ()]
    assert found.of(made).structure == (wider, GENERAL)


def test_an_outline_without_branches_keeps_all_rules_itself(cluster: Any) -> None:
    found = written(cluster, str(cluster_value(cluster).programmes[0].key))

    assert found is not None
    assert found.programme == found.outline
    assert found.with_rules((SOCIAL, OWN)).structure == (SOCIAL, OWN)
