"""A programme of theory and two practices planned over six weeks, and colleges whose groups are on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from tests.core.line import example

from remeslo.core.base.calendar import YearLayout, academic_calendar
from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import ElementKey
from remeslo.core.competence.design import DesignElement
from remeslo.core.curriculum.element import Precedence, TermElement
from remeslo.core.curriculum.problem import RuleValue, TermProblem
from remeslo.core.curriculum.result import Status, TermPlan, TermResult
from remeslo.core.line.cluster import Cluster, StudentGroup
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.network.place import Condition
from remeslo.core.network.resources import Organisation, OrganisationRole, Site, Way, Workshop
from remeslo.core.network.terms import Holding, UseTerms
from remeslo.core.staffing.requirement import TeachingRequirement

THEORY, SHOP, PLANT = (ElementKey(k) for k in ("МДК.01", "УП.01", "ПП.01"))
KINDS = {THEORY: ElementKind.THEORY, SHOP: ElementKind.TRAINING_PRACTICE, PLANT: ElementKind.WORK_PRACTICE}
HOURS: Mapping[ElementKey, Mapping[int, int]] = {
    THEORY: dict.fromkeys((0, 1, 2, 5), 36),
    SHOP: {3: 36},
    PLANT: {4: 36},
}


def outcome(*, practice_after_theory: bool = False) -> ProgrammeOutcome:
    """The planned programme: three weeks of theory, the workshop, the plant, a week of theory."""
    [made] = example.outcome().programmes
    assert made.design is not None
    elements = tuple(_element(k, sum(h.values())) for k, h in HOURS.items())
    after = (Precedence(THEORY),) if practice_after_theory else ()
    terms = tuple(
        TermElement(
            key=e.index,
            title=e.title,
            kind=e.kind,
            hours_min=e.hours_min,
            hours_wanted=e.hours_min,
            hours_max=e.hours_max,
            after=after if e.index == PLANT else (),
        )
        for e in elements
    )
    calendar = academic_calendar(2026, (YearLayout(),))
    rules = {"week_max_hours": RuleValue(36, "test", verified=False)}
    return replace(
        made,
        design=replace(made.design, elements=elements),
        problem=TermProblem(made.key, calendar, terms, rules=rules),
        result=TermResult(Status.OPTIMAL, TermPlan(HOURS), weeks=6, bound=6),
    )


def _element(key: ElementKey, hours: int) -> DesignElement:
    return DesignElement(
        index=key,
        title=f"Элемент {key}",
        kind=KINDS[key],
        cycle="П",
        module=None,
        hours_min=hours,
        hours_wanted=hours,
        hours_max=hours,
        mandatory_min=hours,
        weight=Fraction(0),
    )


def cluster(groups: int = 2, **more: Any) -> Cluster:
    """Two colleges with a group each (or more), one shared workshop, one plant."""
    colleges = ("a", "b")
    made: dict[str, Any] = {
        "key": "c",
        "name": "К",
        "industry": "i",
        "region": "r",
        "day": date(2026, 9, 1),
        "start_year": 2026,
        "organisations": (
            Organisation(key="a", name="a", role=OrganisationRole.BASE_COLLEGE),
            Organisation(key="b", name="b", role=OrganisationRole.NETWORK_COLLEGE),
            Organisation(key="works", name="w", role=OrganisationRole.ANCHOR_EMPLOYER),
        ),
        "sites": tuple(Site(key=f"{o}1", organisation=o, name=o) for o in ("a", "b", "works")),
        "workshops": (
            Workshop(key="shop", site="a1", name="Станочная", places=25, shared=True),
            Workshop(key="plant", site="works1", name="Цех", places=13),
        ),
        "ways": (Way(one="a1", other="b1", minutes=40), Way(one="a1", other="works1", minutes=15)),
        "requirements": (TeachingRequirement(element=SHOP, workshops=("shop",)),),
        "groups": tuple(
            StudentGroup(key=f"g{n}", organisation=colleges[n % 2], programme=example.P, start_year=2026, size=25)
            for n in range(groups)
        ),
    }
    return Cluster(**(made | more))


def briefed(made: Cluster, *, since: date) -> Cluster:
    """The plant asks a briefing, and group ``g0`` has it from a day on."""
    return replace(
        made,
        use_terms=(UseTerms(workshop="plant", asks=(Condition.BRIEFING,)),),
        holdings=(Holding(group="g0", condition=Condition.BRIEFING, since=since),),
    )
