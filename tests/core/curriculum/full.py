"""Tiny problems with everything the full term problem has, and an oracle that tries every plan in pairs of hours."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product

from hypothesis import strategies as st
from tests.core.curriculum.small import LAYOUT, LIMIT, element, exam, rule

from remeslo.core.base.calendar import AcademicCalendar, academic_calendar
from remeslo.core.base.elements import ElementKind
from remeslo.core.base.findings import any_hard
from remeslo.core.base.keys import ElementKey, GroupKey
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.problem import Choice, Group, LinkKind, Precedence, TermElement, TermProblem
from remeslo.core.curriculum.resources import Need, Person, Resource, ResourceKey, StaffNeed, TeacherKey
from remeslo.core.curriculum.result import TermPlan

PAIR = 2
GROUPS = (GroupKey("g0"), GroupKey("g1"))
Row = Mapping[int, int]


@st.composite
def full_problems(draw: st.DrawFn) -> TermProblem:
    """Up to three elements over five study weeks; each part of the full problem is there or not."""
    calendar = academic_calendar(2026, (LAYOUT,))
    if draw(st.booleans()):
        lost = draw(st.integers(0, len(calendar.study) - 1))
        calendar = AcademicCalendar(
            tuple(replace(w, hours_lost=2) if w.index == calendar.study[lost].index else w for w in calendar)
        )
    groups = tuple(Group(key=g) for g in GROUPS) if draw(st.integers(0, 3)) == 0 else ()
    elements = [_element(draw, n, groups) for n in range(draw(st.integers(1, 3)))]
    ways, elements = _ways(draw, elements)
    from_week = draw(st.sampled_from((0, 0, 0, 1, 2)))
    done = _done(draw, elements, from_week)
    rules = {"week_max_hours": rule(LIMIT), "practice_week_hours": rule(LIMIT)}
    for key, values in (
        ("week_min_hours", (2, 4)),
        ("elements_per_week_max", (1, 2)),
        ("exams_per_year_max", (1, 2)),
        ("holiday_hours_recovered", (0, 1)),
    ):
        if draw(st.integers(0, 4)) == 0:
            rules[key] = rule(draw(st.sampled_from(values)))
    return TermProblem(
        key="tiny",
        calendar=calendar,
        elements=tuple(elements),
        rules=rules,
        resources=(_resource(draw, calendar),),
        people=tuple(
            Person(key=TeacherKey(f"p{n}"), skills=frozenset({"s"}), weekly_hours=draw(st.sampled_from((2, 6))))
            for n in range(2)
        ),
        groups=groups,
        ways=ways,
        done=done,
        from_week=from_week,
    )


def _element(draw: st.DrawFn, n: int, groups: tuple[Group, ...]) -> TermElement:
    shape = draw(st.sampled_from(("spread", "spread", "whole", "block", "one week")))
    step = LIMIT if shape == "whole" else 2
    low = step * draw(st.integers(1, 1 if shape == "whole" else 3))
    high = low + step * draw(st.integers(0, 1)) if shape == "spread" else low
    return element(
        f"e{n}",
        (low, low, high),
        ElementKind.WORK_PRACTICE if shape in ("whole", "block") else ElementKind.THEORY,
        whole_weeks=shape in ("whole", "block"),
        week_hours=2 if shape == "block" else None,
        alone=shape == "whole",
        one_week=shape == "one week",
        max_hours_per_week=draw(st.sampled_from((2, 4, LIMIT))) if shape == "spread" else LIMIT,
        after=tuple(_link(draw, k) for k in range(n) if draw(st.booleans())),
        attestations=draw(st.sampled_from(((), exam()))),
        needs=(Need(ResourceKey("r"), draw(st.sampled_from((Fraction(1), Fraction(1, 2))))),) * draw(st.integers(0, 1)),
        staff=(StaffNeed("s", draw(st.integers(1, 2))),) if draw(st.integers(0, 4)) == 0 else (),
        groups=draw(st.sampled_from(((), GROUPS[:1], GROUPS[1:]))) if groups else (),
    )


def _link(draw: st.DrawFn, before: int) -> Precedence:
    kind, lag = draw(st.sampled_from(LinkKind)), draw(st.integers(0, 2))
    share = draw(st.sampled_from((Fraction(1, 3), Fraction(1, 2)))) if kind is LinkKind.PARTIAL else Fraction(1)
    longest = draw(st.none() | st.integers(lag, 2)) if kind is not LinkKind.PARTIAL else None
    return Precedence(ElementKey(f"e{before}"), kind, lag, share, longest)


def _ways(draw: st.DrawFn, elements: list[TermElement]) -> tuple[tuple[Choice, ...], list[TermElement]]:
    """The first two elements are ways to the same, or the first may be recognised, or nothing is optional."""
    how = draw(st.sampled_from(("none", "none", "either", "recognised", "free")))
    if how == "none":
        return (), elements
    either = how == "either" and len(elements) > 1
    optional = {"e0", "e1"} if either else {"e0"}
    made = [replace(e, optional=True) if e.key in optional else e for e in elements]
    if how == "free":
        return (), made
    one, other = frozenset({ElementKey("e0")}), frozenset({ElementKey("e1")}) if either else frozenset[ElementKey]()
    return (Choice("c", (one, other)),), made


def _done(draw: st.DrawFn, elements: list[TermElement], from_week: int) -> dict[ElementKey, dict[int, int]]:
    """Spread elements that have begun."""
    spread = [e for e in elements if not e.whole_weeks and not e.one_week and not e.optional]
    weeks = draw(st.sets(st.integers(0, from_week - 1))) if from_week else set()
    return {e.key: dict.fromkeys(sorted(weeks), 2) for e in spread[:1] if weeks}


def _resource(draw: st.DrawFn, calendar: AcademicCalendar) -> Resource:
    weeks = draw(
        st.dictionaries(st.sampled_from([w.index for w in calendar.study]), st.sampled_from((0, 2)), max_size=2)
    )
    return Resource(key=ResourceKey("r"), title="r", capacity=draw(st.sampled_from((2, 4, LIMIT))), by_week=weeks)


LASTING = frozenset(
    {
        "term.practice_interrupted",
        "term.one_week_split",
        "term.order_broken",
        "term.start_order_broken",
        "term.partial_order_broken",
        "term.lag_too_long",
        "term.resource_over_capacity",
        "term.week_over_limit",
        "term.too_many_elements",
        "term.practice_week_shared",
    }
)
"""What no more elements and no people cure: a plan of some elements of which `check` says so is not gone on with."""


def fewest_weeks(tiny: TermProblem) -> int | None:
    """Fewest calendar weeks of any plan that `check` has nothing hard against, over all plans in pairs; None: none."""
    over = TermPlan(dict(tiny.done))
    if not any_hard(check(tiny, over)):
        return over.weeks
    every = _Every(tiny)
    for end in range(max(1, tiny.from_week), len(tiny.calendar) + 1):
        if end < len(tiny.calendar) and not tiny.calendar.weeks[end - 1].is_study and end > tiny.from_week:
            continue
        if any(_lawful(tiny, plan) for plan in every.plans(end)):
            return end
    return None


def lawful_plans(tiny: TermProblem, weeks: int) -> Iterator[TermPlan]:
    """All plans of just so many calendar weeks that `check` has nothing hard against, with nobody named in them."""
    return (plan for plan in _Every(tiny).plans(weeks) if _lawful(tiny, plan))


def _lawful(tiny: TermProblem, plan: TermPlan) -> bool:
    """With some people or none; who teaches cures nothing but that nobody does."""
    without = [f for f in check(tiny, plan) if f.code != "term.staff_missing"]
    if any_hard(without):
        return False
    return any(not any_hard(check(tiny, TermPlan(plan.hours, people))) for people in _crews(tiny, plan))


def _crews(tiny: TermProblem, plan: TermPlan) -> Iterator[Mapping[ElementKey, tuple[TeacherKey, ...]]]:
    """Every way to put people on the elements that need some."""
    keys = [e.key for e in tiny.elements if e.staff and plan.hours.get(e.key)]
    people = tuple(p.key for p in tiny.people)
    crews = [(), people[:1], people[1:], people]
    for chosen in product(crews, repeat=len(keys)):
        yield dict(zip(keys, chosen, strict=True))


class _Every:
    """All plans of a tiny problem, but those of which some elements alone break what nothing cures."""

    def __init__(self, tiny: TermProblem) -> None:
        self.tiny = tiny
        self.rows = [[row for row in _rows(tiny, e) if not self._is_hopeless({e.key: row})] for e in tiny.elements]
        self.known: dict[tuple[int, ...], bool] = {}

    def plans(self, end: int) -> Iterator[TermPlan]:
        """Those that end in the last of so many calendar weeks."""
        for chosen in self._fitting(end, ()):
            plan = TermPlan(self._hours(chosen))
            if plan.weeks == end:
                yield plan

    def _fitting(self, end: int, chosen: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        """The place of a row for each element, one element after the other."""
        if len(chosen) == len(self.rows):
            yield chosen
            return
        if len(chosen) > 1 and self._is_known_hopeless(chosen):
            return
        for k, row in enumerate(self.rows[len(chosen)]):
            if max(row, default=-1) < end:
                yield from self._fitting(end, (*chosen, k))

    def _is_known_hopeless(self, chosen: tuple[int, ...]) -> bool:
        if chosen not in self.known:
            self.known[chosen] = self._is_hopeless(self._hours(chosen))
        return self.known[chosen]

    def _hours(self, chosen: tuple[int, ...]) -> dict[ElementKey, Row]:
        return {self.tiny.elements[n].key: self.rows[n][k] for n, k in enumerate(chosen)}

    def _is_hopeless(self, hours: Mapping[ElementKey, Row]) -> bool:
        return any(f.hard and f.code in LASTING for f in check(self.tiny, TermPlan(hours)))


def _rows(tiny: TermProblem, e: TermElement) -> Iterator[Row]:
    """Hours by week of one element, with those that are done."""
    done = dict(tiny.done.get(e.key, {}))
    if e.optional and not done:
        yield {}
    weeks = [w.index for w in tiny.calendar.study if tiny.from_week <= w.index]
    step = LIMIT if e.whole_weeks and e.week_hours is None else e.week_hours or PAIR
    most = step if e.whole_weeks else min(e.max_hours_per_week, LIMIT)
    for hours in product(range(0, most + 1, step), repeat=len(weeks)):
        row = {**done, **{w: h for w, h in zip(weeks, hours, strict=True) if h}}
        if row and e.hours_min <= sum(row.values()) <= max(e.hours_max, sum(done.values())):
            yield row
