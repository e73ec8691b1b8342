"""Norms are taken from the pack, the most qualified first, never made up."""

from __future__ import annotations

from fractions import Fraction

from tests.core.competence import builders

from remeslo.core.competence.limits import Limits, limits, missing_norms
from remeslo.core.competence.statestandard import EntryBase, ProgrammeKind


def taken(values: dict[str, str], kind: ProgrammeKind = ProgrammeKind.WORKER) -> Limits:
    return limits(builders.Norms(values), day=builders.DAY, kind=kind, base=EntryBase.BASIC_GENERAL)


def test_the_most_qualified_norm_wins() -> None:
    values = {
        "qual_level_max": "1",
        "qual_level_max.ooo": "2",
        "qual_level_max.worker": "3",
        "qual_level_max.worker.ooo": "4",
    }
    found = []
    while values:
        found.append(taken(values).qual_level_max)
        del values[max(values, key=lambda k: (k.count("."), "worker" in k))]

    assert found == [4, 3, 2, 1]


def test_a_norm_of_another_kind_does_not_bind() -> None:
    assert taken({"mandatory_share_max.specialist": "0.7"}).mandatory_share_max is None


def test_a_missing_norm_is_no_number_and_is_named() -> None:
    found = taken({"mandatory_share_max": "0.8"})

    assert found.mandatory_share_max == Fraction(4, 5)
    assert found.practice_week_hours is None
    assert found.practice_step == 1
    assert [f.facts["norm"] for f in missing_norms(found, "pack")] == ["practice_week_hours", "qual_level_max"]
