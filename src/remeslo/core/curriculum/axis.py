"""
The term problem on the axis of study weeks, in lesson units: the form in which bounds and solvers think.

Vacations are cut out, so that consecutive study weeks are consecutive places 0, 1, 2 ... Hours are counted in units:
a lesson pair of two hours where every hour of the problem is even, else single hours. Plans are made of whole units,
and proofs hold for such plans.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, gcd

from remeslo.core.base.calendar import Week
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.attestations import sittings
from remeslo.core.curriculum.links import all_links
from remeslo.core.curriculum.problem import LinkKind, TermElement, TermProblem
from remeslo.core.curriculum.result import TermPlan
from remeslo.core.curriculum.rules import Rule, amount
from remeslo.core.curriculum.shapes import is_one_sitting, practice_week_hours, week_limit
from remeslo.core.curriculum.volumes import PARTS, part, shared_part

LESSON_PAIR = 2
"""Hours of a double lesson, in which timetables are made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """
    An element in units.

    Parameters
    ----------
    low, wanted, high
        Hours in units; for whole weeks ``low`` and ``high`` are multiples of ``week`` (low > high: no multiple fits).
    pace
        Most units in a week, not above the weekly capacity.
    week
        Units of one whole week; 0: not in whole weeks.
    sitting
        True: lies in one week.
    allowed
        Places it may use, in order.
    pinned
        Units by semester that are fixed; ``None``: free.
    """

    number: int
    element: TermElement
    low: int
    wanted: int
    high: int
    pace: int
    week: int
    sitting: bool
    allowed: tuple[int, ...]
    pinned: Mapping[int, int] | None

    @property
    def whole(self) -> bool:
        """True when it lies in whole weeks."""
        return self.week > 0

    def weeks(self, units: int) -> int:
        """Fewest study weeks that hold so many units."""
        return -(-units // (self.week or self.pace))


@dataclass(frozen=True, slots=True)
class Arrow:
    """A link between item numbers. ``starts``: start-start; else finish-start."""

    before: int
    after: int
    lag: int
    starts: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Study weeks of one semester: places start <= place < stop."""

    semester: int
    course: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Form:
    """A rule on hours: low <= units of the items together <= high (``None``: no upper end)."""

    rule: Rule
    items: tuple[int, ...]
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class YearLimit:
    """A limit on sittings a year; each group is a tuple of item numbers, taken when the last of them ends."""

    rule: Rule
    groups: tuple[tuple[int, ...], ...]
    limit: int


@dataclass(frozen=True)
class Axis:
    """A problem in study weeks and units. ``soft``: rules that the pack calls soft are obeyed too."""

    problem: TermProblem
    soft: bool = False

    @cached_property
    def unit(self) -> int:
        """Hours of one unit."""
        hours = {h for e in self.problem.elements for h in (e.hours_min, e.hours_wanted, e.hours_max)}
        hours |= {h for e in self.problem.elements for _, h in e.semester_hours}
        hours |= {practice_week_hours(self.problem, e) for e in self.problem.elements if e.whole_weeks}
        limit = week_limit(self.problem)
        total = amount(self.problem, Rule.TOTAL_HOURS)
        hours |= {int(n) for n in (limit, total) if n is not None}
        hours |= {e.max_hours_per_week for e in self.problem.elements if limit is None or e.max_hours_per_week < limit}
        return gcd(LESSON_PAIR, *hours)

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        """Study weeks in order; a place is an index into them."""
        return self.problem.calendar.study

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Semesters in order."""
        found: dict[int, list[int]] = {}
        for place, week in enumerate(self.weeks):
            found.setdefault(week.semester or 0, []).append(place)
        return tuple(Span(s, self.weeks[p[0]].course, p[0], p[-1] + 1) for s, p in sorted(found.items()))

    @cached_property
    def capacity(self) -> int:
        """Units a week holds; without a limit, what all elements together may ask for."""
        limit = week_limit(self.problem)
        if limit is None:
            return sum(self._pace(e) for e in self.problem.elements) or 1
        return limit // self.unit

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Elements in the order of the problem."""
        return tuple(self._item(i, e) for i, e in enumerate(self.problem.elements))

    @cached_property
    def numbers(self) -> Mapping[ElementKey, int]:
        """Item numbers by element key."""
        return {e.key: i for i, e in enumerate(self.problem.elements)}

    @cached_property
    def arrows(self) -> tuple[Arrow, ...]:
        """All links that bind."""
        number = self.numbers
        return tuple(
            Arrow(number[k.before], number[k.after], k.lag_weeks, k.kind is LinkKind.START_START)
            for k in all_links(self.problem, soft=self.soft)
        )

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """Rules on hours that bind."""
        found = []
        total = self._binding(Rule.TOTAL_HOURS)
        if total is not None:
            exact = Fraction(total) / self.unit
            high = exact.numerator // exact.denominator
            found.append(Form(Rule.TOTAL_HOURS, self._of(self.problem.elements), ceil(exact), high))
        for rule in PARTS:
            least = self._binding(rule)
            if least is not None:
                found.append(Form(rule, self._of(part(self.problem, rule)), ceil(Fraction(least) / self.unit), None))
        share = self._binding(Rule.MANDATORY_SHARE_MAX)
        if share is not None and share > 0:
            elements = shared_part(self.problem)
            mandatory = sum(e.mandatory_min for e in elements)
            low = ceil(Fraction(mandatory) / share / self.unit)
            found.append(Form(Rule.MANDATORY_SHARE_MAX, self._of(elements), low, None))
        return tuple(found)

    @cached_property
    def year_limits(self) -> tuple[YearLimit, ...]:
        """Limits on exams and credits a year that bind."""
        groups: dict[Rule, list[tuple[int, ...]]] = {}
        for s in sittings(self.problem):
            groups.setdefault(s.rule, []).append(tuple(self.numbers[k] for k in s.elements))
        limits = ((rule, self._binding(rule)) for rule in groups)
        return tuple(YearLimit(r, tuple(groups[r]), int(n)) for r, n in limits if n is not None)

    def term(self, places: int) -> int:
        """Calendar weeks of a plan that uses so many places."""
        return self.weeks[places - 1].index + 1 if places else 0

    def places(self, weeks: int) -> int:
        """Places inside so many calendar weeks."""
        return sum(1 for w in self.weeks if w.index < weeks)

    def spans_within(self, places: int) -> tuple[Span, ...]:
        """Semesters of the first so many places, the last one cut off."""
        cut = (Span(s.semester, s.course, s.start, min(s.stop, places)) for s in self.spans)
        return tuple(s for s in cut if s.start < s.stop)

    def plan(self, units: Mapping[int, Mapping[int, int]]) -> TermPlan:
        """The plan of units by item and place."""
        hours: dict[ElementKey, dict[int, int]] = {}
        for item in self.items:
            placed = sorted(units.get(item.number, {}).items())
            hours[item.element.key] = {self.weeks[p].index: n * self.unit for p, n in placed if n > 0}
        return TermPlan(hours)

    def _binding(self, rule: Rule) -> int | Fraction | None:
        value = self.problem.rules.get(rule)
        return None if value is None or not (value.hard or self.soft) else value.amount

    def _of(self, elements: Iterable[TermElement]) -> tuple[int, ...]:
        return tuple(self.numbers[e.key] for e in elements)

    def _pace(self, e: TermElement) -> int:
        return (practice_week_hours(self.problem, e) if e.whole_weeks else e.max_hours_per_week) // self.unit

    def _item(self, number: int, e: TermElement) -> Item:
        week = practice_week_hours(self.problem, e) // self.unit if e.whole_weeks else 0
        low, wanted, high = (h // self.unit for h in (e.hours_min, e.hours_wanted, e.hours_max))
        if week:
            low, high = -(-low // week) * week, high // week * week
        pinned = {s: h // self.unit for s, h in e.semester_hours if h} if e.semester_hours else None
        return Item(
            number=number,
            element=e,
            low=low,
            wanted=wanted,
            high=high,
            pace=min(self._pace(e), self.capacity),
            week=week,
            sitting=is_one_sitting(self.problem, e),
            allowed=self._allowed(e),
            pinned=pinned,
        )

    def _allowed(self, e: TermElement) -> tuple[int, ...]:
        pinned = {s for s, h in e.semester_hours if h}
        return tuple(
            place
            for place, week in enumerate(self.weeks)
            if (e.weeks_allowed is None or week.index in e.weeks_allowed) and (not pinned or week.semester in pinned)
        )
