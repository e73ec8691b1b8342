"""A small cluster on the constructor's invented standards, for programmes with choices and branches."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.core.competence import builders

from remeslo.core.competence.assign import assign
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.design import Designer
from remeslo.interchange.normpack import builtin

PACK = builtin()["ru-spo-worker-2021"]


def outline(**changed: Any) -> ProgrammeOutline:
    return builders.outline(**{"norms": PACK.key, **changed})


def cluster(*outlines: ProgrammeOutline, **changed: Any) -> Cluster:
    given: dict[str, Any] = {
        "key": "small",
        "name": "Малый",
        "industry": "",
        "region": "",
        "day": date(2026, 9, 1),
        "start_year": 2026,
        "standards": builders.standards(),
        "state_standards": (builders.state(),),
        "demand": (builders.card("a", "Работать в команде", "Строповка грузов"),),
        "programmes": outlines,
        "norms": {PACK.key: PACK},
    }
    return Cluster(**{**given, **changed})


def ready(*outlines: ProgrammeOutline, **changed: Any) -> Designer:
    """As `designer` makes it, with the match index that all these tests share."""
    value = cluster(*outlines, **changed)
    handed = assign(
        value.demand, value.offered, value.standards, builders.index(), states=value.state_standards, day=value.day
    )
    return Designer(value, builders.index(), handed)


def design(made: Designer, outline: ProgrammeOutline) -> ProgrammeDesign:
    found = made.design(outline).design
    assert found is not None
    return found
