"""Several qualifications on one trunk: the trunk is the same in all of them, and each branch's term is proven."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.core.competence import builders
from tests.core.competence.structure.outlines import course, one_of
from tests.core.line import structured

from remeslo.core.competence.model import Origin
from remeslo.core.competence.outline import Branch
from remeslo.core.competence.structure.branches import programmes_of, trunks
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.result import Status
from remeslo.core.line.branching import Limits, plan_branches
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.studio import Desk
from remeslo.core.line.trunk import branch_plan, design_branches, joint_problem

TURNER = Branch(key="turner", title="Станочник", qualification="Станочник", activities=(1,))
SMITH = Branch(key="smith", title="Термист", qualification="Термист", activities=(2,))
OUTLINE = structured.outline(
    title="Ствол",
    elements=(course("ОП.90", 36, 60), course("ОП.91", 36), course("ОП.92", 36, 48)),
    structure=(one_of("ОП.91", "ОП.92"),),
    branches=(TURNER, replace(SMITH, elements=(course("ОП.95", 54, 54),))),
)


@pytest.fixture(scope="module")
def ready():
    return structured.ready(OUTLINE)


@pytest.fixture(scope="module")
def designed(ready):
    return design_branches(ready, trunks([OUTLINE])[0])


@pytest.fixture(scope="module")
def planned(ready):
    trunk = trunks([OUTLINE])[0]
    return plan_branches(
        ready, trunk, Limits(20, 0, work_limit=3), progress={b.key: lambda _: None for b in trunk.branches}
    )


def test_an_outline_without_branches_is_the_programme_itself() -> None:
    outline = structured.outline()

    assert programmes_of(outline) == (outline,)
    assert structured.cluster(outline).offered == (outline,)


def test_each_branch_is_a_programme_with_the_trunk_and_its_own() -> None:
    turner, smith = programmes_of(OUTLINE)

    assert [turner.key, smith.key] == ["turner.turner", "turner.smith"]
    assert (smith.qualification, smith.activities) == ("Термист", (2,))
    assert turner.elements == OUTLINE.elements
    assert [e.index for e in smith.elements] == ["ОП.90", "ОП.91", "ОП.92", "ОП.95"]
    assert smith.structure == OUTLINE.structure


def test_the_trunk_has_the_same_hours_ranges_and_marks_in_all_branches(designed) -> None:
    common = designed[0].common
    designs = [b.designed.design for b in designed]

    assert {"ОП.90", "ОП.ДВ.01", "СГ.01", "ОП.01"} <= common
    assert not common & {"ОП.95", "ГИА", "МДК.01.01", "МДК.02.01"}
    for key in common:
        one, other = ({e.index: e for e in d.elements}[key] for d in designs)
        assert (one.hours_min, one.hours_wanted, one.hours_max, one.attestations) == (
            other.hours_min,
            other.hours_wanted,
            other.hours_max,
            other.attestations,
        )
    for d in designs:
        assert sum(e.hours_wanted for e in d.elements) == d.total_hours


def test_a_branch_has_the_modules_of_its_activities_only(designed) -> None:
    turner, smith = (b.designed.design for b in designed)

    assert {c.key for c in turner.model.competences} >= {"ПК 1.1", "ПК 1.2"}
    assert "ПК 2.1" not in {c.key for c in turner.model.competences if c.origin is Origin.STATE}
    assert {c.key for c in smith.model.competences if c.module and c.origin is Origin.STATE} == {"ПК 2.1"}


def test_every_branch_is_proven_shortest_with_the_trunk_in_the_same_weeks(planned) -> None:
    common = planned[0].branch.common
    plans = [r.result.plan for r in planned]

    assert [(r.result.status, r.result.weeks == r.result.bound) for r in planned] == [(Status.OPTIMAL, True)] * 2
    assert all(plans[0].hours[k] == plans[1].hours[k] for k in common)
    for r in planned:
        assert [f for f in check(r.branch.designed.problem, r.result.plan) if f.hard] == []
        assert r.findings == ()


def test_a_joint_plan_is_one_plan_for_each_branch_and_back(planned) -> None:
    """What is taken apart is whole: every hour of the joint plan stands in a branch, the trunk's in each."""
    common = planned[0].branch.common
    problems = {r.branch.outline.key: r.branch.designed.problem for r in planned}

    joint = joint_problem("trunk", problems, common)

    keys = {e.key for e in joint.elements}
    assert common <= keys
    assert len(keys) == sum(len(p.elements) for p in problems.values()) - len(common)
    hours = {e.key: {0: n} for n, e in enumerate(joint.elements, start=1)}
    for branch, problem in problems.items():
        part = branch_plan(replace(planned[0].result.plan, hours=hours), branch, problem, common)
        assert set(part.hours) == {e.key for e in problem.elements}
        assert all(part.hours[k] == hours[k] for k in common)


def test_an_element_that_cannot_be_the_same_is_a_finding_of_every_branch(ready) -> None:
    """A branch whose standard obliges more hours of a discipline than the trunk has elsewhere."""
    other = builders.state(
        code="15.01.98",
        disciplines=(builders.discipline("СГ.01", "Физическая культура", 80, "ОК 04"),),
        activities=builders.state().activities[1:],
    )
    outline = replace(OUTLINE, branches=(TURNER, replace(SMITH, activities=(), state_standard="15.01.98")))
    made = structured.ready(outline, state_standards=(builders.state(), other))

    found = design_branches(made, trunks([outline])[0])

    for b in found:
        told = {f.where: f for f in b.designed.findings if f.code == "structure.trunk_differs"}
        assert set(told) == {"СГ.01"}
        assert min(told["СГ.01"].facts["hours"]) < 80 <= max(told["СГ.01"].facts["hours"])
        assert "СГ.01" not in b.common


def test_a_branch_that_cannot_be_planned_leaves_the_others_their_plans_and_says_so() -> None:
    huge = replace(SMITH, elements=(course("ОП.95", 1200),))
    outline = replace(OUTLINE, branches=(TURNER, huge))
    made = structured.ready(outline)
    trunk = trunks([outline])[0]

    turner, smith = plan_branches(
        made, trunk, Limits(20, 0, work_limit=1), progress={b.key: lambda _: None for b in trunk.branches}
    )

    assert [f.code for f in (*turner.findings, *smith.findings)] == ["structure.trunk_not_one"] * 2
    assert turner.result.plan is not None
    assert smith.result.plan is None


def test_activities_that_the_standard_lacks_are_named(ready) -> None:
    made = ready.design(structured.outline(activities=(1, 7)))

    told = [f for f in made.findings if f.code == "structure.unknown_activity"]
    assert [f.facts["numbers"] for f in told] == [(7,)]


def test_what_only_another_branch_has_binds_nothing_here() -> None:
    outline = replace(
        OUTLINE, elements=(course("ОП.90", 36, after=("ОП.95", "СГ.01")),), structure=(), branches=OUTLINE.branches
    )

    turner, smith = programmes_of(outline)

    assert (turner.elements[0].after, smith.elements[0].after) == (("СГ.01",), ("ОП.95", "СГ.01"))


def test_the_table_shows_the_first_branch_and_says_so(ready) -> None:
    made = ready.design(OUTLINE)

    assert made.design.key == "turner.turner"
    assert made.findings[-1].code == "structure.first_branch_shown"


def test_groups_are_on_a_branch(ready) -> None:
    cluster: Cluster = ready.cluster

    assert cluster.outline("turner.smith").title == "Термист"
    assert cluster.outline("turner") is None


def test_the_table_of_a_working_group_shows_a_choice_with_the_hours_it_may_have(ready) -> None:
    board = Desk(ready, OUTLINE).board(Rulings.NONE)

    element = next(e for e in board.elements if e.element.index == "ОП.ДВ.01")
    assert (element.fixed, element.least, element.most) == (True, 36, 36)
    assert not any(e.element.index in ("ОП.91", "ОП.92") for e in board.elements)
