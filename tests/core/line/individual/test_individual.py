"""Individual plans: what counts as learnt, what is skipped and when, that the own plan is lawful and no longer."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence.courses.designs import design, designs, element

from remeslo.core.base.calendar import YearLayout, academic_calendar
from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import ElementKey
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.limits import Limits
from remeslo.core.curriculum.problem import Precedence, RuleValue, TermElement, TermProblem
from remeslo.core.curriculum.result import Status, TermPlan
from remeslo.core.curriculum.rules import Rule
from remeslo.core.curriculum.solve import solve
from remeslo.core.curriculum.whatif.change import ChangeRefused
from remeslo.core.line.individual.continuation import continuation, norms_kept, with_group
from remeslo.core.line.individual.credit import credit

MODULE = design(
    [
        element("t", 8, first=["x", "y"], module="m"),
        element("u", 8, first=["z"], uses=["x"], after=["t"], module="m"),
        element("exam", 4, kind=ElementKind.ATTESTATION, module="m", after=["u"]),
        element("final", 4, kind=ElementKind.FINAL_ATTESTATION),
    ]
)
PAIR = st.shared(designs(), key="design")


def problem(programme: ProgrammeDesign) -> TermProblem:
    """Four hours a week, all of the programme's hours."""
    elements = tuple(
        TermElement(
            key=e.index,
            title=e.title,
            kind=e.kind,
            hours_min=e.hours_min,
            hours_wanted=e.hours_wanted,
            hours_max=e.hours_max,
            after=tuple(Precedence(a) for a in e.after),
            module=e.module,
            max_hours_per_week=4,
            outcomes=tuple(e.first),
        )
        for e in programme.elements
    )
    total = sum(e.hours_min for e in elements)
    rules = {Rule.WEEK_MAX_HOURS: RuleValue(4, "act", True), Rule.TOTAL_HOURS: RuleValue(total, "act", True)}
    required = frozenset(o for e in programme.elements for o in e.first)
    return TermProblem("p", academic_calendar(2026, (YearLayout(),)), elements, rules, required)


def group_plan(asked: TermProblem) -> TermPlan:
    result = solve(asked, work_limit=2, workers=1)
    assert result.plan is not None
    return result.plan


LIMITS = Limits(limit_s=60.0, work_limit=2, workers=1)


@settings(max_examples=12)
@given(PAIR, st.data())
def test_own_plan_is_lawful_without_what_is_known_and_not_longer_than_the_group_s(
    programme: ProgrammeDesign, data: st.DataObject
) -> None:
    keys = [e.index for e in programme.elements]
    known = data.draw(st.lists(st.sampled_from(keys), unique=True, max_size=len(keys) - 1)) if len(keys) > 1 else []
    asked = problem(programme)
    plan = group_plan(asked)
    given_credit = credit(programme, elements=known, outcomes=())
    if len(given_credit.elements) == len(keys):
        return

    own = continuation(asked, plan, given_credit.elements, limits=LIMITS)

    assert own.result.status is Status.OPTIMAL
    assert own.result.plan is not None
    assert not set(own.result.plan.hours) & set(given_credit.elements)
    assert [f for f in check(own.problem, own.result.plan) if f.hard] == []
    assert own.result.plan.weeks <= plan.weeks
    assert own.result.plan.weeks <= with_group(plan, given_credit.elements).plan.weeks


@settings(max_examples=40)
@given(PAIR, st.data())
def test_element_is_recognised_exactly_when_it_is_named_or_all_it_teaches_is_known(
    programme: ProgrammeDesign, data: st.DataObject
) -> None:
    outcomes = [o.key for o in programme.model.outcomes]
    known = set(data.draw(st.lists(st.sampled_from(outcomes), unique=True)) if outcomes else [])

    made = credit(programme, elements=(), outcomes=known)

    taught = {e.index: set(e.first) for e in programme.elements}
    assert set(made.elements) == {k for k, first in taught.items() if first and first <= known}
    assert {p.element for p in made.partly} == {
        k for k, first in taught.items() if first & known and not first <= known
    }


@pytest.mark.parametrize(
    ("elements", "outcomes", "expected", "codes"),
    (
        (("t",), (), ("t",), ()),
        ((), ("x", "y", "z"), ("t", "u"), ()),
        (("t", "exam"), (), ("t",), ("individual.exam_stays",)),
        (("t", "u", "exam"), (), ("t", "u", "exam"), ()),
        (("final",), (), (), ("individual.final_stays",)),
        (("?",), ("??",), (), ("individual.unknown", "individual.unknown")),
    ),
)
def test_exam_goes_with_its_whole_module_and_the_final_attestation_never(
    elements: tuple[str, ...], outcomes: tuple[str, ...], expected: tuple[str, ...], codes: tuple[str, ...]
) -> None:
    made = credit(MODULE, elements=elements, outcomes=outcomes)

    assert made.elements == expected
    assert tuple(f.code for f in made.findings) == codes


def test_group_s_plan_shows_what_is_skipped_and_when_and_keeps_what_is_over() -> None:
    plan = TermPlan({ElementKey("t"): {0: 4, 1: 4}, ElementKey("u"): {2: 4, 3: 4}, ElementKey("exam"): {4: 4}})

    shown = with_group(plan, (ElementKey("t"), ElementKey("u")), from_week=1)

    assert [(s.element, s.hours, s.weeks) for s in shown.skipped] == [("t", 4, (1, 1)), ("u", 8, (2, 3))]
    assert dict(shown.free) == {1: 4, 2: 4, 3: 4}
    assert shown.plan.hours == {"t": {0: 4}, "exam": {4: 4}}


def test_in_the_middle_the_weeks_that_are_over_stay_as_they_were() -> None:
    asked = problem(MODULE)
    plan = group_plan(asked)

    own = continuation(asked, plan, (ElementKey("u"),), from_week=2, limits=LIMITS)

    assert own.result.plan is not None
    assert own.result.plan.in_week(0) == plan.in_week(0)
    assert own.result.weeks == plan.weeks - 2
    assert own.difference is not None


def test_norms_say_how_much_is_met_by_what_is_recognised() -> None:
    asked = problem(MODULE)

    own = continuation(asked, group_plan(asked), (ElementKey("t"),), limits=LIMITS)

    kept = {n.rule: n for n in norms_kept(asked, own.problem)}
    assert (kept["total_hours"].before.amount, kept["total_hours"].after.amount) == (24, 16)  # type: ignore[union-attr]
    assert kept["total_hours"].is_less
    assert not kept["week_max_hours"].is_less
    assert Fraction(kept["week_max_hours"].before.amount) == 4


def test_everything_recognised_leaves_no_plan_and_says_so() -> None:
    asked = problem(MODULE)

    with pytest.raises(ChangeRefused, match="nothing_left"):
        continuation(asked, group_plan(asked), [e.key for e in asked.elements], limits=LIMITS)
